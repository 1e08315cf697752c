"""Learning what the channels weigh: what gains is taken, what only seems to gain is not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.tuning.channels import GRID, Heard, held_out_gains, held_out_ranks, searched, shares
from index.fusion import WEIGHTS

CHANNELS = [*WEIGHTS]
PASSAGES = 40


def heard(questions, right_by, noise=0):
    """Questions whose right passage the channels `right_by` put first, and all others at random."""
    chance = np.random.default_rng(noise)
    scores = chance.random((questions, len(CHANNELS), PASSAGES)).astype(np.float32)
    right = np.zeros((questions, PASSAGES), bool)
    right[:, 7] = True
    for name in right_by:
        scores[:, CHANNELS.index(name), 7] = 1.2
    return Heard(scores / scores.max(axis=2, keepdims=True), right)


@pytest.mark.parametrize("channel", ["dense", "place", "stems"])
def test_a_channel_that_alone_knows_the_answer_gains_weight(channel):
    told = heard(150, [channel])
    learnt = searched(told)
    assert shares(learnt)[channel] > shares(WEIGHTS)[channel]
    assert told.worth(learnt).mean() > told.worth(WEIGHTS).mean() + 0.1


def test_channels_that_know_nothing_leave_the_weights_nearly_alone():
    for noise in range(3):
        told = heard(120, [], noise)
        gained = told.worth(searched(told)).mean() - told.worth(WEIGHTS).mean()
        greedy = max(
            told.worth({**WEIGHTS, one: value, other: WEIGHTS[other] * 4}).mean()
            for one in CHANNELS
            for other in CHANNELS
            for value in (WEIGHTS[one] / 4, WEIGHTS[one] * 4)
        )
        assert gained < greedy - told.worth(WEIGHTS).mean()


def test_weights_stay_within_reach_of_where_they_began_and_none_becomes_nothing():
    learnt = searched(heard(150, ["place"]))
    for name, began in WEIGHTS.items():
        assert began * min(GRID) <= learnt[name] <= began * max(GRID)


def test_too_few_questions_change_nothing():
    assert searched(heard(4, ["place"])) == WEIGHTS


def test_the_same_questions_give_the_same_weights():
    assert searched(heard(60, ["dense"])) == searched(heard(60, ["dense"]))


def test_ranks_count_from_the_first_right_passage_and_are_infinite_without_any():
    scores = np.zeros((3, len(CHANNELS), 4), np.float32)
    scores[0] = [0.9, 0.5, 0.1, 0.0]
    scores[1] = [0.9, 0.5, 0.1, 0.0]
    right = np.array([[0, 1, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0]], bool)
    told = Heard(scores, right)
    assert told.ranks(WEIGHTS).tolist() == [2, np.inf, np.inf]
    assert told.worth(WEIGHTS).tolist() == [1.5, 0, 0]


def test_held_out_gains_are_those_of_a_choice_made_elsewhere():
    # The second choice wins in fold 0 only; the other folds would not choose it, fold 0 never may.
    worth = np.zeros((2, 10))
    worth[1] = [1.0, -0.1, -0.1, -0.1, -0.1] * 2
    gains = held_out_gains(worth)
    assert gains[[0, 5]].tolist() == [0, 0]
    assert (gains[[1, 2, 3, 4]] == -0.1).all()


def test_held_out_ranks_hardly_differ_where_every_fold_tells_the_same():
    told = heard(100, ["dense"])
    assert (1 / held_out_ranks(told)).mean() == pytest.approx(
        (1 / told.ranks(searched(told))).mean(), abs=0.05
    )


@given(st.lists(st.floats(0.01, 10), min_size=len(CHANNELS), max_size=len(CHANNELS)))
def test_shares_are_together_one_and_rank_as_the_weights_do(values):
    weights = dict(zip(CHANNELS, values, strict=True))
    found = shares(weights)
    assert sum(found.values()) == pytest.approx(1, abs=0.001)
    told = heard(10, ["dense"])
    worth = told.worth({name: weight / sum(values) for name, weight in weights.items()})
    assert worth == pytest.approx(told.worth(weights))
