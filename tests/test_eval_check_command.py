"""`dossierwijzer eval check` as its users run it."""

import json
from argparse import Namespace
from pathlib import Path

import pytest
from command_child import built_directory

from assistant.settings import Settings
from eval.sets.set_reading import load_set
from ingest.errors import InputError
from ui.command_eval_check import MOST_MISTAKES, run

GOOD = """\
- {id: a, question: Welke stad?, facts: [Leuven - na Bergen], sections: [5.1.1], must_pass: ja}
- {id: b, question: Hoi, language: en, status: out_of_scope, reviewed: 2026-11-22}
- {id: c, question: Wie?, draft: ja}
"""


@pytest.fixture
def check(capsys):
    def checked(set_="gold", **given):
        options = {"convert": None, "coverage": False, "from_feedback": None, "json": False}
        settings = Settings(data_directory=built_directory())
        code = run(Namespace(set=str(set_), **options | given), settings)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return checked


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "goed.yaml"
    path.write_text(GOOD)
    return path


def test_a_set_in_order_is_summed_up_in_one_line(check, good):
    code, shown, _ = check(good)
    assert code == 0
    assert shown == (
        "goed: 2 vragen (1 nl, 1 en, 0 dialogen, 1 zonder antwoord, 1 die moeten slagen, "
        "1 niet nagelezen, 1 concept): in orde\n"
    )


def test_the_shipped_set_is_in_order(check):
    code, shown, _ = check()
    assert code == 0
    assert shown.startswith("gold: ")
    assert shown.endswith(": in orde\n")


def test_a_set_that_does_not_fit_the_document_ends_with_one(check, tmp_path):
    path = tmp_path / "mis.yaml"
    path.write_text("- {id: a, question: q, facts: [Brugge na Gent], sections: ['99']}\n")
    code, shown, told = check(path)
    assert code == 1
    assert shown.endswith(": 2 fouten\n")
    assert "mis.yaml, regel 1 (a), sections: de sectie 99 komt in het document niet voor" in told
    assert "mis.yaml, regel 1 (a), facts: 'Brugge na Gent' staat nergens" in told


def test_a_set_that_is_not_well_formed_ends_with_two_and_every_mistake(check, tmp_path):
    path = tmp_path / "mis.yaml"
    path.write_text("".join(f"- {{id: a{number}, question: q}}\n" for number in range(250)))
    code, shown, told = check(path)
    assert (code, shown) == (2, "")
    lines = told.splitlines()
    assert len(lines) == MOST_MISTAKES + 1
    assert lines[3].startswith("mis.yaml, regel 4 (a3), status: ontbreekt")
    assert lines[-1] == "… en nog 50 fouten."


def test_mistakes_of_form_are_told_as_json_too(check, tmp_path):
    path = tmp_path / "mis.jsonl"
    path.write_text('{"id": "a\\ud800", "question": "q"}\n')
    code, shown, told = check(path, json=True)
    (mistake,) = json.loads(shown)["mistakes"]
    assert code == 2
    assert (mistake["file"], mistake["line"], mistake["field"]) == ("mis.jsonl", 1, "id")
    assert told.startswith("mis.jsonl, regel 1 (a")


def test_names_in_a_file_cannot_steer_the_terminal(check, tmp_path):
    path = tmp_path / "mis.yaml"
    path.write_text('- {id: a, question: q, facts: [x], "\\e[31mrood": 1}\n')
    assert "\x1b" not in check(path)[2]


def test_the_json_form_holds_counts_mistakes_and_coverage(check, good):
    code, shown, _ = check(good, json=True, coverage=True)
    facts = json.loads(shown)
    assert code == 0
    assert (facts["questions"], facts["drafts"], facts["not_reviewed"]) == (2, 1, 1)
    assert facts["languages"] == {"nl": 1, "en": 1}
    assert facts["mistakes"] == []
    touched = [part for part in facts["coverage"] if part["questions"]]
    assert [(part["kind"], part["name"], part["questions"]) for part in touched] == [
        ("section", "5.1.1", {"nl": 1})
    ]


def test_coverage_shows_each_section_and_what_no_question_touches(check, good):
    code, shown, _ = check(good, coverage=True)
    assert code == 0
    lines = shown.splitlines()
    row = next(line for line in lines if line.startswith("5.1.1"))
    assert row.split()[-4:] == ["1", "0", "0", "1"]
    assert any(line.startswith("secties: 1 van ") for line in lines)
    assert any(line.startswith("tabellen: 0 van 8 geraakt; zonder vraag: ") for line in lines)


def test_a_set_is_converted_once_and_nothing_is_overwritten(check, good, tmp_path):
    target = tmp_path / "nieuw.xlsx"
    code, _, told = check(good, convert=target)
    assert code == 0
    assert f"3 vragen geschreven naar {target}" in told
    assert load_set(target).digest == load_set(good).digest
    before = target.read_bytes()
    with pytest.raises(InputError, match="bestaat al"):
        check(good, convert=target)
    assert target.read_bytes() == before
    with pytest.raises(InputError, match="bestaat al"):
        check(good, convert=good)
    assert good.read_text() == GOOD


def test_feedback_becomes_drafts_that_the_check_takes_back(check, tmp_path):
    kept = tmp_path / "duimen.jsonl"
    kept.write_text(
        '{"question": "Wie betaalt?", "useful": false}\n{"question": "x", "useful": true}'
    )
    code, shown, told = check(from_feedback=kept)
    assert code == 0
    assert "1 concept uit duimen.jsonl" in told
    (tmp_path / "klad.yaml").write_text(shown)
    assert load_set(tmp_path / "klad.yaml").questions[0].draft
    assert check(tmp_path / "klad.yaml")[1].startswith("klad: 0 vragen")
    assert json.loads(check(from_feedback=kept, json=True)[1])[0]["draft"] is True
    check(from_feedback=kept, convert=tmp_path / "klad.csv")
    assert load_set(tmp_path / "klad.csv").questions[0].turns[0].question == "Wie betaalt?"


def test_feedback_without_a_thumbs_down_writes_nothing(check, tmp_path):
    kept = tmp_path / "duimen.jsonl"
    kept.write_text('{"question": "x", "useful": true}\n')
    code, shown, told = check(from_feedback=kept, convert=tmp_path / "klad.yaml")
    assert (code, shown) == (0, "")
    assert "geen afgekeurde antwoorden" in told
    assert not (tmp_path / "klad.yaml").exists()
    kept.write_text("{\n")
    assert check(from_feedback=kept)[0] == 2
    with pytest.raises(InputError, match=r"bestaat niet\. Geef het pad van een bestand met afgek"):
        check(from_feedback=Path("nergens.jsonl"))
