"""Follows the path operators of a page: straight pieces become rules, filled shapes backdrops."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ingest.pdf.canvas import Canvas, State
from ingest.pdf.page import Box

Operands = Sequence[Any]
Point = tuple[float, float]
FILLS = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
STROKES = (b"S", b"s", b"B", b"B*", b"b", b"b*")
PATH_END = frozenset((*FILLS, *STROKES, b"n"))


def numbers(operands: Operands) -> list[float]:
    """Return the operands that are numbers."""
    return [float(o) for o in operands if isinstance(o, int | float)]


def bounds(points: Iterable[Point]) -> Box:
    """Return the box around points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


class Path:
    """The path under construction; points are on the canvas."""

    def __init__(self) -> None:
        """Begin with an empty path."""
        self.points: list[Point] = []
        self.boxes: list[Box] = []
        self.segments: list[Box] = []
        self.clipping = False
        self.handlers: dict[bytes, Callable[[Operands, State], None]] = {
            b"re": self.add_rectangle,
            b"m": self.move_to,
            b"l": self.line_to,
            b"c": self.curve_to,
            b"v": self.curve_to,
            b"y": self.curve_to,
            b"h": self.close,
            b"W": self.clip,
            b"W*": self.clip,
        }

    def add_rectangle(self, operands: Operands, state: State) -> None:
        """Re."""
        x, y, width, height = numbers(operands)
        box = bounds((state.point(x, y), state.point(x + width, y + height)))
        self.boxes.append(box)
        self.segments += [
            Box(box.x0, box.y0, box.x1, box.y0),
            Box(box.x0, box.y1, box.x1, box.y1),
            Box(box.x0, box.y0, box.x0, box.y1),
            Box(box.x1, box.y0, box.x1, box.y1),
        ]

    def move_to(self, operands: Operands, state: State) -> None:
        """M."""
        self.close_shape()
        self.points = [state.point(*numbers(operands))]

    def line_to(self, operands: Operands, state: State) -> None:
        """L."""
        end = state.point(*numbers(operands))
        if self.points:
            self.add_segment(self.points[-1], end)
        self.points.append(end)

    def add_segment(self, start: Point, end: Point) -> None:
        """Keep a straight piece of a path that runs along an axis."""
        if abs(start[0] - end[0]) < 0.5 or abs(start[1] - end[1]) < 0.5:
            self.segments.append(bounds((start, end)))

    def curve_to(self, operands: Operands, state: State) -> None:
        """C, v and y: only the box around the curve counts."""
        values = numbers(operands)
        self.points += [state.point(x, y) for x, y in zip(values[::2], values[1::2], strict=True)]

    def close(self, _: Operands, __: State) -> None:
        """H."""
        if len(self.points) > 1:
            self.add_segment(self.points[-1], self.points[0])

    def close_shape(self) -> None:
        """Turn the points so far into the box around them."""
        if len(self.points) > 1:
            self.boxes.append(bounds(self.points))
        self.points = []

    def clip(self, _: Operands, __: State) -> None:
        """W: takes effect when the path ends."""
        self.clipping = True

    def end(self, operator: bytes, state: State, canvas: Canvas) -> None:
        """Paint the path on the canvas, narrow the clip and begin anew."""
        self.close_shape()
        if operator in FILLS and state.opacity >= 0.05:
            for box in self.boxes:
                canvas.add_fill(box, state.fill)
        if operator != b"n":
            for box in self.boxes:
                canvas.add_dot(box)
        if operator in STROKES:
            for segment in self.segments:
                canvas.add_rule(segment, 0.0)
        if self.clipping and self.boxes:
            old = state.clip
            new = bounds(p for b in self.boxes for p in ((b.x0, b.y0), (b.x1, b.y1)))
            state.clip = Box(
                max(old.x0, new.x0),
                max(old.y0, new.y0),
                min(old.x1, new.x1),
                min(old.y1, new.y1),
            )
        self.boxes, self.segments, self.clipping = [], [], False
