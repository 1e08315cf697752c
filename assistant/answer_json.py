"""An `Answer` as JSON and back: the outside form that command line, API and eval share.

The shape and the order of keys are a promise to users' scripts; see CHANGELOG.md on changes.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, CitedReference, Quote
from assistant.explaining.explanation_json import explanation_json, explanation_values, hits_json
from ingest.errors import InputError

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def to_json(answer: Answer) -> dict[str, Any]:
    """Return the answer as plain values that `json.dumps` takes.

    A last key `explanation` is there only when the answer explains itself.
    """
    explanation = answer.explanation
    shape: dict[str, Any] = {
        "id": answer.id,
        "question": answer.question,
        "language": answer.language,
        "status": answer.status,
        "short_answer": answer.short_answer,
        "answer": answer.text,
        "citations": [_citation(quote) for quote in answer.quotes],
        "mode": answer.mode,
        "model": answer.model,
        "verified": answer.verified,
        "confidence": answer.confidence,
        "nearest": [
            {
                "document": near.document,
                "section": near.section,
                "title": near.title,
                "url": near.url,
            }
            for near in answer.nearest
        ],
        "hits": hits_json(explanation),
        "document": {"title": answer.document.title, "date": answer.document.date},
        "generation": answer.generation,
        "conversation": answer.conversation,
        "notes": [{"code": note.code, "values": dict(note.values)} for note in answer.notes],
        "timings_ms": {"total": answer.total_ms},
    }
    if explanation is not None:
        shape["explanation"] = explanation_json(explanation)
    return shape


def _citation(quote: Quote) -> dict[str, Any]:
    return {
        "marker": quote.marker,
        "passage": quote.passage,
        "document": quote.document,
        "section": quote.section,
        "section_title": quote.section_title,
        "section_path": list(quote.section_path),
        "page": quote.page,
        "page_basis": quote.page_basis,
        "kind": quote.kind,
        "quote": quote.quote,
        "start": quote.start,
        "end": quote.end,
        "url": quote.url,
        "references": [_reference(reference) for reference in quote.references],
        "lang": quote.lang,
    }


def _reference(reference: CitedReference) -> dict[str, Any]:
    return {
        "key": reference.key,
        "label": reference.label,
        "entry": reference.entry,
        "url": reference.url,
        "scope": reference.scope,
        "evidence": reference.evidence,
    }


def from_json(shape: object) -> Answer:
    """Return the answer that `to_json` turned into `shape`.

    Raises:
        InputError: `shape` is not the JSON of an answer; the message names the wrong place.
    """
    from pydantic import ValidationError

    try:
        return _adapter().validate_python(_renamed(shape))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"Dit is geen antwoord van dossierwijzer: {place}: {first['msg']}.") from (
            error
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(f"Dit is geen antwoord van dossierwijzer: {error!r}.") from error


@cache
def _adapter() -> "TypeAdapter[Answer]":
    """The check of an answer; making it takes longer than a hundred checks."""
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)


def _renamed(shape: Any) -> dict[str, Any]:  # noqa: ANN401 (any JSON at all)
    """Give the outside names their inside ones; what is checked is left to pydantic."""
    values = dict(shape)
    explained = values.pop("explanation", None)
    hits = values.pop("hits")
    values["text"] = values.pop("answer")
    values["quotes"] = values.pop("citations")
    values["total_ms"] = values.pop("timings_ms")["total"]
    values["notes"] = [
        {"code": note["code"], "values": tuple(note["values"].items())} for note in values["notes"]
    ]
    if explained is not None:
        values["explanation"] = explanation_values(explained, hits)
    return values
