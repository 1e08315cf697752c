"""The figures of a run: values, n, intervals, slices and curves."""

import time
from dataclasses import replace

import numpy as np
import pytest
from eval_samples import UNANSWERABLE, expectation, judgement

from eval.figures import Figure
from eval.metrics.all_metrics import METRICS
from eval.statistics.intervals import wilson
from eval.summary import POINTS, summarise


def figure(summary, metric, kind="all", name=""):
    (part,) = (one for one in summary.slices if (one.kind, one.name) == (kind, name))
    return part.figures[metric]


def run(size, sections=20, right=0.7, seed=1):
    """Judge turns of several sections, of which some share is right."""
    generator = np.random.default_rng(seed)
    return [
        judgement(
            number,
            "passed" if good else "failed",
            {"all_facts": float(good), "words": 40.0 + number % 7, "total_ms": 5.0 + number % 11},
            section=str(number % sections),
            confidence=round(float(level), 2),
            language=("nl", "en", "fr")[number % 3],
            tags=("wie", "tabel") if number % 2 else ("wat",),
        )
        for number, (good, level) in enumerate(
            zip(generator.random(size) < right, generator.random(size), strict=True)
        )
    ]


def test_a_figure_is_the_mean_of_what_was_judged_with_its_n():
    scores = [{"words": 10.0}, {"words": 40.0}, {}]
    summary = summarise([judgement(number, scores=one) for number, one in enumerate(scores)])
    found = figure(summary, "words")
    assert (found.value, found.n) == (25, 2)
    assert 10 <= found.low < 25 < found.high <= 40
    assert figure(summary, "first_event_ms") == Figure("first_event_ms", None, 0, None, None)


def test_every_slice_has_every_metric_in_order():
    summary = summarise(run(30))
    assert all(list(part.figures) == [one.key for one in METRICS] for part in summary.slices)


def test_what_could_not_be_judged_is_counted_apart_and_never_a_zero():
    turns = [judgement(0), judgement(1, "failed"), judgement(2, "not_judged", answered=False)]
    summary = summarise(turns)
    assert (summary.whole.turns, summary.whole.not_judged) == (3, 1)
    assert (figure(summary, "passed").value, figure(summary, "passed").n) == (0.5, 2)


def test_nothing_at_all_can_be_summed_up():
    for turns in ([], [judgement(0, "not_judged", answered=False)]):
        summary = summarise(turns)
        assert summary.whole.turns == len(turns)
        assert {one.value for one in summary.whole.figures.values()} == {None}
        assert summary.risk_coverage.x == summary.latencies.x == ()


def test_a_share_that_is_always_right_is_still_not_certain():
    summary = summarise([judgement(number, section=str(number)) for number in range(20)])
    found = figure(summary, "passed")
    assert (found.low, found.high) == (wilson(1, 20)[0], 1)


def test_one_turn_has_wilsons_interval_for_a_share_and_none_for_a_number():
    summary = summarise([judgement(scores={"all_facts": 1.0, "words": 30.0})])
    assert figure(summary, "all_facts").low == pytest.approx(wilson(1, 1)[0])
    assert (figure(summary, "words").value, figure(summary, "words").low) == (30, None)
    among_others = summarise([judgement(scores={"words": 30.0}), *map(judgement, range(1, 9))])
    assert (figure(among_others, "words").n, figure(among_others, "words").low) == (1, None)


def test_few_sections_give_a_wider_interval_than_plain_percentiles():
    turns = [judgement(place, scores={"words": float(place)}) for place in range(3)]
    found = figure(summarise(turns), "words")
    assert (found.low, found.value, found.high) == (0, 1, 2)


def test_a_figure_of_few_sections_among_many_is_no_surer_than_on_its_own():
    few = [
        judgement(place, scores={"words": 10.0 * place}, section=f"few{place}")
        for place in range(5)
    ]
    others = [judgement(place, section=str(place)) for place in range(10, 60)]
    found = figure(summarise([*few, *others]), "words")
    assert (found.low, found.high, found.n) == (0, 40, 5)


def test_numbers_that_all_agree_have_no_interval_rather_than_one_without_width():
    turns = [
        judgement(number, scores={"words": 30.0}, section=str(number), expected=one)
        for number, one in enumerate([expectation(), UNANSWERABLE] * 10)
    ]
    summary = summarise(turns)
    assert (figure(summary, "words").value, figure(summary, "words").low) == (30, None)
    assert (figure(summary, "auroc").value, figure(summary, "auroc").low) == (1, None)


def test_questions_that_fail_together_by_section_widen_the_interval():
    together = [
        judgement(number, "passed" if number % 20 < 10 else "failed", section=str(number % 20))
        for number in range(200)
    ]
    apart = [
        replace(one, asked=replace(one.asked, expected=expectation(sections=((str(place),),))))
        for place, one in enumerate(together)
    ]
    wide, narrow = (figure(summarise(one), "passed") for one in (together, apart))
    assert wide.value == narrow.value == 0.5
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)


def test_the_same_run_has_the_same_figures():
    assert summarise(run(60)) == summarise(run(60))


def test_slices_by_what_turns_share():
    turns = [
        judgement(0, language="nl", tags=("wie", "tabel"), split="dev", section="5.10"),
        judgement(
            1, "failed", language="fr", tags=("tabel",) * 2, difficulty="hard", section="5.9"
        ),
        judgement(2, language="fr", tags=(), expected=UNANSWERABLE, turn=2, turns=2),
        judgement(3, tags=(), expected=expectation(sections=(("1", "2"), ("5.9",), ("5.9",)))),
    ]
    names = [(part.kind, part.name, part.turns) for part in summarise(turns).slices]
    assert names == [
        ("all", "", 4),
        ("language", "fr", 2),
        ("language", "nl", 2),
        ("tag", "tabel", 2),
        ("tag", "wie", 1),
        ("section", "1", 1),
        ("section", "5.9", 2),
        ("section", "5.10", 1),
        ("difficulty", "easy", 3),
        ("difficulty", "hard", 1),
        ("split", "dev", 1),
        ("split", "test", 3),
        ("turn", "eerste", 3),
        ("turn", "volgende", 1),
    ]
    assert figure(summarise(turns), "passed", "tag", "tabel").value == 0.5


def test_later_turns_and_whole_dialogues():
    def dialogue(number, *outcomes):
        return [
            judgement(number, outcome, turn=turn, turns=len(outcomes))
            for turn, outcome in enumerate(outcomes, start=1)
        ]

    turns = [
        *dialogue(0, "passed", "passed", "passed"),
        *dialogue(1, "failed", "passed"),
        *dialogue(2, "passed", "not_judged"),
        *dialogue(3, "failed", "not_judged"),
        *dialogue(4, "passed", "passed")[1:],
        judgement(5),
    ]
    summary = summarise(turns)
    assert (figure(summary, "later_turns").value, figure(summary, "later_turns").n) == (1, 4)
    whole = figure(summary, "whole_dialogues")
    assert (whole.value, whole.n) == (pytest.approx(1 / 3), 3)


def test_abstention_over_the_whole_run():
    turns = [
        judgement(0, confidence=0.9),
        judgement(1, "failed", confidence=0.8),
        judgement(2, "failed", answered=False, confidence=0.6),
        judgement(3, expected=UNANSWERABLE, confidence=0.7),
        judgement(4, "failed", expected=UNANSWERABLE, answered=True, confidence=0.85),
    ]
    summary = summarise(turns)
    # Answerability .9 .8 .4 (refused) against .3 (refused) and .85 (answered).
    assert figure(summary, "auroc").value == pytest.approx(4 / 6)
    assert figure(summary, "aurc").value == pytest.approx((0 + 1 / 2 + 2 / 3) / 3)
    assert figure(summary, "aurc").n == 3
    assert figure(summary, "coverage_at_5").value == pytest.approx(1 / 5)
    assert summary.risk_coverage.x == pytest.approx((1 / 5, 2 / 5, 3 / 5))
    assert summary.risk_coverage.y == pytest.approx((0, 1 / 2, 2 / 3))


@pytest.mark.parametrize("answered", [True, False])
def test_always_and_never_answering_separate_nothing(answered):
    turns = [
        judgement(number, expected=one, answered=answered, confidence=0.9)
        for number, one in enumerate([expectation(), UNANSWERABLE] * 10)
    ]
    assert figure(summarise(turns), "auroc").value == 0.5


def test_without_unanswerable_questions_there_is_nothing_to_separate():
    found = figure(summarise(run(20)), "auroc")
    assert (found.value, found.n) == (None, 0)


def test_the_judge_model_is_compared_with_the_metrics_where_both_judged():
    verdicts = [(1, 1, "passed"), (1, 0, "failed"), (1, 1, "failed"), (0, 1, "passed")]
    turns = [
        judgement(number, outcome, {"judge_faithful": float(one), "judge_complete": float(two)})
        for number, (one, two, outcome) in enumerate(verdicts)
    ]
    summary = summarise([*turns, judgement(9), judgement(10, scores={"judge_faithful": 1.0})])
    found = figure(summary, "judge_agreement")
    assert (found.value, found.n) == (0.5, 4)
    assert figure(summary, "judge_kappa").value == pytest.approx(0)


def test_percentiles_of_time_leave_out_what_was_not_timed():
    times = [{"total_ms": float(value)} for value in range(1, 101)]
    summary = summarise([judgement(number, scores=one) for number, one in enumerate([*times, {}])])
    assert figure(summary, "total_ms_p50").value == 50
    assert (figure(summary, "total_ms_p95").value, figure(summary, "total_ms_p95").n) == (95, 100)
    assert figure(summary, "total_ms_p95").high <= 100


def test_curves_are_thinned_and_keep_their_ends():
    turns = [
        judgement(number, scores={"total_ms": float(number)}, confidence=number / 500)
        for number in range(500)
    ]
    summary = summarise(turns)
    for curve in (summary.latencies, summary.risk_coverage):
        assert len(curve.x) == len(curve.y) == POINTS
        assert list(curve.x) == sorted(curve.x)
    assert (summary.latencies.x[0], summary.latencies.x[-1]) == (0, 499)
    assert (summary.latencies.y[-1], summary.risk_coverage.x[-1]) == (1, 1)


def test_must_pass_turns_that_did_not_pass_are_named():
    turns = [
        judgement(0, must_pass=True),
        judgement(1, "failed", must_pass=True, turn=2, turns=2),
        judgement(2, "not_judged", must_pass=True),
        judgement(3, "failed"),
    ]
    summary = summarise(turns)
    assert summary.must_pass_failed == ("q1#2",)
    assert summary.must_pass_not_judged == ("q2",)


def test_a_run_of_650_turns_is_summed_up_in_seconds():
    start = time.perf_counter()
    summary = summarise(run(650, sections=60))
    assert time.perf_counter() - start < 5
    assert len(summary.slices) > 60
