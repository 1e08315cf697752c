"""What an answer says: its facts, its length, what it must not hold, and the short answer."""

import re
from functools import lru_cache

from assistant.answer import Answer, Language
from eval.facts import holds_fact, holds_group
from eval.metrics.metric import Metric, TurnMetric
from eval.observation import Observation
from ingest.literals import find_literals

_MARKER = re.compile(r"\s*\[\d+\]")
_NUMERIC = frozenset({"number", "amount", "percentage", "date", "year", "year_range"})


def plain_text(answer: Answer) -> str:
    """Return the words of an answer, its markers such as [1] left out."""
    return _MARKER.sub("", answer.text)


def word_count(answer: Answer) -> int:
    """Return the number of words of an answer, its markers left out."""
    return len(plain_text(answer).split())


def language_of_words(answer: Answer) -> Language:
    """Return the language an answer's numbers are written in: quotes stay Dutch in every answer."""
    return "nl" if answer.mode == "extractive" else answer.language


def missing_facts(answer: Answer, observation: Observation) -> tuple[tuple[str, ...], ...]:
    """Return the groups of facts of which the answer states none."""
    text, language = plain_text(answer), language_of_words(answer)
    groups = observation.asked.expected.facts
    return tuple(group for group in groups if not holds_group(text, group, language))


def forbidden_facts(answer: Answer, observation: Observation) -> tuple[str, ...]:
    """Return the forbidden facts that the answer states."""
    text, language = plain_text(answer), language_of_words(answer)
    forbidden = observation.asked.expected.forbidden
    return tuple(fact for fact in forbidden if holds_fact(text, fact, language))


def is_same_short(given: str, expected: str) -> bool:
    """Whether two short answers are the same but for case, white space and forms of numbers."""
    return given == expected or _in_one_spelling(given) == _in_one_spelling(expected)


@lru_cache(maxsize=4096)
def _in_one_spelling(text: str) -> str:
    plain = " ".join(text.casefold().split())
    pieces, position = [], 0
    for span in find_literals(plain):
        if span.kind in _NUMERIC:
            pieces += [plain[position : span.start], span.value]
            position = span.end
    return "".join((*pieces, plain[position:]))


def _expects_facts(observation: Observation) -> bool:
    expected = observation.asked.expected
    return expected.answerable and bool(expected.facts)


def _fact_recall(answer: Answer, observation: Observation) -> float | None:
    if not _expects_facts(observation):
        return None
    if answer.status != "answered":
        return 0.0
    groups = observation.asked.expected.facts
    return 1 - len(missing_facts(answer, observation)) / len(groups)


def _all_facts(answer: Answer, observation: Observation) -> float | None:
    if not _expects_facts(observation):
        return None
    return float(
        answer.status == "answered"
        and word_count(answer) <= observation.asked.expected.max_words
        and not missing_facts(answer, observation)
    )


def _words(answer: Answer, _: Observation) -> float | None:
    return float(word_count(answer)) if answer.status == "answered" else None


def _within_words(answer: Answer, observation: Observation) -> float | None:
    if answer.status != "answered":
        return None
    return float(word_count(answer) <= observation.asked.expected.max_words)


def _no_forbidden(answer: Answer, observation: Observation) -> float | None:
    if answer.status != "answered" or not observation.asked.expected.forbidden:
        return None
    return float(not forbidden_facts(answer, observation))


def is_right_short(answer: Answer, observation: Observation) -> bool | None:
    """Whether the short answer is one of those expected; None where none is expected or given."""
    expected = observation.asked.expected.short_answers
    if not expected or answer.short_answer is None:
        return None
    return any(is_same_short(answer.short_answer, one) for one in expected)


def _short_exact(answer: Answer, observation: Observation) -> float | None:
    if not observation.asked.expected.short_answers:
        return None
    return float(is_right_short(answer, observation) is True)


def _short_given(answer: Answer, observation: Observation) -> float | None:
    if not observation.asked.expected.short_answers:
        return None
    return float(answer.short_answer is not None)


def _short_wrong(answer: Answer, observation: Observation) -> float | None:
    if not observation.asked.expected.short_answers:
        return None
    return float(is_right_short(answer, observation) is False)


def _language_right(answer: Answer, observation: Observation) -> float | None:
    return float(answer.language == observation.asked.language)


ANSWER_METRICS = (
    Metric(
        key="passed",
        label="helemaal goed",
        explanation="Welk deel van de beoordeelde antwoorden in alles goed is.",
        group="antwoord",
    ),
    TurnMetric(
        key="all_facts",
        label="alle feiten",
        explanation="Of het antwoord elk verwacht feit bevat en niet te lang is.",
        group="antwoord",
        rule=_all_facts,
    ),
    TurnMetric(
        key="fact_recall",
        label="feiten",
        explanation="Welk deel van de verwachte feiten in het antwoord staat; 0 zonder antwoord.",
        group="antwoord",
        rule=_fact_recall,
    ),
    TurnMetric(
        key="no_forbidden",
        label="zonder verboden feit",
        explanation="Of het antwoord niets bevat wat er niet in mag staan.",
        group="antwoord",
        rule=_no_forbidden,
    ),
    TurnMetric(
        key="words",
        label="woorden",
        explanation="Hoeveel woorden een antwoord telt, de nummers van citaten niet meegeteld.",
        group="antwoord",
        unit="number",
        better="lower",
        bounded=False,
        rule=_words,
    ),
    TurnMetric(
        key="within_words",
        label="niet te lang",
        explanation="Of het antwoord binnen het toegelaten aantal woorden blijft.",
        group="antwoord",
        rule=_within_words,
    ),
    TurnMetric(
        key="short_exact",
        label="kort antwoord juist",
        explanation="Of het korte antwoord gegeven is en precies het verwachte is.",
        group="antwoord",
        rule=_short_exact,
    ),
    TurnMetric(
        key="short_given",
        label="kort antwoord gegeven",
        explanation="Of er een kort antwoord is waar er een verwacht wordt.",
        group="antwoord",
        rule=_short_given,
    ),
    TurnMetric(
        key="short_wrong",
        label="kort antwoord fout",
        explanation="Of er een ander kort antwoord staat dan verwacht.",
        group="antwoord",
        better="lower",
        rule=_short_wrong,
    ),
)

LANGUAGE_METRICS = (
    TurnMetric(
        key="language_right",
        label="taal herkend",
        explanation="Of het antwoord in de taal van de vraag is.",
        group="taal",
        rule=_language_right,
    ),
)
