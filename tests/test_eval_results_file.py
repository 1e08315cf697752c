"""The file of a run: what is written is read back, and what is damaged is said, never guessed."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trivial_target import EXPECTED, an_answer

from eval.observation import Observation, RunHead, Verdict
from eval.question_set import AskedTurn, Expectation
from eval.runs.results_file import (
    CUT_OFF,
    FILE_NAME,
    STOPPED,
    ResultsWriter,
    read_results,
)
from eval.runs.results_lines import turn_line
from ingest.errors import StorageFailure, UnreadableFile, UnusableText

HEAD = RunHead(
    set_name="gold",
    set_digest="abc",
    target="local",
    generation="g-1",
    program="p-1",
    selection="split test",
    repeat=2,
    started="2026-01-02T03:04:05+01:00",
)
ASKED = AskedTurn(
    id="h5-nl-d01",
    turn=2,
    turns=3,
    question="En in 2015?",
    language="nl",
    tags=("dialoog", "weglating"),
    difficulty="hard",
    split="test",
    must_pass=True,
    expected=EXPECTED,
)
FULL = Observation(
    asked=ASKED,
    answer=an_answer("En in 2015?"),
    literal=(True, False, None),
    hit_sections=("5.1.1", ""),
    first_event_ms=1.25,
    total_ms=9.5,
    same=False,
    cached=True,
    verdict=Verdict(True, None, "de tweede zin steunt nergens op"),
)
NONE = Observation(
    asked=replace(
        ASKED, id="x", turn=1, turns=1, expected=Expectation(("refused", "out_of_scope"))
    ),
    answer=None,
    failure="doel onbereikbaar: er is geen verbinding met de server",
)


LIMITED = """
import resource, signal, sys
from pathlib import Path
from test_eval_results_file import FULL, HEAD, ResultsWriter, StorageFailure
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
try:
    with ResultsWriter(Path(sys.argv[2]), HEAD) as writer:
        for _ in range(50):
            writer.write(FULL)
except StorageFailure as failure:
    sys.stdout.write(type(failure).__name__)
"""


def without_hit_texts(observation):
    answer = observation.answer
    if answer is None or answer.explanation is None:
        return observation
    hits = tuple(replace(hit, text="") for hit in answer.explanation.hits)
    explanation = replace(answer.explanation, hits=hits)
    return replace(observation, answer=replace(answer, explanation=explanation))


def written(path, *observations, complete=True):
    with ResultsWriter(path, HEAD) as writer:
        for observation in observations:
            writer.write(observation)
        if complete:
            writer.complete()
    return path


def test_everything_observed_is_read_back_except_texts_of_found_passages(tmp_path):
    path = written(tmp_path / "nieuw" / "run" / FILE_NAME, FULL, NONE)
    read = read_results(path)
    assert (read.head, read.complete, read.reason) == (HEAD, True, "")
    assert list(read.observations()) == [without_hit_texts(FULL), NONE]
    assert list(read_results(path.parent).observations()) == [without_hit_texts(FULL), NONE]
    assert read_results(path.parent).head == HEAD


texts = st.text(max_size=20)
numbers = st.floats(allow_nan=False, allow_infinity=False)


@given(
    question=st.text(alphabet="abc é\u2028\u0085\\\"'\n\U0001f600", min_size=1),
    failure=texts,
    total=st.none() | numbers,
    same=st.none() | st.booleans(),
    sections=st.lists(texts, max_size=3),
)
def test_any_text_and_number_survives_a_file(
    tmp_path_factory, question, failure, total, same, sections
):
    observation = Observation(
        asked=replace(ASKED, question=f"Wat {question.strip()}".strip()),
        answer=an_answer(question),
        failure=failure,
        hit_sections=tuple(sections),
        total_ms=total,
        same=same,
    )
    path = tmp_path_factory.mktemp("run") / FILE_NAME
    written(path, observation)
    (again,) = read_results(path).observations()
    assert replace(again, asked=observation.asked) == without_hit_texts(observation)


def test_a_lone_surrogate_is_written_as_valid_json(tmp_path):
    path = written(tmp_path / FILE_NAME, replace(NONE, failure="half \ud83d"))
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[1])["failure"] == "half \ud83d"


def test_each_line_is_there_at_once_and_the_name_only_at_the_end(tmp_path):
    path = tmp_path / FILE_NAME
    path.write_text("een vorige run")
    with ResultsWriter(path, HEAD) as writer:
        writer.write(FULL)
        (beside,) = (one for one in tmp_path.iterdir() if one != path)
        assert len(beside.read_text(encoding="utf-8").splitlines()) == 2
        assert path.read_text() == "een vorige run"
    assert [one.name for one in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, RuntimeError])
def test_an_interrupted_run_stands_in_its_place_and_says_so(interrupt, tmp_path):
    path = tmp_path / FILE_NAME
    with pytest.raises(interrupt), ResultsWriter(path, HEAD) as writer:
        writer.write(FULL)
        writer.complete()
        raise interrupt
    read = read_results(path)
    assert (read.complete, read.reason) == (False, STOPPED)
    assert list(read.observations()) == [without_hit_texts(FULL)]


def test_a_file_cut_off_anywhere_is_read_up_to_there_and_never_called_complete(tmp_path):
    content = written(tmp_path / FILE_NAME, FULL, NONE).read_bytes()
    whole = [without_hit_texts(FULL), NONE]
    first_line = content.index(b"\n") + 1
    cut = tmp_path / "afgebroken.jsonl"
    for length in [*range(first_line, len(content) - 1, 97), len(content) - 2]:
        cut.write_bytes(content[:length])
        read = read_results(cut)
        observations = list(read.observations())
        assert (read.complete, read.reason) == (False, CUT_OFF)
        assert observations == whole[: len(observations)]
        assert len(observations) >= content[:length].count(b"\n") - 1


def test_a_run_without_turns_is_a_run(tmp_path):
    assert list(read_results(written(tmp_path / FILE_NAME)).observations()) == []


def test_a_server_that_told_its_generation_late_has_the_one_of_its_answers(tmp_path):
    path = tmp_path / FILE_NAME
    with ResultsWriter(path, replace(HEAD, generation="")) as writer:
        writer.write(NONE)
        writer.write(FULL)
    assert read_results(path).head.generation == "g-1"


def broken_json(lines):
    lines[2] = '{"kind": "turn", "asked": '


def second_head(lines):
    lines[2] = lines[0]


def wrong_status(lines):
    lines[2] = lines[2].replace(
        '"status": "answered", "short_answer"', '"status": 1, "short_answer"'
    )


def missing_literal(lines):
    values = json.loads(lines[2])
    del values["literal"]
    lines[2] = json.dumps(values)


def question_without_id(lines):
    values = json.loads(lines[2])
    del values["asked"]["id"]
    lines[2] = json.dumps(values)


def without_question(lines):
    lines[2] = '{"kind": "turn", "answer": null}'


def a_number(lines):
    lines[2] = "17"


@pytest.mark.parametrize(
    "harm",
    [broken_json, second_head, wrong_status, missing_literal, question_without_id,
     without_question, a_number],
)  # fmt: skip
def test_a_broken_line_in_the_middle_is_named_by_its_number(harm, tmp_path):
    path = written(tmp_path / FILE_NAME, FULL, FULL, FULL)
    lines = path.read_text(encoding="utf-8").split("\n")
    harm(lines)
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(UnusableText, match=r"results\.jsonl, regel 3: ") as failure:
        list(read_results(path).observations())
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leeg"),
        (b"\n", "regel 1"),
        (b"PK\x03\x04 geen tekst", "stopt in de eerste regel"),
        (b"PK\x03\x04 geen\n tekst\n", "regel 1"),
        (b"id;vraag\nq1;Wat?\n", "regel 1"),
        (b'{"id": "q1", "question": "Wat?"}\n', "geen bestand met resultaten"),
        (b"[1]\n", "regel 1"),
        (b'{"kind": "head", "format": 2}\n', "het formaat is 2"),
        (b'{"kind": "head", "format": 1}\n', "set_name"),
        (b"[" * 200_000 + b"\n", "regel 1"),
    ],
)
def test_what_is_no_file_of_results_is_refused(content, said, tmp_path):
    path = tmp_path / "iets.jsonl"
    path.write_bytes(content)
    with pytest.raises(UnusableText, match=said):
        read_results(path)


@pytest.mark.parametrize("name", ["er-niet", "."])
def test_a_path_without_results_is_refused(name, tmp_path):
    with pytest.raises(UnreadableFile, match="niet te lezen"):
        read_results(tmp_path / name)


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "bestand").write_text("")
    with pytest.raises(StorageFailure, match="niet te schrijven"):
        written(tmp_path / "bestand" / FILE_NAME, FULL)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said(tmp_path):
    (tmp_path / f".{FILE_NAME}.{os.getpid()}").symlink_to("/dev/full")
    with pytest.raises(StorageFailure, match=r"de schijf is vol.* Maak plaats"):
        written(tmp_path / FILE_NAME, FULL)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lines", [1, 5])
def test_what_came_before_a_disk_was_full_is_kept(lines, tmp_path):
    """A child may write no file larger than a few lines, which is what a full disk does."""
    one = len(json.dumps(turn_line(FULL), ensure_ascii=False).encode())
    child = subprocess.run(
        [sys.executable, "-c", LIMITED, str((lines + 1) * one), tmp_path / FILE_NAME],
        cwd=Path(__file__).parent, capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, check=False,
    )  # fmt: skip
    assert child.stdout == "StorageFailure", child.stderr
    read = read_results(tmp_path / FILE_NAME)
    assert (read.complete, read.reason) == (False, CUT_OFF)
    assert list(read.observations()) == [without_hit_texts(FULL)] * lines
