"""The analysis of text into index keys."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import analyser_hash, content_words, ngrams_of, stems_of, words_of
from index.stopwords import STOP_WORDS

WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20).map(str.casefold)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2.715 projecten", ["2.715", "projecten"]),
        ("70,6% van de steden", ["70,6%", "van", "de", "steden"]),
        ("de jaren 2000-2001", ["de", "jaren", "2000-2001"]),
        ("LOV2030 en COVID-19", ["lov2030", "en", "covid", "19"]),
        ("regio's", ["regio", "s"]),
        ("kunst- en erfgoed", ["kunst", "en", "erfgoed"]),
        ("sub\u00adsidie", ["subsidie"]),
        ("de eﬃciënte", ["de", "efficiënte"]),
        ("(zie p. 135).", ["zie", "p", "135"]),
        ("— … !", []),
    ],
)
def test_words_numbers_and_codes_stay_whole(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize("word", ["niet", "geen", "moet", "zonder", "tegen"])
def test_words_that_turn_a_question_round_are_kept(word):
    assert word not in STOP_WORDS
    assert content_words(["de", word, "het"]) == [word]


def test_a_text_of_stop_words_alone_keeps_them():
    assert content_words(["wie", "is", "wie"]) == ["wie", "is", "wie"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("projecten", "project"), ("coördinatie", "coordinatie"), ("subsidies", "subsidie")],
)
def test_forms_of_a_word_share_their_stem(one, other):
    assert stems_of(one) == stems_of(other)


def test_a_period_is_found_by_either_year_and_a_percentage_by_its_number():
    assert stems_of("2000-2001") == ("2000-2001", "2000", "2001")
    assert stems_of("70,6%") == ("70,6%", "70,6")


def test_ngrams_mark_the_ends_of_a_word_and_have_no_accents():
    assert ngrams_of("één") == ("<een", "een>")
    assert ngrams_of("stad") == ("<sta", "stad", "tad>")
    assert ngrams_of("de") == ("<de>",)


@given(WORDS)
def test_every_word_has_keys_and_ngrams_rebuild_it(word):
    grams = ngrams_of(word)
    assert all(stems_of(word))
    assert all(grams)
    rebuilt = grams[0] + "".join(gram[-1] for gram in grams[1:])
    bare = unicodedata.normalize("NFD", word)
    assert rebuilt == f"<{''.join(c for c in bare if not unicodedata.combining(c))}>" or not (
        word.isascii()
    )


@given(st.text(max_size=200))
def test_words_do_not_depend_on_case_or_on_space_around_them(text):
    words = words_of(text)
    assert words_of(f"  {text}\n") == words
    assert all(word == word.casefold() and word.strip() == word and word for word in words)
    assert words_of(" ".join(words_of(text.upper()))) == words_of(text.upper())


@given(st.text(max_size=100), st.text(max_size=100))
def test_words_of_two_texts_are_the_words_of_both(one, other):
    assert words_of(f"{one} \n {other}") == words_of(one) + words_of(other)


def test_stems_are_the_same_from_many_threads():
    words = [f"{word}{ending}" for word in ("werk", "kunst", "stad") for ending in ("", "en", "je")]
    expected = [stems_of(word) for word in words]
    stems_of.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: [stems_of.__wrapped__(w) for w in words], range(50)))
    assert all(each == expected for each in found)


def test_the_analyser_hash_is_stable_and_follows_the_stop_list(monkeypatch):
    before = analyser_hash()
    assert analyser_hash() == before
    monkeypatch.setattr("index.analysis.STOP_WORDS", STOP_WORDS | {"museum"})
    assert analyser_hash.__wrapped__() != before
