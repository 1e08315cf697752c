"""Two runs side by side: what flipped, how sure a difference is, and the gates."""

from dataclasses import replace

import numpy as np
import pytest
from eval_samples import expectation, judgement

from eval.comparing.comparison import compare
from eval.statistics.paired import mcnemar_exact


def run(outcomes, **fields):
    """Judge turns over 20 sections; each answered passes or fails as told."""
    return [
        judgement(
            number,
            outcome,
            {} if outcome == "not_judged" else {"all_facts": float(outcome == "passed")},
            section=str(number % 20),
            **fields,
        )
        for number, outcome in enumerate(outcomes)
    ]


def flipped(turns, places, outcome="failed"):
    """Give some turns another outcome."""
    return [
        replace(
            one,
            outcome=outcome,
            reasons=("reden",) if outcome != "passed" else (),
            scores={"all_facts": float(outcome == "passed")},
        )
        if place in places
        else one
        for place, one in enumerate(turns)
    ]


def difference(comparison, metric):
    return next(one for one in comparison.differences if one.metric == metric)


def held(comparison):
    return {gate.name: gate.held for gate in comparison.gates}


MIXED = run(["passed", "passed", "failed"] * 60)


def test_two_equal_runs_differ_in_nothing():
    comparison = compare(MIXED, MIXED)
    assert (comparison.worse, comparison.better) == ((), ())
    assert (comparison.whole.p, comparison.whole.worse) == (1, 0)
    assert {one.change for one in comparison.differences} <= {0, None}
    passed = difference(comparison, "passed")
    assert (passed.low, passed.high, passed.n) == (0, 0, 180)
    assert {part.adjusted for part in comparison.slices} == {1}
    assert held(comparison) == {"non_inferiority": True, "must_pass": True, "slices": True}


def test_flips_are_named_with_the_reasons_of_the_wrong_side():
    second = flipped(flipped(MIXED, {0, 1}), {2}, "passed")
    comparison = compare(MIXED, second)
    assert [flip.key for flip in comparison.worse] == ["q0", "q1"]
    assert [flip.key for flip in comparison.better] == ["q2"]
    assert {flip.reasons for flip in (*comparison.worse, *comparison.better)} == {("reden",)}
    assert (comparison.whole.worse, comparison.whole.better) == (2, 1)
    assert comparison.whole.p == mcnemar_exact(2, 1)
    assert difference(comparison, "passed").change == pytest.approx(-1 / 180)


def test_turns_in_another_order_are_matched_by_key():
    comparison = compare(MIXED, MIXED[::-1])
    assert comparison.judged == 180 and comparison.worse == ()


def test_a_clearly_worse_run_falls_at_the_margin():
    comparison = compare(MIXED, flipped(MIXED, range(0, 60)))
    assert difference(comparison, "passed").high < 0
    assert difference(comparison, "all_facts").change == pytest.approx(-40 / 180)
    assert comparison.whole.p < 1e-6
    gates = held(comparison)
    assert gates["non_inferiority"] is False and gates["slices"] is False


def test_a_better_run_passes_the_gates():
    comparison = compare(flipped(MIXED, range(0, 60)), MIXED)
    assert difference(comparison, "passed").low > 0
    assert set(held(comparison).values()) == {True}
    assert any(part.significantly_better for part in comparison.slices)


def test_a_loss_too_small_to_exclude_two_points_is_not_proved_harmless():
    comparison = compare(MIXED, flipped(MIXED, {0, 1, 3}))
    assert -0.02 < difference(comparison, "passed").change < -0.01
    assert held(comparison)["non_inferiority"] is False


def test_the_interval_of_a_difference_is_paired():
    second = flipped(MIXED, {0, 1, 3})
    found = difference(compare(MIXED, second), "passed")
    assert found.high - found.low < 0.06  # two runs apart would differ by 0.2 and more


def test_a_difference_known_in_few_sections_is_no_surer_for_the_others():
    def measured(step):
        scores = [{"words": 10.0 + step * place} for place in range(5)]
        few = [
            judgement(place, scores=one, section=f"few{place}") for place, one in enumerate(scores)
        ]
        return [*few, *(judgement(place, section=str(place)) for place in range(10, 60))]

    found = difference(compare(measured(0), measured(10)), "words")
    assert (found.change, found.low, found.high, found.n) == (20, 0, 40, 5)


def test_only_the_slice_that_got_worse_is_named():
    turns = run(["passed"] * 60, language="nl") + [
        replace(one, asked=replace(one.asked, id=f"fr{one.asked.id}", language="fr"))
        for one in run(["passed"] * 60)
    ]
    comparison = compare(turns, flipped(turns, range(60, 80)))
    worse = {(part.kind, part.name) for part in comparison.slices if part.significantly_worse}
    assert ("language", "fr") in worse and ("language", "nl") not in worse
    line = next(gate.line for gate in comparison.gates if gate.name == "slices")
    assert "taal Frans (20 slechter, 0 beter" in line and "language=nl" not in line


def test_slices_are_corrected_for_their_number():
    comparison = compare(MIXED, flipped(MIXED, {0, 1, 3, 4, 6, 7}))
    whole = comparison.whole
    assert whole.p == whole.adjusted == pytest.approx(2 / 2**6)
    smallest = min(comparison.slices, key=lambda part: part.p)
    assert smallest.p < 0.05
    assert smallest.adjusted == min(1, smallest.p * len(comparison.slices))
    assert not any(part.significant for part in comparison.slices)


@pytest.mark.parametrize(
    ("outcome", "gate"), [("passed", True), ("failed", False), ("not_judged", None)]
)
def test_no_must_pass_turn_may_be_wrong_in_the_second_run(outcome, gate):
    must = judgement(500, outcome, must_pass=True)
    comparison = compare(MIXED, [*MIXED, must])
    assert held(comparison)["must_pass"] is gate
    assert held(compare([*MIXED, must], MIXED))["must_pass"] is None
    unmarked = replace(must, asked=replace(must.asked, must_pass=False))
    before = judgement(500, must_pass=True)
    assert held(compare([*MIXED, before], [*MIXED, unmarked]))["must_pass"] is gate


def test_a_must_pass_turn_that_was_wrong_before_is_named_but_not_held_against_the_change():
    must = judgement(500, "failed", must_pass=True)
    gate = {one.name: one for one in compare([*MIXED, must], [*MIXED, must]).gates}["must_pass"]
    assert gate.held is True
    assert must.asked.key in gate.line


def test_runs_of_different_sets_are_compared_on_what_they_share():
    first = [*MIXED, judgement(700)]
    second = [*MIXED, judgement(800, "failed")]
    reworded = replace(second[0], asked=replace(second[0].asked, question="Iets anders?"))
    changed = replace(
        second[1], asked=replace(second[1].asked, expected=expectation(facts=(("Gent",),)))
    )
    respaced = replace(
        second[2], asked=replace(second[2].asked, question=f" {second[2].asked.question}\n")
    )
    comparison = compare(first, [reworded, changed, respaced, *second[3:]])
    assert comparison.matched.only_first == ("q700",)
    assert comparison.matched.only_second == ("q800",)
    assert comparison.matched.other_question == ("q0",)
    assert comparison.matched.other_expectation == ("q1",)
    assert comparison.judged == 179


def test_turns_of_a_dialogue_are_matched_one_by_one():
    first = [judgement(0, turn=turn, turns=2) for turn in (1, 2)]
    second = [first[0], replace(first[1], outcome="failed", reasons=("reden",))]
    assert [flip.key for flip in compare(first, second).worse] == ["q0#2"]
    found = difference(compare(first, second), "whole_dialogues")
    assert (found.first, found.second, found.n) == (1, 0, 1)


def test_what_one_of_the_runs_could_not_judge_is_left_out_and_counted():
    second = [
        replace(one, outcome="not_judged", scores={}, answered=False, confidence=None)
        if place < 10
        else one
        for place, one in enumerate(MIXED)
    ]
    for comparison in (compare(MIXED, second), compare(second, MIXED)):
        assert len(comparison.matched.not_judged) == 10
        assert comparison.judged == difference(comparison, "passed").n == 170
        assert comparison.worse == comparison.better == ()
        assert difference(comparison, "passed").change == 0


def test_a_figure_over_answers_compares_the_turns_both_answered():
    refusing = [replace(one, answered=False) if one.outcome == "failed" else one for one in MIXED]
    for comparison in (compare(MIXED, refusing), compare(refusing, MIXED)):
        found = difference(comparison, "aurc")
        assert (found.n, found.first, found.second) == (120, 0, 0)


def test_one_turn_in_common_has_a_difference_without_interval():
    second = [*MIXED[:1], *(replace(one, scores={}) for one in MIXED[1:])]
    found = difference(compare(MIXED, second), "all_facts")
    assert (found.n, found.change, found.low) == (1, 0, None)


def test_nothing_in_common_proves_nothing():
    comparison = compare(MIXED, [judgement(900)])
    assert comparison.judged == 0
    assert {one.change for one in comparison.differences} == {None}
    gates = held(comparison)
    assert gates["non_inferiority"] is None and gates["slices"] is None


def test_time_is_a_ratio_that_no_gate_looks_at():
    slow = [replace(one, scores={**one.scores, "total_ms": 30.0}) for one in MIXED]
    fast = [replace(one, scores={**one.scores, "total_ms": 10.0}) for one in MIXED]
    comparison = compare(fast, slow)
    ratios = {one.metric: one.ratio for one in comparison.latencies}
    assert ratios["total_ms_p50"] == ratios["total_ms_p95"] == 3
    assert ratios["first_event_ms_p50"] is None
    assert set(held(comparison).values()) == {True}
    assert not any(one.metric.startswith("total_ms") for one in comparison.differences)


def test_two_samples_of_the_same_system_are_seldom_called_different():
    generator = np.random.default_rng(3)
    called = 0
    for _ in range(30):
        first, second = (
            run(np.where(generator.random(120) < 0.7, "passed", "failed").tolist())
            for _ in range(2)
        )
        found = difference(compare(first, second), "passed")
        called += not found.low <= 0 <= found.high
    assert called <= 5
