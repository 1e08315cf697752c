"""Text with marks: clean characters, and beside them what was bold, a link or a footnote call.

Readers make it; nothing here knows where the text came from.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

MarkKind = Literal["bold", "italic", "link", "footnote"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text with a property.

    Attributes:
        start: First character, counted in the clean text.
        end: One past the last character; equals `start` for a footnote call.
        kind: What the stretch is.
        target: The URL of a link ("" when the converter lost it) or the number of a footnote.
    """

    start: int
    end: int
    kind: MarkKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class RichText:
    """Clean text and its marks."""

    text: str
    marks: tuple[Mark, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self.text)

    def piece(self, start: int, end: int) -> "RichText":
        """Return the characters from `start` to `end` with the marks that touch them."""
        inside = (
            replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
            for mark in self.marks
            if (mark.start < end and mark.end > start)
            or (mark.start == mark.end and start < mark.start <= end)
        )
        return RichText(self.text[start:end], tuple(inside))

    def stripped(self) -> "RichText":
        """Return the same text without white space at either side."""
        text = self.text
        return self.piece(len(text) - len(text.lstrip()), len(text.rstrip()))


NO_TEXT = RichText("")


def joined(parts: Iterable[RichText], separator: str = " ") -> RichText:
    """Join texts into one, moving their marks along."""
    text = ""
    marks: list[Mark] = []
    for position, part in enumerate(parts):
        if position:
            text += separator
        shift = len(text)
        marks += (replace(m, start=m.start + shift, end=m.end + shift) for m in part.marks)
        text += part.text
    return RichText(text, tuple(marks))
