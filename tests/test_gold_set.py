"""The shipped question set: large, reviewed, fitting the dossier, and not copied from it."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from eval.question_set import asked_turns
from eval.sets.coverage import coverage
from eval.sets.set_check import check_set
from eval.sets.set_reading import shipped_set
from ingest.sentences import sentence_spans

WORD = re.compile(r"[^\W_]+")
# Share of a question's words, and how many, that stand in one sentence: more is a rewrite.
COPIED_SHARE, COPIED_WORDS = 0.75, 6


@pytest.fixture(scope="module")
def gold():
    return shipped_set()


@pytest.fixture(scope="module")
def turns(gold):
    return [turn for question in gold.questions for turn in asked_turns(question)]


@pytest.mark.parametrize(("language", "fewest"), [("nl", 200), ("en", 70), ("fr", 50)])
def test_every_language_has_enough_questions(gold, language, fewest):
    assert sum(question.language == language for question in gold.questions) >= fewest


def test_eighty_questions_have_no_answer_in_the_dossier(gold):
    single = [question for question in gold.questions if len(question.turns) == 1]
    assert sum(not question.turns[0].expected.answerable for question in single) >= 80


def test_thirty_dialogues_have_two_to_four_turns(gold):
    lengths = [len(question.turns) for question in gold.questions if len(question.turns) > 1]
    assert len(lengths) >= 30
    assert set(lengths) <= {2, 3, 4}


def test_every_question_was_read_by_a_second_person(gold):
    assert [one.id for one in gold.questions if one.reviewed is None or one.draft] == []
    assert max(one.reviewed for one in gold.questions) <= date.today()


def test_both_splits_hold_every_language_refusals_and_dialogues(turns):
    kinds = Counter((one.split, one.language) for one in turns)
    kinds += Counter((one.split, one.expected.answerable) for one in turns)
    kinds += Counter((one.split, "dialogue") for one in turns if one.turn == 2)
    for split in ("dev", "test"):
        for kind in ("nl", "en", "fr", True, False, "dialogue"):
            assert kinds[split, kind] >= 4, (split, kind)


def test_the_set_fits_the_dossier(gold, dossier, passages):
    references = {reference.key for reference in dossier.references}
    assert check_set(gold, tuple(passages.values()), references) == ()


@pytest.mark.parametrize(
    ("kind", "least"), [("section", 1.0), ("table", 1.0), ("footnote", 0.8), ("reference", 0.8)]
)
def test_the_set_covers_the_dossier(gold, passages, kind, least):
    found = coverage(gold, tuple(passages.values()))
    missing = len(found.missing(kind))
    assert missing <= (1 - least) * len(found.of(kind))


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_leuven_2030_must_pass_in_every_language(turns, language):
    must_pass = [one for one in turns if one.must_pass and one.language == language]
    assert any("2030" in one.question and "Leuven" in str(one.expected) for one in must_pass)


@pytest.mark.parametrize("city", ["Bergen", "Brugge", "Brussel", "Antwerpen"])
def test_each_predecessor_of_leuven_must_pass(turns, city):
    assert any(one.must_pass and city in str(one.expected.facts) for one in turns)


def test_no_question_rewrites_a_sentence_of_the_dossier(turns, passages):
    sentences = [
        frozenset(WORD.findall(passage.text[start:end].lower()))
        for passage in passages.values()
        for start, end in sentence_spans(passage.text)
    ]
    copied = []
    for turn in turns:
        words = set(WORD.findall(turn.question.lower()))
        most = max(len(words & sentence) for sentence in sentences)
        if most >= COPIED_WORDS and most >= COPIED_SHARE * len(words):
            copied.append(turn.key)
    assert copied == []


def test_no_question_stands_in_both_splits(turns):
    def said(split):
        return {
            (one.language, frozenset(WORD.findall(one.question.lower())))
            for one in turns
            if one.split == split and one.turn == 1 and len(WORD.findall(one.question)) > 3
        }

    assert said("dev") & said("test") == set()


def test_the_readme_gives_the_size_of_the_set(gold, turns):
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert f"{len(gold.questions)} questions and dialogues ({len(turns)} turns" in readme
