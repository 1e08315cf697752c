"""The one way in for a question: `Assistant.stream` tells what happens, `ask` gives the answer."""

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from assistant.answer import Answer, Exchange, Question
from assistant.chain import Analysed, Judged, Retrieved, Selected, build_chain
from assistant.events import AnswerReady, Event, EvidenceFound, Stage, Status
from assistant.follow_ups.dialogues import Dialogues
from assistant.tuning import Tuning
from index.store import Index

_STAGES: dict[type, Stage] = {
    Analysed: "analysed",
    Retrieved: "retrieved",
    Selected: "selected",
    Judged: "judged",
}


class Assistant:
    """Answers questions from one index, with literal quotes."""

    def __init__(self, index: Index, tuning: Tuning | None = None) -> None:
        """Take an open index, which is read, never changed, and what was learnt.

        Without `tuning` it is what is shipped.
        """
        self.index = index
        self.dialogues = Dialogues()
        self.chain = build_chain(index, tuning)

    def stream(self, question: Question) -> Iterator[Event]:
        """Yield what happens, step by step; the last event holds the answer.

        A question with a conversation is understood from what was asked before in that, unless it
        brings its own `earlier`.
        """
        started = perf_counter()
        conversation = question.conversation
        if conversation and not question.earlier:
            question = replace(question, earlier=self.dialogues.earlier(conversation))
        stage: object = question
        understood = question.text
        for step in self.chain.steps:
            stage = step.invoke(stage)
            if isinstance(stage, Analysed):
                understood = stage.analysis.text
            yield from _events(stage)
        if isinstance(stage, Answer):
            if conversation:
                self.dialogues.remember(conversation, Exchange(understood, stage))
            total = round((perf_counter() - started) * 1000, 1)
            yield AnswerReady(replace(stage, total_ms=total))

    def ask(self, question: Question) -> Answer:
        """Return the answer to a question."""
        answers = [
            event.answer for event in self.stream(question) if isinstance(event, AnswerReady)
        ]
        return answers[-1]


def _events(stage: object) -> Iterator[Event]:
    """What a finished step says to whoever waits for the answer."""
    name = _STAGES.get(type(stage))
    if name:
        yield Status(name)
    if isinstance(stage, Judged) and stage.evidence:
        yield EvidenceFound(tuple(piece.passage.id for piece in stage.evidence))
