"""The words on a screen around an answer, read from `texts/{nl,en,fr}.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from assistant.answer import Language


@cache
def _texts(language: Language) -> dict[str, dict[str, str]]:
    place = files("ui") / "texts" / f"{language}.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def screen_text(group: str, name: str, language: Language, /, **holes: object) -> str:
    """Return one text of a group, its {named} holes filled.

    Raises:
        KeyError: When there is no such text, or a hole of it is not filled.
    """
    return _texts(language)[group][name].format(**holes)
