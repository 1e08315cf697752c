"""Numbers as Flemish readers write them, labels for every code, and texts made harmless."""

import unicodedata
from typing import get_args

import pytest
from eval_report_reading import Html
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.answer import Status
from eval.dutch_numbers import amount, change, change_between, count, decimal, interval
from eval.figures import Figure, Outcome
from eval.gates import GateResult
from eval.labels import chosen, label
from eval.metrics.all_metrics import METRIC_BY_KEY
from eval.metrics.metric import Group
from eval.reports.figure_rows import gates_words
from eval.reports.neutral_text import markdown, one_line, safe_link, spreadsheet_cell, visible
from eval.reports.report import EndState
from eval.slices import SLICE_KINDS
from ingest.passage import PassageKind


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.718, "share", "71,8 %"),
        (1.0, "share", "100,0 %"),
        (0.7134, "number", "0,713"),
        (43.21, "number", "43,2"),
        (12.34, "ms", "12,3 ms"),
        (1234.5, "ms", "1.234 ms"),
        (65_400.0, "ms", "65,4 s"),
        (None, "share", "–"),
        (float("nan"), "number", "–"),
    ],
)
def test_an_amount_has_a_decimal_comma_and_its_unit(value, unit, words) -> None:
    assert amount(value, unit) == words.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.023, "share", "+2,3 pt"),
        (-0.2, "share", "−20,0 pt"),
        (0.0001, "share", "0,0 pt"),
        (-0.0001, "share", "0,0 pt"),
        (0.05, "number", "+0,050"),
        (None, "ms", "–"),
    ],
)
def test_a_difference_has_a_sign_unless_it_is_nothing(value, unit, words) -> None:
    assert change(value, unit) == words.replace(" ", "\u00a0")


def test_an_interval_names_its_unit_once() -> None:
    assert interval(Figure("passed", 0.7, 9, 0.641, 0.782), "share") == "64,1 – 78,2 %".replace(
        " ", "\u00a0"
    )
    assert interval(Figure("total_ms", 9, 9, 900.0, 12_000.0), "ms") == (
        "0,9 – 12,0 s".replace(" ", "\u00a0")
    )
    assert interval(Figure("passed", 1.0, 1, None, None), "share") == "–"
    assert interval(Figure("x", 1.0, 1, 1.0, float("nan")), "share") == "–"
    assert interval(Figure("words", 10, 9, 9.5, 10.4), "number") == "9,5\u00a0–\u00a010,4"
    assert change_between(-19.1, -6.16, "number") == "−19,1\u00a0tot\u00a0−6,2"
    assert change_between(-0.03, 0.004, "share") == "−3,0 tot 0,4 pt".replace(" ", "\u00a0")


def test_thousands_are_parted_by_a_dot() -> None:
    assert count(10_000) == "10.000"
    assert decimal(-1234.5, 1) == "−1.234,5"


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("status", get_args(Status)),
        ("outcome", get_args(Outcome)),
        ("end", get_args(EndState)),
        ("group", get_args(Group)),
        ("slice_kind", SLICE_KINDS),
        ("passage_kind", get_args(PassageKind)),
    ],
)
def test_every_code_has_words(group: str, codes: tuple[str, ...]) -> None:
    assert [code for code in codes if label(group, code) == code] == []


@pytest.mark.parametrize("place", ["headline", "slice_columns"])
def test_the_chosen_metrics_exist(place: str) -> None:
    assert [key for key in chosen(place) if key not in METRIC_BY_KEY] == []
    assert chosen(place)[0] == "passed"


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ([], "Dit is niet aan poorten getoetst."),
        ([True], "De ene poort houdt stand."),
        ([True, True], "Alle 2 poorten houden stand."),
        ([True, False], "1 van de 2 poorten valt."),
        ([None, False, True], "2 van de 3 poorten vallen."),
    ],
)
def test_gates_are_summed_up_in_a_sentence(held: list[bool | None], words: str) -> None:
    assert gates_words([GateResult("x", one, "x.") for one in held]) == words


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://www.vlaanderen.be/cjm", "https://www.vlaanderen.be/cjm"),
        ("HTTP://x.be", "HTTP://x.be"),
        ("javascript:alert(1)", ""),
        (" javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//kwaad.example", ""),
        ("https://x.be/\u202e", ""),
        ("/dossier#s1", ""),
    ],
)
def test_only_web_addresses_become_links(address: str, link: str) -> None:
    assert safe_link(address) == link


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝"])
def test_no_cell_begins_a_formula(start: str) -> None:
    cell = spreadsheet_cell(f"{start}1+1")
    assert cell.startswith("'")


def test_a_soft_hyphen_goes_and_a_bidi_sign_is_written_out() -> None:
    assert visible("cul\u00adtuur \u202ex\nnieuw") == "cultuur [U+202E]x\nnieuw"


@given(st.text(alphabet=st.characters(), max_size=60))
def test_what_is_visible_holds_nothing_unseen(text: str) -> None:
    unseen = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not any(unicodedata.category(sign) in unseen for sign in one_line(text))
    assert all(
        unicodedata.category(sign) not in unseen for sign in visible(text) if sign not in "\n\t"
    )


MARKS = st.text(alphabet="`*_[]()<>#!|~&@$\\a1. -+=:/\n\"'{}%", max_size=40)


@given(MARKS)
def test_escaped_words_mean_only_themselves_in_a_markdown_list(words: str) -> None:
    read = Html(MarkdownIt("commonmark").enable("table").render(f"- woord: {markdown(words)}\n"))
    assert read.tags == ["ul", "li"]
    expected = f"woord: {one_line(words)}".rstrip()
    assert read.text.strip().replace("\u200b", "") == expected


@given(MARKS)
def test_escaped_words_stay_in_their_cell_and_in_their_summary(words: str) -> None:
    escaped = markdown(words)
    table = f"| a | b |\n| --- | --- |\n| {escaped} | einde |\n"
    read = Html(MarkdownIt("commonmark").enable("table").render(table))
    assert read.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert Html(f"<summary>{escaped}</summary>").tags == ["summary"]


@pytest.mark.parametrize(
    "words", ["@iedereen", "#12", "!34", "https://kwaad.example", "www.kwaad.example", "a@b.be"]
)
def test_a_forge_mentions_and_links_nothing(words: str) -> None:
    text = Html(MarkdownIt("commonmark").render(markdown(words))).text
    assert words not in text
    assert text.strip().replace("\u200b", "") == words
