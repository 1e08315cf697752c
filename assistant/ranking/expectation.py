"""What the kind of question expects to find in an answer: a year, a number, a name."""

import re
from collections.abc import Mapping

from assistant.quoting.evidence_span import Evidence, without_citations
from assistant.understanding.question import Analysis
from assistant.understanding.question_kinds import MORE_THAN_A_NAME, QuestionKind
from ingest.passage import Passage

YEAR = r"\b(?:1[89]|20)\d{2}(?:\s?[-–]\s?(?:1[89]|20)\d{2})?\b"
NUMBER = r"\d+(?:[.,]\d+)*\s?%?"
NAME = r"(?<!^)(?<![.!?:]\s)\b[A-ZÀ-Ý][\w&.'’-]+"

SHARED_LETTERS = 5
# Kinds of question that one value answers.
VALUE_KINDS: frozenset[QuestionKind] = frozenset(
    {"when", "how_many", "who", "where", "which", "name"}
)
# Characters in which a definition names what it explains.
OPENING = 60

_BRACKETS = re.compile(r"\([^()]*\)")

EXPECTED: Mapping[QuestionKind, str] = {
    "when": YEAR,
    "how_many": NUMBER,
    "who": NAME,
    "where": NAME,
    "name": NAME,
    "definition": r"\b(?:is een|zijn|verwijst|betekent|betreft|omvat|verstaan|staat voor|richt)\b",
    "why": r"\b(?:omdat|doordat|wegens|want|daarom|gezien|dankzij|hang\w* samen|leid\w*|door)\b",
}


def holds_expected(analysis: Analysis, text: str) -> bool:
    """Whether `text` holds something of the sort that the question asks for.

    A name counts when the question does not say it already and it stands outside brackets.
    """
    pattern = EXPECTED.get(analysis.kind)
    if not pattern:
        return False
    if pattern is not NAME:
        return re.search(pattern, text) is not None
    said = {word[:SHARED_LETTERS] for word in (*analysis.words, *analysis.dutch)}
    bare = _BRACKETS.sub(" ", text)
    return any(name.lower()[:SHARED_LETTERS] not in said for name in re.findall(NAME, bare))


def defines(analysis: Analysis, passage: Passage) -> bool:
    """Whether a note opens with the very words that the question wants explained."""
    opening = passage.text.lower()[:OPENING]
    return (
        analysis.kind == "definition"
        and passage.kind == "footnote"
        and holds_expected(analysis, passage.text)
        and all(word in opening for word in analysis.words)
    )


def share_of_numbers(analysis: Analysis, piece: Evidence) -> float:
    """Return the share of the years and figures in the question that a piece holds, 0..1."""
    if not analysis.numbers:
        return 0.0
    text = own_words(analysis, piece)
    return sum(number in text for number in analysis.numbers) / len(analysis.numbers)


def own_words(analysis: Analysis, piece: Evidence) -> str:
    """Return the words of a piece in which the years and figures of a question are looked for.

    Where a value is asked for, the year of a citation is not one; elsewhere it may name a source
    ("het onderzoek van 2017").
    """
    explains = re.search(MORE_THAN_A_NAME, analysis.text.lower()) is not None
    asks_a_value = analysis.kind in VALUE_KINDS and not explains
    return without_citations(piece) if asks_a_value else piece.text
