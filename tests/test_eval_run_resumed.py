"""A run that is interrupted keeps what it has, and the next one goes on where it stopped."""

import threading
import time
from dataclasses import replace

import pytest
from trivial_target import (
    TrivialTarget,
    dialogue,
    fails_on,
    interrupts_at,
    questions,
    ran,
    silent,
)

from assistant.answer import Question
from eval.runs.answer_cache import open_answer_cache
from eval.runs.run import RunInterrupted, RunOptions, run_set
from eval.targets.target import NotJudged, Unreachable


@pytest.mark.parametrize("concurrency", [1, 3])
def test_ctrl_c_keeps_what_was_observed_and_a_next_run_goes_on_there(concurrency, tmp_path):
    cache = open_answer_cache(tmp_path, silent)
    target = TrivialTarget(interrupts_at("vraag 20"))
    kept = []
    options = RunOptions(concurrency=concurrency, cache=cache)
    with pytest.raises(KeyboardInterrupt) as interrupt:
        run_set(questions(60), target, options, kept.append, silent)
    assert isinstance(interrupt.value, RunInterrupted)
    assert not interrupt.value.end.complete
    assert interrupt.value.end.turns == len(kept)
    assert [one.asked.id for one in kept][:19] == [f"q{number}" for number in range(1, 20)]
    order = [int(one.asked.id[1:]) for one in kept]
    assert order == sorted(order)
    assert 19 <= len(kept) < 60
    before = len(target.asked)
    end, again = ran(questions(60), target, cache=cache)
    assert (end.complete, len(again)) == (True, 60)
    assert end.cached >= len(kept)
    assert len(target.asked) - before == 60 - end.cached
    cache.close()


@pytest.mark.parametrize("place", ["keep", "progress", "questions"])
def test_ctrl_c_outside_the_asking_is_the_same(place):
    kept = []

    def interrupted(*_):
        if len(kept) == 3:
            raise KeyboardInterrupt

    def keep(observation):
        kept.append(observation)
        if place == "keep":
            interrupted()

    def asked():
        for question in questions(10):
            yield question
            if place == "questions":
                interrupted()

    progress = interrupted if place == "progress" else silent
    with pytest.raises(RunInterrupted) as interrupt:
        run_set(asked(), TrivialTarget(), RunOptions(), keep, progress)
    assert len(kept) == 3
    assert not interrupt.value.end.complete


def test_threads_that_hang_do_not_keep_the_program_from_ending():
    """The worker's own question takes a minute; the interrupt must not wait for it."""
    stuck = threading.Event()

    def hang(question, answer):
        if question.text == "vraag 2":
            interrupts_at("vraag 2")(question, answer)
            stuck.wait(60)
        return answer

    started = time.perf_counter()
    with pytest.raises(RunInterrupted) as interrupt:
        ran(questions(10), TrivialTarget(hang), concurrency=2)
    assert time.perf_counter() - started < 20
    assert interrupt.value.end.turns >= 1
    stuck.set()


def test_after_an_interrupt_nothing_more_is_asked():
    interrupt = interrupts_at("vraag 3")

    def slow(question, answer):
        time.sleep(0.05)
        return interrupt(question, answer)

    target = TrivialTarget(slow)
    with pytest.raises(RunInterrupted):
        ran(questions(50), target, concurrency=2)
    asked = len(target.asked)
    time.sleep(0.3)
    assert len(target.asked) == asked


@pytest.mark.parametrize("concurrency", [1, 3])
def test_after_an_interrupt_nothing_more_is_graded_and_what_is_kept_was(concurrency):
    """A judge model may take minutes for each answer that waits."""
    graded, kept = [], []

    def grade(observation):
        interrupt(Question(observation.asked.id), None)
        graded.append(observation.asked.id)
        time.sleep(0.02)
        return replace(observation, failure="gezien")

    interrupt = interrupts_at("q5")
    options = RunOptions(concurrency=concurrency, grade=grade)
    with pytest.raises(RunInterrupted):
        run_set(questions(50), TrivialTarget(), options, kept.append, silent)
    assert len(kept) >= 4
    assert all(one.failure == "gezien" for one in kept)
    assert len(graded) <= 5 + concurrency
    before = len(graded)
    time.sleep(0.2)
    assert len(graded) == before


@pytest.fixture
def cache(tmp_path):
    opened = open_answer_cache(tmp_path, silent)
    yield opened
    opened.close()


def test_an_answer_of_the_same_program_and_index_is_not_asked_again(cache):
    target = TrivialTarget()
    asked = [*questions(2), dialogue("d1", "Wie?", "Waar?")]
    _, first = ran(asked, target, cache=cache)
    end, second = ran(asked, target, cache=cache)
    assert (len(target.asked), end.cached) == (4, 4)
    assert [replace(one, cached=False) for one in second] == first
    assert all(one.cached for one in second)
    ran(asked, target, cache=cache, fresh=True)
    assert len(target.asked) == 8
    for change in ({"program": "p-2"}, {"generation": "g-2"}, {"name": "ander"}):
        assert ran(asked, TrivialTarget(**change), cache=cache)[0].cached == 0


def test_repetitions_are_kept_apart(cache):
    target = TrivialTarget()
    ran(questions(2), target, cache=cache)
    end, kept = ran(questions(2), target, cache=cache, repeat=3)
    assert len(target.asked) == 2 + 4
    assert [one.same for one in kept] == [True, True]
    assert end.cached == 2


def test_a_dialogue_is_kept_as_a_whole_or_asked_as_a_whole(cache):
    failing = TrivialTarget(fails_on(NotJudged("status 500"), "Waar?"))
    ran([dialogue("d1", "Wie?", "Waar?")], failing, cache=cache)
    target = TrivialTarget()
    _, kept = ran([dialogue("d1", "Wie?", "Waar?")], target, cache=cache)
    assert [one.text for one in target.asked] == ["Wie?", "Waar?"]
    assert [one.cached for one in kept] == [False, False]


def test_a_turn_is_another_one_after_other_turns(cache):
    target = TrivialTarget()
    ran([dialogue("d1", "Wie?", "Waar?"), dialogue("d2", "Wat?", "Hoe?")], target, cache=cache)
    _, others = ran([dialogue("d3", "Wat?", "Waar?")], target, cache=cache)
    assert [one.cached for one in others] == [False, False]
    _, same = ran([dialogue("d4", "Wat?", "Hoe?")], target, cache=cache)
    assert [one.cached for one in same] == [True, True]


def test_nothing_is_kept_of_what_failed_or_of_an_index_without_name(cache):
    failing = TrivialTarget(fails_on(NotJudged("status 500"), "vraag 1"))
    ran(questions(2), failing, cache=cache)
    target = TrivialTarget()
    assert ran(questions(2), target, cache=cache)[0].cached == 1
    for _ in range(2):
        nameless = TrivialTarget(generation="")
        assert ran(questions(2), nameless, cache=cache)[0].cached == 0


def test_an_answer_of_another_index_than_the_target_names_is_not_kept(cache):
    renewed = TrivialTarget(lambda _, answer: replace(answer, generation="g-2"))
    ran(questions(2), renewed, cache=cache)
    assert ran(questions(2), TrivialTarget(), cache=cache)[0].cached == 0


def test_answers_of_an_unknown_program_only_serve_to_finish_a_run_that_stopped(cache):
    """A server may be changed between two whole runs without its index having changed."""
    target = TrivialTarget(interrupts_at("vraag 4"), program="")
    with pytest.raises(KeyboardInterrupt):
        ran(questions(6), target, cache=cache)
    end, _ = ran(questions(6), target, cache=cache)
    assert end.cached >= 3
    end, _ = ran(questions(6), target, cache=cache)
    assert end.cached == 0


def test_answers_of_a_server_that_went_away_are_kept_for_when_it_is_back(cache):
    away = fails_on(Unreachable("weg"), *(f"vraag {number}" for number in range(4, 10)))
    end, _ = ran(questions(9), TrivialTarget(away, program=""), cache=cache)
    assert end.gone
    assert ran(questions(9), TrivialTarget(program=""), cache=cache)[0].cached == 3
