"""The value of the sort asked for that stands nearest to the words of the question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.quoting.evidence_span import Evidence, first_cell, without_citations
from assistant.short_answers.asked_value import AskedValue, Sort
from assistant.short_answers.quoted_values import values_in
from assistant.short_answers.word_likeness import WORD, is_said, likeness
from assistant.understanding.question import Analysis
from ingest.literal_kinds.form import LiteralKind
from ingest.literals import LiteralSpan

NAMES: frozenset[LiteralKind] = frozenset({"name", "acronym"})
NUMBERS: frozenset[LiteralKind] = frozenset({"number", "percentage", "amount"})
# What each sort of value asked for can be.
SORTS: Mapping[Sort, frozenset[LiteralKind]] = {
    "moment": frozenset({"year", "year_range", "date"}),
    "number": NUMBERS,
    "share": NUMBERS - {"number"},
    "place": NAMES,
    "name": NAMES,
}
PIECES_READ = 2
# How much better the best value must fit than the next one.
NAME_MARGIN = 1.3
NUMBER_MARGIN = 1.5
# Words of the question that must stand in the sentence before a name is picked from it.
WORDS_FOR_A_NAME = 2
# Words before a year in brackets that say what it is the year of.
OWNER_WORDS = 2
# Words of distance at which a word of the question counts half.
HALF_DISTANCE = 3.0
SUBJECT_BONUS = 0.5
OWNER_BONUS = 0.8
ONLY_VALUE_BONUS = 0.6
ONLY_NAME_BONUS = 0.4
COUNTED_BONUS = 0.2
ROW_BONUS = 0.5
# Among so many numbers only one with the noun asked for behind it is sure.
CROWDED = 3
# Characters before a number in which is looked for what it is part of.
LOOKED_BACK = 20

_BOUND_YEAR = re.compile(r"\s\((\d{4})\)")
_LABEL = re.compile(r"(?:\A|; )[^:;]{1,40}(?=: )")
_UNIT = re.compile(r"\s([a-zà-ÿ-]{3,})")
_NUMBER_OF_A_PLACE = re.compile(
    r"\b(?:tabel|figuur|hoofdstuk|sectie|pagina|bladzijde|pp?\.|artikel|bijlage|voetnoot|nr\.) ?\Z",
    re.I,
)
_OUT_OF = re.compile(r"\d (?:van|op|of|sur) (?:de |the |les )?\Z")
_OF_TOTAL = re.compile(r" (?:van|op) de \d[\d.]*")
_FROM = re.compile(r"\bvan \Z")
_RISES_TO = re.compile(r"[^.;]{0,40}? naar ")
_START = re.compile(
    r"\bbegin|\baanvankelijk|\boorspronkelijk|\beerst|\bstart|\binitial|\bfirst|\bdébut|\bd'abord"
)
_FURTHER_YEARS = re.compile(r"(?:, \d{4})* (?:en|&) \d{4}\b")
_EARLIER_YEAR = re.compile(r"\d{4}(?:,| en| &) \Z")
# Words after which something else is said: "... is actief en 13,7% werkt ...".
_NEW_CLAUSE = frozenset({"en", "maar", "terwijl", "and", "but", "while", "et", "mais"})
_AT_A_PLACE = re.compile(r"\b(?:in|uit|te|naar|from|at|to|à)(?: (?:het|de|the|la|le))?\s\Z")


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    score: float


def nearest_value(
    analysis: Analysis, asked: AskedValue, evidence: Sequence[Evidence], enough: float
) -> str | None:
    """Return the value of the sort asked for that is nearest to the question's words, or None.

    Args:
        analysis: The question taken apart.
        asked: What value it asks for.
        evidence: The spans that will be quoted, in order.
        enough: How well the value must stand out; near two words of the question is about 1.
    """
    sorts = SORTS.get(asked.sort)
    if sorts is None:
        return None
    # An entry quoted as the source of a claim holds names, but not the one asked for.
    claims = [one for one in evidence if one.passage.kind != "reference"]
    pieces = claims if claims and sorts is NAMES else evidence
    candidates = [
        candidate
        for order, piece in enumerate(pieces[:PIECES_READ])
        for sentence in _sentences(piece)
        if all(number in without_citations(sentence) for number in analysis.numbers)
        for candidate in _candidates(analysis, asked, sentence, order)
    ]
    best = max(candidates, key=lambda one: one.score, default=None)
    if best is None or best.score < enough:
        return None
    others = [one.score for one in candidates if one.text != best.text]
    margin = NAME_MARGIN if sorts is NAMES else NUMBER_MARGIN
    if best.score < margin * max(others, default=0.0):
        return None
    return best.text


def _sentences(piece: Evidence) -> Iterator[Evidence]:
    """The sentences of a quote; a row of a table counts as one."""
    spans = piece.passage.sentences if piece.passage.kind != "table_row" else ()
    inside = [(max(a, piece.start), min(b, piece.end)) for a, b in spans]
    inside = [(a, b) for a, b in inside if a < b] or [(piece.start, piece.end)]
    return (replace(piece, start=start, end=end) for start, end in inside)


def _candidates(
    analysis: Analysis, asked_for: AskedValue, piece: Evidence, order: int
) -> list[_Candidate]:
    text, sorts = piece.text, SORTS[asked_for.sort]
    said = (*analysis.words, *analysis.dutch)
    words = list(WORD.finditer(text))
    asked = [
        (place, weight)
        for place, match in enumerate(words)
        if (weight := likeness(match.group().lower(), said))
    ]
    covered = 0.5 + len(asked) / (len(analysis.words) + len(asked))
    fitting = _fitting(analysis, asked_for, piece)
    if sorts is NAMES and len(asked) + len(analysis.numbers) < WORDS_FOR_A_NAME:
        return []
    found: list[_Candidate] = []
    about = sorts is not NAMES and _is_row_of(piece, said)
    opening = _clauses_opened(text, words, sorts) if sorts is not NAMES else ()
    for literal in fitting:
        first = sum(word.start() < literal.start for word in words)
        last = sum(word.start() < literal.end for word in words) - 1
        opens_clause = first > 0 and words[first - 1].group() in _NEW_CLAUSE
        until = min((place for place in opening if place > last), default=len(words))
        near = sum(
            weight * _nearness(first, last, place)
            for place, weight in asked
            if place < until and (place > last or not opens_clause)
        )
        score = near * covered + OWNER_BONUS * _is_year_of(literal, text, said)
        opens = literal.kind in NAMES and piece.start == 0 and literal.start <= 1
        only = ONLY_NAME_BONUS if literal.kind in NAMES else ONLY_VALUE_BONUS
        score += SUBJECT_BONUS * opens + only * (len(fitting) == 1 and bool(asked))
        score += ROW_BONUS * about
        score += COUNTED_BONUS * _counts(literal, text, asked_for)
        value = _as_asked(literal, text, asked_for)
        found.append(_Candidate(value, round(score / (1 + order), 6)))
    return found


def _fitting(analysis: Analysis, asked_for: AskedValue, piece: Evidence) -> list[LiteralSpan]:
    """The values of a sentence that are of the sort asked for and may answer."""
    text = piece.text
    fitting = [
        literal
        for literal in values_in(text)
        if literal.kind in SORTS[asked_for.sort] and _may_answer(analysis, literal, piece)
    ]
    if asked_for.sort == "place" and not asked_for.head:
        fitting = [one for one in fitting if _AT_A_PLACE.search(text[: one.start])]
    counted = [one for one in fitting if _counts(one, text, asked_for)]
    numbers = sum(one.kind == "number" for one in values_in(text))
    if asked_for.sort == "number" and not counted and numbers >= CROWDED:
        return []
    fitting = counted or fitting
    if asked_for.span:
        fitting = [one for one in fitting if one.kind == "year_range"] or fitting
    if asked_for.several and len(fitting) > 1 and _FURTHER_YEARS.match(text, fitting[0].end):
        fitting = [one for one in fitting if not _EARLIER_YEAR.search(text[: one.start])]
    return fitting


def _clauses_opened(
    text: str, words: Sequence[re.Match[str]], sorts: frozenset[LiteralKind]
) -> tuple[int, ...]:
    """Numbers of the words at which a value opens a clause of its own: "... en 13,7% werkt"."""
    starts = {literal.start for literal in values_in(text) if literal.kind in sorts}
    return tuple(
        place
        for place, word in enumerate(words)
        if place and word.start() in starts and words[place - 1].group() in _NEW_CLAUSE
    )


def _nearness(first: int, last: int, other: int) -> float:
    distance = max(first - other, other - last, 0)
    return 1 / (1 + distance / HALF_DISTANCE) if distance else 0.0


def _may_answer(analysis: Analysis, literal: LiteralSpan, piece: Evidence) -> bool:
    """Whether a value is new to the question and not said of something else.

    Left out are parts of citations and names of columns, names in brackets behind another name,
    and names with another year in brackets behind them.
    """
    text = piece.text
    before, behind = text[: literal.start], text[literal.end :]
    if is_said(literal.text, analysis.words) or literal.value == "1":
        return False
    if before[-1:].isalnum() or behind[:1].isalnum():
        return False
    if analysis.kind == "who" and (" & " in literal.text or _names_the_row(piece, literal)):
        return False
    if analysis.kind in ("who", "which", "name", "list") and _AT_A_PLACE.search(before):
        return False
    if literal.kind in ("number", "percentage") and not _is_outcome(literal, text, analysis):
        return False
    start, end = piece.start + literal.start, piece.start + literal.end
    cited = piece.passage.kind != "reference" and any(
        reference.start < end and reference.end > start for reference in piece.passage.references
    )
    # "Het Porto Santo Charter (2021)" is cited and named at once.
    cited = cited and not _is_year_of(literal, text, analysis.words)
    if cited or (piece.passage.kind == "table_row" and _is_label(literal, text)):
        return False
    if literal.kind in NAMES and before.count("(") > before.count(")"):
        return False
    bound = _BOUND_YEAR.match(text, literal.end)
    return not (bound and analysis.numbers and bound.group(1) not in analysis.numbers)


def _is_label(literal: LiteralSpan, text: str) -> bool:
    """Whether a value stands in the name of a column."""
    return any(
        label.start() < literal.end and label.end() > literal.start
        for label in _LABEL.finditer(text)
    )


def _is_year_of(literal: LiteralSpan, text: str, asked: Sequence[str]) -> bool:
    """Whether a year stands in brackets right behind what the question names."""
    owner = WORD.findall(text[: literal.start].lower())[-OWNER_WORDS:]
    bound = _BOUND_YEAR.match(text, max(0, literal.start - 2))
    return bound is not None and any(likeness(word, asked) for word in owner)


def _names_the_row(piece: Evidence, literal: LiteralSpan) -> bool:
    """Whether a value stands in the first cell of a row: what the row is about, not who did it."""
    return (
        piece.passage.kind == "table_row"
        and ";" not in piece.passage.text[: piece.start + literal.start]
    )


def _is_outcome(literal: LiteralSpan, text: str, analysis: Analysis) -> bool:
    """Whether a number is no "Tabel 7", total ("68 van de 131") or start ("van 28 naar 57")."""
    if _NUMBER_OF_A_PLACE.search(text, max(0, literal.start - LOOKED_BACK), literal.start):
        return False
    if _OUT_OF.search(text, max(0, literal.start - LOOKED_BACK), literal.start):
        return False
    rises = _FROM.search(text, max(0, literal.start - LOOKED_BACK), literal.start)
    return not (rises and _RISES_TO.match(text, literal.end)) or bool(
        _START.search(analysis.text.lower())
    )


def _counts(literal: LiteralSpan, text: str, asked: AskedValue) -> bool:
    """Whether the noun behind a number is what the question asks to count."""
    unit = _UNIT.match(text, literal.end) if literal.kind == "number" else None
    return unit is not None and bool(asked.head) and likeness(unit.group(1), asked.head) > 0


def _is_row_of(piece: Evidence, said: Sequence[str]) -> bool:
    """Whether a piece is of a row whose first cell the question names."""
    name = first_cell(piece.passage.text) if piece.passage.kind == "table_row" else None
    return name is not None and any(
        word.lower() in said for word in WORD.findall(re.split(r" [–-] | \(", name)[0])
    )


def _as_asked(literal: LiteralSpan, text: str, asked: AskedValue) -> str:
    """A value with what belongs to it: "57 landen", "68 van de 131", "2018 en 2021"."""
    if literal.kind == "number":
        share = _OF_TOTAL.match(text, literal.end)
        unit = _UNIT.match(text, literal.end)
        if share:
            return text[literal.start : share.end()]
        if unit and unit.group(1) in asked.head:
            return text[literal.start : unit.end()]
    listed = _FURTHER_YEARS.match(text, literal.end)
    if literal.kind == "year" and asked.several and listed:
        return text[literal.start : listed.end()]
    return literal.text
