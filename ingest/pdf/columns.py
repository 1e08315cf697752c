"""Finds the columns of a page and cuts it into strips, in the order in which they are read."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf.lines import Line, segments
from ingest.pdf.page import Box, Page

GAP = 0.7  # of the size: a wider space may be the space between columns
FEWEST_ROWS = 8
SHARE_OF_PAGES = 0.3
SAME_GUTTER = 10.0
EVEN_COLUMNS = 0.75
HALF_GUTTER = 2.5  # points


@dataclass(frozen=True)
class Strip:
    """Lines that are read from the top down; `left` and `right` are the column's edges."""

    page: int
    left: float
    right: float
    lines: tuple[Line, ...]


def gutters(
    pages: Sequence[Page],
    lines: Sequence[Sequence[Line]],
    tables: Sequence[Sequence[Box]],
    space: float,
) -> list[Box | None]:
    """Return the white space between the two columns of each page, or None.

    It counts only when enough pages have it at the same place: else it belongs to a table. A page
    whose columns are filled by tables has that of the others, where all it holds leaves it free.

    Args:
        pages: All pages.
        lines: Of each page, the lines outside its tables.
        tables: Of each page, where its tables stand.
        space: The usual space between words, in sizes.
    """
    found = [page_gutter(page, rows, space) for page, rows in zip(pages, lines, strict=True)]
    filled = sum(1 for rows in lines if len(rows) >= FEWEST_ROWS)
    centres = [(g.x0 + g.x1) / 2 for g in found if g]
    kept: list[Box | None] = []
    for gutter in found:
        centre = (gutter.x0 + gutter.x1) / 2 if gutter else 0.0
        alike = sum(1 for other in centres if abs(other - centre) < SAME_GUTTER)
        kept.append(gutter if gutter and alike >= max(1, SHARE_OF_PAGES * filled) else None)
    sure = [gutter for gutter in kept if gutter]
    usual = common(sure) if sure and len(sure) >= 0.5 * filled else None
    return [
        common(beside(gutter, sure))
        if gutter
        else usual or (left_free(rows, boxes, common(sure)) if sure else None)
        for gutter, rows, boxes in zip(kept, lines, tables, strict=True)
    ]


def left_free(lines: Sequence[Line], tables: Sequence[Box], gutter: Box) -> Box | None:
    """Return what a page leaves free of the gutter of other pages.

    None when something stands across its middle, or when only one side holds anything.
    """
    middle = (gutter.x0 + gutter.x1) / 2
    edges = [(piece.x0, piece.x1) for line in lines for piece in line.pieces]
    edges += [(box.x0, box.x1) for box in tables]
    left = [x1 for _, x1 in edges if x1 <= middle - HALF_GUTTER]
    right = [x0 for x0, _ in edges if x0 >= middle + HALF_GUTTER]
    if not left or not right or len(left) + len(right) < len(edges):
        return None
    return Box(max(gutter.x0, *left), gutter.y0, min(gutter.x1, *right), gutter.y1)


def beside(gutter: Box, others: Sequence[Box]) -> list[Box]:
    """Return the gutters at the same place as one of them."""
    return [g for g in others if abs(g.x0 + g.x1 - gutter.x0 - gutter.x1) < 2 * SAME_GUTTER]


def common(gutters: Sequence[Box]) -> Box:
    """Return the middle one of the edges of gutters: a page with short lines has a wider one."""
    lefts, rights = sorted(g.x0 for g in gutters), sorted(g.x1 for g in gutters)
    middle = len(gutters) // 2
    return Box(lefts[middle], gutters[0].y0, rights[middle], gutters[0].y1)


def page_gutter(page: Page, rows: Sequence[Line], space: float) -> Box | None:
    """Return the best white corridor near the middle of a page, or None."""
    parts = [segments(row, max(GAP, 1.6 * space) * row.size) for row in rows]
    if len(rows) < FEWEST_ROWS:
        return None
    first, last = int(0.3 * page.width), int(0.7 * page.width)
    crossing = [0] * (last - first)
    for found in parts:
        for part in found:
            for x in range(max(first, int(part.x0)), min(last, int(part.x1) + 1)):
                crossing[x - first] += 1
    least = min(crossing)
    best: Box | None = None
    start: int | None = None
    for x in range(first, last + 1):
        free = x < last and crossing[x - first] <= least + 0.02 * len(rows)
        if free and start is None:
            start = x
        if not free and start is not None:
            if best is None or x - start > best.x1 - best.x0:
                best = Box(start, 0, x, page.height)
            start = None
    if best is None or best.x1 - best.x0 < 5:
        return None
    return best if parts_are_columns(parts, best, least, len(rows)) else None


def parts_are_columns(
    parts: Sequence[Sequence[Line]], gutter: Box, crossing: int, rows: int
) -> bool:
    """Whether text stands in even columns on both sides of a corridor."""
    left = [p for found in parts for p in found if p.x1 <= gutter.x0 + 1]
    right = [p for found in parts for p in found if p.x0 >= gutter.x1 - 1]
    if crossing > 0.75 * rows or min(len(left), len(right)) < FEWEST_ROWS // 2:
        return False
    lowest = min(max(p.y for p in left), max(p.y for p in right))
    if lowest - max(min(p.y for p in left), min(p.y for p in right)) < 3 * left[0].size:
        return False
    widths = (
        max(p.x1 for p in left) - min(p.x0 for p in left),
        max(p.x1 for p in right) - min(p.x0 for p in right),
    )
    filled = inked(left) + inked(right)
    wide = sum(1 for width in filled if width > 0.6 * min(widths))
    return min(widths) > EVEN_COLUMNS * max(widths) and wide > 0.5 * len(filled)


def inked(parts: Sequence[Line]) -> list[float]:
    """Return how much of each row the parts fill.

    A justified line in a narrow column falls apart at its wide spaces; it is filled all the same.
    """
    rows: dict[float, float] = {}
    for part in parts:
        rows[part.y] = rows.get(part.y, 0.0) + part.x1 - part.x0
    return list(rows.values())


def strips(
    rows: Sequence[Line], gutter: Box | None, whole: Sequence[Box], page: Page
) -> list[Strip]:
    """Cut a page into strips: rows across the gutter, then the left and the right column, ...

    Args:
        rows: Lines of the page, from the top down, each across the whole page.
        gutter: The white space between the columns, or None.
        whole: Areas that are read across the gutter (tables).
        page: The page.
    """
    left = min((row.x0 for row in rows), default=0.0)
    right = max((row.x1 for row in rows), default=page.width)
    if gutter is None:
        return [Strip(page.index, left, right, tuple(rows))] if rows else []
    found: list[Strip] = []
    groups: list[tuple[bool, list[Line]]] = []
    for row in rows:
        above = groups[-1][1][-1] if groups and groups[-1][0] else None
        whole_row = (
            (crosses(row, gutter) and not overfull(row, rows, gutter))
            or any(box.holds(row.x0, row.y) for box in whole)
            or (above is not None and ends_paragraph(above, row, gutter))
        )
        if not groups or groups[-1][0] != whole_row:
            groups.append((whole_row, []))
        groups[-1][1].append(row)
    for whole_row, group in groups:
        if whole_row:
            found.append(Strip(page.index, left, right, tuple(group)))
        else:
            found += sides(group, gutter, page, (left, right))
    return found


def sides(rows: Sequence[Line], gutter: Box, page: Page, edges: tuple[float, float]) -> list[Strip]:
    """Return the left and the right column of some rows, where there is anything in them."""
    middle = (gutter.x0 + gutter.x1) / 2
    found = []
    left_edges, right_edges = (edges[0], gutter.x0), (gutter.x1, max(edges[1], gutter.x1))
    for in_left, (left, right) in ((True, left_edges), (False, right_edges)):
        parts = [tuple(p for p in row.pieces if (p.x0 < middle) == in_left) for row in rows]
        lines = tuple(Line(part, page.index) for part in parts if part)
        if lines:
            found.append(Strip(page.index, left, right, lines))
    return found


def crosses(row: Line, gutter: Box) -> bool:
    """Whether a piece of the row stands in the white space between the columns."""
    return any(p.x0 < gutter.x1 - 1.5 and p.x1 > gutter.x0 + 1.5 for p in row.pieces)


def overfull(row: Line, rows: Sequence[Line], gutter: Box) -> bool:
    """Whether a row crosses the gutter only because an unbreakable word stuck out of its column.

    Then the other column has lines right beside it, closer than lines ever stand above another.
    """
    for left, right in zip(row.pieces, row.pieces[1:], strict=False):
        if right.x0 < left.x1 - 2 and right.x0 >= gutter.x1 - 2:
            return True
    return any(
        other is not row
        and abs(other.y - row.y) < 0.8 * row.size
        and other.x0 >= gutter.x1 - 2
        and not crosses(other, gutter)
        for other in rows
    )


def ends_paragraph(above: Line, row: Line, gutter: Box) -> bool:
    """Whether a short row merely ends the paragraph that runs across the gutter above it."""
    return (
        row.x1 <= gutter.x0 + 1.5
        and abs(row.size - above.size) < 0.3
        and row.y - above.y < 1.7 * row.size
        and crosses(above, gutter)
    )
