"""How alike a word of a text and the words of a question are."""

import re
from collections.abc import Sequence
from functools import lru_cache

# How much a figure counts that the question holds too, and a word that merely begins alike.
NUMBER_WEIGHT = 1.5
LIKE_WEIGHT = 0.6
SHARED_LETTERS = 5

WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*%?")


def likeness(word: str, asked: Sequence[str]) -> float:
    """How surely a word is one of the question's: figures most, words that begin alike less."""
    if word in asked:
        return NUMBER_WEIGHT if word.isdigit() else 1.0
    return LIKE_WEIGHT if any(repeats(word, other) for other in asked) else 0.0


def is_said(text: str, asked: Sequence[str]) -> bool:
    """Whether most words of a text are in the question: then it is not what is asked."""
    words = [word.lower() for word in WORD.findall(text)]
    said = [word for word in words if any(repeats(word, other) for other in asked)]
    return bool(words) and len(said) > len(words) / 2


def repeats(word: str, asked: str) -> bool:
    """Whether a word is one of the question's, or the end of a compound of it."""
    return same_word(word, asked) or (len(word) > SHARED_LETTERS and asked.endswith(word))


@lru_cache(maxsize=1 << 14)
def same_word(one: str, other: str) -> bool:
    """Whether two words begin alike, or one is the other."""
    if one == other:
        return True
    shared = min(len(one), len(other), SHARED_LETTERS)
    return shared >= 4 and one[:shared] == other[:shared] and not one[0].isdigit()
