"""The nouns of a question and its cited answer; `assistant.answer_json` writes them for others."""

from dataclasses import dataclass
from typing import Literal

from ingest.document import PageBasis, Scope
from ingest.passage import PassageKind

Language = Literal["nl", "en", "fr"]
Status = Literal[
    "answered", "not_in_dossier", "needs_clarification", "out_of_scope", "refused", "error"
]
EvidenceState = Literal["no_source", "not_fetched", "unchecked", "found", "not_found"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked; `language` is None when it is to be recognised."""

    text: str
    language: Language | None = None
    id: str | None = None
    conversation: str | None = None
    explain: bool = False


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
    """A literal, cited span of a passage: `passage text[start:end] == quote`."""

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


@dataclass(frozen=True, slots=True)
class NearSection:
    """A section offered when there is no answer."""

    document: str
    section: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A found passage as `--explain` shows it: rank, fused score and score per channel."""

    passage: str
    score: float
    channels: tuple[tuple[str, float], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the answer is what it is: terms after analysis, ranked passages, the threshold."""

    terms: tuple[str, ...]
    hits: tuple[RankedPassage, ...]
    answerability: float
    threshold: float


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
