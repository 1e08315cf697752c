"""Scores an assistant, its retrieval and its answers, on a question set, per language.

    python -m eval.development [--failures] [--questions FILE]

It knows of the assistant only that it answers; which one is measured is decided in `main`.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import get_args

from assistant.answer import Answer, Language, Question, Quote
from eval.question_set import DEVELOPMENT_SET, SetQuestion, load_questions
from ingest.errors import DossierwijzerError
from ingest.passage import Passage

RANKS = 5
WORD_LIMIT = 90
_MARKER = re.compile(r"\s*\[\d+\]")

Ask = Callable[[Question], Answer]


@dataclass(frozen=True, slots=True)
class Observation:
    """What came back for one question.

    Attributes:
        asked: The question and what is expected.
        answer: The answer, or None when asking failed.
        ranked: The sections of the first passages found, best first.
        altered: Quotes that do not stand literally at their place.
        failure: Why there is no answer, or "".
    """

    asked: SetQuestion
    answer: Answer | None
    ranked: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """A named judgement of one observation; None where it does not apply."""

    name: str
    judge: Callable[[SetQuestion, Answer, Observation], bool | None]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of `n` observations were good."""

    good: int
    n: int


def holds_fact(text: str, fact: str) -> bool:
    """Whether `fact` stands in `text` as whole words and numbers, in either case."""
    plain, wanted = (" ".join(part.casefold().split()) for part in (text, fact))
    pattern = rf"(?<!\w)(?<!\d[.,]){re.escape(wanted)}(?!\w)(?![.,]\d)"
    return re.search(pattern, plain) is not None


def holds_facts(text: str, facts: Iterable[Iterable[str]]) -> bool:
    """Whether `text` holds at least one alternative of each of the `facts`."""
    return all(any(holds_fact(text, fact) for fact in group) for group in facts)


def word_count(text: str) -> int:
    """Return the number of words of an answer, its markers such as [1] left out."""
    return len(_MARKER.sub("", text).split())


def in_first(ranked: Sequence[str], right: Iterable[str], limit: int) -> bool:
    """Whether one of the `right` sections is among the first `limit` of `ranked`."""
    return not set(right).isdisjoint(ranked[:limit])


def is_literal(quote: Quote, passages: Mapping[str, Passage]) -> bool:
    """Whether the quote is its passage's text at `start`..`end` (passages by id)."""
    passage = passages.get(quote.passage)
    literal = passage.text[quote.start : quote.end] if passage else ""
    return bool(literal) and literal == quote.quote


def _facts_found(asked: SetQuestion, answer: Answer, _: Observation) -> bool | None:
    if not asked.answerable:
        return None
    fits = answer.status == "answered" and word_count(answer.text) <= WORD_LIMIT
    return fits and holds_facts(_MARKER.sub("", answer.text), asked.facts)


def _first_citation_right(asked: SetQuestion, answer: Answer, _: Observation) -> bool | None:
    if not asked.answerable or answer.status != "answered":
        return None
    return in_first([quote.section for quote in answer.quotes], asked.sections, 1)


def _short_answer_exact(asked: SetQuestion, answer: Answer, _: Observation) -> bool | None:
    return None if asked.short is None else answer.short_answer == asked.short


METRICS = (
    Metric("R@1", lambda q, _, o: in_first(o.ranked, q.sections, 1) if q.answerable else None),
    Metric(
        f"R@{RANKS}",
        lambda q, _, o: in_first(o.ranked, q.sections, RANKS) if q.answerable else None,
    ),
    Metric("eerste citaat juist", _first_citation_right),
    Metric("alle feiten", _facts_found),
    Metric("kort antwoord exact", _short_answer_exact),
    Metric(
        "niet onterecht geweigerd",
        lambda q, a, _: (a.status == "answered") if q.answerable else None,
    ),
    Metric("terecht geweigerd", lambda q, a, _: None if q.answerable else a.status != "answered"),
    Metric(
        "juiste soort weigering", lambda q, a, _: None if q.answerable else a.status in q.status
    ),
    Metric("citaten letterlijk", lambda _, a, o: not o.altered if a.quotes else None),
    Metric("taal herkend", lambda q, a, _: a.language == q.lang),
)


def judge(metric: Metric, observation: Observation) -> bool | None:
    """Return the metric's judgement; None too when asking failed, which is counted apart."""
    if observation.answer is None:
        return None
    return metric.judge(observation.asked, observation.answer, observation)


def share(metric: Metric, observations: Iterable[Observation]) -> Share:
    """Return how many of the observations that the metric applies to were good."""
    judged = [found for item in observations if (found := judge(metric, item)) is not None]
    return Share(sum(judged), len(judged))


def interval(counted: Share) -> tuple[float, float]:
    """Return the 95 % score interval of a share (Wilson, 1927); (0, 1) when nothing was judged."""
    if not counted.n:
        return 0.0, 1.0
    z, n, p = 1.96, counted.n, counted.good / counted.n
    middle = p + z * z / (2 * n)
    margin = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (middle - margin) / scale), min(1.0, (middle + margin) / scale)


def observe(asked: SetQuestion, ask: Ask, passages: Mapping[str, Passage]) -> Observation:
    """Ask one question and keep what came back; a failure to answer is kept as such.

    Args:
        asked: The question; its language is left to be recognised.
        ask: What answers it and, asked to explain, names the passages it found.
        passages: Every passage, by id.
    """
    try:
        answer = ask(Question(asked.question, id=asked.id, explain=True))
    except DossierwijzerError as error:
        return Observation(asked, None, failure=str(error))
    hits = answer.explanation.hits if answer.explanation else ()
    ranked = tuple(passages[hit.passage].section for hit in hits[:RANKS])
    if answer.status == "error":
        return Observation(asked, None, ranked, failure=answer.text or "status error")
    altered = tuple(quote.quote for quote in answer.quotes if not is_literal(quote, passages))
    return Observation(asked, answer, ranked, altered)


def table(observations: Sequence[Observation]) -> str:
    """Return the figures as text: a line per metric, a column per language and one for all."""
    groups = {
        language: [item for item in observations if item.asked.lang == language]
        for language in get_args(Language)
    }
    lines = [f"{'':26}" + "".join(f"{name:>12}" for name in (*groups, "alle")) + "  95 %"]
    for metric in METRICS:
        whole = share(metric, observations)
        cells = [_cell(share(metric, group)) for group in groups.values()]
        low, high = interval(whole)
        row = "".join(f"{cell:>12}" for cell in (*cells, _cell(whole)))
        lines.append(f"{metric.name:26}{row}  {low:.2f}-{high:.2f}")
    failed = sum(item.answer is None for item in observations)
    return "\n".join([*lines, f"{'mislukt':26}{failed:>48}"])


def _cell(counted: Share) -> str:
    return f"{counted.good / counted.n:.2f} ({counted.n})" if counted.n else "- (0)"


def failures(observations: Iterable[Observation]) -> str:
    """Return each question that a metric judged bad or that failed, with what was found."""
    blocks = []
    for item in observations:
        bad = [metric.name for metric in METRICS if judge(metric, item) is False]
        if bad or item.answer is None:
            blocks.append(_failure(item, bad))
    return "\n\n".join(blocks)


def _failure(item: Observation, bad: Sequence[str]) -> str:
    asked, answer = item.asked, item.answer
    facts = " + ".join(" | ".join(group) for group in asked.facts)
    lines = [
        f"{asked.id}  {asked.question}",
        f"  fout:     {', '.join(bad) or 'mislukt: ' + item.failure}",
        f"  verwacht: {'/'.join(asked.status)} {', '.join(asked.sections)} {facts}".rstrip(),
        f"  gevonden: {', '.join(item.ranked)}",
    ]
    if answer is not None:
        cited = ", ".join(quote.passage for quote in answer.quotes)
        short = f" kort: {answer.short_answer}" if answer.short_answer else ""
        lines += [
            f"  antwoord: {answer.status} {cited}{short}".rstrip(),
            f"            {answer.text}",
        ]
    lines += [f"  niet letterlijk: {quote}" for quote in item.altered]
    return "\n".join(lines)


class BuildNotices:
    """Tells on the error output why an index is built; the single steps are left out."""

    def announce(self, text: str) -> None:
        """Write a sentence."""
        sys.stderr.write(f"{text}\n")

    def __call__(self, step: str, share: float) -> None:
        """Leave a step out."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the assistant that the settings describe; print the table, return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.development", description=__doc__)
    parser.add_argument("--failures", action="store_true", help="toon elke vraag die misging")
    parser.add_argument("--questions", type=Path, default=DEVELOPMENT_SET, metavar="BESTAND")
    options = parser.parse_args(arguments)
    try:
        observations = _measured(load_questions(options.questions))
    except DossierwijzerError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    if options.failures:
        sys.stdout.write(failures(observations) + "\n\n")
    sys.stdout.write(table(observations) + "\n")
    return 0


def _measured(questions: Iterable[SetQuestion]) -> list[Observation]:
    from assistant.compose import open_assistant
    from assistant.settings import load_settings, silence_telemetry

    settings = load_settings()
    silence_telemetry(settings)
    assistant = open_assistant(settings, BuildNotices())
    with closing(assistant.index) as index:
        passages = {passage.id: passage for passage in index.passages}
        return [observe(asked, assistant.ask, passages) for asked in questions]


if __name__ == "__main__":
    sys.exit(main())
