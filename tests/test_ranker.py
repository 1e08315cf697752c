"""Sentences in the order of likely answers: what speaks for each, and what that is worth."""

import math
import random
import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from assistant.answer import Question
from assistant.chain import analysed, candidates, retrieved
from assistant.ranking.sentence_features import FEATURES, SHORT_PASSAGE, sentence_features, units_of
from assistant.ranking.sentence_order import ranked_sentences, sentence_weights
from assistant.tuning import shipped_tuning

ASKED = [
    "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?",
    "Hoeveel leden telt het IETM-netwerk?",
    "Wat is de Faro-conventie?",
    "Waarom is reizen met het vliegtuig een probleem?",
    "How do Flemish circus artists work abroad?",
    "Quelle est l'importance des visas pour les artistes ?",
    "Wat is intersectionaliteit?",
    "Wat is cultureel erfgoed?",
    "In welke studie staat dat over loopbanen?",
    "subsidies",
    "2019",
    "xqzw vrblt kkkp",
    "",
]


def found(text, index):
    stage = analysed(Question(text), index)
    return stage, candidates(stage, index, shipped_tuning())


def ranked(text, index):
    stage, hits = found(text, index)
    return ranked_sentences(stage.analysis, stage.query, hits, index, sentence_weights())


@pytest.mark.parametrize("text", ASKED)
def test_every_feature_lies_between_nothing_and_whole(text, dossier_index):
    values = [
        pair
        for one in ranked(text, dossier_index)
        for pair in zip(FEATURES, one.features, strict=True)
    ]
    assert {pair for pair in values if not 0 <= pair[1] <= 1} == set()


def test_every_feature_tells_some_sentence_from_another(dossier_index):
    rows = [one.features for text in ASKED for one in ranked(text, dossier_index)]
    columns = dict(zip(FEATURES, zip(*rows, strict=True), strict=True))
    assert [name for name, values in columns.items() if len(set(values)) < 2] == []


def test_the_file_of_weights_holds_every_feature_and_no_other():
    text = (files("assistant") / "tuned" / "sentences.toml").read_text(encoding="utf-8")
    assert set(tomllib.loads(text)["weights"]) == set(FEATURES)
    assert list(sentence_weights()) == list(FEATURES)
    assert all(math.isfinite(weight) for weight in sentence_weights().values())


@pytest.mark.parametrize("text", ASKED)
def test_the_parts_of_a_score_are_the_score(text, dossier_index):
    for sentence in ranked(text, dossier_index):
        parts = sentence.parts()
        assert set(parts) <= set(FEATURES)
        assert all(parts.values()) or min(map(abs, sentence.features)) < 1e-3
        assert sum(parts.values()) == pytest.approx(
            sentence.evidence.score, abs=len(FEATURES) * 5e-4
        )


@pytest.mark.parametrize("text", ASKED)
def test_sentences_come_likeliest_first_each_once_and_always_the_same(text, dossier_index):
    first = ranked(text, dossier_index)
    scores = [one.evidence.score for one in first]
    assert scores == sorted(scores, reverse=True)
    places = [(one.evidence.passage.id, one.evidence.start) for one in first]
    assert len(set(places)) == len(places)
    assert ranked(text, dossier_index) == first


def test_the_order_in_which_passages_were_found_changes_nothing(dossier_index):
    for text in ASKED[:6]:
        stage, hits = found(text, dossier_index)
        # Only so many passages are read, so that all of these are.
        few = list(hits)[:8]
        orders = [few, few[::-1], random.Random(7).sample(few, len(few))]
        results = [
            ranked_sentences(stage.analysis, stage.query, order, dossier_index, sentence_weights())
            for order in orders
        ]
        assert results[0] == results[1] == results[2]
        assert len(results[0]) > 5


def test_sentences_that_weigh_the_same_come_in_the_order_of_their_places(dossier_index):
    stage, hits = found(ASKED[0], dossier_index)
    nothing = dict.fromkeys(FEATURES, 0.0)
    same = ranked_sentences(stage.analysis, stage.query, hits, dossier_index, nothing)
    places = [(one.evidence.passage.id, one.evidence.start) for one in same]
    assert len({id_ for id_, _ in places}) > 1
    assert places == sorted(places)


def test_a_weight_moves_the_sentences_that_have_its_feature(dossier_index):
    stage, hits = found(ASKED[0], dossier_index)
    nothing = dict.fromkeys(FEATURES, 0.0)
    for name in ("words", "expected", "numbers", "opening"):
        place = list(FEATURES).index(name)
        for sign in (1, -1):
            only = ranked_sentences(
                stage.analysis, stage.query, hits, dossier_index, nothing | {name: sign}
            )
            values = [sign * one.features[place] for one in only]
            assert values == sorted(values, reverse=True)
            assert [one.evidence.score for one in only] == pytest.approx(values, abs=1e-6)


def test_a_sentence_that_holds_the_words_and_the_value_comes_first(dossier_index):
    best = ranked(ASKED[0], dossier_index)[0]
    assert best.evidence.passage.id == "s5.1.1-p6"
    assert "Leuven" in best.evidence.text
    of_best = dict(zip(FEATURES, best.features, strict=True))
    assert of_best["numbers"] == of_best["expected"] == 1


def test_a_question_beside_a_sentence_counts_only_for_that_sentence(dossier_index):
    stage, hits = found(ASKED[0], dossier_index)
    hit = next(one for one in hits if one.passage.id == "s5.1.1-p6")
    (beside,) = (one for one in hit.matched if one.sentence == 2)
    alone = replace(hit, matched=(beside,))
    first, second, *others = (
        dict(zip(FEATURES, values, strict=True))
        for *_, values in sentence_features(stage.analysis, stage.query, [alone], dossier_index)
    )
    assert second["question_meaning"] == beside.meaning > second["passage_meaning"]
    assert (second["question_words"], second["question_kind"]) == (beside.words, 1)
    for without in (first, *others):
        assert without["question_meaning"] == without["passage_meaning"]
        assert (without["question_words"], without["question_kind"]) == (without["words"], 0)


def test_short_passages_are_one_unit_and_long_ones_a_unit_a_sentence(passages):
    for passage in passages.values():
        units = units_of(passage)
        short = len(passage.text.split()) <= SHORT_PASSAGE or not passage.sentences
        assert units == (((0, len(passage.text)),) if short else passage.sentences)
    assert len({len(units_of(one)) for one in passages.values()}) > 3


def test_what_is_no_question_to_the_dossier_is_not_looked_for(dossier_index):
    for text in ("Hallo!", "Schrijf een brief aan de minister"):
        stage = retrieved(analysed(Question(text), dossier_index), dossier_index, shipped_tuning())
        assert (tuple(stage.hits), stage.sentences) == ((), ())
