"""Reads one strip of a page after another: contents, tables, figures and blocks of text."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf.blocks import blocks
from ingest.pdf.columns import Strip
from ingest.pdf.contents import contents_lines, contents_zone
from ingest.pdf.flow import Gap, Item
from ingest.pdf.footnotes import Note
from ingest.pdf.grid import Grid, lines_in
from ingest.pdf.headings import Measures
from ingest.pdf.lines import Line
from ingest.pdf.page import Box, Page
from ingest.pdf.tables import TableBlock, read_grid
from ingest.pdf.text import Vocabulary
from ingest.pdf.unruled import continued, unruled

SMALLEST_FIGURE = 0.12  # of the page's width and height
LARGEST_FIGURE = 0.95


@dataclass(frozen=True)
class Sheet:
    """A page with the tables and columns found on it."""

    page: Page
    rows: tuple[Line, ...]
    rules: tuple[Box, ...]
    grids: tuple[Grid, ...]
    strips: tuple[Strip, ...] = ()


@dataclass(frozen=True)
class Part:
    """A strip of a page, its footnotes apart from its text."""

    sheet: Sheet
    strip: Strip
    text: tuple[Line, ...]
    notes: tuple[Note, ...]


class StripReader:
    """Reads strips in order; remembers whether the last one ended in contents or in a table."""

    def __init__(self, measures: Measures, words: Vocabulary) -> None:
        """Begin before the first strip."""
        self.measures = measures
        self.words = words
        self.in_contents = False
        self.open_table: TableBlock | None = None
        self.table_left = 0.0

    def read(self, part: Part) -> list[Item]:
        """Return the items of a strip, from the top down."""
        lines = part.text
        zone = contents_zone(lines, self.in_contents)
        if lines:
            self.in_contents = zone is not None and zone[1] >= len(lines) - 1
        if zone is None:
            items = self.body(part, lines)
        else:
            before = self.body(part, lines[: zone[0]])
            contents = contents_lines(lines[zone[0] : zone[1]], self.words)
            items = [*before, *contents, *self.body(part, lines[zone[1] :])]
        if items:
            last = items[-1]
            self.open_table = last if isinstance(last, TableBlock) else None
            self.table_left = part.strip.left
        return items

    def body(self, part: Part, lines: Sequence[Line]) -> list[Item]:
        """Read lines outside the contents, with the figures between them."""
        strip = part.strip
        tables = [
            (grid, inside)
            for grid in part.sheet.grids
            if grid.box.x0 >= strip.left - 30
            and grid.box.x1 <= strip.right + 30
            and (inside := lines_in(grid.box, lines))
        ]
        items: list[Item] = []
        loose: list[Line] = []
        placed: set[int] = set()
        for line in lines:
            place = table_at(line, [grid for grid, _ in tables])
            if place is None:
                loose.append(line)
            elif place not in placed:
                placed.add(place)
                items += self.loose(loose, strip, not items)
                loose = []
                items.append(read_grid(*tables[place]))
        items += self.loose(loose, strip, not items)
        return with_figures(items, part)

    def loose(self, lines: Sequence[Line], strip: Strip, first: bool) -> list[Item]:
        """Read lines outside ruled tables: tables set in white space, and text."""
        items: list[Item] = []
        text: list[Line] = []
        index = 0
        if first and lines and self.open_table is not None:
            shift = strip.left - self.table_left
            edges = [x + shift for x in self.open_table.xs]
            rest = continued(lines, edges, self.measures.space)
            if rest:
                items.append(rest[0])
                index = rest[1]
        while index < len(lines):
            table = unruled(lines, index, self.measures.space)
            if table is None:
                text.append(lines[index])
                index += 1
                continue
            items += blocks(text, strip.left, strip.right, self.measures)
            text = []
            items.append(table[0])
            index = table[1]
        return [*items, *blocks(text, strip.left, strip.right, self.measures)]


def table_at(line: Line, grids: Sequence[Grid]) -> int | None:
    """Return the ruled table that a line begins in, or None."""
    for place, grid in enumerate(grids):
        if grid.box.holds(line.x0 + 1, line.y - 0.3 * line.size):
            return place
    return None


def with_figures(items: list[Item], part: Part) -> list[Item]:
    """Put the figures of a page where they stand among the items of a strip."""
    page, strip = part.sheet.page, part.strip
    for box in part.sheet.page.figures:
        width, height = (box.x1 - box.x0) / page.width, (box.y1 - box.y0) / page.height
        middle = (box.x0 + box.x1) / 2
        if min(width, height) < SMALLEST_FIGURE or max(width, height) > LARGEST_FIGURE:
            continue
        if strip.left <= middle <= strip.right and strip.lines:
            top, bottom = strip.lines[0].y, strip.lines[-1].y
            last = strip is part.sheet.strips[-1]
            if top - page.height * 0.5 < box.y1 and (box.y0 < bottom or last):
                below = [i for i, item in enumerate(items) if starts_at(item) > box.y0]
                items.insert(below[0] if below else len(items), Gap(box, page.index))
    return items


def starts_at(item: Item) -> float:
    """Return how far down the page an item begins."""
    if isinstance(item, TableBlock):
        return min(line.y for row in item.rows for cell in row.cells for line in cell)
    lines = getattr(item, "lines", ())
    return lines[0].y if lines else -1.0
