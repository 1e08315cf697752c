"""Quantiles of weighted values, for many weightings of the same values at once."""

import numpy as np

from eval.statistics.arrays import Floats


def weighted_quantile(values: Floats, weights: Floats, share: float) -> Floats:
    """Return the smallest value up to which at least `share` of the weight lies.

    Type 1 of Hyndman and Fan (1996): always a value that occurred.

    Args:
        values: (n,).
        weights: (B, n), each at least 0.
        share: 0..1.

    Returns:
        (B,), NaN where all weights are 0.
    """
    if not values.size:
        return np.full(len(weights), np.nan)
    order = np.argsort(values, kind="stable")
    gathered = np.cumsum(weights[:, order], axis=1)
    total = gathered[:, -1]
    reached = gathered >= (share * total * (1 - 1e-12))[:, np.newaxis]
    found = values[order][np.argmax(reached & (gathered > 0), axis=1)]
    return np.where(total > 0, found, np.nan)
