"""Rows of cells to records: finds the columns by their headings and reads each cell as its kind.

How rows become dialogues is the work of `eval.sets.forms.dialogue_rows`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from eval.sets.forms.cell_grammar import read_groups, read_list, read_tags
from eval.sets.forms.dialogue_rows import UNIT, Row, entries_of
from eval.sets.forms.entry import Mistake, Reading
from eval.sets.forms.sheet_columns import COLUMN_OF, COLUMNS, CellKind, Column, heading_key

AS_TEXT = "maak van de kolom Tekst (Celeigenschappen) en typ het opnieuw"
_MONTHS = "jan feb mrt mar apr mei may mai jun jui jul aug aoû sep okt oct nov dec déc".split()
# What a spreadsheet makes of section 5.1: "5/jan", "jan/05", "5/01/2026".
_DATED = re.compile(
    rf"\d{{1,2}}[-/. ](?:{'|'.join(_MONTHS)})[a-z.]*|(?:{'|'.join(_MONTHS)})[a-z.]*[-/. ]\d+"
    r"|\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?|\d{4}-\d\d-\d\d.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is no plain text.

    Attributes:
        text: Its value as text.
        damage: What the spreadsheet did to what was typed and what to do, "" when nothing.
        is_date: Whether it is a date, which is right only in a column of dates.
    """

    text: str
    damage: str = ""
    is_date: bool = False


Rows = Iterable[tuple[int, Sequence[Cell | str]]]

_READERS: Mapping[CellKind, Callable[[str], object]] = {
    "text": lambda cell: cell,
    "list": read_list,
    "tags": read_tags,
    "groups": read_groups,
}


def is_heading(cells: Sequence[Cell | str]) -> bool:
    """Whether a row is the heading of a sheet of questions."""
    fields = {column.field for cell in cells if (column := COLUMN_OF.get(heading_key(_text(cell))))}
    return {"id", "question"} <= fields


def read_rows(rows: Rows, file: str) -> Reading:
    """Return the records of the rows of a sheet.

    Args:
        rows: (number of the row, its cells); the first that is not empty holds the headings.
        file: What to call the file in messages.
    """
    filled = ((number, cells) for number, cells in rows if any(map(_text, cells)))
    number, headings = next(filled, (1, ()))
    if not is_heading(headings):
        text = 'de eerste rij noemt de kolommen; er moet minstens "id" en "vraag" in staan'
        return Reading((), (Mistake(file, number, "", text, unit=UNIT),), UNIT)
    sheet = _Sheet(file, number, headings)
    read = [sheet.row(number, cells) for number, cells in filled]
    entries = tuple(entries_of(read, sheet.names, file, sheet.mistakes))
    return Reading(entries, tuple(sheet.mistakes), UNIT)


def _text(cell: Cell | str) -> str:
    return (cell if isinstance(cell, str) else cell.text).strip()


class _Sheet:
    """The columns of one sheet; what is wrong in its cells is kept, not raised."""

    def __init__(self, file: str, number: int, headings: Sequence[Cell | str]) -> None:
        self.mistakes: list[Mistake] = []
        self.names: dict[str, str] = {}
        self._columns: dict[int, Column | None] = {}
        self._file = file
        for place, cell in enumerate(headings):
            name = _text(cell)
            if name:
                self._columns[place] = self._column(number, name)

    def _complain(self, number: int, name: str, text: str) -> None:
        self.mistakes.append(Mistake(self._file, number, name, text, unit=UNIT))

    def _column(self, number: int, name: str) -> Column | None:
        column = COLUMN_OF.get(heading_key(name))
        if column is None:
            near = get_close_matches(heading_key(name), COLUMN_OF, n=1)
            known = ", ".join(column.heading for column in COLUMNS)
            advice = f"bedoelt u {COLUMN_OF[near[0]].heading}?" if near else f"bekend zijn {known}"
            self._complain(number, name, f"onbekende kolom; {advice}")
        elif column.field in self.names:
            self._complain(number, name, "deze kolom staat er tweemaal; laat er één staan")
            return None
        else:
            self.names[column.field] = name
        return column

    def row(self, number: int, cells: Sequence[Cell | str]) -> Row:
        """Return the values of a row under the names of their fields."""
        values: dict[str, object] = {}
        for place, cell in enumerate(cells):
            text = _text(cell)
            if text and place not in self._columns:
                self._columns[place] = None  # said once for the whole column
                self._complain(number, f"kolom {place + 1}", "heeft geen titel; zet er een boven")
            column = self._columns.get(place)
            if not text or column is None:
                continue
            damage = _damage(cell, text, column)
            if damage:
                self._complain(number, self.names[column.field], damage)
            values[column.field] = _translated(_READERS[column.kind](text), column.words)
        return Row(number, values)


def _damage(cell: Cell | str, text: str, column: Column) -> str:
    """Return what the spreadsheet broke in a cell, "" when nothing."""
    if isinstance(cell, Cell):
        return "" if cell.is_date and column.field == "reviewed" else cell.damage
    if column.field == "sections" and any(map(_DATED.fullmatch, read_list(text))):
        return f"{text!r} is een datum, geen sectie; {AS_TEXT}"
    return ""


def _translated(value: object, words: Mapping[str, str]) -> object:
    if isinstance(value, list):
        return [_translated(item, words) for item in value]
    return words.get(" ".join(value.split()).casefold(), value) if isinstance(value, str) else value
