"""The order of sentences as answers: a conditional logit over a few features.

The chance that a sentence is the one that answers, among all sentences found, is proportional to
exp(sum of weight times feature) (McFadden, "Conditional logit analysis of qualitative choice
behavior", 1974). The weights stand in `tuned/sentences.toml`; `dossierwijzer eval tune` learns
them.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.quoting.evidence_span import Evidence
from assistant.ranking.sentence_features import FEATURES, sentence_features
from assistant.understanding.question import Analysis
from index.hit import Hit
from index.query import Query
from index.store import Index

DECIMALS = 6


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A sentence with what its score is made of.

    Attributes:
        evidence: The sentence, with its score: a difference of 1 makes it 2.7 times likelier.
        features: Its features, in the order of `FEATURES`.
        weights: What each feature weighs, in the same order.
    """

    evidence: Evidence
    features: tuple[float, ...]
    weights: tuple[float, ...]

    def parts(self) -> dict[str, float]:
        """Return what each feature adds to the score, those that add nothing left out."""
        return {
            name: round(weight * value, 3)
            for name, weight, value in zip(FEATURES, self.weights, self.features, strict=True)
            if weight * value
        }


@cache
def sentence_weights() -> Mapping[str, float]:
    """Return the learnt weight of each feature."""
    text = (files("assistant") / "tuned" / "sentences.toml").read_text(encoding="utf-8")
    stored = tomllib.loads(text)["weights"]
    return {name: float(stored[name]) for name in FEATURES}


def ranked_sentences(
    analysis: Analysis,
    query: Query,
    hits: Sequence[Hit],
    index: Index,
    weights: Mapping[str, float],
) -> tuple[RankedSentence, ...]:
    """Return every sentence of the passages found, likeliest first, ties by place.

    Args:
        analysis: The question taken apart.
        query: What sentences are compared with.
        hits: Passages found.
        index: Judges the words of sentences.
        weights: What each feature weighs.
    """
    row = tuple(weights[name] for name in FEATURES)
    scored = [
        RankedSentence(Evidence(passage, start, end, _score(row, values)), values, row)
        for passage, (start, end), values in sentence_features(analysis, query, hits, index)
    ]
    return tuple(sorted(scored, key=_order))


def _score(weights: Sequence[float], values: Sequence[float]) -> float:
    return round(sum(w * v for w, v in zip(weights, values, strict=True)), DECIMALS)


def _order(sentence: RankedSentence) -> tuple[float, str, int]:
    piece = sentence.evidence
    return -piece.score, piece.passage.id, piece.start
