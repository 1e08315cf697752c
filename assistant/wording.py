"""The phrases around quotes, read from `phrases/{nl,en,fr}.toml`; nothing else words an answer."""

import tomllib
from functools import cache
from importlib.resources import files

from assistant.answer import Language


@cache
def _phrases(language: Language) -> dict[str, dict[str, str]]:
    place = files("assistant") / "phrases" / f"{language}.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def message(code: str, language: Language) -> str:
    """Return the sentence that stands in place of an answer, by status ("not_in_dossier").

    Raises:
        KeyError: When there is no such phrase.
    """
    return _phrases(language)["messages"][code]


def note_text(code: str, language: Language, values: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the wording of an `assistant.answer.Note`.

    Raises:
        KeyError: When there is no such note, or a hole of it is not filled.
    """
    return _phrases(language)["notes"][code].format(**dict(values))
