"""The shape shared by the forms of numbers, dates and links that `ingest.literals` looks for."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

LiteralKind = Literal[
    "number", "amount", "percentage", "date", "year", "year_range", "name", "acronym", "url"
]


@dataclass(frozen=True, slots=True)
class Form:
    """A form a value is written in.

    Attributes:
        kind: What a match is.
        regex: What it looks like.
        read: Gives the value of a match in a language, or None when it only looked like one.
    """

    kind: LiteralKind
    regex: re.Pattern[str]
    read: Callable[[re.Match[str], str], str | None]
