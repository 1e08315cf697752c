"""A found passage with what speaks for it."""

from dataclasses import dataclass

from ingest.expansion import QuestionLanguage
from ingest.passage import Passage


@dataclass(frozen=True, slots=True)
class MatchedQuestion:
    """A question kept beside a passage that resembles the one asked.

    Attributes:
        sentence: Number of the sentence that answers it, 0 for the whole passage.
        language: What it is worded in.
        words: How much of the question asked it holds, 0..1, rounded.
        meaning: Cosine with the question asked in the space of the corpus, 0..1, rounded.
        text: The question.
    """

    sentence: int
    language: QuestionLanguage
    words: float
    meaning: float
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its fused score (0..1, rounded) and the score of each channel.

    Attributes:
        passage: What was found.
        score: Fused score.
        channels: Name and score of each channel.
        matched: For each sentence the question beside it that resembles most, best first.
    """

    passage: Passage
    score: float
    channels: tuple[tuple[str, float], ...] = ()
    matched: tuple[MatchedQuestion, ...] = ()
