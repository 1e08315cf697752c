"""The words of a corpus on disk: found whatever their capitals and accents, as once written."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.build import build_generation
from index.generation import DamagedIndex
from index.opening import open_index
from index.vocabulary import (
    OF_PASSAGES,
    key_of,
    load_vocabulary,
    save_vocabulary,
    words_with_counts,
)
from ingest.expansion import ExpansionQuestion


@pytest.fixture(scope="module")
def passage(passages):
    return replace(passages["samenvatting-p1"], text="", context="", section_path=())


@pytest.fixture
def opened(passage, tmp_path):
    def open_with(*texts, questions=()):
        corpus = [replace(passage, text=text) for text in texts]
        save_vocabulary(words_with_counts(corpus, questions), tmp_path / "vocabulary")
        return load_vocabulary(tmp_path / "vocabulary")

    return open_with


def test_a_word_is_found_whatever_its_capitals_and_accents(opened):
    vocabulary = opened("De coördinatie van UNESCO in Wallonië.")
    assert all(word in vocabulary for word in ("Coordinatie", "COÖRDINATIE", "unesco", "wallonie"))
    assert "coordinaties" not in vocabulary
    assert "" not in vocabulary


def test_the_form_is_the_usual_one_without_the_capital_of_a_first_word(opened):
    vocabulary = opened("Musea werken. Kunst telt.", "De kunst van musea in Leuven. Leuven!")
    assert [vocabulary.word(word).form for word in ("MUSEA", "Kunst", "leuven")] == [
        "musea",
        "kunst",
        "Leuven",
    ]


def test_words_are_counted_in_passages_headings_and_questions_with_their_languages(opened, passage):
    question = ExpansionQuestion(passage.id, 1, "en", "Which museum? A museum.")
    vocabulary = opened("museum museum", questions=[question])
    word = vocabulary.word("museum")
    assert (word.count, word.languages) == (4, {OF_PASSAGES, "en"})
    assert vocabulary.word("which").languages == {"en"}


def test_a_heading_above_many_passages_counts_once(passage):
    below = [replace(passage, text="", section_path=("Erfgoed",)) for _ in range(3)]
    assert [(word.key, word.count) for word in words_with_counts(below, ())] == [("erfgoed", 1)]


def test_numbers_and_codes_are_no_words(opened):
    assert len(opened("LOV2030 kost 2.715 euro")) == 2


def test_an_empty_corpus_has_no_words(opened):
    vocabulary = opened("", "2030")
    assert (len(vocabulary), vocabulary.beginning("a"), "a" in vocabulary) == (0, [], False)


def test_a_vocabulary_that_was_cut_off_is_not_opened(opened, tmp_path):
    opened("Kunst in Leuven")
    (tmp_path / "vocabulary" / "keys.txt").write_bytes(b"kunst\n")
    with pytest.raises(ValueError, match="passen niet bij hun plaatsen"):
        load_vocabulary(tmp_path / "vocabulary")


@settings(max_examples=50)
@given(st.lists(st.text("abzAéïßÉëğ", min_size=1, max_size=4), max_size=20))
def test_every_word_comes_back_with_its_count_in_alphabetical_order(
    tmp_path_factory, passage, words
):
    place = tmp_path_factory.mktemp("words") / "vocabulary"
    save_vocabulary(words_with_counts([replace(passage, text=" ".join(words))], ()), place)
    vocabulary = load_vocabulary(place)
    expected = Counter(map(key_of, words))
    assert {key: vocabulary.word(key).count for key in expected} == expected
    for letter in {key[0] for key in expected}:
        own = [key for key in expected if key[0] == letter]
        assert vocabulary.beginning(letter) == sorted(own, key=str.encode)


def test_an_index_holds_the_words_of_its_passages_and_says_when_they_are_damaged(
    dossier, passages, tmp_path
):
    few = list(passages.values())[:30]
    generation = build_generation([dossier], few, tmp_path)
    index = open_index(tmp_path)
    assert index.vocabulary.word("VLAANDEREN").form == "Vlaanderen"
    assert len(index.vocabulary) == len(words_with_counts(few, ()))
    index.close()
    keys = generation.directory / "vocabulary" / "keys.txt"
    keys.write_bytes(keys.read_bytes().replace(b"vlaanderen", b"vlaandexen"))
    with pytest.raises(DamagedIndex, match=r"keys\.txt"):
        open_index(tmp_path)
