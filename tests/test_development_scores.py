"""The metrics of `eval.development` on observations written out by hand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import (
    Answer,
    DocumentLabel,
    Explanation,
    Question,
    Quote,
    RankedPassage,
)
from eval.development import (
    METRICS,
    Observation,
    Share,
    failures,
    holds_fact,
    holds_facts,
    in_first,
    interval,
    is_literal,
    judge,
    main,
    observe,
    share,
    table,
    word_count,
)
from eval.question_set import SetQuestion
from ingest.errors import StorageFailure
from ingest.passage import Passage

PASSAGE = Passage(
    id="s2-p1",
    document="dossier",
    section="2",
    section_title="Cijfers",
    section_path=("Cijfers",),
    kind="paragraph",
    text="In 2024 reisde 12,5% van de groepen.",
)
QUOTE = Quote(
    marker=1,
    passage="s2-p1",
    document="dossier",
    section="2",
    section_title="Cijfers",
    section_path=("Cijfers",),
    page=3,
    page_basis="printed",
    kind="paragraph",
    quote="In 2024 reisde 12,5% van de groepen.",
    start=0,
    end=36,
    url="/dossier#s2-p1",
)
ANSWER = Answer(
    question="Hoeveel groepen zijn op tocht?",
    language="nl",
    status="answered",
    short_answer="12,5%",
    text="In 2024 reisde 12,5% van de groepen. [1]",
    quotes=(QUOTE,),
    document=DocumentLabel("Proef", "2024"),
    generation="g-1",
    confidence=0.9,
)
ASKED = SetQuestion(
    id="nl-001",
    question="Hoeveel groepen zijn op tocht?",
    lang="nl",
    status=("answered",),
    sections=("2",),
    facts=(("12,5%",),),
    short="12,5%",
)
ELSEWHERE = SetQuestion(
    id="nl-u01", question="En in Peru?", lang="nl", status=("not_in_dossier", "out_of_scope")
)
GOOD = Observation(ASKED, ANSWER, ranked=("1", "2", "2"))
REFUSAL = replace(ANSWER, status="not_in_dossier", text="", quotes=(), short_answer=None)
BY_NAME = {metric.name: metric for metric in METRICS}


PASSAGES = {"s2-p1": PASSAGE, "s1-p1": replace(PASSAGE, id="s1-p1", section="1")}
FOUND = tuple(RankedPassage(id_, 1.0, (), "") for id_ in ("s1-p1", "s2-p1"))


@pytest.mark.parametrize(
    ("text", "fact", "held"),
    [
        ("wordt Leuven - na Bergen", "Leuven", True),
        ("SECTORAAL,  bilateraal", "sectoraal, Bilateraal", True),
        ("van de Leuvense zalen", "Leuven", False),
        ("steeg met 113,5%", "13,5%", False),
        ("steeg naar 2.715", "715", False),
        ("steeg naar 2.715", "2", False),
        ("steeg naar 2.715.", "2.715", True),
        ("(2002)", "2002", True),
        ("A Fair New World?! toont", "A Fair New World?!", True),
    ],
)
def test_a_fact_is_held_as_whole_words_and_numbers_only(text: str, fact: str, held: bool) -> None:
    assert holds_fact(text, fact) is held


@pytest.mark.parametrize(
    ("facts", "held"),
    [
        ((("rood",), ("blauw",)), True),
        ((("geel", "rood"),), True),
        ((("rood",), ("geel",)), False),
        ((), True),
    ],
)
def test_one_alternative_of_every_fact_is_needed(
    facts: tuple[tuple[str, ...], ...], held: bool
) -> None:
    assert holds_facts("rood en blauw", facts) is held


def test_markers_are_not_words() -> None:
    assert word_count("Een zin. [1]\nNog een [12].") == 4


@pytest.mark.parametrize(
    ("ranked", "limit", "found"),
    [(["1", "2"], 1, False), (["1", "2"], 2, True), ([], 5, False), (["2.1"], 1, False)],
)
def test_a_right_section_counts_within_the_limit_only(
    ranked: list[str], limit: int, found: bool
) -> None:
    assert in_first(ranked, ("2", "3"), limit) is found


@pytest.mark.parametrize(
    ("quote", "literal"),
    [
        (QUOTE, True),
        (replace(QUOTE, start=1, end=37), False),
        (replace(QUOTE, quote="In 2025 reisde 12,5% van de groepen."), False),
        (replace(QUOTE, passage="s9-p9"), False),
        (replace(QUOTE, quote="", start=0, end=0), False),
    ],
)
def test_a_quote_is_literal_at_its_own_place_only(quote: Quote, literal: bool) -> None:
    assert is_literal(quote, PASSAGES) is literal


@pytest.mark.parametrize(
    ("name", "observation", "found"),
    [
        ("R@1", GOOD, False),
        ("R@5", GOOD, True),
        ("R@5", replace(GOOD, ranked=("1", "1", "1", "1", "1", "2")), False),
        ("R@5", Observation(ELSEWHERE, REFUSAL, ranked=("2",)), None),
        ("eerste citaat juist", GOOD, True),
        ("eerste citaat juist", replace(GOOD, answer=replace(ANSWER, quotes=())), False),
        ("eerste citaat juist", replace(GOOD, answer=REFUSAL), None),
        ("alle feiten", GOOD, True),
        ("alle feiten", replace(GOOD, answer=replace(ANSWER, text="Veel. [1]")), False),
        ("alle feiten", replace(GOOD, answer=replace(ANSWER, text="12,5% " * 90)), True),
        ("alle feiten", replace(GOOD, answer=replace(ANSWER, text="12,5% " * 91)), False),
        ("alle feiten", replace(GOOD, answer=replace(REFUSAL, text="12,5%")), False),
        ("kort antwoord exact", GOOD, True),
        ("kort antwoord exact", replace(GOOD, answer=replace(ANSWER, short_answer="12")), False),
        ("kort antwoord exact", replace(GOOD, asked=replace(ASKED, short=None)), None),
        ("niet onterecht geweigerd", GOOD, True),
        ("niet onterecht geweigerd", replace(GOOD, answer=REFUSAL), False),
        ("terecht geweigerd", Observation(ELSEWHERE, ANSWER), False),
        ("terecht geweigerd", Observation(ELSEWHERE, REFUSAL), True),
        ("terecht geweigerd", GOOD, None),
        ("juiste soort weigering", Observation(ELSEWHERE, REFUSAL), True),
        (
            "juiste soort weigering",
            Observation(ELSEWHERE, replace(REFUSAL, status="refused")),
            False,
        ),
        ("citaten letterlijk", GOOD, True),
        ("citaten letterlijk", replace(GOOD, altered=("verzonnen",)), False),
        ("citaten letterlijk", Observation(ELSEWHERE, REFUSAL), None),
        ("taal herkend", replace(GOOD, answer=replace(ANSWER, language="fr")), False),
    ],
)
def test_each_metric_judges_what_it_is_for(
    name: str, observation: Observation, found: bool | None
) -> None:
    assert judge(BY_NAME[name], observation) is found


def test_what_failed_is_in_no_share_but_counted_in_the_table() -> None:
    failed = Observation(ASKED, None, failure="De schijf is vol.")
    assert share(BY_NAME["alle feiten"], [GOOD, failed]) == Share(1, 1)
    assert table([GOOD, failed]).splitlines()[-1].split() == ["mislukt", "1"]


def test_the_table_shows_each_language_with_its_number_of_questions() -> None:
    french = replace(GOOD, asked=replace(ASKED, lang="fr"), ranked=("2",))
    lines = {line[:26].strip(): line[26:].split() for line in table([GOOD, french]).splitlines()}
    assert lines[""] == ["nl", "en", "fr", "alle", "95", "%"]
    expected = ["0.00", "(1)", "-", "(0)", "1.00", "(1)", "0.50", "(2)"]
    assert lines["R@1"][:8] == expected


def test_only_questions_that_went_wrong_are_listed_with_what_was_found() -> None:
    right = replace(GOOD, ranked=("2",))
    wrong = replace(
        right, asked=replace(ASKED, id="nl-002"), answer=replace(ANSWER, text="Veel. [1]")
    )
    failed = Observation(replace(ASKED, id="nl-003"), None, failure="De schijf is vol.")
    listed = failures([right, wrong, failed])
    assert "nl-001" not in listed
    assert "alle feiten" in listed and "Veel. [1]" in listed and "s2-p1" in listed
    assert "mislukt: De schijf is vol." in listed


def test_asking_keeps_the_ranked_sections_and_the_quotes_that_were_altered() -> None:
    def ask(question: Question) -> Answer:
        quotes = (QUOTE, replace(QUOTE, quote="12,5% is veel."))
        explanation = Explanation(("groep",), FOUND, 0.9, 0.5) if question.explain else None
        return replace(ANSWER, quotes=quotes, explanation=explanation)

    seen = observe(ASKED, ask, PASSAGES)
    assert (seen.ranked, seen.altered) == (("1", "2"), ("12,5% is veel.",))


def test_a_failure_to_answer_is_kept_as_a_failure() -> None:
    def ask(question: Question) -> Answer:
        raise StorageFailure("De schijf is vol.")

    seen = observe(ASKED, ask, PASSAGES)
    assert (seen.answer, seen.failure) == (None, "De schijf is vol.")


def test_an_answer_with_status_error_is_a_failure_too() -> None:
    seen = observe(ASKED, lambda _: replace(REFUSAL, status="error"), PASSAGES)
    assert (seen.answer, seen.failure) == (None, "status error")


@pytest.mark.parametrize(
    ("counted", "low", "high"),
    [(Share(0, 0), 0.0, 1.0), (Share(90, 100), 0.826, 0.945), (Share(0, 10), 0.0, 0.278)],
)
def test_the_interval_is_wilsons(counted: Share, low: float, high: float) -> None:
    assert interval(counted) == pytest.approx((low, high), abs=0.001)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_within_one(pair: tuple[int, int]) -> None:
    good, n = pair
    low, high = interval(Share(good, n))
    assert 0 <= low <= good / n + 1e-9 and good / n - 1e-9 <= high <= 1


def test_a_set_that_is_not_there_ends_in_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--questions", str(tmp_path / "weg.jsonl")]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and len(printed.err.splitlines()) == 1 and "weg.jsonl" in printed.err


def test_the_real_assistant_is_measured_and_its_failures_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOSSIERWIJZER_DATA_DIRECTORY", str(tmp_path / "data"))
    common = {"lang": "nl", "status": "answered", "sections": ["5.1.1"]}
    lines = [
        {"id": "stad", "question": "Welke stad is in 2030 hoofdstad?", "facts": [["Leuven"]]}
        | common,
        {"id": "maan", "question": "Welke stad is in 2030 hoofdstad?", "facts": [["Maan"]]}
        | common,
    ]
    path = tmp_path / "vragen.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert main(["--failures", "--questions", str(path)]) == 0
    printed = capsys.readouterr().out
    assert "maan  Welke stad" in printed
    rows = {line[:26].strip(): line[26:].split() for line in printed.splitlines()}
    assert rows["citaten letterlijk"][:2] == ["1.00", "(2)"]
    assert rows["mislukt"] == ["0"]
