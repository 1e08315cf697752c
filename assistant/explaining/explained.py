"""The nouns of why an answer is what it is; `assistant.answer.Explanation` holds them together."""

from dataclasses import dataclass
from typing import Literal

from ingest.expansion import QuestionLanguage

# Where a word that is sought comes from: the question, the glossary, or the learnt word table.
Origin = Literal["question", "glossary", "learnt"]
# A name with its number, in an order that tells: score of a channel, part of a score.
Named = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read.

    Attributes:
        text: The question as it was searched.
        recognised: Whether its language was recognised, not given.
        kind: What sort of answer it wants (`assistant.understanding.question_kinds.QuestionKind`).
        names: Names in it.
        numbers: Years and other figures in it.
        read_as: The question that a follow-up was read as, "" for one that stands by itself.
        spelling: Which words were taken as misspelt, "" for none.
    """

    text: str
    recognised: bool
    kind: str
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    read_as: str = ""
    spelling: str = ""


@dataclass(frozen=True, slots=True)
class SoughtWord:
    """A word that is sought in the passages, and how much it counts."""

    word: str
    weight: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class SoughtTerm:
    """A word or expression of the question and everything that is sought for it."""

    asked: str
    sought: tuple[SoughtWord, ...]


@dataclass(frozen=True, slots=True)
class ResembledQuestion:
    """The question kept beside a passage that resembles the one asked most.

    Attributes:
        text: The question.
        language: What it is worded in.
        words: How much of the question asked it holds, 0..1.
        meaning: Cosine with the question asked, 0..1.
    """

    text: str
    language: QuestionLanguage
    words: float
    meaning: float


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """One of the likeliest sentences: `passage text[start:end] == text`.

    Attributes:
        passage: Id of its passage.
        start: Place of its first character.
        end: Place after its last.
        text: The sentence.
        score: Sum of its parts; 1 more makes it 2.7 times likelier to be the answer.
        chance: Chance that it is the one that answers, among all sentences found, 0..1.
        parts: What each feature adds to the score (`assistant.ranking.sentence_features.FEATURES`).
    """

    passage: str
    start: int
    end: int
    text: str
    score: float
    chance: float
    parts: Named


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the chance that the dossier answers is made of.

    Attributes:
        start: Log odds before anything is added.
        parts: What each feature adds to the log odds (see `abstaining.answerability`).
        assumed: Names of features that could not be told and got a usual value.
        unanswered: The most alike question that is known to have no answer, "" when not known.
        likeness: How alike that one is, 0..1.
    """

    start: float
    parts: Named
    assumed: tuple[str, ...] = ()
    unanswered: str = ""
    likeness: float = 0.0
