"""The nouns of a question set: questions, dialogues, and what a right answer to each holds.

How they stand in files is the work of `eval.sets.forms`; judging answers that of `eval.metrics`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.answer import Language, Status

Difficulty = Literal["easy", "medium", "hard"]
Split = Literal["dev", "test"]
# Every group is needed; within a group one is enough.
Groups = tuple[tuple[str, ...], ...]

MAX_WORDS = 90


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a right answer holds.

    Attributes:
        status: The statuses that are right; ("answered",) or none of them "answered".
        facts: Strings of the document, or "/regex/", that the answer must state.
        forbidden: Facts that make an answer wrong.
        sections: Sections that hold the answer, numbered as in the table of contents.
        passages: Passages that hold the answer, by id.
        references: References the answer rests on, by key.
        short_answers: The exact short answers of which one is right; empty when not judged.
        max_words: The most words an answer may have, its markers left out.
    """

    status: tuple[Status, ...]
    facts: Groups = ()
    forbidden: tuple[str, ...] = ()
    sections: Groups = ()
    passages: Groups = ()
    references: Groups = ()
    short_answers: tuple[str, ...] = ()
    max_words: int = MAX_WORDS

    @property
    def answerable(self) -> bool:
        """Whether the document answers the question."""
        return "answered" in self.status


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a dialogue and what is expected of its answer."""

    question: str
    expected: Expectation


@dataclass(frozen=True, slots=True)
class SetQuestion:
    """A question, or a dialogue of several turns, of a set.

    Attributes:
        id: Unique in the set.
        turns: One turn, or two and more for a dialogue.
        language: The language it is asked in.
        tags: What kind of question it is, free words.
        difficulty: How far its words are from those of the text.
        split: "dev" to tune on, "test" only to report on.
        must_pass: Whether one wrong answer here fails a whole run.
        reviewed: The day a second person read it beside the text, None when nobody did.
        draft: Whether a person must still say what is expected; a draft is never asked.
        place: Where it stands ("gold/chapter-5.yaml, regel 12"), for messages.
    """

    id: str
    turns: tuple[Turn, ...]
    language: Language
    tags: tuple[str, ...] = ()
    difficulty: Difficulty = "medium"
    split: Split = "dev"
    must_pass: bool = False
    reviewed: date | None = None
    draft: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions with unique ids under one name.

    Attributes:
        name: The name of its file or folder, without ending.
        questions: In the order of the files.
        digest: Hash of what is asked and expected, in hexadecimal; the places left out.
    """

    name: str
    questions: tuple[SetQuestion, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class AskedTurn:
    """One turn of a set, with all that is needed to judge its answer on its own.

    Attributes:
        id: Id of the question or dialogue.
        turn: 1 for the first.
        turns: How many the dialogue has; 1 for a single question.
        opening_section: The first section that any turn of its dialogue expects, "" for none.
    """

    id: str
    turn: int
    turns: int
    question: str
    language: Language
    tags: tuple[str, ...]
    difficulty: Difficulty
    split: Split
    must_pass: bool
    expected: Expectation
    opening_section: str = ""

    @property
    def key(self) -> str:
        """The id, with the turn behind it in a dialogue ("h5-nl-d01#2")."""
        return f"{self.id}#{self.turn}" if self.turns > 1 else self.id

    @property
    def cluster(self) -> str:
        """What it is drawn with in a bootstrap: the section of its dialogue, else its own id."""
        return self.opening_section or _first_section((self.expected,)) or self.id


def asked_turns(question: SetQuestion) -> tuple[AskedTurn, ...]:
    """Return the turns of a question in order, each judgeable on its own."""
    opening = _first_section(turn.expected for turn in question.turns)
    return tuple(
        AskedTurn(
            id=question.id,
            turn=number,
            turns=len(question.turns),
            question=turn.question,
            language=question.language,
            tags=question.tags,
            difficulty=question.difficulty,
            split=question.split,
            must_pass=question.must_pass,
            expected=turn.expected,
            opening_section=opening,
        )
        for number, turn in enumerate(question.turns, start=1)
    )


def _first_section(expectations: Iterable[Expectation]) -> str:
    return next((one.sections[0][0] for one in expectations if one.sections), "")
