"""Words that mean the same in the language of cultural policy, from `glossaries/{nl,en,fr}.tsv`.

English and French words are replaced by Dutch ones, everyday Dutch words get company; what the
glossary does not know stays as it is, names and numbers always.
"""

import re
from functools import cache
from importlib.resources import files

from assistant.answer import Language


def dutch_words(text: str, language: Language) -> tuple[str, ...]:
    """Return the Dutch words for what `text` says, in order, without repeats.

    Longer expressions go before the words in them ("capital of culture" before "capital").

    Args:
        text: A question.
        language: Its language.
    """
    found: dict[str, None] = {}
    for match in _pattern(language).finditer(text.lower().replace("’", "'")):
        found.update(dict.fromkeys(_entries(language)[match.group()]))
    return tuple(found)


def known_words(text: str, language: Language) -> frozenset[str]:
    """Return the words of `text`, in lower case, that the glossary has other words for."""
    matches = _pattern(language).finditer(text.lower().replace("’", "'"))
    return frozenset(word for match in matches for word in match.group().split())


@cache
def _entries(language: Language) -> dict[str, tuple[str, ...]]:
    place = files("assistant") / "glossaries" / f"{language}.tsv"
    lines = place.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {term: tuple(dutch.split()) for term, dutch in pairs}


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    terms = sorted(_entries(language), key=lambda term: (-len(term), term))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, terms))})(?![\w-])")
