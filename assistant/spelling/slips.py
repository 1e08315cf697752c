"""How a word may have been typed wrong: kinds of slips, and what sounds alike; no word lists."""

from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache

# Letters that are taken for one another in Dutch, English or French, the longest first, each with
# one way to write them; only for telling whether two words sound alike.
SOUNDS: Mapping[str, str] = {
    "sch": "sg",
    "tie": "sie",
    "eau": "o",
    "ij": "i",
    "ei": "i",
    "ey": "i",
    "ie": "i",
    "ai": "e",
    "au": "ou",
    "ae": "a",
    "oe": "u",
    "th": "t",
    "ph": "f",
    "ch": "g",
    "gh": "g",
    "qu": "kw",
    "ks": "x",
    "ce": "se",
    "ci": "si",
    "c": "k",
    "q": "k",
    "z": "s",
    "v": "f",
    "y": "i",
    "d": "t",
    "b": "p",
}
# Letters that a first letter is typed for, beside itself.
FIRST_LETTERS: Mapping[str, str] = {
    "b": "p",
    "c": "ks",
    "d": "t",
    "f": "pv",
    "k": "cq",
    "p": "b",
    "q": "ck",
    "s": "cz",
    "t": "d",
    "v": "f",
    "y": "ij",
    "z": "s",
}
VOWELS = frozenset("aeiouy")
# Rows of keys as in Belgium and France, and in the Netherlands.
KEYBOARDS: tuple[tuple[str, ...], ...] = (
    ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
)


class Slip(IntEnum):
    """How one word may have been typed for another, what proves most first."""

    SOUND = 0  # They sound alike.
    SWAPPED = 1  # Two letters changed places.
    DOUBLED = 2  # A letter once too often, or once too little.
    WRONG_KEY = 3  # A consonant for the vowel beside it, or a vowel for the consonant.
    NEAR_KEY = 4  # Another letter for one beside it, or one vowel for another.
    MISSING = 5  # A letter left out.
    EXTRA = 6  # A letter that does not belong there.
    OTHER = 7  # Another letter.
    TWO = 8  # Two slips.


def slip_between(typed: str, meant: str) -> Slip:
    """Return the likeliest slip that makes one word of another.

    Args:
        typed: A word without capitals and accents.
        meant: A different word, likewise, one or two slips away.
    """
    if sound_of(typed) == sound_of(meant):
        return Slip.SOUND
    start, extra, missing = difference(typed, meant)
    if len(extra) == len(missing) == 2 and extra == missing[::-1]:
        return Slip.SWAPPED
    if len(extra) + len(missing) == 1:
        before = (typed if extra else meant)[start - 1 : start]
        if before == extra + missing:
            return Slip.DOUBLED
        return Slip.MISSING if missing else Slip.EXTRA
    if len(extra) == len(missing) == 1:
        return _other_letter(extra, missing)
    return Slip.TWO


@lru_cache(maxsize=4096)
def sound_of(word: str) -> str:
    """Return a word as it sounds, roughly: for words that sound alike the same letters."""
    for letters, sound in SOUNDS.items():
        word = word.replace(letters, sound)
    return "".join(letter for place, letter in enumerate(word) if word[place - 1 : place] != letter)


def first_letters(word: str) -> tuple[str, ...]:
    """Return the letters that what was meant may begin with."""
    return tuple(dict.fromkeys((word[0], word[1], *FIRST_LETTERS.get(word[0], ""))))


def difference(one: str, other: str) -> tuple[int, str, str]:
    """Return where two words begin to differ, and what stands there in each."""
    shortest = min(len(one), len(other))
    start = 0
    while start < shortest and one[start] == other[start]:
        start += 1
    end = 0
    while end < shortest - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return start, one[start : len(one) - end], other[start : len(other) - end]


def _other_letter(typed: str, meant: str) -> Slip:
    beside = any(typed + meant in row or meant + typed in row for rows in KEYBOARDS for row in rows)
    if (typed in VOWELS) != (meant in VOWELS):
        return Slip.WRONG_KEY if beside else Slip.OTHER
    return Slip.NEAR_KEY if beside or typed in VOWELS else Slip.OTHER
