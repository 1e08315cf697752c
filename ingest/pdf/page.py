"""What stands on a page of a PDF, before anything is read into it: words, rules, figures.

Lengths are points; `x` grows to the right and `y` downward from the top of the page.
"""

from dataclasses import dataclass

LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\u0132": "IJ",
        "\u0133": "ij",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2011": "-",
    }
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters without a space between them, in one style on one baseline.

    Attributes:
        text: The characters, ligatures taken apart.
        x0: Left edge.
        x1: Right edge: where the pen stood after the last character.
        y: Baseline.
        size: Height of the font as drawn.
        bold: Whether the font is bold.
        italic: Whether the font slants.
        raised: Whether it is drawn as a superscript, by place or by the font's own figures.
        symbol: Whether the font holds pictures instead of letters.
        url: Target of the link that lies over it, or "".
        artifact: Whether the file itself calls it no part of the text.
        spaced: Whether a space was drawn right before it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    raised: bool = False
    symbol: bool = False
    url: str = ""
    artifact: bool = False
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; a rule when one side is thin."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """Whether it is wider than high."""
        return self.x1 - self.x0 >= self.y1 - self.y0

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `label` is what the file itself calls it, or ""; `dots` are drawn bullets."""

    index: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    rules: tuple[Box, ...] = ()
    figures: tuple[Box, ...] = ()
    dots: tuple[Box, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One bookmark; `level` is 1 for the highest."""

    title: str
    level: int


@dataclass(frozen=True, slots=True)
class PdfContent:
    """Everything taken from a file."""

    pages: tuple[Page, ...]
    outline: tuple[OutlineEntry, ...] = ()
    title: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
