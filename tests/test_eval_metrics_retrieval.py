"""How well sections and passages were found."""

from dataclasses import replace

import numpy as np
import pytest
from eval_samples import UNANSWERABLE, answer, expectation, explanation, observation
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from eval.metrics.all_metrics import METRIC_BY_KEY
from eval.metrics.retrieval import normalised_gain, recall_at, reciprocal_rank


def score(key, found):
    return METRIC_BY_KEY[key].judge(found)


def found_sections(sections, expected):
    passages = [f"p{number}" for number, _ in enumerate(sections)]
    return observation(
        answer(explanation=explanation(*passages)),
        expectation(sections=expected),
        hit_sections=tuple(sections),
    )


@pytest.mark.parametrize(
    ("key", "sections", "expected", "right"),
    [
        ("section_recall@1", ["a", "b"], (("a",),), 1),
        ("section_recall@1", ["b", "a"], (("a",),), 0),
        ("section_recall@1", ["b"], (("a",), ("b",)), 1),
        ("section_recall@3", ["x", "x", "a"], (("a",),), 1),
        ("section_recall@3", ["x", "x", "x", "a"], (("a",),), 0),
        ("section_recall@5", ["x", "x", "x", "a"], (("a",),), 1),
        ("section_recall@5", ["a", "x"], (("a",), ("b",)), 1 / 2),
        ("section_recall@5", ["c"], (("a", "c"), ("b",)), 1 / 2),
        ("section_recall@10", [*"xxxxxxxxx", "a"], (("a",),), 1),
        ("section_recall@10", [*"xxxxxxxxxx", "a"], (("a",),), 0),
        ("section_recall@10", [], (("a",),), 0),
        ("section_mrr", ["x", "x", "a", "a"], (("a",),), 1 / 3),
        ("section_mrr", ["x"], (("a",),), 0),
        ("section_ndcg@10", ["a", "a", "a"], (("a",),), 1),
        ("section_ndcg@10", ["a", "a", "b"], (("a",), ("b",)), 1.5 / (1 + 1 / np.log2(3))),
        ("section_ndcg@10", ["x", "a"], (("a",),), 1 / np.log2(3)),
        ("section_ndcg@10", ["a", "x"], (("a", "b"), ("a", "c")), 1),
        ("section_ndcg@10", ["b", "c"], (("a", "b"), ("a", "c")), (1 + 1 / np.log2(3)) / 2),
        ("section_ndcg@10", ["c", "a"], (("a", "b"), ("a", "c")), (1 + 1 / np.log2(3)) / 2),
        ("section_ndcg@10", [*"xxxxxxxxxx", "a"], (("a",),), 0),
    ],
)
def test_sections_found_score_by_rank_and_each_group_once(key, sections, expected, right):
    assert score(key, found_sections(sections, expected)) == pytest.approx(right)


@pytest.mark.parametrize(
    ("key", "right"),
    [
        ("passage_recall@1", 0),
        ("passage_recall@5", 1 / 2),
        ("passage_recall@10", 1 / 2),
        ("passage_mrr", 1 / 2),
        ("passage_ndcg@10", 1 / np.log2(3) / (1 + 1 / np.log2(3))),
    ],
)
def test_passages_are_judged_by_their_ids(key, right):
    found = observation(
        answer(explanation=explanation("s1-p1", "s2-p2")),
        expectation(passages=(("s2-p2", "s3-p1"), ("s4-p1",))),
    )
    assert score(key, found) == pytest.approx(right)


@pytest.mark.parametrize("key", ["section_recall@5", "section_mrr", "section_ndcg@10"])
@pytest.mark.parametrize(
    "unjudged",
    [
        observation(expected=UNANSWERABLE),
        observation(expected=replace(UNANSWERABLE, sections=(("5.1.1",),))),
        observation(expected=expectation(sections=())),
        observation(answer(explanation=None)),
        observation(hit_sections=()),
    ],
    ids=[
        "unanswerable",
        "unanswerable near a section",
        "no section expected",
        "not explained",
        "sections not told",
    ],
)
def test_without_expectation_or_explanation_finding_is_not_judged(key, unjudged):
    assert score(key, unjudged) is None


def test_finding_nothing_at_all_is_judged_as_nothing_found():
    assert score("section_recall@5", observation(answer(explanation=explanation()))) == 0


def test_a_channel_that_falls_silent_is_heard_no_more():
    loud = explanation("s1-p1", channels=(("stems", 0.2), ("ngrams", 0.1), ("dense", 0.3)))
    dropped = explanation("s1-p1", channels=(("stems", 0.2), ("ngrams", 0.1), ("dense", 0.0)))
    assert score("channels_heard", observation(answer(explanation=loud))) == 3
    assert score("channels_heard", observation(answer(explanation=dropped))) == 2
    assert score("channels_heard", observation(answer(explanation=explanation()))) is None


@given(st.lists(st.sampled_from("abcdefghij"), unique=True, min_size=2, max_size=10), st.data())
def test_gain_is_that_of_scikit_learn_when_groups_are_single_and_hits_differ(ranked, data):
    right = data.draw(st.lists(st.sampled_from(ranked), unique=True, min_size=1))
    relevance = [[float(one in right) for one in ranked]]
    falling = [[float(-place) for place, _ in enumerate(ranked)]]
    groups = tuple((one,) for one in right)
    assert normalised_gain(ranked, groups) == pytest.approx(ndcg_score(relevance, falling, k=10))


_KEYS = st.sampled_from("abcde")
_GROUPS = st.lists(st.lists(_KEYS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(
    tuple
)


@given(st.lists(_KEYS, max_size=12), _GROUPS)
def test_every_score_of_a_ranking_lies_between_0_and_1(ranked, groups):
    for value in (
        recall_at(ranked, groups, 5),
        reciprocal_rank(ranked, groups),
        normalised_gain(ranked, groups),
    ):
        assert 0 <= value <= 1 + 1e-12


@given(st.lists(_KEYS, max_size=9), _GROUPS)
def test_something_wrong_in_front_never_raises_a_score(ranked, groups):
    lower = ["x", *ranked]
    assert recall_at(lower, groups, 5) <= recall_at(ranked, groups, 5)
    assert reciprocal_rank(lower, groups) <= reciprocal_rank(ranked, groups)
    assert normalised_gain(lower, groups) <= normalised_gain(ranked, groups) + 1e-12
