"""What can be measured: anything that answers a question and hands out passages by their id.

A failure to answer is said by an error, never by an empty answer: it must not count as wrong.

    DossierwijzerError
    ├── EnvironmentFailure
    │   └── NotJudged       the target gave nothing that can be judged
    │       └── Unreachable nobody answers there at all
    └── CannotTell          whether a passage is there, or what it says, cannot be known
"""

from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer, Question
from ingest.errors import DossierwijzerError, EnvironmentFailure
from ingest.passage import Passage


class NotJudged(EnvironmentFailure):
    """The target gave no answer that can be judged; the message is the reason, as a phrase."""


class Unreachable(NotJudged):
    """Nobody answers at the target's address, not even after asking again."""


class CannotTell(DossierwijzerError):
    """The target does not say what a passage holds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer and what it took.

    Attributes:
        answer: The whole answer.
        first_event_ms: Until something was heard of it, None when the target does not tell.
        total_ms: Until it was there, as the asker saw it.
    """

    answer: Answer
    first_event_ms: float | None
    total_ms: float


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage as far as quotes and ranks are checked against it.

    Attributes:
        section: Number of its section, "" when it has none or the target does not tell.
        text: Its literal text.
        whole: All of it, with pages and references; None where the target does not show that.
    """

    section: str
    text: str
    whole: Passage | None = None


class Target(Protocol):
    """Something that answers questions on a document; may be asked by several threads at once."""

    @property
    def name(self) -> str:
        """What it is called in results: "local", "first-paragraph" or an address."""

    @property
    def generation(self) -> str:
        """Id of the index that answers, "" when it is not known."""

    @property
    def program(self) -> str:
        """Hash of the code and the settings that answer, "" when they are not known."""

    def ask(self, question: Question) -> Asked:
        """Return the answer; turns of one dialogue share `question.conversation`.

        Raises:
            NotJudged: There is none that can be judged.
            DossierwijzerError: The assistant refuses or fails; no answer either.
        """

    def passage(self, passage_id: str) -> PassageText | None:
        """Return a passage, None when there is none of that id.

        Raises:
            CannotTell: It cannot be known.
        """

    def close(self) -> None:
        """Give up what is held open; nothing is asked afterwards."""
