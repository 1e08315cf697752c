"""Words typed wrong in a question, and what was meant by them, from the words of the corpus.

A word that stands anywhere is never changed: in the corpus, in the glossary, in a table of words.
What is likely is weighed in `spelling_evidence`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import get_args

from assistant.answer import Language
from assistant.spelling.evidence import (
    Candidate,
    endings,
    is_clear,
    is_form,
    is_likely,
    is_name,
    is_rival,
    rank,
)
from assistant.spelling.slips import Slip, first_letters, slip_between, sound_of
from assistant.translation.word_table import SourceLanguage, word_table
from assistant.understanding.glossary import own_words, words_for_them
from assistant.understanding.question_words import FRAME_WORDS, FUNCTION_WORDS, NUMBER_WORDS
from index.vocabulary import OF_PASSAGES, Vocabulary, VocabularyWord, key_of

SHORTEST = 4
SHORTEST_IN_CAPITALS = 6
LONGEST = 40
# From this length two slips are looked for, in shorter words one; words that merely sound alike may
# differ in two places, and from this length in three.
LONG = 8
VERY_LONG = 10
# No question has more words that need mending; a pasted text in another language does.
MOST_LOOKED_AT = 25
# A word of the glossary counts as one that stands so often in the corpus.
GLOSSARY_COUNT = 1
# Words with these endings are no first part of another word: a space was forgotten after them.
BEFORE_A_SPACE: Mapping[Language, tuple[str, ...]] = {
    "nl": ("ale", "ele", "iële", "ieve", "ische", "aamse", "pese", "andse"),
    "en": ("al", "ic", "ish", "ean", "ive"),
    "fr": ("elle", "ale", "ique", "ive", "ande", "enne"),
}
SHORTEST_PART = 5

_PIECE = re.compile(r"\S+")
_WORD = re.compile(r"\w+")
# An address of a page or of a person is no word.
_ADDRESS = re.compile(r"@|//|\w\.\w")


def respelt(text: str, language: Language, known: Vocabulary) -> tuple[str, Mapping[str, str]]:
    """Return a question with its misspelt words mended, and which were: as asked and as meant.

    Args:
        text: The question.
        language: Its language.
        known: The words of the corpus.
    """
    pieces = [piece for piece in text.split() if not _ADDRESS.search(piece)]
    found = corrections(_WORD.findall(" ".join(pieces)), language, known)
    if not found:
        return text, found
    return _PIECE.sub(lambda piece: _mended(piece.group(), found), text), found


def corrections(words: Iterable[str], language: Language, known: Vocabulary) -> Mapping[str, str]:
    """Return what was meant by those words that were typed wrong.

    Args:
        words: Words of a question as asked, in order; the first may owe its capital to its place.
        language: Language of the question.
        known: The words of the corpus.

    Returns:
        For each such word, as asked, the one meant, a name with its capitals; or two words where a
        space was forgotten.
    """
    asked = list(dict.fromkeys(words))
    found: dict[str, str] = {}
    for word in [word for word in asked if _is_strange(word, language, known)][:MOST_LOOKED_AT]:
        opens = word == asked[0] and word.istitle()
        typed = word.lower() if opens else word
        meant = _meant(typed, language, known) or _parted(typed, language, known)
        if meant and key_of(word) not in _elsewhere():
            found[word] = meant[0].upper() + meant[1:] if opens else meant
    return found


def _mended(piece: str, found: Mapping[str, str]) -> str:
    if _ADDRESS.search(piece):
        return piece
    return _WORD.sub(lambda word: found.get(word.group(), word.group()), piece)


def _is_strange(word: str, language: Language, known: Vocabulary) -> bool:
    """Tell whether a word stands neither in the corpus nor among the common words."""
    shortest = SHORTEST_IN_CAPITALS if word.isupper() else SHORTEST
    if not shortest <= len(word) <= LONGEST or not word.isalpha():
        return False
    key = key_of(word)
    return len(key) >= SHORTEST and key not in _common(language) and key not in known


def _meant(word: str, language: Language, known: Vocabulary) -> str | None:
    """Return what was meant by a word that is not in the corpus, None when it may be right."""
    key = key_of(word)
    near = list(_near(key, language, known))
    forms = {one.word.key for one in near if is_form(key, one.word.key, language)}
    likely = [one for one in near if one.word.key not in forms and is_likely(word, one)]
    if likely and (forms or _is_form_of_known(key, language, known)):
        likely = [one for one in likely if is_clear(key, one)]
    likely.sort(key=lambda one: rank(one, language))
    if not likely or any(is_rival(one, likely[0], language) for one in likely[1:2]):
        return None
    return likely[0].word.form


def _near(key: str, language: Language, known: Vocabulary) -> Iterator[Candidate]:
    """Yield words that are one slip away, or two from a long word, or that sound alike."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    listed: dict[str, VocabularyWord] = {}
    keys: set[str] = set()
    for letter in first_letters(key):
        listed |= _glossary(language, letter)
        keys.update(known.beginning(letter))
    keys |= listed.keys()
    most = 3 if len(key) >= VERY_LONG else 2
    found = process.extract(key, keys, scorer=OSA.distance, score_cutoff=most, limit=None)
    for other, distance, _ in sorted(found):
        slip = slip_between(key, other)
        short = len(key) < LONG or distance > 2
        if slip == Slip.TWO and (short or OSA.distance(sound_of(key), sound_of(other)) > 1):
            continue
        word = known.word(other)
        if word is None or not _is_of(language, word):
            word = listed.get(other)
        if word is not None:
            yield Candidate(word, int(distance), slip)


def _is_of(language: Language, word: VocabularyWord) -> bool:
    """Tell whether a question in a language may mean a word: one of its own, or a name."""
    quoted = OF_PASSAGES in word.languages and (language == "nl" or is_name(word))
    return language in word.languages or quoted


def _is_form_of_known(key: str, language: Language, known: Vocabulary) -> bool:
    bases = [key.removesuffix(ending) for ending in endings(language) if key.endswith(ending)]
    return any(
        len(base) >= SHORTEST
        and (base in known or base in _elsewhere() or base in _common(language))
        for base in bases
    )


def _parted(word: str, language: Language, known: Vocabulary) -> str | None:
    """Return the two words of the corpus that a word holds without the space between them."""
    for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first, second = known.word(word[:place]), known.word(word[place:])
        if not first or not second or not first.form.endswith(BEFORE_A_SPACE[language]):
            continue
        if _is_of(language, first) and _is_of(language, second):
            return f"{first.form} {second.form}"
    return None


@cache
def _common(language: Language) -> frozenset[str]:
    tables = (FUNCTION_WORDS, FRAME_WORDS, NUMBER_WORDS)
    return frozenset(key_of(word) for table in tables for word in table[language].split())


@cache
def _glossary(language: Language, letter: str) -> Mapping[str, VocabularyWord]:
    """Return the words of the glossary that may be meant; its own Dutch ones hold misspellings.

    Args:
        language: Language of the question.
        letter: What they begin with.
    """
    words = words_for_them("nl") if language == "nl" else own_words(language)
    return {
        key_of(word): VocabularyWord(key_of(word), word, GLOSSARY_COUNT, frozenset({language}))
        for word in sorted(words)
        if word.isalpha() and len(word) >= SHORTEST and key_of(word)[0] == letter
    }


@cache
def _elsewhere() -> frozenset[str]:
    """Return every word of the glossaries and of the tables of translations, in any language."""
    words: set[str] = set()
    for language in get_args(Language):
        words |= _common(language) | own_words(language) | words_for_them(language)
    for source in get_args(SourceLanguage):
        table = word_table(source)
        words |= table.keys()
        words.update(word for pairs in table.values() for word, _ in pairs)
    return frozenset(map(key_of, words))
