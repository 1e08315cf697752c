"""Intervals: Wilson's for a share, and the percentiles of bootstrap replicates."""

from functools import lru_cache
from math import sqrt
from statistics import NormalDist

import numpy as np

from eval.statistics.arrays import Codes, Floats

CONFIDENCE = 0.95
_NORMAL = NormalDist()
_Z = _NORMAL.inv_cdf((1 + CONFIDENCE) / 2)


def wilson(share: float, n: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share of `n` (Wilson, 1927).

    For the mean of other scores in 0..1 it is too wide rather than too narrow, as none of the same
    mean vary more than those that are 0 or 1.
    """
    middle = share + _Z * _Z / (2 * n)
    margin = _Z * sqrt(max(0.0, share * (1 - share)) / n + _Z * _Z / (4 * n * n))
    scale = 1 + _Z * _Z / n
    return max(0.0, (middle - margin) / scale), min(1.0, (middle + margin) / scale)


def percentile_interval(replicates: Floats, units: Codes | int) -> tuple[Floats, Floats]:
    """Return the 95 % interval of each column by expanded percentiles (Hesterberg, 2015).

    Plain percentiles are too narrow when few units were drawn; taken further out, they are as wide
    as an interval by Student's t would be.

    Args:
        replicates: (B, M); NaN where a replicate held nothing to judge, which is left out.
        units: On how many units each column rests (M,), or one number for all of them.

    Returns:
        Two of shape (M,), NaN for a column without any value or with fewer than two units.
    """
    ordered = np.sort(replicates, axis=0)
    last = np.maximum(np.sum(~np.isnan(ordered), axis=0) - 1, 0)
    columns = np.arange(ordered.shape[1])
    counted = np.broadcast_to(units, columns.shape)
    tails = np.array([tail_share(int(number)) for number in counted])
    ends = []
    for shares in (tails, 1 - tails):
        position = last * shares
        below = np.floor(position).astype(int)
        low, high = ordered[below, columns], ordered[np.minimum(below + 1, last), columns]
        ends.append(np.where(counted < 2, np.nan, low + (high - low) * (position - below)))
    return ends[0], ends[1]


@lru_cache(maxsize=1024)
def tail_share(units: int) -> float:
    """Return the share of replicates to leave out at each end: 0.025 and less for few units."""
    from scipy.special import stdtrit  # type: ignore[import-untyped]

    if units < 2:
        return 0.0
    student = float(stdtrit(units - 1, (1 + CONFIDENCE) / 2))
    return _NORMAL.cdf(-sqrt(units / (units - 1)) * student)
