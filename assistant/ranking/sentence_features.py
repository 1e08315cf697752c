"""What speaks for a sentence as the answer to a question, as a short row of numbers.

Each has a name that `--explain` shows; what each is worth is learnt, see `sentence_order`.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.answer import Language
from assistant.quoting.evidence_span import Evidence, word_count
from assistant.ranking.expectation import defines, holds_expected, share_of_numbers
from assistant.understanding.question import Analysis, question_kind
from index.analysis import content_words, stems_of, words_of
from index.hit import Hit, MatchedQuestion
from index.query import Query
from index.store import Index
from ingest.passage import Passage

# Words; a shorter passage is quoted whole.
SHORT_PASSAGE = 50
# Passages of which the sentences are judged.
PASSAGES_READ = 10
# "(sectie 5.2)" says where something is said.
_POINTERS = frozenset({"sectie", "hoofdstuk", "tabel", "figuur"})

# Name of each feature -> what it says. All lie between 0 and 1. Where there are no questions beside
# a passage, the passage itself stands in for them.
FEATURES: Mapping[str, str] = {
    "question_meaning": "cosine with the best question beside the sentence or its passage",
    "question_words": "share of the question asked that such a question holds",
    "question_kind": "that question is of the same kind (who, when, how many ...)",
    "passage_meaning": "cosine with the passage",
    "passage": "fused score of the passage among those found",
    "words": "share of the question asked that the sentence itself holds",
    "expected": "it holds a value of the kind asked for",
    "numbers": "share of the question's years and figures it holds",
    "definition": "it is a note that opens with what is to be explained",
    "opening": "it opens its passage",
    "whole": "it is its whole passage",
    "lead_in": "it ends with a colon: what it announces comes after it",
    "reference": "it is an entry of the reference list and no source was asked for",
}


def units_of(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Return the spans that are judged and quoted as one: sentences, or the whole when short."""
    if not passage.sentences or word_count(passage.text) <= SHORT_PASSAGE:
        return ((0, len(passage.text)),)
    return passage.sentences


def sentence_features(
    analysis: Analysis, query: Query, hits: Sequence[Hit], index: Index
) -> list[tuple[Passage, tuple[int, int], tuple[float, ...]]]:
    """Return every sentence of the passages found, with its features in the order of `FEATURES`.

    Args:
        analysis: The question taken apart.
        query: What sentences are compared with.
        hits: Passages found.
        index: Judges the words of sentences.
    """
    asked = frozenset(
        stem for word in content_words(words_of(analysis.text)) for stem in stems_of(word)
    )
    units = [(hit, span) for hit in _worth_reading(hits) for span in units_of(hit.passage)]
    # A span that only says the question again does not answer it.
    telling = [unit for unit in units if _own_stems(unit[0].passage.text[slice(*unit[1])]) - asked]
    units = telling or units
    texts = [hit.passage.text[start:end] for hit, (start, end) in units]
    words = index.relevance(query, texts)
    dense = {hit.passage.id: dict(hit.channels).get("dense", 0.0) for hit in hits}
    return [
        (
            hit.passage,
            span,
            _features(analysis, hit, Evidence(hit.passage, *span, 0.0), own, dense[hit.passage.id]),
        )
        for (hit, span), own in zip(units, words, strict=True)
    ]


@lru_cache(maxsize=1 << 12)
def _own_stems(text: str) -> frozenset[str]:
    """The stems of what a span says, pointers to sections aside."""
    words = words_of(text)
    pointing = {words[at + 1] for at in range(len(words) - 1) if words[at] in _POINTERS}
    own = [word for word in content_words(words) if word not in pointing | _POINTERS]
    return frozenset(stem for word in own for stem in stems_of(word))


def _worth_reading(hits: Sequence[Hit]) -> Sequence[Hit]:
    """The passages that say something themselves, not by parts that were found as well."""
    read = hits[:PASSAGES_READ]
    parents = {hit.passage.parent for hit in read}
    saying = [hit for hit in read if hit.passage.kind != "table" and hit.passage.id not in parents]
    return saying or read


def _features(
    analysis: Analysis, hit: Hit, piece: Evidence, own: float, dense: float
) -> tuple[float, ...]:
    passage, text = piece.passage, piece.text
    beside = _beside(hit, piece)
    best = max(beside, key=lambda one: one.words + one.meaning, default=None)
    return (
        max((one.meaning for one in beside), default=dense),
        max((one.words for one in beside), default=own),
        float(best is not None and _kind_of(best) == analysis.kind),
        dense,
        hit.score,
        own,
        float(holds_expected(analysis, text)),
        share_of_numbers(analysis, piece),
        float(defines(analysis, passage)),
        float(piece.start == 0),
        float(piece.start == 0 and piece.end == len(passage.text)),
        float(text.endswith(":")),
        float(passage.kind == "reference" and not analysis.wants_source),
    )


def _beside(hit: Hit, piece: Evidence) -> list[MatchedQuestion]:
    """The questions that this sentence, or its passage as a whole, answers."""
    numbers = {
        number
        for number, (start, end) in enumerate(hit.passage.sentences, start=1)
        if start >= piece.start and end <= piece.end
    } or {1}
    return [one for one in hit.matched if not one.sentence or one.sentence in numbers]


def _kind_of(question: MatchedQuestion) -> str:
    return _kind(question.text, question.language)


@lru_cache(maxsize=1 << 14)
def _kind(text: str, language: Language) -> str:
    return question_kind(text, language)
