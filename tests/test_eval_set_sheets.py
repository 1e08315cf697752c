"""Question sets in CSV as a Belgian Excel writes it, and what every sheet has in common."""

import csv
import io
from datetime import date

import pytest

from eval.sets.set_reading import SetMistakes, load_set, save_set

HEADINGS = "id;vraag;secties;feiten;max woorden;nagelezen;moet slagen\r\n"


@pytest.fixture
def read_csv(tmp_path):
    def read(content):
        path = tmp_path / "set.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load_set(path).questions

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
        ('id;vraag;feiten\na;"q;x\nb;q;x\n', "rij 2: vanaf hier klopt de CSV niet"),
        ("id;vraag;feiten\na;" + "q" * 140_000 + ";x\n", "rij 2: vanaf hier klopt de CSV niet"),
    ],
)
def test_a_mistake_in_a_sheet_names_row_and_column(read_csv, text, told):
    with pytest.raises(SetMistakes) as caught:
        read_csv(text)
    found = [str(mistake) for mistake in caught.value.mistakes]
    assert any(told in mistake for mistake in found), found


def test_what_stands_above_a_broken_row_of_csv_is_told_too(read_csv):
    with pytest.raises(SetMistakes) as caught:
        read_csv('id;vraag;feiten\n\na;"q\nr";\nb;"q" ja;x\nc;;x\n')
    found = [str(mistake).split(":")[0] for mistake in caught.value.mistakes]
    assert found == ["set.csv, rij 3 (a), status", "set.csv, rij 4"]


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
