"""Which word translates which, learnt from sentence pairs: IBM Model 1.

Brown, Della Pietra, Della Pietra and Mercer, "The Mathematics of Statistical Machine Translation"
(1993), Model 1: every word of a translation comes from some word of the source sentence, or from
none; expectation maximisation finds the probabilities.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ITERATIONS = 6
# Words; longer segments say little about which word belongs to which.
LONGEST = 60
# Below it, a chance counts as none.
LEAST = 0.005
NO_WORD = ""

SentencePair = tuple[Sequence[str], Sequence[str]]
Chances = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class _Links:
    """Every word of a translation with every word it may come from.

    Attributes:
        pairs: Distinct (source, target) numbers, as `source << 32 | target`.
        pair_of: For each link the place of its pair in `pairs`.
        word_of: For each link the running number of the word that is explained.
    """

    pairs: npt.NDArray[np.int64]
    pair_of: npt.NDArray[np.int64]
    word_of: npt.NDArray[np.int64]


def translation_chances(pairs: Iterable[SentencePair], iterations: int = ITERATIONS) -> Chances:
    """Return p(target word | source word), for chances of at least `LEAST`.

    Args:
        pairs: Words of each segment and of its translation.
        iterations: Rounds of expectation maximisation.
    """
    sources: dict[str, int] = {NO_WORD: 0}
    targets: dict[str, int] = {}
    links = _links(pairs, sources, targets)
    if not len(links.pairs):
        return {}
    source_of = links.pairs >> 32
    chances = np.ones(len(links.pairs))
    for _ in range(iterations):
        weights = chances[links.pair_of]
        explained = np.bincount(links.word_of, weights)
        counts = np.bincount(links.pair_of, weights / explained[links.word_of], len(chances))
        chances = counts / np.bincount(source_of, counts)[source_of]
    words, translations = list(sources), list(targets)
    return {
        (words[pair >> 32], translations[pair & 0xFFFFFFFF]): float(chance)
        for pair, chance in zip(links.pairs.tolist(), chances, strict=True)
        if chance >= LEAST and pair >> 32
    }


def agreed(forward: Chances, backward: Chances) -> Chances:
    """Return the geometric mean of both directions: rare words explain anything in one of them.

    Args:
        forward: p(target | source), keyed (source, target).
        backward: p(source | target), keyed (target, source).
    """
    return {
        (source, target): (chance * backward[target, source]) ** 0.5
        for (source, target), chance in forward.items()
        if (target, source) in backward
    }


def _links(
    pairs: Iterable[SentencePair], sources: dict[str, int], targets: dict[str, int]
) -> _Links:
    found: list[npt.NDArray[np.int64]] = []
    explained: list[npt.NDArray[np.int64]] = []
    words = 0
    for source, target in pairs:
        if not 0 < len(source) <= LONGEST or not 0 < len(target) <= LONGEST:
            continue
        from_ = np.array([0, *(sources.setdefault(word, len(sources)) for word in source)])
        to = np.array([targets.setdefault(word, len(targets)) for word in target])
        found.append((from_[np.newaxis, :] << 32 | to[:, np.newaxis]).ravel())
        explained.append(np.repeat(np.arange(words, words + len(to)), len(from_)))
        words += len(to)
    if not found:
        nothing = np.empty(0, np.int64)
        return _Links(nothing, nothing, nothing)
    distinct, pair_of = np.unique(np.concatenate(found), return_inverse=True)
    return _Links(distinct, pair_of, np.concatenate(explained))
