"""An `Explanation` as JSON and back, the part of `assistant.answer_json` for `--explain`."""

from dataclasses import asdict
from typing import Any

from assistant.answer import Explanation


def hits_json(explanation: Explanation | None) -> list[dict[str, Any]]:
    """Return the passages found as plain values, none without an explanation."""
    if explanation is None:
        return []
    return [
        {
            "passage": hit.passage,
            "score": hit.score,
            "channels": dict(hit.channels),
            "text": hit.text,
            "fused": hit.fused,
            "ranks": dict(hit.ranks),
            "question": None if hit.question is None else asdict(hit.question),
        }
        for hit in explanation.hits
    ]


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Return the rest of an explanation as plain values."""
    doubt = explanation.doubt
    return {
        "terms": list(explanation.terms),
        "answerability": explanation.answerability,
        "threshold": explanation.threshold,
        "reading": None if explanation.reading is None else asdict(explanation.reading),
        "sought": [asdict(term) for term in explanation.sought],
        "sentences": [
            asdict(sentence) | {"parts": dict(sentence.parts)} for sentence in explanation.sentences
        ],
        "doubt": None if doubt is None else asdict(doubt) | {"parts": dict(doubt.parts)},
    }


def explanation_values(explained: dict[str, Any], hits: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the fields of the explanation that became this JSON; what is missing stays so.

    Args:
        explained: What `explanation_json` gave.
        hits: What `hits_json` gave.

    Raises:
        TypeError, ValueError, AttributeError: They are of another shape altogether.
    """
    doubt = explained.get("doubt")
    return explained | {
        "hits": [_paired(hit, "channels", "ranks") for hit in hits],
        "sentences": [_paired(one, "parts") for one in explained.get("sentences", ())],
        "doubt": None if doubt is None else _paired(doubt, "parts"),
    }


def _paired(values: dict[str, Any], *names: str) -> dict[str, Any]:
    """The values with pairs in place of the mappings under these names."""
    return values | {name: tuple(values[name].items()) for name in names if name in values}
