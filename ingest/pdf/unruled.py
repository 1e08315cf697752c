"""Finds tables that are set in white space only: columns by the gaps that lines share."""

import re
import statistics
from collections.abc import Sequence

from ingest.pdf.captions import CAPTION_START
from ingest.pdf.grid import column_edges
from ingest.pdf.lines import Line, segments
from ingest.pdf.page import Box
from ingest.pdf.rows import column_of, spans, split_cells, split_rows
from ingest.pdf.tables import TableBlock

WIDE_GAP = 1.1  # of the size: what separates columns without rules
FEWEST_LINES = 3
MARKER = re.compile(r"(?:[-–•·*◦▪‣o]|\(?\w{1,3}[.)]|\d+(?:\.\d+)*\.?|[^\w\s])")


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
        if line.x0 < xs[0] - 6 or line.x1 > xs[-1] + 6:
            break
        if any(spans(part, xs) for part in parts):
            if index and len(parts) == 1 and column_of(line.x0, xs) == 0:
                continue
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
