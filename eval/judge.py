"""The optional judge: a chat model grades an answer; an extra column, never part of a verdict.

Only what can be read as a grade counts; everything else is "could not judge" with the reason.
"""

import json
import re
import threading
from collections.abc import Callable
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Answer, Language
from eval.observation import Observation, Verdict
from ingest.errors import ProviderFailure
from prompts.template import load_prompt

LONGEST_REASON = 300
# A prompt in, a reply out.
Reply = Callable[[str], str]

_OBJECT = re.compile(r"\{[^{}]*\}", re.DOTALL)


class _Grade(BaseModel):
    model_config = ConfigDict(strict=True)

    faithful: bool
    complete: bool
    reason: str = ""


class Judge:
    """Grades observations with one model; after three failures in a row it is left alone.

    May be used by several threads at once.
    """

    PATIENCE = 3

    def __init__(self, reply: Reply) -> None:
        """Take what sends a prompt to the model."""
        self._reply = reply
        self._lock = threading.Lock()
        self._failures = 0

    def graded(self, observation: Observation) -> Observation:
        """Return the observation with a verdict; as it was when there is nothing to grade."""
        answer = observation.answer
        if answer is None or answer.status != "answered":
            return observation
        return replace(observation, verdict=self._verdict(answer, observation.asked.language))

    def _verdict(self, answer: Answer, language: Language) -> Verdict:
        if self._failures >= self.PATIENCE:
            return _unjudged("het taalmodel antwoordde al drie keer op rij niet")
        prompt = load_prompt("judge", language).filled(material=material(answer))
        try:
            reply = self._reply(prompt)
        except ProviderFailure as failure:
            self._count(failed=True)
            return _unjudged(str(failure))
        self._count(failed=False)
        return read_grade(reply)

    def _count(self, failed: bool) -> None:
        with self._lock:
            # One that is left alone stays so, also when a slow reply still comes in.
            if self._failures < self.PATIENCE:
                self._failures = self._failures + 1 if failed else 0


def material(answer: Answer) -> str:
    """Return what is graded as one JSON object, so that nothing in it can pass for the prompt."""
    return json.dumps(
        {
            "question": answer.question,
            "answer": answer.text,
            "quotes": [{"marker": quote.marker, "text": quote.quote} for quote in answer.quotes],
        },
        ensure_ascii=False,
        indent=1,
    )


def read_grade(reply: str) -> Verdict:
    """Return the verdict in a model's reply: its last JSON object, whatever stands around it."""
    found = _OBJECT.findall(reply)
    if not found:
        return _unjudged("het taalmodel gaf geen JSON")
    try:
        grade = _Grade.model_validate_json(found[-1])
    except ValidationError:
        return _unjudged("het taalmodel gaf JSON van een andere vorm")
    return Verdict(grade.faithful, grade.complete, " ".join(grade.reason.split())[:LONGEST_REASON])


def _unjudged(reason: str) -> Verdict:
    return Verdict(None, None, reason)
