"""The report of a run as one page: whole, harmless, readable for everyone, flat in memory."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from eval_report_reading import Html
from eval_report_samples import HOSTILE, answer, asked, hostile_run, judged, run

from eval.figures import Curve, Slice, Summary
from eval.gates import GateResult
from eval.judging import RIGHT_WHEN
from eval.reports.failed_turn import failed_turn
from eval.reports.page import page


def three_failed() -> list:
    return [
        judged(asked(number, f"Vraag {number}?"), "failed", answer(), ["feit ontbreekt: Leuven"])
        for number in range(3)
    ]


def test_texts_of_strangers_stay_text() -> None:
    text = "".join(page(hostile_run()))
    read = Html(text)
    assert len(read.named("script")) == 1
    assert not read.named("img") and not read.named("iframe")
    assert all(re.match(r"(https?://|#)", link["href"]) for link in read.named("a"))
    assert not any(name.startswith("on") for _, values in read.elements for name in values)
    assert not any("style" in values for _, values in read.elements)
    shown = read.text
    assert "<script>alert(1)</script>" in shown
    assert "{{ 7*7 }} {% raw %}" in shown
    assert "[U+202E]rechts[U+2066]" in shown and "[U+0000]" in shown and "[U+D800]" in shown
    assert not any(sign in text for sign in "\u202e\u2066\x00\x07\x1b\ud800")
    text.encode()


def test_every_hostile_question_has_its_own_closed_block() -> None:
    turns = Html("".join(page(hostile_run()))).named("details")
    assert len(turns) == 2 * len(HOSTILE)


def test_nothing_comes_from_outside_the_page() -> None:
    text = "".join(page(run(three_failed())))
    read = Html(text)
    assert not read.named("link") and not read.named("base")
    assert not any("src" in values or "srcset" in values for _, values in read.elements)
    assert "@import" not in text and "url(" not in text


def test_the_content_policy_allows_this_style_and_script_only() -> None:
    text = "".join(page(run(three_failed())))
    policies = [one["content"] for one in Html(text).named("meta") if "http-equiv" in one]
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policies[0]
    assert "default-src 'none'" in policies[0] and "unsafe" not in policies[0]


def test_the_page_can_be_used_with_a_keyboard_and_a_screen_reader() -> None:
    read = Html("".join(page(run(three_failed()))))
    ids = [values["id"] for _, values in read.elements if "id" in values]
    assert len(ids) == len(set(ids))
    assert read.named("html") == [{"lang": "nl"}]
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert len(read.named(landmark)) == 1
    assert all(link["href"][1:] in ids for link in read.named("a") if link["href"][0] == "#")
    named = [
        values["aria-labelledby"] for _, values in read.elements if "aria-labelledby" in values
    ]
    assert named and all(one in ids for names in named for one in names.split())
    assert len(read.named("caption")) == len(read.named("table")) > 3
    assert all(head.get("scope") in ("col", "row") for head in read.named("th"))
    plots = [values for values in read.named("svg") if values.get("role") == "img"]
    assert len(plots) == len(read.named("desc")) == 2
    regions = [values for values in read.named("div") if values.get("class") == "scroll"]
    assert all(one["tabindex"] == "0" and one["aria-label"] for one in regions)


def test_a_failed_question_shows_what_was_expected_given_and_found() -> None:
    text = " ".join(Html("".join(page(run(three_failed())))).text.split())
    for words in (
        "feit ontbreekt: Leuven",
        "Leuven; 70,6% of 70,6 procent",
        "5.1.1 of samenvatting",
        "Kort antwoordBrugge",
        "[1] § 5.1.1 Europees niveau, rij van een tabel, vanaf p. 29, passage s5.1.1-p3",
        "staat er letterlijk",
        "Departement Cultuur, Jeugd & Media, z.d.c",
        "sectie 5.1.1 of samenvattingplaats 2",
        "passage s5.1.1-p6plaats 4",
    ):
        assert words in text


def test_a_passage_that_was_not_found_is_said_to_be_so() -> None:
    expected = replace(asked(1).expected, passages=(("s9-p1",),))
    failed = judged(asked(1, expected=expected), "failed", answer(), ["te lang"])
    assert "niet bij de eerste 8" in "".join(page(run([failed])))


def test_a_target_that_does_not_tell_what_it_found_is_said_to_be_so() -> None:
    failed = judged(asked(1), "failed", answer(explanation=None), ["te lang"])
    assert "het doel vertelt ze niet" in "".join(page(run([failed])))


def test_what_was_not_judged_stands_apart_with_its_reason() -> None:
    text = "".join(page(run([*three_failed(), judged(asked(9, "Ging stuk?"), "not_judged")])))
    failed, _, apart = text.partition('id="niet-beoordeeld"')
    assert "Ging stuk?" not in failed
    assert "Ging stuk?" in apart and "doel onbereikbaar: geen antwoord binnen 30 s" in apart


def test_passed_questions_are_not_shown() -> None:
    passed = judged(asked(7, "Ging goed?"), "passed", answer())
    assert "Ging goed?" not in "".join(page(run([passed, *three_failed()])))


def test_a_long_list_is_capped_and_says_how_many_are_left_out() -> None:
    text = "".join(page(run(three_failed()), most_turns=2))
    assert text.count("<details") == 2
    assert "Hier staan de eerste 2; 1 foute antwoorden staan niet op deze pagina" in text


def test_turns_are_read_while_the_page_is_written() -> None:
    read = 0

    def observed():
        nonlocal read
        for one in three_failed():
            read += 1
            yield one

    pieces = page(replace(run(three_failed()), observed=observed))
    seen = []
    for piece in pieces:
        if "<details" in piece:
            seen.append(read)
        elif not seen:
            assert read <= 1
    assert sorted(set(seen)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("held", "words"),
    [(True, "Houdt stand"), (False, "Valt"), (None, "Valt: niet te beoordelen")],
)
def test_a_gate_says_in_words_what_became_of_it(held: bool | None, words: str) -> None:
    text = "".join(page(run(three_failed(), gates=[GateResult("x", held, "x: 84 %.")])))
    assert f"</span> {words}</span>" in text
    assert ("De ene poort houdt stand." in text) == (held is True)


@pytest.mark.parametrize("end", ["stopped", "gone", "truncated"])
def test_a_run_that_is_not_whole_says_so_at_the_top(end: str) -> None:
    masthead = "".join(page(run(three_failed(), end=end))).partition("<main")[0]
    assert "Let op:" in masthead


def test_a_run_without_any_answer_is_still_a_page() -> None:
    empty = Summary((Slice("all", "", 0, 0, {}),), risk_coverage=Curve((), ()))
    text = "".join(page(run([], summary=empty)))
    assert "Geen enkel antwoord is fout." in text
    assert "Er zijn geen tijden om te tonen" in Html(text).text
    assert 'class="plot"' not in text


def test_a_failed_turn_of_a_dialogue_comes_with_what_was_asked_before_it() -> None:
    turns = [
        asked(1, question, id="d1", turn=turn, turns=3)
        for turn, question in enumerate(["Welke stad?", "En in 2015?", "Wie betaalt?"], start=1)
    ]
    found = [judged(turn, "failed" if turn.turn == 2 else "passed", answer()) for turn in turns]
    shown = Html("".join(page(run(found)))).text
    assert shown.index("En in 2015?") < shown.index("Eerder in dit gesprek")
    assert "Welke stad?" in shown and "Wie betaalt?" not in shown
    assert "Eerder in dit gesprek" not in "".join(page(run(three_failed())))


def test_the_reader_is_told_when_an_answer_is_right() -> None:
    shown = Html("".join(page(run(three_failed())))).text
    assert all(words in shown for words in RIGHT_WHEN)


def test_what_could_not_be_judged_is_not_among_the_answers() -> None:
    found = [*three_failed(), judged(asked(3), "passed", answer()), judged(asked(4), "not_judged")]
    assert "3 van de 4 beoordeelde antwoorden zijn fout" in Html("".join(page(run(found)))).text
    one = "".join(page(run(three_failed()[:1])))
    assert "1 vraag gesteld" in one and "1 van de 1 beoordeelde antwoorden is fout" in one


def test_a_curve_of_one_point_is_seen() -> None:
    one = replace(run([]).summary, risk_coverage=Curve((1.0,), (0.5,)), latencies=Curve((), ()))
    read = Html("".join(page(run(three_failed(), summary=one))))
    (dot,) = (values for values in read.named("circle") if values["r"] == "3")
    assert (float(dot["cx"]), float(dot["cy"])) == (406, 18)


def test_a_found_passage_is_called_expected_only_when_it_is_that_passage() -> None:
    shown = failed_turn(three_failed()[0])
    assert [hit.passage for hit in shown.hits if hit.right] == ["s5.1.1-p6"]
    nowhere = replace(asked(0).expected, passages=())
    by_section = failed_turn(judged(asked(0, expected=nowhere), "failed", answer()))
    assert [hit.rank for hit in by_section.hits if hit.right] == [2, 3, 4, 5]
