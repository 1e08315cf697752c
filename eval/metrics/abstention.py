"""Whether the assistant refuses when it should, and whether its confidence tells when to."""

import numpy as np

from assistant.answer import Answer
from eval.metrics.metric import Aggregate, Columns, TurnMetric
from eval.observation import Observation
from eval.statistics.arrays import Floats, Mask
from eval.statistics.ranking import auroc, coverage_at_risk, mean_risk

RISK = 0.05


def _refused(answer: Answer, observation: Observation) -> float | None:
    if observation.asked.expected.answerable:
        return None
    return float(answer.status != "answered")


def _right_refusal(answer: Answer, observation: Observation) -> float | None:
    expected = observation.asked.expected
    return None if expected.answerable else float(answer.status in expected.status)


def _wrongly_refused(answer: Answer, observation: Observation) -> float | None:
    if not observation.asked.expected.answerable:
        return None
    return float(answer.status != "answered")


def _was_judged(columns: Columns) -> Mask:
    return ~np.isnan(columns["passed"])


def _was_answered(columns: Columns) -> Mask:
    answered: Mask = columns["answered"] == 1
    return answered


def _auroc(columns: Columns, weights: Floats) -> Floats:
    return auroc(columns["answerability"], columns["answerable"] == 1, weights)


def _aurc(columns: Columns, weights: Floats) -> Floats:
    return mean_risk(columns["confidence"], columns["passed"] == 0, weights)


def _coverage(columns: Columns, weights: Floats) -> Floats:
    answered = _was_answered(columns)
    return coverage_at_risk(
        columns["confidence"][answered],
        columns["passed"][answered] == 0,
        weights[:, answered],
        weights.sum(axis=1),
        RISK,
    )


ABSTENTION_METRICS = (
    TurnMetric(
        key="refused",
        label="terecht geweigerd",
        explanation="Of er geen antwoord is op een vraag die het dossier niet beantwoordt.",
        group="weigeren",
        rule=_refused,
    ),
    TurnMetric(
        key="right_refusal",
        label="juist soort weigering",
        explanation="Of een vraag zonder antwoord een van de verwachte statussen krijgt.",
        group="weigeren",
        rule=_right_refusal,
    ),
    TurnMetric(
        key="wrongly_refused",
        label="onterecht geweigerd",
        explanation="Of er geen antwoord is op een vraag die het dossier wel beantwoordt.",
        group="weigeren",
        better="lower",
        rule=_wrongly_refused,
    ),
    Aggregate(
        key="auroc",
        label="AUROC",
        explanation=(
            "Hoe vaak een vraag met antwoord zekerder beantwoordbaar genoemd wordt dan een zonder; "
            "0,5 is gokken. Bij een weigering telt 1 min de zekerheid."
        ),
        group="weigeren",
        unit="number",
        over=_auroc,
        judged=_was_judged,
    ),
    Aggregate(
        key="aurc",
        label="AURC",
        explanation=(
            "Gemiddelde foutkans als antwoorden volgens dalende zekerheid worden toegelaten."
        ),
        group="weigeren",
        unit="number",
        better="lower",
        over=_aurc,
        judged=_was_answered,
    ),
    Aggregate(
        key="coverage_at_5",
        label="dekking bij 5 % fout",
        explanation=(
            "Welk deel van de vragen beantwoord kan worden met hoogstens 5 % foute antwoorden."
        ),
        group="weigeren",
        over=_coverage,
        judged=_was_judged,
    ),
)
