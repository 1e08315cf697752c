"""Which parts of the documents the questions of a set touch, and which none does."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Language
from eval.question_set import QuestionSet, SetQuestion
from ingest.passage import Passage

PartKind = Literal["section", "table", "footnote", "reference"]
PART_KINDS: tuple[PartKind, ...] = ("section", "table", "footnote", "reference")


@dataclass(frozen=True, slots=True)
class CoveredPart:
    """A part of a document and how many questions touch it.

    Attributes:
        kind: What it is.
        name: Number of the section, id of the table or footnote, key of the reference.
        title: Title of the section, first words of the footnote or reference, caption.
        questions: Number of answerable questions that touch it, per language; a dialogue is one.
    """

    kind: PartKind
    name: str
    title: str
    questions: Mapping[Language, int]

    @property
    def total(self) -> int:
        """How many questions touch it in all."""
        return sum(self.questions.values())


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every part of the documents, in reading order, per kind."""

    parts: tuple[CoveredPart, ...]

    def of(self, kind: PartKind) -> tuple[CoveredPart, ...]:
        """Return the parts of one kind."""
        return tuple(part for part in self.parts if part.kind == kind)

    def missing(self, kind: PartKind) -> tuple[CoveredPart, ...]:
        """Return the parts of one kind that no question touches."""
        return tuple(part for part in self.of(kind) if not part.total)


def coverage(question_set: QuestionSet, passages: Sequence[Passage]) -> Coverage:
    """Count for each part of the documents the questions that touch it.

    A section is touched by a question that expects it or a passage in it; a table, a footnote and
    a reference by one that expects that passage, a row of it, or the reference by its key. All
    alternatives count. Drafts, and questions without an answer, touch nothing.
    """
    by_id = {passage.id: passage for passage in passages}
    counted: dict[tuple[PartKind, str], Counter[Language]] = {}
    for question in question_set.questions:
        if not question.draft:
            for touched in _touched(question, by_id):
                counted.setdefault(touched, Counter())[question.language] += 1
    return Coverage(
        tuple(
            CoveredPart(kind, name, title, dict(counted.get((kind, name), {})))
            for kind in PART_KINDS
            for name, title in _parts(kind, passages)
        )
    )


def _parts(kind: PartKind, passages: Iterable[Passage]) -> Iterable[tuple[str, str]]:
    """Return name and title of each part of a kind, in reading order."""
    parts: dict[str, str] = {}
    for passage in passages:
        for found, name in _parts_of(passage):
            if found == kind and name not in parts:
                title = passage.section_title if kind == "section" else passage.text
                parts[name] = " ".join(title.split())
    return parts.items()


def _parts_of(passage: Passage) -> Iterable[tuple[PartKind, str]]:
    """Return the parts of the documents that a passage is, or stands in."""
    if passage.section:
        yield "section", passage.section
    if passage.kind == "table":
        yield "table", passage.id
    elif passage.kind == "table_row" and passage.parent:
        yield "table", passage.parent
    elif passage.kind == "footnote":
        yield "footnote", passage.id
    elif passage.kind == "reference" and passage.references:
        yield "reference", passage.references[0].key


def _touched(question: SetQuestion, passages: Mapping[str, Passage]) -> set[tuple[PartKind, str]]:
    touched: set[tuple[PartKind, str]] = set()
    for turn in question.turns:
        expected = turn.expected
        touched |= {("section", name) for group in expected.sections for name in group}
        touched |= {("reference", name) for group in expected.references for name in group}
        for group in expected.passages:
            for name in group:
                if name in passages:
                    touched |= set(_parts_of(passages[name]))
    return touched
