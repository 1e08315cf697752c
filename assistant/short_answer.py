"""A short exact answer, only where it is itself a span of a quote: a name, a number, a year.

Of the values in the quotes that are of the sort asked for, the one that stands nearest to the
words of the question is taken; when none stands near any of them there is no short answer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.evidence_span import Evidence, first_cell, without_citations
from assistant.question import Analysis
from assistant.question_kinds import INTERROGATIVES, MORE_THAN_A_NAME, NAMED_THINGS, QuestionKind
from ingest.literal_kinds.form import LiteralKind
from ingest.literals import LiteralSpan, find_literals

NAMES: frozenset[LiteralKind] = frozenset({"name", "acronym"})
# What each kind of question can be answered with in one value.
SORTS: Mapping[QuestionKind, frozenset[LiteralKind]] = {
    "when": frozenset({"year", "year_range", "date"}),
    "how_many": frozenset({"number", "percentage", "amount"}),
    "who": NAMES,
    "where": NAMES,
    "which": NAMES,
    "name": NAMES,
}
PIECES_READ = 2
ENOUGH = 0.7
# How much better the best value must fit than the next one.
NAME_MARGIN = 1.3
NUMBER_MARGIN = 1.5
# A name in more than this share of the passages found tells nothing.
COMMON_SHARE = 0.3
# Words of the question that must stand in the sentence before a name is picked from it.
WORDS_FOR_A_NAME = 2
# Words before a year in brackets that say what it is the year of.
OWNER_WORDS = 2
# Words of distance at which a word of the question counts half.
HALF_DISTANCE = 3.0
NUMBER_WEIGHT = 1.5
LIKE_WEIGHT = 0.6
SUBJECT_BONUS = 0.5
OWNER_BONUS = 0.8
ONLY_VALUE_BONUS = 0.6
ONLY_NAME_BONUS = 0.4
SHARED_LETTERS = 5

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*%?")
_SHARE = re.compile(
    r"%|procent|percent|per cent|aandeel|share|proportion|pourcent|pour cent|\bpart\b"
)
_BOUND_YEAR = re.compile(r"\s\((\d{4})\)")
_LABEL = re.compile(r"(?:\A|; )[^:;]{1,40}(?=: )")
_UNIT = re.compile(r"\s([a-zà-ÿ-]{3,})")
_COUNTED = re.compile(r"\b(?:hoeveel|how many|combien d[e'])\s*([a-zà-ÿ-]{3,})")
# Words after which something else is said: "... is actief en 13,7% werkt ...".
_NEW_CLAUSE = frozenset({"en", "maar", "terwijl", "and", "but", "while", "et", "mais"})
_AT_A_PLACE = re.compile(r"\b(?:in|uit|te|naar|from|at|to|à)(?: (?:het|de|the|la|le))?\s\Z")


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    score: float


def short_answer(
    analysis: Analysis,
    evidence: Sequence[Evidence],
    found: Sequence[str] = (),
    enough: float = ENOUGH,
) -> str | None:
    """Return a value of the sort asked for, as it stands in a quote, or None.

    A wrong short answer harms more than none: where a second value fits nearly as well, there is
    no short answer.

    Args:
        analysis: The question taken apart.
        evidence: The spans that will be quoted, in order.
        found: Texts of the passages found; a name in many of them, or written small in one, is
            not what tells this answer from others.
        enough: How well the value must stand out; near two words of the question is about 1.
    """
    sorts = SORTS.get(analysis.kind)
    asked = analysis.text.lower()
    if not sorts or not evidence or len(re.findall(INTERROGATIVES, asked)) > 1:
        return None
    if analysis.kind == "which" and not re.search(NAMED_THINGS, asked):
        return None
    if sorts is NAMES and re.search(MORE_THAN_A_NAME, asked):
        return None
    if analysis.kind == "name" and evidence[0].passage.kind == "table_row":
        return first_cell(evidence[0].text)
    candidates = [
        candidate
        for order, piece in enumerate(evidence[:PIECES_READ])
        for sentence in _sentences(piece)
        if all(number in without_citations(sentence) for number in analysis.numbers)
        for candidate in _candidates(analysis, sentence, sorts, order)
    ]
    best = max(candidates, key=lambda one: one.score, default=None)
    if best is None or best.score < enough:
        return None
    others = [one.score for one in candidates if one.text != best.text]
    margin = NAME_MARGIN if sorts is NAMES else NUMBER_MARGIN
    if best.score < margin * max(others, default=0.0):
        return None
    return None if sorts is NAMES and _tells_nothing(best.text, found) else best.text


def _tells_nothing(name: str, found: Sequence[str]) -> bool:
    """Whether a name is all over what was found, or is an ordinary word with a capital."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    small = re.compile(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])")
    common = sum(pattern.search(text) is not None for text in found) > COMMON_SHARE * len(found)
    ordinary = name.lower() != name and any(small.search(text) for text in found)
    return bool(found) and (common or ordinary)


def _sentences(piece: Evidence) -> Iterator[Evidence]:
    """The sentences of a quote; a row of a table counts as one."""
    spans = piece.passage.sentences if piece.passage.kind != "table_row" else ()
    inside = [(max(a, piece.start), min(b, piece.end)) for a, b in spans]
    inside = [(a, b) for a, b in inside if a < b] or [(piece.start, piece.end)]
    return (replace(piece, start=start, end=end) for start, end in inside)


def _candidates(
    analysis: Analysis, piece: Evidence, sorts: frozenset[LiteralKind], order: int
) -> list[_Candidate]:
    text = piece.text
    words = list(_WORD.finditer(text))
    said = (*analysis.words, *analysis.dutch)
    asked = [
        (place, weight)
        for place, match in enumerate(words)
        if (weight := _likeness(match.group().lower(), said))
    ]
    covered = 0.5 + len(asked) / (len(analysis.words) + len(asked))
    fitting = [
        literal
        for literal in _literals(text)
        if literal.kind in sorts and _may_answer(analysis, literal, piece)
    ]
    if sorts is NAMES and len(asked) + len(analysis.numbers) < WORDS_FOR_A_NAME:
        return []
    found: list[_Candidate] = []
    for literal in fitting:
        first = sum(word.start() < literal.start for word in words)
        last = sum(word.start() < literal.end for word in words) - 1
        opens_clause = first > 0 and words[first - 1].group() in _NEW_CLAUSE
        near = sum(
            weight * _nearness(first, last, place)
            for place, weight in asked
            if place > last or not opens_clause
        )
        score = near * covered + OWNER_BONUS * _is_year_of(literal, text, said)
        opens = literal.kind in NAMES and piece.start == 0 and literal.start <= 1
        only = ONLY_NAME_BONUS if literal.kind in NAMES else ONLY_VALUE_BONUS
        score += SUBJECT_BONUS * opens + only * (len(fitting) == 1 and bool(asked))
        found.append(_Candidate(_with_unit(literal, text, analysis), round(score / (1 + order), 6)))
    return found


def _likeness(word: str, asked: Sequence[str]) -> float:
    """How surely a word of the text is one of the question's: figures most, like words less."""
    if word in asked:
        return NUMBER_WEIGHT if word.isdigit() else 1.0
    return LIKE_WEIGHT if any(_same_word(word, other) for other in asked) else 0.0


@lru_cache(maxsize=1 << 12)
def _literals(text: str) -> tuple[LiteralSpan, ...]:
    """The values of a sentence; the same sentences are quoted again and again."""
    return find_literals(text, "nl")


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
    if _said(literal.text, analysis) or literal.value == "1":
        return False
    if before[-1:].isalnum() or behind[:1].isalnum():
        return False
    if analysis.kind == "who" and (" & " in literal.text or _names_the_row(piece, literal)):
        return False
    if analysis.kind in ("who", "which", "name") and _AT_A_PLACE.search(before):
        return False
    if literal.kind == "number" and _SHARE.search(analysis.text.lower()):
        return False
    start, end = piece.start + literal.start, piece.start + literal.end
    cited = piece.passage.kind != "reference" and any(
        reference.start < end and reference.end > start for reference in piece.passage.references
    )
    if cited or any(
        m.start() < literal.end and m.end() > literal.start for m in _LABEL.finditer(text)
    ):
        return False
    if literal.kind in NAMES and before.count("(") > before.count(")"):
        return False
    bound = _BOUND_YEAR.match(text, literal.end)
    return not (bound and analysis.numbers and bound.group(1) not in analysis.numbers)


def _is_year_of(literal: LiteralSpan, text: str, asked: Sequence[str]) -> bool:
    """Whether a year stands in brackets right behind what the question names."""
    owner = _WORD.findall(text[: literal.start].lower())[-OWNER_WORDS:]
    bound = _BOUND_YEAR.match(text, max(0, literal.start - 2))
    return bound is not None and any(_likeness(word, asked) for word in owner)


def _names_the_row(piece: Evidence, literal: LiteralSpan) -> bool:
    """Whether a value stands in the first cell of a row: what the row is about, not who did it."""
    return (
        piece.passage.kind == "table_row"
        and ";" not in piece.passage.text[: piece.start + literal.start]
    )


def _said(text: str, analysis: Analysis) -> bool:
    """Whether the question holds the value already: then it is not what is asked."""
    words = [word.lower() for word in _WORD.findall(text)]
    said = [word for word in words if any(_repeats(word, other) for other in analysis.words)]
    return bool(words) and len(said) > len(words) / 2


def _with_unit(literal: LiteralSpan, text: str, analysis: Analysis) -> str:
    """A number with the noun behind it that the question asks to count, "57 landen"."""
    unit = _UNIT.match(text, literal.end) if literal.kind == "number" else None
    counted = _COUNTED.search(analysis.text.lower())
    if unit and counted and unit.group(1) == counted.group(1):
        return text[literal.start : unit.end()]
    return literal.text


def _repeats(word: str, asked: str) -> bool:
    """Whether a word is one of the question's, or the end of a compound of it."""
    return _same_word(word, asked) or (len(word) > SHARED_LETTERS and asked.endswith(word))


@lru_cache(maxsize=1 << 14)
def _same_word(one: str, other: str) -> bool:
    """Whether two words begin alike, or one is the other."""
    if one == other:
        return True
    shared = min(len(one), len(other), SHARED_LETTERS)
    return shared >= 4 and one[:shared] == other[:shared] and not one[0].isdigit()
