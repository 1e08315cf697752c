"""Fitting when to answer: the chance that the dossier answers, and a threshold per language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np
import numpy.typing as npt

from assistant.abstaining.abstention import Calibration, completed, judge
from assistant.abstaining.answerability import BY_QUESTIONS, FEATURES, Found, answerability_features
from assistant.answer import Language
from assistant.chain import retrieved, selected
from eval.tuning.asked import Asked, Progress
from eval.tuning.logistic import fit_logistic, held_out_chances
from index.analysis import analyser_hash

if TYPE_CHECKING:
    from assistant.tuning import Tuning
    from index.store import Index

# Share of answerable questions that may be refused.
RISK = 0.05
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Example:
    """A question with what was found for it.

    Attributes:
        asked: The question.
        features: What tells whether that is an answer, None when nothing was found.
        chance: The chance that it is, by the tuning it was found with; 0 without anything.
    """

    asked: Asked
    features: Mapping[str, float | None] | None
    chance: float

    @property
    def answerable(self) -> bool:
        """Whether the dossier answers it."""
        return self.asked.question.answerable


def examples_of(
    asked: Sequence[Asked], index: "Index", tuning: "Tuning", progress: Progress
) -> list[Example]:
    """Return what is found for every question.

    Args:
        asked: Questions with and without an answer.
        index: Where they are looked for.
        tuning: Weights to look and to judge with.
        progress: Told the share that is done, 0..1.
    """
    examples: list[Example] = []
    for number, one in enumerate(asked, start=1):
        stage = retrieved(one.stage, index, tuning)
        evidence = selected(stage, index).selection.evidence
        found = Found(stage.analysis, stage.query, stage.hits, stage.sentences, evidence)
        chance = judge(found, index, tuning.calibration).answerability
        features = answerability_features(found, index) if stage.sentences and evidence else None
        examples.append(Example(one, features, chance))
        progress(number / len(asked))
    return examples


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What was fitted, and the chance of each example by a curve that was not fitted on it."""

    calibration: Calibration
    chances: npt.NDArray[np.float64]


def calibrated(examples: Sequence[Example], risk: float = RISK) -> Calibrated:
    """Return weights and thresholds fitted on examples.

    Thresholds come from chances of questions that the curve was not fitted on; a question for which
    nothing was found has no chance at all.

    Args:
        examples: Questions of every language, with and without an answer.
        risk: Share of the answerable questions of each language that may be refused.
    """
    telling = [one.features for one in examples if one.features is not None]
    is_telling = np.array([one.features is not None for one in examples])
    truth = np.array([one.answerable for one in examples])
    answered = [one.features for one in examples if one.features is not None and one.answerable]
    typical = {name: _mean(answered, name) for name in BY_QUESTIONS}
    rows = np.array([[*completed(features, typical).values()] for features in telling])
    curve = fit_logistic(rows, truth[is_telling])
    chances = np.zeros(len(examples))
    chances[is_telling] = held_out_chances(rows, truth[is_telling])
    languages = np.array([one.asked.language for one in examples])
    calibration = Calibration(
        intercept=round(curve.intercept, DECIMALS),
        weights={
            name: round(float(weight), DECIMALS)
            for name, weight in zip(FEATURES, curve.weights, strict=True)
        },
        typical=typical,
        thresholds={
            language: threshold_at(risk, chances[truth & (languages == language)])
            for language in get_args(Language)
        },
        analyser=analyser_hash(),
    )
    return Calibrated(calibration, chances)


def threshold_at(risk: float, chances: npt.NDArray[np.float64]) -> float:
    """Return the highest chance, rounded down, below which at most this share lies.

    Args:
        risk: A share, 0..1.
        chances: Of answerable questions; 0 is returned without any.
    """
    if not len(chances):
        return 0.0
    kept = float(np.quantile(chances, risk, method="lower"))
    return float(np.floor(kept * 10**DECIMALS) / 10**DECIMALS)


def _mean(features: Sequence[Mapping[str, float | None]], name: str) -> float:
    values = [value for one in features if (value := one[name]) is not None]
    return round(float(np.mean(values)) if values else 0.0, DECIMALS)
