"""What a reader hands over: the document's pieces in reading order, not yet a structure.

Every reader (converter text, PDF, HTML, Markdown, DOCX) yields these; `ingest.structure` turns
them into a `Document`. A reader decides nothing about sections, addresses or references.
"""

from dataclasses import dataclass
from typing import Literal

from ingest.richtext import RichText

Layout = Literal["converted", "paged", "flowing"]


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the printed table of contents."""

    number: str | None
    title: str
    page: int | None


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A line that may be a heading.

    Attributes:
        title: The title without its number.
        number: The number as printed ("5.1.1"), without a final dot.
        level: Depth that the markup states (1 is highest), or None when it states none.
        page: The printed page, or None when the input has no pages.
    """

    title: RichText
    number: str | None = None
    level: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph, or the part of one that stands on one page or column.

    `glued`, here and below, says that no empty line separates it from the element before.
    """

    text: RichText
    page: int | None = None
    glued: bool = False


@dataclass(frozen=True, slots=True)
class ListLine:
    """One item of a list; `marker` is "-" or the printed number ("1."), `depth` starts at 0."""

    text: RichText
    depth: int = 0
    marker: str = "-"
    page: int | None = None
    glued: bool = False


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of a table: its cells from left to right; adjacent lines are one table."""

    cells: tuple[RichText, ...]
    page: int | None = None
    header: bool = False
    glued: bool = False


@dataclass(frozen=True, slots=True)
class FootnoteLine:
    """A footnote (or its continuation, when `number` is None)."""

    number: int | None
    text: RichText
    page: int | None = None


@dataclass(frozen=True, slots=True)
class GapLine:
    """A place where the page shows something that the input does not hold (a figure)."""

    page: int | None = None


Element = ContentsLine | HeadingLine | TextLine | ListLine | TableLine | FootnoteLine | GapLine


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a reader found in one file.

    Attributes:
        elements: The pieces in reading order.
        layout: "converted" (text made of a PDF: pages must be proved), "paged" (every element
            carries its printed page) or "flowing" (no pages).
        title: The title the file states for itself, or "".
        metadata: What else the file states for itself: "author", "publisher", "series", "date",
            "language"; only what is literally there.
    """

    elements: tuple[Element, ...]
    layout: Layout
    title: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
