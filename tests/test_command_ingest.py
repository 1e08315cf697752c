"""`dossierwijzer ingest`: what it reports, and that nothing changes when it fails."""

import json
import resource
import signal
import subprocess

import pytest
from command_child import COMMAND, NOTE, copy_of_built, environment, run

from ui.command_line import main


@pytest.fixture
def data(tmp_path, monkeypatch):
    directory = copy_of_built(tmp_path)
    monkeypatch.setenv("DOSSIERWIJZER_DATA", str(directory))
    return directory


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "Nota Circus.md"
    path.write_text(NOTE, encoding="utf-8")
    return path


def state(directory):
    """What must be the same after a failure: the index in use and the library."""
    documents = directory / "documents"
    return (
        (directory / "CURRENT").read_text(),
        (directory / "built-from.json").read_text(),
        sorted(str(path) for path in documents.rglob("*")) if documents.exists() else [],
    )


def test_the_shipped_dossier_is_counted_and_its_headings_are_corrected(data, capsys):
    assert main(["ingest"]) == 0
    shown = capsys.readouterr().out
    assert (
        "46 genummerde secties + samenvatting, 27 voetnoten, 8 tabellen, "
        "67 referenties waarvan 55 met een link" in shown
    )
    assert "koppen met een verbeterd nummer: 5.1.2 -> 6.1.2, 5.2 -> 6.2" in shown
    assert "verwijzingen in de tekst: " in shown
    assert "verwijzingen met een anders gespelde auteur: " in shown
    assert "verloren figuren: 1" in shown
    assert "(zie --json)" in shown
    assert "is in gebruik, met 1 document." in shown


def test_an_added_document_is_found_by_its_own_address_and_can_be_renewed(data, note, capsys):
    assert main(["ingest", str(note)]) == 0
    assert "nota-circus (Nota Circus.md): Nota over circus" in capsys.readouterr().out
    assert main(["ask", "--json", "Hoeveel artiesten telt het circus van Gent?"]) == 0
    cited = json.loads(capsys.readouterr().out)["citations"]
    assert cited[0]["passage"].startswith("nota-circus:s1-p1")
    assert cited[0]["document"] == "nota-circus"

    note.write_text(NOTE.replace("412", "519").replace("## 2 Slot", "## 2 Slot\n\nExtra zin."))
    assert main(["ingest", "--json", str(note)]) == 0
    (renewed,) = json.loads(capsys.readouterr().out)["documents"]
    fates = {change["old"]: change["fate"] for change in renewed["addresses"]}
    assert fates["nota-circus:s1-p1"] == "changed"
    assert fates["nota-circus:s1-p2"] == "stayed"
    assert fates["nota-circus:s2-p1"] == "moved"
    assert fates[None] == "came"
    copies = [path.name for path in (data / "documents" / "nota-circus").iterdir()]
    assert len(copies) == 1


def test_the_text_of_a_document_that_is_there_already_is_not_added_twice(data, note, capsys):
    assert main(["ingest", str(note)]) == 0
    copy = note.with_name("kopie.md")
    copy.write_text(NOTE)
    assert main(["ingest", str(copy)]) == 0
    written = capsys.readouterr()
    assert "kopie.md heeft dezelfde tekst als nota-circus" in written.err
    assert not (data / "documents" / "kopie").exists()


def no_file(path):
    """Leave it missing."""


def empty(path):
    path.write_bytes(b"")


def directory(path):
    path.mkdir()


def binary(path):
    path.write_bytes(bytes(range(256)) * 64)


def broken_pdf(path):
    path.write_bytes(b"%PDF-1.7\nkapot")


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("weg.txt", no_file),
        ("leeg.txt", empty),
        ("map", directory),
        ("ruis.txt", binary),
        ("kapot.pdf", broken_pdf),
        ("vreemd.xyz", binary),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line_and_changes_nothing(
    data, note, tmp_path, capsys, name, make
):
    before = state(data)
    make(tmp_path / name)
    assert main(["ingest", str(note), str(tmp_path / name)]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    line = written.err.splitlines()[-1]
    assert name in line
    assert "Traceback" not in written.err
    assert state(data) == before


def test_ctrl_c_in_the_middle_leaves_the_previous_index_and_library(data, note):
    before = state(data)
    child = subprocess.Popen(
        [COMMAND, "ingest", note],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(data), text=True,
    )  # fmt: skip
    said = ""
    while "woordenindex" not in said:
        line = child.stderr.readline()
        assert line, said
        said += line
    child.send_signal(signal.SIGINT)
    output, rest = child.communicate(timeout=60)
    assert child.returncode == 130
    assert output == ""
    assert rest.splitlines()[-1].startswith("dossierwijzer: Onderbroken.")
    assert "Traceback" not in rest
    assert state(data) == before
    assert run(data, "ask", "Wat is culturele diplomatie?").stderr == ""


def test_a_full_disk_leaves_the_previous_index_and_library(data, note):
    before = state(data)
    done = subprocess.run(
        [COMMAND, "ingest", note], capture_output=True, text=True, env=environment(data),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith("dossierwijzer: ")
    assert "vol" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert state(data) == before
