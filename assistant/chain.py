"""The chain of a question as a LangChain runnable: analyse, retrieve, select, judge, cite.

Every step is a pure function of what the step before it gave and the index; the stages in between
are the dataclasses below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.abstention import Judgement, judge, nearest_sections
from assistant.answer import (
    Answer,
    DocumentLabel,
    Explanation,
    Note,
    Question,
    RankedPassage,
    Status,
)
from assistant.cite import quotes_of
from assistant.evidence_span import Evidence, is_shortened
from assistant.extractive import (
    Selection,
    answer_text,
    search_text,
    select_evidence,
    widened_text,
)
from assistant.question import Analysis, analyse
from assistant.ranking import weighed
from assistant.short_answer import short_answer
from assistant.wording import message
from index.hit import Hit
from index.store import Index

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableSequence

HITS = 20


@dataclass(frozen=True, slots=True)
class Analysed:
    """A question taken apart."""

    question: Question
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class Retrieved:
    """With the passages found, best first."""

    question: Question
    analysis: Analysis
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class Selected:
    """With the spans chosen to answer with."""

    question: Question
    analysis: Analysis
    hits: Sequence[Hit]
    selection: Selection


@dataclass(frozen=True, slots=True)
class Judged:
    """With the status of the answer and what is quoted: nothing unless it is "answered"."""

    question: Question
    analysis: Analysis
    hits: Sequence[Hit]
    evidence: tuple[Evidence, ...]
    judgement: Judgement
    status: Status


def build_chain(index: Index) -> "RunnableSequence[Question, Answer]":
    """Return the runnable that answers questions from one index."""
    from langchain_core.runnables import RunnableLambda, RunnableSequence

    return RunnableSequence(
        RunnableLambda(analysed, name="analyse"),
        RunnableLambda(lambda stage: retrieved(stage, index), name="retrieve"),
        RunnableLambda(lambda stage: selected(stage, index), name="select_evidence"),
        RunnableLambda(lambda stage: judged(stage, index), name="judge"),
        RunnableLambda(lambda stage: cited(stage, index), name="cite"),
        name="dossierwijzer",
    )


def analysed(question: Question) -> Analysed:
    """Take the question apart."""
    return Analysed(question, analyse(question))


def retrieved(stage: Analysed, index: Index) -> Retrieved:
    """Find passages, unless the question is none to a dossier."""
    hits: Sequence[Hit] = ()
    if stage.analysis.manner == "answered":
        hits = weighed(stage.analysis, index.retrieve(widened_text(stage.analysis), HITS))
    return Retrieved(stage.question, stage.analysis, hits)


def selected(stage: Retrieved, index: Index) -> Selected:
    """Choose the spans that answer."""
    selection = select_evidence(stage.analysis, stage.hits, index)
    return Selected(stage.question, stage.analysis, stage.hits, selection)


def judged(stage: Selected, index: Index) -> Judged:
    """Decide whether what was found is an answer."""
    evidence = stage.selection.evidence
    judgement = judge(stage.analysis, search_text(stage.analysis), stage.hits, evidence, index)
    status = stage.analysis.manner
    if status == "answered" and not (judgement.answers and evidence):
        status = "not_in_dossier"
    quoted = evidence if status == "answered" else ()
    return Judged(stage.question, stage.analysis, stage.hits, quoted, judgement, status)


def cited(stage: Judged, index: Index) -> Answer:
    """Number the quotes, name their references, and put the answer together."""
    analysis, question = stage.analysis, stage.question
    answered = stage.status == "answered"
    quotes = quotes_of(stage.evidence, index)
    return Answer(
        question=question.text,
        language=analysis.language,
        status=stage.status,
        short_answer=short_answer(
            analysis, stage.evidence, [hit.passage.text for hit in stage.hits]
        ),
        text=answer_text(quotes) if answered else message(stage.status, analysis.language),
        quotes=quotes,
        document=_label(stage, index),
        generation=index.generation.id,
        confidence=stage.judgement.confidence if stage.hits else 1.0,
        nearest=() if answered else nearest_sections(stage.hits),
        notes=(*_notes(stage), *map(Note, index.notes)),
        explanation=_explanation(stage, index) if question.explain else None,
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


def _explanation(stage: Judged, index: Index) -> Explanation:
    return Explanation(
        terms=tuple(index.terms(search_text(stage.analysis))),
        hits=tuple(
            RankedPassage(hit.passage.id, hit.score, hit.channels, hit.passage.text)
            for hit in stage.hits
        ),
        answerability=stage.judgement.answerability,
        threshold=stage.judgement.threshold,
    )
