"""The command line itself: help, usage, exit codes, and errors as one line."""

import errno
import io
import tomllib
from pathlib import Path

import pytest

from ingest.errors import BadQuestion, IndexBusy, InputError, StorageFailure
from ui.command_line import main
from ui.exit_boundary import ExitBoundary


@pytest.mark.parametrize("command", [[], ["ask"], ["ingest"], ["status"]])
def test_help_is_dutch_and_has_an_example(command, capsys):
    assert main([*command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("gebruik: dossierwijzer")
    assert "voorbeeld" in shown
    assert "\n  dossierwijzer " in shown
    for english in ("usage:", "positional", "options:", "show this help"):
        assert english not in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "ontbreekt"),
        (["vraag"], "'vraag' kan niet"),
        (["ask"], "geef een vraag"),
        (["ask", "--lang", "de", "Was?"], "'de' kan niet"),
        (["ask", "--lang"], "waarde"),
        (["ask", "--bla", "Wat?"], "onbekende optie of overtollig woord: --bla"),
        (["ask", "--json=1", "Wat?"], "krijgt geen waarde"),
        (["ask", "--jsonl", "Wat?"], "geef er geen vraag bij"),
        (["status", "nu"], "overtollig woord: nu"),
    ],
)
def test_bad_usage_is_one_dutch_line_and_exit_code_2(arguments, said, capsys):
    assert main(arguments) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert said in written.err
    assert written.err.count("\n") == 1


def test_the_version_is_that_of_the_project(capsys):
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"dossierwijzer {project['project']['version']}\n"


def test_a_bad_setting_is_one_line_and_exit_code_2(monkeypatch, capsys):
    monkeypatch.setenv("DOSSIERWIJZER_QUESTION_LIMIT", "veel")
    assert main(["status"]) == 2
    assert "DOSSIERWIJZER_QUESTION_LIMIT" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "exit_code", "said"),
    [
        (InputError("Geef beter."), 2, "Geef beter."),
        (BadQuestion("Te lang."), 2, "Te lang."),
        (StorageFailure("Schijf\nweg."), 3, "Schijf weg."),
        (IndexBusy("Wacht."), 3, "Wacht."),
        (KeyboardInterrupt(), 130, "Onderbroken"),
        (OSError(errno.ENOSPC, "No space left"), 3, "schijf is vol"),
        (PermissionError(errno.EACCES, "denied", "/map/x"), 3, "/map/x: er is geen toegang"),
        (StorageFailure("\x1b[2J leeg scherm"), 3, "[2J leeg scherm"),
    ],
)
def test_every_error_becomes_one_line_and_its_exit_code(error, exit_code, said, tmp_path):
    output, notes = (tmp_path / "output").open("w"), io.StringIO()
    boundary = ExitBoundary(output, notes)
    with output, boundary:
        raise error
    assert boundary.exit_code == exit_code
    assert said in notes.getvalue()
    assert notes.getvalue().count("\n") == 1
    assert "\x1b" not in notes.getvalue()


@pytest.mark.parametrize("writable", [True, False])
def test_an_unexpected_error_says_where_its_details_are(tmp_path, writable):
    notes = io.StringIO()
    boundary = ExitBoundary(io.StringIO(), notes)
    boundary.details_directory = tmp_path if writable else tmp_path / "is er niet"
    with boundary:
        raise ZeroDivisionError("deling door nul")
    line = notes.getvalue()
    assert boundary.exit_code == 3
    assert line.count("\n") == 1
    place = line.partition("Details staan in ")[2].partition(";")[0]
    details = Path(place).read_text(encoding="utf-8")
    assert "deling door nul" in details
    assert "Traceback" in details


def test_a_debug_setting_shows_the_traceback():
    notes = io.StringIO()
    boundary = ExitBoundary(io.StringIO(), notes)
    boundary.debug = True
    with boundary:
        raise StorageFailure("Schijf weg.")
    assert "Traceback" in notes.getvalue()
