"""Text to the keys the lexical index counts: stems and character n-grams of its words.

Everything is worked out per unique word, so a large corpus costs little more than its vocabulary.
Keys are never shown to anyone; quotes come from the passage itself.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.metadata import version

from snowballstemmer.dutch_stemmer import DutchStemmer  # type: ignore[import-untyped]

from index.stopwords import STOP_WORDS

NGRAM_LENGTHS: tuple[int, ...] = (4,)

# A number or code stays whole with its inner signs (2.715, 70,6%, 2000-2001, LOV2030).
_WORD = re.compile(r"[^\W\d_]*\d\w*(?:[.,:/\-–]\d+)*%?|[^\W\d_]+")
_PART = re.compile(r"\w+(?:[.,:]\d+)*")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def words_of(text: str) -> list[str]:
    """Return the case-folded words, numbers and codes of `text`, in order.

    Args:
        text: Any text; compatibility forms (ligatures, wide digits) are made plain first.
    """
    return _WORD.findall(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold())


def content_words(words: Iterable[str]) -> list[str]:
    """Return `words` without stop words, or all of them when nothing else would be left."""
    everything = list(words)
    return [word for word in everything if word not in STOP_WORDS] or everything


def folded(word: str) -> str:
    """Return `word` without accents ("coördinatie" becomes "coordinatie")."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=1 << 16)
def stems_of(word: str) -> tuple[str, ...]:
    """Return the stem of a word; a compound number gives itself and its parts.

    "2000-2001" gives itself, "2000" and "2001", so that either year finds the period. Accents go
    after stemming, so a question typed without them finds the same key.
    """
    if any(character.isdigit() for character in word):
        parts = _PART.findall(word)
        return tuple(dict.fromkeys([word, *parts]))
    # The stemmer's own class, as `snowballstemmer.stemmer` swaps in PyStemmer when that is there;
    # a fresh one each time, as it keeps its word in itself and threads share this function.
    return (folded(DutchStemmer().stemWord(word)) or folded(word),)


@lru_cache(maxsize=1 << 16)
def ngrams_of(word: str) -> tuple[str, ...]:
    """Return the character n-grams of a word between boundary marks, accents folded.

    A word shorter than an n-gram gives one key, itself between its marks.
    """
    marked = f"<{folded(word)}>"
    grams: list[str] = []
    for length in NGRAM_LENGTHS:
        grams += (marked[i : i + length] for i in range(max(1, len(marked) - length + 1)))
    return tuple(grams)


@cache
def analyser_hash() -> str:
    """Return 12 hexadecimal digits that change with any setting or version of the analysis."""
    probe = words_of("Coördinatie van 2.715 musea's (70,6%) in 2000-2001, LOV2030, zonder oeuvre")
    settings = (
        version("snowballstemmer"),
        unicodedata.unidata_version,
        _WORD.pattern,
        _PART.pattern,
        _INVISIBLE.pattern,
        sorted(STOP_WORDS),
        [(word, stems_of(word), ngrams_of(word)) for word in probe],
    )
    return hashlib.sha256(repr(settings).encode()).hexdigest()[:12]
