"""How good weights are, old and new: figures per language, and per source of questions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from eval.statistics.ranking import auroc

if TYPE_CHECKING:
    from eval.tuning.asked import Asked

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# Whose questions: of a language, of the gold set, of the table beside it, or all.
GROUPS = ("nl", "en", "fr", "gold", "table", "all")


@dataclass(frozen=True, slots=True)
class TuningFigure:
    """One figure, for each group of questions; None where a group has no questions.

    Attributes:
        key: Stable name: "passage_in_ten", "reciprocal_rank", "sentence_first",
            "sentence_in_three", "section_first", "auroc", "refused" or "wrongly_refused".
        shipped: With the weights there are.
        fitted: With the new weights, on the questions that these were fitted on.
        held_out: Each question with weights that were fitted on the others.
    """

    key: str
    shipped: Mapping[str, float | None]
    fitted: Mapping[str, float | None]
    held_out: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Columns:
    """A value for each question, three times.

    Attributes:
        shipped: (n,), with the weights there are.
        fitted: (n,), with the new ones.
        held_out: (n,), with weights that were fitted on other questions.
    """

    shipped: Floats
    fitted: Floats
    held_out: Floats

    def figure(
        self, key: str, over: Callable[[Floats], Mapping[str, float | None]]
    ) -> TuningFigure:
        """Return the figure that `over` makes of a value for each question."""
        return TuningFigure(key, over(self.shipped), over(self.fitted), over(self.held_out))


def mean_figure(key: str, asked: "Sequence[Asked]", columns: Columns) -> TuningFigure:
    """Return the mean of a value that each question has.

    Args:
        key: Name of the figure.
        asked: The n questions.
        columns: Their values.
    """
    groups = groups_of(asked)
    return columns.figure(
        key, lambda values: {name: _mean(values[own]) for name, own in groups.items()}
    )


def refusal_figures(asked: "Sequence[Asked]", margins: Columns) -> tuple[TuningFigure, ...]:
    """Return how well it is told whether there is an answer.

    Args:
        asked: The n questions, with and without an answer.
        margins: How far the chance that there is one lies above the threshold.
    """
    truth = np.array([one.question.answerable for one in asked], bool)
    groups = groups_of(asked)

    def parted(values: Floats) -> dict[str, float | None]:
        return {name: _area(values[own], truth[own]) for name, own in groups.items()}

    def refused_of(wanted: Mask) -> Callable[[Floats], dict[str, float | None]]:
        return lambda values: {
            name: _mean(values[own & wanted] < 0) for name, own in groups.items()
        }

    return (
        margins.figure("auroc", parted),
        margins.figure("refused", refused_of(~truth)),
        margins.figure("wrongly_refused", refused_of(truth)),
    )


def groups_of(asked: "Sequence[Asked]") -> dict[str, Mask]:
    """Return for each of `GROUPS` which questions it holds."""
    languages = np.array([one.language for one in asked], str)
    gold = np.array([one.question.expected is not None for one in asked], bool)
    return {
        "nl": languages == "nl",
        "en": languages == "en",
        "fr": languages == "fr",
        "gold": gold,
        "table": ~gold,
        "all": np.ones(len(asked), bool),
    }


def _mean(values: Floats | Mask) -> float | None:
    return float(values.mean()) if values.size else None


def _area(chances: Floats, truth: Mask) -> float | None:
    area = float(auroc(chances, truth, np.ones((1, len(chances))))[0])
    return None if np.isnan(area) else area
