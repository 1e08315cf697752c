"""How the figures of two runs differ on the same turns, with the interval of the difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from eval.columns import columns_of, rows_of
from eval.figures import Judgement
from eval.metrics.all_metrics import METRICS
from eval.metrics.metric import Aggregate, Columns, Metric
from eval.statistics.arrays import Floats
from eval.statistics.bootstrap import (
    REPLICATES,
    Weighted,
    drawn_together,
    means_of,
    replicates_of,
    units_behind,
)
from eval.statistics.intervals import percentile_interval

_COMPARED = tuple(metric for metric in METRICS if metric.unit != "ms")
_MEANS = tuple(metric for metric in _COMPARED if not isinstance(metric, Aggregate))
_AGGREGATES = tuple(metric for metric in _COMPARED if isinstance(metric, Aggregate))


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric in two runs, on the turns that it was judged on in both.

    Attributes:
        metric: Key of the metric.
        first: Its value in the first run, None when nothing was judged in both.
        second: Its value in the second run.
        change: The second minus the first.
        n: On how many turns.
        low: Lower end of the 95 % interval of the change.
        high: Upper end.
    """

    metric: str
    first: float | None
    second: float | None
    change: float | None
    n: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class LatencyRatio:
    """A percentile of time in two runs; for information, as machines differ.

    Attributes:
        metric: Key of the metric, such as "total_ms_p50".
        first: Milliseconds in the first run, None when it timed nothing.
        second: In the second run.
        ratio: The second divided by the first.
    """

    metric: str
    first: float | None
    second: float | None
    ratio: float | None


def differences(first: Sequence[Judgement], second: Sequence[Judgement]) -> tuple[Difference, ...]:
    """Return the paired difference of each metric but those of time, in the metrics' order.

    The interval is that of the clustered bootstrap over pairs: a replicate draws the same sections
    for both runs (Davison and Hinkley, 1997). Turns not judged in one of the runs are left out.

    Args:
        first: Turns of the first run.
        second: The same turns of the second run, in the same order.
    """
    one, two = columns_of(first), columns_of(second)
    units = drawn_together(
        [judgement.asked.cluster for judgement in second],
        [judgement.asked.id for judgement in second],
    )
    before = np.stack([one[metric.key] for metric in _MEANS], axis=1)
    after = np.stack([two[metric.key] for metric in _MEANS], axis=1)
    change = after - before
    unpaired = np.isnan(change)
    before[unpaired] = after[unpaired] = np.nan
    pairs = [_Pair(metric, one, two) for metric in _AGGREGATES]
    changes = [pair.change for pair in pairs]
    drawn = replicates_of(change, changes, units, REPLICATES)
    lows, highs = percentile_interval(drawn, units_behind(change, changes, units))
    found = {
        metric.key: _difference(metric, *numbers)
        for metric, *numbers in zip(
            [*_MEANS, *_AGGREGATES],
            [*means_of(before), *(pair.first for pair in pairs)],
            [*means_of(after), *(pair.second for pair in pairs)],
            [*(~unpaired).sum(axis=0), *(one.mask.sum() for one in changes)],
            lows,
            highs,
            strict=True,
        )
    }
    return tuple(found[metric.key] for metric in METRICS if metric.key in found)


def latency_ratios(
    first: Sequence[Judgement], second: Sequence[Judgement]
) -> tuple[LatencyRatio, ...]:
    """Return p50 and p95 of each kind of time in both runs, each over all that it timed."""
    one, two = columns_of(first), columns_of(second)
    return tuple(
        _ratio(metric, _value(metric, one), _value(metric, two))
        for metric in METRICS
        if isinstance(metric, Aggregate) and metric.unit == "ms"
    )


class _Pair:
    """A figure of both runs, on the turns that both judged."""

    def __init__(self, metric: Aggregate, first: Columns, second: Columns) -> None:
        mask = metric.judged(first) & metric.judged(second)
        self._first = partial(metric.over, rows_of(first, mask))
        self._second = partial(metric.over, rows_of(second, mask))
        self.first = Weighted(mask, self._first).value
        self.second = Weighted(mask, self._second).value
        self.change = Weighted(mask, self._changed)

    def _changed(self, weights: Floats) -> Floats:
        return self._second(weights) - self._first(weights)


def _difference(
    metric: Metric, first: float, second: float, n: int, low: float, high: float
) -> Difference:
    if n == 0 or np.isnan(first) or np.isnan(second):
        return Difference(metric.key, None, None, None, 0, None, None)
    known = n > 1 and not np.isnan(low)
    return Difference(
        metric=metric.key,
        first=float(first),
        second=float(second),
        change=float(second - first),
        n=int(n),
        low=float(low) if known else None,
        high=float(high) if known else None,
    )


def _value(metric: Aggregate, columns: Columns) -> float | None:
    mask = metric.judged(columns)
    if not mask.any():
        return None
    return Weighted(mask, partial(metric.over, rows_of(columns, mask))).value


def _ratio(metric: Metric, first: float | None, second: float | None) -> LatencyRatio:
    ratio = second / first if first and second is not None else None
    return LatencyRatio(metric.key, first, second, ratio)
