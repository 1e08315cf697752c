"""Why an answer is what it is, told from the stages of the chain; nothing is decided here."""

from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import TYPE_CHECKING

from assistant.abstaining.answerability import BY_QUESTIONS
from assistant.answer import Explanation, Question, RankedPassage
from assistant.explaining.explained import (
    Doubt,
    ExplainedSentence,
    Origin,
    Reading,
    ResembledQuestion,
    SoughtTerm,
    SoughtWord,
)
from assistant.ranking.sentence_order import RankedSentence
from assistant.understanding.glossary import Meaning, meanings
from assistant.understanding.question import Analysis
from index.hit import Hit
from index.query import Query, Term
from index.store import Index

if TYPE_CHECKING:
    from assistant.chain import Judged

# Sentences of which the score is taken apart.
SENTENCES = 3
DECIMALS = 4


def explanation(stage: "Judged", index: Index) -> Explanation:
    """Return why the answer is what it is.

    Args:
        stage: The last stage of the chain, which keeps what those before it found.
        index: What was searched.
    """
    searched = stage.analysis.manner == "answered"
    return Explanation(
        terms=tuple(index.terms(stage.query)),
        hits=_passages(stage),
        answerability=stage.judgement.answerability,
        threshold=stage.judgement.threshold,
        reading=_reading(stage.question, stage.analysis),
        sought=tuple(_sought(stage.analysis, stage.query)) if searched else (),
        sentences=_sentences(stage.sentences),
        doubt=_doubt(stage, index),
    )


def _reading(question: Question, analysis: Analysis) -> Reading:
    noted = {note.code: dict(note.values) for note in analysis.notes}
    return Reading(
        text=analysis.text,
        recognised=question.language is None,
        kind=analysis.kind,
        names=analysis.names,
        numbers=analysis.numbers,
        read_as=noted.get("read_as", {}).get("question", ""),
        spelling=noted.get("spelling", {}).get("words", ""),
    )


def _sought(analysis: Analysis, query: Query) -> list[SoughtTerm]:
    known = meanings(analysis.text, analysis.language)
    return [SoughtTerm(term.asked, tuple(_words(term, known))) for term in query.terms]


def _words(term: Term, known: Sequence[Meaning]) -> Iterator[SoughtWord]:
    """What is sought for a term; a word that is its own translation weighs both times."""
    weights: dict[str, float] = {}
    for word, weight in term.words:
        weights[word] = weights.get(word, 0.0) + weight
    for word, weight in weights.items():
        yield SoughtWord(word, round(weight, DECIMALS), _origin(word, term, known))


def _origin(word: str, term: Term, known: Sequence[Meaning]) -> Origin:
    own = set(term.asked.split())
    if word in own:
        return "question"
    listed = any(word in one.dutch and own <= set(one.words) for one in known)
    return "glossary" if listed else "learnt"


def _passages(stage: "Judged") -> tuple[RankedPassage, ...]:
    fused = {hit.passage.id: hit.score for hit in stage.found}
    ranks = channel_ranks(stage.hits)
    return tuple(
        RankedPassage(
            passage=hit.passage.id,
            score=hit.score,
            channels=hit.channels,
            text=hit.passage.text,
            fused=fused.get(hit.passage.id, 0.0),
            ranks=tuple(
                (name, ranks[name][score]) for name, score in hit.channels if score in ranks[name]
            ),
            question=_most_alike(hit),
        )
        for hit in stage.hits
    )


def channel_ranks(hits: Sequence[Hit]) -> Mapping[str, Mapping[float, int]]:
    """Return for each channel the place of each score above 0 among the passages found, from 1."""
    scores: dict[str, list[float]] = {}
    for hit in hits:
        for name, score in hit.channels:
            scores.setdefault(name, []).append(score)
    return {name: _ranks(sorted(given, reverse=True)) for name, given in scores.items()}


def _ranks(ordered: Sequence[float]) -> dict[float, int]:
    """The place of each score above 0, given the highest first; equal ones share theirs."""
    ranks: dict[float, int] = {}
    for rank, score in enumerate(ordered, start=1):
        if score > 0:
            ranks.setdefault(score, rank)
    return ranks


def _most_alike(hit: Hit) -> ResembledQuestion | None:
    if not hit.matched:
        return None
    best = hit.matched[0]
    return ResembledQuestion(best.text, best.language, best.words, best.meaning)


def _sentences(sentences: Sequence[RankedSentence]) -> tuple[ExplainedSentence, ...]:
    if not sentences:
        return ()
    top = sentences[0].evidence.score
    odds = [exp(one.evidence.score - top) for one in sentences]
    return tuple(
        ExplainedSentence(
            passage=one.evidence.passage.id,
            start=one.evidence.start,
            end=one.evidence.end,
            text=one.evidence.text,
            score=one.evidence.score,
            chance=round(own / sum(odds), DECIMALS),
            parts=tuple(one.parts().items()),
        )
        for one, own in zip(sentences[:SENTENCES], odds, strict=False)
    )


def _doubt(stage: "Judged", index: Index) -> Doubt | None:
    judgement = stage.judgement
    if not judgement.parts:
        return None
    best = stage.sentences[0].evidence.passage.id
    beside = any(hit.matched for hit in stage.hits if hit.passage.id == best)
    # Without questions beside the best passage its likeness to known questions told nothing.
    alike = index.answered_likeness(stage.analysis.text) if beside else None
    return Doubt(
        start=judgement.intercept,
        parts=judgement.parts,
        assumed=() if alike else BY_QUESTIONS,
        unanswered=alike.example if alike else "",
        likeness=alike.nearest if alike else 0.0,
    )
