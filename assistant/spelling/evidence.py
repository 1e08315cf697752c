"""What makes it likely that one word was typed for another; tables and pure functions.

A word that no table knows may still be a word. So the fewer letters it has, the weaker the slip and
the rarer the word meant, the less is changed; another form of a known word never is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.answer import Language
from assistant.spelling.slips import Slip, difference
from index.analysis import stems_of
from index.vocabulary import VocabularyWord, key_of

NEVER = 1_000_000_000
# How often the word meant must stand in the corpus, by the slip and the letters of the word typed:
# from 10, 8, 7, 6, 5 and 4. Chosen on words of other texts, none of which may change.
LENGTHS = (10, 8, 7, 6, 5, 4)
LEAST_COUNT: Mapping[Slip, tuple[int, ...]] = {
    Slip.SOUND: (1, 1, 2, 4, 10, 30),
    Slip.SWAPPED: (1, 4, 4, 4, 8, 30),
    Slip.DOUBLED: (1, 1, 2, 4, 10, 30),
    Slip.WRONG_KEY: (1, 2, 3, 10, 60, NEVER),
    Slip.NEAR_KEY: (4, 30, 40, 60, NEVER, NEVER),
    Slip.MISSING: (2, 4, 5, 10, 60, NEVER),
    Slip.EXTRA: (4, 13, 20, 30, 100, NEVER),
    Slip.OTHER: (5, 30, 60, NEVER, NEVER, NEVER),
    Slip.TWO: (5, NEVER, NEVER, NEVER, NEVER, NEVER),
}
# The same, where the word meant is a name.
LEAST_COUNT_OF_NAMES: Mapping[Slip, tuple[int, ...]] = {
    **LEAST_COUNT,
    Slip.NEAR_KEY: (4, 8, 10, 10, NEVER, NEVER),
    Slip.MISSING: (2, 3, 3, 3, 3, NEVER),
    Slip.EXTRA: (4, 8, 10, 10, 30, NEVER),
}
# What proves nearly as much counts alike: there the more frequent word is meant.
STRENGTH: Mapping[Slip, int] = {
    Slip.SOUND: 0,
    Slip.SWAPPED: 0,
    Slip.DOUBLED: 0,
    Slip.WRONG_KEY: 1,
    Slip.NEAR_KEY: 1,
    Slip.MISSING: 1,
    Slip.EXTRA: 1,
    Slip.OTHER: 2,
    Slip.TWO: 3,
}
# From this length, or for a word this frequent, a strong slip is likelier than a form of a word
# that happens to be known.
CLEAR_LENGTH = 7
CLEAR_COUNT = 100
# From this length the first letter may be wrong, and so much longer for each further difference.
OTHER_FIRST_LETTER = 6
LONGER = 3
# How many times more often a word must stand in the corpus than another that is as near.
CLEARLY_MORE = 3

# Endings that make another form of a word.
ENDINGS: Mapping[Language, str] = {
    "nl": "e en r s t d te ten tten tte de den dden dde er ers ste st je jes tje tjes heid ing "
    "ingen end ende aar",
    "en": "s es d ed ing er ers ly al y ies ied n r",
    "fr": "s e es x ent er r é ée és ées eur eurs ment al aux ale ales nt ant ez z ions iez ais "
    "ait aient",
}
# Endings that are no forms of one word when the one stands for the other.
SLIPS_OF_ENDINGS = ({"t", "d"}, {"n", "en"}, {"r", "s"}, {"s", "e"}, {"nt", "ent"})
SHORTEST_BASE = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may have been meant, how many slips away it is, and which slip."""

    word: VocabularyWord
    distance: int
    slip: Slip


def is_likely(typed: str, candidate: Candidate) -> bool:
    """Tell whether a slip proves enough for the word it would make.

    Args:
        typed: The word as asked.
        candidate: What may have been meant.
    """
    key, slip = key_of(typed), candidate.slip
    strong = STRENGTH[slip] == 0
    name = is_name(candidate.word)
    if typed[0].isupper() and not name and not (strong and len(key) >= CLEAR_LENGTH):
        return False
    if key[0] != candidate.word.key[0]:
        least_long = OTHER_FIRST_LETTER + (candidate.distance - 1) * LONGER
        if len(key) < least_long or slip not in {Slip.SOUND, Slip.SWAPPED}:
            return False
    place = next(place for place, length in enumerate(LENGTHS) if len(key) >= length)
    least = LEAST_COUNT_OF_NAMES if name else LEAST_COUNT
    return candidate.word.count >= least[slip][place]


def is_clear(typed: str, candidate: Candidate) -> bool:
    """Tell whether a slip is likelier than another form of a word that is known."""
    long = len(typed) >= CLEAR_LENGTH or candidate.word.count >= CLEAR_COUNT
    return long and STRENGTH[candidate.slip] == 0


def rank(candidate: Candidate, language: Language) -> tuple[int, bool, int, int, str]:
    """Return what sorts candidates, likeliest first."""
    foreign = language not in candidate.word.languages
    strength = STRENGTH[candidate.slip]
    return candidate.distance, foreign, strength, -candidate.word.count, candidate.word.key


def is_rival(other: Candidate, best: Candidate, language: Language) -> bool:
    """Tell whether another word, no form of the best, may have been meant as well."""
    if rank(other, language)[:3] != rank(best, language)[:3]:
        return False
    frequent = other.word.count * CLEARLY_MORE > best.word.count
    return frequent and not is_form(other.word.key, best.word.key, language)


def is_name(word: VocabularyWord) -> bool:
    """Tell whether a word is written with a capital."""
    return word.form[0].isupper()


def is_form(one: str, other: str, language: Language) -> bool:
    """Tell whether two words are forms of one word, as far as their endings show.

    Args:
        one: A word without capitals and accents.
        other: Another one.
        language: Whose endings they may have.
    """
    if stems_of(one) == stems_of(other):
        return True
    start, *_ = difference(one, other)
    rests = {one[start:], other[start:]}
    if start < SHORTEST_BASE or rests in SLIPS_OF_ENDINGS:
        return False
    return rests <= {"", *endings(language)}


@cache
def endings(language: Language) -> frozenset[str]:
    """Return the endings that make forms of words, without accents."""
    return frozenset(map(key_of, ENDINGS[language].split()))
