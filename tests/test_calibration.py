"""Whether there is an answer: what was fitted, what each feature does, and the thresholds."""

import math
import tomllib
from contextlib import closing
from dataclasses import replace
from importlib.resources import files

import pytest

from assistant.abstaining.abstention import Judgement, completed, judge, load_calibration
from assistant.abstaining.answerability import BY_QUESTIONS, FEATURES, Found, answerability_features
from assistant.answer import Question
from assistant.assistant import Assistant
from assistant.chain import analysed, retrieved, selected
from assistant.documents.rebuild import rebuild
from assistant.settings import Settings
from assistant.tuning import shipped_tuning
from index.analysis import analyser_hash
from index.opening import open_index

LEUVEN = "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?"
ASKED = [
    LEUVEN,
    "Hoeveel leden telt het IETM-netwerk?",
    "Hoeveel kost een museumticket?",
    "Hoe groot is het budget van Creative Europe?",
    "Hoe vraag ik een visum aan voor Japan?",
    "Welke stad is culturele hoofdstad in 2031?",
    "Wie is de directeur van Kunstenpunt?",
    "How many Polish circus artists work abroad?",
    "Quelle est l'importance des visas pour les artistes ?",
    "Wat deed Zoltan Plinsky voor circus?",
    "Wanneer opent het Kaaitheater?",
]
# What must speak for an answer, and what against it, whatever is fitted.
FOR = ("like_answered", "question_meaning", "expected", "share")
AGAINST = (
    "nearest_unanswered",
    "rarest_missing",
    "name_missing",
    "missing_number",
    "missing_amount",
    "missing_value",
    "other_place",
    "missing_property",
)


def found(text, index):
    tuning = shipped_tuning()
    stage = selected(retrieved(analysed(Question(text), index), index, tuning), index)
    return Found(stage.analysis, stage.query, stage.hits, stage.sentences, stage.selection.evidence)


@pytest.fixture(scope="module")
def calibration():
    return load_calibration()


@pytest.fixture(scope="module")
def everything(dossier_index):
    return {text: found(text, dossier_index) for text in ASKED}


def test_it_was_fitted_with_the_text_analysis_of_today(calibration):
    assert calibration.analyser == analyser_hash()


def test_the_file_holds_every_feature_and_no_other(calibration):
    text = (files("assistant") / "tuned" / "answerability.toml").read_text(encoding="utf-8")
    stored = tomllib.loads(text)
    assert set(stored["weights"]) == set(FEATURES)
    assert set(stored["typical"]) == set(BY_QUESTIONS)
    assert set(stored["thresholds"]) == {"nl", "en", "fr"}
    assert all(0 < threshold < 1 for threshold in calibration.thresholds.values())
    assert all(math.isfinite(weight) for weight in calibration.weights.values())


@pytest.mark.parametrize("name", FOR)
def test_what_speaks_for_an_answer_weighs_more_than_nothing(name, calibration):
    assert calibration.weights[name] > 0


@pytest.mark.parametrize("name", AGAINST)
def test_what_speaks_against_an_answer_weighs_less_than_nothing(name, calibration):
    assert calibration.weights[name] < 0


@pytest.mark.parametrize("text", ASKED)
def test_the_chance_is_the_logistic_of_the_parts(text, everything, dossier_index, calibration):
    judgement = judge(everything[text], dossier_index, calibration)
    odds = calibration.intercept + sum(part for _, part in judgement.parts)
    chance = 1 / (1 + math.exp(-odds))
    assert judgement.answerability == pytest.approx(chance, abs=len(FEATURES) * 5e-4)
    assert judgement.threshold == calibration.thresholds[everything[text].analysis.language]


@pytest.mark.parametrize("name", FEATURES)
def test_the_chance_goes_with_the_weight_of_each_feature(
    name, everything, dossier_index, calibration
):
    moved = 0
    for one in everything.values():
        value = completed(answerability_features(one, dossier_index), calibration.typical)[name]
        chances = [
            judge(one, dossier_index, with_weight(calibration, name, weight)).answerability
            for weight in (-2.0, -1.0, 0.0, 1.0, 2.0)
        ]
        assert chances == sorted(chances, reverse=value < 0)
        assert (chances[0] != chances[-1]) == bool(value)
        moved += bool(value)
    assert moved, name


def with_weight(calibration, name, weight):
    """Keep the odds near even, so that a chance is never rounded to 0 or 1."""
    quiet = {one: value / 10 for one, value in calibration.weights.items()}
    return replace(calibration, intercept=0.0, weights=quiet | {name: weight})


@pytest.mark.parametrize("text", ASKED)
def test_features_are_finite_and_shares_stay_shares(text, everything, dossier_index):
    features = answerability_features(everything[text], dossier_index)
    assert list(features) == list(FEATURES)
    assert all(value is not None and math.isfinite(value) for value in features.values())
    shares = {name: value for name, value in features.items() if name != "like_answered"}
    assert {name: value for name, value in shares.items() if not 0 <= value <= 1} == {}


def test_what_cannot_be_told_counts_as_for_an_answered_question(calibration):
    features = dict.fromkeys(FEATURES, 0.5) | {"like_answered": None}
    values = completed(features, calibration.typical)
    assert values["like_answered"] == calibration.typical["like_answered"]
    assert {values[name] for name in FEATURES if name != "like_answered"} == {0.5}


def test_an_answer_is_given_from_the_threshold_on():
    assert Judgement(0.4, 0.4).answers
    assert not Judgement(0.399999, 0.4).answers
    assert (Judgement(0.9, 0.5).confidence, Judgement(0.1, 0.5).confidence) == (0.9, 0.9)


def test_nothing_found_is_no_answer(dossier_index, everything, calibration):
    for part in ("sentences", "evidence"):
        nothing = judge(replace(everything[LEUVEN], **{part: ()}), dossier_index, calibration)
        assert (nothing.answerability, nothing.answers, nothing.parts) == (0.0, False, ())


def test_the_thresholds_of_a_language_decide_for_that_language(dossier_index, calibration):
    def statuses(**thresholds):
        changed = replace(calibration, thresholds=dict(calibration.thresholds) | thresholds)
        tuning = replace(shipped_tuning(), calibration=changed)
        assistant = Assistant(dossier_index, tuning)
        return [
            assistant.ask(Question(LEUVEN, language=language)).status for language in ("nl", "en")
        ]

    assert statuses(nl=0.0, en=1.0) == ["answered", "not_in_dossier"]
    assert statuses(nl=1.0, en=0.0) == ["not_in_dossier", "answered"]


def test_each_named_reason_is_seen_in_a_question_that_has_it(everything, dossier_index):
    seen = {
        "Hoe groot is het budget van Creative Europe?": "missing_amount",
        "Welke stad is culturele hoofdstad in 2031?": "missing_number",
        "Wie is de directeur van Kunstenpunt?": "missing_property",
        "How many Polish circus artists work abroad?": "other_place",
        "Wat deed Zoltan Plinsky voor circus?": "name_missing",
        "Wanneer opent het Kaaitheater?": "missing_value",
    }
    for text, name in seen.items():
        assert answerability_features(everything[text], dossier_index)[name] > 0, text
        assert answerability_features(everything[LEUVEN], dossier_index)[name] == 0


NOTE = """# Nota veerhuis

## Wonen

Het Veerhuis in Doel biedt drie schrijverskamers aan. Een kamer kost 45 euro per nacht.

## Leiding

Het Veerhuis wordt geleid door Griet Vermandere. Zij volgde in 2022 Bert Daelman op.
"""


class Silent:
    """Hears how a build goes on, and says nothing."""

    def announce(self, text):
        """Hear a sentence."""

    def __call__(self, step, share):
        """Hear a step."""


@pytest.fixture(scope="module")
def with_note(tmp_path_factory):
    place = tmp_path_factory.mktemp("with-note")
    (place / "Nota Veerhuis.md").write_text(NOTE, encoding="utf-8")
    settings = Settings(data_directory=place / "data")
    rebuild(settings, Silent(), [place / "Nota Veerhuis.md"])
    with closing(open_index(place / "data")) as index:
        yield Assistant(index)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wie leidt het Veerhuis?", "Griet Vermandere"),
        ("Hoeveel kost een kamer in het Veerhuis?", "45 euro"),
        ("Who leads the Veerhuis?", "Griet Vermandere"),
    ],
)
def test_a_document_without_questions_beside_it_is_answered_from(text, said, with_note):
    answer = with_note.ask(Question(text, explain=True))
    assert answer.status == "answered"
    assert answer.quotes[0].url.startswith("/nota-veerhuis#")
    assert said in answer.quotes[0].quote


def test_beside_another_document_the_dossier_still_answers(with_note):
    answer = with_note.ask(Question(LEUVEN))
    assert (answer.status, answer.quotes[0].passage) == ("answered", "s5.1.1-p6")


def test_what_the_questions_beside_would_tell_is_left_open_for_a_document_without(with_note):
    index = with_note.index
    one = found("Wie leidt het Veerhuis?", index)
    features = answerability_features(one, index)
    assert [name for name, value in features.items() if value is None] == list(BY_QUESTIONS)
