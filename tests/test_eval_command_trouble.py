"""`dossierwijzer eval run` when the server, the disk, the judge or the user gets in the way."""

import json
import signal
import threading
import time

import pytest
from answering_server import altered, answering_server, opened_assistant, with_status
from chat_server import chat_server
from command_child import LEUVEN

from ui.command_line import main

COUNT = 6


@pytest.fixture(scope="module")
def assistant():
    with opened_assistant() as opened:
        yield opened


@pytest.fixture
def server(assistant):
    with answering_server(assistant) as running:
        yield running


@pytest.fixture
def evaluate(monkeypatch, tmp_path, server):
    """Run the command on a few questions to the server; the results go to "uit"."""
    monkeypatch.setenv("DOSSIERWIJZER_DATA", str(tmp_path / "data"))
    path = tmp_path / "vragen.yaml"
    questions = (
        f'- id: q{number}\n  question: "{LEUVEN} {number}"\n  facts: [Leuven]\n'
        f"  sections: [5.1.1]\n"
        for number in range(COUNT)
    )
    path.write_text("".join(questions), encoding="utf-8")

    def evaluated(*words, out=tmp_path / "uit"):
        place = ["--out", str(out)] if out else []
        return main(["eval", "run", str(path), "--target", server.address, *place, *words])

    return evaluated


def turns(tmp_path):
    lines = (tmp_path / "uit" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return [values for values in map(json.loads, lines) if values["kind"] == "turn"]


def test_a_server_that_goes_away_is_no_measurement(evaluate, server, capsys):
    server.misbehaviours += [None, None]
    server.always = with_status(503, Retry_After="0")
    assert evaluate() == 3
    assert f"het doel viel weg; 4 van de {COUNT} vragen zijn niet" in capsys.readouterr().err


def test_when_nothing_could_be_judged_the_reason_is_said_at_once(evaluate, server, capsys):
    server.always = with_status(401)
    assert evaluate() == 3
    error = capsys.readouterr().err
    assert "kon beoordeeld worden (de server antwoordde met status 401)" in error


def test_answers_of_another_index_than_the_server_names_are_told(evaluate, server, capsys):
    server.always = altered(generation="g-anders")
    assert evaluate() == 0
    error = capsys.readouterr().err
    assert "LET OP: tijdens de run veranderde de index" in error
    assert f"({server.assistant.index.generation.id}, g-anders)" in error


@pytest.mark.parametrize(
    ("words", "said"), [([], "; dezelfde opdracht gaat"), (["--fresh"], "opdracht zonder --fresh")]
)
def test_after_ctrl_c_it_is_said_how_to_go_on_and_what_was_kept_is_told(
    evaluate, server, capsys, tmp_path, words, said
):
    def interrupt(handler):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        time.sleep(0.2)
        handler.reply(200, {})

    server.misbehaviours += [None, None, interrupt]
    assert evaluate(*words) == 130
    assert said in capsys.readouterr().err
    assert len(turns(tmp_path)) == 2
    assert evaluate() == 0
    assert f"2 van de {COUNT} antwoorden zijn bewaard" in capsys.readouterr().err
    assert [turn["cached"] for turn in turns(tmp_path)] == [True] * 2 + [False] * (COUNT - 2)


def test_runs_at_the_same_moment_have_folders_of_their_own(evaluate, tmp_path):
    for _ in range(3):
        assert evaluate(out=None) == 0
    assert len(list((tmp_path / "data" / "eval").glob("vragen-*/report.html"))) == 3


def test_figures_are_shown_when_a_report_cannot_be_written(evaluate, capsys, tmp_path):
    (tmp_path / "uit" / "questions.csv" / "bezet").mkdir(parents=True)
    assert evaluate() == 3
    shown = capsys.readouterr()
    assert "helemaal goed" in shown.out
    assert "questions.csv is niet te schrijven" in shown.err


def test_the_judge_grades_what_is_answered_and_its_failure_harms_nothing(
    evaluate, capsys, monkeypatch, tmp_path
):
    with chat_server() as model:
        monkeypatch.setenv("DOSSIERWIJZER_JUDGE", "openai:m")
        monkeypatch.setenv("DOSSIERWIJZER_JUDGE_ADDRESS", f"{model.address}/v1")
        monkeypatch.setenv("DOSSIERWIJZER_JUDGE_KEY", "geheim")
        model.reply = '{"faithful": true, "complete": false, "reason": "te kort"}'
        assert evaluate("--judge", "--concurrency", "2", "--json") == 0
        figures = json.loads(capsys.readouterr().out)["slices"][0]["figures"]
        assert (figures["judge_faithful"]["n"], figures["judge_complete"]["value"]) == (COUNT, 0.0)
        model.raw = b'{"choices": []}'
        assert evaluate("--judge") == 0
    assert all("afgesproken vorm" in turn["verdict"]["reason"] for turn in turns(tmp_path)[:3])
    assert all("drie keer" in turn["verdict"]["reason"] for turn in turns(tmp_path)[3:])
    assert "geheim" not in (tmp_path / "uit" / "report.html").read_text(encoding="utf-8")
