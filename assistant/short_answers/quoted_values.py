"""The values of a sentence, read once: the same sentences are quoted again and again."""

from functools import lru_cache

from ingest.literals import LiteralSpan, find_literals


@lru_cache(maxsize=1 << 12)
def values_in(text: str) -> tuple[LiteralSpan, ...]:
    """Return the values that a sentence of the document states."""
    return find_literals(text, "nl")
