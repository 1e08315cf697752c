"""The figures of a run and of a comparison on a screen, and a comparison as Markdown and JSON."""

import io
import json
from dataclasses import replace

import pytest
from eval_report_reading import Html
from eval_report_samples import HEAD, HOSTILE, answer, asked, hostile_run, judged, run, summary
from markdown_it import MarkdownIt
from rich.console import Console

from eval.comparing.comparison import compare
from eval.comparing.paired_figures import Difference
from eval.figures import Figure, Judgement, Slice, Summary
from eval.gates import GateResult
from eval.metrics.all_metrics import METRICS
from eval.reports.comparison_json import comparison_json
from eval.reports.comparison_markdown import comparison_markdown
from eval.reports.comparison_report import ComparisonReport, difference_rows, warnings
from eval.reports.comparison_text import show_comparison
from eval.reports.figure_rows import slice_rows
from eval.reports.terminal import show_run

GATES = [
    GateResult("passed", True, "passed: 78,2 %, minstens 70,0 % (n=210)."),
    GateResult("first_citation", False, "first_citation: 84,1 %, minstens 90,0 % (n=180)."),
]


def screen(width: int = 100, terminal: bool = False) -> Console:
    return Console(
        file=io.StringIO(), width=width, force_terminal=terminal, markup=False, highlight=False
    )


def shown(report: object, show, width: int = 100) -> str:
    console = screen(width)
    show(report, console)
    return console.file.getvalue()


def small_run(**changes: object):
    return run([judged(asked(0, "Welke stad?"), "failed", answer(), ["te lang"])], **changes)


@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_the_figures_fit_the_screen_and_are_whole(width: int) -> None:
    long = run([judged(asked(0, "Welke stad dan? " * 20), "failed", answer(), ["te lang"])])
    text = shown(replace(long, gates=GATES), show_run, width)
    assert max(map(len, text.splitlines())) <= min(width, 120)
    passed = small_run().summary.whole.figures["passed"]
    for value in (passed.value, passed.low, passed.high):
        assert f"{100 * value:.1f}".replace(".", ",") in text
    assert "210" in text and "95 %-interval" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("n", [210, 10_000])
def test_no_column_is_cut_off_at_80_columns(n: int) -> None:
    all_right = {
        one.key: Figure(one.key, 99_999.0 if one.unit == "ms" else 1.0, n, 0.988, 1.0)
        for one in METRICS
    }
    parts = [("all", ""), *(("language", name) for name in ("nl", "en", "fr"))]
    slices = tuple(Slice(kind, name, n, 0, all_right) for kind, name in parts)
    lines = shown(small_run(summary=Summary(slices)), show_run, 80).splitlines()
    rows = [line for line in lines if "98,8\u00a0–\u00a0100,0\u00a0%" in line]
    assert len(rows) == sum(metric.unit == "share" for metric in METRICS)
    assert {line.count("100,0\u00a0%") for line in rows} == {5}
    worst = [line for line in lines if line.startswith("  Frans")]
    assert [line.count("100,0\u00a0%") for line in worst] == [4]


def test_the_screen_says_what_was_run_and_what_fell() -> None:
    text = shown(small_run(gates=GATES, drafts=3, end="stopped", planned=40), show_run)
    for words in ("gold (9f3c1a7be2d0)", "g-3f9c21", "split test", "3 niet gesteld", "1 van 40"):
        assert words in text
    assert "onderbroken" in text
    assert "Moesten slagen en zijn fout\nh5-nl-000 Welke stad?" in text
    assert text.index("✗ Valt  first_citation") < text.index("✓ Houdt stand  passed")
    assert text.rstrip().endswith("1 van de 2 poorten valt.")


def test_no_text_of_strangers_steers_the_terminal() -> None:
    hostile = hostile_run()
    keys = tuple(one.asked.key for one in hostile.judgements)
    head = replace(HEAD, target=HOSTILE[6], set_name=HOSTILE[2])
    report = replace(hostile, head=head, summary=replace(hostile.summary, must_pass_failed=keys))
    text = shown(report, show_run)
    assert not any(sign in text for sign in "\x1b\x07\x00\u202e\ud800")


def test_the_worst_slices_come_first_and_small_ones_are_left_out() -> None:
    parts = [("all", "", 99), *(("tag", f"t{place}", 4 + place) for place in range(5))]
    (rows,) = slice_rows(summary(parts), most=3, fewest_turns=5)
    values = [part.figures["passed"].value for part in rows.slices]
    assert values == sorted(values) and len(values) == 3
    assert all(part.turns >= 5 for part in rows.slices)
    assert rows.left_out == 2


def judgements(wrong: set[int], numbers: range = range(40)) -> list[Judgement]:
    return [
        judged(
            asked(number, f"Vraag {number}?"),
            "failed" if number in wrong else "passed",
            answer(),
            ["feit ontbreekt: Leuven"] if number in wrong else [],
        ).judgement
        for number in numbers
    ]


def worsened() -> ComparisonReport:
    return ComparisonReport(HEAD, HEAD, compare(judgements({3}), judgements(set(range(4, 16)))))


def test_a_comparison_names_the_flips_with_their_reasons() -> None:
    text = shown(worsened(), show_comparison)
    assert "Fout geworden (12)" in text and "Goed geworden (1)" in text
    assert "h5-nl-004  Vraag 4?\n    nu: feit ontbreekt: Leuven" in text
    assert "h5-nl-003  Vraag 3?\n    was: feit ontbreekt: Leuven" in text
    assert "12 werden fout, 1 werden goed (McNemar, exact: p = 0,003)" in text
    assert "aantoonbaar slechter" in text and "✗ Valt  non_inferiority" in text


@pytest.mark.parametrize("width", [80, 120])
def test_a_comparison_fits_the_screen(width: int) -> None:
    text = shown(worsened(), show_comparison, width)
    assert max(map(len, text.splitlines())) <= width
    assert "−27,5\u00a0pt" in text and "…" not in text


def test_two_runs_of_the_same_build_differ_in_nothing() -> None:
    same = ComparisonReport(HEAD, HEAD, compare(judgements({3}), judgements({3})))
    text = shown(same, show_comparison)
    assert warnings(same) == [] and "LET OP" not in text
    assert "Er is geen aantoonbaar verschil." in " ".join(text.split())
    assert "Alle 3 poorten houden stand." in text
    assert "geworden (" not in text


def test_what_two_runs_do_not_share_is_said_first() -> None:
    second = replace(HEAD, set_digest="abcdef0123456789", generation="g-ander", target="local")
    pairs = compare(judgements(set(), range(0, 30)), judgements(set(), range(5, 35)))
    report = ComparisonReport(HEAD, second, pairs, first_end="truncated")
    lines = warnings(report)
    assert [any(words in line for line in lines) for words in ("abcdef012345", "g-ander")] == [
        True,
        True,
    ]
    assert any("eerste meting is niet volledig" in line for line in lines)
    assert any(line.startswith("5 alleen in de eerste meting: h5-nl-000") for line in lines)
    assert any(line.startswith("5 alleen in de tweede meting: h5-nl-030") for line in lines)
    assert not any("doel" in line for line in lines)
    text = shown(report, show_comparison)
    assert text.startswith("LET OP") and text.count("LET OP") == len(lines)
    markdown = "".join(comparison_markdown(report))
    assert markdown.index("Let op") < markdown.index("vragen vergeleken")


def test_hostile_questions_stay_text_in_the_markdown_of_a_comparison() -> None:
    good = [
        replace(one.judgement, outcome="passed") for one in hostile_run().with_outcome("failed")
    ]
    bad = [one.judgement for one in hostile_run().with_outcome("failed")]
    text = "".join(comparison_markdown(ComparisonReport(HEAD, HEAD, compare(good, bad))))
    read = Html(MarkdownIt("commonmark").enable("table").render(text))
    own = {"h2", "p", "strong", "em", "ul", "li", "details", "summary", "blockquote"}
    assert set(read.tags) <= own | {"table", "thead", "tbody", "tr", "th", "td"}
    assert "<script>alert(1)</script>" in read.text


def test_a_comparison_as_json_holds_all_flips_and_survives_being_written() -> None:
    shape = json.loads(json.dumps(comparison_json(worsened()), allow_nan=False))
    assert len(shape["worse"]) == 12 and shape["worse"][0]["reasons"] == ["feit ontbreekt: Leuven"]
    assert shape["differences"]["passed"]["change"] == pytest.approx(-11 / 40)
    assert [gate["name"] for gate in shape["gates"] if gate["fallen"]]


def test_without_a_shared_question_nothing_is_said_to_be_equal() -> None:
    right = [judged(asked(number), "passed", answer()).judgement for number in range(3)]
    apart = ComparisonReport(HEAD, HEAD, compare(right[:1], right[1:]))
    text = shown(apart, show_comparison)
    assert "niets te vergelijken" in text and "geen aantoonbaar verschil" not in text


def test_other_targets_are_named_in_words() -> None:
    apart = ComparisonReport(HEAD, replace(HEAD, target="first-paragraph"), compare([], []))
    (line, *_) = warnings(apart)
    assert "de assistent in dit programma en de proef" in line and "local" not in line


def test_a_slice_that_could_not_be_judged_is_not_the_worst() -> None:
    parts = list(summary([("all", "", 9), ("tag", "goed", 5), ("tag", "weg", 4)]).slices)
    nothing = {key: Figure(key, None, 0, None, None) for key in parts[2].figures}
    parts[2] = replace(parts[2], figures=nothing)
    (rows,) = slice_rows(Summary(tuple(parts)))
    assert [part.name for part in rows.slices] == ["goed", "weg"]


@pytest.mark.parametrize(
    ("low", "high", "meaning"),
    [
        (0.01, 0.2, "beter"),
        (-0.2, -0.01, "slechter"),
        (0.0, 0.2, "onzeker"),
        (-0.2, 0.0, "onzeker"),
        (0.0, 0.0, "gelijk"),
        (None, None, "te weinig"),
    ],
)
def test_only_an_interval_without_zero_says_better_or_worse(low, high, meaning) -> None:
    one = Difference("passed", 0.5, 0.6, 0.1, 9, low, high)
    assert difference_rows([one])[0][-1] == meaning
