"""Whether a text states a fact: literal words, with values equal in any spelling, or a regex.

Case, spaces, ligatures and the style of dashes and quotation marks do not count; accents do.
Numbers, amounts, percentages and dates compare by value ("1.250,50" is "1250,5", "1-1-2027" is
"1 januari 2027").

A fact never matches inside a word or a longer number, nor inside a value that says otherwise: "2"
is not stated by "2,5", "20" not by "20 miljoen". A number without a unit is stated by the same
number with one ("70,6" by "70,6%"); a year by a date or range that writes it out ("2025" by
"2021-2025" and "5 mei 2025", not by "2021-30"); a month or a day by a fuller date.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from eval.fact_pattern import compiled, is_pattern
from ingest.literals import LiteralSpan, find_literals

_NO_VALUES = ("name", "acronym")
_SAME_CHARACTERS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ĳ": "ij", "Ĳ": "ij", "…": "..."}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
_PIECE = re.compile(r"\w+|[^\w\s]")
_UNITS = {"%": "%", "procent": "%", "percent": "%", "pct": "%"}
_WITH_UNIT = re.compile(r"(?P<number>[\d.]+)(?:%| [A-Z]{3})")

# A piece of a text: a word or mark, or the value it states.
Piece = str | LiteralSpan


@dataclass(frozen=True, slots=True)
class FactText:
    """A text prepared for looking up many facts; `fact_text` makes it.

    Attributes:
        spaced: The text with single spaces.
        plain: The same, with one case and one style of dashes and quotation marks.
        values: The values in `plain`, by place.
        pieces: `plain` taken apart into words, marks and values.
    """

    spaced: str
    plain: str
    values: tuple[LiteralSpan, ...]
    pieces: tuple[Piece, ...]


@lru_cache(maxsize=512)
def fact_text(text: str, language: str = "nl") -> FactText:
    """Prepare a text; `language` decides what "1.250" means. The last few are kept."""
    return _prepared(text, language)


@lru_cache(maxsize=4096)
def _prepared_fact(fact: str) -> FactText:
    return _prepared(fact, "nl")


def _prepared(text: str, language: str) -> FactText:
    spaced = " ".join(text.split())
    plain = unicodedata.normalize("NFC", spaced).translate(_SAME_CHARACTERS).casefold()
    plain = " ".join(plain.split())
    found = find_literals(plain, language)
    values = tuple(value for value in found if value.kind not in _NO_VALUES)
    return FactText(spaced, plain, values, tuple(_pieces(plain, values)))


def holds_fact(text: str, fact: str, language: str = "nl") -> bool:
    """Whether `text` states `fact`.

    Args:
        text: An answer or a passage.
        fact: Literal words of a Dutch document, or "/regex/", which is searched in any case.
        language: Of the text, besides Dutch: an English text may write 1,250 for 1.250.
    """
    return any(text_holds(fact_text(text, name), fact) for name in {"nl", language})


def holds_group(text: str, group: Iterable[str], language: str = "nl") -> bool:
    """Whether `text` states one of the alternatives of a fact."""
    return any(holds_fact(text, fact, language) for fact in group)


def text_holds(text: FactText, fact: str) -> bool:
    """Whether a prepared text states `fact`; see `holds_fact`."""
    if is_pattern(fact):
        return compiled(fact).search(text.spaced) is not None
    wanted = _prepared_fact(fact)
    if not wanted.plain:
        return False
    return _stands_written(text, wanted) or (bool(wanted.values) and _stands_as_value(text, wanted))


def _stands_written(text: FactText, fact: FactText) -> bool:
    """Whether the fact stands in the text in the same characters, and means the same there."""
    words = fact.plain
    start = text.plain.find(words)
    while start >= 0:
        if _is_whole(text.plain, start, start + len(words)) and all(
            _means_the_same(value, start, text.values) for value in fact.values
        ):
            return True
        start = text.plain.find(words, start + 1)
    return False


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word or number is cut at either end of `text[start:end]`."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    first, last = text[start], text[end - 1]
    if _in_word(first) and before and _in_word(before[-1]):
        return False
    if _in_word(last) and after and _in_word(after[0]):
        return False
    if first.isdigit() and len(before) == 2 and before[0].isdigit() and before[1] in ".,":
        return False
    return not (last.isdigit() and len(after) == 2 and after[0] in ".," and after[1].isdigit())


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _means_the_same(wanted: LiteralSpan, shift: int, values: Iterable[LiteralSpan]) -> bool:
    """Whether the values of a text where the fact stands are all that of the fact itself."""
    start, end = wanted.start + shift, wanted.end + shift
    return all(
        (value.start == start and value.end == end) or _is_stated_by(wanted, value)
        for value in values
        if value.start < end and start < value.end
    )


def _stands_as_value(text: FactText, fact: FactText) -> bool:
    """Whether the fact stands in the text piece by piece, its values in whatever spelling."""
    size = len(fact.pieces)
    stated = [piece for piece in text.pieces if not isinstance(piece, str)]
    wanted = [piece for piece in fact.pieces if not isinstance(piece, str)]
    if not all(any(_is_stated_by(value, found) for found in stated) for value in wanted):
        return False  # far quicker than trying every place
    return any(
        all(map(_is_same_piece, fact.pieces, text.pieces[start : start + size]))
        for start in range(len(text.pieces) - size + 1)
    )


def _is_same_piece(wanted: Piece, found: Piece) -> bool:
    if isinstance(wanted, str) or isinstance(found, str):
        return wanted == found
    return _is_stated_by(wanted, found)


def _is_stated_by(wanted: LiteralSpan, found: LiteralSpan) -> bool:
    """Whether the value `found` in a text states the value `wanted` of a fact."""
    if wanted.value == found.value:
        return True
    with_unit = _WITH_UNIT.fullmatch(found.value)
    if with_unit and with_unit["number"] == wanted.value:
        return True
    if wanted.kind == "year" and found.kind in ("date", "year_range"):
        return re.search(rf"(?<!\d){wanted.value}(?!\d)", found.text) is not None
    if wanted.kind == "date" == found.kind:
        days, wanted_days = found.value.split("/"), wanted.value.split("/")
        if len(wanted_days) == len(days):
            return all(map(_is_part, wanted_days, days))
        return len(wanted_days) == 1 and any(_is_part(wanted.value, day) for day in days)
    return False


def _is_part(wanted: str, day: str) -> bool:
    """Whether a date is a fuller form of another: a month's day, or a day with its year."""
    if wanted == day:
        return True
    if wanted.startswith("--"):
        return day.endswith(wanted[1:])
    return day.startswith(f"{wanted}-")


def _pieces(plain: str, values: Iterable[LiteralSpan]) -> Iterator[Piece]:
    position, waiting = 0, None  # a number that the next word may turn into a percentage
    for value in (*values, None):
        between = plain[position : value.start if value else len(plain)]
        for place, word in enumerate(_PIECE.findall(between)):
            unit = _UNITS.get(word) if place == 0 and waiting else None
            if waiting:
                yield _with_unit(waiting, unit) if unit else waiting
                waiting = None
            if not unit:
                yield word
        if waiting:
            yield waiting
        waiting = value
        position = value.end if value else len(plain)


def _with_unit(value: LiteralSpan, unit: str) -> LiteralSpan:
    return LiteralSpan("percentage", value.start, value.end, value.text, value.value + unit)
