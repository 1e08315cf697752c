"""Questions from lines of JSON: each line becomes an answer or an error, never both, in order."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from assistant.answer import Language, Question
from assistant.question_check import checked_question
from ingest.errors import BadQuestion, DossierwijzerError

LONGEST_LINE = 1_000_000  # bytes; a longer line is refused without being held whole

_LANGUAGES: tuple[Language, ...] = ("nl", "en", "fr")


@dataclass(frozen=True, slots=True)
class LineDefaults:
    """What holds for a line that does not say otherwise: the options of the command."""

    language: Language | None = None
    explain: bool = False
    question_limit: int = 500


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream without their ends; an endless one only up to the limit."""
    while line := stream.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        yield line.rstrip(b"\r\n")


def answer_lines(
    lines: Iterable[bytes],
    answer: Callable[[Question], dict[str, object]],
    defaults: LineDefaults,
) -> Iterator[dict[str, object]]:
    """Yield one result per line: an answer as JSON, or `{"id", "error"}` for a bad line.

    Args:
        lines: Lines of JSON in UTF-8.
        answer: Answers one question.
        defaults: For lines that do not state them.
    """
    for line in lines:
        identity: str | int | None = None
        try:
            fields = _fields(line)
            identity = _identity(fields)
            yield answer(_question(fields, defaults)) | {"id": identity}
        except DossierwijzerError as error:
            yield {"id": identity, "error": str(error)}


def _fields(line: bytes) -> dict[str, object]:
    if len(line) > LONGEST_LINE:
        raise BadQuestion(f"De regel is langer dan {LONGEST_LINE} bytes.")
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadQuestion("De regel is geen UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise BadQuestion(
            'De regel is geen JSON. Verwacht: {"id": "…", "question": "…"}'
        ) from error
    if not isinstance(value, dict):
        raise BadQuestion('De regel is geen JSON-object. Verwacht: {"id": "…", "question": "…"}')
    return value


def _identity(fields: dict[str, object]) -> str | int | None:
    value = fields.get("id")
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return value
    raise BadQuestion('"id" moet een tekst of een geheel getal zijn.')


def _question(fields: dict[str, object], defaults: LineDefaults) -> Question:
    text = fields.get("question")
    if not isinstance(text, str):
        raise BadQuestion('"question" ontbreekt of is geen tekst.')
    conversation = fields.get("conversation")
    if conversation is not None and not isinstance(conversation, str):
        raise BadQuestion('"conversation" moet een tekst zijn.')
    return Question(
        text=checked_question(text, defaults.question_limit),
        language=_language(fields.get("lang"), defaults.language),
        id=None if fields.get("id") is None else str(fields["id"]),
        conversation=conversation,
        explain=defaults.explain,
    )


def _language(value: object, default: Language | None) -> Language | None:
    if value is None:
        return default
    for language in _LANGUAGES:
        if value == language:
            return language
    raise BadQuestion(f'"lang" moet een van deze zijn: {", ".join(_LANGUAGES)}.')
