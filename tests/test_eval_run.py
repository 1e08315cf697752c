"""A run: order, dialogues, repetitions, what fails, and how little it holds."""

import threading
import time
import tracemalloc
from dataclasses import replace

import pytest
from answering_server import answering_server, opened_assistant, with_status
from trivial_target import (
    TEXT,
    TrivialTarget,
    an_answer,
    busy,
    dialogue,
    fails_on,
    questions,
    ran,
    silent,
)

from eval.runs.asking import EARLIER_TURN, GONE, checked, same_bytes
from eval.runs.run import RunEnd, RunOptions, run_set
from eval.targets.exchange import Patience
from eval.targets.server import ServerTarget
from eval.targets.target import CannotTell, NotJudged, Unreachable
from ingest.errors import BadQuestion, StorageFailure


@pytest.mark.parametrize("concurrency", [1, 3])
def test_observations_come_in_the_order_of_the_set(concurrency):
    target = TrivialTarget(busy)
    heard = []
    kept = []
    options = RunOptions(concurrency=concurrency)
    end = run_set(questions(40), target, options, kept.append, heard.append)
    assert [one.asked.id for one in kept] == [f"q{number}" for number in range(1, 41)]
    assert [one.answer.question for one in kept] == [one.asked.question for one in kept]
    assert end == RunEnd(complete=True, turns=40, generations=("g-1",))
    assert heard == list(range(1, 41))


def test_an_observation_holds_times_places_and_sections():
    _, (one,) = ran(questions(1), TrivialTarget())
    assert (one.first_event_ms, one.total_ms) == (1.0, 2.0)
    assert one.literal == (True,)
    assert one.hit_sections == ("5.1.1",)
    assert (one.same, one.cached, one.failure) == (None, False, "")


def test_every_question_asks_for_an_explanation_and_leaves_the_language_open():
    target = TrivialTarget()
    ran([*questions(1), dialogue("d1", "Wie?", "Waar?")], target)
    assert all(one.explain and one.language is None for one in target.asked)


def test_turns_of_a_dialogue_share_a_conversation_and_nothing_else_does():
    target = TrivialTarget()
    asked = [*questions(2), dialogue("d1", "Wie?", "En toen?"), dialogue("d2", "Wat?", "Waarom?")]
    ran(asked, target, repeat=2)
    conversations = [one.conversation for one in target.asked]
    assert conversations[:4] == [None] * 4
    pairs = list(zip(conversations[4::2], conversations[5::2], strict=True))
    assert all(first and first == second for first, second in pairs)
    assert len(set(pairs)) == 4
    assert [one.text for one in target.asked[4:8]] == ["Wie?", "En toen?"] * 2


def test_a_conversation_that_the_target_names_is_kept_to():
    target = TrivialTarget(lambda question, answer: replace(answer, conversation="van-het-doel"))
    _, kept = ran([dialogue("d1", "Wie?", "Waar?", "Wanneer?")], target)
    assert [one.conversation for one in target.asked][1:] == ["van-het-doel"] * 2
    assert [one.asked.key for one in kept] == ["d1#1", "d1#2", "d1#3"]


def test_drafts_are_passed_over():
    target = TrivialTarget()
    end, kept = ran([*questions(2, draft=True), *questions(3)], target)
    assert (end.turns, len(kept), len(target.asked)) == (3, 3, 3)


def test_repetitions_say_whether_all_bytes_were_the_same():
    times = {}

    def changing(question, answer):
        times[question.text] = times.get(question.text, 0) + 1
        texts = {"vraag 2": f"antwoord {times[question.text]}"}
        changed = replace(answer, text=texts.get(question.text, answer.text))
        return replace(changed, id="x", total_ms=float(times[question.text]))

    _, kept = ran(questions(3), TrivialTarget(changing), repeat=3)
    assert [one.same for one in kept] == [True, False, True]
    assert [one.answer.total_ms for one in kept] == [1.0, 1.0, 1.0]
    assert times == {"vraag 1": 3, "vraag 2": 3, "vraag 3": 3}


@pytest.mark.parametrize(
    "field", ["text", "short_answer", "confidence", "generation", "quotes", "notes"]
)
def test_any_other_difference_between_answers_counts(field):
    one = an_answer()
    other = replace(one, **{field: {"confidence": 0.5}.get(field, () if field[-1] == "s" else "?")})
    assert same_bytes([one, replace(one, conversation="c", total_ms=7.0)]) is True
    assert same_bytes([one, one, other]) is False
    assert same_bytes([one]) is None


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (NotJudged("de server antwoordde met status 500"), "de server antwoordde met status 500"),
        (BadQuestion("De vraag is te lang."), "De vraag is te lang."),
        (StorageFailure("De index is beschadigd."), "De index is beschadigd."),
        (Unreachable("niemand thuis"), "doel onbereikbaar: niemand thuis"),
    ],
)
@pytest.mark.parametrize("repeat", [1, 2])
def test_a_question_without_answer_is_not_judged_and_the_others_are(error, failure, repeat):
    target = TrivialTarget(fails_on(error, "vraag 2"))
    end, kept = ran(questions(4), target, repeat=repeat)
    assert [one.failure for one in kept] == ["", failure, "", ""]
    assert kept[1].answer is None
    assert kept[1].total_ms is None
    assert [one.text for one in target.asked].count("vraag 2") == 1
    assert (end.turns, end.complete, end.gone) == (4, True, False)


def test_an_answer_that_says_it_failed_is_not_judged():
    target = TrivialTarget(lambda _, answer: replace(answer, status="error"))
    _, kept = ran(questions(1), target)
    assert kept[0].answer is None
    assert kept[0].failure


def test_after_a_failed_turn_the_rest_of_a_dialogue_is_not_asked():
    target = TrivialTarget(fails_on(NotJudged("status 500"), "Waar?"))
    _, kept = ran([dialogue("d1", "Wie?", "Waar?", "Wanneer?", "Hoe?"), *questions(1)], target)
    assert [one.failure for one in kept] == ["", "status 500", EARLIER_TURN, EARLIER_TURN, ""]
    assert [one.text for one in target.asked] == ["Wie?", "Waar?", "vraag 1"]


@pytest.mark.parametrize("concurrency", [1, 2])
def test_a_target_that_is_gone_is_not_asked_on_and_on(concurrency):
    target = TrivialTarget(fails_on(Unreachable("niemand thuis")))
    end, kept = ran(
        [dialogue("d1", "Wie?", "Waar?"), *questions(500)], target, concurrency=concurrency
    )
    assert len(target.asked) <= 3 + concurrency
    assert (end.turns, end.gone, end.complete) == (502, True, True)
    # With two threads the others may be given up on before the dialogue gets its turn.
    assert kept[1].failure == EARLIER_TURN or (concurrency == 2 and kept[1].failure == GONE)
    assert all(one.failure.startswith("doel onbereikbaar") for one in (kept[0], *kept[2:]))
    assert kept[-1].failure == GONE


def test_no_turn_of_a_dialogue_is_asked_of_a_target_that_is_gone():
    target = TrivialTarget(fails_on(Unreachable("niemand thuis")))
    _, kept = ran([*questions(3), dialogue("d1", "Wie?", "Waar?")], target)
    assert [one.failure for one in kept[3:]] == [GONE, GONE]
    assert len(target.asked) == 3


def test_a_target_that_is_only_away_now_and_then_is_asked_to_the_end():
    away = fails_on(Unreachable("even weg"), *(f"vraag {n}" for n in range(100) if n % 3))
    end, kept = ran(questions(30), TrivialTarget(away))
    assert (end.gone, end.turns) == (False, 30)
    assert [bool(one.answer) for one in kept] == [False, False, True] * 10


def test_the_names_of_all_indexes_that_answered_are_told():
    def renewed(question, answer):
        return replace(answer, generation="g-2" if question.text > "vraag 2" else "g-1")

    end, _ = ran(questions(4), TrivialTarget(renewed))
    assert end.generations == ("g-1", "g-2")


@pytest.mark.parametrize("concurrency", [1, 3])
def test_a_bug_in_the_assistant_stops_the_run_after_what_was_kept(concurrency):
    kept = []
    target = TrivialTarget(fails_on(ZeroDivisionError("fout"), "vraag 5"))
    with pytest.raises(ZeroDivisionError):
        run_set(questions(50), target, RunOptions(concurrency=concurrency), kept.append, silent)
    assert [one.asked.id for one in kept] == ["q1", "q2", "q3", "q4"]


def test_quotes_and_hits_are_held_against_the_passages_of_the_target():
    answer = an_answer()
    (quote,) = answer.quotes
    quotes = (
        quote,
        replace(quote, start=1, end=quote.end + 1),
        replace(quote, quote=TEXT.replace("Leuven", "Gent")),
        replace(quote, start=-10, end=0, quote=""),
        replace(quote, start=-10, end=-1, quote=TEXT[-10:-1]),
        replace(quote, passage="s9-p9"),
        replace(quote, quote=TEXT[:-1]),
    )
    hits = answer.explanation.hits
    hits = (replace(hits[0], passage="s9-p9"), *hits)
    answer = replace(answer, quotes=quotes, explanation=replace(answer.explanation, hits=hits))
    literal, sections = checked(answer, TrivialTarget())
    assert literal == (True, *[False] * 6)
    assert sections == ("", "5.1.1")


class Closed(TrivialTarget):
    """Shows no passages."""

    def passage(self, passage_id):
        """Tell nothing."""
        raise CannotTell("niet te zien")


def test_what_the_target_does_not_show_is_left_open():
    assert checked(an_answer(), Closed()) == ((None,), ())


def test_ten_thousand_questions_take_no_more_memory_than_a_hundred():
    def most_bytes(count):
        target = TrivialTarget(remembers=False)
        tracemalloc.start()
        end = run_set(questions(count), target, RunOptions(), silent, silent)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert end.turns == count
        return peak

    most_bytes(10)  # what is made once
    assert most_bytes(10_000) < most_bytes(100) + 100_000


def test_with_threads_no_more_is_under_way_than_a_window():
    ahead = 0
    read, kept = [], []

    def asked():
        for question in questions(300):
            read.append(question)
            yield question

    def keep(observation):
        nonlocal ahead
        kept.append(observation)
        ahead = max(ahead, len(read) - len(kept))

    run_set(asked(), TrivialTarget(busy), RunOptions(concurrency=2), keep, silent)
    assert len(kept) == 300
    assert ahead <= 8


def test_a_run_against_a_server_gives_what_the_assistant_in_process_gives(tmp_path):
    hasty = Patience(attempts=2, first_wait=0.01)
    texts = [
        "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?",
        "Hoe bak ik een appeltaart met kaneel?",
    ]
    with opened_assistant() as assistant, answering_server(assistant) as server:
        server.misbehaviours += [with_status(503), None]
        target = ServerTarget(server.address, patience=hasty)
        end, kept = ran([dialogue("d1", *texts), *questions(2)], target, repeat=2, concurrency=2)
        target.close()
        generation = assistant.index.generation.id
    assert [one.failure for one in kept] == [""] * 4
    assert [one.answer.status for one in kept[:2]] == ["answered", "not_in_dossier"]
    assert end.generations == (generation,)
    assert kept[0].literal == (True,) * len(kept[0].answer.quotes)
    assert kept[0].hit_sections[0] == "5.1.1"
    assert all(one.same for one in kept)


def test_no_thread_is_left_behind():
    before = threading.active_count()
    ran(questions(20), TrivialTarget(), concurrency=4)
    deadline = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() <= before
