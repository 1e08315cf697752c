"""The chain of a question as a LangChain runnable: analyse, retrieve, select, judge, cite.

Every step is a pure function of what the step before it gave and the index; the stages in between
are the dataclasses below.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.abstaining.abstention import Judgement, judge, nearest_sections
from assistant.abstaining.answerability import Found
from assistant.answer import (
    Answer,
    DocumentLabel,
    Note,
    Question,
    Status,
)
from assistant.explaining.explanation import explanation
from assistant.follow_ups.standalone import standalone
from assistant.quoting.cite import in_reading_order, quotes_of
from assistant.quoting.evidence_span import Evidence, is_shortened
from assistant.quoting.extractive import Selection, select_evidence
from assistant.quoting.part_answers import with_both_parts
from assistant.ranking.hit_order import reordered, weighed
from assistant.ranking.sentence_order import RankedSentence, ranked_sentences
from assistant.short_answers.short_answer import short_answer
from assistant.spelling.corrections import respelt
from assistant.tuning import Tuning, shipped_tuning
from assistant.understanding.question import Analysis, analyse, recognise_language
from assistant.understanding.search_query import search_query
from assistant.wording.answer_text import answer_text
from assistant.wording.phrases import message
from index.hit import Hit
from index.query import Query
from index.store import Index

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableSequence

HITS = 20


@dataclass(frozen=True, slots=True)
class Analysed:
    """A question taken apart, and what is searched for it."""

    question: Question
    analysis: Analysis
    query: Query


@dataclass(frozen=True, slots=True)
class Retrieved:
    """With the passages found and their sentences, best first."""

    question: Question
    analysis: Analysis
    query: Query
    hits: Sequence[Hit]
    sentences: tuple[RankedSentence, ...]
    # The passages as the channels ranked them, for who asks why.
    found: Sequence[Hit] = ()


@dataclass(frozen=True, slots=True)
class Selected:
    """With the spans chosen to answer with."""

    question: Question
    analysis: Analysis
    query: Query
    hits: Sequence[Hit]
    sentences: tuple[RankedSentence, ...]
    selection: Selection
    found: Sequence[Hit] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """With the status of the answer and what is quoted: nothing unless it is "answered"."""

    question: Question
    analysis: Analysis
    query: Query
    hits: Sequence[Hit]
    evidence: tuple[Evidence, ...]
    judgement: Judgement
    status: Status
    sentences: tuple[RankedSentence, ...] = ()
    found: Sequence[Hit] = ()


def build_chain(index: Index, tuning: Tuning | None = None) -> "RunnableSequence[Question, Answer]":
    """Return the runnable that answers questions from one index.

    Args:
        index: Where answers are looked for.
        tuning: What was learnt; that which is shipped when None.
    """
    from langchain_core.runnables import RunnableSequence

    from assistant.chain_step import ChainStep

    learnt = tuning or shipped_tuning()
    return RunnableSequence(
        ChainStep(lambda question: analysed(question, index), name="analyse"),
        ChainStep(lambda stage: retrieved(stage, index, learnt), name="retrieve"),
        ChainStep(lambda stage: selected(stage, index), name="select_evidence"),
        ChainStep(lambda stage: in_both_parts(stage, index, learnt), name="judge"),
        ChainStep(lambda stage: cited(stage, index), name="cite"),
        name="dossierwijzer",
    )


def analysed(question: Question, index: Index) -> Analysed:
    """Take the question apart, after what it leans on was put in it and its spelling mended."""
    understood = standalone(question)
    language = understood.language or recognise_language(understood.text)
    text, mended = respelt(understood.text, language, index.vocabulary)
    analysis = analyse(replace(question, text=text, language=understood.language))
    if mended:
        words = ", ".join(f"{asked} → {meant}" for asked, meant in mended.items())
        analysis = replace(analysis, notes=(Note("spelling", (("words", words),)),))
    if understood.carried:
        note = Note("read_as", (("question", understood.carried),))
        analysis = replace(analysis, notes=(note, *analysis.notes), shown=understood.shown)
    return Analysed(question, analysis, search_query(analysis))


def retrieved(stage: Analysed, index: Index, tuning: Tuning) -> Retrieved:
    """Find passages, unless the question is none to a dossier."""
    found = candidates(stage, index, tuning)
    sentences = ranked_sentences(stage.analysis, stage.query, found, index, tuning.sentences)
    hits = reordered(found, sentences)
    return Retrieved(stage.question, stage.analysis, stage.query, hits, sentences, found)


def candidates(stage: Analysed, index: Index, tuning: Tuning) -> Sequence[Hit]:
    """Return the passages of which the sentences are judged."""
    if stage.analysis.manner != "answered":
        return ()
    found = index.retrieve(stage.query, HITS, tuning.channels[stage.analysis.language])
    fresh = [hit for hit in found if not _shown(hit, stage.analysis)]
    return weighed(stage.analysis, fresh)


def _shown(hit: Hit, analysis: Analysis) -> bool:
    """Whether a passage was quoted before, or the list that it is an item of."""
    return hit.passage.id in analysis.shown or hit.passage.parent in analysis.shown


def selected(stage: Retrieved, index: Index) -> Selected:
    """Choose the spans that answer."""
    ranked = tuple(sentence.evidence for sentence in stage.sentences)
    selection = select_evidence(stage.analysis, stage.query, stage.hits, ranked, index)
    return Selected(
        stage.question,
        stage.analysis,
        stage.query,
        stage.hits,
        stage.sentences,
        selection,
        stage.found,
    )


def judged(stage: Selected, index: Index, tuning: Tuning) -> Judged:
    """Decide whether what was found is an answer."""
    evidence = stage.selection.evidence
    found = Found(stage.analysis, stage.query, stage.hits, stage.sentences, evidence)
    judgement = judge(found, index, tuning.calibration)
    status = stage.analysis.manner
    if status == "answered" and not (judgement.answers and evidence):
        status = "not_in_dossier"
    quoted = evidence if status == "answered" else ()
    return Judged(
        stage.question,
        stage.analysis,
        stage.query,
        stage.hits,
        quoted,
        judgement,
        status,
        stage.sentences,
        stage.found,
    )


def in_both_parts(stage: Selected, index: Index, tuning: Tuning) -> Judged:
    """Decide, and give a question that asks two things what one of its parts still lacks."""

    def looked_up(part: Question) -> Judged:
        found = retrieved(analysed(part, index), index, tuning)
        return judged(selected(found, index), index, tuning)

    both = with_both_parts(judged(stage, index, tuning), looked_up)
    return replace(both, evidence=in_reading_order(both.evidence, index))


def cited(stage: Judged, index: Index) -> Answer:
    """Number the quotes, name their references, and put the answer together."""
    analysis, question = stage.analysis, stage.question
    answered = stage.status == "answered"
    quotes = quotes_of(stage.evidence, index)
    best_first = sorted(stage.evidence, key=lambda one: -one.score)
    return Answer(
        question=question.text,
        language=analysis.language,
        status=stage.status,
        short_answer=short_answer(analysis, best_first, [hit.passage.text for hit in stage.hits]),
        text=answer_text(analysis, stage.evidence, quotes)
        if answered
        else message(stage.status, analysis.language),
        quotes=quotes,
        document=_label(stage, index),
        generation=index.generation.id,
        confidence=stage.judgement.confidence if stage.hits else 1.0,
        nearest=() if answered else nearest_sections(stage.hits),
        notes=(*stage.analysis.notes, *_notes(stage), *map(Note, index.notes)),
        explanation=explanation(stage, index) if question.explain else None,
        id=question.id,
        conversation=question.conversation,
    )


def _notes(stage: Judged) -> tuple[Note, ...]:
    codes = {
        "quotes_are_dutch": bool(stage.evidence) and stage.analysis.language != "nl",
        "quote_shortened": any(is_shortened(piece) for piece in stage.evidence),
    }
    return tuple(Note(code) for code, true in codes.items() if true)


def _label(stage: Judged, index: Index) -> DocumentLabel:
    """Title and date of the document quoted first, else of the first one."""
    name = stage.evidence[0].passage.document if stage.evidence else None
    for document in index.documents:
        if name in (None, document.name):
            return DocumentLabel(document.title, dict(document.metadata).get("date", ""))
    return DocumentLabel("", "")
