"""The questions kept beside each document: those that are shipped, or made by a model.

`questions/<name>.tsv` in the data directory holds those of an added document, in the form of
`ingest.expansion`; `dossierwijzer ingest --expand` writes it.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.documents.library import write_safely
from ingest.address import SHIPPED
from ingest.errors import UnusableText
from ingest.expansion import Expansion, ExpansionQuestion, read_expansion, written_expansion
from ingest.passage import Passage


def questions_beside(data_directory: Path, name: str, passages: Sequence[Passage]) -> Expansion:
    """Return the questions beside a document's passages, none when there is no table.

    Args:
        data_directory: Where the tables of added documents are.
        name: Name of the document.
        passages: Its passages as they are now.

    Raises:
        UnusableText: The table is damaged.
    """
    if name == SHIPPED:
        from ingest.shipped import shipped_questions

        return shipped_questions(passages)
    try:
        table = table_of(data_directory, name).read_text(encoding="utf-8")
    except FileNotFoundError:
        return Expansion()
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableText(f"De tabel met vragen bij {name} is niet te lezen ({error}).") from error
    return read_expansion(table, passages)


def keep_questions(
    data_directory: Path,
    name: str,
    questions: Iterable[ExpansionQuestion],
    passages: Iterable[Passage],
) -> None:
    """Write the table of an added document, in place of the one that is there.

    Raises:
        StorageFailure: It cannot be written; what was there still is.
    """
    table = written_expansion(questions, {passage.id: passage for passage in passages})
    write_safely(table_of(data_directory, name), table.encode())


def table_of(data_directory: Path, name: str) -> Path:
    """Return where the table of an added document is kept, whether it is there or not."""
    return data_directory / "questions" / f"{name}.tsv"
