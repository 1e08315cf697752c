"""Questions that a passage answers, worded as users word them; they help finding, nothing else.

Kept as a table beside a document, a line a question: passage, hash of its text, the number of the
sentence that answers (0 for the whole), language, question. A passage that changed since its
questions were written is reported and its questions are left out: they may no longer be true.

Indexing questions beside a text is doc2query (Nogueira and others, 2019).
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from ingest.errors import UnusableText
from ingest.passage import Passage

QuestionLanguage = Literal["nl", "en", "fr"]
HEADER = "passage\thash\tsentence\tlanguage\tquestion"
WHOLE = 0


@dataclass(frozen=True, slots=True)
class ExpansionQuestion:
    """A question and where its answer stands.

    Attributes:
        passage: Id of the passage.
        sentence: Number of its sentence, from 1; `WHOLE` when all of it answers.
        language: What it is asked in.
        text: The question.
    """

    passage: str
    sentence: int
    language: QuestionLanguage
    text: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """The questions that still fit their passages.

    Attributes:
        questions: In the order of the table.
        changed: Ids of passages that read otherwise now, or are gone, in that order.
    """

    questions: tuple[ExpansionQuestion, ...] = ()
    changed: tuple[str, ...] = ()


def passage_hash(passage: Passage) -> str:
    """Return 8 hexadecimal digits that change with a passage's text."""
    return hashlib.sha256(passage.text.encode()).hexdigest()[:8]


def read_expansion(table: str, passages: Iterable[Passage]) -> Expansion:
    """Read a table of questions and keep those whose passage is as it was.

    Args:
        table: What `written_expansion` gives.
        passages: The passages as they are now.

    Raises:
        UnusableText: A line is not of this form; the message says which.
    """
    known = {passage.id: passage for passage in passages}
    questions: list[ExpansionQuestion] = []
    changed: dict[str, None] = {}
    for number, line in enumerate(table.splitlines(), start=1):
        if not line or line == HEADER:
            continue
        question, written_for = _parsed(line, number)
        passage = known.get(question.passage)
        if passage is None or passage_hash(passage) != written_for:
            changed[question.passage] = None
        elif question.sentence > max(1, len(passage.sentences)):
            raise _not_of_this_form(number)
        else:
            questions.append(question)
    return Expansion(tuple(questions), tuple(changed))


def written_expansion(
    questions: Iterable[ExpansionQuestion], passages: Mapping[str, Passage]
) -> str:
    """Return the table of questions, with the hash of each passage as it is now."""
    lines = [
        f"{one.passage}\t{passage_hash(passages[one.passage])}\t{one.sentence}\t{one.language}"
        f"\t{' '.join(one.text.split())}"
        for one in questions
    ]
    return "\n".join((HEADER, *lines, ""))


def _parsed(line: str, number: int) -> tuple[ExpansionQuestion, str]:
    cells = line.split("\t")
    if len(cells) != HEADER.count("\t") + 1 or not all(cell.strip() for cell in cells):
        raise _not_of_this_form(number)
    passage, written_for, sentence, language, text = cells
    if not sentence.isdecimal() or language not in get_args(QuestionLanguage):
        raise _not_of_this_form(number)
    asked = cast(QuestionLanguage, language)
    return ExpansionQuestion(passage, int(sentence), asked, text), written_for


def _not_of_this_form(number: int) -> UnusableText:
    return UnusableText(
        f"Regel {number} van de tabel met vragen klopt niet; een regel is passage, hash, nummer "
        "van de zin (0 voor het geheel), taal en vraag, met tabs ertussen."
    )
