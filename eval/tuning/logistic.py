"""Logistic regression with a penalty, and chances for questions that it was not fitted on."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]
# Strength of the penalty on weights of features scaled to unit variance.
PENALTY = 10.0
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted curve: the log odds are `intercept + features @ weights`."""

    intercept: float
    weights: Array

    def chances(self, features: Array) -> Array:
        """Return the chance of each row."""
        chances: Array = 1 / (1 + np.exp(-(self.intercept + features @ self.weights)))
        return chances


def fit_logistic(features: Array, truth: Truth, penalty: float = PENALTY) -> Logistic:
    """Return the curve of the greatest penalised likelihood.

    Args:
        features: A row for each question, a column for each feature.
        truth: Whether each is true; both occur.
        penalty: Strength of the penalty, at least 0.
    """
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    centre, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    scaled = np.column_stack([np.ones(len(features)), (features - centre) / spread])
    signs = np.where(truth, 1.0, -1.0)
    penalised = np.array([0.0, *([penalty] * features.shape[1])])

    def loss(weights: Array) -> tuple[float, Array]:
        margins = signs * (scaled @ weights)
        wrong = 1 / (1 + np.exp(margins))
        total = float(np.logaddexp(0, -margins).sum() + penalised @ weights**2 / 2)
        return total, penalised * weights - scaled.T @ (signs * wrong)

    fitted = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    weights = fitted[1:] / spread
    return Logistic(float(fitted[0] - weights @ centre), weights)


def held_out_chances(features: Array, truth: Truth, folds: int = FOLDS) -> Array:
    """Return for each question its chance by a curve fitted on the other folds.

    Question number n is in fold n modulo `folds`.
    """
    chances = np.zeros(len(features))
    fold = np.arange(len(features)) % folds
    for number in range(folds):
        own = fold == number
        chances[own] = fit_logistic(features[~own], truth[~own]).chances(features[own])
    return chances
