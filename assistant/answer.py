"""The nouns of a question and its cited answer; `assistant.answer_json` writes them for others."""

from dataclasses import dataclass
from typing import Literal

from assistant.explaining.explained import (
    Doubt,
    ExplainedSentence,
    Named,
    Reading,
    ResembledQuestion,
    SoughtTerm,
)
from ingest.document import PageBasis, Scope
from ingest.passage import PassageKind

Language = Literal["nl", "en", "fr"]
Status = Literal[
    "answered", "not_in_dossier", "needs_clarification", "out_of_scope", "refused", "error"
]
EvidenceState = Literal["no_source", "not_fetched", "unchecked", "found", "not_found"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked; `language` is None when it is to be recognised.

    `earlier` holds what was asked before it in the same dialogue, the last one most recent.
    """

    text: str
    language: Language | None = None
    id: str | None = None
    conversation: str | None = None
    explain: bool = False
    earlier: tuple["Exchange", ...] = ()


@dataclass(frozen=True, slots=True)
class CitedReference:
    """A reference behind a quote.

    Attributes:
        key: Key of the reference ("departement-cultuur-jeugd-media-zdc").
        label: Authors and year as cited.
        entry: The whole entry of the reference list.
        url: Its link, or "".
        scope: How the reference belongs to the quoted words.
        evidence: Whether the claim was found in the fetched source.
    """

    key: str
    label: str
    entry: str
    url: str
    scope: Scope
    evidence: EvidenceState


@dataclass(frozen=True, slots=True)
class Quote:
    """A literal, cited span of a passage: `passage text[start:end] == quote`.

    `lang` is the language of the document by its own account, None when it does not say.
    """

    marker: int
    passage: str
    document: str
    section: str
    section_title: str
    section_path: tuple[str, ...]
    page: int | None
    page_basis: PageBasis | None
    kind: PassageKind
    quote: str
    start: int
    end: int
    url: str
    references: tuple[CitedReference, ...] = ()
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class NearSection:
    """A section offered when there is no answer."""

    document: str
    section: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A found passage as `--explain` shows it.

    Attributes:
        passage: Its id.
        score: Chance of its best sentence relative to that of the very best, 0..1; further
            passages of a section count for less.
        channels: Score of each channel.
        text: Its text.
        fused: Score of the channels together, 0..1, before its sentences were judged.
        ranks: Its place by each channel among the passages found; equal scores share a place, and
            a channel without a score has none.
        question: The question beside it that resembles most.
    """

    passage: str
    score: float
    channels: Named
    text: str
    fused: float = 0.0
    ranks: tuple[tuple[str, int], ...] = ()
    question: ResembledQuestion | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the answer is what it is.

    Attributes:
        terms: Stems that were searched with.
        hits: Passages found, best first.
        answerability: Chance that the dossier answers, 0..1.
        threshold: Below it there is no answer.
        reading: How the question was read.
        sought: Its words with what was sought for them.
        sentences: The likeliest sentences, best first.
        doubt: What the chance is made of, None when nothing was judged.
    """

    terms: tuple[str, ...]
    hits: tuple[RankedPassage, ...]
    answerability: float
    threshold: float
    reading: Reading | None = None
    sought: tuple[SoughtTerm, ...] = ()
    sentences: tuple[ExplainedSentence, ...] = ()
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class DocumentLabel:
    """Title and date of the document as it states them itself ("" when it does not)."""

    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know: a stable code and its values, worded by the phrases."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. Anything but "answered" carries `nearest` and no invented text."""

    question: str
    language: Language
    status: Status
    short_answer: str | None
    text: str
    quotes: tuple[Quote, ...]
    document: DocumentLabel
    generation: str
    confidence: float
    nearest: tuple[NearSection, ...] = ()
    notes: tuple[Note, ...] = ()
    explanation: Explanation | None = None
    mode: str = "extractive"
    model: str | None = None
    verified: bool = True
    id: str | None = None
    conversation: str | None = None
    total_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question that was asked before, and what it got.

    Attributes:
        question: The question as it was understood, standing by itself.
        answer: Its answer.
    """

    question: str
    answer: Answer
