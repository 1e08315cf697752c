"""The questions that are learnt from: which there are, and what answers them."""

from dataclasses import replace

import pytest

from eval.question_set import Expectation
from eval.sets.set_reading import shipped_set
from eval.tuning.labelled import (
    HEADING,
    AnswerPlace,
    LabelledQuestion,
    labelled_questions,
    read_table,
)
from ingest.errors import UnusableText
from ingest.passage import Passage

FIRST = Passage("p1", "d", "1", "", (), "paragraph", "Eén. Twee.", sentences=((0, 4), (5, 10)))
PART = replace(FIRST, id="l-i1", parent="l", section="2", text="Item.", sentences=())


def question(*ways):
    return LabelledQuestion(
        "Wat?", "nl", tuple(tuple(AnswerPlace(*place) for place in way) for way in ways)
    )


@pytest.mark.parametrize(
    ("asked", "passage", "span", "right"),
    [
        (question([("p1", 2)]), FIRST, (5, 10), True),
        (question([("p1", 2)]), FIRST, (0, 10), True),
        (question([("p1", 2)]), FIRST, (0, 4), False),
        (question([("p1", 0)]), FIRST, (0, 4), True),
        (question([("p2", 0)]), FIRST, (0, 10), False),
        (question([("p2", 1)], [("p1", 1)]), FIRST, (0, 4), True),
        (question([("p2", 1), ("p1", 1)]), FIRST, (0, 4), True),
        (question([("l", 0)]), PART, (0, 5), True),
        (question([("l", 1)]), PART, (0, 5), True),
        (question(), FIRST, (0, 10), False),
    ],
)
def test_a_span_answers_when_it_holds_a_place_of_the_answer(asked, passage, span, right):
    assert asked.is_answered_by(passage, *span) is right


def test_a_question_of_the_gold_set_is_answered_by_its_facts_in_its_passages():
    expected = Expectation(
        ("answered",), facts=(("twee",),), sections=(("1",),), passages=(("p1",),)
    )
    asked = LabelledQuestion("Wat?", "nl", (), expected)
    assert asked.answerable
    assert asked.is_answered_by(FIRST, 5, 10)
    assert not asked.is_answered_by(FIRST, 0, 4)
    assert not asked.is_answered_by(PART, 0, 5)
    assert asked.is_in(FIRST)
    assert asked.is_in_section("1", {})
    assert not asked.is_in_section("2", {})


def test_a_section_is_right_when_a_place_of_the_answer_stands_in_it():
    asked = question([("p1", 1)], [("l-i1", 1)])
    section_of = {one.id: one.section for one in (FIRST, PART)}
    assert [asked.is_in_section(number, section_of) for number in "123"] == [True, True, False]


@pytest.mark.parametrize(
    "line",
    [
        "nl\tp1:1",
        "de\tp1:1\tWas?",
        "nl\tp1:9\tWat?",
        "nl\tp9:1\tWat?",
        "nl\tp1\tWat?",
        "nl\tp1:x\tWat?",
        "nl\tp1:1\t ",
    ],
)
def test_a_line_that_is_wrong_is_told_by_its_number(line):
    with pytest.raises(UnusableText, match=r"^Regel 3 ") as told:
        read_table(f"{HEADING}\nnl\tp1:1\tWat?\n{line}\n", [FIRST])
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("table", ["", "nl\tp1:1\tWat?\n"])
def test_a_table_without_its_heading_is_refused(table):
    with pytest.raises(UnusableText, match="language, answers, question"):
        read_table(table, [FIRST])


def test_only_the_split_dev_is_learnt_from_and_the_table_fits_the_dossier(passages):
    gold = shipped_set()
    learnt = labelled_questions(gold, passages.values())
    texts = {one.text for one in learnt if one.expected is not None}
    kept_apart = {one.turns[0].question for one in gold.questions if one.split == "test"}
    assert kept_apart
    assert not kept_apart & {one.text for one in learnt}
    assert texts == {
        one.turns[0].question
        for one in gold.questions
        if one.split == "dev" and len(one.turns) == 1
    }


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_language_has_questions_with_and_without_an_answer(language, passages):
    own = [
        one
        for one in labelled_questions(shipped_set(), passages.values())
        if one.language == language
    ]
    assert sum(one.answerable for one in own) >= 100
    assert sum(not one.answerable for one in own) >= 45
