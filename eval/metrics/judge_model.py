"""What a judge model said, and how far it agrees with the metrics; never part of right or wrong."""

import numpy as np

from assistant.answer import Answer
from eval.metrics.metric import Aggregate, Columns, Metric, TurnMetric
from eval.observation import Observation
from eval.statistics.agreement import kappa
from eval.statistics.arrays import Floats, Mask


def _faithful(_: Answer, observation: Observation) -> float | None:
    verdict = observation.verdict
    return None if verdict is None or verdict.faithful is None else float(verdict.faithful)


def _complete(_: Answer, observation: Observation) -> float | None:
    verdict = observation.verdict
    return None if verdict is None or verdict.complete is None else float(verdict.complete)


def _kappa(columns: Columns, weights: Floats) -> Floats:
    return kappa(columns["judge_right"] == 1, columns["passed"] == 1, weights)


def _both_judged(columns: Columns) -> Mask:
    return ~np.isnan(columns["judge_agreement"])


JUDGE_METRICS = (
    TurnMetric(
        key="judge_faithful",
        label="model: getrouw",
        explanation="Of elke uitspraak volgens het oordelende model door de citaten gedekt is.",
        group="rechter",
        rule=_faithful,
    ),
    TurnMetric(
        key="judge_complete",
        label="model: volledig",
        explanation="Of de vraag volgens het oordelende model volledig beantwoord is.",
        group="rechter",
        rule=_complete,
    ),
    Metric(
        key="judge_agreement",
        label="model en regels eens",
        explanation="Hoe vaak het model en de vaste regels hetzelfde oordeel geven, goed of fout.",
        group="rechter",
    ),
    Aggregate(
        key="judge_kappa",
        label="kappa model en regels",
        explanation="Hoe ver model en vaste regels meer dan toevallig overeenkomen (Cohens kappa).",
        group="rechter",
        unit="number",
        bounded=False,
        over=_kappa,
        judged=_both_judged,
    ),
)
