"""Question sets: JSONL files of questions and what a good answer to each holds.

Reads and checks them; asking and scoring is another file's work.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assistant.answer import Language, Status
from ingest.errors import UnreadableFile, UnusableText

DEVELOPMENT_SET = Path(__file__).with_name("questions") / "development.jsonl"
# Only for reporting, not for tuning.
REPORTING_SET = DEVELOPMENT_SET.with_name("reporting.jsonl")


@dataclass(frozen=True, slots=True)
class SetQuestion:
    """A question and what a good answer to it holds.

    Attributes:
        id: Unique in the set.
        question: As a user would word it.
        lang: The language it is asked in.
        status: The statuses that are right; ("answered",) or none of them "answered".
        sections: Every section that holds a full answer, numbered as in the table of contents.
        facts: Each a group of literal strings of which the answer must hold one.
        short: The exact short answer, or None when several would be right.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: str
    question: str
    lang: Language
    status: tuple[Status, ...]
    sections: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    short: str | None = None

    @property
    def answerable(self) -> bool:
        """Whether the document answers it."""
        return "answered" in self.status


def parse_questions(lines: Iterable[str], name: str) -> tuple[SetQuestion, ...]:
    """Return the questions that JSON `lines` hold; empty lines are skipped.

    Raises:
        UnusableText: a line is no JSON, a field is missing, unknown or of a wrong kind, or the
            fields contradict each other; the message names `name`, the line and the field.
    """
    questions: dict[str, SetQuestion] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{name}, regel {number}"
        question = _parsed(line, place)
        if question.id in questions:
            raise UnusableText(f"{place}, veld id: {question.id!r} staat er al; kies een ander.")
        questions[question.id] = question
    return tuple(questions.values())


def _parsed(line: str, place: str) -> SetQuestion:
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        raise UnusableText(
            f"{place}: dit is geen JSON ({error.msg}); verbeter de regel."
        ) from error
    if isinstance(values, dict) and isinstance(values.get("status"), str):
        values["status"] = [values["status"]]
    try:
        question = TypeAdapter(SetQuestion).validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "de hele regel"
        raise UnusableText(f"{place}, veld {field}: {first['msg']}.") from error
    if contradiction := _contradiction(question):
        raise UnusableText(f"{place}, veld {contradiction}.")
    return question


def _contradiction(question: SetQuestion) -> str:
    """Return the field and what is wrong with it beside the others, or ""."""
    answerable = question.answerable
    rules = (
        ("question: er staat geen vraag", bool(question.question.strip())),
        ("status: er staat geen status", bool(question.status)),
        (
            "status: naast 'answered' mag geen andere status staan",
            not answerable or len(question.status) == 1,
        ),
        (
            "sections: alleen een vraag met antwoord noemt secties",
            answerable == bool(question.sections),
        ),
        ("facts: alleen een vraag met antwoord noemt feiten", answerable == bool(question.facts)),
        ("facts: een feit heeft geen enkele schrijfwijze", all(question.facts)),
        ("short: een vraag zonder antwoord heeft er geen", answerable or question.short is None),
    )
    return next((mistake for mistake, kept in rules if not kept), "")


def load_questions(path: Path = DEVELOPMENT_SET) -> tuple[SetQuestion, ...]:
    """Return the questions in the JSONL file at `path`.

    Raises:
        UnreadableFile: the file cannot be read as UTF-8 text.
        UnusableText: see `parse_questions`.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"De vragen in {path} zijn niet te lezen ({error}); geef een JSONL-bestand in UTF-8."
        ) from error
    return parse_questions(text.split("\n"), path.name)
