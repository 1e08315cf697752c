"""What tells whether what was found answers the question at all, as a short row of numbers.

Each has a name that `--explain` shows; `assistant.abstaining.abstention` weighs them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from assistant.quoting.evidence_span import Evidence, without_citations
from assistant.ranking.expectation import holds_expected
from assistant.ranking.sentence_features import FEATURES as OF_SENTENCES
from assistant.ranking.sentence_order import RankedSentence
from assistant.understanding.asked_properties import missing_properties
from assistant.understanding.place_names import places_in
from assistant.understanding.question import Analysis
from index.analysis import content_words, folded, stems_of, words_of
from index.answered_field import AnsweredLikeness
from index.hit import Hit
from index.query import Query, Term, text_keys
from index.store import Index

# Name of each feature -> what it says.
FEATURES: Mapping[str, str] = {
    "like_answered": "log of how alike it is to answered questions against unanswered ones",
    "nearest_unanswered": "cosine with the most alike question without an answer, 0..1",
    "other_words": "share of that cosine that is about words this question does not hold, 0..1",
    "question_meaning": "cosine with the best question beside the best sentence, 0..1",
    "expected": "the best sentence holds a value of the kind asked for",
    "share": "chance of the best sentence among all sentences found, 0..1",
    "rarest_missing": "rarity of the rarest word that is neither quoted nor asked beside it, 0..1",
    "name_missing": "a name of the question is nowhere in the passages quoted",
    "length": "number of words searched, up to 12, 0..1",
    "missing_number": "share of its years and figures that are not there",
    "missing_amount": "a sum of money is asked for and none is there",
    "missing_value": "a year or number is asked for and none is there",
    "other_place": "it is about another country or region than what was found",
    "missing_property": "it asks for a property that is not spoken of",
    "how_many": "it asks how many",
    "how": "it asks how",
}
# Those that only tell something where questions are kept beside the passages.
BY_QUESTIONS = ("like_answered", "nearest_unanswered", "other_words", "question_meaning")

MOST_WORDS = 12
# Added on both sides before two likenesses are divided.
SMOOTHING = 0.05
# Translations below this weight prove nothing.
LEAST_WEIGHT = 0.15
SHORTEST_PART = 5
SHORTEST_WHOLE = 6
# Words at the start of a question in which a place says of what is asked: "Welke Waalse steden".
OPENING_WORDS = 3
# A figure, year or city of another country is no answer; who helps in another country may be.
PLACED_KINDS = frozenset({"when", "how_many"})

_AMOUNT = re.compile(
    r"[€$£]|\b(?:euro|euro's|euros|eur|dollar|miljoen|miljard|millions?|milliards?|billion)\b",
    re.IGNORECASE,
)
# That the dossier has no figures is an answer.
_NONE_KNOWN = re.compile(
    r"\b(?:geen|onvoldoende|nauwelijks|weinig) (?:\w+ ){0,2}(?:cijfers|data|gegevens)\b|"
    r"\b(?:cijfers|data|gegevens) (?:\w+ ){0,3}(?:ontbreken|ontbreekt)\b",
    re.IGNORECASE,
)
_SPELLED_NUMBER = re.compile(
    r"\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|honderd\w*|duizend\w*|"
    r"helft|kwart|\w*jaarlijkse?|maandelijkse?|keren|keer)\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question.

    Attributes:
        analysis: The question taken apart.
        query: What was searched.
        hits: Passages, best first; at least one.
        sentences: Their sentences, likeliest first; at least one.
        evidence: What would be quoted; at least one piece.
    """

    analysis: Analysis
    query: Query
    hits: Sequence[Hit]
    sentences: Sequence[RankedSentence]
    evidence: Sequence[Evidence]


def answerability_features(found: Found, index: Index) -> dict[str, float | None]:
    """Return the features of what was found; None for what cannot be told.

    Without questions beside the best passage, its likeness to known questions tells nothing.
    """
    analysis, best = found.analysis, found.sentences[0]
    hit = next(one for one in found.hits if one.passage.id == best.evidence.passage.id)
    alike = index.answered_likeness(analysis.text) if hit.matched else None
    of_best = dict(zip(OF_SENTENCES, best.features, strict=True))
    top = best.evidence.score
    beside = " ".join(question.text for question in hit.matched)
    around = f"{_passages_of(found.evidence)} {beside}"
    quoted = f"{' '.join(piece.text for piece in found.evidence)} {hit.passage.context} {beside}"
    names = {word for name in analysis.names for word in words_of(name)}
    meant = unanswered_like(analysis.text, alike, quoted, index)
    return {
        "like_answered": _log_ratio(alike) if alike else None,
        "nearest_unanswered": alike.nearest if alike else None,
        "other_words": alike.nearest - max((one.weight for one in meant), default=0.0)
        if alike
        else None,
        "question_meaning": of_best["question_meaning"] if hit.matched else None,
        "expected": of_best["expected"],
        "share": 1 / sum(exp(one.evidence.score - top) for one in found.sentences),
        "rarest_missing": max(
            (rarity(term, index) for term in missing_terms(found.query, quoted)), default=0.0
        ),
        "name_missing": float(
            any(names & set(term.asked.split()) for term in missing_terms(found.query, around))
        ),
        "length": min(len(found.query.terms), MOST_WORDS) / MOST_WORDS,
        **_of_values(analysis, found.evidence),
        "how_many": float(analysis.kind == "how_many"),
        "how": float(analysis.kind == "how"),
    }


@dataclass(frozen=True, slots=True)
class UnansweredLike:
    """A question without an answer that resembles the one asked, and how much that means."""

    text: str
    weight: float


def unanswered_like(
    asked: str, alike: AnsweredLikeness | None, quoted: str, index: Index
) -> list[UnansweredLike]:
    """Return the most alike questions without an answer, with what their likeness means, 0..1.

    Such a question goes unanswered for the words in it that the quotes do not hold. Likeness only
    means something as far as the question asked holds these as well: "Hoeveel procent is vrouw?"
    tells nothing of "Hoeveel procent is actief?" where the quotes say who is active.

    Args:
        asked: The question asked.
        alike: What the index found alike.
        quoted: The quotes with the words beside them.
        index: Knows how rare a word is.
    """
    own = {stem for word in words_of(asked) for stem in stems_of(word)}
    stems, parts = text_keys(quoted)["stems"], _long_words(quoted)
    found: list[UnansweredLike] = []
    for text, cosine in alike.unanswered if alike else ():
        lacking = {
            stem: index.rarity(stem)
            for word in content_words(words_of(text))
            if not _holds(word, stems, parts)
            for stem in stems_of(word)
        }
        whole = sum(lacking.values())
        shared = sum(rare for stem, rare in lacking.items() if stem in own)
        found.append(UnansweredLike(text, cosine * shared / whole if whole else cosine))
    return found


def _log_ratio(alike: AnsweredLikeness) -> float:
    return log((alike.answered + SMOOTHING) / (alike.mean_unanswered + SMOOTHING))


def missing_terms(query: Query, text: str) -> list[Term]:
    """Return the terms of a query that a text holds in none of their ways.

    A word is held by its stem, or as a part of a longer word ("cultuur" by "cultuurbeleid").
    """
    stems = text_keys(text)["stems"]
    parts = _long_words(text)
    return [
        term
        for term in query.terms
        if not any(
            weight >= LEAST_WEIGHT and _holds(word, stems, parts)
            for word, weight in ((term.asked, 1.0), *term.words)
        )
    ]


def rarity(term: Term, index: Index) -> float:
    """Return how rare the rarest word of a term is among the texts known, 0..1."""
    return max(index.rarity(stem) for word in term.asked.split() for stem in stems_of(word))


def _holds(word: str, stems: Mapping[str, float], parts: Iterable[str]) -> bool:
    if any(stem in stems for stem in stems_of(word)):
        return True
    plain = folded(word)
    return len(plain) >= SHORTEST_PART and any(
        plain in other or (len(other) >= SHORTEST_WHOLE and other in plain) for other in parts
    )


@lru_cache(maxsize=1 << 10)
def _long_words(text: str) -> frozenset[str]:
    return frozenset(folded(word) for word in words_of(text) if len(word) >= SHORTEST_PART)


def _passages_of(evidence: Sequence[Evidence]) -> str:
    return " ".join(
        f"{' '.join(piece.passage.section_path)} {piece.passage.context} {piece.passage.text}"
        for piece in evidence
    )


def _of_values(analysis: Analysis, evidence: Sequence[Evidence]) -> dict[str, float]:
    """Which values that the question names or asks for are not in what would be quoted."""
    quoted = " ".join(without_citations(piece) for piece in evidence)
    around = quoted + " ".join(piece.passage.context for piece in evidence)
    # "De conceptnota van 2025" may name a source by its year.
    cited = around + " ".join(piece.text for piece in evidence)
    missing = [number for number in analysis.numbers if number not in cited]
    spelled = analysis.kind == "how_many" and _SPELLED_NUMBER.search(quoted)
    asks_value = analysis.kind in ("how_many", "when")
    none_known = _NONE_KNOWN.search(quoted) is not None
    opening = " ".join(analysis.text.split()[:OPENING_WORDS])
    placed = analysis.text if analysis.kind in PLACED_KINDS else opening
    places = places_in(placed)
    elsewhere = places and places - places_in(f"{around} {_passages_of(evidence)}")
    return {
        "missing_number": len(missing) / max(1, len(analysis.numbers)),
        "missing_amount": float(
            analysis.wants_amount and not none_known and not _AMOUNT.search(quoted)
        ),
        "missing_value": float(
            asks_value and not (spelled or none_known) and not holds_expected(analysis, quoted)
        ),
        "other_place": float(bool(elsewhere)),
        "missing_property": float(bool(missing_properties(analysis.text, around))),
    }
