"""The lines of a table -> header and whole rows.

Rows that a page break or a line break cut are joined again; a row of one cell is a group.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.elements import TableLine
from ingest.richtext import RichText, joined

_ENDED = re.compile(r"[.?!…][\"”’')\]»]*$")


@dataclass(frozen=True, slots=True)
class WholeRow:
    """A row of a table, the group above it, and the elements its parts came from."""

    cells: tuple[RichText, ...]
    group: str
    elements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WholeTable:
    """Header and rows of a table."""

    header: tuple[str, ...]
    rows: tuple[WholeRow, ...]


def whole_table(lines: Sequence[tuple[int, TableLine]]) -> WholeTable:
    """Make a table of its lines.

    Args:
        lines: (element, line) from top to bottom; a line of one cell without columns is the
            rest of the row above it.

    Returns:
        The header (the lines marked as such, or else the first) and the rows below it.
    """
    width = max(len(line.cells) for _, line in lines)
    marked = [cells for _, line in lines if line.header and (cells := line.cells)]
    header = marked[0] if marked else lines[0][1].cells
    body = [pair for pair in lines if not pair[1].header][0 if marked else 1 :]
    drafts: list[_Row] = []
    for element, line in body:
        if line.cells == header:
            continue
        _take(drafts, element, line, width, [pair[1] for pair in body])
    rows, group = [], ""
    for draft in drafts:
        if _is_group(draft.cells):
            group = draft.cells[0].text
        else:
            rows.append(WholeRow(tuple(draft.cells), group, tuple(draft.elements)))
    names = [cell.text for cell in header] + [""] * (width - len(header))
    return WholeTable(tuple(names), tuple(rows))


@dataclass(slots=True)
class _Row:
    cells: list[RichText]
    elements: list[int]


def _take(
    rows: list[_Row], element: int, line: TableLine, width: int, body: Sequence[TableLine]
) -> None:
    last = rows[-1] if rows and not _is_group(rows[-1].cells) else None
    if last and len(line.cells) == 1 < width:
        column = _fullest_open(last.cells)
        last.cells[column] = joined((last.cells[column], line.cells[0]))
        last.elements.append(element)
        return
    cells = [*line.cells, *[RichText("")] * (width - len(line.cells))]
    if last and not line.glued and _is_cut(last.cells, cells, body):
        last.cells = [_join(one, rest) for one, rest in zip(last.cells, cells, strict=True)]
        last.elements.append(element)
        return
    rows.append(_Row(cells, [element]))


def _join(one: RichText, rest: RichText) -> RichText:
    return joined(part for part in (one, rest) if part)


def _is_group(cells: Sequence[RichText]) -> bool:
    return len(cells) > 1 and bool(cells[0]) and not any(cells[1:])


def _is_cut(
    above: Sequence[RichText], below: Sequence[RichText], body: Sequence[TableLine]
) -> bool:
    """Whether `below` is the rest of `above`.

    An open bracket says so, and so does a cell without its full stop in a column where cells end
    in one.
    """
    if _is_group(below):
        return False
    for column, (one, rest) in enumerate(zip(above, below, strict=True)):
        if not one or not rest:
            continue
        if one.text.count("(") > one.text.count(")") and rest.text.count(")") > rest.text.count(
            "("
        ):
            return True
        if _in_sentences(column, body) and not _ENDED.search(one.text):
            return True
    return False


def _in_sentences(column: int, body: Sequence[TableLine]) -> bool:
    """Whether most cells of a column end in a full stop."""
    texts = [line.cells[column].text for line in body if len(line.cells) > column]
    filled = [text for text in texts if text]
    return bool(filled) and sum(bool(_ENDED.search(text)) for text in filled) > len(filled) / 2


def _fullest_open(cells: Sequence[RichText]) -> int:
    """Return the longest cell that does not end a sentence, or else the longest."""
    unfinished = [i for i, cell in enumerate(cells) if cell and not _ENDED.search(cell.text)]
    return max(unfinished or range(len(cells)), key=lambda i: len(cells[i].text))
