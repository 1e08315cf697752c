"""How often each key stands in each text, as sparse matrices; only used while building.

Texts are counted in words first; stems and n-grams follow by one matrix product over the unique
words, so no text is analysed twice.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.analysis import content_words, ngrams_of, stems_of, words_of

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

KeysOfWord = Callable[[str], tuple[str, ...]]

# What a word becomes in each kind of key; the lexical and the LSA index both read this table.
KEY_KINDS: dict[str, KeysOfWord] = {"stems": stems_of, "ngrams": ngrams_of}


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of one kind of key: `matrix[text, key]`, int32 rows sorted by key."""

    matrix: "csr_matrix"
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordCounts:
    """Counts of content words per text, and the words in alphabetical order."""

    matrix: "csr_matrix"
    words: tuple[str, ...]

    def keyed(self, kind: str) -> Counts:
        """Return the counts of a kind of key ("stems" or "ngrams") in the same texts."""
        keys, by_word = _keys_by_word(self.words, KEY_KINDS[kind])
        matrix = (self.matrix @ by_word).tocsr()
        matrix.sort_indices()
        return Counts(matrix, keys)


def count_words(texts: Iterable[str]) -> WordCounts:
    """Count the content words of each text.

    Args:
        texts: One string per row of the result; an empty one gives an empty row.
    """
    number_of: dict[str, int] = {}
    flat: list[int] = []
    ends = [0]
    for text in texts:
        flat += [
            number_of.setdefault(word, len(number_of)) for word in content_words(words_of(text))
        ]
        ends.append(len(flat))
    words = tuple(sorted(number_of))
    # Alphabetical numbers, so that the same texts give the same bytes whatever came first.
    alphabetical = np.empty(len(words), np.int32)
    for place, word in enumerate(words):
        alphabetical[number_of[word]] = place
    columns = alphabetical[np.asarray(flat, np.int32)] if flat else np.empty(0, np.int32)
    return WordCounts(_summed(columns, np.asarray(ends, np.int64), len(words)), words)


def _keys_by_word(
    words: Sequence[str], keys_of: KeysOfWord
) -> tuple[tuple[str, ...], "csr_matrix"]:
    per_word = [keys_of(word) for word in words]
    keys = tuple(sorted({key for own in per_word for key in own}))
    number_of = {key: number for number, key in enumerate(keys)}
    flat = [number_of[key] for own in per_word for key in own]
    ends = np.cumsum([0, *(len(own) for own in per_word)], dtype=np.int64)
    return keys, _summed(np.asarray(flat, np.int32), ends, len(keys))


def _summed(columns: np.ndarray, ends: np.ndarray, width: int) -> "csr_matrix":
    from scipy.sparse import csr_matrix

    ones = np.ones(len(columns), np.int32)
    matrix = csr_matrix((ones, columns, ends), shape=(len(ends) - 1, width))
    matrix.sum_duplicates()
    return matrix
