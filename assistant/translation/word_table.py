"""The shipped tables of word translations: English and French words to Dutch ones.

Each is one small array file, learnt by `assistant.translation.learn`; it holds chances of pairs of
words and no text. Sources and licences of what they were learnt from: `SOURCES.md` beside them.
"""

import io
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
import numpy.typing as npt

from assistant.translation.word_alignment import Chances

SourceLanguage = Literal["en", "fr"]
MOST_TRANSLATIONS = 8
LEAST_CHANCE = 0.03
# Chances are kept as whole parts of this.
PARTS = 1000

Translations = Mapping[str, tuple[tuple[str, float], ...]]


@cache
def word_table(language: SourceLanguage) -> Translations:
    """Return for each word its Dutch translations with their chances, likeliest first."""
    place = files("assistant").joinpath("translation", f"words.{language}.npz")
    return unpacked(place.read_bytes())


def packed(chances: Chances) -> bytes:
    """Return a table as the bytes of an array file, the same for the same chances.

    Of each word at most `MOST_TRANSLATIONS` are kept, each of at least `LEAST_CHANCE`.
    """
    by_word: dict[str, list[tuple[str, int]]] = {}
    for (word, translation), chance in chances.items():
        if chance >= LEAST_CHANCE:
            by_word.setdefault(word, []).append((translation, round(chance * PARTS)))
    kept = {
        word: sorted(by_word[word], key=lambda pair: (-pair[1], pair[0]))[:MOST_TRANSLATIONS]
        for word in sorted(by_word)
    }
    targets = sorted({translation for pairs in kept.values() for translation, _ in pairs})
    number_of = {translation: number for number, translation in enumerate(targets)}
    stream = io.BytesIO()
    np.savez_compressed(
        stream,
        words=_letters(kept),
        targets=_letters(targets),
        counts=np.array([len(pairs) for pairs in kept.values()], np.uint8),
        numbers=np.array([number_of[t] for pairs in kept.values() for t, _ in pairs], np.uint16),
        parts=np.array([parts for pairs in kept.values() for _, parts in pairs], np.uint16),
    )
    return stream.getvalue()


def unpacked(content: bytes) -> Translations:
    """Return the table that `packed` made these bytes of."""
    with np.load(io.BytesIO(content)) as arrays:
        words, targets = (_words(arrays[name]) for name in ("words", "targets"))
        ends = np.cumsum(arrays["counts"], dtype=np.int64).tolist()
        pairs = [
            (targets[number], parts / PARTS)
            for number, parts in zip(
                arrays["numbers"].tolist(), arrays["parts"].tolist(), strict=True
            )
        ]
    starts = [0, *ends[:-1]]
    return {
        word: tuple(pairs[start:end]) for word, start, end in zip(words, starts, ends, strict=True)
    }


def _letters(words: Iterable[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _words(letters: npt.NDArray[np.uint8]) -> list[str]:
    return bytes(letters).decode().split("\n")
