"""What happens while a question is answered, in order; `Assistant.stream` yields these."""

from dataclasses import dataclass
from typing import Literal

from assistant.answer import Answer

Stage = Literal["analysed", "retrieved", "selected", "judged"]


@dataclass(frozen=True, slots=True)
class Status:
    """A stage of the work is done."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """The passages that will be quoted, by id, in the order of the quotes."""

    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerReady:
    """The whole answer; always the last event."""

    answer: Answer


Event = Status | EvidenceFound | AnswerReady
