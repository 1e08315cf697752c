"""Question sets in CSV, as a Belgian Excel writes it: semicolons, a byte order mark, any quoting.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, which is taken off
again when it is read.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from eval.question_set import SetQuestion
from eval.sets.forms.dialogue_rows import UNIT, rows_of
from eval.sets.forms.entry import Mistake, Reading
from eval.sets.forms.sheet_columns import COLUMN_OF, heading_key
from eval.sets.forms.sheet_rows import read_rows

DELIMITERS = (";", ",", "\t")
_DECLARED = re.compile(r"""["']?sep=(.)["']?[;,\t]*\r?(?:\n|\Z)""", re.IGNORECASE)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_LONGEST_CELL = 131_072  # the standard library's own limit


def read_csv(text: str, file: str) -> Reading:
    """Return the records of a CSV text; the delimiter is what its headings tell."""
    declared = _DECLARED.match(text)
    text = text[declared.end() :] if declared else text
    delimiter = declared[1] if declared else _delimiter(text)
    broken: list[Mistake] = []
    rows = _rows(text, delimiter, file, broken)
    reading = read_rows(enumerate(rows, start=1), file)
    return replace(reading, mistakes=(*reading.mistakes, *broken))


def _rows(text: str, delimiter: str, file: str, broken: list[Mistake]) -> Iterator[list[str]]:
    """Yield the rows up to the first that is no CSV, which `broken` gets."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for number in count(1):
        try:
            row = next(reader, None)
        except csv.Error:
            advice = (
                "vanaf hier klopt de CSV niet; kijk de aanhalingstekens na (een cel telt hoogstens "
                f"{_LONGEST_CELL} tekens)"
            )
            broken.append(Mistake(file, number, "", advice, unit=UNIT))
            return
        if row is None:
            return
        yield [_bare(cell) for cell in row]


def _delimiter(text: str) -> str:
    """Return the delimiter with which the first line that holds anything names most columns."""
    first = text.lstrip().partition("\n")[0]

    def known(delimiter: str) -> int:
        return sum(heading_key(name) in COLUMN_OF for name in first.split(delimiter))

    return max(DELIMITERS, key=known)


def write_csv(questions: Iterable[SetQuestion]) -> bytes:
    """Return the questions as CSV that a Belgian Excel opens with a double click."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerows([_safe(cell) for cell in row] for row in rows_of(questions))
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
