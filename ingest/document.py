"""The nouns of a parsed document: sections, blocks, footnotes, references, citations.

All are frozen; `ingest.structure` makes them, everything above only reads them. Addresses such as
`s5.1.1-p6` follow the grammar in `ingest.address` and carry no document name; `Passage.id` does.
"""

from dataclasses import dataclass
from typing import Literal

from ingest.richtext import NO_TEXT, RichText

PageBasis = Literal["printed", "inferred", "section_start"]
Scope = Literal["sentence", "inherited", "passage"]


@dataclass(frozen=True, slots=True)
class PageMark:
    """From character `start` of a text on, the page is `page`, known on this `basis`.

    "printed": the input has pages; "inferred": proved from footnotes, cut sentences and the table
    of contents; "section_start": only the section's first page is known ("vanaf p. 27").
    """

    start: int
    page: int
    basis: PageBasis


def page_at(pages: tuple[PageMark, ...], offset: int) -> PageMark | None:
    """Return the mark that holds for character `offset`, or None when no page is known."""
    earlier = [mark for mark in pages if mark.start <= offset]
    return earlier[-1] if earlier else None


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section, or an unnumbered one such as the summary.

    Attributes:
        number: The number in the table of contents, or the slug of an unnumbered section
            ("samenvatting"); unique in the document and part of every address.
        title: Title without number or markup.
        level: 1 for a chapter.
        parent: `number` of the section above, or None.
        path: Titles from the chapter down to this section.
        page: First page, or None.
        printed_number: The number the body prints, where that differs; else None.
    """

    number: str
    title: str
    level: int
    parent: str | None
    path: tuple[str, ...]
    page: int | None = None
    printed_number: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `subtitle` is the title of the sub-block it stands in, or ""."""

    address: str
    section: str
    text: RichText
    pages: tuple[PageMark, ...] = ()
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list; `parent` is the address of the item it is nested under, or None."""

    address: str
    text: RichText
    marker: str
    depth: int
    parent: str | None
    pages: tuple[PageMark, ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; `lead_in` is the address of the paragraph that introduces it, or None."""

    address: str
    section: str
    items: tuple[ListItem, ...]
    lead_in: str | None = None
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row; `group` is the text of the group row above it ("Raad van Europa"), or ""."""

    address: str
    cells: tuple[RichText, ...]
    group: str = ""
    pages: tuple[PageMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption and the source line printed below it."""

    address: str
    section: str
    number: int
    caption: RichText
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    source: RichText = NO_TEXT
    pages: tuple[PageMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Subtitle:
    """The title of a sub-block inside a section, which the table of contents does not list."""

    address: str
    section: str
    text: RichText
    pages: tuple[PageMark, ...] = ()


Block = Paragraph | ListBlock | Table | Subtitle


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote; `called_from` is the address of the text that calls it, at character `offset`."""

    address: str
    number: int
    text: RichText
    section: str
    called_from: str | None
    offset: int
    pages: tuple[PageMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the reference list, taken apart. Parts that are not there are "".

    Attributes:
        key: Permanent slug of authors and year ("departement-cultuur-jeugd-media-zdc").
        authors: As printed, one each: "Janssens, J." or "Departement Cultuur, Jeugd & Media".
        year: "2024", "z.d.", "z.d.c", "n.d.".
        date: The whole date where more than a year is printed ("2024, 19 januari"), else "".
        title: Title of the work.
        container: What it stands in: journal with volume, issue and pages, or a series.
        publisher: Who published it.
        doi: Bare DOI ("10.1177/0957155815587236").
        url: The link, as printed.
        entry: The whole entry, clean text.
        label: "Departement Cultuur, Jeugd & Media, z.d.c": authors and year as cited.
    """

    address: str
    key: str
    authors: tuple[str, ...]
    year: str
    date: str
    title: str
    container: str
    publisher: str
    doi: str
    url: str
    entry: str
    label: str
    text: RichText
    pages: tuple[PageMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """One in-text citation of one work.

    Attributes:
        block: Address of the text it stands in (paragraph, item, row cell text, footnote, ...).
        start: First character in that text.
        end: One past the last character.
        authors: As written in the text, surnames or organisation.
        year: As written ("2024", "z.d.e").
        pinpoint: "p. 135" or "".
        reference: Key of the reference, or None when unresolved.
        nearest: Key of the most likely reference when unresolved, or None.
        misspelt: Whether the authors are spelled otherwise than in the reference.
    """

    block: str
    start: int
    end: int
    authors: str
    year: str
    pinpoint: str = ""
    reference: str | None = None
    nearest: str | None = None
    misspelt: bool = False


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A mention of another section or table ("zie ook hoofdstuk 4", "sectie 5.2", "Tabel 7").

    `target` is the section number or the table's address; None when there is no such place.
    `printed` is the number as the text writes it.
    """

    block: str
    start: int
    end: int
    printed: str
    target: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the document worth reporting.

    Attributes:
        code: Stable name, e.g. "heading-renumbered", "citation-unresolved", "link-lost",
            "separator-lost", "figure-lost", "author-misspelt", "footnote-missing".
        place: Address or section number.
        text: What was found, in plain Dutch.
    """

    code: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole parsed document.

    Attributes:
        name: Short unique name used in addresses ("dossier").
        title: The document's own title.
        metadata: What the document states about itself: series, publisher, date, author.
        layout: How pages are known; see `ingest.elements.Reading`.
        sections: In reading order.
        blocks: Paragraphs, sub-block titles, lists and tables in reading order.
    """

    name: str
    title: str
    metadata: tuple[tuple[str, str], ...]
    layout: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    cross_references: tuple[CrossReference, ...]
    findings: tuple[Finding, ...]

    def section(self, number: str) -> Section:
        """Return the section with this number; KeyError when there is none."""
        for section in self.sections:
            if section.number == number:
                return section
        raise KeyError(number)
