"""From an observation to right or wrong, with the reasons."""

from dataclasses import replace
from typing import get_args

import pytest
from eval_samples import (
    BERGEN,
    LEUVEN,
    UNANSWERABLE,
    answer,
    expectation,
    observation,
    quote,
    refusal,
)

from assistant.answer import Status
from eval.judging import judged

OTHER = quote(BERGEN, marker=2, passage="s5.2-p1", section="5.2")


def reasons_of(given=None, expected=None, **fields):
    judgement = judged(observation(given, expected, **fields))
    assert judgement.outcome == ("failed" if judgement.reasons else "passed")
    return judgement.reasons


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (answer(), expectation()),
        (answer(quote(LEUVEN), OTHER), expectation()),
        (answer(short_answer=None), expectation(short_answers=("Leuven",))),
        (answer(short_answer="leuven"), expectation(short_answers=("Leuven",))),
        (answer(quote(references=("a", "x"))), expectation(references=(("a",), ("b",)))),
        (refusal(), UNANSWERABLE),
        (refusal("refused"), replace(UNANSWERABLE, status=("out_of_scope", "refused"))),
        (answer(), expectation(facts=(), sections=(), passages=())),
    ],
)
def test_an_answer_that_holds_what_is_expected_passes(given, expected):
    assert reasons_of(given, expected) == ()


@pytest.mark.parametrize(
    ("given", "expected", "reason"),
    [
        (refusal(), expectation(), "onterecht geweigerd (staat niet in het dossier)"),
        (answer(), UNANSWERABLE, "beantwoord, verwacht was: staat niet in het dossier"),
        (
            refusal("refused"),
            replace(UNANSWERABLE, status=("not_in_dossier", "out_of_scope")),
            "afgewezen, verwacht was: staat niet in het dossier of buiten het bereik",
        ),
        (answer(), expectation(facts=(("Leuven",), ("2015", "2002"))), "2015 of 2002"),
        (answer(), expectation(facts=(("Leuven",), ("2015",))), "feit ontbreekt: 2015"),
        (answer(), expectation(max_words=8), "te lang: 9 woorden, hoogstens 8"),
        (answer(), expectation(forbidden=("titeldragers",)), "bevat wat niet mag: titeldragers"),
        (
            answer(quote(section="5.2", passage="s5.2-p1")),
            expectation(),
            "eerste citaat uit sectie 5.2 in plaats van 5.1.1",
        ),
        (
            answer(quote(section="", passage="ref-a")),
            expectation(sections=(), passages=(("ref-b",),)),
            "eerste citaat uit ref-a in plaats van ref-b",
        ),
        (
            answer(quotes=(), text=LEUVEN),
            expectation(),
            "geen citaat, verwacht uit 5.1.1",
        ),
        (answer(), expectation(references=(("a", "b"),)), "bron ontbreekt: a of b"),
        (
            answer(short_answer="Bergen"),
            expectation(short_answers=("Leuven",)),
            "kort antwoord Bergen in plaats van Leuven",
        ),
        (
            answer(text=f"{LEUVEN} [1] Dat is fijn."),
            expectation(),
            "zin zonder citaat: Dat is fijn.",
        ),
        (
            answer(quote(BERGEN), text=f"{LEUVEN} [1]"),
            expectation(),
            f"staat niet in citaat [1]: {LEUVEN}",
        ),
    ],
)
def test_what_is_wrong_is_said(given, expected, reason):
    assert any(reason in found for found in reasons_of(given, expected))


def test_a_quote_that_is_not_literal_fails_and_one_that_could_not_be_checked_does_not():
    both = answer(quote(LEUVEN), OTHER)
    assert reasons_of(both, literal=(True, False)) == (
        "citaat [2] staat niet letterlijk in s5.2-p1",
    )
    assert reasons_of(both, literal=(True, None)) == ()


def test_a_wrong_status_is_the_only_reason_given():
    assert len(reasons_of(refusal(), expectation(references=(("a",),)))) == 1


@pytest.mark.parametrize(
    ("failed", "reason"),
    [
        (replace(observation(), answer=None, failure="doel\nonbereikbaar"), "doel onbereikbaar"),
        (replace(observation(), answer=None), "geen antwoord"),
        (observation(answer(status="error", text="Mislukt.")), "Mislukt."),
        (observation(answer(status="error"), failure="schijf vol"), "schijf vol"),
    ],
)
def test_no_answer_is_not_judged_and_never_a_zero(failed, reason):
    judgement = judged(failed)
    assert judgement.outcome == "not_judged"
    assert judgement.reasons == (reason,)
    assert judgement.scores == {}
    assert not judgement.answered and judgement.confidence is None


def test_a_judgement_keeps_what_the_figures_need():
    judgement = judged(observation(answer(confidence=0.75)))
    assert (judgement.answered, judgement.confidence, judgement.status) == (True, 0.75, "answered")
    assert judgement.scores["total_ms"] == 10
    assert judgement.scores["section_recall@5"] == 1
    assert "refused" not in judgement.scores


def test_a_reason_is_one_short_line():
    endless = "Dit is\teen zin die maar niet ophoudt " + "en doorgaat " * 40
    (reason,) = (one for one in reasons_of(answer(text=f"{LEUVEN} [1]\n{endless}")) if "zin" in one)
    assert len(reason) < 120 and "\n" not in reason


def test_no_status_is_named_by_its_code():
    for status in get_args(Status):
        if status not in ("answered", "error"):
            (reason,) = reasons_of(refusal(status), expectation())
            assert reason.isascii() and "_" not in reason and status not in reason
