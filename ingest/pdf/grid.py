"""Finds tables by their rules: areas between lines, with the edges of columns and rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.pdf.lines import Line, is_apart, segments
from ingest.pdf.page import Box, Piece

NEAR = 2.5
SHORTEST_RULE = 12.0
MOST_RULES = 6000  # of a page: more is a drawing
COLUMN_GAP = 0.6  # of the size: the least white space between columns


@dataclass(frozen=True)
class Grid:
    """A table's place: `xs` and `ys` are the edges of its columns and of its ruled rows.

    `horizontals` are kept to tell which cells are one over several rows.
    """

    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    horizontals: tuple[Box, ...] = ()
    verticals: tuple[Box, ...] = ()


def clustered(values: Iterable[float], near: float = NEAR) -> list[float]:
    """Return values with those that lie closer together than `near` taken as one."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= near:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def touching(a: Box, b: Box) -> bool:
    """Whether two rules meet."""
    return (
        a.x0 - NEAR <= b.x1 and b.x0 - NEAR <= a.x1 and a.y0 - NEAR <= b.y1 and b.y0 - NEAR <= a.y1
    )


def connected(rules: Sequence[Box]) -> list[list[Box]]:
    """Group rules that meet, directly or through others, sweeping from the top down."""
    groups: list[list[Box]] = []
    active: list[tuple[Box, int]] = []
    number_of: dict[int, int] = {}
    for rule in sorted(rules, key=lambda r: r.y0):
        active = [(other, group) for other, group in active if other.y1 + NEAR >= rule.y0]
        met = sorted({root(group, number_of) for other, group in active if touching(rule, other)})
        if not met:
            met = [len(groups)]
            groups.append([])
        for other_group in met[1:]:
            number_of[other_group] = met[0]
            groups[met[0]] += groups[other_group]
            groups[other_group] = []
        groups[met[0]].append(rule)
        active.append((rule, met[0]))
    return [group for group in groups if group]


def root(group: int, number_of: dict[int, int]) -> int:
    """Return the group that a group was taken up in."""
    while group in number_of:
        group = number_of[group]
    return group


def grids(rules: Sequence[Box], lines: Sequence[Line], space: float) -> list[Grid]:
    """Return the tables that are drawn with rules on a page, from the top down.

    Args:
        rules: The rules of the page.
        lines: Its lines of text.
        space: The usual space between words, in sizes.
    """
    useful = [r for r in rules if max(r.x1 - r.x0, r.y1 - r.y0) >= SHORTEST_RULE / 2]
    useful = [r for r in useful if not (r.horizontal and underlines(r, lines))]
    found: list[Grid] = []
    loose: list[Box] = []
    for group in connected(useful[:MOST_RULES]):
        grid = full_grid(group)
        if grid:
            found.append(grid)
        else:
            loose += [r for r in group if r.horizontal and r.x1 - r.x0 >= 3 * SHORTEST_RULE]
    found += [grid for group in stacks(loose) if (grid := striped_grid(group, lines, found, space))]
    return sorted(found, key=lambda g: g.box.y0)


def underlines(rule: Box, lines: Sequence[Line]) -> bool:
    """Whether a rule stands right under words and is no longer than they are."""
    for line in lines:
        if -0.05 * line.size < rule.y0 - line.y < 0.35 * line.size:
            under = [p for p in line.pieces if p.x1 > rule.x0 + 1 and p.x0 < rule.x1 - 1]
            if under:
                start, end = min(p.x0 for p in under), max(p.x1 for p in under)
                if rule.x0 > start - 2 and rule.x1 < end + 2:
                    return True
    return False


def full_grid(group: Sequence[Box]) -> Grid | None:
    """Return a grid of rules in both directions with at least two columns, or None."""
    horizontal = [r for r in group if r.horizontal]
    vertical = [r for r in group if not r.horizontal]
    if not horizontal or not vertical:
        return None
    edges = [r.x0 for r in vertical] + [min(r.x0 for r in group), max(r.x1 for r in group)]
    xs, ys = clustered(edges, 4.0), clustered([r.y0 for r in horizontal])
    top, bottom = min(r.y0 for r in group), max(r.y1 for r in group)
    ys = clustered([*ys, top, bottom], 4.0)
    if len(xs) < 3 or len(ys) < 2:
        return None
    box = Box(xs[0] - 1, ys[0] - 1, xs[-1] + 1, ys[-1] + 1)
    return Grid(box, tuple(xs), tuple(ys), tuple(horizontal), tuple(vertical))


def stacks(rules: Sequence[Box]) -> list[list[Box]]:
    """Group horizontal rules that begin and end at the same places, one under another.

    Rules that stand end to end (one for each column) count as one rule.
    """
    rows: list[Box] = []
    for rule in sorted(rules, key=lambda r: (round(r.y0), r.x0)):
        last = rows[-1] if rows else None
        if last and abs(last.y0 - rule.y0) < 1.5 and rule.x0 - last.x1 < 14:
            rows[-1] = Box(last.x0, last.y0, max(last.x1, rule.x1), last.y1)
        else:
            rows.append(rule)
    found: list[list[Box]] = []
    for rule in sorted(rows, key=lambda r: r.y0):
        for group in found:
            if abs(group[-1].x0 - rule.x0) < 6 and abs(group[-1].x1 - rule.x1) < 6:
                group.append(rule)
                break
        else:
            found.append([rule])
    return [group for group in found if len(group) > 1]


def striped_grid(
    rules: Sequence[Box], lines: Sequence[Line], taken: Sequence[Grid], space: float
) -> Grid | None:
    """Return a table with horizontal rules only, its columns found by white space, or None."""
    box = Box(rules[0].x0 - 3, rules[0].y0 - 1, rules[0].x1 + 3, rules[-1].y1 + 1)
    if any(touching(box, grid.box) for grid in taken):
        return None
    inside = lines_in(box, lines)
    xs = column_edges(inside, box, space)
    if len(xs) < 3 or len(inside) < 2:
        return None
    return Grid(box, tuple(xs), tuple(rule.y0 for rule in rules), tuple(rules))


def lines_in(box: Box, lines: Sequence[Line]) -> list[Line]:
    """Return what stands of each line inside a box; what is glued to a word goes along with it."""
    found = []
    for line in lines:
        pieces: list[Piece] = []
        inside = False
        for position, piece in enumerate(line.pieces):
            before = line.pieces[position - 1] if position else None
            if before is None or not is_glued(before, piece):
                across = min(piece.x0 + 0.4 * piece.size, (piece.x0 + piece.x1) / 2)
                inside = box.holds(across, piece.y - 0.3 * piece.size)
            if inside:
                pieces.append(piece)
        if pieces:
            found.append(Line(tuple(pieces), line.page))
    return found


def is_glued(left: Piece, right: Piece) -> bool:
    """Whether two pieces are one word: a call after it, or a change of style within it."""
    gap = abs(right.x0 - left.x1)
    return not is_apart(left, right) and (
        (right.raised and gap < 0.2 * right.size) or gap < 0.02 * right.size
    )


def column_edges(lines: Sequence[Line], box: Box, space: float) -> list[float]:
    """Return the edges of columns: the middles of the white corridors between them.

    Lines with wide gaps show the corridors; one that is crossed by many of the other lines is no
    corridor, and a line that crosses one now and then spans the columns.

    Args:
        lines: The lines of the table.
        box: Its place.
        space: The usual space between words, in sizes.
    """
    gap = max(COLUMN_GAP if len(lines) >= 6 else 0.8, 1.6 * space)
    parts = [segments(line, gap * line.size) for line in lines]
    several = [(p.x0, p.x1) for found in parts if len(found) > 1 for p in found]
    single = [(found[0].x0, found[0].x1) for found in parts if len(found) == 1]
    if sum(1 for found in parts if len(found) > 1) < 2:
        return []
    least = max(0.5, 1.3 * space) * lines[0].size
    sure = [
        (start, end)
        for start, end in corridors(several, least)
        if sum(1 for x0, x1 in single if x0 < start and x1 > end) <= max(1, 0.25 * len(single))
    ]
    kept = [s for s in single if not any(s[0] < start and s[1] > end for start, end in sure)]
    found = [
        (start, end)
        for start, end in corridors([*several, *kept], least / 2)
        if any(start < right and end > left for left, right in sure)
    ]
    return [box.x0, *((start + end) / 2 for start, end in found), box.x1]


def corridors(spans: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """Return the stretches of at least a width that no span covers, between the spans."""
    found = []
    ordered = sorted(spans)
    end = ordered[0][1]
    for x0, x1 in ordered[1:]:
        if x0 - end >= least:
            found.append((end, x0))
        end = max(end, x1)
    return found
