"""Judgements as columns of numbers, one value per turn, for everything that is counted over many.

Beside the score of each turn metric there are columns that a single answer does not tell.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from eval.figures import Judgement
from eval.metrics.all_metrics import TURN_METRICS
from eval.metrics.metric import Columns
from eval.statistics.arrays import Codes, Floats, Mask

_PASSED = {"passed": 1.0, "failed": 0.0}


def columns_of(judgements: Sequence[Judgement]) -> Columns:
    """Return a column for each turn metric, and those of judgements and whole dialogues.

    Args:
        judgements: All of a run: a dialogue is only whole when all its turns are there.

    Returns:
        Beside the metrics' own: "passed", "answerable", "answered" and "confidence"; then
        "answerability", the confidence that the document answers, which for an answer refused is
        what its confidence leaves; "later_turns" and "whole_dialogues" (on the last turn of each);
        "judge_right" and "judge_agreement".
    """
    turns = len(judgements)
    columns = {
        metric.key: np.fromiter(
            (judgement.scores.get(metric.key, np.nan) for judgement in judgements), float, turns
        )
        for metric in TURN_METRICS
    }
    passed = np.array([_PASSED.get(one.outcome, np.nan) for one in judgements], dtype=float)
    judged = ~np.isnan(passed)
    answered = np.array([one.answered for one in judgements], dtype=float)
    confidence = np.array(
        [np.nan if one.confidence is None else one.confidence for one in judgements], dtype=float
    )
    later = np.array([one.asked.turn > 1 for one in judgements], dtype=bool)
    answerable = np.array([one.asked.expected.answerable for one in judgements], dtype=float)
    judge_right = columns["judge_faithful"] * columns["judge_complete"]
    return columns | {
        "passed": passed,
        "answerable": _where(judged, answerable),
        "answered": _where(judged, answered),
        "confidence": _where(judged, confidence),
        "answerability": _where(judged, np.where(answered == 1, confidence, 1 - confidence)),
        "later_turns": _where(later, passed),
        "whole_dialogues": _whole_dialogues(judgements, passed),
        "judge_right": judge_right,
        "judge_agreement": _where(
            judged & ~np.isnan(judge_right), (judge_right == passed).astype(float)
        ),
    }


def rows_of(columns: Columns, rows: Codes | Mask) -> Columns:
    """Return the columns of some turns, by number or by mask."""
    return {name: column[rows] for name, column in columns.items()}


def _where(mask: Mask, column: Floats) -> Floats:
    return np.where(mask, column, np.nan)


def _whole_dialogues(judgements: Sequence[Judgement], passed: Floats) -> Floats:
    """1 or 0 at the last turn of a dialogue; one wrong turn settles it, a lacking one does not."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, judgement in enumerate(judgements):
        if judgement.asked.turns > 1:
            places[judgement.asked.id].append(place)
    column = np.full(len(judgements), np.nan)
    for of_dialogue in places.values():
        values = passed[of_dialogue]
        last = max(of_dialogue, key=lambda place: judgements[place].asked.turn)
        whole = len(of_dialogue) == judgements[last].asked.turns and not np.isnan(values).any()
        if whole or (values == 0).any():
            column[last] = float((values == 1).all())
    return column
