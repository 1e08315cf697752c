"""The words on a screen around an answer, read from `texts/{nl,en,fr}.toml`.

And how words and numbers that come from elsewhere are shown.
"""

import tomllib
from functools import cache
from importlib.resources import files

from assistant.answer import Language
from assistant.question_check import without_unseen


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


def shown_text(text: str) -> str:
    """Take out what could steer the terminal; documents and questions come from anyone."""
    return without_unseen(text.replace("\u00ad", "")).replace("\n", " ")


def shown_number(value: float, language: Language, decimals: int, sign: bool = False) -> str:
    """Return a number as it is written in a language.

    Args:
        value: The number.
        language: Dutch and French have a comma, English a point.
        decimals: Digits after it.
        sign: Whether a positive number gets a plus.
    """
    # Adding 0 after rounding takes the minus from a zero.
    number = round(value, decimals) + 0.0
    written = f"{number:{'+' if sign else ''}.{decimals}f}"
    return written if language == "en" else written.replace(".", ",")
