"""The lines of a file of results as plain values, and back; what is read is checked."""

from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.answer_json import from_json, to_json
from eval.observation import Observation, RunHead, Verdict
from eval.sets.forms.record import asked_from_record, asked_record
from ingest.errors import InputError, UnusableText

FORMAT = 1


class _Measured(BaseModel):
    """What a line says beside the turn; the answer is checked on its own."""

    answer: dict[str, Any] | None
    failure: str
    literal: tuple[bool | None, ...]
    hit_sections: tuple[str, ...]
    first_event_ms: float | None
    total_ms: float | None
    same: bool | None
    cached: bool
    verdict: Verdict | None = None


def head_line(head: RunHead) -> dict[str, Any]:
    """Return the first line of a run."""
    return {"kind": "head", "format": FORMAT, **asdict(head)}


def head_of(values: dict[str, Any], place: str, remedy: str) -> RunHead:
    """Return the head that `head_line` wrote.

    Args:
        values: The first line.
        place: File and line, for messages.
        remedy: What to do when it is no head.

    Raises:
        UnusableText: It is none, or one of another format.
    """
    if values.get("kind") != "head":
        raise UnusableText(f"{place}: dit is geen bestand met resultaten van een run. {remedy}")
    if values.get("format") != FORMAT:
        raise UnusableText(
            f"{place}: het formaat is {str(values.get('format'))[:20]} en deze versie leest "
            f"{FORMAT}. Doe de run opnieuw met deze versie van dossierwijzer."
        )
    try:
        return TypeAdapter(RunHead).validate_python(values)
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise UnusableText(f"{place}: {field} ontbreekt of is fout. {remedy}") from error


def turn_line(observation: Observation) -> dict[str, Any]:
    """Return the line of a turn; the texts of found passages are left out."""
    answer = None
    if observation.answer is not None:
        answer = to_json(observation.answer)
        for hit in answer["hits"]:
            del hit["text"]
    verdict = observation.verdict
    return {
        "kind": "turn",
        "asked": asked_record(observation.asked),
        "answer": answer,
        "failure": observation.failure,
        "literal": list(observation.literal),
        "hit_sections": list(observation.hit_sections),
        "first_event_ms": observation.first_event_ms,
        "total_ms": observation.total_ms,
        "same": observation.same,
        "cached": observation.cached,
        "verdict": None if verdict is None else asdict(verdict),
    }


def observation_of(values: dict[str, Any], place: str) -> Observation:
    """Return the observation that `turn_line` wrote, with "" for texts of found passages.

    Args:
        values: The line.
        place: File and line, for messages.

    Raises:
        UnusableText: It is no such line; the message says what is wrong.
    """
    if values.get("kind") != "turn":
        raise UnusableText(f"{place}: hier hoort een gestelde vraag te staan.")
    asked = values.get("asked")
    if not isinstance(asked, dict):
        raise UnusableText(f"{place}: de gestelde vraag ontbreekt.")
    try:
        measured = _Measured.model_validate(values)
        answer = None if measured.answer is None else from_json(_with_texts(measured.answer))
        return Observation(
            asked=asked_from_record(asked),
            answer=answer,
            failure=measured.failure,
            literal=measured.literal,
            hit_sections=measured.hit_sections,
            first_event_ms=measured.first_event_ms,
            total_ms=measured.total_ms,
            same=measured.same,
            cached=measured.cached,
            verdict=measured.verdict,
        )
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise UnusableText(f"{place}: {field} ontbreekt of is fout.") from error
    except InputError as error:
        raise UnusableText(f"{place}: {error}") from error


def _with_texts(answer: dict[str, Any]) -> dict[str, Any]:
    hits = answer.get("hits")
    if not isinstance(hits, list):
        return answer
    return answer | {
        "hits": [{"text": "", **hit} if isinstance(hit, dict) else hit for hit in hits]
    }
