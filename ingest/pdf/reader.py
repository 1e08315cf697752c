"""Reads a PDF into elements: from words at places on a page to headings, text, tables and notes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.elements import ContentsLine, Element, HeadingLine, Reading
from ingest.pdf.blocks import measure
from ingest.pdf.columns import Strip, gutters, strips
from ingest.pdf.contents import contents_zone
from ingest.pdf.endnotes import note_numbers, with_endnotes
from ingest.pdf.file import open_pdf
from ingest.pdf.flow import Flow, Setting, elements_of, levels_by_size, towers
from ingest.pdf.footnotes import split_notes
from ingest.pdf.furniture import body_rules, page_numbers, without_furniture
from ingest.pdf.grid import grids
from ingest.pdf.headings import folded
from ingest.pdf.lines import Line, body_size, page_lines, with_bullets, word_space
from ingest.pdf.page import Box, PdfContent
from ingest.pdf.strips import Part, Sheet, StripReader
from ingest.pdf.text import vocabulary
from ingest.richtext import RichText, joined

UNKNOWN_LEVEL = 99
LAST_TITLE = 8  # a title stands among the first elements


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
    items = with_endnotes(flow.items)
    listed = any(isinstance(item, ContentsLine) for item in items)
    unlisted = not listed and not content.outline
    setting = Setting(
        numbers=page_numbers(content.pages, furniture),
        words=words,
        notes=note_numbers(items),
        levels={folded(entry.title): entry.level for entry in content.outline},
        sizes=levels_by_size(items) if unlisted else {},
    )
    found = list(elements_of(items, setting))
    title, elements = title_and_rest(
        found if listed else without_rivals(found), content.title, towers(items)
    )
    return Reading(tuple(elements), "paged", title, content.metadata)


def title_and_rest(elements: list[Element], stated: str, towers: bool) -> tuple[str, list[Element]]:
    """Take the document's own title off its first page: no section carries it.

    Args:
        elements: All elements.
        stated: The title in the file's properties, or "".
        towers: Whether the first element is set larger than any other heading.
    """
    for place, element in enumerate(elements[:LAST_TITLE]):
        if not isinstance(element, HeadingLine):
            continue
        if stated and folded(element.title.text) == folded(stated):
            return stated, [*elements[:place], *elements[place + 1 :]]
    first = elements[0] if elements else None
    if not stated and towers and isinstance(first, HeadingLine) and first.number is None:
        return first.title.text, elements[1:]
    return stated, elements


def parts_of(sheets: Sequence[Sheet], body: float) -> Iterator[Part]:
    """Part the footnotes from the text in every strip."""
    last = 0
    for sheet in sheets:
        for strip in sheet.strips:
            text, notes = split_notes(strip, sheet.page, sheet.rules, body, last)
            last = next((n.number for n in reversed(notes) if n.number is not None), last)
            yield Part(sheet, strip, tuple(text), tuple(notes))


def sheets_of(content: PdfContent, lines: Sequence[Sequence[Line]], space: float) -> list[Sheet]:
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
    tables = [[grid.box for grid in sheet.grids] for sheet in found]
    spaces = gutters(content.pages, outside, tables, space)
    return [
        replace(sheet, strips=tuple(sheet_strips(sheet, gutter)))
        for sheet, gutter in zip(found, spaces, strict=True)
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


def without_rivals(elements: Sequence[Element]) -> list[Element]:
    """Leave a number to the largest of the headings that carry it.

    Numbered points within a chapter ("1.", "2.") look like chapters, but are set smaller.
    """
    best: dict[str, int] = {}
    for element in elements:
        if isinstance(element, HeadingLine) and element.number:
            level = element.level or UNKNOWN_LEVEL
            best[element.number] = min(best.get(element.number, level), level)
    found: list[Element] = []
    for element in elements:
        if (
            isinstance(element, HeadingLine)
            and element.number
            and (element.level or UNKNOWN_LEVEL) > best[element.number]
        ):
            title = joined((RichText(f"{element.number}. "), element.title), "")
            element = HeadingLine(title, None, None, element.page)
        found.append(element)
    return found
