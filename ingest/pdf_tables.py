"""Reads the rows and cells of a table, ruled or set in white space, and joins pages of one table."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.pdf_captions import CAPTION_START
from ingest.pdf_grid import Grid, column_edges, lines_in
from ingest.pdf_lines import Line, segments
from ingest.pdf_page import Box
from ingest.pdf_text import HYPHENS

Cell = tuple[Line, ...]
ROW_GAP = 1.22  # of the distance of lines within a cell
WIDE_GAP = 1.1  # of the size: what separates columns without rules
FEWEST_LINES = 3
MARKER = re.compile(r"(?:[-–•·*◦▪‣o]|\(?\w{1,3}[.)]|\d+(?:\.\d+)*\.?|[^\w\s])")


@dataclass(frozen=True)
class Row:
    """A row of a table: the lines of each cell, and the page it begins on (from 0)."""

    cells: tuple[Cell, ...]
    page: int

    @property
    def text(self) -> str:
        """All its words, to compare rows."""
        return " | ".join(" ".join(line.text for line in cell) for cell in self.cells)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(line.bold for cell in self.cells for line in cell)


@dataclass(frozen=True)
class TableBlock:
    """The part of a table that stands in one strip."""

    rows: tuple[Row, ...]
    xs: tuple[float, ...]
    page: int
    closed: bool = False


def read_grid(grid: Grid, lines: Sequence[Line]) -> TableBlock:
    """Put the lines inside a grid into rows and cells."""
    page = lines[0].page
    rows: list[Row] = []
    for top, bottom in bands(grid):
        inside = lines_in(Box(grid.box.x0, top, grid.box.x1, bottom), lines)
        if not inside:
            continue
        if grid.verticals:
            rows.append(Row(ruled_cells(grid, inside, top, bottom), page))
        else:
            rows += split_rows(inside, grid.xs, page)
    rows = merged_spans(grid, rows)
    return TableBlock(tuple(rows), grid.xs, page)


def bands(grid: Grid) -> list[tuple[float, float]]:
    """Return the top and bottom of each ruled row."""
    return list(zip(grid.ys, grid.ys[1:], strict=False))


def ruled_cells(grid: Grid, lines: Sequence[Line], top: float, bottom: float) -> tuple[Cell, ...]:
    """Cut the lines of one ruled row at the vertical rules that really stand there."""
    middle = (top + bottom) / 2
    cells: list[Cell] = []
    start = 0
    for index in range(1, len(grid.xs)):
        x = grid.xs[index]
        last = index == len(grid.xs) - 1
        drawn = last or any(
            abs(v.x0 - x) < 4.5 and v.y0 - 2 <= middle <= v.y1 + 2 for v in grid.verticals
        )
        if drawn:
            inside = lines_in(Box(grid.xs[start], top - 1, x, bottom + 1), lines)
            cells += [tuple(inside), *([()] * (index - start - 1))]
            start = index
    return tuple(cells)


def merged_spans(grid: Grid, rows: Sequence[Row]) -> list[Row]:
    """Drop rows without any text."""
    return [row for row in rows if any(row.cells)]


def split_cells(lines: Sequence[Line], xs: Sequence[float]) -> tuple[Cell, ...]:
    """Put what stands on some lines into columns; what spans all goes into the first."""
    cells: list[list[Line]] = [[] for _ in xs[1:]]
    for line in lines:
        for part in segments(line, 0.7 * line.size):
            if part.x1 - part.x0 > 0 and spans(part, xs):
                cells[column_of(part.x0, xs)].append(part)
                continue
            for index in range(len(xs) - 1):
                pieces = tuple(
                    p for p in part.pieces if xs[index] <= (p.x0 + p.x1) / 2 < xs[index + 1]
                )
                if pieces:
                    cells[index].append(Line(pieces, line.page))
    return tuple(tuple(joined_lines(cell)) for cell in cells)


def joined_lines(cell: Sequence[Line]) -> list[Line]:
    """Put parts on one baseline back together."""
    found: list[Line] = []
    for line in cell:
        if found and abs(found[-1].y - line.y) < 0.2 * line.size:
            pieces = sorted((*found[-1].pieces, *line.pieces), key=lambda p: p.x0)
            found[-1] = Line(tuple(pieces), line.page)
        else:
            found.append(line)
    return found


def column_of(x: float, xs: Sequence[float]) -> int:
    """Return the column a place lies in."""
    inside = [index for index in range(len(xs) - 1) if xs[index] <= x + 1]
    return inside[-1] if inside else 0


def spans(part: Line, xs: Sequence[float]) -> bool:
    """Whether text runs unbroken over an edge between columns."""
    return any(part.x0 < x - 3 and part.x1 > x + 3 for x in xs[1:-1])


def split_rows(lines: Sequence[Line], xs: Sequence[float], page: int) -> list[Row]:
    """Divide the lines between two rules, or of a table without rules, into rows."""
    found: list[list[Line]] = []
    breaks = row_breaks(lines, xs)
    for index, line in enumerate(lines):
        if not found or index in breaks:
            found.append([])
        found[-1].append(line)
    return [Row(split_cells(group, xs), page) for group in found]


def row_breaks(lines: Sequence[Line], xs: Sequence[float]) -> set[int]:
    """Return the positions of the lines that begin a row.

    White space between rows decides when there is any; else a cell that begins again under an
    empty one, or a first cell whose next word would have fitted on the line above.
    """
    distances = [b.y - a.y for a, b in zip(lines, lines[1:], strict=False)]
    same = same_column_distances(lines, xs)
    if not distances:
        return set()
    pitch = min(same, default=min(distances))
    wide = {i + 1 for i, d in enumerate(distances) if d > ROW_GAP * pitch}
    if wide:
        return wide
    found = set()
    for index in range(1, len(lines)):
        above, line = (split_cells([lines[i]], xs) for i in (index - 1, index))
        if not line[0]:
            continue
        restarts = any(cell and not over for cell, over in zip(line, above, strict=True))
        room = xs[1] - above[0][-1].x1 if above[0] else 0.0
        fits = bool(above[0]) and line[0][0].first_word_width + 0.6 * lines[0].size < room
        if (restarts and bool(line[0])) or (fits and all(line)):
            found.add(index)
    return found


def same_column_distances(lines: Sequence[Line], xs: Sequence[float]) -> list[float]:
    """Return the distances between lines that follow each other in one column."""
    last: dict[int, float] = {}
    found = []
    for line in lines:
        for index, cell in enumerate(split_cells([line], xs)):
            if cell:
                if index in last:
                    found.append(line.y - last[index])
                last[index] = line.y
    return [d for d in found if d > 0.7 * statistics.median(line.size for line in lines)]


def unruled(lines: Sequence[Line], start: int, space: float) -> tuple[TableBlock, int] | None:
    """Return the table without rules that begins at a line, and where it ends, or None."""
    if len(wide_parts(lines[start], space)) < 2:
        return None
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    multiple = [start]
    for index in range(start + 1, len(lines)):
        if stops(lines, index, start, width, space):
            break
        if len(wide_parts(lines[index], space)) > 1:
            multiple.append(index)
        elif index - multiple[-1] > 12:
            break
    if len(multiple) < FEWEST_LINES:
        return None
    end = trimmed_end(lines, start, multiple[-1] + 1, space)
    chosen = lines[start:end]
    xs = column_edges_of(chosen, space)
    if len(xs) < 3 or not aligned(chosen, xs):
        return None
    return TableBlock(tuple(split_rows(chosen, xs, chosen[0].page)), tuple(xs), chosen[0].page), end


def continued(
    lines: Sequence[Line], xs: Sequence[float], space: float
) -> tuple[TableBlock, int] | None:
    """Return what goes on, at the top of a strip, with a table of these columns, or None."""
    end = beyond_first = 0
    width = xs[-1] - xs[0]
    for index, line in enumerate(lines):
        if index and stops(lines, index, 0, width, space):
            break
        parts = segments(line, max(0.7, 1.5 * space) * line.size)
        if any(spans(part, xs) for part in parts) or line.x0 < xs[0] - 6 or line.x1 > xs[-1] + 6:
            break
        if column_of(parts[-1].x0, xs) > 0:
            end = index + 1
            beyond_first += 1
    if not end or (beyond_first < 2 and column_of(lines[0].x1, xs) == 0):
        return None
    chosen = lines[:end]
    return TableBlock(tuple(split_rows(chosen, xs, chosen[0].page)), tuple(xs), chosen[0].page), end


def stops(lines: Sequence[Line], index: int, start: int, width: float, space: float) -> bool:
    """Whether a table without rules has surely ended above a line."""
    line, above = lines[index], lines[index - 1]
    parts = wide_parts(line, space)
    full = len(parts) == 1 and parts[0].x1 - parts[0].x0 > 0.8 * width
    return (
        full
        or line.y - above.y > 3.2 * line.size
        or abs(line.size - lines[start].size) > 1.6
        or CAPTION_START.match(line.text) is not None
    )


def trimmed_end(lines: Sequence[Line], start: int, end: int, space: float) -> int:
    """Take in the lines that go on with a cell of the last row."""
    xs = column_edges_of(lines[start:end], space)
    while len(xs) > 2 and end < len(lines):
        line, above = lines[end], lines[end - 1]
        tight = line.y - above.y < 1.5 * line.size and abs(line.size - above.size) < 0.3
        if not tight or spans(line, xs) or column_of(line.x0, xs) == 0:
            break
        end += 1
    return end


def wide_parts(line: Line, space: float) -> list[Line]:
    """Cut a line at wide gaps; a mere list marker or number in front is no column."""
    parts = segments(line, max(WIDE_GAP, 1.8 * space) * line.size)
    if len(parts) > 1 and MARKER.fullmatch(parts[0].text):
        return parts[1:]
    return parts


def column_edges_of(lines: Sequence[Line], space: float) -> list[float]:
    """Return the column edges within the lines' own extent."""
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return column_edges(lines, Box(x0 - 1, 0, x1 + 1, 0), space)


def aligned(lines: Sequence[Line], xs: Sequence[float]) -> bool:
    """Whether the columns after the first mostly begin, or end, at one place."""
    for index in range(1, len(xs) - 1):
        cells = [cells[index][0] for line in lines if (cells := split_cells([line], xs))[index]]
        if len(cells) < 2:
            return False
        lefts, rights = [c.x0 for c in cells], [c.x1 for c in cells]
        if min(spread(lefts), spread(rights)) > 4:
            return False
    return True


def spread(values: Sequence[float]) -> float:
    """Return how far most values lie from their median."""
    middle = statistics.median(values)
    return statistics.median(abs(value - middle) for value in values)


def joined_tables(first: TableBlock, second: TableBlock) -> TableBlock | None:
    """Return two parts of one table as one, or None when they are not."""
    if len(first.xs) != len(second.xs) or first.closed:
        return None
    shift = second.xs[0] - first.xs[0]
    if any(abs(b - a - shift) > 14 for a, b in zip(first.xs, second.xs, strict=True)):
        return None
    rows = list(second.rows)
    headers = 0
    while headers < min(len(rows), len(first.rows)) and same_row(
        rows[headers], first.rows[headers]
    ):
        headers += 1
    rows = rows[headers:]
    kept = list(first.rows)
    if rows and len(kept) > max(1, headers) and goes_on(kept[-1], rows[0]):
        last, more = kept.pop(), rows.pop(0)
        cells = tuple(a + b for a, b in zip(last.cells, more.cells, strict=True))
        kept.append(replace(last, cells=cells))
    return TableBlock((*kept, *rows), first.xs, first.page)


def same_row(one: Row, other: Row) -> bool:
    """Whether two rows say the same."""
    return re.sub(r"\W", "", one.text) == re.sub(r"\W", "", other.text)


def goes_on(last: Row, first: Row) -> bool:
    """Whether a row on a new page is the rest of the last one on the page before."""
    filled = [bool(cell) for cell in first.cells]
    if not filled[0] and any(filled):
        return True
    for before, after in zip(last.cells, first.cells, strict=True):
        if before and after:
            end, start = before[-1].text, after[0].text
            if end.endswith(HYPHENS) or start[0].islower() or start[0] in ",;.)&":
                return True
            if end.endswith((",", "&", "(", "–")):
                return True
    return False
