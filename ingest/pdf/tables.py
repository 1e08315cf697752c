"""Reads tables with rules, and joins the parts of one table that pages or columns divide."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.pdf.grid import Grid, lines_in
from ingest.pdf.lines import Line
from ingest.pdf.page import Box
from ingest.pdf.rows import Cell, Row, split_rows
from ingest.pdf.text import HYPHENS


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
    rows = [row for row in rows if any(row.cells)]
    return TableBlock(tuple(rows), grid.xs, page)


def bands(grid: Grid) -> list[tuple[float, float]]:
    """Return the top and bottom of each ruled row."""
    return list(pairwise(grid.ys))


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
