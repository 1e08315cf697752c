"""Text -> pieces of at most 300 tokens, cut between sentences or lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.tokens import count_tokens

MOST_TOKENS = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, from `start` to `end`."""

    start: int
    end: int


def split_sentences(text: str, sentences: Sequence[tuple[int, int]]) -> list[Piece]:
    """Cut a paragraph between sentences into pieces of about equal length.

    Args:
        text: The paragraph.
        sentences: Its sentences, in order.

    Returns:
        One piece when it fits; a sentence longer than 300 tokens is cut between words.
    """
    if count_tokens(text) <= MOST_TOKENS:
        return [Piece(0, len(text))]
    units = [unit for start, end in sentences for unit in _fitting(text, start, end)]
    return _balanced(text, units)


def split_lines(text: str) -> list[Piece]:
    """Cut a list or table between its lines."""
    if count_tokens(text) <= MOST_TOKENS:
        return [Piece(0, len(text))]
    units, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            units += _fitting(text, start, start + len(line))
        start += len(line) + 1
    return _balanced(text, units)


def _balanced(text: str, units: Sequence[Piece]) -> list[Piece]:
    """Fill pieces up to the least limit that needs no more pieces than the greatest does."""
    fewest = len(_filled(text, units, MOST_TOKENS))
    least, most = 1, MOST_TOKENS
    while least < most:
        middle = (least + most) // 2
        if len(_filled(text, units, middle)) <= fewest:
            most = middle
        else:
            least = middle + 1
    return _filled(text, units, most)


def _filled(text: str, units: Sequence[Piece], limit: int) -> list[Piece]:
    pieces: list[Piece] = []
    for unit in units:
        if pieces and count_tokens(text[pieces[-1].start : unit.end]) <= limit:
            pieces[-1] = Piece(pieces[-1].start, unit.end)
        else:
            pieces.append(unit)
    return pieces


def _fitting(text: str, start: int, end: int) -> list[Piece]:
    """Cut a stretch that is too long between words, or between characters if need be."""
    if count_tokens(text[start:end]) <= MOST_TOKENS:
        return [Piece(start, end)]
    middle = (start + end) // 2
    space = text.rfind(" ", start + 1, middle + 1)
    cut = space if space > start else middle
    left, right = _trimmed(text, start, cut), _trimmed(text, cut, end)
    return [
        piece
        for side in (left, right)
        if side.start < side.end
        for piece in _fitting(text, side.start, side.end)
    ]


def _trimmed(text: str, start: int, end: int) -> Piece:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Piece(start, end)
