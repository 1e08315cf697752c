"""Rows and cells of a table in a tree, with spans filled out so that each row stands alone."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element  # type: ignore[import-untyped]

from ingest.elements import Element, TableLine, TextLine
from ingest.richtext import RichText, joined

_WIDEST_SPAN = 60
_SENTENCE_MARKS = (".", ",", ";", ":", "!", "?", "…")


def is_layout(table: _Element) -> bool:
    """Whether a table only places things on the page: its cells are then ordinary text."""
    if table.get("role") in ("presentation", "none"):
        return True
    if table.find("caption") is not None or table.find(".//th") is not None:
        return False
    cells = 0
    for element in table.iterdescendants("td", "table", "h1", "h2", "h3", "h4", "h5", "h6"):
        if element.tag != "td":
            return True
        cells += 1
    return cells <= 1


def _span(element: _Element, name: str, most: int) -> int:
    stated = element.get(name) or ""
    return max(1, min(int(stated), most)) if re.fullmatch(r"\d{1,6}", stated) else 1


@dataclass(slots=True)
class OpenTable:
    """A table that is being read.

    Attributes:
        rows: Finished rows with whether each is a header.
        below: Texts of a foot row that spans the table, printed below it.
        spanning: Column -> (text, rows still to fill) of cells that reach down.
    """

    rows: list[tuple[list[RichText], bool]] = field(default_factory=list)
    captions: list[RichText] = field(default_factory=list)
    below: list[RichText] = field(default_factory=list)
    spanning: dict[int, tuple[RichText, int]] = field(default_factory=dict)
    row: list[RichText] = field(default_factory=list)
    cell: list[RichText] = field(default_factory=list)
    part: str = "tbody"
    in_caption: bool = False
    in_cell: bool = False
    headings: int = 0
    cells: int = 0

    def add(self, rich: RichText) -> None:
        """Take a text of the present cell or caption; one outside both goes below the table."""
        place = self.captions if self.in_caption else self.cell if self.in_cell else self.below
        place.append(rich)

    def open_caption(self, element: _Element) -> None:
        """Begin the caption."""
        self.in_caption = True

    def close_caption(self, element: _Element) -> None:
        """End the caption."""
        self.in_caption = False

    def open_part(self, element: _Element) -> None:
        """Begin the head, body or foot; cells do not reach into it."""
        self.part = str(element.tag)
        self.spanning.clear()

    def close_part(self, element: _Element) -> None:
        """End the head, body or foot; rows outside all of them are of the body."""
        self.close_row(element)
        self.part = "tbody"
        self.spanning.clear()

    def open_row(self, element: _Element) -> None:
        """Begin a row, ending one that was left open."""
        self.close_row(element)

    def open_cell(self, element: _Element) -> None:
        """Begin a cell, behind those that reach down from rows above."""
        self._fill_from_above()
        self.cell, self.in_cell = [], True
        self.cells += 1
        self.headings += element.tag == "th"

    def close_cell(self, element: _Element) -> None:
        """End a cell and lay it over the columns it spans."""
        text = _cell_text(self.cell)
        wide = _span(element, "colspan", _WIDEST_SPAN)
        deep = _span(element, "rowspan", 10_000)
        for place in range(wide):
            filled = text if place == 0 else RichText("")
            if deep > 1:
                self.spanning[len(self.row)] = (filled, deep - 1)
            self.row.append(filled)
        self.cell, self.in_cell = [], False

    def close_row(self, element: _Element) -> None:
        """End a row; one without text is no row."""
        if not self.cells:
            return
        self._fill_from_above()
        row, cells, headings = self.row, self.cells, self.headings
        self.row, self.cells, self.headings = [], 0, 0
        filled = [cell for cell in row if cell]
        if not filled:
            return
        if self.part == "tfoot" and cells == 1:
            self.below += filled
        else:
            self.rows.append((row, self.part == "thead" or headings == cells))

    def _fill_from_above(self) -> None:
        while (column := len(self.row)) in self.spanning:
            text, left = self.spanning[column]
            self.row.append(text)
            if left > 1:
                self.spanning[column] = (text, left - 1)
            else:
                del self.spanning[column]

    def lines(self) -> list[Element]:
        """Return caption, rows of one width, and what is printed below."""
        found: list[Element] = [TextLine(joined(self.captions))] if self.captions else []
        width = max((len(row) for row, _ in self.rows), default=0)
        rows = self.rows
        if len(rows) > 1 and not any(header for _, header in rows) and _all_bold(rows[0][0]):
            rows = [(rows[0][0], True), *rows[1:]]
        # Rows of markup are whole: `glued` says that none is the rest of the one above.
        found += (
            TableLine((*row, *[RichText("")] * (width - len(row))), header=header, glued=place > 0)
            for place, (row, header) in enumerate(rows)
        )
        found += (TextLine(text) for text in self.below)
        return found


def _cell_text(texts: list[RichText]) -> RichText:
    """Join the blocks of a cell so that items of a list in it stay apart."""
    whole = RichText("")
    for text in texts:
        separator = " " if whole.text.endswith(_SENTENCE_MARKS) else "; "
        whole = joined((whole, text), separator) if whole else text
    return whole


def _all_bold(row: list[RichText]) -> bool:
    return all(
        any(mark.kind == "bold" and mark.end - mark.start == len(cell.text) for mark in cell.marks)
        for cell in row
        if cell
    )
