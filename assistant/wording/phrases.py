"""The phrases around quotes, read from `phrases/{nl,en,fr}.toml`; nothing else words an answer."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.answer import Language


@cache
def _phrases(language: Language) -> dict[str, dict[str, Any]]:
    place = files("assistant") / "phrases" / f"{language}.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def message(code: str, language: Language) -> str:
    """Return the sentence that stands in place of an answer, by status ("not_in_dossier").

    Raises:
        KeyError: When there is no such phrase.
    """
    return str(_phrases(language)["messages"][code])


def note_text(code: str, language: Language, values: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the wording of an `assistant.answer.Note`.

    Raises:
        KeyError: When there is no such note, or a hole of it is not filled.
    """
    return str(_phrases(language)["notes"][code]).format(**dict(values))


def frames(kind: str, language: Language) -> tuple[str, ...]:
    """Return the wordings of the line before quotes, with {holes}, the fullest first.

    Raises:
        KeyError: When there are none of this kind.
    """
    return tuple(_phrases(language)["frames"][kind])


def language_name(spoken: str, language: Language) -> str | None:
    """Return how a text is said to be in a language ("(in Dutch)"), None for another language."""
    known: dict[str, str] = _phrases(language)["languages"]
    return known.get(spoken)


def joined(parts: Sequence[str], language: Language) -> str:
    """Return words as a series: "a, b en c"."""
    *others, last = parts
    word = _phrases(language)["joining"]["and"]
    return f"{', '.join(others)} {word} {last}" if others else last
