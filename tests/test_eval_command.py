"""`dossierwijzer eval run` and `eval compare` as an evaluator uses them, on the real dossier."""

import csv
import json
import signal
import subprocess
import time
from xml.etree import ElementTree

import pytest
from command_child import COMMAND, copy_of_built, environment, run

from ui.command_line import main

QUESTIONS = """\
- id: titel
  question: "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?"
  tags: [welke]
  split: test
  facts: ["Leuven"]
  sections: [5.1.1]
  short_answer: "Leuven"
  must_pass: true

- id: mis
  question: "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?"
  tags: [fout]
  facts: ["Antwerpen 2030"]
  sections: [5.1.1]

- id: niet
  question: "Hoeveel kost een kaartje voor het museum in Parijs?"
  tags: [niet]
  split: test
  status: not_in_dossier

- id: gesprek
  tags: [welke]
  turns:
    - question: "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?"
      facts: ["Leuven"]
      sections: [5.1.1]
    - question: "Welke stad was dat in 2015?"
      facts: ["Bergen (2015)"]
      sections: [5.1.1]
"""


@pytest.fixture
def question_set(tmp_path):
    path = tmp_path / "vragen.yaml"
    path.write_text(QUESTIONS, encoding="utf-8")
    return path


@pytest.fixture
def evaluate(monkeypatch, tmp_path):
    monkeypatch.setenv("DOSSIERWIJZER_DATA", str(copy_of_built(tmp_path)))

    def evaluated(*words):
        return main(["eval", *map(str, words)])

    return evaluated


def test_a_run_shows_the_figures_and_writes_every_report(evaluate, question_set, tmp_path, capsys):
    assert evaluate("run", question_set, "--out", tmp_path / "uit") == 0
    shown = capsys.readouterr()
    assert "helemaal goed" in shown.out
    assert "Antwerpen" not in shown.out
    assert str(tmp_path / "uit" / "report.html") in shown.err
    page = (tmp_path / "uit" / "report.html").read_text(encoding="utf-8")
    assert "feit ontbreekt: Antwerpen 2030" in page
    assert "://" not in page.split("<body")[0]
    suites = ElementTree.parse(tmp_path / "uit" / "junit.xml").getroot()
    assert sum(case.find("failure") is not None for case in suites.iter("testcase")) == 1
    table = (tmp_path / "uit" / "questions.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(table.splitlines(), delimiter=";"))
    assert len(rows) == 1 + 5
    results = (tmp_path / "uit" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    kinds = [json.loads(line)["kind"] for line in results]
    assert kinds == ["head", *["turn"] * 5, "end"]
    assert "helemaal goed" in (tmp_path / "uit" / "report.md").read_text(encoding="utf-8")


def test_the_summary_as_json_holds_every_figure_with_n_and_interval(
    evaluate, question_set, tmp_path, capsys
):
    assert evaluate("run", question_set, "--out", tmp_path / "uit", "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    whole = summary["slices"][0]
    assert whole["turns"] == 5
    passed = whole["figures"]["passed"]
    assert (passed["n"], passed["value"]) == (5, 0.8)
    assert passed["low"] < 0.8 < passed["high"]


@pytest.mark.parametrize(
    ("words", "turns"),
    [
        (["--split", "test"], 2),
        (["--tag", "niet"], 1),
        (["--tag", "niet", "--tag", "fout"], 2),
        (["--tag", "welke"], 3),
        (["--split", "test", "--tag", "welke"], 1),
    ],
)
def test_only_the_chosen_part_of_a_set_is_asked(
    evaluate, question_set, tmp_path, capsys, words, turns
):
    assert evaluate("run", question_set, "--out", tmp_path / "uit", "--json", *words) == 0
    assert json.loads(capsys.readouterr().out)["slices"][0]["turns"] == turns


def test_a_part_without_questions_is_refused_and_names_the_tags_there_are(
    evaluate, question_set, tmp_path, capsys
):
    assert evaluate("run", question_set, "--out", tmp_path / "uit", "--tag", "tabel") == 2
    said = capsys.readouterr().err
    assert "label tabel" in said
    assert "fout, niet, welke" in said
    assert not (tmp_path / "uit").exists()


def test_repeated_questions_give_the_same_bytes(evaluate, question_set, tmp_path, capsys):
    words = ["--repeat", "3", "--fresh", "--concurrency", "2"]
    assert evaluate("run", question_set, "--out", tmp_path / "uit", "--json", *words) == 0
    same = json.loads(capsys.readouterr().out)["slices"][0]["figures"]["same"]
    assert (same["n"], same["value"]) == (5, 1.0)


def test_a_second_run_takes_its_answers_from_the_first(evaluate, question_set, tmp_path):
    evaluate("run", question_set, "--out", tmp_path / "een")
    evaluate("run", question_set, "--out", tmp_path / "twee")
    evaluate("run", question_set, "--out", tmp_path / "drie", "--fresh")

    def cached(name):
        lines = (tmp_path / name / "results.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line)["cached"] for line in lines[1:-1]]

    # The same question twice is asked once.
    assert cached("een") == [False, True, False, False, False]
    assert cached("twee") == [True] * 5
    assert cached("drie") == [False] * 5


@pytest.mark.parametrize(
    ("gate", "code", "said"),
    [
        ('metric = "passed"\nmin = 0.8', 0, ""),
        ('metric = "passed"\nmin = 0.9', 1, "passed"),
        ('metric = "passed"\nslice = "tag=fout"\nmin = 0.1', 1, "tag=fout"),
        ('metric = "wrongly_refused"\nmax = 0.0', 0, ""),
        ('metric = "judge_faithful"\nmin = 0.5', 1, "judge_faithful"),
    ],
)
def test_a_fallen_gate_ends_with_one_and_is_named(
    evaluate, question_set, tmp_path, capsys, gate, code, said
):
    gates = tmp_path / "poorten.toml"
    gates.write_text(f"[[gate]]\n{gate}\n", encoding="utf-8")
    words = ["run", question_set, "--out", tmp_path / "uit", "--gates", gates]
    assert evaluate(*words) == code
    error = capsys.readouterr().err
    assert ("gevallen poort" in error) == bool(code)
    assert said in error


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "nergens.yaml"], "nergens.yaml"),
        (["run", "gold", "--target", "ftp://x"], "http:// of https://"),
        (["run", "gold", "--target", "bij mij thuis"], "geen doel"),
        (["run", "gold", "--gates", "nergens.toml"], "nergens.toml"),
        (["run", "gold", "--judge"], "DOSSIERWIJZER_JUDGE"),
        (["run", "gold", "--repeat", "0"], "van 1 tot 100"),
        (["run", "gold", "--repeat", "9" * 5000], "van 1 tot 100"),
        (["run", "gold", "--concurrency", "veel"], "van 1 tot 64"),
        (["compare", "nergens", "ook-niet"], "nergens"),
        (["compare", "README.md", "README.md"], "README.md"),
    ],
)
def test_what_cannot_be_used_is_one_clear_line(evaluate, capsys, words, said):
    assert evaluate(*words) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert shown.err.count("\n") == 1


def test_an_unreachable_server_is_not_judged_and_never_wrong(
    evaluate, question_set, tmp_path, capsys
):
    words = ["--target", "http://127.0.0.1:9", "--out", tmp_path / "uit", "--json"]
    assert evaluate("run", question_set, *words) == 3
    shown = capsys.readouterr()
    whole = json.loads(shown.out)["slices"][0]
    assert (whole["turns"], whole["not_judged"]) == (5, 5)
    assert whole["figures"]["passed"]["value"] is None
    assert "geen enkele vraag kon beoordeeld worden" in shown.err
    suites = ElementTree.parse(tmp_path / "uit" / "junit.xml").getroot()
    assert sum(case.find("error") is not None for case in suites.iter("testcase")) == 5
    assert not [case for case in suites.iter("testcase") if case.find("failure") is not None]


def test_two_runs_of_the_same_build_do_not_differ(evaluate, question_set, tmp_path, capsys):
    evaluate("run", question_set, "--out", tmp_path / "een")
    evaluate("run", question_set, "--out", tmp_path / "twee", "--fresh")
    capsys.readouterr()
    assert evaluate("compare", tmp_path / "een", tmp_path / "twee") == 0
    shown = capsys.readouterr().out
    assert "geen aantoonbaar verschil" in shown
    assert "0 werden fout, 0 werden goed" in shown


def test_a_worse_run_falls_and_names_what_turned(evaluate, question_set, tmp_path, capsys):
    evaluate("run", question_set, "--out", tmp_path / "goed")
    words = ["--target", "first-paragraph", "--out", tmp_path / "slecht"]
    evaluate("run", question_set, *words)
    capsys.readouterr()
    markdown = tmp_path / "verschil.md"
    options = ["--json", "--markdown", markdown]
    assert evaluate("compare", tmp_path / "goed", tmp_path / "slecht", *options) == 1
    shown = capsys.readouterr()
    assert "must_pass" in shown.err
    assert "titel" in markdown.read_text(encoding="utf-8")
    assert "titel" in [flip["key"] for flip in json.loads(shown.out)["worse"]]


def test_a_truncated_file_of_results_is_compared_as_far_as_it_goes(
    evaluate, question_set, tmp_path, capsys
):
    evaluate("run", question_set, "--out", tmp_path / "heel")
    whole = (tmp_path / "heel" / "results.jsonl").read_bytes()
    cut = tmp_path / "half.jsonl"
    cut.write_bytes(whole[: int(len(whole) * 0.6)])
    capsys.readouterr()
    evaluate("compare", tmp_path / "heel", cut)
    shown = " ".join(capsys.readouterr().out.split())
    assert "De tweede meting is niet volledig" in shown
    assert "alleen in de eerste meting" in shown


def test_ctrl_c_keeps_what_was_answered_and_the_same_command_goes_on(tmp_path):
    data, out = copy_of_built(tmp_path), tmp_path / "uit"
    words = [COMMAND, "eval", "run", "gold", "--repeat", "5", "--out", out]
    child = subprocess.Popen(
        words, env=environment(data), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        begun = [path for path in out.glob(".results.jsonl.*") if path.stat().st_size > 100_000]
        if begun:
            break
        time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    _, error = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "gaat daar verder" in error.decode()
    lines = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    end = json.loads(lines[-1])
    assert end["complete"] is False
    assert end["turns"] == len(lines) - 2 > 0
    done = run(data, "eval", "run", "gold", "--tag", "samenvatting", "--out", out)
    assert done.returncode == 0
    again = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(again[-1])["complete"] is True


def test_help_shows_an_example_for_every_command(capsys):
    for command in ("run", "check", "compare", "retrieval"):
        assert main(["eval", command, "--help"]) == 0
        shown = capsys.readouterr().out
        assert f"dossierwijzer eval {command}" in shown.split("voorbeeld")[1]


def test_the_data_directory_takes_the_reports_when_no_folder_is_named(
    evaluate, question_set, tmp_path, capsys
):
    assert evaluate("run", question_set) == 0
    said = capsys.readouterr().err
    assert len(list((tmp_path / "data" / "eval").glob("vragen-*/report.html"))) == 1
    assert str(tmp_path / "data" / "eval" / "vragen-") in said


def test_expectations_that_do_not_fit_the_dossier_are_told_before_they_are_measured(
    evaluate, question_set, tmp_path, capsys
):
    evaluate("run", question_set, "--out", tmp_path / "een", "--tag", "welke")
    said = capsys.readouterr().err
    assert "1 verwachting past niet bij het dossier" in said
    assert "dossierwijzer eval check" in said
    fitting = tmp_path / "past.yaml"
    fitting.write_text(QUESTIONS.split("\n\n")[2], encoding="utf-8")
    evaluate("run", fitting, "--out", tmp_path / "twee")
    assert "LET OP" not in capsys.readouterr().err


def test_a_judge_that_does_not_answer_is_told_and_changes_nothing(
    evaluate, question_set, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("DOSSIERWIJZER_JUDGE", "openai:m")
    monkeypatch.setenv("DOSSIERWIJZER_JUDGE_ADDRESS", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("DOSSIERWIJZER_JUDGE_KEY", "sleutel")
    words = ["--out", tmp_path / "uit", "--tag", "fout", "--judge"]
    assert evaluate("run", question_set, *words) == 0
    assert "gaf over 1 van de 1 antwoorden geen oordeel" in capsys.readouterr().err
