"""What is sought: words of a question with weights, and the keys the fields are asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from index.analysis import content_words, words_of
from index.counts import KEY_KINDS

# The sentences of a dossier are judged for one question after another; about 10 KB each.
REMEMBERED = 4_096

Keys = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question and what it may be called in the passages.

    Attributes:
        asked: The word as asked, or as corrected.
        words: What is sought for it, each with its weight (1 for the word itself).
    """

    asked: str
    words: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for searching.

    Attributes:
        terms: Its words with what they may be called in the language of the passages.
        asked: Its words in its own language, for questions kept beside passages.
        text: A text for the embedding.
    """

    terms: tuple[Term, ...]
    asked: tuple[tuple[str, float], ...]
    text: str

    @property
    def words(self) -> tuple[tuple[str, float], ...]:
        """Everything that is sought in passages, with its weight."""
        return tuple(pair for term in self.terms for pair in term.words)


def plain_query(text: str) -> Query:
    """Return a text as a query: each of its content words with weight 1."""
    words = tuple((word, 1.0) for word in content_words(words_of(text)))
    return Query(tuple(Term(word, ((word, 1.0),)) for word, _ in words), words, text)


def keys_of_words(words: Iterable[tuple[str, float]]) -> Keys:
    """Return the keys of weighted words: for "stems" and "ngrams" each key with its weight."""
    keys: dict[str, dict[str, float]] = {kind: {} for kind in KEY_KINDS}
    for word, weight in words:
        for kind, keys_of in KEY_KINDS.items():
            own = keys[kind]
            for key in keys_of(word):
                own[key] = own.get(key, 0.0) + weight
    return keys


@lru_cache(maxsize=REMEMBERED)
def text_keys(text: str) -> Keys:
    """Return how often each key of each kind stands in a text.

    Args:
        text: A sentence or a whole passage.

    Returns:
        For "stems" and "ngrams" the keys in order of first occurrence, with their count; not to
        be changed, as the most recent texts are remembered.
    """
    words = ((word, 1.0) for word in content_words(words_of(text)))
    return MappingProxyType(dict(keys_of_words(words)))
