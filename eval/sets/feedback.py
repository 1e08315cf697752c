"""Answers that users of a server found wrong -> draft questions for a person to confirm.

Personal data that a question may hold, such as an address or a telephone number, are masked.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from eval.question_set import SetQuestion
from eval.sets.forms.entry import Mistake
from eval.sets.forms.record import read_record
from eval.sets.set_reading import SetMistakes

DRAFT_TAG = "concept"
_EXPECTED = 'verwacht wordt {"question": "…", "useful": false}'
# What is masked, in this order, and what stands there instead.
_PERSONAL = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mailadres]"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?\b"), "[rekening]"),
    (re.compile(r"\b\d{2}\.?\d{2}\.?\d{2}[- ]?\d{3}[. ]?\d{2}\b"), "[rijksregisternummer]"),
    (re.compile(r"(?<!\w)(?:\+|00)\d{1,3}(?:[ ./()-]{0,2}\d){7,12}\b"), "[telefoonnummer]"),
    (re.compile(r"(?<![\w.,/-])0\d(?:[ ./-]?\d){7,8}\b"), "[telefoonnummer]"),
)


def masked(text: str) -> str:
    """Return a text without the addresses and numbers that point to a person."""
    for pattern, instead in _PERSONAL:
        text = pattern.sub(instead, text)
    return text


def drafts_from_feedback(lines: Iterable[str], name: str) -> tuple[SetQuestion, ...]:
    """Return a draft for each question that got a thumbs-down; the same question gives one.

    A draft expects the sections that the answer cited, for a person to confirm or change.

    Args:
        lines: JSON as a server keeps it: `question`, `useful`, and perhaps `language` and the
            whole `answer`. Empty lines, and answers that were found useful, are passed over.
        name: What to call the lines in messages.

    Raises:
        SetMistakes: Some lines are no feedback; holds each of them.
    """
    drafts: dict[str, SetQuestion] = {}
    mistakes: list[Mistake] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = _record(_feedback(line))
        except ValueError as error:
            mistakes.append(Mistake(name, number, "", str(error)))
            continue
        if record is None:
            continue
        draft, wrong = read_record(record, place=f"{name}, regel {number}")
        mistakes += [
            Mistake(name, number, ".".join(map(str, found.path)), found.text) for found in wrong
        ]
        if draft:
            drafts.setdefault(draft.id, draft)
    if mistakes:
        raise SetMistakes(mistakes)
    return tuple(drafts.values())


def _feedback(line: str) -> Mapping[str, Any]:
    try:
        feedback = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"dit is geen JSON; {_EXPECTED}") from error
    if not isinstance(feedback, dict):
        raise ValueError(f"dit is geen JSON-object; {_EXPECTED}")
    if not isinstance(feedback.get("useful"), bool):
        raise ValueError(f"useful moet true of false zijn; {_EXPECTED}")
    if not isinstance(feedback.get("question"), str):
        raise ValueError(f"question ontbreekt of is geen tekst; {_EXPECTED}")
    return feedback


def _record(feedback: Mapping[str, Any]) -> dict[str, object] | None:
    """Return the record of a draft, or None for an answer that was found useful."""
    if feedback["useful"]:
        return None
    question = masked(" ".join(feedback["question"].split()))
    answer = feedback.get("answer")
    answer = answer if isinstance(answer, dict) else {}
    sections = _cited_sections(answer)
    return {
        "id": f"concept-{_digest(question)}",
        "question": question,
        "language": feedback.get("language") or feedback.get("lang") or answer.get("language"),
        "tags": [DRAFT_TAG],
        "sections": [sections] if sections else None,
        "draft": True,
    }


def _digest(question: str) -> str:
    # Half a surrogate pair may be in it; `read_record` tells of that.
    data = question.casefold().encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:10]


def _cited_sections(answer: Mapping[str, Any]) -> list[str]:
    citations = answer.get("citations")
    cited = citations if isinstance(citations, list) else []
    sections = [one.get("section") for one in cited if isinstance(one, dict)]
    return list(dict.fromkeys(name for name in sections if isinstance(name, str) and name))
