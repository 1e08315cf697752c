"""Abbreviations and the words they are short for, as a text gives them side by side."""

import re
from collections.abc import Iterator
from functools import lru_cache

_ACRONYM = re.compile(r"(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*|(?:[A-Z]\.){2,})(?!\w)")
_BRACKETS = re.compile(r"\(([^()]{2,80})\)")
_BEFORE = re.compile(r"([A-Z][\w.]*[A-Z]\.?) \Z")
# PAGE – Project for Advancing ...
_DASHED = re.compile(r"(?:\A|: )([A-Z][\w.]*[A-Z]\.?) [–-] ([A-Z][^;.]{4,80})(?=;|\.|\Z)")
_SKIPPED = frozenset({"van", "de", "der", "en", "of", "and", "het", "the", "du", "des", "la"})


@lru_cache(maxsize=1 << 10)
def expansions(text: str) -> tuple[tuple[str, str], ...]:
    """Return abbreviations with their written-out form, whichever of the two is in brackets."""
    return tuple(_expansions(text))


def _expansions(text: str) -> Iterator[tuple[str, str]]:
    for match in _BRACKETS.finditer(text):
        inside = match.group(1)
        short = _ACRONYM.match(inside)
        if short and (comma := inside[short.end() :]).startswith(", ") and len(comma) > 4:
            yield short.group(), comma[2:]
        elif short and short.end() == len(inside):
            full = _words_for(short.group(), text[: match.start()].rstrip())
            if full:
                yield short.group(), full
        else:
            before = _BEFORE.search(text, max(0, match.start() - 20), match.start())
            if before and _words_for(before.group(1), inside) == inside:
                yield before.group(1), inside
    for match in _DASHED.finditer(text):
        yield match.group(1), match.group(2)


def _words_for(short: str, text: str) -> str | None:
    """The last words of a text whose beginnings spell an abbreviation, None when none do."""
    letters = short.replace(".", "").lower()
    words = list(re.finditer(r"[\w-]+", text))
    for count in range(1, min(len(words), len(letters) + 4) + 1):
        first = words[-count]
        if _spells(letters, tuple(word.group().lower() for word in words[-count:])):
            return text[first.start() : words[-1].end()]
    return None


def _spells(letters: str, words: tuple[str, ...]) -> bool:
    """Whether beginnings of the words, one after another, make up the letters."""
    if not words:
        return not letters
    word = words[0]
    for size in range(min(len(word), len(letters), 4), 0, -1):
        if word[:size] == letters[:size] and _spells(letters[size:], words[1:]):
            return True
    return word in _SKIPPED and _spells(letters, words[1:])
