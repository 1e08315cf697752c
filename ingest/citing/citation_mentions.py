"""Find where a text cites: names with a year, in parentheses or in the sentence.

It knows the names of the reference list but not which entry is meant: `citations` decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.citing.citation_forms import (
    ABBREVIATION,
    AFTER_NAME,
    CAPITALISED_RUN,
    INSTITUTION,
    INTRODUCED,
    JOINER_ONLY,
    JOINT,
    LEADING,
    LONGEST,
    NOT_A_NAME,
    OPENING_WORDS,
    OTHERS_END,
    PINPOINT,
    REPORTS,
    SOURCE_LINE,
    UNCLOSED_END,
    YEAR,
)
from ingest.citing.citation_matching import ReferenceNames
from ingest.citing.reference_names import comparable
from ingest.document import Reference


@dataclass(frozen=True, slots=True)
class Mention:
    """A name and a year at one place.

    Attributes:
        start: Where the name starts, or the year when the name is carried over from before.
        end: One past the year or the page.
        authors: The name as written.
        year: The year as written, or "".
        pinpoint: "p. 4" or "".
        references: The references with this name, whatever their year; empty when unknown.
        misspelt: Whether the name differs a little from that of the references.
        narrative: Whether the name stands in the sentence, before the parentheses.
    """

    start: int
    end: int
    authors: str
    year: str
    pinpoint: str = ""
    references: tuple[Reference, ...] = ()
    misspelt: bool = False
    narrative: bool = False


def find_mentions(
    text: str, names: ReferenceNames, learned: frozenset[str] = frozenset()
) -> tuple[Mention, ...]:
    """Return every name with a year that `text` cites, in order.

    A name that is in no reference counts only where the form leaves no doubt: "(Name, 2024)",
    or in the sentence with "et al.", a full date or a mark for "no date", after "volgens", for an
    institution, or when it is one of the `learned` names. "Brugge (2002)" is no citation.

    Args:
        text: Clean text of one block.
        names: The names of the reference list.
        learned: Names cited elsewhere in the document without being in its list, as
            `ingest.citing.reference_names.comparable` makes them.
    """
    mentions: list[Mention] = []
    open_text = ABBREVIATION.sub(lambda found: " " * len(found[0]), text)
    for start, end, nested in _groups(text):
        found = list(_in_group(open_text, start, end, names, learned))
        pinpoint = PINPOINT.fullmatch(open_text[start:end].strip())
        if not found and pinpoint and pinpoint["pinpoint"]:
            _attach(mentions, start, pinpoint["pinpoint"])
        mentions += found
        if nested:
            # "(Federatie (2021) in Jans, 2024)" goes on with "in Jans" once the year is read
            filler = (";" if found else " ") * (end - start + 2)
            open_text = open_text[: start - 1] + filler + open_text[end + 1 :]
    label = SOURCE_LINE.match(text)
    if label:
        taken = {mention.start for mention in mentions}
        line = _in_parentheses(open_text, label.end(), min(len(text), LONGEST), names)
        mentions += (mention for mention in line if mention.start not in taken)
    if not mentions:
        mentions += _bare_names(text, names)
    return tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))


def _groups(text: str) -> list[tuple[int, int, bool]]:
    """Return what stands between parentheses and whether others stand around it, inner ones first.

    Parentheses that never close end with their sentence.
    """
    opened: list[int] = []
    groups = []
    for position, character in enumerate(text):
        if character == "(":
            opened.append(position)
        elif character == ")" and opened:
            start = opened.pop() + 1
            if position - start < LONGEST:
                groups.append((start, position, bool(opened)))
    for position in opened:
        end = UNCLOSED_END.search(text, position + 1)
        groups.append((position + 1, min(end.start() if end else len(text), position + 200), False))
    return groups


def _in_group(
    text: str, start: int, end: int, names: ReferenceNames, learned: frozenset[str]
) -> Iterator[Mention]:
    first = YEAR.search(text, start, end)
    if first is None:
        return
    if text[start : first.start()].strip():
        yield from _in_parentheses(text, start, end, names)
        return
    shift = max(0, start - 250)
    shift = max(shift, *(text.rfind(mark, shift, start - 1) + 1 for mark in ")(;"))
    before = text[shift : start - 1].rstrip(" \n\"'”’»*_")
    name = _known_before(before, first["year"], names)
    if name is None:
        name = _unknown_before(before, first, text[end + 1 : end + 40], names, learned)
    if name is None:
        return
    whole = replace(name, start=name.start + shift)
    for number, mention in enumerate(_in_parentheses(text, start, end, names, whole)):
        if number == 0:
            more = YEAR.search(text, mention.end, end) is not None
            last = mention.end if more else end + text.startswith(")", end)
            yield replace(mention, start=whole.start, end=last, narrative=True)
        else:
            yield mention


def _known_before(before: str, year: str, names: ReferenceNames) -> Mention | None:
    match = names.at_end_of(before, year)
    if match is None:
        return None
    authors = before[match.start :]
    return Mention(match.start, len(before), authors, "", "", match.references, match.misspelt)


def _unknown_before(
    before: str,
    year: re.Match[str],
    after: str,
    names: ReferenceNames,
    learned: frozenset[str],
) -> Mention | None:
    """Return a name in the sentence that no reference has, where its form leaves no doubt."""
    run = CAPITALISED_RUN.search(before)
    if run is None:
        return None
    for word in re.finditer(r"\S+", before[run.start() :]):
        start = run.start() + word.start()
        if comparable(before[start:]) in learned:
            return Mention(start, len(before), before[start:], "")
    start = _after_opening_words(run)
    name = before[start:]
    people = re.split(r"\s(?:en|&|and|et)\s", name)
    certain = (
        year["day"] is not None
        or not year["year"][0].isdigit()
        or re.search(r"\bet\s+al\.?$", name)
        or INSTITUTION.fullmatch(name)
        or (JOINT.fullmatch(name) and REPORTS.match(after))
        or (len(people) > 1 and any(names.is_surname(person) for person in people))
        or (INTRODUCED.search(before[:start]) and not re.search(r"\d", name))
    )
    return Mention(start, len(before), name, "") if certain else None


def _after_opening_words(run: re.Match[str]) -> int:
    """Return where a run of capitalised words starts once "Volgens" or "Cf." is left out."""
    opening = OPENING_WORDS.match(run.string, run.start())
    return opening.end() if opening and opening.end() < run.end() else run.start()


def _in_parentheses(
    text: str, start: int, end: int, names: ReferenceNames, name: Mention | None = None
) -> Iterator[Mention]:
    """Yield the works named in "A, 2021; 2022; B & C, z.d.a, p. 4".

    Args:
        text: The text, nested parentheses blanked.
        start: Where the parentheses' content starts.
        end: Where it ends.
        names: The names of the reference list.
        name: The name in front of the parentheses, carried over to a year without one.
    """
    position = start
    while year := YEAR.search(text, position, end):
        between = text[position : year.start()]
        if not JOINER_ONLY.fullmatch(between):
            name = _name_in(between, year["year"], names)
            if name is not None:
                name = replace(name, start=name.start + position, end=name.end + position)
            begin = name.start if name else year.start()
        else:
            begin = year.start()
        pinpoint = PINPOINT.match(text, year.end(), end)
        position = pinpoint.end() if pinpoint else year.end()
        if name is not None:
            yield replace(
                name,
                start=begin,
                end=position,
                year=year["year"].strip(),
                pinpoint=(pinpoint["pinpoint"] or pinpoint["page"]) if pinpoint else "",
            )


def _name_in(between: str, year: str, names: ReferenceNames) -> Mention | None:
    """Return the name at the end of what stands before a year, or None when there is none."""
    offset = between.rfind(";") + 1
    segment = between[offset:]
    before = segment.rstrip(AFTER_NAME if OTHERS_END.search(segment) else AFTER_NAME + ".")
    match = names.at_end_of(before, year)
    if match is not None:
        return Mention(
            offset + match.start,
            offset + len(before),
            " ".join(before[match.start :].split()),
            "",
            references=match.references,
            misspelt=match.misspelt,
        )
    run = CAPITALISED_RUN.search(before)
    has_comma = segment[len(before) :].lstrip().startswith(",")
    if run is None or not has_comma or not LEADING.fullmatch(before[: run.start()]):
        return None
    start = _after_opening_words(run)
    if NOT_A_NAME.match(before, start):
        return None
    return Mention(offset + start, offset + len(before), before[start:], "")


def _bare_names(text: str, names: ReferenceNames) -> Iterator[Mention]:
    """Yield the names in a source line that gives no year: "(Departement Cultuur)"."""
    label = SOURCE_LINE.match(text)
    start = label.end() if label else len(text) - len(text.lstrip())
    line = text[start:].rstrip(" .")
    if line.startswith("(") and line.endswith(")"):
        start, line = start + 1, line[1:-1]
    elif not label:
        return
    for part in re.finditer(r"[^;]+", line):
        name = part[0].strip()
        references = names.known(name)
        if references:
            begin = start + part.start() + part[0].index(name)
            yield Mention(begin, begin + len(name), name, "", references=references)


def _attach(mentions: list[Mention], before: int, pinpoint: str) -> None:
    """Give a page in parentheses of its own to the citation in the sentence before it."""
    earlier = [number for number, mention in enumerate(mentions) if mention.end <= before]
    if earlier and mentions[earlier[-1]].narrative and not mentions[earlier[-1]].pinpoint:
        mentions[earlier[-1]] = replace(mentions[earlier[-1]], pinpoint=pinpoint)
