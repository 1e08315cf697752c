"""Question sets in Excel files: as policy staff keep them, and as nobody should."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook, load_workbook

from eval.sets.forms import excel_form
from eval.sets.set_reading import SetMistakes, load_set, save_set, shipped_set
from ingest.errors import UnusableText

HEADINGS = ["id", "vraag", "secties", "feiten", "max woorden", "nagelezen", "moet slagen"]


@pytest.fixture
def read_excel(tmp_path):
    def read(*rows, change=lambda book: None):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        change(book)
        book.save(tmp_path / "set.xlsx")
        return load_set(tmp_path / "set.xlsx").questions

    return read


def test_cells_of_excel_that_are_no_text_are_read_as_their_reader_sees_them(read_excel):
    def as_percentage(book):
        book.active["D2"].number_format = "0.0%"

    row = [1, "q", 5.1, 0.706, 90.0, datetime(2026, 11, 22), True]
    (question,) = read_excel(HEADINGS, row, [None] * 9, change=as_percentage)
    expected = question.turns[0].expected
    assert question.id == "1"
    assert expected.sections == (("5.1",),)
    assert expected.facts == (("70,6%",),)
    assert (expected.max_words, question.must_pass) == (90, True)
    assert question.reviewed == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("secties", date(2026, 1, 5), "Excel maakte er een datum van (5/01/2026); maak van de"),
        ("feiten", datetime(2026, 1, 5, 10, 30), "Excel maakte er een datum van"),
        ("feiten", time(10, 30), "Excel maakte er een tijd van"),
        ("feiten", "#N/A", "bevat een fout van Excel (#N/A)"),
    ],
)
def test_what_excel_damaged_is_told(read_excel, column, value, told):
    with pytest.raises(SetMistakes) as caught:
        read_excel(["id", "vraag", column], ["a", "q", value])
    (found,) = map(str, caught.value.mistakes)
    assert found.startswith(f"set.xlsx, rij 2, {column}: ")
    assert told in found


def test_the_sheet_with_the_headings_is_read_wherever_it_stands(read_excel):
    def more(book):
        sheet = book.create_sheet("vragen")
        sheet.append(["", "", ""])
        sheet.append(["id", "vraag", "feiten"])
        sheet.append(["a", "q", "x"])
        sheet.row_dimensions[3].hidden = True
        sheet.merge_cells("A1:C1")  # above the headings
        book.worksheets[0].merge_cells("A1:B9")
        book.worksheets[0]["D1"] = "=1+1"
        book.worksheets[0]["BZ1"] = "ver weg"

    with pytest.raises(SetMistakes) as caught:
        read_excel(["toelichting"], change=lambda book: None)
    assert "geen enkel blad" in str(caught.value)
    (question,) = read_excel(["toelichting"], change=more)
    assert question.place == "set.xlsx, rij 3"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("C2:C3", "set.xlsx, rij 2, feiten: de cellen C2:C3 zijn samengevoegd"),
        ("A3:B3", "set.xlsx, rij 3, id: de cellen A3:B3 zijn samengevoegd"),
        ("C1:D1", "set.xlsx, rij 1, feiten: de cellen C1:D1 zijn samengevoegd"),
        ("D2:E3", "set.xlsx, rij 2, kolom D: de cellen D2:E3 zijn samengevoegd"),
    ],
)
def test_merged_cells_among_the_questions_are_told(read_excel, cells, told):
    rows = [["id", "vraag", "feiten"], ["a", "q", "x"], ["b", "q", "x"]]
    with pytest.raises(SetMistakes) as caught:
        read_excel(*rows, change=lambda book: book.active.merge_cells(cells))
    found = [str(mistake) for mistake in caught.value.mistakes]
    (merged,) = [mistake for mistake in found if "samengevoegd" in mistake]
    assert merged.startswith(told)
    assert merged.endswith("hef de samenvoeging op en vul elke cel in.")


def test_merged_empty_cells_below_the_questions_are_no_mistake(read_excel):
    rows = [["id", "vraag", "feiten"], ["a", "q", "x"]]
    assert len(read_excel(*rows, change=lambda book: book.active.merge_cells("A9:C9"))) == 1


def test_a_formula_without_a_stored_result_is_told(read_excel):
    with pytest.raises(SetMistakes) as caught:
        read_excel(["id", "vraag", "feiten", "verboden"], ["a", "q", "x", '="a"&"b"'])
    (found,) = map(str, caught.value.mistakes)
    assert found.startswith(
        "set.xlsx, rij 2, verboden: de cel D2 bevat een formule zonder uitkomst"
    )
    assert "bewaar het bestand in Excel" in found


@pytest.mark.parametrize(
    ("result", "facts"),
    [(b' t="str"><f>A2</f><v>een</v>', ("een",)), (b"><f>7</f><v>7</v>", ("7",))],
)
def test_the_stored_result_of_a_formula_counts_even_when_it_is_empty(
    read_excel, tmp_path, result, facts
):
    change_of = {b'<c r="C2"><f>A2</f><v />': b'<c r="C2"' + result}
    change_of[b'<c r="D2"><f>A2</f><v />'] = b'<c r="D2" t="str"><f>A2</f><v></v>'
    with pytest.raises(SetMistakes):
        read_excel(["id", "vraag", "feiten", "verboden"], ["a", "q", "=A2", "=A2"])

    def change(_, part):
        for old, new in change_of.items():
            part = part.replace(old, new).replace(old.replace(b"<v />", b"<v></v>"), new)
        return part

    path = tmp_path / "set.xlsx"
    path.write_bytes(changed_zip(path.read_bytes(), change))
    (question,) = load_set(path).questions
    assert question.turns[0].expected.facts == (facts,)


def test_what_stands_beyond_the_last_column_read_is_told_once_per_column(read_excel):
    def far(book):
        for place in ("BL1", "BM2", "BM3", "XFD3"):
            book.active[place] = "id"

    rows = [["id", "vraag", "feiten"], ["a", "q", "x"], ["b", "q", "x"]]
    with pytest.raises(SetMistakes) as caught:
        read_excel(*rows, change=far)
    found = [str(m) for m in caught.value.mistakes if "voorbij kolom BL" in m.text]
    assert [words.split(":")[0] for words in found] == [
        "set.xlsx, rij 2, kolom BM",
        "set.xlsx, rij 3, kolom XFD",
    ]


def test_a_sheet_with_endless_rows_is_refused(read_excel, monkeypatch):
    monkeypatch.setattr(excel_form, "_MOST_ROWS", 50)
    rows = [["id", "vraag", "feiten"], ["a", "q", "x"]]
    assert len(read_excel(*rows, change=lambda book: book.active.cell(50, 1, " "))) == 1
    with pytest.raises(UnusableText, match="meer dan 50 rijen"):
        read_excel(*rows, change=lambda book: book.active.cell(51, 1, " "))


def test_questions_on_a_second_sheet_are_not_left_out_silently(read_excel):
    def more(book):
        book.create_sheet("Blad 2").append(["vraag", "id"])

    with pytest.raises(SetMistakes) as caught:
        read_excel(["id", "vraag", "feiten"], ["a", "q", "x"], change=more)
    (mistake,) = map(str, caught.value.mistakes)
    assert "ook het blad 'Blad 2' heeft vragen; zet ze op één blad" in mistake


def test_half_a_line_break_of_other_programs_parts_facts_too(read_excel):
    row = ["a", "q", "een_x000D_\ntwee"]
    (question,) = read_excel(["id", "vraag", "feiten"], row)
    assert question.turns[0].expected.facts == (("een",), ("twee",))


def changed_zip(data, change):
    """Return a zip file with each part replaced by change(name, bytes); None leaves it out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for part in old.infolist():
            content = change(part.filename, old.read(part))
            if content is not None:
                new.writestr(part.filename, content)
    return stream.getvalue()


def with_part(name, content):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(name, content)
    return stream.getvalue()


def test_a_stated_size_that_is_too_small_hides_no_row(read_excel, tmp_path):
    read_excel(["id", "vraag", "feiten"], ["a", "q", "x"], ["b", "q", "x"])
    data = (tmp_path / "set.xlsx").read_bytes()
    smaller = changed_zip(data, lambda _, part: part.replace(b'ref="A1:C3"', b'ref="A1:A1"'))
    (tmp_path / "set.xlsx").write_bytes(smaller)
    assert [question.id for question in load_set(tmp_path / "set.xlsx").questions] == ["a", "b"]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda data: b"hallo", "geen Excelbestand"),
        (lambda data: b"", "geen Excelbestand"),
        (lambda data: data[: len(data) // 2], "geen Excelbestand"),
        (lambda data: b"\xd0\xcf\x11\xe0" + bytes(500), "wachtwoord"),
        (lambda data: with_part("xl/vbaProject.bin", "x"), "macro's"),
        (lambda data: with_part("xl/big.xml", bytes(101_000_000)), "uitgepakt te groot"),
        (lambda data: with_part("word/document.xml", "<a/>"), "beschadigd"),
        (
            lambda data: changed_zip(
                data,
                lambda name, part: (
                    b'<!DOCTYPE a [<!ENTITY b "c">]>' + part.split(b"?>")[-1]
                    if "sheet1" in name
                    else part
                ),
            ),
            "XML die Excel niet schrijft",
        ),
        (
            lambda data: changed_zip(
                data,
                lambda _, part: part.replace(
                    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
                ),
            ),
            "Strict Open XML",
        ),
        (
            lambda data: changed_zip(
                data, lambda name, part: part[:-30] if "sheet1" in name else part
            ),
            "beschadigd",
        ),
        (
            lambda data: changed_zip(
                data, lambda name, part: None if "styles" in name else part[:50]
            ),
            "beschadigd",
        ),
    ],
)
def test_what_is_no_sound_excel_file_is_refused_in_one_line(read_excel, tmp_path, spoil, told):
    read_excel(["id", "vraag", "feiten"], ["a", "q", "x"])
    path = tmp_path / "set.xlsx"
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(UnusableText) as caught:
        load_set(path)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_written_excel_file_is_text_with_a_fixed_heading_and_choices(tmp_path):
    save_set(shipped_set().questions[:5], tmp_path / "set.xlsx")
    sheet = load_workbook(tmp_path / "set.xlsx").active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in sheet[1]][:4] == ["id", "beurt", "vraag", "taal"]
    assert {cell.number_format for cell in cells} == {"@"}
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert sheet.freeze_panes == "D2"
    offered = {choice.formula1 for choice in sheet.data_validations.dataValidation}
    assert {'"nl,en,fr"', '"dev,test"', '"easy,medium,hard"', '"ja,nee"'} <= offered
