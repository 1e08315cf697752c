"""Which questions of a set are asked: by split and by tag."""

from collections.abc import Iterable
from dataclasses import dataclass

from eval.question_set import QuestionSet, SetQuestion, Split
from ingest.errors import InputError


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of a set.

    Attributes:
        split: Only this split, None for both.
        tags: Only questions with at least one of these; () for all.
    """

    split: Split | None = None
    tags: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The selection in a few words, "" when it is the whole set."""
        parts = [f"deel {self.split}"] if self.split else []
        parts += [f"label {tag}" for tag in self.tags]
        return ", ".join(parts)


def selected(question_set: QuestionSet, selection: Selection) -> tuple[SetQuestion, ...]:
    """Return the questions of the selection, in the order of the set.

    Raises:
        InputError: There are none, or only drafts; the message names the tags there are.
    """
    chosen = tuple(_chosen(question_set.questions, selection))
    if all(question.draft for question in chosen):
        tags = sorted({tag for question in question_set.questions for tag in question.tags})
        known = f" Labels in deze set: {', '.join(tags[:30])}." if tags and selection.tags else ""
        part = f" met {selection.words}" if selection.words else ""
        raise InputError(
            f"De set {question_set.name} heeft geen vraag{part} die gesteld kan worden.{known}"
        )
    return chosen


def _chosen(questions: Iterable[SetQuestion], selection: Selection) -> Iterable[SetQuestion]:
    for question in questions:
        in_split = selection.split in (None, question.split)
        if in_split and (not selection.tags or not set(selection.tags).isdisjoint(question.tags)):
            yield question
