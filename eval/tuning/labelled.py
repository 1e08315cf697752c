"""Questions to learn from: with the sentences that answer them, or none.

They are the questions of the gold set that tuning may see (split "dev"), and those of
`questions.tsv` beside this file: a heading, then language, answers and question, tab separated. An
answer is `passage:sentence` (0 for the whole passage); `|` stands between answers of which one is
enough, `+` between parts that are needed together; nothing stands there when the dossier does not
answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import cast, get_args

from assistant.answer import Language
from eval.facts import holds_group
from eval.question_set import Expectation, QuestionSet
from ingest.errors import UnusableText
from ingest.passage import Passage

WHOLE = 0
HEADING = "language\tanswers\tquestion"


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """A passage, and the number of the sentence in it that answers (0 for the whole)."""

    passage: str
    sentence: int


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question and where its answer stands.

    Attributes:
        text: The question.
        language: Its language.
        answers: Ways to answer it, each as the places needed together; empty when there is none.
        expected: What the gold set expects of the answer, None for a question of the table.
    """

    text: str
    language: Language
    answers: tuple[tuple[AnswerPlace, ...], ...]
    expected: Expectation | None = None

    @property
    def answerable(self) -> bool:
        """Whether the dossier answers it."""
        return bool(self.answers) or (self.expected is not None and self.expected.answerable)

    def is_in(self, passage: Passage) -> bool:
        """Return whether a passage holds the answer, wholly or in part."""
        if self.expected is not None:
            return any(passage.id in group for group in self.expected.passages)
        return self.is_answered_by(passage, 0, len(passage.text))

    def is_answered_by(self, passage: Passage, start: int, end: int) -> bool:
        """Return whether a span of a passage answers the question, wholly or in part."""
        if self.expected is not None:
            text, facts = passage.text[start:end], self.expected.facts
            return self.is_in(passage) and (
                not facts or any(holds_group(text, group) for group in facts)
            )
        return any(
            _covers(place, passage, start, end) for places in self.answers for place in places
        )

    def is_in_section(self, section: str, section_of: Mapping[str, str]) -> bool:
        """Return whether a section holds the answer, wholly or in part.

        Args:
            section: Number of a section.
            section_of: The section of each passage, by id.
        """
        if self.expected is not None:
            return any(section in group for group in self.expected.sections)
        return any(
            section_of[place.passage] == section for places in self.answers for place in places
        )


def labelled_questions(
    gold: QuestionSet, passages: Iterable[Passage]
) -> tuple[LabelledQuestion, ...]:
    """Return every question that tuning may learn from, single turns only.

    Args:
        gold: The gold set; of it only the split "dev" is read.
        passages: The passages of the dossier.

    Raises:
        UnusableText: The table names a passage or sentence that is not there.
    """
    of_gold = (
        LabelledQuestion(question.turns[0].question, question.language, (), turn.expected)
        for question in gold.questions
        for turn in question.turns[:1]
        if question.split == "dev" and len(question.turns) == 1
    )
    table = files("eval").joinpath("tuning", "questions.tsv").read_text(encoding="utf-8")
    return (*of_gold, *read_table(table, passages))


def read_table(table: str, passages: Iterable[Passage]) -> tuple[LabelledQuestion, ...]:
    """Return the questions of a table, see the module's own text.

    Raises:
        UnusableText: A line is not of this form.
    """
    sentences = {passage.id: max(1, len(passage.sentences)) for passage in passages}
    found: list[LabelledQuestion] = []
    heading, *lines = table.splitlines() or [""]
    if heading != HEADING:
        raise UnusableText(
            "De vragen om mee af te stemmen beginnen niet met de regel "
            f"{HEADING.replace(chr(9), ', ')}."
        )
    for number, line in enumerate(lines, start=2):
        try:
            language, answers, text = line.split("\t")
            if language not in get_args(Language) or not text.strip():
                raise ValueError(language)
            places = tuple(_places(way) for way in answers.split("|") if way)
            if any(place.sentence > sentences[place.passage] for way in places for place in way):
                raise ValueError(answers)
        except (ValueError, KeyError) as error:
            raise UnusableText(
                f"Regel {number} van de vragen om mee af te stemmen klopt niet ({error})."
            ) from error
        found.append(LabelledQuestion(text, cast(Language, language), places))
    return tuple(found)


def _places(way: str) -> tuple[AnswerPlace, ...]:
    return tuple(
        AnswerPlace(passage, int(sentence))
        for passage, _, sentence in (place.rpartition(":") for place in way.split("+"))
    )


def _covers(place: AnswerPlace, passage: Passage, start: int, end: int) -> bool:
    """Whether a span holds the place; a part of what is needed as a whole counts."""
    if place.sentence == WHOLE or not passage.sentences:
        return place.passage in (passage.id, passage.parent)
    if place.passage != passage.id:
        return False
    first, last = passage.sentences[place.sentence - 1]
    return start <= first and last <= end
