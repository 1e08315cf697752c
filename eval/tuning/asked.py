"""The labelled questions as the assistant takes them apart, once for everything that learns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Language, Question
from assistant.chain import Analysed, analysed
from eval.tuning.labelled import LabelledQuestion

if TYPE_CHECKING:
    from index.store import Index

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is searched for it, which no weight changes."""

    question: LabelledQuestion
    stage: Analysed

    @property
    def language(self) -> Language:
        """The language it was read in, which chooses weights and threshold."""
        return self.stage.analysis.language


def asked_of(
    questions: Sequence[LabelledQuestion], index: "Index", progress: Progress
) -> list[Asked]:
    """Return every question taken apart.

    Args:
        questions: Questions with and without an answer.
        index: Knows the words that are spelt right.
        progress: Told the share that is done, 0..1.
    """
    asked: list[Asked] = []
    for number, question in enumerate(questions, start=1):
        asked.append(Asked(question, analysed(Question(question.text, question.language), index)))
        progress(number / len(questions))
    return asked
