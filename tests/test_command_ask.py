"""`dossierwijzer ask` as a user meets it: in child processes, or in this one where it may be."""

import json
import os
import pty
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from command_child import (
    COMMAND,
    LEUVEN,
    built_directory,
    copy_of_built,
    environment,
    one_line,
    run,
)

from assistant.answer_json import from_json
from ui.command_line import main

FULL = Path("/dev/full")


@pytest.fixture
def here(monkeypatch, capsys):
    """Run a command on a data directory in this process; return what it wrote."""

    def run_here(data, *arguments):
        monkeypatch.setenv("DOSSIERWIJZER_DATA", str(data))
        assert main(arguments) == 0
        return capsys.readouterr()

    return run_here


def test_an_answer_is_a_quote_with_numbered_sources():
    done = run(built_directory(), "ask", LEUVEN)
    assert done.returncode == 0
    assert done.stderr == ""
    body, _, sources = done.stdout.partition("\nBronnen\n")
    assert "Leuven" in body
    assert "[1]" in body
    first = sources.split("[2]")[0]
    assert re.match(r"\[1\] § 5\.1\.1 Europees niveau \(.*\), p\. 29\n", first)
    assert "Departement Cultuur, Jeugd & Media, z.d.c (eerder in deze alinea)" in first
    assert "https://" in first
    assert "\x1b" not in done.stdout


def test_json_is_the_same_every_time_and_utf_8_whatever_the_locale():
    first = run(built_directory(), "ask", "--json", "--lang", "en", LEUVEN)
    second = run(
        built_directory(), "ask", "--json", "--lang", "en", *LEUVEN.split(),
        LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0",
    )  # fmt: skip
    shapes = [json.loads(done.stdout) for done in (first, second)]
    answer = from_json(shapes[0])
    assert answer.language == "en"
    assert answer.status == "answered"
    assert all(len(quote.quote) == quote.end - quote.start for quote in answer.quotes)
    for shape in shapes:
        del shape["timings_ms"]
    assert json.dumps(shapes[0]) == json.dumps(shapes[1])
    assert not first.stdout.isascii()


def test_what_is_not_in_the_dossier_is_said_with_the_nearest_sections(here):
    shown = here(built_directory(), "ask", "Hoe bak ik een appeltaart met kaneel?").out
    assert shown.startswith("Dit staat niet in het dossier")
    assert "Bronnen" not in shown


def test_explain_shows_what_was_sought_and_found_and_the_threshold(here):
    plain = here(built_directory(), "ask", LEUVEN).out
    shown = here(built_directory(), "ask", "--explain", LEUVEN).out
    assert shown.startswith(plain.rstrip())
    why = shown.removeprefix(plain.rstrip())
    assert re.search(r"^culturele hoofdstad +culturele \(1,5\)", why, re.MULTILINE)
    assert re.search(r"^Nr\. +Passage", why, re.MULTILINE)
    assert re.search(r"^ +1 +s5\.1\.1-p6", why, re.MULTILINE)
    chance, threshold = re.search(
        r"Kans dat het dossier antwoordt: ([\d,]+) %\. Vanaf ([\d,]+) %", why
    ).groups()
    assert float(chance.replace(",", ".")) > float(threshold.replace(",", ".")) > 0


def test_a_batch_answers_in_order_in_each_language_and_survives_bad_lines():
    lines = [
        json.dumps({"id": "a", "question": LEUVEN, "lang": "nl", "conversation": "gesprek"}),
        "geen json",
        json.dumps({"id": "b", "question": "x" * 501}),
        json.dumps({"id": 4, "question": "Which city is European Capital of Culture in 2030?"}),
        json.dumps(
            {"id": "e\ud800", "question": "Quelle ville sera Capitale européenne de la culture ?"}
        ),
    ]
    done = run(built_directory(), "ask", "--jsonl", given="\n".join(lines).encode())
    assert done.returncode == 0
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in found] == ["a", None, "b", 4, "e\ud800"]
    assert found[0]["conversation"] == "gesprek"
    for answered, language in ((found[0], "nl"), (found[3], "en"), (found[4], "fr")):
        answer = from_json(answered | {"id": None})
        assert answer.language == language
        assert "5.1.1" in [quote.section for quote in answer.quotes]
    assert set(found[1]) == set(found[2]) == {"id", "error"}
    assert "2 regels konden niet" in done.stderr


@pytest.mark.parametrize(
    ("question", "said"), [("", "leeg"), ("vraag " * 16_000, "96000 tekens")], ids=["empty", "long"]
)
def test_a_question_that_cannot_be_asked_is_refused_before_anything_is_built(
    question, said, tmp_path
):
    done = run(tmp_path, "ask", question)
    assert done.returncode == 2
    assert said in one_line(done)
    assert list(tmp_path.iterdir()) == []


def test_the_first_question_builds_the_index_and_says_so(tmp_path):
    done = run(tmp_path / "nieuw", "ask", LEUVEN)
    assert done.returncode == 0
    assert "§ 5.1.1" in done.stdout
    assert done.stderr.startswith("dossierwijzer: Er is nog geen index.")


def test_a_data_directory_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "bestand").write_text("")
    done = run(tmp_path / "bestand" / "map", "ask", LEUVEN)
    assert done.returncode == 3
    assert "DOSSIERWIJZER_DATA" in one_line(done)


def without_override():
    """The words that take away root's right to write anywhere."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may write anywhere and setpriv is not here to stop it")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


def test_a_read_only_data_directory_still_answers(tmp_path):
    data = copy_of_built(tmp_path)
    places = [data, *data.rglob("*")]
    for place in places:
        place.chmod(place.stat().st_mode & ~0o222)
    try:
        answered = run(data, "ask", LEUVEN, before=without_override())
        refused = run(data, "ingest", before=without_override())
    finally:
        for place in places:
            place.chmod(place.stat().st_mode | 0o200)
    assert answered.returncode == 0
    assert "§ 5.1.1" in answered.stdout
    assert "bewaarde vectoren" in answered.stderr
    assert answered.stderr.count("\n") == 1
    assert refused.returncode == 3
    assert "kan niet geschreven worden" in one_line(refused)


def test_what_the_index_lacks_is_a_note_beside_the_same_answer(here, tmp_path):
    data = copy_of_built(tmp_path)
    graph = next(data.glob("generations/g-*/chroma/*/data_level0.bin"))
    graph.write_bytes(graph.read_bytes()[:-1])
    whole, lacking = (here(place, "ask", LEUVEN) for place in (built_directory(), data))
    assert lacking.out == whole.out
    assert whole.err == ""
    assert lacking.err.startswith("dossierwijzer: De vectorindex Chroma is beschadigd")
    assert lacking.err.count("\n") == 1
    shape = json.loads(here(data, "ask", "--json", LEUVEN).out)
    assert {"code": "chroma_unavailable", "values": {}} in shape["notes"]
    here(data, "ingest")
    assert here(data, "ask", LEUVEN).err == ""


def test_a_reader_that_goes_away_is_no_error():
    child = subprocess.Popen(
        [COMMAND, "ask", "--jsonl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(built_directory()),
    )  # fmt: skip
    child.stdout.close()
    line = json.dumps({"question": LEUVEN}).encode() + b"\n"
    child.stdin.write(line * 3)
    child.stdin.close()
    said = child.stderr.read()
    child.stderr.close()
    assert child.wait(60) == 0
    assert said == b""


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_a_full_disk_behind_the_output_is_one_line():
    with FULL.open("wb") as full:
        done = subprocess.run(
            [COMMAND, "ask", LEUVEN], stdout=full, stderr=subprocess.PIPE,
            env=environment(built_directory()), timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.decode().count("\n") == 1
    assert "vol" in done.stderr.decode()


def in_terminal(width, *arguments):
    """Run a command with a terminal of some width as its output; return what it wrote."""
    ours, its = pty.openpty()
    child = subprocess.Popen(
        [COMMAND, *arguments], stdout=its, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=environment(built_directory(), TERM="xterm-256color", COLUMNS=str(width)),
    )  # fmt: skip
    os.close(its)
    written = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # how a closed pseudo-terminal ends on Linux
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    assert child.wait(60) == 0
    return written.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colour_and_lines_that_fit():
    shown = in_terminal(40, "ask", LEUVEN)
    assert "\x1b[" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", shown)
    assert max(len(line) for line in plain.splitlines()) <= 40
    assert "Bronnen" in plain
