"""What a sheet of an Excel file holds that its cells do not show to who reads them one by one.

Merged cells, of which all but the first are empty; formulas of which no result is stored; and
cells beyond the last column that is read. The XML is read as a stream and nothing of it is kept,
so that a large sheet takes no memory.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers.expat import ParserCreate

_MOST_FOUND = 200  # of each kind; who mends these is told of the next ones
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells merged into one: their rows, their first column, and how Excel writes the range."""

    first: int
    last: int
    column: int
    name: str


@dataclass(slots=True)
class Layout:
    """What was found in a sheet; rows and columns count from 1.

    Attributes:
        merged: Merged cells.
        unknown: (row, column) of formulas without a stored result.
        beyond: Column after the last that is read -> the first row in which it holds something.
        last: The last row that holds anything.
    """

    merged: list[Merged] = field(default_factory=list)
    unknown: list[tuple[int, int]] = field(default_factory=list)
    beyond: dict[int, int] = field(default_factory=dict)
    last: int = 0


def read_layout(stream: BinaryIO, first: int, columns: int) -> Layout:
    """Return the layout of a sheet from a row on.

    Args:
        stream: The XML of the sheet.
        first: Number of the row with the headings; what stands above it is left out.
        columns: How many columns are read.

    Raises:
        ExpatError: It is no XML.
    """
    reader = _Reader(first, columns)
    parser = ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.ParseFile(stream)
    return reader.layout


def column_number(letters: str) -> int:
    """Return the number of a column: 1 for "A", 27 for "AA"."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column: "A" for 1, "AA" for 27."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class _Reader:
    """Takes the elements of a sheet as they come by."""

    def __init__(self, first: int, columns: int) -> None:
        self.layout = Layout()
        self._first = first
        self._columns = columns
        self._row = self._column = 0
        self._is_text = self._has_formula = self._in_value = self._filled = False
        self._starts: Mapping[str, Callable[[Mapping[str, str]], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "v": self._start_value,
            "t": self._start_value,
            "mergeCell": self._start_merged,
        }

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        begin = self._starts.get(name.rpartition(":")[2])
        if begin:
            begin(attributes)

    def text(self, words: str) -> None:
        if self._in_value and words.strip():
            self._filled = True

    def end(self, name: str) -> None:
        bare = name.rpartition(":")[2]
        if bare in ("v", "t"):
            self._in_value = False
        elif bare == "c":
            self._end_cell()

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row = int(float(attributes.get("r", self._row + 1)))
        self._column = 0

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        place = _CELL.fullmatch(attributes.get("r", ""))
        self._column = column_number(place[1]) if place else self._column + 1
        # A formula whose result is an empty text has an empty <v> too, and says that it is text.
        self._is_text = attributes.get("t") == "str"
        self._has_formula = self._filled = False

    def _start_formula(self, _: Mapping[str, str]) -> None:
        self._has_formula = True

    def _start_value(self, _: Mapping[str, str]) -> None:
        self._in_value = True

    def _end_cell(self) -> None:
        if self._row < self._first or not (self._filled or self._has_formula):
            return
        self.layout.last = max(self.layout.last, self._row)
        if self._column > self._columns:
            if len(self.layout.beyond) < _MOST_FOUND:
                self.layout.beyond.setdefault(self._column, self._row)
        elif not (self._filled or self._is_text) and len(self.layout.unknown) < _MOST_FOUND:
            self.layout.unknown.append((self._row, self._column))

    def _start_merged(self, attributes: Mapping[str, str]) -> None:
        cells = _RANGE.fullmatch(attributes.get("ref", ""))
        if not cells or cells[1] + cells[2] == cells[3] + cells[4]:
            return
        first, last = int(cells[2]), int(cells[4])
        # The cells stand before the merges in a sheet, so that the last row is known by now.
        if last < self._first or first > self.layout.last:
            return
        if len(self.layout.merged) < _MOST_FOUND:
            name = cells[0].replace("$", "")
            self.layout.merged.append(Merged(first, last, column_number(cells[1]), name))
