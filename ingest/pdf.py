"""Reads a PDF into elements: from words at places on a page to headings, text, tables and notes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.elements import Reading
from ingest.pdf_blocks import folded, measure
from ingest.pdf_columns import Strip, gutters, strips
from ingest.pdf_contents import contents_zone
from ingest.pdf_file import open_pdf
from ingest.pdf_flow import Flow, Setting, elements_of
from ingest.pdf_footnotes import split_notes
from ingest.pdf_furniture import body_rules, page_numbers, without_furniture
from ingest.pdf_grid import grids
from ingest.pdf_lines import Line, body_size, page_lines, with_bullets, word_space
from ingest.pdf_page import Box, PdfContent
from ingest.pdf_strips import Part, Sheet, StripReader
from ingest.pdf_text import vocabulary


def read_pdf(data: bytes) -> Reading:
    """Read a PDF.

    Args:
        data: The bytes of the file.

    Returns:
        Its elements in reading order, each with the number that its page carries in print.

    Raises:
        UnreadableFile: It is no PDF, broken, or longer than 1,000 pages.
        UnusableText: It is encrypted, or holds pictures only.
    """
    content = open_pdf(data)
    lines, furniture = without_furniture(
        content.pages,
        [with_bullets(page_lines(p.pieces, p.index), p.dots) for p in content.pages],
    )
    everything = [line for found in lines for line in found]
    body, space = body_size(everything), word_space(everything)
    sheets = sheets_of(content, lines, space)
    parts = list(parts_of(sheets, body))
    words = vocabulary(everything)
    titles = [entry.title for entry in content.outline]
    measures = measure(
        ((part.text, part.strip.left, part.strip.right) for part in parts), body, space, titles
    )
    flow = Flow()
    reader = StripReader(measures, words)
    for part in parts:
        flow.add_strip([*reader.read(part), *part.notes])
    setting = Setting(
        numbers=page_numbers(content.pages, furniture),
        words=words,
        notes=frozenset(n.number for part in parts for n in part.notes if n.number is not None),
        levels={folded(entry.title): entry.level for entry in content.outline},
    )
    elements = tuple(elements_of(flow.items, setting))
    return Reading(elements, "paged", content.title, content.metadata)


def parts_of(sheets: Sequence[Sheet], body: float) -> Iterator[Part]:
    """Part the footnotes from the text in every strip."""
    last = 0
    for sheet in sheets:
        for strip in sheet.strips:
            text, notes = split_notes(strip, sheet.page, sheet.rules, body, last)
            last = next((n.number for n in reversed(notes) if n.number is not None), last)
            yield Part(sheet, strip, tuple(text), tuple(notes))


def sheets_of(
    content: PdfContent, lines: Sequence[Sequence[Line]], space: float
) -> list[Sheet]:
    """Find the tables with rules and the columns of every page."""
    rules = body_rules(content.pages, lines)
    found = [
        Sheet(page, tuple(rows), tuple(ruled), tuple(grids(ruled, rows, space)))
        for page, rows, ruled in zip(content.pages, lines, rules, strict=True)
    ]
    outside = [
        [row for row in sheet.rows if not any(g.box.holds(row.x0, row.y) for g in sheet.grids)]
        for sheet in found
    ]
    return [
        replace(sheet, strips=tuple(sheet_strips(sheet, gutter)))
        for sheet, gutter in zip(found, gutters(content.pages, outside, space), strict=True)
    ]


def sheet_strips(sheet: Sheet, gutter: Box | None) -> list[Strip]:
    """Cut a page into strips; tables and contents across the gutter stay whole."""
    whole: list[Box] = []
    if gutter:
        whole = [
            grid.box
            for grid in sheet.grids
            if grid.box.x0 < gutter.x0 - 8 and grid.box.x1 > gutter.x1 + 8
        ]
        across = [r for r in sheet.rows if r.x0 < gutter.x0 and r.x1 > gutter.x1]
        zone = contents_zone(across, False)
        if zone and len(across) > 0.5 * len(sheet.rows):
            first, last = across[zone[0]], across[zone[1] - 1]
            whole.append(Box(-1e6, first.y - 1, 1e6, last.y + 1))
    return strips(sheet.rows, gutter, whole, sheet.page)
