"""Learning everything from some of the questions, on the real dossier."""

from dataclasses import replace

import pytest

from assistant.answer import Question
from assistant.assistant import Assistant
from assistant.tuning import shipped_tuning
from eval.sets.set_reading import shipped_set
from eval.tuning.labelled import labelled_questions
from eval.tuning.measured import GROUPS
from eval.tuning.tune import tuned
from index.analysis import analyser_hash

LEUVEN = "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?"


@pytest.fixture(scope="module")
def some(passages):
    return labelled_questions(shipped_set(), passages.values())[::8]


@pytest.fixture(scope="module")
def shares():
    return []


@pytest.fixture(scope="module")
def learnt(some, dossier_index, shares):
    return tuned(some, dossier_index, shipped_tuning(), shares.append)


def test_the_same_questions_give_the_same_tuning(some, dossier_index, learnt):
    few = some[::3]
    once, again = (
        tuned(few, dossier_index, shipped_tuning(), lambda share: None) for _ in range(2)
    )
    assert once == again
    assert once != learnt


def test_progress_rises_to_the_whole(learnt, shares):
    assert shares == sorted(shares)
    assert shares[0] >= 0
    assert shares[-1] == pytest.approx(1)


def test_everything_that_is_shipped_is_learnt(learnt):
    shipped = shipped_tuning()
    assert {name: [*own] for name, own in learnt.tuning.channels.items()} == {
        name: [*own] for name, own in shipped.channels.items()
    }
    assert [*learnt.tuning.sentences] == [*shipped.sentences]
    assert [*learnt.tuning.calibration.weights] == [*shipped.calibration.weights]
    assert learnt.tuning.calibration.analyser == analyser_hash()


def test_figures_are_given_for_every_group_and_are_shares(learnt, some):
    assert learnt.answerable["all"] == sum(one.answerable for one in some)
    assert learnt.unanswerable["all"] == sum(not one.answerable for one in some)
    assert learnt.answerable["gold"] + learnt.answerable["table"] == learnt.answerable["all"]
    for figure in learnt.figures:
        for values in (figure.shipped, figure.fitted, figure.held_out):
            assert [*values] == [*GROUPS]
            assert all(value is None or 0 <= value <= 1 for value in values.values())


def test_at_most_one_answerable_question_in_twenty_is_refused_on_held_out_chances(learnt):
    wrongly = next(one for one in learnt.figures if one.key == "wrongly_refused")
    assert all(wrongly.held_out[language] <= 0.05 for language in ("nl", "en", "fr"))


def test_what_is_learnt_from_an_eighth_of_the_questions_already_answers_well(learnt):
    held_out = {one.key: one.held_out["all"] for one in learnt.figures}
    assert held_out["passage_in_ten"] > 0.9
    assert held_out["sentence_first"] > 0.6
    assert held_out["auroc"] > 0.85


def test_the_assistant_answers_with_the_weights_it_is_given(learnt, dossier_index):
    answer = Assistant(dossier_index, learnt.tuning).ask(Question(LEUVEN))
    assert answer.status == "answered"
    never = dict.fromkeys(learnt.tuning.calibration.thresholds, 1.5)
    strict = replace(
        learnt.tuning, calibration=replace(learnt.tuning.calibration, thresholds=never)
    )
    assert Assistant(dossier_index, strict).ask(Question(LEUVEN)).status == "not_in_dossier"
    assert Assistant(dossier_index).ask(Question(LEUVEN)).status == "answered"


def test_channel_weights_of_the_language_decide_what_is_found_first(dossier_index):
    shipped = shipped_tuning()
    only_place = {name: float(name == "place") for name in shipped.channels["nl"]}
    other = replace(shipped, channels={**shipped.channels, "nl": only_place})
    question = Question(LEUVEN, explain=True)
    usual = Assistant(dossier_index).ask(question).explanation
    changed = Assistant(dossier_index, other).ask(question).explanation
    assert usual and changed
    assert {name for hit in changed.hits for name, _ in hit.channels} == {"place"}
    assert [hit.passage for hit in usual.hits] != [hit.passage for hit in changed.hits]
    english = Question("Which city is European Capital of Culture in 2030?")
    given = Assistant(dossier_index, other).ask(english)
    assert given.text == Assistant(dossier_index).ask(english).text
