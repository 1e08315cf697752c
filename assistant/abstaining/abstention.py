"""Whether the dossier answers a question, and where to look when it does not.

The chance that it does is a logistic function of a few features (Cox, 1958). Weights, and for each
language the chance below which there is no answer, stand in `tuned/answerability.toml`;
`dossierwijzer eval tune` fits them so that at most one answerable question in twenty is refused.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from assistant.abstaining.answerability import FEATURES, Found, answerability_features
from assistant.answer import Language, NearSection
from index.hit import Hit
from index.store import Index
from ingest.address import section_address

NEAREST = 3
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was fitted.

    Attributes:
        intercept: Log odds when every feature is 0.
        weights: What each feature adds to the log odds.
        typical: Value of a feature for a question that is answered, where it cannot be told.
        thresholds: For each language the chance below which there is no answer.
        analyser: Hash of the text analysis that the features came from.
    """

    intercept: float
    weights: Mapping[str, float]
    typical: Mapping[str, float]
    thresholds: Mapping[Language, float]
    analyser: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """How sure it is that the dossier answers.

    Attributes:
        answerability: The chance that it does, 0..1, rounded.
        threshold: Below it, there is no answer.
        parts: What each feature adds to the log odds.
        intercept: The log odds before anything is added.
    """

    answerability: float
    threshold: float
    parts: tuple[tuple[str, float], ...] = ()
    intercept: float = 0.0

    @property
    def answers(self) -> bool:
        """Whether an answer is given."""
        return self.answerability >= self.threshold

    @property
    def confidence(self) -> float:
        """The chance that what was decided is right, 0..1."""
        right = self.answerability if self.answers else 1 - self.answerability
        return round(right, 2)


def judge(found: Found, index: Index, calibration: Calibration) -> Judgement:
    """Judge whether what was found answers the question.

    Args:
        found: What was found; without sentences or evidence there is no answer.
        index: Knows questions with and without an answer.
        calibration: Weights and thresholds.
    """
    threshold = calibration.thresholds[found.analysis.language]
    if not found.sentences or not found.evidence:
        return Judgement(0.0, threshold)
    return judgement_of(answerability_features(found, index), threshold, calibration)


def judgement_of(
    features: Mapping[str, float | None], threshold: float, calibration: Calibration
) -> Judgement:
    """Return the judgement that features lead to.

    Args:
        features: As `answerability_features` gives them.
        threshold: Below it, there is no answer.
        calibration: Weights.
    """
    values = completed(features, calibration.typical)
    parts = {name: calibration.weights[name] * value for name, value in values.items()}
    odds = calibration.intercept + sum(parts.values())
    return Judgement(
        round(1 / (1 + exp(-odds)), DECIMALS),
        threshold,
        tuple((name, round(part, 3)) for name, part in parts.items() if part),
        calibration.intercept,
    )


def completed(
    features: Mapping[str, float | None], typical: Mapping[str, float]
) -> dict[str, float]:
    """Return the features with a typical value for those that could not be told."""
    return {
        name: typical[name] if value is None else value
        for name, value in ((name, features[name]) for name in FEATURES)
    }


@cache
def load_calibration() -> Calibration:
    """Return the fitted weights and thresholds that are shipped."""
    text = (files("assistant") / "tuned" / "answerability.toml").read_text(encoding="utf-8")
    stored = tomllib.loads(text)
    return Calibration(
        intercept=float(stored["intercept"]),
        weights={name: float(stored["weights"][name]) for name in FEATURES},
        typical={name: float(value) for name, value in stored["typical"].items()},
        thresholds={
            "nl": float(stored["thresholds"]["nl"]),
            "en": float(stored["thresholds"]["en"]),
            "fr": float(stored["thresholds"]["fr"]),
        },
        analyser=str(stored["analyser"]),
    )


def nearest_sections(hits: Iterable[Hit]) -> tuple[NearSection, ...]:
    """Return up to three sections that come closest; a reference list only when nothing else."""
    found: dict[tuple[str, str], NearSection] = {}
    for hit in sorted(hits, key=lambda one: one.passage.kind == "reference"):
        passage = hit.passage
        if passage.section:
            url = f"/{passage.document}#{section_address(passage.section)}"
            near = NearSection(passage.document, passage.section, passage.section_title, url)
            found.setdefault((passage.document, passage.section), near)
    return tuple(found.values())[:NEAREST]
