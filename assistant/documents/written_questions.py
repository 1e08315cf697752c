"""What a model wrote beside a document before, kept by the content of its passages.

`questions/<name>.tsv` holds the questions, `questions/<name>.none.txt` what was asked and gave
nothing to keep. So a run that was interrupted, a new edition and a passage that moved cost no
more requests than what is new.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

from assistant.documents.library import write_safely
from assistant.documents.question_tables import keep_questions, table_of
from ingest.errors import InputError, UnusableText
from ingest.expansion import (
    HEADER,
    ExpansionQuestion,
    QuestionLanguage,
    passage_hash,
    read_expansion,
)
from ingest.passage import Passage

# The hash of a text and the language of the questions.
Key = tuple[str, QuestionLanguage]
# For each text and language: number of the sentence that answers, and the question.
Written = dict[Key, tuple[tuple[int, str], ...]]

_LANGUAGES: Mapping[str, QuestionLanguage] = {one: one for one in get_args(QuestionLanguage)}


def read_written(data_directory: Path, name: str, passages: Sequence[Passage]) -> Written:
    """Return what was written before, also for texts that are gone; empty when nothing was.

    Args:
        data_directory: Where it is kept.
        name: Name of the document.
        passages: Its passages as they are now.

    Raises:
        InputError: The table is damaged.
    """
    written: Written = {}
    for digest, sentence, language, text in _rows(table_of(data_directory, name), passages):
        key = (digest, _LANGUAGES[language])
        row = (int(sentence), text)
        written[key] = tuple(dict.fromkeys((*written.get(key, ()), row)))
    for line in _lines(_place_of_none(data_directory, name)):
        digest, _, language = line.partition(" ")
        if language in _LANGUAGES:
            written.setdefault((digest, _LANGUAGES[language]), ())
    return written


def keep_written(
    data_directory: Path, name: str, passages: Sequence[Passage], written: Written
) -> tuple[ExpansionQuestion, ...]:
    """Write down what fits the passages as they are, and return it in their order.

    Of passages with the same text only the first gets the questions.

    Raises:
        StorageFailure: It cannot be written; what was there still is.
    """
    owners: dict[str, Passage] = {}
    for passage in passages:
        owners.setdefault(passage_hash(passage), passage)
    questions = tuple(
        ExpansionQuestion(passage.id, sentence, language, text)
        for digest, passage in owners.items()
        for language in _LANGUAGES.values()
        for sentence, text in written.get((digest, language), ())
    )
    keep_questions(data_directory, name, questions, passages)
    without = sorted(" ".join(key) for key, kept in written.items() if not kept)
    place = _place_of_none(data_directory, name)
    if without or place.exists():
        write_safely(place, "".join(f"{line}\n" for line in without).encode())
    return questions


def _rows(place: Path, passages: Sequence[Passage]) -> list[list[str]]:
    """Return hash, sentence, language and question of each line of a table."""
    try:
        table = place.read_text(encoding="utf-8") if place.exists() else ""
        read_expansion(table, passages)
    except (OSError, UnicodeDecodeError, UnusableText) as error:
        raise InputError(
            f"De vragen in {place} zijn niet te lezen ({error}). Herstel of verwijder dat bestand."
        ) from error
    return [line.split("\t")[1:] for line in table.splitlines() if line and line != HEADER]


def _place_of_none(data_directory: Path, name: str) -> Path:
    return data_directory / "questions" / f"{name}.none.txt"


def _lines(place: Path) -> list[str]:
    try:
        return place.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):  # without it some passages are asked about again
        return []
