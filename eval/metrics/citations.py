"""Whether an answer cites the right places, literally, and everything it states.

Judged on answers that were given; that none was given is counted under abstention.
"""

from collections.abc import Callable, Iterable

from assistant.answer import Answer, Quote
from eval.metrics.metric import TurnMetric
from eval.metrics.statements import first_quote, is_rightly_marked, statements_of
from eval.observation import Observation
from eval.question_set import Expectation, Groups


def one_of(groups: Groups) -> frozenset[str]:
    """Return everything that is right in any group."""
    return frozenset(one for group in groups for one in group)


def cited_references(quotes: Iterable[Quote]) -> frozenset[str]:
    """Return the keys of the references behind quotes."""
    return frozenset(reference.key for quote in quotes for reference in quote.references)


def is_right_section(quote: Quote, expected: Expectation) -> bool:
    """Whether a quote is of an expected section; a passage that is expected by name is so too."""
    return quote.section in one_of(expected.sections) or is_right_passage(quote, expected)


def is_right_passage(quote: Quote, expected: Expectation) -> bool:
    """Whether a quote is of an expected passage."""
    return quote.passage in one_of(expected.passages)


def _has_right_reference(quote: Quote, expected: Expectation) -> bool:
    return not cited_references([quote]).isdisjoint(one_of(expected.references))


def _is_right_place(quote: Quote, expected: Expectation) -> bool:
    """Judge by what is expected most broadly: sections, else passages, else references."""
    if expected.sections:
        return is_right_section(quote, expected)
    if expected.passages:
        return is_right_passage(quote, expected)
    return _has_right_reference(quote, expected)


def _first_citation(answer: Answer, observation: Observation) -> float | None:
    expected = observation.asked.expected
    places = expected.sections or expected.passages or expected.references
    if answer.status != "answered" or not expected.answerable or not places:
        return None
    first = first_quote(answer)
    return float(first is not None and _is_right_place(first, expected))


def _precision(
    groups: Callable[[Expectation], Groups], is_right: Callable[[Quote, Expectation], bool]
) -> Callable[[Answer, Observation], float | None]:
    """The share of quotes that are right; an answer without any has none."""

    def rule(answer: Answer, observation: Observation) -> float | None:
        expected = observation.asked.expected
        if answer.status != "answered" or not expected.answerable or not groups(expected):
            return None
        right = sum(is_right(quote, expected) for quote in answer.quotes)
        return right / len(answer.quotes) if answer.quotes else 0.0

    return rule


def _recall(
    groups: Callable[[Expectation], Groups], cited: Callable[[Quote], Iterable[str]]
) -> Callable[[Answer, Observation], float | None]:
    """The share of groups of which one is cited."""

    def rule(answer: Answer, observation: Observation) -> float | None:
        expected = observation.asked.expected
        if answer.status != "answered" or not expected.answerable or not groups(expected):
            return None
        found = {one for quote in answer.quotes for one in cited(quote)}
        needed = groups(expected)
        return sum(not found.isdisjoint(group) for group in needed) / len(needed)

    return rule


def _reference_precision(answer: Answer, observation: Observation) -> float | None:
    expected = observation.asked.expected
    if answer.status != "answered" or not expected.answerable or not expected.references:
        return None
    cited = cited_references(answer.quotes)
    return len(cited & one_of(expected.references)) / len(cited) if cited else 0.0


def _literal(answer: Answer, observation: Observation) -> float | None:
    judged = [literal for literal in observation.literal if literal is not None]
    if answer.status != "answered" or not judged:
        return None
    return sum(judged) / len(judged)


def _uncited(answer: Answer, _: Observation) -> float | None:
    statements = statements_of(answer) if answer.status == "answered" else ()
    if not statements:
        return None
    return sum(not statement.cited for statement in statements) / len(statements)


def _marker_right(answer: Answer, _: Observation) -> float | None:
    statements = statements_of(answer) if answer.status == "answered" else ()
    marked = [statement for statement in statements if statement.marked]
    if not marked:
        return None
    return sum(is_rightly_marked(statement, answer) for statement in marked) / len(marked)


def _metric(
    key: str,
    label: str,
    explanation: str,
    rule: Callable[[Answer, Observation], float | None],
) -> TurnMetric:
    return TurnMetric(key=key, label=label, explanation=explanation, group="citaten", rule=rule)


CITATION_METRICS = (
    _metric(
        "first_citation",
        "eerste citaat juist",
        "Of het eerste citaat uit een juiste sectie komt.",
        _first_citation,
    ),
    _metric(
        "section_precision",
        "citaten uit juiste sectie",
        "Welk deel van de citaten uit een juiste sectie komt.",
        _precision(lambda expected: expected.sections, is_right_section),
    ),
    _metric(
        "section_recall",
        "secties geciteerd",
        "Welk deel van de nodige secties geciteerd is.",
        _recall(lambda expected: expected.sections, lambda quote: [quote.section]),
    ),
    _metric(
        "passage_precision",
        "citaten uit juiste passage",
        "Welk deel van de citaten uit een juiste passage komt.",
        _precision(lambda expected: expected.passages, is_right_passage),
    ),
    _metric(
        "passage_recall",
        "passages geciteerd",
        "Welk deel van de nodige passages geciteerd is.",
        _recall(lambda expected: expected.passages, lambda quote: [quote.passage]),
    ),
    _metric(
        "reference_precision",
        "juiste bronnen",
        "Welk deel van de genoemde bronnen bij het antwoord hoort.",
        _reference_precision,
    ),
    _metric(
        "reference_recall",
        "bronnen genoemd",
        "Welk deel van de nodige bronnen genoemd is.",
        _recall(lambda expected: expected.references, lambda quote: cited_references([quote])),
    ),
    _metric(
        "literal",
        "citaten letterlijk",
        "Welk deel van de citaten letterlijk op zijn plaats staat, met de sectie, de bladzijde en "
        "de bronnen van die plaats.",
        _literal,
    ),
    _metric(
        "marker_right",
        "nummer bij juiste citaat",
        "Welk deel van de genummerde zinnen in het citaat met dat nummer staat.",
        _marker_right,
    ),
    TurnMetric(
        key="uncited",
        label="zinnen zonder citaat",
        explanation="Welk deel van de zinnen geen citaat heeft.",
        group="citaten",
        better="lower",
        rule=_uncited,
    ),
)
