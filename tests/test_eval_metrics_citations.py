"""Whether answers cite the right places, literally, and all they state."""

from itertools import pairwise

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

from eval.metrics.all_metrics import METRIC_BY_KEY
from eval.metrics.statements import first_quote, statements_of

RIGHT = quote(LEUVEN)
WRONG = quote(BERGEN, marker=2, passage="s5.2-p1", section="5.2")


def score(key, found):
    return METRIC_BY_KEY[key].judge(found)


@pytest.mark.parametrize(
    ("expected", "right"),
    [
        (expectation(sections=(("5.1.1",),)), 1),
        (expectation(sections=(("5.2",),), passages=()), 0),
        (expectation(sections=(("5.2",), ("samenvatting", "5.1.1"))), 1),
        (expectation(sections=(("5.2",),), passages=(("s5.1.1-p6",),)), 1),
        (expectation(sections=(), passages=(("s5.1.1-p6",),)), 1),
        (expectation(sections=(), passages=(("s5.1.1-p5",),)), 0),
        (expectation(sections=(), passages=(), references=(("jambon-2021",),)), 1),
        (expectation(sections=(), passages=(), references=(("jambon-2020",),)), 0),
        (expectation(sections=(), passages=()), None),
        (UNANSWERABLE, None),
    ],
)
def test_the_first_citation_is_of_a_section_else_a_passage_else_a_reference(expected, right):
    cited = quote(LEUVEN, references=("jambon-2021",))
    assert score("first_citation", observation(answer(cited, WRONG), expected)) == right


def test_the_first_citation_is_the_one_a_reader_meets_first():
    assert first_quote(answer(WRONG, RIGHT)) == WRONG
    swapped = answer(RIGHT, WRONG, text=f"{BERGEN} [2] {LEUVEN} [1]")
    assert first_quote(swapped) == WRONG
    assert first_quote(answer(RIGHT, text=LEUVEN)) == RIGHT
    assert score("first_citation", observation(swapped)) == 0


def test_an_answer_without_quotes_cites_nothing_right():
    bare = observation(answer(text=LEUVEN, quotes=()), expectation(references=(("a",),)))
    for key in ("first_citation", "section_precision", "section_recall", "reference_precision"):
        assert score(key, bare) == 0


@pytest.mark.parametrize(
    ("quotes", "precision", "recall"),
    [([RIGHT], 1, 1 / 2), ([RIGHT, WRONG], 1 / 2, 1 / 2), ([WRONG], 0, 0)],
)
def test_precision_counts_quotes_and_recall_counts_groups(quotes, precision, recall):
    expected = expectation(
        sections=(("5.1.1", "5.3"), ("6",)), passages=(("s5.1.1-p6",), ("s6-p1",))
    )
    found = observation(answer(*quotes), expected)
    for kind in ("section", "passage"):
        assert score(f"{kind}_precision", found) == precision
        assert score(f"{kind}_recall", found) == recall


def test_references_count_once_however_often_cited():
    expected = expectation(references=(("a", "b"), ("c",)))
    quotes = [quote(LEUVEN, references=("a", "x")), quote(BERGEN, 2, references=("a",))]
    found = observation(answer(*quotes), expected)
    assert score("reference_precision", found) == 1 / 2
    assert score("reference_recall", found) == 1 / 2
    assert score("reference_recall", observation()) is None


def test_citations_of_no_answer_are_not_judged():
    found = observation(refusal(), expectation(references=(("a",),)))
    keys = [metric.key for metric in METRIC_BY_KEY.values() if metric.group == "citaten"]
    assert {score(key, found) for key in keys} == {None}


def test_quotes_that_could_not_be_looked_up_do_not_count_as_altered():
    found = answer(RIGHT, WRONG)
    assert score("literal", observation(found, literal=(True, False))) == 1 / 2
    assert score("literal", observation(found, literal=(None, True))) == 1
    assert score("literal", observation(found, literal=(None, None))) is None


LONG = "Leuven wint. De stad is blij. Er komt een feest."
LIST = "Er zijn drie doelen (Jambon, 2021):\n1. De positie versterken,\n2. Netwerken, en\n3. Leren"


@pytest.mark.parametrize(
    ("text", "uncited", "misplaced"),
    [
        (f"{LONG} [1]", 0, 0),
        (f"{LEUVEN} [2]\n{LONG} [1]", 0, 0),
        (f"{LIST} [3]", 0, 0),
        (f"Het dossier zegt:\n{LEUVEN} [2]", 0, 0),
        ("Er komt\n een feest. [1][2]", 0, 0),
        ("Er komt een feest [1].", 0, 0),
        (f"{LEUVEN} [2] Dat is mooi.", 1 / 2, 0),
        (f"Dat is mooi. {LEUVEN} [2]", 1 / 2, 0),
        (f"{LEUVEN} [9]", 1, None),
        (LEUVEN, 1, None),
        (f"{LEUVEN} [1]\nEr komt een feest. [2]", 0, 1),
        (f"{LEUVEN} [2]\nEr komt een feest. [2]", 0, 1 / 2),
        ("Leuven wordt titelstad. [2]", 0, 1),
    ],
)
def test_each_statement_needs_a_quote_that_holds_it(text, uncited, misplaced):
    quotes = (quote(LONG, 1), quote(LEUVEN, 2), quote(LIST, 3))
    found = observation(answer(*quotes, text=text))
    assert score("uncited", found) == pytest.approx(uncited)
    right = score("marker_right", found)
    assert right == (None if misplaced is None else pytest.approx(1 - misplaced))


def test_two_swapped_citations_are_seen():
    right = answer(RIGHT, WRONG)
    assert score("marker_right", observation(right)) == 1
    swapped = answer(quote(BERGEN, 1), quote(LEUVEN, 2), text=right.text)
    assert score("marker_right", observation(swapped)) == 0


def test_a_model_may_rephrase_but_not_point_to_a_quote_that_fits_worse():
    text = "Bergen kreeg de titel in 2015. [2] Leuven volgt in 2030. [1]"
    written = answer(RIGHT, WRONG, text=text, mode="generated", model="klein")
    assert score("marker_right", observation(written)) == 1
    swapped = text.replace("[1]", "[0]").replace("[2]", "[1]").replace("[0]", "[2]")
    misplaced = answer(RIGHT, WRONG, text=swapped, mode="generated", model="klein")
    assert score("marker_right", observation(misplaced)) == 0


def test_a_lead_in_is_no_statement_but_one_inside_a_quote_is():
    assert [one.text for one in statements_of(answer(text=f"Kijk:\n{LEUVEN} [1]"))] == [LEUVEN]
    listed = statements_of(answer(quote(LIST)))
    assert listed[0].text.endswith(":") and len(listed) == 4


def test_whatever_is_quoted_whole_is_cited_and_rightly_marked(passages):
    texts = [passage.text for passage in passages.values()]
    for first, second in pairwise(texts):
        found = observation(answer(quote(first, 1), quote(second, 2)))
        assert (score("uncited", found), score("marker_right", found)) == (0, 1), first


def test_a_marker_of_endless_digits_is_no_marker():
    found = observation(answer(text=f"{LEUVEN} [{'9' * 5000}] [1]"))
    assert score("uncited", found) == 0
