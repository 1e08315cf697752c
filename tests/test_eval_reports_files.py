"""The files of a run's reports, read back by what others would read them with."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from eval_report_reading import Html
from eval_report_samples import HOSTILE, answer, asked, hostile_run, judged, run
from markdown_it import MarkdownIt

from eval.figures import Figure, Summary
from eval.gates import GateResult
from eval.judging import RIGHT_WHEN
from eval.question_set import Expectation
from eval.reports.csv_table import write_csv
from eval.reports.junit import write_junit
from eval.reports.markdown import run_markdown
from eval.reports.report import RunReport
from eval.reports.report_files import JUNIT, MARKDOWN, PAGE, SUMMARY, TABLE, write_reports
from eval.reports.summary_json import as_text, summary_json
from ingest.errors import StorageFailure, UnusableText


def mixed() -> RunReport:
    nowhere = asked(3, expected=Expectation(("not_in_dossier",)), id="buiten-001")
    return run(
        [
            judged(asked(0), "failed", answer(), ["feit ontbreekt: Leuven", "te lang: 95 woorden"]),
            judged(asked(1), "passed", answer()),
            judged(asked(2), "not_judged"),
            judged(nowhere, "passed", answer(status="not_in_dossier")),
        ],
        gates=[
            GateResult("passed", False, "passed: 65,1 %, minstens 90,0 % (n=210)."),
            GateResult("auroc", None, "auroc: er was niets te beoordelen."),
            GateResult("must_pass", True, "must_pass: geen enkele is fout."),
        ],
    )


def junit(report: RunReport) -> ElementTree.Element:
    stream = io.StringIO()
    write_junit(report, stream)
    return ElementTree.fromstring(stream.getvalue().encode())


def table(report: RunReport) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    write_csv(report, stream)
    text = stream.getvalue()
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def rendered(report: RunReport) -> Html:
    return Html(MarkdownIt("commonmark").enable("table").render("".join(run_markdown(report))))


def test_junit_has_a_suite_per_chapter_and_one_for_the_gates() -> None:
    suites = {suite.get("name"): suite for suite in junit(mixed())}
    assert set(suites) == {
        "dossierwijzer.eval.poorten",
        "dossierwijzer.eval.hoofdstuk 5",
        "dossierwijzer.eval.zonder sectie",
    }
    for suite in suites.values():
        cases = suite.findall("testcase")
        assert int(suite.get("tests", "")) == len(cases)
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors", "")) == len(suite.findall("testcase/error"))


def test_junit_counts_what_was_not_judged_as_an_error_with_its_reason() -> None:
    root = junit(mixed())
    chapter = next(suite for suite in root if suite.get("name", "").endswith("5"))
    kinds = [[child.tag for child in case] for case in chapter.findall("testcase")]
    assert kinds == [["failure"], [], ["error"]]
    (failure,), (error,) = chapter.iter("failure"), chapter.iter("error")
    assert failure.get("message") == "feit ontbreekt: Leuven; te lang: 95 woorden"
    assert error.get("message") == "doel onbereikbaar: geen antwoord binnen 30 s"
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("7", "2", "2")


def test_junit_carries_the_figures_as_properties() -> None:
    report = mixed()
    found = {one.get("name"): one.get("value") for one in junit(report).iter("property")}
    passed = report.summary.whole.figures["passed"]
    assert found["Vragenset"].startswith("gold")
    assert float(found["passed"]) == pytest.approx(passed.value, rel=1e-5)
    assert float(found["passed.low"]) == pytest.approx(passed.low, rel=1e-5)
    assert found["passed.n"] == "210"


def test_junit_survives_every_hostile_text() -> None:
    root = junit(hostile_run())
    assert root.get("tests") == str(2 * len(HOSTILE))
    messages = [failure.get("message", "") for failure in root.iter("failure")]
    assert "nul[U+0000]bel[U+0007]esc[U+001B][31m" in messages
    assert "<script>alert(1)</script>" in messages


def test_the_table_has_a_row_per_turn_with_decimal_commas() -> None:
    rows = table(mixed())
    assert [row["Uitkomst"] for row in rows] == ["fout", "goed", "niet beoordeeld", "goed"]
    assert rows[0]["feiten"] == "0,5" and rows[0]["helemaal goed"] == "0"
    assert rows[0]["Zekerheid"] == "0,81"
    assert rows[0]["Redenen"] == "feit ontbreekt: Leuven; te lang: 95 woorden"
    assert rows[0]["Secties"] == "§ 5.1.1 of samenvatting"
    assert rows[2]["feiten"] == "" and rows[2]["Status"] == ""


def test_a_dialogue_has_a_row_per_turn() -> None:
    turns = [judged(asked(4, id="d01", turn=turn, turns=2), "passed", answer()) for turn in (1, 2)]
    assert [(row["Id"], row["Beurt"]) for row in table(run(turns))] == [("d01", "1"), ("d01", "2")]


@pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "+32", "-5", '=HYPERLINK("x";"y")'])
def test_the_table_runs_no_formula(words: str) -> None:
    turn = asked(1, words, id=words, tags=(words,))
    (row,) = table(run([judged(turn, "failed", answer(), [words])]))
    for column in ("Id", "Vraag", "Kenmerken", "Redenen"):
        assert row[column] == f"'{words}"


def test_the_table_keeps_every_hostile_text_in_its_cell() -> None:
    rows = table(hostile_run())
    assert len(rows) == 2 * len(HOSTILE)
    assert all(None not in row and None not in row.values() for row in rows)


def test_markdown_holds_only_its_own_elements() -> None:
    read = rendered(hostile_run())
    own = {"h2", "h3", "p", "strong", "ul", "li", "details", "summary", "em"}
    assert set(read.tags) <= own | {"table", "thead", "tbody", "tr", "th", "td"}
    assert all(set(values) <= {"style"} for _, values in read.elements)
    assert len(read.named("details")) == 2 * len(HOSTILE) + 2


def test_markdown_says_first_whether_the_gates_hold() -> None:
    text = rendered(mixed()).text
    assert "2 van de 3 poorten vallen." in text[:200]
    assert text.index("Valt: passed") < text.index("Houdt stand: must_pass")
    assert "Moesten slagen en zijn fout" in text
    assert "h5-nl-000: Welke stad wordt hoofdstad?" in text


def test_markdown_shows_at_most_fifty_failed_questions() -> None:
    many = [judged(asked(number), "failed", answer(), ["te lang"]) for number in range(60)]
    read = rendered(run(many))
    assert len(read.named("details")) == 50 + 2
    assert "… en nog 10, zie report.html." in read.text


def test_the_summary_is_json_that_scripts_can_read() -> None:
    shape = json.loads(as_text(summary_json(mixed())))
    assert (shape["passed"], shape["failed"], shape["not_judged"]) == (2, 1, 1)
    assert shape["head"]["set_name"] == "gold" and shape["end"] == "complete"
    assert [gate["held"] for gate in shape["gates"]] == [False, None, True]
    assert shape["slices"][0]["figures"]["passed"]["n"] == 210
    assert shape["must_pass_failed"] == ["h5-nl-000"]


def test_a_figure_that_is_no_number_is_null() -> None:
    report = mixed()
    whole = report.summary.whole
    broken = replace(whole, figures={"auroc": Figure("auroc", float("nan"), 0, None, float("inf"))})
    shape = summary_json(replace(report, summary=Summary((broken,))))
    figure = json.loads(as_text(shape))["slices"][0]["figures"]["auroc"]
    assert figure == {"value": None, "n": 0, "low": None, "high": None}


def test_all_reports_are_written_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "nieuw" / "map"
    paths = write_reports(hostile_run(), folder)
    names = {PAGE, JUNIT, TABLE, MARKDOWN, SUMMARY}
    assert {path.name for path in paths} == {path.name for path in folder.iterdir()} == names
    assert all(path.read_bytes() for path in paths)


def test_a_report_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    write_reports(mixed(), tmp_path)
    before = (tmp_path / PAGE).read_bytes()

    def broken():
        yield from mixed().observed()
        raise UnusableText("results.jsonl, regel 3: dit is geen regel van een run.")

    failing = [judged(asked(number), "failed", answer()) for number in range(9)]
    with pytest.raises(UnusableText):
        write_reports(replace(run(failing), observed=broken), tmp_path)
    assert (tmp_path / PAGE).read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 5


def test_a_folder_that_cannot_be_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "bezet").write_text("een bestand")
    with pytest.raises(StorageFailure, match="niet te schrijven") as caught:
        write_reports(mixed(), tmp_path / "bezet" / "map")
    assert "\n" not in str(caught.value)


def second_turn_failed() -> RunReport:
    turns = [
        asked(1, question, id="d1", turn=turn, turns=3)
        for turn, question in enumerate(["Welke stad?", "En in 2015?", "Wie betaalt?"], start=1)
    ]
    return run([judged(turn, "failed" if turn.turn == 2 else "passed", answer()) for turn in turns])


def test_a_failed_turn_of_a_dialogue_comes_with_what_was_asked_before_it() -> None:
    (failed,) = junit(second_turn_failed()).iter("failure")
    assert "eerder in dit gesprek: Welke stad?\n" in (failed.text or "")
    assert "Wie betaalt?" not in (failed.text or "")
    text = rendered(second_turn_failed()).text
    assert "Eerder in dit gesprek: Welke stad?" in text and "Wie betaalt?" not in text
    assert "Eerder in dit gesprek" not in rendered(mixed()).text


def test_markdown_says_when_an_answer_is_right() -> None:
    text = rendered(mixed()).text
    assert all(words in text for words in RIGHT_WHEN)
