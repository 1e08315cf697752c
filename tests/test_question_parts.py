"""Questions that ask two things: both get an answer, or the one that gets none is named."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Question
from assistant.assistant import Assistant
from assistant.quoting.evidence_span import Evidence
from assistant.quoting.part_answers import joined_quotes
from assistant.quoting.selection import MOST_QUOTES, WORD_BUDGET, total_words
from assistant.understanding.question_parts import Parts, parts_of
from index.build import build_generation
from index.opening import open_index
from ingest.passage import Passage
from ingest.passages import passages_of
from ingest.shipped import shipped_questions, shipped_unanswered


@pytest.mark.parametrize(
    ("text", "language", "first", "second"),
    [
        ("Wat is TIP en wie kan het aanvragen?", "nl", "Wat is TIP?", "Wie kan het aanvragen?"),
        (
            "Hoeveel partners telt BEES, en in hoeveel landen?",
            "nl",
            "Hoeveel partners telt BEES?",
            "In hoeveel landen?",
        ),
        ("Wie leidt deBuren? Waar zit het?", "nl", "Wie leidt deBuren?", "Waar zit het?"),
        ("Bestaat er een charter? En sinds wanneer?", "nl", "Bestaat er een charter?",
         "Sinds wanneer?"),
        ("What is STUK and where is it?", "en", "What is STUK?", "Where is it?"),
        ("Has Ghent got a label, and in which year?", "en", "Has Ghent got a label?",
         "In which year?"),
        ("Qui dirige BUDA et où se trouve-t-il ?", "fr", "Qui dirige BUDA?", "Où se trouve-t-il?"),
    ],
)  # fmt: skip
def test_two_ways_of_asking_make_two_parts(text, language, first, second):
    assert parts_of(text, language) == Parts(first, second)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wat is het verschil tussen TIP en IP?", "nl"),
        ("Wat is het verschil tussen wie aanvraagt en wie ontvangt?", "nl"),
        ("Welke steden en regio's doen mee?", "nl"),
        ("Welk programma en welk fonds steunen film?", "nl"),
        ("Wat zegt het dossier over wie en wat?", "nl"),
        ("en wat nu?", "nl"),
        ("What are the aims and values of the sector?", "en"),
        ("Quelles villes et régions participent ?", "fr"),
        ("", "nl"),
    ],
)
def test_what_asks_one_thing_has_no_parts(text, language):
    assert parts_of(text, language) is None


@given(st.text(max_size=200), st.sampled_from(["nl", "en", "fr"]))
def test_any_text_is_taken_apart_without_losing_words(text, language):
    parts = parts_of(text, language)
    if parts:
        assert parts.first.rstrip("?") in " ".join(text.replace("’", "'").split())


def piece(name, words):
    text = " ".join(["woord"] * words)
    one = Passage(name, "dossier", "1", "Titel", ("Titel",), "paragraph", text)
    return Evidence(one, 0, len(text), 1.0)


@given(
    st.lists(st.integers(10, 87), min_size=1, max_size=MOST_QUOTES),
    st.integers(10, 87),
)
def test_the_quote_of_the_other_part_gets_room_and_the_first_keeps_half(lengths, added):
    quoted = [piece(f"s1-p{number}", words) for number, words in enumerate(lengths, start=1)]
    both = joined_quotes(quoted, [piece("s1-p9", added)])
    room = WORD_BUDGET - MOST_QUOTES
    assert total_words(both) <= room
    assert len(both) <= MOST_QUOTES
    assert both[0].passage.id == "s1-p1"
    assert total_words(both[:-1]) >= min(lengths[0], room // 2)
    assert total_words(both[-1:]) >= min(added, room // 2)


def test_a_passage_that_is_quoted_already_is_not_quoted_again():
    quoted = (piece("s1-p1", 20),)
    assert joined_quotes(quoted, [piece("s1-p1", 30)]) == quoted


@pytest.fixture(scope="module")
def assistant(dossier, tmp_path_factory) -> Iterator[Assistant]:
    place = tmp_path_factory.mktemp("index")
    passages = passages_of(dossier)
    questions = shipped_questions(passages).questions
    build_generation(
        [dossier], passages, place, questions=questions, unanswered=shipped_unanswered()
    )
    index = open_index(place)
    yield Assistant(index)
    index.close()


@pytest.mark.parametrize(
    ("text", "told", "lacking"),
    [
        ("Wat is STUK en wie is er de directeur?", "kunstencentrum", "Wie is er de directeur?"),
        ("What is STUK and who is its mayor?", "kunstencentrum", "Who is its mayor?"),
    ],
)
def test_a_part_without_an_answer_is_named_beside_the_answer_to_the_other(
    assistant, text, told, lacking
):
    answer = assistant.ask(Question(text))
    notes = {note.code: dict(note.values) for note in answer.notes}
    assert answer.status == "answered"
    assert told in answer.text
    assert notes["part_not_answered"] == {"question": lacking}
    assert answer.question == text


def test_a_part_that_the_quotes_lack_is_looked_up_by_itself_and_comes_in_its_turn(assistant):
    answer = assistant.ask(Question("Wat is TIP en wie kan het aanvragen?"))
    assert any("(TIP)" in quote.quote for quote in answer.quotes)
    assert len(answer.quotes) > 1
    assert len(re.sub(r"\[\d+\]", "", answer.text).split()) <= WORD_BUDGET


@pytest.mark.parametrize("text", ["Wat is STUK?", "Wat is STUK en waar ligt het?"])
def test_nothing_is_noted_where_all_is_answered(assistant, text):
    answer = assistant.ask(Question(text))
    assert "Leuven" in answer.text
    assert "part_not_answered" not in [note.code for note in answer.notes]
