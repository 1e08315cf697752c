"""Misspelt words of questions are mended; right ones never are, whether the dossier has them."""

import re
import string
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Question
from assistant.assistant import Assistant
from assistant.spelling.corrections import corrections, respelt
from assistant.spelling.slips import Slip, slip_between, sound_of
from assistant.translation.word_table import word_table
from assistant.understanding.glossary import own_words, words_for_them
from assistant.understanding.question_words import FRAME_WORDS, FUNCTION_WORDS, NUMBER_WORDS
from assistant.wording.phrases import note_text
from eval.question_set import asked_turns
from eval.sets.set_reading import shipped_set
from index.analysis import stems_of
from index.build import build_generation
from index.opening import open_index
from index.vocabulary import key_of, load_vocabulary, save_vocabulary, words_with_counts
from ingest.shipped import shipped_questions

HERE = Path(__file__).parent


def rows_of(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


MISTAKES = rows_of("spelling_mistakes.tsv")
CORRECT = [
    (language, word)
    for language, words in rows_of("spelling_correct.tsv")
    for word in words.split()
]


@pytest.fixture(scope="module")
def known(passages, tmp_path_factory):
    place = tmp_path_factory.mktemp("words") / "vocabulary"
    questions = shipped_questions(list(passages.values())).questions
    save_vocabulary(words_with_counts(passages.values(), questions), place)
    return load_vocabulary(place)


def mended(word, language, known):
    """Return what one word in the middle of a question is read as."""
    return corrections(["?", word], language, known).get(word, word)


def test_most_words_that_people_misspell_are_read_as_they_were_meant(known):
    strange = [
        (language, asked, meant)
        for language, asked, meant in MISTAKES
        if asked.lower() not in own_words(language)
        and stems_of(key_of(asked)) != stems_of(key_of(meant))
    ]
    right = [
        key_of(mended(asked, language, known)) == key_of(meant)
        for language, asked, meant in strange
    ]
    assert len(right) >= 170
    assert sum(right) / len(right) >= 0.88


def test_no_misspelt_word_is_read_as_one_that_was_not_meant(known):
    wrong = {
        asked: read
        for language, asked, meant in MISTAKES
        if key_of(read := mended(asked, language, known)) not in (key_of(asked), key_of(meant))
    }
    assert wrong == {}


def test_right_words_that_the_dossier_need_not_have_stay(known):
    assert len(CORRECT) >= 400
    changed = {
        word: read for language, word in CORRECT if (read := mended(word, language, known)) != word
    }
    assert changed == {}


def test_right_words_at_the_start_of_a_question_stay(known):
    changed = [word for language, word in CORRECT if corrections([word], language, known)]
    assert changed == []


def test_of_the_development_questions_only_those_with_typing_mistakes_change(known):
    changed = [
        question.tags
        for question in shipped_set().questions
        if question.split == "dev"
        for turn in asked_turns(question)
        if respelt(turn.question, question.language, known)[1]
    ]
    assert len(changed) >= 4
    assert all("tikfout" in tags for tags in changed)


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_no_word_of_the_corpus_or_of_a_table_ever_changes(known, language):
    letters = string.ascii_lowercase
    corpus = [known.word(key).form for letter in letters for key in known.beginning(letter)]
    tables = " ".join(table[language] for table in (FUNCTION_WORDS, FRAME_WORDS, NUMBER_WORDS))
    words = {*corpus, *tables.split(), *own_words(language), *words_for_them(language)}
    if language != "nl":
        words |= word_table(language).keys()
    assert len(words) > 7_000
    changed = [word for word in sorted(words)[::4] if mended(word, language, known) != word]
    assert changed == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "Wat doet Luven met kultuur?", "Wat doet Leuven met cultuur?"),
        ("nl", "Kultuur in luven", "Cultuur in Leuven"),
        ("nl", "wat doet unesko", "wat doet UNESCO"),
        ("nl", "Wat is kultuurbelijd?", "Wat is cultuurbeleid?"),
        ("nl", "Hoevel musea?", "Hoeveel musea?"),
        ("nl", "Bevordert het socialecohesie?", "Bevordert het sociale cohesie?"),
        ("en", "What is intangable heritige?", "What is intangible heritage?"),
        ("fr", "Quels organisatons ?", "Quels organisations ?"),
    ],
)
def test_a_question_is_mended_in_its_place_and_names_get_their_capitals(
    known, language, text, expected
):
    mended_text, found = respelt(text, language, known)
    assert mended_text == expected
    assert all(asked in text and meant in expected for asked, meant in found.items())


@pytest.mark.parametrize(
    "text",
    [
        "Wat staat op www.kultuur.be, https://kultuur.be/subsiedie en kultuur@luven.be?",
        "Wat kosten LOV2O30, 2.715 en 20l5-2016?",
        "Wat is een vdba of UNEC?",
        "ﾞﾞﾞﾞ ｶﾞｶﾞ ͺͺͺͺ",
        "kultuurkultuurkultuurkultuurkultuurkultuur",
        "",
    ],
)
def test_addresses_codes_acronyms_and_very_long_words_stay(known, text):
    assert respelt(text, "nl", known) == (text, {})


def test_a_word_that_may_mean_two_things_stays(known, passages, tmp_path):
    texts = ["De bergkam en de bergdam"] * 20
    own = [replace(passages["samenvatting-p1"], text=text, section_path=()) for text in texts]
    save_vocabulary(words_with_counts(own, ()), tmp_path / "vocabulary")
    assert corrections(["?", "bergham"], "nl", load_vocabulary(tmp_path / "vocabulary")) == {}


def test_a_name_is_not_changed_into_an_ordinary_word(known):
    assert mended("Halle", "nl", known) == "Halle"
    assert mended("Tielt", "nl", known) == "Tielt"


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("kultuur", "cultuur", Slip.SOUND),
        ("belijd", "beleid", Slip.SOUND),
        ("cutluur", "cultuur", Slip.SWAPPED),
        ("straat", "straaat", Slip.SOUND),
        ("leuvem", "leuven", Slip.NEAR_KEY),
        ("louven", "leuven", Slip.NEAR_KEY),
        ("lruven", "leuven", Slip.WRONG_KEY),
        ("luven", "leuven", Slip.MISSING),
        ("leuxven", "leuven", Slip.EXTRA),
        ("lerven", "leuven", Slip.OTHER),
        ("lwrven", "leuven", Slip.TWO),
    ],
)
def test_a_slip_is_called_by_what_happened(typed, meant, slip):
    assert slip_between(typed, meant) == slip


WORDS = st.text(string.ascii_lowercase, min_size=4, max_size=12)


@given(WORDS, WORDS)
def test_a_slip_that_sounds_alike_is_one_both_ways(one, other):
    alike = sound_of(one) == sound_of(other)
    assert (slip_between(one, other) == slip_between(other, one) == Slip.SOUND) == alike


@given(text=st.text(max_size=60), language=st.sampled_from(["nl", "en", "fr"]))
def test_whatever_is_asked_only_words_change_and_a_second_look_finds_nothing(known, text, language):
    once, found = respelt(text, language, known)
    assert (once == text) == (not found)
    assert re.sub(r"\w+| ", "", once) == re.sub(r"\w+| ", "", text)
    assert respelt(once, language, known) == (once, {})


@pytest.fixture(scope="module")
def assistant(dossier, passages, tmp_path_factory):
    place = tmp_path_factory.mktemp("index")
    build_generation([dossier], list(passages.values()), place)
    index = open_index(place)
    yield Assistant(index)
    index.close()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Spelling gelezen als: Luven → Leuven, UNECSO → UNESCO"),
        ("en", "Spelling read as: Luven → Leuven, UNECSO → UNESCO"),
        ("fr", "Orthographe lue comme : Luven → Leuven, UNECSO → UNESCO"),
    ],
)
def test_an_answer_keeps_the_question_as_asked_and_says_what_was_read(assistant, language, said):
    text = "Wat is Luven voor UNECSO?"
    answer = assistant.ask(Question(text, language))
    assert answer.question == text
    notes = [note for note in answer.notes if note.code == "spelling"]
    assert [note_text(note.code, language, note.values) for note in notes] == [said]


def test_a_misspelt_question_gets_the_answer_of_the_one_that_was_meant(assistant):
    meant = assistant.ask(Question("Wat is culturele democratie in Leuven?"))
    asked = assistant.ask(Question("Wat is kulturele demokraatie in Luven?"))
    assert asked.quotes == meant.quotes
    assert meant.notes == ()
