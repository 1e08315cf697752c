"""Puts the words of a page into lines, and lines into text with marks."""

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.pdf.canvas import WORD_GAP
from ingest.pdf.page import Box, Piece

RAISED_SIZE = 0.88  # a superscript is at most this part of the text beside it
SAME_BASELINE = 0.18  # of the font size
BULLET_BASELINE = 0.3
ROUND_BULLETS = frozenset("•●○■▪◦‣")


@dataclass(frozen=True)
class Line:
    """Pieces on one baseline, from left to right; `page` counts from 0."""

    pieces: tuple[Piece, ...]
    page: int

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return self.pieces[0].x0

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return max(piece.x1 for piece in self.pieces)

    @cached_property
    def y(self) -> float:
        """Baseline."""
        return statistics.median(piece.y for piece in self.pieces)

    @cached_property
    def size(self) -> float:
        """Size of most of its characters."""
        counts: Counter[float] = Counter()
        for piece in self.pieces:
            counts[round(piece.size, 1)] += 1 if piece.raised else 100 * len(piece.text)
        return counts.most_common(1)[0][0]

    @cached_property
    def bold(self) -> bool:
        """Whether all its letters are bold."""
        return all(p.bold for p in self.pieces if any(c.isalnum() for c in p.text) and not p.raised)

    @cached_property
    def text(self) -> str:
        """The characters, with spaces between words."""
        parts: list[str] = []
        for position, piece in enumerate(self.pieces):
            if position and is_apart(self.pieces[position - 1], piece):
                parts.append(" ")
            parts.append(piece.text)
        return "".join(parts)

    @cached_property
    def first_word_width(self) -> float:
        """Width of everything up to the first space."""
        end = self.pieces[0].x1
        for left, right in zip(self.pieces, self.pieces[1:], strict=False):
            if is_apart(left, right):
                break
            end = right.x1
        return end - self.x0

    def without(self, count: int) -> "Line":
        """Return the line without its first pieces."""
        return Line(self.pieces[count:], self.page)


def is_apart(left: Piece, right: Piece) -> bool:
    """Whether there is a space between two neighbours on a line."""
    gap = right.x0 - left.x1
    if right.spaced:
        return gap > 0.02 * right.size
    return gap > WORD_GAP * max(left.size, right.size)


def page_lines(pieces: Iterable[Piece], page: int) -> list[Line]:
    """Group the pieces of a page by baseline, from the top down."""
    placed = anchored(lowered(list(pieces)))
    lines: list[Line] = []
    group: list[tuple[float, Piece]] = []

    def close() -> None:
        ordered = sorted(group, key=lambda pair: pair[0])
        lines.append(Line(tuple(piece for _, piece in ordered), page))

    for x, piece in sorted(placed, key=lambda pair: (pair[1].y, pair[0])):
        if group:
            last = group[-1][1]
            # A bullet may be drawn a little above or below the words beside it.
            loose = ROUND_BULLETS.issuperset((piece.text,)) or ROUND_BULLETS.issuperset(
                (last.text,)
            )
            most = BULLET_BASELINE if loose else SAME_BASELINE
            if piece.y - last.y > most * min(piece.size, last.size):
                close()
                group = []
        group.append((x, piece))
    if group:
        close()
    return lines


def anchored(pieces: Sequence[Piece]) -> list[tuple[float, Piece]]:
    """Return pieces with the place they are ordered by: a raised number stays with its word.

    In a narrow cell a long word, and the call after it, may stick out over the next column.
    """
    found: list[tuple[float, Piece]] = []
    for piece in pieces:
        x = piece.x0
        if found and piece.raised:
            anchor, word = found[-1]
            if abs(piece.x0 - word.x1) < 0.2 * word.size and abs(piece.y - word.y) < 0.5:
                x = anchor + 0.001
        found.append((x, piece))
    return found


def with_bullets(lines: Sequence[Line], dots: Sequence[Box]) -> list[Line]:
    """Put a bullet before the lines that one is drawn in front of."""
    found = list(lines)
    for dot in dots:
        middle = (dot.y0 + dot.y1) / 2
        for index, line in enumerate(found):
            first = line.pieces[0]
            beside = line.y - 0.75 * line.size < middle < line.y
            if beside and 0 < first.x0 - dot.x1 < 2.5 * line.size and first.text != "•":
                bullet = Piece("•", dot.x0, dot.x1, first.y, first.size)
                rest = (replace(first, spaced=True), *line.pieces[1:])
                found[index] = Line((bullet, *rest), line.page)
                break
    return found


def lowered(pieces: list[Piece]) -> list[Piece]:
    """Bring superscripts down to the baseline of the text they touch, marked as raised."""
    if not pieces:
        return []
    step = 12.0
    rows: dict[int, list[Piece]] = {}
    for piece in pieces:
        rows.setdefault(int(piece.y // step), []).append(piece)
    largest = max(piece.size for piece in pieces)
    return [
        lowered_piece(piece, rows, step) if piece.size <= RAISED_SIZE * largest else piece
        for piece in pieces
    ]


def lowered_piece(piece: Piece, rows: dict[int, list[Piece]], step: float) -> Piece:
    """Return the piece, on its neighbour's baseline when it is a superscript there."""
    row = int(piece.y // step)
    best: Piece | None = None
    for near in (row, row + 1, row - 1):
        for other in rows.get(near, ()):
            drop = other.y - piece.y
            if (
                piece.size <= RAISED_SIZE * other.size
                and 0.1 * other.size < drop < 0.7 * other.size
                and touches(piece, other)
            ):
                best = other if best is None or other.size > best.size else best
    return replace(piece, y=best.y, raised=True) if best else piece


def touches(piece: Piece, other: Piece) -> bool:
    """Whether two pieces stand next to each other, at most a small space apart."""
    after, before = piece.x0 - other.x1, other.x0 - piece.x1
    return -0.2 * other.size < after < 0.3 * other.size or (
        -0.2 * other.size < before < 0.9 * other.size
    )


def segments(line: Line, gap: float) -> list[Line]:
    """Cut a line wherever the space between two pieces is wider than `gap`."""
    parts: list[list[Piece]] = []
    end = float("-inf")
    for piece in line.pieces:
        if not parts or piece.x0 - end > gap:
            parts.append([])
        parts[-1].append(piece)
        end = max(end, piece.x1)
    return [Line(tuple(part), line.page) for part in parts]


def word_space(lines: Sequence[Line]) -> float:
    """Return the usual space between words, in sizes."""
    gaps: Counter[float] = Counter()
    for line in lines:
        for left, right in zip(line.pieces, line.pieces[1:], strict=False):
            if is_apart(left, right):
                gaps[round((right.x0 - left.x1) / line.size, 2)] += 1
    middle = sum(gaps.values()) / 2
    for gap, count in sorted(gaps.items()):
        middle -= count
        if middle <= 0:
            return gap
    return 0.25


def body_size(lines: Sequence[Line]) -> float:
    """Return the size in which most characters are set."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.size] += sum(len(piece.text) for piece in line.pieces)
    return counts.most_common(1)[0][0] if counts else 10.0
