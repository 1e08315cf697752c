"""What answers say: facts, words, forbidden facts, short answers, language."""

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

from eval.metrics.all_metrics import METRIC_BY_KEY, METRICS
from eval.metrics.answers import is_same_short, word_count


def score(key, found):
    return METRIC_BY_KEY[key].judge(found)


BOTH = expectation(facts=(("Leuven", "Louvain"), ("2015",)))


@pytest.mark.parametrize(
    ("quotes", "share", "whole"),
    [
        ([quote(LEUVEN), quote(BERGEN, 2)], 1, 1),
        ([quote(LEUVEN)], 1 / 2, 0),
        ([quote("Brugge was in 2002 aan de beurt.")], 0, 0),
    ],
)
def test_every_group_of_facts_is_needed(quotes, share, whole):
    found = observation(answer(*quotes), BOTH)
    assert score("fact_recall", found) == share
    assert score("all_facts", found) == whole


def test_a_marker_is_neither_a_fact_nor_a_word():
    numbered = answer(quote(LEUVEN, marker=7))
    assert score("fact_recall", observation(numbered, expectation(facts=(("7",),)))) == 0
    assert word_count(numbered) == len(LEUVEN.split())


def test_numbers_of_a_quote_are_dutch_in_every_answer_and_those_of_a_model_in_its_language():
    expected = expectation(facts=(("1250",),))
    quoted = answer(quote("Er kwamen 1,250 mensen."), language="en")
    assert score("fact_recall", observation(quoted, expected)) == 0
    written = answer(text="1,250 people came. [1]", language="en", mode="generated")
    assert score("fact_recall", observation(written, expected)) == 1


def test_no_answer_holds_no_facts_even_when_its_message_does():
    refused = refusal(text="Leuven staat niet in het dossier.")
    assert score("fact_recall", observation(refused)) == 0
    assert score("all_facts", observation(refused)) == 0


def test_facts_are_only_judged_where_they_are_expected():
    assert score("all_facts", observation(expected=UNANSWERABLE)) is None
    assert score("all_facts", observation(expected=expectation(facts=()))) is None


def test_too_many_words_spoil_all_facts_but_not_their_recall():
    limit = len(LEUVEN.split())
    for most, right in ((limit, 1), (limit - 1, 0)):
        found = observation(expected=expectation(max_words=most))
        assert score("within_words", found) == right
        assert score("all_facts", found) == right
        assert score("fact_recall", found) == 1
        assert score("words", found) == limit


def test_words_are_counted_in_answers_only():
    assert score("words", observation(refusal())) is None
    assert score("within_words", observation(refusal())) is None


def test_a_forbidden_fact_is_seen():
    forbidden = expectation(forbidden=("Bergen", "2015"))
    assert score("no_forbidden", observation(expected=forbidden)) == 1
    assert score("no_forbidden", observation(answer(quote(BERGEN)), forbidden)) == 0
    assert score("no_forbidden", observation()) is None
    assert score("no_forbidden", observation(refusal(), forbidden)) is None


@pytest.mark.parametrize(
    ("given", "expected", "same"),
    [
        ("Leuven", "Leuven", True),
        ("leuven ", "Leuven", True),
        ("Europees  Jaar", "Europees Jaar", True),
        ("1.250", "1250", True),
        ("70,6%", "70,6 %", True),
        ("2,5 miljoen euro", "2.500.000 euro", True),
        ("1250", "1.251", False),
        ("70,6%", "70,6", False),
        ("Leuven", "Leuven 2030", False),
        ("2021-2025", "2021", False),
        ("Vlaanderen", "de Vlaanderen", False),
    ],
)
def test_short_answers_are_the_same_but_for_case_spaces_and_number_forms(given, expected, same):
    assert is_same_short(given, expected) is same
    assert is_same_short(expected, given) is same


@pytest.mark.parametrize(
    ("short", "exact", "given", "wrong"),
    [("Leuven", 1, 1, 0), ("Stad Leuven", 1, 1, 0), ("Bergen", 0, 1, 1), (None, 0, 0, 0)],
)
def test_a_missing_short_answer_is_not_exact_but_not_wrong_either(short, exact, given, wrong):
    expected = expectation(short_answers=("Leuven", "Stad Leuven"))
    found = observation(answer(short_answer=short), expected)
    assert score("short_exact", found) == exact
    assert score("short_given", found) == given
    assert score("short_wrong", found) == wrong


def test_a_short_answer_nobody_expects_is_not_judged():
    found = observation(answer(short_answer="Leuven"))
    assert [score(key, found) for key in ("short_exact", "short_given", "short_wrong")] == [
        None
    ] * 3


def test_the_language_of_the_answer_is_that_of_the_question():
    assert score("language_right", observation()) == 1
    assert score("language_right", observation(answer(language="fr"))) == 0


def test_without_an_answer_no_metric_scores():
    for failed in (
        observation(answer=None, failure="doel onbereikbaar"),
        observation(answer(status="error")),
    ):
        judges = [metric.judge for metric in METRICS if hasattr(metric, "judge")]
        assert len(judges) > 30
        assert {judge(failed) for judge in judges} == {None}


def test_metrics_have_unique_keys_and_labels_and_the_groups_stand_together():
    assert len({metric.key for metric in METRICS}) == len(METRICS)
    assert len({metric.label for metric in METRICS}) == len(METRICS)
    groups = [metric.group for metric in METRICS]
    runs = [group for place, group in enumerate(groups) if groups[place - 1 : place] != [group]]
    assert len(runs) == len(set(groups)) == 9
    assert all(metric.explanation.endswith(".") for metric in METRICS)
