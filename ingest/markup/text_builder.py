"""Collects the text of one block piece by piece, with white space collapsed and marks placed."""

import re
from dataclasses import dataclass, field

from ingest.characters import cleaned
from ingest.richtext import Mark, MarkKind, RichText

_SPACE = re.compile(r"[\s\x85]+")
_CLOSES = tuple(".,;:!?)]”’»")


@dataclass(slots=True)
class TextBuilder:
    """The text of the block being read.

    Attributes:
        pieces: Text so far; joined it never starts with, or doubles, a space.
        length: Characters in `pieces`.
        marks: Finished marks.
        opened: Marks that are still open: kind, target and start.
    """

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    opened: list[tuple[MarkKind, str, int]] = field(default_factory=list)
    broken: bool = False
    space_due: bool = False

    def add(self, text: str | None) -> None:
        """Append text; runs of white space become one space."""
        if not text:
            return
        text = _SPACE.sub(" ", cleaned(text))
        if self.space_due and text:
            text = text if text.startswith((" ", *_CLOSES)) else " " + text
            self.space_due = False
        if not self.pieces or self.pieces[-1].endswith(" "):
            text = text.lstrip(" ")
        if text:
            self.broken = False
            self.pieces.append(text)
            self.length += len(text)

    def line_break(self) -> bool:
        """Append a line break as a space; return whether it is the second in a row."""
        self.add(" ")
        second, self.broken = self.broken, bool(self.pieces)
        return second

    def call(self, number: int) -> None:
        """Place the call of a footnote, directly behind the word before it."""
        if self.pieces and self.pieces[-1].endswith(" "):
            self.pieces[-1] = self.pieces[-1][:-1]
            self.length -= 1
            if not self.pieces[-1]:
                self.pieces.pop()
            self.space_due = True
        self.marks.append(Mark(self.length, self.length, "footnote", str(number)))

    def open(self, kind: MarkKind, target: str = "") -> None:
        """Begin a mark."""
        start = self.length + (1 if self.space_due else 0)
        self.opened.append((kind, target, start))

    def close(self) -> None:
        """End the mark that was begun last."""
        kind, target, start = self.opened.pop()
        self.marks.append(Mark(min(start, self.length), self.length, kind, target))

    def take(self) -> RichText:
        """Return the text collected and start afresh; open marks go on in what follows."""
        going_on = [(kind, target) for kind, target, _ in self.opened]
        while self.opened:
            self.close()
        text = "".join(self.pieces).rstrip(" ")
        rich = RichText(text, _tidied(self.marks, text))
        self.pieces, self.length, self.marks = [], 0, []
        self.broken = self.space_due = False
        self.opened = [(kind, target, 0) for kind, target in going_on]
        return rich


def _tidied(marks: list[Mark], text: str) -> tuple[Mark, ...]:
    """Trim marks to visible text and join those that touch."""
    tidy: list[Mark] = []
    last: dict[tuple[str, str], int] = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind)):
        if mark.kind == "footnote":
            offset = min(mark.start, len(text))
            tidy.append(Mark(offset, offset, "footnote", mark.target))
            continue
        start, end = mark.start, min(mark.end, len(text))
        while start < end and text[start] == " ":
            start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        if start >= end:
            continue
        earlier = last.get((mark.kind, mark.target))
        if earlier is not None and not text[tidy[earlier].end : start].strip():
            longest = max(tidy[earlier].end, end)
            tidy[earlier] = Mark(tidy[earlier].start, longest, mark.kind, mark.target)
            continue
        last[(mark.kind, mark.target)] = len(tidy)
        tidy.append(Mark(start, end, mark.kind, mark.target))
    return tuple(sorted(tidy, key=lambda mark: (mark.start, mark.end, mark.kind)))
