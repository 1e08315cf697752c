"""Divides the lines of a table into rows and cells."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.pdf.lines import Line, segments

Cell = tuple[Line, ...]
ROW_GAP = 1.22  # of the distance of lines within a cell


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
    distances = [b.y - a.y for a, b in pairwise(lines)]
    same = same_column_distances(lines, xs)
    if not distances:
        return set()
    pitch = min(same, default=min(distances))
    wide = {i + 1 for i, d in enumerate(distances) if d > ROW_GAP * pitch}
    found = set(wide)
    top_aligned = False
    for index in range(len(lines)):
        line = split_cells([lines[index]], xs)
        if index == 0 or index in wide:
            top_aligned = bool(line[0])
            continue
        above = split_cells([lines[index - 1]], xs)
        if not line[0] or not top_aligned:
            continue
        restarts = any(cell and not over for cell, over in zip(line, above, strict=True))
        room = xs[1] - above[0][-1].x1 if above[0] else 0.0
        fits = bool(above[0]) and line[0][0].first_word_width + 0.6 * lines[0].size < room
        if restarts or (fits and all(line) and not wide):
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
