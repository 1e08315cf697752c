"""A text as the weighted keys the lexical fields are asked for."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from index.analysis import content_words, words_of
from index.counts import KEY_KINDS, KeysOfWord

# The sentences of a dossier are judged for one question after another; about 10 KB each.
REMEMBERED = 4_096


@lru_cache(maxsize=REMEMBERED)
def query_keys(text: str) -> Mapping[str, Mapping[str, float]]:
    """Return how often each key of each kind stands in a text.

    Args:
        text: A question, a sentence or a whole passage.

    Returns:
        For "stems" and "ngrams" the keys in order of first occurrence, with their count; not to
        be changed, as the most recent texts are remembered.
    """
    words = content_words(words_of(text))
    counted = {kind: _counted(words, keys_of) for kind, keys_of in KEY_KINDS.items()}
    return MappingProxyType(counted)


def _counted(words: Sequence[str], keys_of: KeysOfWord) -> dict[str, float]:
    counts: dict[str, float] = {}
    for word in words:
        for key in keys_of(word):
            counts[key] = counts.get(key, 0.0) + 1.0
    return counts
