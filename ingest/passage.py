"""The passage: the smallest addressed piece of a document that is found and cited."""

from dataclasses import dataclass
from typing import Literal

from ingest.document import PageMark

PassageKind = Literal[
    "paragraph", "list", "list_item", "table", "table_row", "footnote", "reference"
]


@dataclass(frozen=True, slots=True)
class PassageReference:
    """A reference that a passage rests on, cited at `start`..`end` of the passage's text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text with a permanent address.

    Attributes:
        id: Address with the document's name in front, except in the shipped dossier
            ("s5.1.1-p6", "notitie:s2-p1").
        document: Name of the document ("dossier").
        section: Number of the section; "" for a reference entry outside sections.
        section_title: Title of that section.
        section_path: Titles from the chapter down to it.
        kind: What the passage is.
        text: The literal text; every quote is a span of it.
        context: Words around it that help finding but are never quoted (a list's lead-in, a
            table's caption, a sub-block's title).
        pages: Where the text stands, see `ingest.document.page_at`.
        sentences: (start, end) of each sentence of `text`.
        footnotes: (offset, number) of the footnotes called in it.
        references: The references cited in it, by place; a reference entry names itself.
        parent: Id of the list or table it is part of, or None.
        tokens: Length by tiktoken o200k_base.
    """

    id: str
    document: str
    section: str
    section_title: str
    section_path: tuple[str, ...]
    kind: PassageKind
    text: str
    context: str = ""
    pages: tuple[PageMark, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    footnotes: tuple[tuple[int, int], ...] = ()
    references: tuple[PassageReference, ...] = ()
    parent: str | None = None
    tokens: int = 0
