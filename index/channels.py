"""What every channel says of every passage for one query, before it becomes one score."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.fusion import fused

DECIMALS = 6

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Channels:
    """The scores of the passages for one query; weights of any kind make one score of them.

    Attributes:
        scores: For each channel a score of at least 0 for each passage.
        selves: For each lexical channel the score of a passage that would hold the query once.
        likeness: How much of the question each question beside a passage holds, 0..1.
    """

    scores: Mapping[str, Floats]
    selves: Mapping[str, float]
    likeness: Floats

    def fused(self, weights: Mapping[str, float]) -> npt.NDArray[np.float64]:
        """Return one score in 0..1 per passage, rounded.

        Args:
            weights: Weight of each channel.
        """
        scores: npt.NDArray[np.float64] = fused(self.scores, weights).astype(np.float64)
        return scores.round(DECIMALS)

    def of(self, row: int, weights: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
        """Return what each channel that counts says of a passage, in absolute terms.

        Lexical scores are a share of the query's self-score, "dense" is a cosine.
        """
        return tuple(
            (name, round(float(self.scores[name][row]) / (self.selves.get(name, 1.0) or 1.0), 6))
            for name, weight in weights.items()
            if weight
        )
