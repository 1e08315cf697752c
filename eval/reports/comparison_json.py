"""A comparison of two runs as JSON, for scripts; the names of its keys are a promise to them."""

from dataclasses import asdict
from typing import Any

from eval.comparing.comparison import SliceChange
from eval.comparing.paired_figures import Difference
from eval.reports.comparison_report import ComparisonReport, warnings
from eval.reports.summary_json import finite, gates_json


def comparison_json(report: ComparisonReport) -> dict[str, Any]:
    """Return the runs, what they do not share, differences, flips, slices and gates."""
    comparison = report.comparison
    pairs = comparison.matched
    return {
        "first": asdict(report.first) | {"end": report.first_end},
        "second": asdict(report.second) | {"end": report.second_end},
        "warnings": warnings(report),
        "judged": comparison.judged,
        "only_first": list(pairs.only_first),
        "only_second": list(pairs.only_second),
        "other_question": list(pairs.other_question),
        "other_expectation": list(pairs.other_expectation),
        "not_judged": list(pairs.not_judged),
        "gates": gates_json(comparison.gates),
        "whole": _slice(comparison.whole),
        "worse": [asdict(flip) for flip in comparison.worse],
        "better": [asdict(flip) for flip in comparison.better],
        "differences": {one.metric: _difference(one) for one in comparison.differences},
        "latencies": {
            one.metric: {
                "first": finite(one.first),
                "second": finite(one.second),
                "ratio": finite(one.ratio),
            }
            for one in comparison.latencies
        },
        "slices": [_slice(one) for one in comparison.slices],
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "first": finite(difference.first),
        "second": finite(difference.second),
        "change": finite(difference.change),
        "n": difference.n,
        "low": finite(difference.low),
        "high": finite(difference.high),
    }


def _slice(change: SliceChange) -> dict[str, Any]:
    return asdict(change) | {"significant": change.significant}
