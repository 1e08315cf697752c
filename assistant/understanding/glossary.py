"""Words that mean the same in the language of cultural policy, from the tables in `glossaries/`.

terms.tsv            the dossier's own terms with other Dutch, English and French for them
nl.tsv               everyday Dutch words, and the words of policy for them
en.tsv, fr.tsv       words of cultural policy, and Dutch ones
vocabulary.*.tsv     everyday English and French words, and Dutch ones

English and French words are replaced by Dutch ones, everyday Dutch words get company; what the
glossary does not know stays as it is, names and numbers always.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.answer import Language
from index.analysis import words_of

# Words of the longest expression that is looked for.
LONGEST = 6
# Endings that a word may lose to be known.
ENDINGS: dict[Language, tuple[str, ...]] = {
    "nl": (),
    "en": ("s", "es"),
    "fr": ("s", "x", "e", "es"),
}
SHORTEST_KNOWN_AGAIN = 4

# The column of the other words for a term of the dossier, per language.
_COLUMNS: dict[Language, int] = {"nl": 1, "en": 2, "fr": 3}


@dataclass(frozen=True, slots=True)
class Meaning:
    """An expression of a question and the Dutch words for it.

    Attributes:
        words: The expression, a word each, as `index.analysis.words_of` gives them.
        dutch: Dutch words for it, in order; empty when the glossary does not know it.
    """

    words: tuple[str, ...]
    dutch: tuple[str, ...]


def meanings(text: str, language: Language) -> tuple[Meaning, ...]:
    """Return a question cut into expressions, each with the Dutch words for it.

    Longer expressions go before the words in them ("capital of culture" before "capital").

    Args:
        text: A question.
        language: Its language.
    """
    return tuple(_cut(words_of(text), language))


def dutch_words(text: str, language: Language) -> tuple[str, ...]:
    """Return the Dutch words for what a question says, in order, without repeats."""
    return tuple(dict.fromkeys(word for one in meanings(text, language) for word in one.dutch))


def known_words(text: str, language: Language) -> frozenset[str]:
    """Return the words of `text`, in lower case, that the glossary has other words for."""
    return frozenset(word for one in meanings(text, language) if one.dutch for word in one.words)


def own_words(language: Language) -> frozenset[str]:
    """Return every word of the expressions that the glossary has other words for."""
    return frozenset(word for expression in _entries(language) for word in expression)


def words_for_them(language: Language) -> frozenset[str]:
    """Return every Dutch word that the glossary has for an expression of a language."""
    return frozenset(word for dutch in _entries(language).values() for word in dutch)


def _cut(words: Sequence[str], language: Language) -> Iterator[Meaning]:
    place = 0
    while place < len(words):
        for length in range(min(LONGEST, len(words) - place), 0, -1):
            expression = tuple(words[place : place + length])
            dutch = _known(expression, language)
            if dutch or length == 1:
                yield Meaning(expression, dutch)
                place += length
                break


def _known(expression: tuple[str, ...], language: Language) -> tuple[str, ...]:
    entries = _entries(language)
    *before, last = expression
    for ending in ("", *ENDINGS[language]):
        if last.endswith(ending) and (not ending or len(last) > SHORTEST_KNOWN_AGAIN):
            dutch = entries.get((*before, last.removesuffix(ending)))
            if dutch:
                return dutch
    return ()


@cache
def _entries(language: Language) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Every known expression with its Dutch words; the dossier's own terms come first."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for expression, dutch in (*_terms(language), *_lines(f"{language}.tsv")):
        found.setdefault(expression, {}).update(dict.fromkeys(dutch))
    if language != "nl":
        for expression, dutch in _lines(f"vocabulary.{language}.tsv"):
            found.setdefault(expression, dict.fromkeys(dutch))
    return {expression: tuple(dutch) for expression, dutch in found.items() if expression}


def _terms(language: Language) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for row in _rows("terms.tsv"):
        dutch = tuple(words_of(row[0]))
        for other in row[_COLUMNS[language]].split(";"):
            expression = tuple(words_of(other))
            if expression != dutch:
                yield expression, dutch


def _lines(name: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for term, dutch in _rows(name):
        yield tuple(words_of(term)), tuple(dutch.split())


def _rows(name: str) -> Iterable[list[str]]:
    text = (files("assistant") / "glossaries" / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
