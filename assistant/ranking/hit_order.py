"""The order of the hits for one question: by kind of passage and by names and numbers asked."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp

from assistant.quoting.evidence_span import Evidence
from assistant.ranking.expectation import own_words
from assistant.ranking.sentence_order import RankedSentence
from assistant.understanding.question import Analysis
from index.hit import Hit
from ingest.passage import PassageKind

# Entries of the reference list repeat the words of titles, and wholes those of their parts; as an
# answer they come after what says it in a sentence, unless the question asks for them.
KIND_WEIGHTS: Mapping[PassageKind, float] = {
    "footnote": 0.95,
    "list": 0.95,
    "table": 0.9,
    "reference": 0.6,
}
NAME_WEIGHT = 0.2
# A name that stands in more than this share of the hits tells them not apart.
COMMON = 0.5
# What each further passage of a section weighs against the one before it: a second section tells
# more than a fourth passage of the first (Carbonell and Goldstein, 1998, on diversity).
SAME_SECTION = 0.85
DECIMALS = 6


def weighed(analysis: Analysis, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits again, best first.

    Each score is taken times the weight of its kind of passage, and gains by the share of the
    question's telling names and numbers that the passage holds literally.
    """
    pieces = [Evidence(hit.passage, 0, len(hit.passage.text), hit.score) for hit in hits]
    texts = [f"{piece.passage.context} {piece.text}" for piece in pieces]
    own = [f"{piece.passage.context} {own_words(analysis, piece)}" for piece in pieces]
    holding = [
        *(_holders(name, texts) for name in analysis.names),
        *(_holders(number, own) for number in analysis.numbers),
    ]
    telling = [rows for rows in holding if 0 < len(rows) <= COMMON * len(hits)]
    again = [
        replace(
            hit,
            score=round(
                (
                    hit.score * _weight(analysis, hit.passage.kind)
                    + NAME_WEIGHT * sum(row in rows for rows in telling) / max(1, len(telling))
                )
                / (1 + NAME_WEIGHT),
                DECIMALS,
            ),
        )
        for row, hit in enumerate(hits)
    ]
    return _sorted(again)


def reordered(hits: Sequence[Hit], sentences: Sequence[RankedSentence]) -> list[Hit]:
    """Return the hits in the order of their best sentences.

    The score of a hit becomes the chance of its best sentence relative to that of the very best,
    0..1. A whole counts by the best of its parts; a passage of which nothing was judged comes last.
    The passages of one section make room for those of others.
    """
    best: dict[str, float] = {}
    for sentence in sentences:
        passage, score = sentence.evidence.passage, sentence.evidence.score
        for address in filter(None, (passage.id, passage.parent)):
            best[address] = max(score, best.get(address, score))
    top = max(best.values(), default=0.0)
    again = [
        replace(hit, score=round(exp(best[hit.passage.id] - top), DECIMALS))
        if hit.passage.id in best
        else replace(hit, score=0.0)
        for hit in hits
    ]
    return _spread(_sorted(again))


def _spread(hits: Sequence[Hit]) -> list[Hit]:
    before: Counter[tuple[str, str]] = Counter()
    spread: list[Hit] = []
    for hit in hits:
        section = (hit.passage.document, hit.passage.section)
        weight = SAME_SECTION ** before[section]
        before[section] += 1
        spread.append(replace(hit, score=round(hit.score * weight, DECIMALS)))
    return _sorted(spread)


def _sorted(hits: Sequence[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))


def _holders(word: str, texts: Sequence[str]) -> frozenset[int]:
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    return frozenset(row for row, text in enumerate(texts) if pattern.search(text))


def _weight(analysis: Analysis, kind: PassageKind) -> float:
    if analysis.wants_source and kind == "reference":
        return 1.0
    return KIND_WEIGHTS.get(kind, 1.0)
