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
        label="rechter: getrouw",
        explanation="Of elke uitspraak volgens het rechtermodel door de citaten gedekt is.",
        group="rechter",
        rule=_faithful,
    ),
    TurnMetric(
        key="judge_complete",
        label="rechter: volledig",
        explanation="Of de vraag volgens het rechtermodel beantwoord is.",
        group="rechter",
        rule=_complete,
    ),
    Metric(
        key="judge_agreement",
        label="rechter eens met meting",
        explanation="Hoe vaak het rechtermodel een antwoord goed noemt als de meting dat ook doet.",
        group="rechter",
    ),
    Aggregate(
        key="judge_kappa",
        label="kappa rechter en meting",
        explanation="Overeenstemming van rechtermodel en meting boven het toeval (Cohens kappa).",
        group="rechter",
        unit="number",
        bounded=False,
        over=_kappa,
        judged=_both_judged,
    ),
)
