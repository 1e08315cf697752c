"""Refusing, time, repetition and the judge model, for single answers."""

import pytest
from eval_samples import UNANSWERABLE, answer, expectation, observation, refusal

from eval.metrics.all_metrics import METRIC_BY_KEY
from eval.observation import Verdict


def score(key, found):
    return METRIC_BY_KEY[key].judge(found)


@pytest.mark.parametrize(
    ("given", "expected", "refused", "right", "wrongly"),
    [
        (answer(), expectation(), None, None, 0),
        (refusal(), expectation(), None, None, 1),
        (refusal(), UNANSWERABLE, 1, 1, None),
        (refusal("out_of_scope"), UNANSWERABLE, 1, 0, None),
        (answer(), UNANSWERABLE, 0, 0, None),
        (
            refusal("refused"),
            expectation(status=("out_of_scope", "refused"), facts=(), sections=()),
            1,
            1,
            None,
        ),
    ],
)
def test_refusing_is_judged_by_what_the_document_answers(given, expected, refused, right, wrongly):
    found = observation(given, expected)
    assert score("refused", found) == refused
    assert score("right_refusal", found) == right
    assert score("wrongly_refused", found) == wrongly


def test_time_is_that_of_answers_asked_now():
    assert score("total_ms", observation(total_ms=12.5)) == 12.5
    assert score("first_event_ms", observation(first_event_ms=1.5)) == 1.5
    assert score("first_event_ms", observation(first_event_ms=None)) is None
    kept = observation(cached=True)
    assert score("total_ms", kept) is None and score("first_event_ms", kept) is None


@pytest.mark.parametrize(("same", "right"), [(True, 1), (False, 0), (None, None)])
def test_repetition_is_judged_only_when_asked_more_than_once(same, right):
    assert score("same", observation(same=same)) == right


def test_a_judge_that_could_not_judge_scores_nothing():
    graded = observation(verdict=Verdict(faithful=True, complete=False, reason="half"))
    assert score("judge_faithful", graded) == 1
    assert score("judge_complete", graded) == 0
    unable = observation(verdict=Verdict(None, None, "model weg"))
    assert score("judge_faithful", unable) is None and score("judge_complete", unable) is None
    assert score("judge_faithful", observation()) is None
