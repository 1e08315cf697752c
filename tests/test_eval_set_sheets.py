"""Question sets as policy staff keep them: CSV of a Belgian Excel, and Excel itself."""

import csv
import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook, load_workbook

from eval.sets.set_reading import SetMistakes, load_set, save_set, shipped_set
from ingest.errors import UnusableText

HEADINGS = "id;vraag;secties;feiten;max woorden;nagelezen;moet slagen\r\n"


@pytest.fixture
def read_csv(tmp_path):
    def read(content):
        path = tmp_path / "set.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load_set(path).questions

    return read


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


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_a_belgian_csv_is_read_in_every_encoding_excel_writes(read_csv, encoding):
    row = 'a;"Hoeveel ""geld"" krijgt Één café?";5,1;"1.250,50; 70% | 7/10";90,0;22/11/2026;WAAR'
    (question,) = read_csv(f"{HEADINGS}{row}\r\n;;;;;;\r\n;;;;;;;;\r\n".encode(encoding))
    (turn,) = question.turns
    assert turn.question == 'Hoeveel "geld" krijgt Één café?'
    assert turn.expected.sections == (("5.1",),)
    assert turn.expected.facts == (("1.250,50",), ("70%", "7/10"))
    assert turn.expected.max_words == 90
    assert question.reviewed == date(2026, 11, 22)
    assert question.must_pass
    assert question.place == "set.csv, rij 2"


@pytest.mark.parametrize(
    "text",
    [
        "id;question;status\na;b, c;refused\n",
        'id,question,status\na,"b, c",refused\n',
        "id\tquestion\tstatus\na\tb, c\trefused\n",
        "sep=|\nid|question|status\na|b, c|refused\n",
        '"sep=;"\r\nid;question;status\r\na;b, c;refused\r\n',
        "\n ID ;Vraag:; S T A T U S\na;b, c;geweigerd\n",
        'Id,QUESTION,Status,Kort_antwoord,max-woorden,,\na,"b, c",refused,,,,\n',
    ],
)
def test_the_delimiter_and_the_headings_are_recognised(read_csv, text):
    (question,) = read_csv(text)
    assert question.turns[0].question == "b, c"
    assert question.turns[0].expected.status == ("refused",)


@pytest.mark.parametrize(
    ("cell", "facts"),
    [
        ("een; twee", (("een",), ("twee",))),
        ("een\ntwee\r\n\n", (("een",), ("twee",))),
        ("een | twee; drie", (("een", "twee"), ("drie",))),
        ("een|twee", (("een", "twee"),)),
        ("/a|b;c/ | d", (("/a|b;c/", "d"),)),
        ("en/of; 1/2", (("en/of",), ("1/2",))),
        ('"een; ""twee"" | drie"; vier', (('een; "twee" | drie',), ("vier",))),
        ('zei "hallo"; ja', (('zei "hallo"',), ("ja",))),
        (";; een ;;", (("een",),)),
    ],
)
def test_a_cell_holds_groups_and_alternatives(read_csv, tmp_path, cell, facts):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([["id", "vraag", "feiten"], ["a", "q", cell]])
    (question,) = read_csv(text.getvalue())
    assert question.turns[0].expected.facts == facts


@pytest.mark.parametrize("word", ["ja", "JA", "true", "1", "WAAR", "x", "yes"])
def test_yes_has_many_words(read_csv, word):
    (question,) = read_csv(f"id;vraag;feiten;moet slagen\na;q;f;{word}\n")
    assert question.must_pass


def test_words_of_policy_staff_stand_for_the_codes(read_csv):
    (question,) = read_csv(
        "id;vraag;status;taal;moeilijkheid;deel;labels\n"
        "a;q;Niet in dossier;Frans;moeilijk;TEST;een, twee\n"
    )
    assert question.language == "fr"
    assert (question.difficulty, question.split) == ("hard", "test")
    assert question.tags == ("een", "twee")
    assert question.turns[0].expected.status == ("not_in_dossier",)


def test_rows_with_a_turn_and_the_same_id_are_a_dialogue(read_csv):
    dialogue, single = read_csv(
        "id;beurt;vraag;feiten;taal;labels\n"
        "d;2,0;En daar?;y;;\n"
        "e;;Los?;z;;\n"
        "d;1;Wie?;x;fr;dialoog\n"
    )
    assert [turn.question for turn in dialogue.turns] == ["Wie?", "En daar?"]
    assert (dialogue.language, dialogue.tags) == ("fr", ("dialoog",))
    assert single.turns[0].question == "Los?"


def test_a_turn_without_id_goes_on_with_the_dialogue_above(read_csv):
    (dialogue,) = read_csv("id;beurt;vraag;feiten\nd;1;Wie?;x\n;2;En?;y\n")
    assert len(dialogue.turns) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id;vraag;feiten\na;;x\n", "rij 2 (a), vraag: ontbreekt"),
        ("id;vraag;feiten;foo\na;q;x;y\n", "rij 1, foo: onbekende kolom"),
        ("id;vraag;feite n;moeilijk heid x\n", "bedoelt u moeilijkheid?"),
        ("id;vraag;Vraag\na;q;x\n", "rij 1, Vraag: deze kolom staat er tweemaal"),
        ("id;vraag;feiten\na;q;x;los\n", "rij 2, kolom 4: heeft geen titel"),
        ("id;vraag;taal;feiten\na;q;du;x\n", "rij 2 (a), taal: 'du' kan niet"),
        ("id;vraag;secties\na;q;5/jan\n", "rij 2, secties: '5/jan' is een datum"),
        ("id;vraag;secties\na;q;jan/05\n", "is een datum"),
        ('id;vraag;secties\na;q;"5.1;5/01/2026"\n', "is een datum"),
        ("id;beurt;vraag;feiten\nd;1;q;x\nd;3;q;x\n", "hier hoort beurt 2, niet 3"),
        ("id;beurt;vraag;feiten\nd;1;q;x\nd;1;q;x\n", "hier hoort beurt 2, niet 1"),
        ("id;beurt;vraag;feiten\nd;een;q;x\n", "beurt: 'een' is geen nummer van een beurt"),
        ("id;beurt;vraag;feiten;taal\nd;1;q;x;nl\nd;2;q;x;fr\n", "rij 3 (d), taal: verschilt"),
        ("id;beurt;vraag;feiten\nd;1;q;x\nd;2;q;/(/\n", "rij 3 (d), beurt 2.feiten: /(/: de regex"),
        ("id;vraag;feiten\na;q;x\na;q;x\n", "rij 3 (a), id: staat al in set.csv, rij 2"),
        ("hallo\n", "rij 1: de eerste rij noemt de kolommen"),
        ("", "de eerste rij noemt de kolommen"),
        ('id;vraag;feiten\na;"q;x\n', "de CSV klopt hier niet"),
        ("id;vraag;feiten\na;" + "q" * 140_000 + ";x\n", "de CSV klopt hier niet"),
    ],
)
def test_a_mistake_in_a_sheet_names_row_and_column(read_csv, text, told):
    with pytest.raises(SetMistakes) as caught:
        read_csv(text)
    found = [str(mistake) for mistake in caught.value.mistakes]
    assert any(told in mistake for mistake in found), found


def test_a_csv_opens_in_excel_without_running_anything(read_csv, tmp_path):
    (question,) = read_csv("id;vraag;feiten;verboden\n'=1+1;'@cmd;'-3;''=x\n")
    assert (question.id, question.turns[0].question) == ("=1+1", "@cmd")
    assert question.turns[0].expected.facts == (("-3",),)
    assert question.turns[0].expected.forbidden == ("'=x",)
    save_set([question], tmp_path / "terug.csv")
    data = (tmp_path / "terug.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid;beurt;vraag;")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row if cell)
    assert load_set(tmp_path / "terug.csv").questions[0].turns == question.turns


def test_cells_of_excel_that_are_no_text_are_read_as_their_reader_sees_them(read_excel):
    def as_percentage(book):
        book.active["D2"].number_format = "0.0%"

    row = [1, "q", 5.1, 0.706, 90.0, datetime(2026, 11, 22), True]
    (question,) = read_excel(HEADINGS.strip().split(";"), row, [None] * 9, change=as_percentage)
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
        sheet.merge_cells("A3:A4")
        sheet.row_dimensions[3].hidden = True
        sheet["B9"] = "=1+1"

    with pytest.raises(SetMistakes) as caught:
        read_excel(["toelichting"], change=lambda book: None)
    assert "geen enkel blad" in str(caught.value)
    (question,) = read_excel(["toelichting"], change=more)
    assert question.place == "set.xlsx, rij 3"


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
