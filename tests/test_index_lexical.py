"""BM25 over sparse arrays, LSA, and the fusion of channels."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import content_words, stems_of, words_of
from index.counts import KEY_KINDS, count_words
from index.fusion import WEIGHTS, fused
from index.lexical import (
    LENGTH_NORMALISATION,
    SATURATION,
    load_field,
    save_field,
    weigh,
)
from index.lsa import fit_lsa, load_lsa
from index.query import text_keys

TEXTS = [
    "Leuven wordt Culturele Hoofdstad van Europa in 2030.",
    "De Vlaamse overheid subsidieert kunstenorganisaties en musea.",
    "Musea werken samen met scholen; musea krijgen subsidies.",
    "",
    "Circusgezelschappen touren door Europa zonder subsidie.",
]
SMALL_TEXTS = st.lists(
    st.lists(st.sampled_from("stad kunst museum europa niet 2030".split()), max_size=8).map(
        " ".join
    ),
    min_size=1,
    max_size=8,
)


def field_of(texts, kind="stems"):
    return weigh(count_words(texts).keyed(kind))


def bm25_by_the_book(texts, query):
    stems = [[s for w in content_words(words_of(text)) for s in stems_of(w)] for text in texts]
    average = max(sum(map(len, stems)) / len(stems), 1.0)
    scores = []
    for own in stems:
        score = 0.0
        for key, weight in text_keys(query)["stems"].items():
            holding = sum(key in other for other in stems)
            count = Counter(own)[key]
            idf = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
            norm = 1 - LENGTH_NORMALISATION + LENGTH_NORMALISATION * len(own) / average
            score += weight * idf * count * (SATURATION + 1) / (count + SATURATION * norm)
        scores.append(score)
    return scores


@pytest.mark.parametrize("query", ["Welke musea krijgen subsidie?", "Europa 2030", "giraffe"])
def test_scores_are_bm25_by_the_book(query):
    scores = field_of(TEXTS).scores(text_keys(query)["stems"])
    assert scores == pytest.approx(bm25_by_the_book(TEXTS, query), rel=1e-4)


@settings(deadline=None, max_examples=40)
@given(SMALL_TEXTS, st.sampled_from(["kunst in de stad", "museum museum", "niet 2030"]))
def test_looked_up_computed_and_added_up_scores_agree(texts, query):
    for kind in KEY_KINDS:
        field, keys = field_of(texts, kind), text_keys(query)[kind]
        scores = field.scores(keys)
        assert (scores >= 0).all()
        for row, text in enumerate(texts):
            assert field.score_of(row, keys) == pytest.approx(float(scores[row]), rel=1e-4)
            computed = field.score_of_text(text_keys(text)[kind], keys)
            assert computed == pytest.approx(float(scores[row]), rel=1e-4)


def test_a_key_that_is_nowhere_weighs_most():
    field = field_of(TEXTS)
    known = [field.idf(key) for key in field.keys]
    assert field.idf("giraffe") > max(known)


def test_counts_do_not_depend_on_the_order_in_which_words_come_first():
    forward, backward = count_words(TEXTS), count_words(TEXTS[::-1])
    assert forward.words == backward.words
    assert (forward.matrix.toarray() == backward.matrix.toarray()[::-1]).all()


def test_a_saved_field_scores_the_same(tmp_path):
    field = field_of(TEXTS, "ngrams")
    save_field(field, tmp_path / "ngrams")
    keys = text_keys("subsidies voor musea")["ngrams"]
    assert (load_field(tmp_path / "ngrams").scores(keys) == field.scores(keys)).all()


def test_a_field_with_a_key_too_many_is_refused(tmp_path):
    save_field(field_of(TEXTS), tmp_path / "stems")
    with (tmp_path / "stems" / "keys.txt").open("a") as stream:
        stream.write("\nextra")
    with pytest.raises(ValueError, match="sleutels"):
        load_field(tmp_path / "stems")


@pytest.mark.parametrize("texts", [TEXTS, ["woord"], ["—"], ["a", "a", "a"], TEXTS * 40])
def test_a_text_has_the_same_vector_when_fitted_as_when_asked(tmp_path, texts):
    words = count_words(texts)
    vectors = fit_lsa({kind: words.keyed(kind) for kind in KEY_KINDS}, tmp_path / "lsa")
    embeddings = load_lsa(tmp_path / "lsa")
    again = np.array(embeddings.embed_documents(texts))
    assert vectors.shape == again.shape == (len(texts), embeddings.dimensions)
    assert again == pytest.approx(vectors, abs=1e-4)
    norms = np.linalg.norm(vectors, axis=1)
    assert all(n == pytest.approx(1, abs=1e-4) or n == 0 for n in norms)


def test_vectors_bring_related_texts_nearer(tmp_path):
    words = count_words(TEXTS)
    fit_lsa({kind: words.keyed(kind) for kind in KEY_KINDS}, tmp_path / "lsa")
    embeddings = load_lsa(tmp_path / "lsa")
    query = np.array(embeddings.embed_query("subsidie voor een museum"))
    similarities = np.array(embeddings.embed_documents(TEXTS)) @ query
    assert int(similarities.argmax()) == 2
    assert not np.any(embeddings.embed_query("xyzzy"))


@given(
    st.lists(st.tuples(*[st.floats(0, 100, width=32) for _ in WEIGHTS]), min_size=1, max_size=10)
)
def test_fused_scores_lie_between_0_and_1_and_the_best_in_every_channel_gets_1(rows):
    columns = np.array(rows, np.float32).T
    best = columns.max(axis=1, keepdims=True) + 1
    channels = dict(zip(WEIGHTS, np.hstack([columns, best]), strict=True))
    scores = fused(channels)
    assert (scores >= 0).all() and scores.max() <= 1 + 1e-5
    assert scores[-1] == pytest.approx(1, abs=1e-5)


def test_a_channel_without_any_score_changes_no_order():
    stems = np.array([3, 1, 2], np.float32)
    scores = fused({"stems": stems, "dense": np.zeros(3, np.float32)})
    assert list(np.argsort(-scores)) == [0, 2, 1]
