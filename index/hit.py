"""A found passage, and what anything that finds passages looks like."""

from dataclasses import dataclass
from typing import Protocol

from ingest.passage import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its fused score (0..1, rounded) and the score of each channel."""

    passage: Passage
    score: float
    channels: tuple[tuple[str, float], ...] = ()


class Retriever(Protocol):
    """Anything that ranks passages for a question."""

    def retrieve(self, query: str, limit: int) -> list[Hit]:
        """Return at most `limit` hits, best first; ties are broken by passage id."""
        ...
