"""What drawing a page needs to know, and the canvas that keeps only what a reader can see.

Terms are those of ISO 32000-2; nothing here knows the library that parsed the file.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from ingest.pdf.page import LIGATURES, Box, Piece

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BLACK = 0.0
NO_COLOUR = -1.0  # a pattern or a picture: contrast with it cannot be judged
WORD_GAP = 0.16  # of the font size; letters in one word stand closer, words stand wider
THIN = 3.0
SMALLEST_SIZE = 1.0
LEAST_CONTRAST = 0.1
DEEPEST_FORM = 8
LONGEST_REPLACEMENT = 12


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character of a font: `width` in thousandths of the size, `space` for code 32."""

    text: str
    width: float
    space: bool = False
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font as the interpreter needs it."""

    decode: Callable[[bytes], Sequence[Glyph]]
    bold: bool = False
    italic: bool = False
    symbol: bool = False


class Resources(Protocol):
    """What the names in a stream of operators stand for."""

    def typeface(self, name: str) -> Typeface | None:
        """Return the font of this name."""

    def form(self, name: str) -> "Form | None":
        """Return the form of this name, or None when it is a picture or nothing."""

    def opacity(self, name: str) -> float | None:
        """Return the opacity of filling that a graphics state sets, if it does."""

    def is_tint(self, name: str) -> bool:
        """Whether a colour space counts ink (0 is white) instead of light."""

    def properties(self, name: str) -> "Properties":
        """Return what a named property list says."""


@dataclass(frozen=True, slots=True)
class Form:
    """A stream of operators drawn from within another."""

    operations: Iterable[tuple[Sequence[Any], bytes]]
    resources: Resources
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Properties:
    """A property list of marked content."""

    hidden: bool = False
    actual_text: str | None = None


@dataclass(slots=True)
class Marked:
    """An open marked-content sequence."""

    artifact: bool = False
    hidden: bool = False
    replacement: str | None = None


@dataclass(slots=True)
class State:
    """The part of the graphics state that is saved by q and restored by Q."""

    ctm: Matrix
    clip: Box
    fill: float = BLACK
    tint: bool = False
    opacity: float = 1.0
    font: Typeface | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of user space on the canvas."""
        a, b, c, d, e, f = self.ctm
        return x * a + y * c + e, x * b + y * d + f


@dataclass(slots=True)
class Run:
    """A piece being put together; x and y in page space."""

    text: list[str] = field(default_factory=list)
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0
    style: tuple[bool, ...] = ()
    spaced: bool = False


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def plain_text(value: object) -> str | None:
    """Return a text string of a property list, which may be bytes in UTF-16."""
    if isinstance(value, bytes):
        if value.startswith(b"\xfe\xff"):
            return value[2:].decode("utf-16-be", "replace")
        return value.decode("latin-1")
    return value if isinstance(value, str) else None


def luminance(values: Sequence[float], tint: bool) -> float:
    """Return 0 (black) to 1 (white) for colour components, by Rec. 601 weights."""
    if len(values) == 1:
        return 1.0 - values[0] if tint else values[0]
    if len(values) == 3:
        return 0.299 * values[0] + 0.587 * values[1] + 0.114 * values[2]
    if len(values) == 4:
        cyan, magenta, yellow, key = values
        light = 0.299 * (1 - cyan) + 0.587 * (1 - magenta) + 0.114 * (1 - yellow)
        return light * (1 - key)
    return NO_COLOUR


@dataclass(slots=True)
class Canvas:
    """What has been drawn so far on a page of `width` by `height`, y downward."""

    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    figures: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    fills: list[tuple[Box, float]] = field(default_factory=list)

    def backdrop(self, x: float, y: float) -> float:
        """Return the luminance of what lies at this point."""
        for box, colour in reversed(self.fills):
            if box.holds(x, y):
                return colour
        return 1.0

    def add_text(self, run: Run, state: State, hidden: bool) -> None:
        """Keep a finished run of text unless nobody can see it."""
        text = "".join(run.text).translate(LIGATURES).strip()
        text = "".join(
            c for c in text if c.isprintable() or c == "\u00ad" or "\ue000" <= c <= "\uf8ff"
        )
        if not text or hidden or state.mode in (3, 7) or run.size < SMALLEST_SIZE:
            return
        middle_x, middle_y = (run.x0 + run.x1) / 2, run.y - run.size * 0.3
        page = Box(0, 0, self.width, self.height)
        clip = state.clip
        outside = run.x1 < clip.x0 or run.x0 > clip.x1 or run.y < clip.y0
        if outside or run.y - run.size * 0.7 > clip.y1 or not page.holds(middle_x, middle_y):
            return
        backdrop = self.backdrop(middle_x, middle_y)
        judged = NO_COLOUR not in (backdrop, state.fill)
        if state.opacity < 0.05 or (judged and abs(backdrop - state.fill) < LEAST_CONTRAST):
            return
        bold, italic, raised, symbol, artifact = run.style
        self.pieces.append(
            Piece(
                text=text,
                x0=run.x0,
                x1=run.x1,
                y=run.y,
                size=run.size,
                bold=bold,
                italic=italic,
                raised=raised,
                symbol=symbol,
                artifact=artifact,
                spaced=run.spaced,
            )
        )

    def add_fill(self, box: Box, colour: float) -> None:
        """Keep a filled shape: a rule when thin, else a backdrop."""
        if min(box.x1 - box.x0, box.y1 - box.y0) <= THIN:
            self.add_rule(box, colour)
        else:
            self.fills.append((box, colour))

    def add_dot(self, box: Box) -> None:
        """Keep a small square or round shape: browsers draw the bullets of lists so."""
        width, height = box.x1 - box.x0, box.y1 - box.y0
        if 1.2 <= width <= 8 and 0.8 * width <= height <= 1.25 * width:
            self.dots.append(box)

    def add_rule(self, box: Box, colour: float) -> None:
        """Keep a rule that is long enough to mean something and is not white."""
        if max(box.x1 - box.x0, box.y1 - box.y0) > THIN and colour < 0.97:
            self.rules.append(box)
