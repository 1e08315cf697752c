"""The dossier that is shipped with the program, and what is known about its publication."""

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files

from ingest.address import SHIPPED
from ingest.converted.converter_text import read_converter_text
from ingest.document import Document
from ingest.expansion import Expansion, read_expansion
from ingest.passage import Passage
from ingest.structure import build_document

_TEXT = "feitendossier-thema-4.txt"
_PUBLICATION = "feitendossier-thema-4.toml"
_QUESTIONS = "feitendossier-thema-4.questions.tsv"
_UNANSWERED = "feitendossier-thema-4.unanswered.tsv"


def shipped_text() -> str:
    """Return the text of the shipped dossier as the converter made it."""
    return files("ingest").joinpath("data", _TEXT).read_text(encoding="utf-8")


def shipped_dossier() -> Document:
    """Parse the shipped dossier; title, series, author and date come from the file beside it."""
    reading = read_converter_text(shipped_text())
    publication = files("ingest").joinpath("data", _PUBLICATION).read_text(encoding="utf-8")
    facts = tomllib.loads(publication)
    metadata = tuple((name, str(value)) for name, value in facts.items() if name != "title")
    return build_document(SHIPPED, replace(reading, title=str(facts["title"]), metadata=metadata))


def shipped_unanswered() -> tuple[str, ...]:
    """Return questions that the shipped dossier does not answer, as people ask them."""
    table = files("ingest").joinpath("data", _UNANSWERED).read_text(encoding="utf-8")
    return tuple(line.partition("\t")[2] for line in table.splitlines()[1:])


def shipped_questions(passages: Iterable[Passage]) -> Expansion:
    """Return the questions that were written beside the passages of the shipped dossier."""
    table = files("ingest").joinpath("data", _QUESTIONS).read_text(encoding="utf-8")
    return read_expansion(table, passages)
