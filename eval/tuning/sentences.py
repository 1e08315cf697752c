"""Learning what each feature of a sentence is worth, from labelled questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from assistant.chain import candidates
from assistant.ranking.sentence_features import FEATURES, sentence_features
from eval.tuning.asked import Asked, Progress
from eval.tuning.conditional_logit import Choice, fit_weights

if TYPE_CHECKING:
    from assistant.tuning import Tuning
    from index.store import Index

DECIMALS = 3
FOLDS = 5


@dataclass(frozen=True, slots=True)
class FoundSentences:
    """An answerable question with the sentences found for it.

    Attributes:
        asked: The question.
        choice: The features of the sentences, and which of them answer.
        in_section: Whether each stands in a section that answers.
    """

    asked: Asked
    choice: Choice
    in_section: npt.NDArray[np.bool_]

    def outcomes(self, weights: npt.NDArray[np.float64]) -> tuple[float, float, float]:
        """Return whether a right sentence is first, is among three, and the section is right.

        Args:
            weights: What each feature weighs, in the order of `FEATURES`.
        """
        order = np.argsort(-np.round(self.choice.features @ weights, 6), kind="stable")
        right = self.choice.right[order]
        return (
            float(right[:1].any()),
            float(right[:3].any()),
            float(self.in_section[order][:1].any()),
        )


def found_sentences(
    asked: Sequence[Asked], index: "Index", tuning: "Tuning", progress: Progress
) -> list[FoundSentences]:
    """Return for each answerable question the sentences found, and which of them answer.

    Args:
        asked: Questions with and without an answer.
        index: Where they are looked for.
        tuning: Of it the weights of the channels count.
        progress: Told the share that is done, 0..1.
    """
    section_of = {passage.id: passage.section for passage in index.passages}
    answerable: list[FoundSentences] = []
    for number, one in enumerate(asked, start=1):
        question, stage = one.question, one.stage
        if question.answerable:
            hits = candidates(stage, index, tuning)
            found = sentence_features(stage.analysis, stage.query, hits, index)
            found.sort(key=lambda row: (row[0].id, row[1]))
            values = np.array([values for *_, values in found]).reshape(-1, len(FEATURES))
            right = [question.is_answered_by(passage, *span) for passage, span, _ in found]
            near = [question.is_in_section(passage.section, section_of) for passage, *_ in found]
            answerable.append(
                FoundSentences(one, Choice(values, np.array(right, bool)), np.array(near, bool))
            )
        progress(number / len(asked))
    return answerable


def learnt_sentences(found: Sequence[FoundSentences]) -> dict[str, float]:
    """Return the weight of each feature."""
    return _named(fit_weights([one.choice for one in found]))


def outcomes_with(
    found: Sequence[FoundSentences], weights: Mapping[str, float]
) -> npt.NDArray[np.float64]:
    """Return (questions, 3) what `FoundSentences.outcomes` says of each question."""
    row = np.array([weights[name] for name in FEATURES])
    return np.array([one.outcomes(row) for one in found])


def held_out_outcomes(found: Sequence[FoundSentences]) -> npt.NDArray[np.float64]:
    """Return the same, each question by weights that were fitted on the other folds.

    Question number n is in fold n modulo `FOLDS`.
    """
    outcomes = np.zeros((len(found), 3))
    for number in range(FOLDS):
        others = [one.choice for place, one in enumerate(found) if place % FOLDS != number]
        own = found[number::FOLDS]
        if own:
            outcomes[number::FOLDS] = outcomes_with(own, _named(fit_weights(others)))
    return outcomes


def _named(weights: npt.NDArray[np.float64]) -> dict[str, float]:
    return {name: round(float(w), DECIMALS) for name, w in zip(FEATURES, weights, strict=True)}
