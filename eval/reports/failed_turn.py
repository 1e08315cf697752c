"""A turn that did not pass, as a reader needs it: what was expected, given and found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Quote
from eval.labels import label
from eval.question_set import Expectation, Groups
from eval.reports.report import JudgedObservation

FIRST_HITS = 5


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote with its place in words; `sources` are (label, address) pairs."""

    marker: int
    place: str
    text: str
    literal: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A found passage at a rank; `right` says whether its section or passage was expected."""

    rank: int
    passage: str
    section: str
    score: float
    right: bool
    text: str


@dataclass(frozen=True, slots=True)
class FailedTurn:
    """One turn, every part as words; texts of strangers are still as they were.

    Attributes:
        earlier: What was asked before it in its dialogue.
        expected: Labels with what was expected.
        ranks: What was expected among the hits, with the rank at which it stood in words.
        nearest: The sections offered instead of an answer.
    """

    key: str
    question: str
    earlier: tuple[str, ...]
    language: str
    tags: tuple[str, ...]
    difficulty: str
    must_pass: bool
    reasons: tuple[str, ...]
    expected: tuple[tuple[str, str], ...]
    status: str
    short_answer: str
    answer: str
    quotes: tuple[ShownQuote, ...]
    nearest: tuple[str, ...]
    ranks: tuple[tuple[str, str], ...]
    hits: tuple[ShownHit, ...]
    verdict: str


def failed_turn(judged: JudgedObservation, earlier: Sequence[str] = ()) -> FailedTurn:
    """Return what to show of an observation that failed or could not be judged.

    Args:
        judged: The observation and what was found of it.
        earlier: What was asked before it in its dialogue.
    """
    observation, asked = judged.observation, judged.observation.asked
    answer = observation.answer
    return FailedTurn(
        key=asked.key,
        question=asked.question,
        earlier=tuple(earlier),
        language=label("language", asked.language),
        tags=asked.tags,
        difficulty=label("difficulty", asked.difficulty),
        must_pass=asked.must_pass,
        reasons=judged.judgement.reasons or ((observation.failure,) if observation.failure else ()),
        expected=tuple(_expected(asked.expected)),
        status=label("status", answer.status) if answer else "geen antwoord",
        short_answer=(answer.short_answer or "") if answer else "",
        answer=answer.text if answer else "",
        quotes=_quotes(answer, observation.literal) if answer else (),
        nearest=tuple(f"{near.section} {near.title}" for near in answer.nearest) if answer else (),
        ranks=tuple(_ranks(judged)),
        hits=_hits(judged),
        verdict=observation.verdict.reason if observation.verdict else "",
    )


def groups_words(groups: Groups) -> str:
    """Return groups as words: alternatives joined by "of", groups parted by semicolons."""
    return "; ".join(" of ".join(group) for group in groups)


def _expected(expectation: Expectation) -> Iterator[tuple[str, str]]:
    values = {
        "status": " of ".join(label("status", status) for status in expectation.status),
        "facts": groups_words(expectation.facts),
        "forbidden": "; ".join(expectation.forbidden),
        "sections": groups_words(expectation.sections),
        "passages": groups_words(expectation.passages),
        "references": groups_words(expectation.references),
        "short_answers": " of ".join(expectation.short_answers),
        "max_words": (
            f"hoogstens {expectation.max_words} woorden" if expectation.answerable else ""
        ),
    }
    for name, words in values.items():
        if words:
            yield label("expected", name), words


def _quotes(answer: Answer, literal: tuple[bool | None, ...]) -> tuple[ShownQuote, ...]:
    checked = (*literal, *(None for _ in answer.quotes))
    names = {True: "yes", False: "no", None: "unknown"}
    return tuple(
        ShownQuote(
            marker=quote.marker,
            place=_place(quote),
            text=quote.quote,
            literal=label("literal", names[stands]),
            sources=tuple((source.label, source.url) for source in quote.references),
        )
        for quote, stands in zip(answer.quotes, checked, strict=False)
    )


def _place(quote: Quote) -> str:
    parts = [f"§ {quote.section} {quote.section_title}".strip()]
    if quote.kind != "paragraph":
        parts.append(label("passage_kind", quote.kind))
    if quote.page is not None and quote.page_basis is not None:
        parts.append(label("page", quote.page_basis, page=quote.page))
    return ", ".join([*parts, f"passage {quote.passage}"])


def _ranks(judged: JudgedObservation) -> Iterator[tuple[str, str]]:
    """Yield each expected group of sections and passages with its best rank among the hits."""
    observation = judged.observation
    answer, expected = observation.answer, observation.asked.expected
    if answer is None:
        return
    if answer.explanation is None:
        yield "gevonden passages", "het doel vertelt ze niet"
        return
    passages = tuple(hit.passage for hit in answer.explanation.hits)
    for name, groups, found in (
        ("sectie", expected.sections, observation.hit_sections),
        ("passage", expected.passages, passages),
    ):
        for group in groups:
            places = [rank for rank, place in enumerate(found, start=1) if place in group]
            words = f"plaats {places[0]}" if places else f"niet bij de eerste {len(found)}"
            yield f"{name} {' of '.join(group)}", words


def _hits(judged: JudgedObservation) -> tuple[ShownHit, ...]:
    observation = judged.observation
    if observation.answer is None or observation.answer.explanation is None:
        return ()
    expected = observation.asked.expected
    sections = {section for group in expected.sections for section in group}
    passages = {passage for group in expected.passages for passage in group}
    found = observation.answer.explanation.hits[:FIRST_HITS]
    places = (*observation.hit_sections, *("" for _ in found))
    return tuple(
        ShownHit(
            rank=rank,
            passage=hit.passage,
            section=section,
            score=hit.score,
            right=hit.passage in passages if passages else section in sections,
            text=hit.text,
        )
        for rank, (hit, section) in enumerate(zip(found, places, strict=False), start=1)
    )
