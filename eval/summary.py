"""All figures of a run: each metric with n and its 95 % interval, over all turns and in slices.

The interval is that of the clustered bootstrap (`eval.statistics.bootstrap`). For scores in 0..1 it
is never narrower than Wilson's: when all turns agree, the bootstrap sees no doubt where there is.
Where nothing but the bootstrap could tell and it sees no doubt, there is no interval: for numbers
without bounds and figures over many turns that all replicates agree on, and for a single turn.
"""

from collections.abc import Sequence
from functools import partial

import numpy as np

from eval.columns import columns_of, rows_of
from eval.figures import Curve, Figure, Judgement, Slice, Summary
from eval.metrics.all_metrics import METRICS
from eval.metrics.metric import Aggregate, Columns, Metric
from eval.slices import Members, members_of
from eval.statistics.arrays import Codes, Floats
from eval.statistics.bootstrap import (
    REPLICATES,
    Weighted,
    drawn_together,
    means_of,
    replicates_of,
    units_behind,
)
from eval.statistics.intervals import percentile_interval, wilson
from eval.statistics.ranking import risk_coverage

# Enough for the ends of an interval in a slice, where they are wide anyway.
REPLICATES_OF_A_SLICE = 500
POINTS = 200

_MEANS = tuple(metric for metric in METRICS if not isinstance(metric, Aggregate))
_AGGREGATES = tuple(metric for metric in METRICS if isinstance(metric, Aggregate))


def summarise(judgements: Sequence[Judgement]) -> Summary:
    """Return all figures of a run.

    Args:
        judgements: Of every turn that was asked, those not judged too.
    """
    columns = columns_of(judgements)
    slices = members_of([judgement.asked for judgement in judgements])
    must_pass = [judgement for judgement in judgements if judgement.asked.must_pass]
    return Summary(
        slices=tuple(_slice(members, judgements, columns) for members in slices),
        must_pass_failed=tuple(one.asked.key for one in must_pass if one.outcome == "failed"),
        must_pass_not_judged=tuple(
            one.asked.key for one in must_pass if one.outcome == "not_judged"
        ),
        risk_coverage=_risk_coverage(columns),
        latencies=_latencies(columns["total_ms"]),
    )


def _slice(members: Members, judgements: Sequence[Judgement], columns: Columns) -> Slice:
    turns = [judgements[place] for place in members.places]
    own = rows_of(columns, np.array(members.places, dtype=np.intp))
    units = drawn_together(
        [turn.asked.cluster for turn in turns], [turn.asked.id for turn in turns]
    )
    replicates = REPLICATES if members.kind == "all" else REPLICATES_OF_A_SLICE
    figures = _figures(own, units, replicates)
    return Slice(
        kind=members.kind,
        name=members.name,
        turns=len(turns),
        not_judged=sum(turn.outcome == "not_judged" for turn in turns),
        figures={metric.key: figures[metric.key] for metric in METRICS},
    )


def _figures(columns: Columns, units: Codes, replicates: int) -> dict[str, Figure]:
    values = np.stack([columns[metric.key] for metric in _MEANS], axis=1)
    aggregates = {metric: _weighted(metric, columns) for metric in _AGGREGATES}
    used = {metric: one for metric, one in aggregates.items() if one.mask.any()}
    others = list(used.values())
    drawn = replicates_of(values, others, units, replicates)
    lows, highs = percentile_interval(drawn, units_behind(values, others, units))
    exact = [*means_of(values), *(one.value for one in used.values())]
    n = [*(~np.isnan(values)).sum(axis=0), *(one.mask.sum() for one in used.values())]
    figures = {
        metric.key: _figure(metric, *numbers)
        for metric, *numbers in zip([*_MEANS, *used], exact, n, lows, highs, strict=True)
    }
    nothing = {metric.key: Figure(metric.key, None, 0, None, None) for metric in _AGGREGATES}
    return nothing | figures


def _weighted(metric: Aggregate, columns: Columns) -> Weighted:
    mask = metric.judged(columns)
    return Weighted(mask, partial(metric.over, rows_of(columns, mask)))


def _figure(metric: Metric, value: float, n: int, low: float, high: float) -> Figure:
    if n == 0 or np.isnan(value):
        return Figure(metric.key, None, 0, None, None)
    ends = [(float(low), float(high))] if low < high else []
    if metric.bounded and not isinstance(metric, Aggregate):
        ends.append(wilson(float(value), int(n)))
    return Figure(
        metric=metric.key,
        value=float(value),
        n=int(n),
        low=min((one for one, _ in ends), default=None),
        high=max((one for _, one in ends), default=None),
    )


def _risk_coverage(columns: Columns) -> Curve:
    answered = columns["answered"] == 1
    coverage, risk = risk_coverage(
        columns["confidence"][answered],
        columns["passed"][answered] == 0,
        int(np.sum(~np.isnan(columns["passed"]))),
    )
    return _curve(coverage, risk)


def _latencies(milliseconds: Floats) -> Curve:
    timed = np.sort(milliseconds[~np.isnan(milliseconds)])
    return _curve(timed, np.arange(1, len(timed) + 1) / max(1, len(timed)))


def _curve(x: Floats, y: Floats) -> Curve:
    """Keep at most `POINTS` points, evenly spread, the first and last among them."""
    kept = np.unique(np.linspace(0, max(0, len(x) - 1), min(POINTS, len(x))).round().astype(int))
    return Curve(tuple(x[kept].tolist()), tuple(y[kept].tolist()))
