"""Weights that make the right choice likely: the conditional logit, fitted with a penalty.

McFadden, "Conditional logit analysis of qualitative choice behavior" (1974). Where several choices
are right, the likelihood of a question is the chance that any of them is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
# Strength of the penalty on weights, as if each had been seen at 0 with this precision; features
# are scaled to unit variance for it.
PENALTY = 5.0
TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Choice:
    """One question.

    Attributes:
        features: A row for each possible choice, a column for each feature.
        right: Whether each choice is right.
    """

    features: Array
    right: npt.NDArray[np.bool_]


def fit_weights(choices: Sequence[Choice], penalty: float = PENALTY) -> Array:
    """Return the weight of each feature, in the features' own units.

    Args:
        choices: Questions, at least one of which has a choice that is right and one that is not;
            those without say nothing.
        penalty: Strength of the penalty, at least 0.
    """
    telling = [one for one in choices if one.right.any() and not one.right.all()]
    stacked = np.concatenate([one.features for one in telling])
    right = np.concatenate([one.right for one in telling]).astype(np.float64)
    sizes = np.array([len(one.right) for one in telling])
    starts = np.cumsum(sizes) - sizes
    spread = stacked.std(axis=0) + 1e-9
    rows = stacked / spread

    def loss(weights: Array) -> tuple[float, Array]:
        scores = rows @ weights
        raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        chances = raised / np.repeat(np.add.reduceat(raised, starts), sizes)
        taken = np.add.reduceat(chances * right, starts)
        slope = rows.T @ (chances * right / np.repeat(taken, sizes) - chances)
        total = penalty * float(weights @ weights) / 2 - float(
            np.log(np.maximum(taken, TINY)).sum()
        )
        return total, penalty * weights - slope

    from scipy.optimize import minimize  # type: ignore[import-untyped]

    start = np.zeros(rows.shape[1])
    fitted = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    weights: Array = fitted.x / spread
    return weights
