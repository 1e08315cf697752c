"""Elements -> `Document`: the one way from what a reader found to a structured document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.citing.citations import resolve_citations
from ingest.citing.cross_references import find_cross_references
from ingest.citing.reference_list import is_reference_section, reference_entries
from ingest.citing.references import parse_references
from ingest.document import (
    Document,
    ListBlock,
    Paragraph,
    Reference,
    Section,
    Table,
)
from ingest.elements import ContentsLine, HeadingLine, Reading
from ingest.structuring.blocks import Blocks, build_blocks
from ingest.structuring.contents_pages import without_odd_pages
from ingest.structuring.drafts import OPENING, Draft, draft_blocks
from ingest.structuring.footnotes import called_numbers, place_footnotes
from ingest.structuring.heading_lines import AlignedSection, candidates
from ingest.structuring.headings import align
from ingest.structuring.numbering import check_numbering
from ingest.structuring.page_evidence import Pages, pages_of
from ingest.structuring.row_text import row_text
from ingest.structuring.scars import find_scars


def build_document(name: str, reading: Reading) -> Document:
    """Build the structured document.

    Args:
        name: Short unique name, part of every address ("dossier" for the shipped one).
        reading: What a reader found in the file.

    Returns:
        The document with everything resolved, and what is wrong with it as findings.
    """
    reading = _without_title(reading)
    elements = reading.elements
    contents = [element for element in elements if isinstance(element, ContentsLine)]
    sections, findings = align(contents, candidates(elements))
    if reading.layout == "paged":
        sections = _with_printed_pages(sections, reading)
    sections, odd_pages = without_odd_pages(sections)
    openings = {aligned.element: aligned.section.number for aligned in sections}
    listing = {s.section.number for s in sections if is_reference_section(s.section)}
    drafts = draft_blocks(elements, openings, reading.layout, listing)
    sections = (*_opening(drafts, reading), *sections)
    pages = pages_of(reading, sections, drafts)
    references = _references([draft for draft in drafts if draft.section in listing], pages)
    blocks = build_blocks([draft for draft in drafts if draft.section not in listing], pages)
    document = Document(
        name=name,
        title=reading.title,
        metadata=reading.metadata,
        layout=reading.layout,
        sections=tuple(aligned.section for aligned in sections),
        blocks=blocks.blocks,
        footnotes=(),
        references=references,
        citations=(),
        cross_references=(),
        findings=(*findings, *odd_pages, *pages.findings),
    )
    return _resolved(document, reading, blocks, pages)


def _resolved(document: Document, reading: Reading, blocks: Blocks, pages: Pages) -> Document:
    """Add footnotes, citations, cross-references and the scars of the conversion."""
    footnotes, footnote_findings = place_footnotes(reading.elements, blocks, pages)
    document = replace(document, footnotes=footnotes)
    texts = list(_texts(document))
    citations, citation_findings = resolve_citations(
        [(text.address, text.text) for text in texts], document.references
    )
    tables = [block for block in document.blocks if isinstance(block, Table)]
    crossings, crossing_findings = find_cross_references(
        [(text.address, text.section, text.text) for text in texts], document.sections, tables
    )
    numbering = check_numbering(document, called_numbers(blocks))
    found = (*footnote_findings, *numbering, *citation_findings, *crossing_findings)
    return replace(
        document,
        citations=citations,
        cross_references=crossings,
        findings=(*document.findings, *found, *find_scars(document, blocks.gaps)),
    )


def _with_printed_pages(
    sections: Sequence[AlignedSection], reading: Reading
) -> tuple[AlignedSection, ...]:
    """Take the page a heading stands on rather than the one the contents give."""
    return tuple(
        replace(
            aligned,
            section=replace(
                aligned.section,
                page=reading.elements[aligned.element].page or aligned.section.page,
            ),
        )
        for aligned in sections
    )


def _without_title(reading: Reading) -> Reading:
    """Drop the first heading where it only repeats the document's own title."""
    headings = [i for i, e in enumerate(reading.elements) if isinstance(e, HeadingLine)]
    if len(headings) < 2:
        return reading
    first = reading.elements[headings[0]]
    if not isinstance(first, HeadingLine) or first.number or first.title.text != reading.title:
        return reading
    rest = (*reading.elements[: headings[0]], *reading.elements[headings[0] + 1 :])
    return replace(reading, elements=rest)


def _opening(drafts: Sequence[Draft], reading: Reading) -> list[AlignedSection]:
    """Make a section of what stands before the first heading, if anything does."""
    first = next((draft for draft in drafts if draft.section == OPENING), None)
    if first is None:
        return []
    title = reading.title or "Begin"
    element = first.parts[0][0] if first.parts else first.lines[0][0]
    page = reading.elements[element].page if reading.layout == "paged" else None
    return [AlignedSection(element, Section(OPENING, title, 1, None, (title,), page))]


def _references(drafts: Sequence[Draft], pages: Pages) -> tuple[Reference, ...]:
    entries = reference_entries(drafts)
    return parse_references(
        [(entry.text, pages.marks(entry.section, entry.offsets)) for entry in entries]
    )


@dataclass(frozen=True, slots=True)
class _AddressedText:
    address: str
    section: str
    text: str


def _texts(document: Document) -> Iterator[_AddressedText]:
    """Yield every text that can hold citations, in reading order, footnotes last."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield _AddressedText(block.address, block.section, block.text.text)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield _AddressedText(item.address, block.section, item.text.text)
        elif isinstance(block, Table):
            yield from _table_texts(block)
    for note in document.footnotes:
        yield _AddressedText(note.address, note.section, note.text.text)


def _table_texts(table: Table) -> Iterator[_AddressedText]:
    for row in table.rows:
        yield _AddressedText(row.address, table.section, row_text(table.header, row).text)
    if table.source:
        yield _AddressedText(table.address, table.section, table.source.text)
