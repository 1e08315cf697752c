"""The assistant in this process as a target: asked through the same stream as everyone else."""

from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from assistant.answer import Question
from eval.targets.target import Asked, NotJudged, PassageText

if TYPE_CHECKING:
    from assistant.documents.rebuild import Reporter
    from assistant.events import Event
    from assistant.settings import Settings
    from index.store import Index

NAME = "local"


class Answering(Protocol):
    """Anything that answers from an index, event by event; `assistant.Assistant` is one."""

    @property
    def index(self) -> "Index":
        """The index it answers from."""

    def stream(self, question: Question) -> "Iterator[Event]":
        """Yield what happens; the last event holds the answer."""


class LocalTarget:
    """An assistant in this process."""

    def __init__(self, answering: Answering, name: str, program: str, question_limit: int) -> None:
        """Take what answers; its index is closed with this target.

        Args:
            answering: The assistant.
            name: What it is called in results.
            program: Hash of what answers.
            question_limit: Longest question, in characters, as for every other asker.
        """
        self.name = name
        self.program = program
        self.generation = answering.index.generation.id
        self.index = answering.index
        self._answering = answering
        self._question_limit = question_limit

    def ask(self, question: Question) -> Asked:
        """Return the answer, with the time to the first event; errors as in `Target`."""
        from dataclasses import replace

        from assistant.events import AnswerReady
        from assistant.question_check import checked_question

        text = checked_question(question.text, self._question_limit)
        started = perf_counter()
        first = None
        for event in self._answering.stream(replace(question, text=text)):
            passed = round((perf_counter() - started) * 1000, 3)
            first = passed if first is None else first
            if isinstance(event, AnswerReady):
                return Asked(event.answer, first, passed)
        raise NotJudged("de assistent gaf geen antwoord")

    def passage(self, passage_id: str) -> PassageText | None:
        """Return a passage of the index, None when there is none of that id."""
        try:
            found = self.index.passage(passage_id)
        except KeyError:
            return None
        return PassageText(found.section, found.text, found)

    def close(self) -> None:
        """Close the index."""
        self.index.close()


def open_local(settings: "Settings", reporter: "Reporter") -> LocalTarget:
    """Return the assistant that the settings describe, its index built when need be.

    Raises:
        StorageFailure: There is no usable index and none can be built.
        ProviderFailure: The embedding that the settings name is not there.
    """
    from assistant.compose import open_assistant
    from eval.runs.program_hash import program_hash

    assistant = open_assistant(settings, reporter)
    return LocalTarget(assistant, NAME, program_hash(settings), settings.question_limit)
