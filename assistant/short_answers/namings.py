"""Names in a text with what the text says of each: apposition, label, brackets, first cell.

"FARO – het Vlaams steunpunt voor cultureel erfgoed – ..." tells what FARO is; "circus
(bijvoorbeeld Circostrada)" what Circostrada is for; "Interreg: EU-structuurfondsprogramma ..."
what Interreg is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.short_answers.abbreviations import expansions
from assistant.short_answers.quoted_values import values_in
from ingest.passage import PassageKind

# How plainly the form says that this is the name of what is told.
TOLD = 1.0
OPENING = 0.6
# Only beside a word for the sort of thing that is asked for.
BESIDE = 0.9
LONGEST_NAME = 80
KIND_WORDS = 8
# Characters before a name in which words for its sort are looked for.
LOOKED_BACK = 60

# circus (bijvoorbeeld Circostrada)
_EXAMPLE_OF = re.compile(r"([\w()-]+(?: [\w-]+)?) \((?:bijvoorbeeld|bv\.?|zoals|met name) \Z")
# FARO – het steunpunt voor erfgoed –; Cultuurloket, de organisatie die ...,
_APPOSED = re.compile(
    r"(?: \([^()]*\))?(?: [–-] (?P<dashed>(?:een|het|de) .{5,160}?)(?= [–-] |\.\s|\.\Z|\Z)"
    r"|, (?P<comma>(?:een|het|de) [^,.]{5,160})(?=[,.]|\Z))"
)
_OPENER = re.compile(r"[A-ZÀ-Þ][\w.&/'’-]+(?= [–-] (?:een|het|de) )")
# De Europese Commissie heeft ...
_OPENS = re.compile(
    r"\A(?:(?:de|het|ook|ook de|ook het|tot slot richt ook|daarnaast \w+(?: ook)?) )?\Z", re.I
)
_PREDICATE = re.compile(r"(?: \([^()]*\))? ([a-z][^.]{10,300})")
# ... ondersteunt het Compendium of Cultural Policies & Trends, dat ...
_RELATIVE = re.compile(r"(?: \([^()]*\))?,? ((?:dat|die|waar\w*) [^.]{10,300})")
# het festival Batard; het Memory of the World-programma
_WORDS_BEFORE = re.compile(
    r"((?:[a-zà-ÿ-]{2,} ){0,3}"
    r"(?!(?:voor|naar|door|over|vanuit|binnen|tussen|volgens|zoals) )[a-zà-ÿ-]{4,} )\Z"
)
_SORT_BEHIND = re.compile(r"-(programma|netwerk|project|fonds)\b([^.]{0,160})")
_MORE = re.compile(r"[^.]{0,160}")
_GOES_ON = re.compile(r"[:.][A-Z]\w+")
_QUOTED = re.compile(
    r"(?P<told>(?:[\w-]+ ){0,4})[‘'\"“](?P<name>[A-ZÀ-Þ][^‘’\"“”']{2,78})['’\"”](?=[\s.,;)])"
    r"(?P<more>.{0,200})"
)
_LABEL = re.compile(r"(?P<name>[A-ZÀ-Þ][^:.;(]{1,70}?)(?: \([^()]*\))?: (?P<told>.{15,})")
# A Fair New World?! (Kunstenpunt, 2023) vormt ...
_CITED_TITLE = re.compile(r"(?P<name>[A-ZÀ-Þ][^:.;()]{2,70}?) \([^()]*\d{4}\) (?P<told>[a-z].*)")
# The column that says what sort of thing a row is about.
_SORT_CELL = re.compile(r"; (?:Type|Soort)[^:;]*: ([^;]*)")
_FIRST_CELL = re.compile(r"[^:;]{1,40}: ([^;]{2,160})(?:;|\Z)")
_CUT = re.compile(r" [–-] | \(")


@dataclass(frozen=True, slots=True)
class Naming:
    """A name and what is told of it.

    Attributes:
        name: As it stands in the text.
        told: What the text says of it, in lower case.
        kinds: The words that say what sort of thing it is, in lower case.
        strength: How plainly the form shows that, 0..1.
    """

    name: str
    told: str
    kinds: str
    strength: float


@lru_cache(maxsize=1 << 11)
def namings(text: str, kind: PassageKind) -> tuple[Naming, ...]:
    """Return the names of a sentence, or of a whole row, with what is told of each.

    Args:
        text: The sentence or row.
        kind: What sort of passage it is from.
    """
    if kind == "table_row":
        return tuple(_of_row(text))
    if kind == "reference":
        return ()
    return tuple(_names(text))


@lru_cache(maxsize=1 << 10)
def titles(text: str, kind: PassageKind) -> tuple[Naming, ...]:
    """Return titles between quotation marks, and what opens an item of a list.

    Args:
        text: Whole quoted words; what is told of a title may be the sentence behind it.
        kind: What sort of passage they are from.
    """
    return tuple(_titles(text, kind))


def _of_row(text: str) -> Iterator[Naming]:
    first = _FIRST_CELL.match(text)
    cell = first[1] if first else ""
    label, _, rest = text.partition(": ")
    name = _CUT.split(cell)[0].strip()
    sort = _SORT_CELL.search(rest)
    kinds = f"{label} {sort[1] if sort else ''}".lower()
    if 2 <= len(name) <= LONGEST_NAME:
        yield Naming(name, f"{label} {rest}".lower(), kinds, TOLD)


def _titles(text: str, kind: PassageKind) -> Iterator[Naming]:
    for match in _QUOTED.finditer(text):
        before = match["told"].lower()
        yield Naming(match["name"], f"{before} {match['more']}".lower(), before, TOLD)
    opener = _OPENER.match(text)
    if opener:
        # A single word that opens a sentence is no name by its capital alone.
        yield from _told_behind(text, 0, opener.end())
    for form in (_LABEL, _CITED_TITLE):
        # In running text a colon follows other things than names.
        opening = form.match(text) if kind == "list_item" else None
        if opening:
            yield _naming(opening["name"], opening["told"], TOLD)


def _names(text: str) -> Iterator[Naming]:
    for literal in values_in(text):
        if literal.kind in ("name", "acronym"):
            start, end = literal.start, _end_of_name(text, literal.start, literal.end)
            yield from _told_before(text, start, end)
            yield from _told_behind(text, start, end)


def _end_of_name(text: str, start: int, end: int) -> int:
    """Where a name ends that a colon or "en" goes on, or a word for its sort closes."""
    longer = _GOES_ON.match(text, end)
    end = longer.end() if longer else end
    for _, full in expansions(text):
        if text.startswith(full, start):
            end = max(end, start + len(full))
    sort = _SORT_BEHIND.search(text[start:end])
    return start + sort.start() if sort else end


def _told_before(text: str, start: int, end: int) -> Iterator[Naming]:
    before = text[:start]
    name, near = text[start:end], before[-LOOKED_BACK:]
    if example := _EXAMPLE_OF.search(near):
        # What it is an example of may stand well before: "netwerken in ..., circus (...)".
        yield Naming(name, example[1].lower(), before.lower(), TOLD)
    elif words := _WORDS_BEFORE.search(near):
        more = _MORE.match(text, end)
        told = f"{words[1]} {more[0] if more else ''}".lower()
        yield Naming(name, told, words[1], BESIDE)


def _told_behind(text: str, start: int, end: int) -> Iterator[Naming]:
    name = text[start:end]
    if apposed := _APPOSED.match(text, end):
        yield _naming(name, apposed["dashed"] or apposed["comma"], TOLD)
    elif relative := _RELATIVE.match(text, end):
        yield _naming(name, relative[1], OPENING)
    elif _OPENS.match(text[:start]) and (predicate := _PREDICATE.match(text, end)):
        yield _naming(name, predicate[1], OPENING)
    if behind := _SORT_BEHIND.match(text, end):
        yield _naming(name, f"{behind[1]} {behind[2]}", TOLD)


def _naming(name: str, told: str, strength: float) -> Naming:
    lowered = told.lower()
    return Naming(name, lowered, " ".join(lowered.split()[:KIND_WORDS]), strength)
