"""Question sets in Excel files: the one file that knows openpyxl.

What is read is checked first in the directory of the zip file, so that a small file cannot unfold
into a huge one; formulas are never computed, their stored result counts.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from eval.question_set import SetQuestion
from eval.sets.forms.dialogue_rows import UNIT, rows_of
from eval.sets.forms.entry import Mistake, Reading
from eval.sets.forms.excel_layout import column_letters, read_layout
from eval.sets.forms.sheet_columns import COLUMNS
from eval.sets.forms.sheet_rows import AS_TEXT, Cell, is_heading, read_rows
from ingest.errors import UnusableText

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST_UNZIPPED = 100_000_000  # bytes
LONGEST_CELL = 32_767  # characters; Excel cuts off what is longer
_MOST_PARTS = 2000
_MOST_COLUMNS = 64
_MOST_ROWS = 200_000
_HEADING_WITHIN = 20  # rows
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ONE_SHEET = "heeft vragen; zet ze op één blad, of bewaar elk blad als bestand in één map"
_SPARE_ROWS = 500  # below the questions, that offer the choices too
# What a broken or hostile file makes openpyxl and the libraries below it raise.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    ExpatError,
    SyntaxError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    NotImplementedError,
    OverflowError,
    EOFError,
    RuntimeError,
    OSError,
)

# How Office Open XML writes a character that XML cannot hold (ECMA-376, ST_Xstring).
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def read_excel(data: bytes, file: str) -> Reading:
    """Return the records of the first sheet that has the headings of a question set.

    Raises:
        UnusableText: It is no Excel file, is encrypted, holds macros or is too large unfolded.
    """
    from openpyxl import load_workbook

    _check_zip(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells what it leaves out of the layout
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                return _read_book(book.worksheets, file)
            finally:
                book.close()
    except _BROKEN as error:
        raise UnusableText(
            "het Excelbestand is beschadigd: open het in Excel, bewaar het opnieuw als .xlsx en "
            "probeer opnieuw."
        ) from error


def _check_zip(data: bytes) -> None:
    if data.startswith(_OLD_OFFICE):
        raise UnusableText(
            "het bestand heeft een wachtwoord of is van een oude Excel: haal het wachtwoord weg en "
            "bewaar het als .xlsx."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename.lower() for part in parts}
            if any(name.endswith("vbaproject.bin") for name in names):
                raise UnusableText("het bestand bevat macro's: bewaar het zonder, als .xlsx.")
            if not any(name.endswith("workbook.xml") for name in names):
                raise UnusableText(
                    "het is geen Excelbestand, al heet het zo: bewaar het in Excel als .xlsx."
                )
            size = sum(part.file_size for part in parts)
            if size > LARGEST_UNZIPPED or len(parts) > _MOST_PARTS:
                raise UnusableText(
                    f"het is uitgepakt te groot ({size // 1_000_000} MB, hoogstens "
                    f"{LARGEST_UNZIPPED // 1_000_000}): splits de vragenset over bestanden."
                )
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    _check_part(archive, part)
    except _BROKEN as error:
        raise UnusableText(
            "het is geen Excelbestand, of het is beschadigd: bewaar het in Excel als .xlsx."
        ) from error


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse the strict kind, that openpyxl cannot read, and a document type.

    Excel writes no document type, and the entities in one can unfold without end.
    """
    with archive.open(part) as stream:
        start = stream.read(4096).replace(b"\x00", b"")
    if b"<!DOCTYPE" in start.upper():
        raise UnusableText(
            "het bestand bevat XML die Excel niet schrijft: bewaar het in Excel als .xlsx."
        )
    if _STRICT in start:
        raise UnusableText(
            "het bestand is van de soort Strict Open XML: bewaar het in Excel als gewone "
            "Excel-werkmap (.xlsx)."
        )


def _read_book(sheets: Sequence[Any], file: str) -> Reading:
    found = [(sheet, *heading) for sheet in sheets if (heading := _heading(sheet))]
    if not found:
        text = 'geen enkel blad heeft een rij met de titels "id" en "vraag"; zet die bovenaan'
        return Reading((), (Mistake(file, 0, "", text, unit=UNIT),), UNIT)
    sheet, first, names = found[0]
    rows = enumerate(_cells(sheet, None), start=1)
    reading = read_rows((row for row in rows if row[0] >= first), file)
    others = tuple(
        Mistake(file, number, "", f"ook het blad {other.title!r} {_ONE_SHEET}", unit=UNIT)
        for other, number, _ in found[1:]
    )
    hidden = tuple(_hidden(sheet, first, names, file))
    return replace(reading, mistakes=(*reading.mistakes, *hidden, *others))


def _heading(sheet: Any) -> tuple[int, list[str]] | None:  # noqa: ANN401 (no public type)
    """Return the number and the texts of the row with the headings of a question set."""
    for number, cells in enumerate(_cells(sheet, _HEADING_WITHIN), start=1):
        if is_heading(cells):
            return number, [cell if isinstance(cell, str) else cell.text for cell in cells]
    return None


def _hidden(sheet: Any, first: int, names: Sequence[str], file: str) -> Iterator[Mistake]:  # noqa: ANN401
    """Yield what the rows of questions hold that openpyxl leaves out without a word."""
    with sheet._get_source() as stream:  # openpyxl offers no other way to the XML
        layout = read_layout(stream, first, _MOST_COLUMNS)

    def mistake(row: int, column: int, text: str) -> Mistake:
        name = names[column - 1].strip() if column <= len(names) else ""
        return Mistake(file, row, name or f"kolom {column_letters(column)}", text, unit=UNIT)

    for merged in layout.merged:
        text = (
            f"de cellen {merged.name} zijn samengevoegd, zodat alleen de eerste iets bevat; hef de "
            "samenvoeging op en vul elke cel in"
        )
        yield mistake(max(merged.first, first), merged.column, text)
    for row, column in layout.unknown:
        text = (
            f"de cel {column_letters(column)}{row} bevat een formule zonder uitkomst; bewaar het "
            "bestand in Excel en probeer opnieuw, of typ de tekst zelf"
        )
        yield mistake(row, column, text)
    for column, row in layout.beyond.items():
        text = (
            f"staat voorbij kolom {column_letters(_MOST_COLUMNS)}, de laatste die gelezen wordt; "
            "zet de inhoud in een kolom ervoor, of maak de kolom leeg"
        )
        yield mistake(row, column, text)


def _cells(sheet: Any, last: int | None) -> Iterator[list[Cell | str]]:  # noqa: ANN401 (no public type)
    sheet.reset_dimensions()  # a file may state fewer rows than it has
    rows = sheet.iter_rows(max_row=last, max_col=_MOST_COLUMNS)
    for number, row in enumerate(rows, start=1):
        if number > _MOST_ROWS:
            raise UnusableText(
                f"het blad telt meer dan {_MOST_ROWS} rijen: verwijder de lege rijen onderaan."
            )
        yield [_cell(cell) for cell in row]


def _cell(cell: Any) -> Cell | str:  # noqa: ANN401 (openpyxl has four kinds of cell)
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        shown = f"{day.day}/{day.month:02d}/{day.year}"
        damage = f"Excel maakte er een datum van ({shown}); {AS_TEXT}"
        return Cell(day.isoformat(), damage, is_date=True)
    if isinstance(value, time | timedelta):
        return Cell(str(value), f"Excel maakte er een tijd van ({value}); {AS_TEXT}")
    if cell.data_type == "e":
        return Cell(str(value), f"bevat een fout van Excel ({value}); typ de tekst opnieuw")
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format))
    return _ESCAPED.sub(_meant, str(value))


def _meant(match: re.Match[str]) -> str:
    """The character that an escape stands for; half a line break is a whole one."""
    character = chr(int(match[1], 16))
    return "\n" if character == "\r" else character


def _number(value: float, number_format: str) -> str:
    """Return a number as a Dutch reader writes it: 5.1 is "5,1", and 0.706 as 0 % "70,6%"."""
    percentage = "%" in number_format
    rounded = round(value * 100, 10) if percentage else value
    text = f"{rounded:.10f}".rstrip("0").rstrip(".") if "e" in repr(rounded) else repr(rounded)
    text = text.removesuffix(".0").replace(".", ",")
    return f"{text}%" if percentage else text


def write_excel(questions: Iterable[SetQuestion]) -> bytes:
    """Return the questions as an Excel file in which every cell is text.

    Raises:
        UnusableText: A cell would hold more than Excel can.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet: Worksheet = book.create_sheet("vragen")
    last = 1
    for last, row in enumerate(rows_of(questions), start=1):
        for place, text in enumerate(row, start=1):
            _write_cell(sheet, last, place, text)
    _lay_out(sheet, last)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_cell(sheet: "Worksheet", row: int, place: int, text: str) -> None:
    from openpyxl.styles import Alignment, Font

    if len(text) > LONGEST_CELL:
        raise UnusableText(
            f"een cel van Excel houdt hoogstens {LONGEST_CELL} tekens ({COLUMNS[place - 1].heading}"
            f", rij {row}): bewaar de set als .yaml of .csv."
        )
    cell = sheet.cell(row, place)
    if text:
        # What looks like an escape must not be read as one; openpyxl leaves that to its callers.
        cell.value = _LIKE_AN_ESCAPE.sub("_x005F_", text)
        cell.data_type = "s"  # what begins with = is no formula
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if row == 1:
        cell.font = Font(bold=True)


def _lay_out(sheet: "Worksheet", last: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.freeze_panes = "D2"
    for place, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = "@"
        if column.choices:
            offered = DataValidation("list", formula1=f'"{",".join(column.choices)}"')
            # A cell may hold several statuses; the others hold one of the choices or nothing.
            offered.showErrorMessage = column.kind == "text"
            offered.allow_blank = True
            offered.add(f"{letter}2:{letter}{last + _SPARE_ROWS}")
            sheet.add_data_validation(offered)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{last}"
