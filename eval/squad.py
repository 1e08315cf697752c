"""Question files in the SQuAD form (Rajpurkar et al., 2016): paragraphs, and questions on each.

Reads and checks them; searching and scoring is the work of `eval.foreign_retrieval`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from ingest.errors import UnreadableFile, UnusableText


@dataclass(frozen=True, slots=True)
class SquadQuestion:
    """A question and the paragraph that answers it, as its place in `SquadFile.paragraphs`."""

    id: str
    question: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class SquadFile:
    """What a file holds.

    Attributes:
        name: The file's own name.
        paragraphs: Each text once, in order of appearance.
        articles: For each paragraph the number of the article it first stood in.
        questions: The questions that have an answer, in order.
        unanswerable: How many were left out because their paragraph does not answer them.
    """

    name: str
    paragraphs: tuple[str, ...]
    articles: tuple[int, ...]
    questions: tuple[SquadQuestion, ...]
    unanswerable: int


class _Question(BaseModel):
    id: str = Field(min_length=1)
    question: str
    is_impossible: bool = False


class _Paragraph(BaseModel):
    context: str = Field(min_length=1)
    qas: list[_Question] = []


class _Article(BaseModel):
    paragraphs: list[_Paragraph]


class _File(BaseModel):
    data: list[_Article]


def read_squad(path: Path) -> SquadFile:
    """Read a SQuAD file, version 1 or 2.

    Raises:
        UnreadableFile: The file cannot be read.
        UnusableText: It is not of that form, two questions have the same id, or there are none.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path} is niet te lezen ({error.strerror}).") from error
    try:
        file = _File.model_validate_json(content.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "het hele bestand"
        raise UnusableText(
            f"{path.name} heeft niet de vorm van SQuAD, bij {place}. Geef een "
            'JSON-bestand met "data", daarin "paragraphs" met "context" en "qas".'
        ) from error
    return _flattened(file, path.name)


def _flattened(file: _File, name: str) -> SquadFile:
    texts: dict[str, int] = {}
    articles: list[int] = []
    questions: dict[str, SquadQuestion] = {}
    unanswerable = 0
    for number, paragraph in _paragraphs(file):
        place = texts.setdefault(paragraph.context, len(texts))
        if place == len(articles):
            articles.append(number)
        for asked in paragraph.qas:
            if asked.is_impossible or not asked.question.strip():
                unanswerable += 1
            elif asked.id in questions:
                raise UnusableText(
                    f"{name}: de vraag met id {asked.id!r} staat er twee keer; geef elke vraag "
                    "een eigen id."
                )
            else:
                questions[asked.id] = SquadQuestion(asked.id, asked.question, place)
    if not questions:
        raise UnusableText(f"{name} bevat geen vraag met een antwoord; geef een ander bestand.")
    return SquadFile(name, tuple(texts), tuple(articles), tuple(questions.values()), unanswerable)


def _paragraphs(file: _File) -> Iterator[tuple[int, _Paragraph]]:
    for number, article in enumerate(file.data):
        for paragraph in article.paragraphs:
            yield number, paragraph
