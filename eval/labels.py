"""The words of judgements and reports, from `labels.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def label(group: str, code: str, **holes: object) -> str:
    """Return the words for a code, its {named} holes filled; the code itself when it is new."""
    words: str = _table().get(group, {}).get(code, code)
    return words.format(**holes) if holes else words


def chosen(name: str) -> tuple[str, ...]:
    """Return the keys of the metrics that stand in a named place of the reports."""
    return tuple(_table()["chosen"][name])


@cache
def _table() -> dict[str, dict[str, Any]]:
    place = files("eval") / "labels.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))
