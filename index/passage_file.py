"""Passages and documents on disk: JSON lines read one by one, and documents read when asked for."""

import mmap
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ingest.document import Document, ListBlock, Paragraph, Subtitle, Table
from ingest.passage import Passage

if TYPE_CHECKING:
    from pydantic import TypeAdapter

PASSAGES = "passages.jsonl"
STARTS = "passage-starts.npy"
IDS = "passage-ids.txt"
DOCUMENTS = "documents.jsonl"


# Blocks are stored with the name of their kind, as some kinds have the same fields.
_NamedBlock = (
    tuple[Literal["Paragraph"], Paragraph]
    | tuple[Literal["ListBlock"], ListBlock]
    | tuple[Literal["Table"], Table]
    | tuple[Literal["Subtitle"], Subtitle]
)


class PassageFile:
    """The passages of a generation; only those asked for are parsed."""

    def __init__(self, directory: Path) -> None:
        """Open the files in `directory`.

        Raises:
            OSError: A file is missing.
            ValueError: The files do not fit together.
        """
        path = directory / PASSAGES
        self._starts = np.load(directory / STARTS)
        self.ids = (directory / IDS).read_text(encoding="utf-8").split("\n")
        with path.open("rb") as stream:
            self._text = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        if len(self.ids) != len(self) or self._starts[-1] != len(self._text):
            raise ValueError(f"{path.name} past niet bij {len(self.ids)} adressen")
        self._read: dict[int, Passage] = {}

    def __len__(self) -> int:
        """Return the number of passages."""
        return len(self._starts) - 1

    def __getitem__(self, row: int) -> Passage:
        """Return the passage of a row, 0 <= row < len."""
        passage = self._read.get(row)
        if passage is None:
            line = self._text[self._starts[row] : self._starts[row + 1]]
            passage = self._read[row] = _passage().validate_json(line)
        return passage


def save_passages(passages: Sequence[Passage], directory: Path) -> None:
    """Write passages, where each starts, and their ids."""
    starts = [0]
    with (directory / PASSAGES).open("wb") as stream:
        for passage in passages:
            line = _passage().dump_json(passage, exclude_defaults=True) + b"\n"
            stream.write(line)
            starts.append(starts[-1] + len(line))
    np.save(directory / STARTS, np.asarray(starts, np.int64))
    (directory / IDS).write_text("\n".join(passage.id for passage in passages), encoding="utf-8")


def save_documents(documents: Sequence[Document], directory: Path) -> None:
    """Write the parsed documents: for each a line without its blocks and a line of blocks."""
    with (directory / DOCUMENTS).open("wb") as stream:
        for document in documents:
            named: list[Any] = [(type(block).__name__, block) for block in document.blocks]
            stream.write(_document().dump_json(replace(document, blocks=())) + b"\n")
            stream.write(_blocks().dump_json(named, exclude_defaults=True) + b"\n")


def load_documents(directory: Path) -> tuple[Document, ...]:
    """Read the parsed documents.

    Raises:
        OSError: The file is missing.
        ValueError: It does not hold documents.
    """
    lines = (directory / DOCUMENTS).read_bytes().splitlines()
    return tuple(
        replace(
            _document().validate_json(document),
            blocks=tuple(block for _, block in _blocks().validate_json(blocks)),
        )
        for document, blocks in zip(lines[::2], lines[1::2], strict=True)
    )


@cache
def _passage() -> "TypeAdapter[Passage]":
    from pydantic import TypeAdapter

    return TypeAdapter(Passage)


@cache
def _document() -> "TypeAdapter[Document]":
    from pydantic import TypeAdapter

    return TypeAdapter(Document)


@cache
def _blocks() -> "TypeAdapter[list[_NamedBlock]]":
    from pydantic import TypeAdapter

    return TypeAdapter(list[_NamedBlock])
