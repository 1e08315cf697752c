"""How far two judges agree beyond chance."""

import numpy as np

from eval.statistics.arrays import Floats, Mask


def kappa(first: Mask, second: Mask, weights: Floats) -> Floats:
    """Return Cohen's kappa of two yes-or-no judges (Cohen, 1960).

    Args:
        first: (n,).
        second: (n,).
        weights: (B, n), each at least 0.

    Returns:
        (B,), NaN where chance alone would make them agree always.
    """
    total = weights.sum(axis=1)
    shares = np.where(total > 0, total, np.nan)
    agreed = weights @ (first == second).astype(float) / shares
    yes_first = weights @ first.astype(float) / shares
    yes_second = weights @ second.astype(float) / shares
    chance = yes_first * yes_second + (1 - yes_first) * (1 - yes_second)
    beyond: Floats = np.divide(
        agreed - chance, 1 - chance, out=np.full(len(weights), np.nan), where=chance < 1
    )
    return beyond
