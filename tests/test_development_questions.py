"""The shipped question set against the shipped dossier, and what a mistake in a set says."""

import json
from collections import Counter
from pathlib import Path

import pytest

from eval.development import holds_fact
from eval.question_set import REPORTING_SET, SetQuestion, load_questions, parse_questions
from ingest.errors import UnreadableFile, UnusableText
from ingest.passage import Passage
from ingest.passages import passages_of
from ingest.shipped import shipped_dossier

QUESTIONS = load_questions()
REPORTING = load_questions(REPORTING_SET)
ANSWERABLE = tuple(question for question in (*QUESTIONS, *REPORTING) if question.answerable)
LINE: dict[str, object] = {
    "id": "nl-001",
    "question": "Wie reist er?",
    "lang": "nl",
    "status": "answered",
    "sections": ["2"],
    "facts": [["de groepen"]],
}


@pytest.fixture(scope="module")
def passages() -> tuple[Passage, ...]:
    return passages_of(shipped_dossier())


def texts_of(section: str, passages: tuple[Passage, ...]) -> list[str]:
    return [passage.text for passage in passages if passage.section == section]


@pytest.mark.parametrize("asked", ANSWERABLE, ids=lambda asked: asked.id)
def test_every_named_section_literally_holds_every_fact(
    asked: SetQuestion, passages: tuple[Passage, ...]
) -> None:
    for section in asked.sections:
        texts = texts_of(section, passages)
        for group in asked.facts:
            assert any(holds_fact(text, fact) for text in texts for fact in group), (
                section,
                group,
            )


def test_every_alternative_of_a_fact_stands_in_a_named_section(
    passages: tuple[Passage, ...],
) -> None:
    for asked in ANSWERABLE:
        texts = [text for section in asked.sections for text in texts_of(section, passages)]
        for fact in (fact for group in asked.facts for fact in group):
            assert any(holds_fact(text, fact) for text in texts), (asked.id, fact)


def test_a_short_answer_stands_in_a_passage_of_a_named_section(
    passages: tuple[Passage, ...],
) -> None:
    for asked in ANSWERABLE:
        if asked.short is not None:
            texts = [text for section in asked.sections for text in texts_of(section, passages)]
            assert any(asked.short in text for text in texts), asked.id


def test_the_set_is_large_enough_in_each_language() -> None:
    asked = Counter(question.lang for question in ANSWERABLE)
    assert asked["nl"] >= 70 and asked["en"] >= 20 and asked["fr"] >= 15
    unanswerable = Counter(question.lang for question in QUESTIONS if not question.answerable)
    assert sum(unanswerable.values()) >= 25 and len(unanswerable) == 3


def test_every_section_with_text_of_its_own_is_asked_about(passages: tuple[Passage, ...]) -> None:
    asked = {section for question in ANSWERABLE for section in question.sections}
    with_text = {passage.section for passage in passages}
    assert sorted(with_text - asked) == []


def test_every_table_is_asked_about(passages: tuple[Passage, ...]) -> None:
    rows: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.kind == "table_row":
            rows.setdefault(str(passage.parent), []).append(passage)
    assert len(rows) == 8
    for table, lines in rows.items():
        asked = [question for question in ANSWERABLE if lines[0].section in question.sections]
        assert any(
            all(any(holds_fact(line.text, fact) for fact in group) for group in question.facts)
            for question in asked
            for line in lines
        ), table


def test_no_question_copies_six_words_in_a_row(passages: tuple[Passage, ...]) -> None:
    text = " ".join(" ".join(passage.text.casefold().split()) for passage in passages)
    for asked in QUESTIONS:
        words = asked.question.casefold().rstrip("?").split()
        runs = [" ".join(words[start : start + 6]) for start in range(len(words) - 5)]
        assert [run for run in runs if run in text] == [], asked.id


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": 7}, "id"),
        ({"lang": "de"}, "lang"),
        ({"question": " "}, "question"),
        ({"status": "perhaps"}, "status"),
        ({"status": []}, "status"),
        ({"status": ["answered", "refused"]}, "status"),
        ({"sections": []}, "sections"),
        ({"facts": []}, "facts"),
        ({"facts": [[]]}, "facts"),
        ({"facts": ["de groepen"]}, "facts.0"),
        ({"status": "refused"}, "sections"),
        ({"status": "refused", "sections": []}, "facts"),
        ({"status": "refused", "sections": [], "facts": [], "short": "ja"}, "short"),
        ({"answer": "de groepen"}, "answer"),
    ],
)
def test_a_mistake_names_the_file_the_line_and_the_field(
    change: dict[str, object], field: str
) -> None:
    lines = [json.dumps(LINE), "", json.dumps(LINE | {"id": "nl-002"} | change)]
    with pytest.raises(UnusableText, match=rf"^proef\.jsonl, regel 3, veld {field}\b"):
        parse_questions(lines, "proef.jsonl")


def test_a_missing_field_is_named() -> None:
    line = {name: value for name, value in LINE.items() if name != "question"}
    with pytest.raises(UnusableText, match="regel 1, veld question"):
        parse_questions([json.dumps(line)], "proef.jsonl")


@pytest.mark.parametrize("line", ["{", "[]", '"nl-001"', "7"])
def test_a_line_that_is_no_question_names_its_line(line: str) -> None:
    with pytest.raises(UnusableText, match=r"^proef\.jsonl, regel 1"):
        parse_questions([line], "proef.jsonl")


def test_an_id_that_is_there_twice_is_a_mistake() -> None:
    with pytest.raises(UnusableText, match="regel 2, veld id: 'nl-001' staat er al"):
        parse_questions([json.dumps(LINE), json.dumps(LINE)], "proef.jsonl")


def test_one_status_may_stand_without_a_list() -> None:
    one, several = parse_questions(
        [
            json.dumps({"id": "a", "question": "Hoi", "lang": "nl", "status": "out_of_scope"}),
            json.dumps(
                {"id": "b", "question": "Wat?", "lang": "nl", "status": ["refused", "error"]}
            ),
        ],
        "proef.jsonl",
    )
    assert (one.status, several.status) == (("out_of_scope",), ("refused", "error"))


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xfa"])
def test_a_file_that_cannot_be_read_says_which(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "vragen.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"vragen\.jsonl"):
        load_questions(path)
