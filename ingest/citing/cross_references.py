"""Resolve mentions of other places in the document: "zie ook hoofdstuk 4", "sectie 5.2", "Tabel 7".

Only a number after a cue word counts; "Strategie 21" and amounts are left alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.citing.reference_names import folded
from ingest.document import CrossReference, Finding, Section, Table

_NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,4}(?!\w)(?!\.\d)(?!,\d)(?!\s?%)"
_AND = (
    r"\s*(?:,\s*(?:en|and|et)\s|,|;|\ben\b|\band\b|\bet\b|&|\btot en met\b|\bt/m\b|\btot\b"
    r"|\bto\b|[–—-])\s*"
)
_NUMBERS = rf"\(?\s*{_NUMBER}(?:{_AND}{_NUMBER})*"
_SECTION_WORD = (
    r"(?:hoofdstuk(?:ken)?|secties?|paragra(?:af|fen)|onderde(?:el|len)|chapters?|sections?"
    r"|chapitres?|§{1,2})"
)
_SECTION = re.compile(rf"(?P<cue>(?<!\w){_SECTION_WORD})\s*(?P<numbers>{_NUMBERS})", re.IGNORECASE)
_SEE = re.compile(
    r"\b(?P<cue>(?:zie|cf\.|vgl\.|see|voir)(?:\s+(?:ook|also|aussi|punt|onder|supra|infra))*)\s+"
    rf"(?P<numbers>(?=\d{{1,2}}\.\d)\(?\s*{_NUMBER}(?:{_AND}{_NUMBER})*)",
    re.IGNORECASE,
)
_TABLE = re.compile(
    r"(?P<cue>\b(?:tabel(?:len)?|tables?|tableaux?))\s+"
    r"(?P<numbers>\(?\s*\d{1,3}(?![\w.]\d)"
    rf"(?:{_AND}\d{{1,3}}(?!\w))*)(?!\w)(?!\s?%)",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"\s*(?:tabel|table|tableau)\s+\d+\s*[:.]", re.IGNORECASE)
# "hoofdstuk 3 van het Kunstendecreet" is a chapter of another text, as is "(Jans, 2024, sectie 3)"
_OF_ANOTHER_TEXT = re.compile(
    r"\)?\s+(?:van|uit|in|of|from|du|de|des)\s+(?:(?:het|de|the|een|la|le|les)\s+|l['’])?"
    r"(?:[A-ZÀ-Þ“‘]|(?:decreet|wet|verdrag|conventie|boek|rapport|verslag|nota|besluit|decree|act"
    r"|report|treaty|book|décret|loi|traité|livre)\b)"
)
_IN_A_CITATION = re.compile(r"(?:\b\d{4}[a-z]?|\b[zns]\.\s?d\.(?:[a-z])?)\s*,\s*$")
_PUNCTUATION = " \t\n()[]“”‘’\"'«»*_:;,.–—-"
_SHORTEST_TITLE = 8


@dataclass(frozen=True, slots=True)
class _Printed:
    """A number as the text writes it, and the words right before and after it."""

    start: int
    end: int
    number: str
    cue: str
    before: str
    after: str


def find_cross_references(
    texts: Iterable[tuple[str, str, str]],
    sections: Sequence[Section],
    tables: Sequence[Table],
) -> tuple[tuple[CrossReference, ...], tuple[Finding, ...]]:
    """Find the mentions of sections and tables and the place each means.

    Where the body prints other numbers than the table of contents, a number means, in this order:
    the section whose title stands beside it ("praktische uitdagingen (sectie 5.4)"); a number
    printed in the same chapter; the number in the table of contents; a number printed elsewhere.
    Every number of an enumeration is a mention of its own; a range ("5.1–5.3") mentions its ends.

    Args:
        texts: Address, section number and clean text of every block, in reading order.
        sections: The sections of the document.
        tables: The tables of the document.

    Returns:
        The mentions in reading order, and the findings "cross-reference-missing" (no such place)
        and "cross-reference-renumbered" (another section than the number says).
    """
    by_number = {table.number: table.address for table in tables}
    found: list[CrossReference] = []
    findings: list[Finding] = []
    for block, section, text in texts:
        mentions = []
        for printed in _printed_sections(text):
            target = _section_meant(printed, section, sections)
            mentions.append(_reference(block, printed, target.number if target else None))
            if target and target.number != printed.number:
                findings.append(_renumbered(block, text, printed, target))
        for printed in _printed_tables(text):
            mentions.append(_reference(block, printed, by_number.get(int(printed.number))))
        mentions.sort(key=lambda mention: mention.start)
        findings += (_missing(text, mention) for mention in mentions if mention.target is None)
        found += mentions
    return tuple(found), tuple(findings)


def _reference(block: str, printed: _Printed, target: str | None) -> CrossReference:
    return CrossReference(block, printed.start, printed.end, printed.number, target)


def _missing(text: str, mention: CrossReference) -> Finding:
    words = _literal(text, mention.start, mention.end)
    message = f"De tekst verwijst naar “{words}”, maar die plaats bestaat niet in dit document."
    return Finding("cross-reference-missing", mention.block, message)


def _renumbered(block: str, text: str, printed: _Printed, target: Section) -> Finding:
    words = _literal(text, printed.start, printed.end)
    message = f"“{words}” staat onder een ander nummer: {target.number}. {target.title}."
    return Finding("cross-reference-renumbered", block, message)


def _literal(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].replace("(", "").split())


def _printed_sections(text: str) -> Iterator[_Printed]:
    """Yield the section numbers that stand after a cue word, in order."""
    matches = [*_SECTION.finditer(text), *_SEE.finditer(text)]
    for match in sorted(matches, key=re.Match.start):
        elsewhere = _OF_ANOTHER_TEXT.match(text, match.end())
        cited = _IN_A_CITATION.search(text, max(0, match.start() - 30), match.start())
        if not elsewhere and not cited:
            yield from _numbers(text, match, _NUMBER)


def _printed_tables(text: str) -> Iterator[_Printed]:
    """Yield the table numbers in a text that is not itself a table's caption."""
    if _CAPTION.match(text):
        return
    for match in _TABLE.finditer(text):
        if not _OF_ANOTHER_TEXT.match(text, match.end()):
            yield from _numbers(text, match, r"\d+")


def _numbers(text: str, match: re.Match[str], pattern: str) -> Iterator[_Printed]:
    numbers = list(re.finditer(pattern, match["numbers"]))
    shift = match.start("numbers")
    alone = len(numbers) == 1
    for position, number in enumerate(numbers):
        yield _Printed(
            start=match.start() if position == 0 else shift + number.start(),
            end=shift + number.end(),
            number=number[0],
            cue=match["cue"],
            before=text[max(0, match.start() - 200) : match.start()] if alone else "",
            after=text[match.end() : match.end() + 200] if alone else "",
        )


def _section_meant(printed: _Printed, here: str, sections: Sequence[Section]) -> Section | None:
    chapter = here.split(".")[0]
    numbered = [s for s in sections if s.number == printed.number]
    same_print = [s for s in sections if s.printed_number == printed.number]
    beside = _named_beside(printed, sections)
    if beside and numbered and beside.number.startswith(f"{printed.number}."):
        return numbered[0]
    if beside:
        return beside
    in_chapter = [s for s in same_print if s.number.split(".")[0] == chapter]
    return next(iter([*in_chapter, *numbered, *same_print]), None)


def _named_beside(printed: _Printed, sections: Sequence[Section]) -> Section | None:
    """Return the section whose title is the words before or after the number.

    A title that several sections carry only helps when one of them has the number.
    """
    before = folded(printed.before.rstrip(_PUNCTUATION))
    dashed = re.match(r"\s*(?:[–—:,-]|\()\s*([^().;,]{4,120})", printed.after)
    after = folded(dashed[1].strip(_PUNCTUATION)) if dashed else ""
    named = [
        (len(title), section)
        for section in sections
        if len(title := folded(section.title)) >= _SHORTEST_TITLE
        and (
            re.search(rf"(?<!\w){re.escape(title)}$", before)
            or after.startswith(title)
            or (len(after) >= _SHORTEST_TITLE and re.match(rf"{re.escape(after)}(?!\w)", title))
        )
    ]
    longest = max((length for length, _ in named), default=0)
    candidates = [section for length, section in named if length == longest]
    same_number = [s for s in candidates if printed.number in (s.number, s.printed_number)]
    if len(same_number) == 1:
        return same_number[0]
    return candidates[0] if len(candidates) == 1 else None
