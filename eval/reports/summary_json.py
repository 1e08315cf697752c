"""The figures of a run as JSON, for scripts; the names of its keys are a promise to them."""

import json
import math
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from eval.figures import Curve, Figure, Slice
from eval.gates import GateResult
from eval.reports.report import RunReport


def summary_json(report: RunReport) -> dict[str, Any]:
    """Return what the run was, its outcomes, gates, slices and curves as plain values."""
    outcomes = report.outcomes
    return {
        "head": asdict(report.head),
        "end": report.end,
        "planned": report.planned,
        "asked": len(report.judgements),
        "drafts": report.drafts,
        "passed": outcomes["passed"],
        "failed": outcomes["failed"],
        "not_judged": outcomes["not_judged"],
        "must_pass_failed": list(report.summary.must_pass_failed),
        "must_pass_not_judged": list(report.summary.must_pass_not_judged),
        "gates": gates_json(report.gates),
        "slices": [_slice(part) for part in report.summary.slices],
        "risk_coverage": _curve(report.summary.risk_coverage),
        "latencies": _curve(report.summary.latencies),
    }


def as_text(shape: dict[str, Any]) -> str:
    """Return plain values as indented JSON; characters that cannot stand in UTF-8 are escaped."""
    text = json.dumps(shape, ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def finite(value: float | None) -> float | None:
    """Return the value, None when it is no number that JSON knows."""
    return None if value is None or not math.isfinite(value) else value


def figure_json(figure: Figure) -> dict[str, Any]:
    """Return a figure as plain values."""
    return {
        "value": finite(figure.value),
        "n": figure.n,
        "low": finite(figure.low),
        "high": finite(figure.high),
    }


def gates_json(gates: Iterable[GateResult]) -> list[dict[str, Any]]:
    """Return gates as plain values; `held` is null when nothing could be judged."""
    return [
        {"name": gate.name, "held": gate.held, "fallen": gate.fallen, "line": gate.line}
        for gate in gates
    ]


def _slice(part: Slice) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "name": part.name,
        "turns": part.turns,
        "not_judged": part.not_judged,
        "figures": {key: figure_json(figure) for key, figure in part.figures.items()},
    }


def _curve(curve: Curve) -> dict[str, list[float]]:
    return {"x": list(curve.x), "y": list(curve.y)}
