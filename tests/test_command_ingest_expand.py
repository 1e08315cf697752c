"""`dossierwijzer ingest --expand`: the whole command against a server on loopback."""

import json
import signal
import subprocess
import time
from contextlib import closing

import pytest
from command_child import COMMAND, NOTE, copy_of_built, environment
from question_server import question_server

from index.opening import open_index
from ui.command_line import main


@pytest.fixture
def server():
    with question_server() as running:
        yield running


@pytest.fixture
def data(tmp_path, monkeypatch):
    directory = copy_of_built(tmp_path)
    monkeypatch.setenv("DOSSIERWIJZER_DATA", str(directory))
    monkeypatch.delenv("DOSSIERWIJZER_LLM", raising=False)
    return directory


@pytest.fixture
def model(server, monkeypatch):
    variables = {"": "openai:m", "_ADDRESS": server.address, "_KEY": "sk-verborgen"}
    for name, value in variables.items():
        monkeypatch.setenv(f"DOSSIERWIJZER_LLM{name}", value)
    return {f"DOSSIERWIJZER_LLM{name}": value for name, value in variables.items()}


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "Nota Circus.md"
    path.write_text(NOTE, encoding="utf-8")
    return path


def everything(directory):
    return {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "exit_code", "told"),
    [
        (None, 2, "DOSSIERWIJZER_LLM, bijvoorbeeld ollama:qwen3:8b"),
        ("qwen3", 2, "AANBIEDER:MODEL"),
        ("onbekend:m", 3, "kies uit ollama:MODEL, openai:MODEL"),
    ],
)
def test_without_a_usable_model_one_line_says_what_to_set_and_nothing_changes(
    data, note, monkeypatch, capsys, name, exit_code, told
):
    if name:
        monkeypatch.setenv("DOSSIERWIJZER_LLM", name)
    before = everything(data)
    assert main(["ingest", "--expand", str(note)]) == exit_code
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert told in shown.err
    assert everything(data) == before


def test_a_wrong_key_adds_the_documents_and_the_same_command_goes_on_and_then_asks_nothing(
    data, note, model, server, capsys
):
    server.status = 401
    assert main(["ingest", "--expand", str(note)]) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    last = shown.err.splitlines()[-1]
    assert "controleer de sleutel" in last
    assert "De documenten staan in de index" in last
    assert "geheim" not in shown.err
    assert "verborgen" not in shown.err
    assert (data / "documents" / "nota-circus").is_dir()

    server.status = 200
    assert main(["ingest", "--expand", str(note)]) == 0
    shown = capsys.readouterr()
    assert "12 vragen bij 3 van de 3 passages, waarvan 12 nieuw" in shown.out
    assert "vragen stellen" in shown.err
    table = (data / "questions" / "nota-circus.tsv").read_text(encoding="utf-8")
    assert table.count("\tfr\t") == 3
    with closing(open_index(data)) as index:
        (hit,) = index.retrieve("sluitingsuur circusdienst", 1)
    assert [one.text for one in hit.matched] == ["sluitingsuur loketten circusdienst"]

    server.asked.clear()
    assert main(["ingest", "--expand", "--json"]) == 0
    documents = json.loads(capsys.readouterr().out)["documents"]
    (made,) = [one["expansion"] for one in documents if "expansion" in one]
    assert (made["questions"], made["requests"], made["new_questions"]) == (12, 0, 0)
    assert not server.asked


def test_ctrl_c_keeps_what_was_asked_and_does_not_wait_for_the_model(data, note, model, server):
    server.slow_after = 4
    child = subprocess.Popen(
        [COMMAND, "ingest", "--expand", note],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(data, **model),
    )  # fmt: skip
    table = data / "questions" / "nota-circus.tsv"
    deadline = time.monotonic() + 60
    while len(server.asked) < 6 and time.monotonic() < deadline:
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    begun = time.monotonic()
    output, notes = child.communicate(timeout=30)
    assert time.monotonic() - begun < 10
    assert (child.returncode, output) == (130, b"")
    assert b"Traceback" not in notes
    last = notes.decode().splitlines()[-1]
    assert last.startswith("dossierwijzer: Onderbroken.")
    assert "dezelfde opdracht gaat daar verder" in last
    assert len(table.read_text(encoding="utf-8").splitlines()) > 4
