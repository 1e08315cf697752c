"""A record, plain values under the names of the fields, to a question of a set and back.

All forms of files share it: each turns its bytes into records, and this file checks them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Status
from assistant.understanding.question import recognise_language
from eval.question_set import (
    MAX_WORDS,
    AskedTurn,
    Expectation,
    Groups,
    SetQuestion,
    Turn,
)
from eval.sets.forms.contradictions import contradictions
from eval.sets.forms.entry import FieldPath
from eval.sets.forms.field_kinds import (
    Count,
    Day,
    Facts,
    ForbiddenFacts,
    Id,
    LanguageName,
    Level,
    Part,
    Places,
    Sections,
    Sentence,
    Statuses,
    Strings,
    Switch,
    Tags,
    WordLimit,
)
from eval.sets.forms.record_messages import message_of
from ingest.errors import InputError


@dataclass(frozen=True, slots=True)
class FieldMistake:
    """What is wrong with one field of a record, and what to do."""

    path: FieldPath
    text: str


class _Expected(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    status: Statuses = ()
    facts: Facts = ()
    forbidden: ForbiddenFacts = ()
    sections: Sections = ()
    passages: Places = ()
    references: Places = ()
    short_answer: Strings = ()
    max_words: WordLimit = MAX_WORDS

    def expectation(self) -> Expectation:
        answered: tuple[Status, ...] = ("answered",)
        holds = (self.facts, self.sections, self.passages, self.references, self.short_answer)
        return Expectation(
            status=self.status or (answered if any(holds) else ()),
            facts=self.facts,
            forbidden=self.forbidden,
            sections=self.sections,
            passages=self.passages,
            references=self.references,
            short_answers=self.short_answer,
            max_words=self.max_words,
        )


class _Turn(_Expected):
    question: Sentence

    def turn(self) -> Turn:
        return Turn(self.question, self.expectation())


class _Head(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    language: LanguageName | None = None
    split: Part = "dev"
    tags: Tags = ()
    difficulty: Level = "medium"
    must_pass: Switch = False
    reviewed: Day = None
    draft: Switch = False


class _Single(_Head, _Turn):
    def all_turns(self) -> tuple[Turn, ...]:
        return (self.turn(),)


class _Dialogue(_Head):
    turns: tuple[_Turn, ...]

    def all_turns(self) -> tuple[Turn, ...]:
        return tuple(turn.turn() for turn in self.turns)


class _Asked(_Turn):
    id: Id
    turn_number: Count
    turn_count: Count
    language: LanguageName
    split: Part
    tags: Tags = ()
    difficulty: Level
    must_pass: Switch = False
    opening_section: str = ""


def read_record(
    values: Mapping[str, object], place: str = ""
) -> tuple[SetQuestion | None, tuple[FieldMistake, ...]]:
    """Return the question of a record, or None with everything that is wrong in it.

    Args:
        values: Field -> value; text, numbers, truths and dates may all be given as text.
        place: Where the record stands, kept in the question.
    """
    shape = _Dialogue if values.get("turns") is not None else _Single
    try:
        model = shape.model_validate(_given(values))
    except ValidationError as error:
        return None, tuple(
            FieldMistake(found["loc"], message_of(found, shape is _Dialogue))
            for found in error.errors(include_url=False, include_input=False)
        )
    turns = model.all_turns()
    question = SetQuestion(
        id=model.id,
        turns=turns,
        language=model.language or recognise_language(" ".join(turn.question for turn in turns)),
        tags=model.tags,
        difficulty=model.difficulty,
        split=model.split,
        must_pass=model.must_pass,
        reviewed=model.reviewed,
        draft=model.draft,
        place=place,
    )
    mistakes = tuple(
        FieldMistake(path, text)
        for path, text in contradictions(question, in_turns=shape is _Dialogue)
    )
    return (None if mistakes else question), mistakes


_FIELDS = {*_Single.model_fields, *_Dialogue.model_fields}


def _given(values: Mapping[str, object]) -> dict[str, object]:
    """Leave out the known fields that hold nothing, in the turns too."""
    given = {
        name: value
        for name, value in values.items()
        if name not in _FIELDS or not (value is None or value in ("", []))
    }
    turns = given.get("turns")
    if isinstance(turns, list):
        given["turns"] = [_given(turn) if isinstance(turn, Mapping) else turn for turn in turns]
    return given


def to_record(question: SetQuestion) -> dict[str, Any]:
    """Return a question as plain values in a fixed order; fields at their default are left out."""
    turns = [_turn_record(turn) for turn in question.turns]
    single = turns[0] if len(turns) == 1 else {}
    record: dict[str, Any] = {"id": question.id}
    if single:
        record["question"] = single.pop("question")
    record |= {"language": question.language, "split": question.split}
    record |= {"tags": list(question.tags)} if question.tags else {}
    record |= {"difficulty": question.difficulty} | single
    record |= {"must_pass": True} if question.must_pass else {}
    record |= {"reviewed": question.reviewed.isoformat()} if question.reviewed else {}
    record |= {"draft": True} if question.draft else {}
    return record if len(turns) == 1 else record | {"turns": turns}


def _turn_record(turn: Turn) -> dict[str, Any]:
    return {"question": turn.question} | _expected_record(turn.expected)


def _expected_record(expected: Expectation) -> dict[str, Any]:
    fields = {
        "status": _one_or_list(expected.status),
        "facts": _group_lists(expected.facts),
        "forbidden": list(expected.forbidden),
        "sections": _group_lists(expected.sections),
        "passages": _group_lists(expected.passages),
        "references": _group_lists(expected.references),
        "short_answer": _one_or_list(expected.short_answers),
        "max_words": expected.max_words if expected.max_words != MAX_WORDS else None,
    }
    return {name: value for name, value in fields.items() if value}


def _one_or_list(values: tuple[str, ...]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)


def _group_lists(groups: Groups) -> list[str | list[str]]:
    return [_one_or_list(group) for group in groups]


def asked_record(asked: AskedTurn) -> dict[str, Any]:
    """Return an asked turn as plain values, for a file of results."""
    return {
        "id": asked.id,
        "turn": asked.turn,
        "turns": asked.turns,
        "question": asked.question,
        "language": asked.language,
        "split": asked.split,
        "tags": list(asked.tags),
        "difficulty": asked.difficulty,
        "must_pass": asked.must_pass,
        "opening_section": asked.opening_section,
        **_expected_record(asked.expected),
    }


def asked_from_record(record: Mapping[str, object]) -> AskedTurn:
    """Return the asked turn that `asked_record` wrote.

    Raises:
        InputError: It is none; the message names the first wrong field.
    """
    names = {"turn": "turn_number", "turns": "turn_count"}
    values = {names.get(name, name): value for name, value in record.items()}
    try:
        model = _Asked.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"Dit is geen gestelde vraag: {place}: {message_of(first)}.") from error
    return AskedTurn(
        id=model.id,
        turn=model.turn_number,
        turns=model.turn_count,
        question=model.question,
        language=model.language,
        tags=model.tags,
        difficulty=model.difficulty,
        split=model.split,
        must_pass=model.must_pass,
        expected=model.expectation(),
        opening_section=model.opening_section,
    )
