"""How the channels become one score: a convex combination of max-normalised scores.

Measured on Dutch paragraphs it beats reciprocal rank fusion (Bruch and others, 2023, find the
same). The weights are this one table and nothing else.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

# stems and ngrams: BM25 of the text; place: BM25 of section path and context; dense: cosine;
# expansion: likeness to the questions beside the passage. For when nothing was tuned.
WEIGHTS: dict[str, float] = {
    "stems": 0.3,
    "ngrams": 0.7,
    "dense": 0.1,
    "place": 0.1,
    "expansion": 2.0,
}
# The two that judge single sentences, where the others say nothing.
LEXICAL = ("stems", "ngrams")


def fused(channels: Mapping[str, Floats], weights: Mapping[str, float] = WEIGHTS) -> Floats:
    """Return one score in 0..1 per passage.

    Args:
        channels: Scores of at least 0 per channel, one per passage; absent channels count as 0.
        weights: Weight of each channel.

    Returns:
        The weighted mean of the channels, each divided by its own maximum.
    """
    length = len(next(iter(channels.values())))
    total = np.zeros(length, np.float32)
    for name, scores in channels.items():
        highest = float(scores.max(initial=0.0))
        if highest > 0:
            total += np.float32(weights[name] / highest) * scores
    return total / np.float32(sum(weights.values()))
