"""How long an answer takes, and whether asking again gives the same bytes.

Answers kept from an earlier run were not timed now and are left out.
"""

from collections.abc import Callable

import numpy as np

from assistant.answer import Answer
from eval.metrics.metric import Aggregate, Columns, TurnMetric
from eval.observation import Observation
from eval.statistics.arrays import Floats, Mask
from eval.statistics.quantiles import weighted_quantile


def _total(_: Answer, observation: Observation) -> float | None:
    return None if observation.cached else observation.total_ms


def _first_event(_: Answer, observation: Observation) -> float | None:
    return None if observation.cached else observation.first_event_ms


def _same(_: Answer, observation: Observation) -> float | None:
    return None if observation.same is None else float(observation.same)


def _quantile(column: str, share: float) -> Callable[[Columns, Floats], Floats]:
    return lambda columns, weights: weighted_quantile(columns[column], weights, share)


def _timed(column: str) -> Callable[[Columns], Mask]:
    return lambda columns: ~np.isnan(columns[column])


def _percentile(column: str, percent: int, label: str, explanation: str) -> Aggregate:
    return Aggregate(
        key=f"{column}_p{percent}",
        label=f"{label} (p{percent})",
        explanation=explanation,
        group="snelheid",
        unit="ms",
        better="lower",
        bounded=False,
        over=_quantile(column, percent / 100),
        judged=_timed(column),
    )


SPEED_METRICS = (
    TurnMetric(
        key="total_ms",
        label="hele antwoord (gemiddeld)",
        explanation="Hoeveel milliseconden een heel antwoord gemiddeld duurt.",
        group="snelheid",
        unit="ms",
        better="lower",
        bounded=False,
        rule=_total,
    ),
    _percentile("total_ms", 50, "hele antwoord", "Tijd waarin de helft van de antwoorden er is."),
    _percentile("total_ms", 95, "hele antwoord", "Tijd waarin 95 % van de antwoorden er is."),
    TurnMetric(
        key="first_event_ms",
        label="eerste teken (gemiddeld)",
        explanation="Hoeveel milliseconden het gemiddeld duurt tot het eerste teken van antwoord.",
        group="snelheid",
        unit="ms",
        better="lower",
        bounded=False,
        rule=_first_event,
    ),
    _percentile(
        "first_event_ms", 50, "eerste teken", "Tijd waarin de helft van de antwoorden begint."
    ),
    _percentile("first_event_ms", 95, "eerste teken", "Tijd waarin 95 % van de antwoorden begint."),
)

REPEAT_METRICS = (
    TurnMetric(
        key="same",
        label="herhaling gelijk",
        explanation="Of dezelfde vraag opnieuw gesteld byte voor byte hetzelfde antwoord geeft.",
        group="herhaling",
        rule=_same,
    ),
)
