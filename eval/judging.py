"""From an observation to a judgement: right or wrong as a whole, why, and the score of each metric.

What counts as wrong is the table `_RULES`, told to readers as `RIGHT_WHEN`; the measuring itself is
the work of the metrics.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assistant.answer import Answer
from eval.figures import Judgement
from eval.labels import label
from eval.metrics.all_metrics import TURN_METRICS
from eval.metrics.answers import forbidden_facts, missing_facts, word_count
from eval.metrics.citations import one_of
from eval.metrics.statements import first_quote, is_rightly_marked, statements_of
from eval.observation import Observation
from eval.question_set import Groups

_SHOWN_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class _Rule:
    """A score that makes an answer wrong, and how that is said.

    Attributes:
        metric: Key of the metric.
        right_when: What must hold, ending the sentence "Een antwoord is helemaal goed als …".
        is_wrong: Whether a score of it is wrong.
        reasons: What was wrong, as short phrases.
    """

    metric: str
    right_when: str
    is_wrong: Callable[[float], bool]
    reasons: Callable[[Answer, Observation], Iterable[str]]


def judged(observation: Observation) -> Judgement:
    """Return the judgement of an observation.

    An answer is right when its status is; when it states every fact and nothing forbidden within
    its words; when its first citation is from a right place, every quote stands literally where it
    says and under its own number, and no statement lacks one; when it names one of the references
    expected; and when it gives no other short answer than expected. No answer, or one with status
    "error", is not judged and has no scores.
    """
    answer = observation.answer
    if answer is None or answer.status == "error":
        said = observation.failure or (answer.text if answer is not None else "")
        return Judgement(
            asked=observation.asked,
            outcome="not_judged",
            reasons=(" ".join(said.split()) or "geen antwoord",),
            scores={},
            answered=False,
            confidence=None,
            status="" if answer is None else answer.status,
        )
    scores = {
        metric.key: score
        for metric in TURN_METRICS
        if (score := metric.judge(observation)) is not None
    }
    reasons = _wrong_status(answer, observation) or _wrong_content(answer, observation, scores)
    return Judgement(
        asked=observation.asked,
        outcome="failed" if reasons else "passed",
        reasons=reasons,
        scores=scores,
        answered=answer.status == "answered",
        confidence=answer.confidence,
        status=answer.status,
    )


def _wrong_status(answer: Answer, observation: Observation) -> tuple[str, ...]:
    expected = observation.asked.expected
    if answer.status in expected.status:
        return ()
    given = label("status", answer.status)
    if expected.answerable:
        return (f"onterecht geweigerd ({given})",)
    wanted = " of ".join(label("status", status) for status in expected.status)
    return (f"{given}, verwacht was: {wanted}",)


def _wrong_content(
    answer: Answer, observation: Observation, scores: Mapping[str, float]
) -> tuple[str, ...]:
    return tuple(
        reason
        for rule in _RULES
        if rule.metric in scores and rule.is_wrong(scores[rule.metric])
        for reason in rule.reasons(answer, observation)
    )


def _missing_facts(answer: Answer, observation: Observation) -> Iterable[str]:
    for group in missing_facts(answer, observation):
        yield f"feit ontbreekt: {_cut(' of '.join(group))}"


def _too_long(answer: Answer, observation: Observation) -> Iterable[str]:
    most = observation.asked.expected.max_words
    yield f"te lang: {word_count(answer)} woorden, hoogstens {most}"


def _forbidden(answer: Answer, observation: Observation) -> Iterable[str]:
    for fact in forbidden_facts(answer, observation):
        yield f"bevat wat niet mag: {_cut(fact)}"


def _first_citation(answer: Answer, observation: Observation) -> Iterable[str]:
    first, expected = first_quote(answer), observation.asked.expected
    wanted = _named(expected.sections or expected.passages or expected.references)
    if first is None:
        yield f"geen citaat, verwacht uit {wanted}"
    elif expected.sections:
        place = f"sectie {first.section}" if first.section else first.passage
        yield f"eerste citaat uit {place} in plaats van {wanted}"
    else:
        yield f"eerste citaat uit {first.passage} in plaats van {wanted}"


def _references(_: Answer, observation: Observation) -> Iterable[str]:
    yield f"bron ontbreekt: {_named(observation.asked.expected.references)}"


def _not_literal(answer: Answer, observation: Observation) -> Iterable[str]:
    for quote, literal in zip(answer.quotes, observation.literal, strict=False):
        if literal is False:
            yield f"citaat [{quote.marker}] staat niet letterlijk in {quote.passage}"


def _short_answer(answer: Answer, observation: Observation) -> Iterable[str]:
    wanted = " of ".join(observation.asked.expected.short_answers)
    yield f"kort antwoord {_cut(answer.short_answer or '')} in plaats van {_cut(wanted)}"


def _uncited(answer: Answer, _: Observation) -> Iterable[str]:
    for statement in statements_of(answer):
        if not statement.cited:
            yield f"zin zonder citaat: {_cut(statement.text)}"


def _wrong_marker(answer: Answer, _: Observation) -> Iterable[str]:
    for statement in statements_of(answer):
        if statement.marked and not is_rightly_marked(statement, answer):
            numbers = "".join(f"[{quote.marker}]" for quote in statement.quotes)
            yield f"staat niet in citaat {numbers}: {_cut(statement.text)}"


def _named(groups: Groups) -> str:
    return " of ".join(sorted(one_of(groups)))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_CHARACTERS else f"{line[:_SHOWN_CHARACTERS]}…"


def _not_all(score: float) -> bool:
    return score < 1


def _any(score: float) -> bool:
    return score > 0


def _none(score: float) -> bool:
    return score == 0


_RULES = (
    _Rule("fact_recall", "elk verwacht feit erin staat", _not_all, _missing_facts),
    _Rule("within_words", "het niet langer is dan toegelaten", _not_all, _too_long),
    _Rule("no_forbidden", "er niets in staat wat er niet in mag", _not_all, _forbidden),
    _Rule(
        "first_citation", "het eerste citaat van een juiste plaats komt", _not_all, _first_citation
    ),
    _Rule("reference_recall", "minstens een verwachte bron genoemd is", _none, _references),
    _Rule("literal", "elk citaat letterlijk op zijn plaats staat", _not_all, _not_literal),
    _Rule("short_wrong", "er geen ander kort antwoord is dan verwacht", _any, _short_answer),
    _Rule("uncited", "elke zin een citaat heeft", _any, _uncited),
    _Rule("marker_right", "elke zin in het citaat met haar nummer staat", _not_all, _wrong_marker),
)
RIGHT_WHEN = ("de status de verwachte is", *(rule.right_when for rule in _RULES))
