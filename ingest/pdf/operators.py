"""Runs the drawing operators of a page and keeps the visible words, rules and figures.

It follows ISO 32000-2 (graphics state, text state, paths, marked content) as far as the place and
the visibility of text need it.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from ingest.pdf.canvas import (
    DEEPEST_FORM,
    IDENTITY,
    LONGEST_REPLACEMENT,
    NO_COLOUR,
    WORD_GAP,
    Canvas,
    Glyph,
    Marked,
    Matrix,
    Properties,
    Resources,
    Run,
    State,
    luminance,
    multiply,
    plain_text,
)
from ingest.pdf.page import Box
from ingest.pdf.paths import PATH_END, Operands, Path, bounds, numbers

EVERYWHERE = Box(-1e9, -1e9, 1e9, 1e9)
NUMBER_SETTINGS: dict[bytes, tuple[str, float]] = {
    b"Tc": ("char_space", 1.0),
    b"Tw": ("word_space", 1.0),
    b"Tz": ("scale", 0.01),
    b"TL": ("leading", 1.0),
    b"Ts": ("rise", 1.0),
}
DEVICE_COLOURS = (b"g", b"rg", b"k")
CHOSEN_COLOURS = (b"sc", b"scn")


class Interpreter:
    """Draws one page on a canvas; `start` maps its own space to the canvas."""

    def __init__(self, canvas: Canvas, start: Matrix) -> None:
        """Begin with an empty graphics state."""
        self.canvas = canvas
        self.state = State(ctm=start, clip=EVERYWHERE)
        self.saved: list[State] = []
        self.marked: list[Marked] = []
        self.text: Matrix = IDENTITY
        self.line: Matrix = IDENTITY
        self.run: Run | None = None
        self.path = Path()
        self.artifact = False
        self.spaced = False
        self.depth = 0
        self.handlers: dict[bytes, Callable[[Operands, Resources], None]] = {
            b"q": lambda _, __: self.saved.append(replace(self.state)),
            b"Q": self.restore,
            b"cm": self.transform,
            b"BT": self.begin_text,
            b"ET": lambda _, __: self.flush(),
            b"Tf": self.set_font,
            b"Tr": self.set_mode,
            b"Td": lambda o, _: self.move_line(*numbers(o)[:2]),
            b"TD": self.move_and_lead,
            b"Tm": self.set_matrix,
            b"T*": lambda _, __: self.move_line(0, -self.state.leading),
            b"Tj": lambda o, _: self.show(o),
            b"TJ": lambda o, _: self.show(o[0]),
            b"'": self.show_next_line,
            b'"': self.show_spaced,
            b"cs": self.set_colour_space,
            b"gs": self.set_graphics_state,
            b"Do": self.draw,
            b"BMC": self.begin_marked,
            b"BDC": self.begin_marked,
            b"EMC": self.end_marked,
        }

    def run_all(self, operations: Iterable[tuple[Operands, bytes]], resources: Resources) -> None:
        """Carry out all operators; one with operands it cannot have is skipped."""
        for operands, operator in operations:
            try:
                self.carry_out(operator, operands, resources)
            except (TypeError, ValueError, IndexError, ZeroDivisionError, OverflowError):
                continue
        self.flush()

    def carry_out(self, operator: bytes, operands: Operands, resources: Resources) -> None:
        """Carry out one operator."""
        if operator in NUMBER_SETTINGS:
            name, factor = NUMBER_SETTINGS[operator]
            setattr(self.state, name, float(operands[0]) * factor)
        elif operator in DEVICE_COLOURS or operator in CHOSEN_COLOURS:
            self.flush()
            tint = self.state.tint and operator in CHOSEN_COLOURS
            self.state.fill = luminance(numbers(operands), tint)
        elif operator in PATH_END:
            self.flush()
            self.path.end(operator, self.state, self.canvas)
        elif operator in self.path.handlers:
            self.path.handlers[operator](operands, self.state)
        elif operator in self.handlers:
            self.handlers[operator](operands, resources)

    # Graphics state

    def restore(self, _: Operands, __: Resources) -> None:
        """Q."""
        self.flush()
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, operands: Operands, _: Resources) -> None:
        """Cm."""
        self.flush()
        a, b, c, d, e, f = numbers(operands)
        self.state.ctm = multiply((a, b, c, d, e, f), self.state.ctm)

    def set_colour_space(self, operands: Operands, resources: Resources) -> None:
        """Cs: every space starts at black, as far as its kind can be told."""
        self.flush()
        self.state.tint = resources.is_tint(str(operands[0]))
        self.state.fill = NO_COLOUR if str(operands[0]) == "/Pattern" else 0.0

    def set_graphics_state(self, operands: Operands, resources: Resources) -> None:
        """Gs."""
        self.flush()
        opacity = resources.opacity(str(operands[0]))
        if opacity is not None:
            self.state.opacity = opacity

    def draw(self, operands: Operands, resources: Resources) -> None:
        """Do: a form is run in place, a picture is a figure and a backdrop of no one colour."""
        self.flush()
        form = resources.form(str(operands[0]))
        if form is None:
            figure = bounds(self.state.point(x, y) for x in (0, 1) for y in (0, 1))
            self.canvas.figures.append(figure)
            self.canvas.fills.append((figure, NO_COLOUR))
        elif self.depth < DEEPEST_FORM:
            kept, saved, text = replace(self.state), self.saved, (self.text, self.line)
            self.depth, self.saved = self.depth + 1, []
            self.state.ctm = multiply(form.matrix, self.state.ctm)
            self.run_all(form.operations, form.resources)
            self.depth, self.saved, self.state = self.depth - 1, saved, kept
            self.text, self.line = text

    # Marked content

    def begin_marked(self, operands: Operands, resources: Resources) -> None:
        """BMC and BDC."""
        self.flush()
        tag = str(operands[0])
        stated = operands[1] if len(operands) > 1 else None
        found = Properties()
        if isinstance(stated, str):
            found = resources.properties(stated)
        elif isinstance(stated, dict):
            found = Properties(actual_text=plain_text(stated.get("/ActualText")))
        replacement = found.actual_text
        if replacement is not None and (
            len(replacement) > LONGEST_REPLACEMENT or " " in replacement.strip()
        ):
            replacement = None
        hidden = tag == "/OC" and found.hidden
        self.marked.append(Marked(tag == "/Artifact", hidden, replacement))
        self.artifact = any(m.artifact for m in self.marked)

    def end_marked(self, _: Operands, __: Resources) -> None:
        """EMC."""
        self.flush()
        if self.marked:
            self.marked.pop()
            self.artifact = any(m.artifact for m in self.marked)

    # Text

    def begin_text(self, _: Operands, __: Resources) -> None:
        """BT."""
        self.flush()
        self.text = self.line = IDENTITY

    def set_font(self, operands: Operands, resources: Resources) -> None:
        """Tf."""
        self.state.font = resources.typeface(str(operands[0]))
        self.state.size = float(operands[1])

    def set_mode(self, operands: Operands, _: Resources) -> None:
        """Tr."""
        if int(operands[0]) != self.state.mode:
            self.flush()
            self.state.mode = int(operands[0])

    def move_line(self, x: float, y: float) -> None:
        """Td."""
        a, b, c, d, e, f = self.line
        self.text = self.line = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def move_and_lead(self, operands: Operands, _: Resources) -> None:
        """TD."""
        x, y = numbers(operands)[:2]
        self.state.leading = -y
        self.move_line(x, y)

    def set_matrix(self, operands: Operands, _: Resources) -> None:
        """Tm."""
        a, b, c, d, e, f = numbers(operands)
        self.text = self.line = (a, b, c, d, e, f)

    def show_next_line(self, operands: Operands, _: Resources) -> None:
        """The operator '."""
        self.move_line(0, -self.state.leading)
        self.show(operands)

    def show_spaced(self, operands: Operands, _: Resources) -> None:
        """The operator "."""
        self.state.word_space, self.state.char_space = numbers(operands[:2])
        self.move_line(0, -self.state.leading)
        self.show(operands[2:])

    def show(self, parts: Operands) -> None:
        """Tj and TJ: strings and shifts in thousandths of the size."""
        state = self.state
        if state.font is None:
            return
        matrix = multiply(self.text, state.ctm)
        upright = abs(matrix[1]) < 0.1 * abs(matrix[0]) and matrix[0] > 0
        pen = 0.0
        for part in parts:
            if isinstance(part, int | float):
                pen -= float(part) / 1000 * state.size * state.scale
                continue
            for glyph in state.font.decode(part):
                advance = glyph.width / 1000 * state.size + state.char_space
                advance = (advance + state.word_space * glyph.space) * state.scale
                if upright:
                    self.place(glyph, matrix, pen, advance - state.char_space * state.scale)
                pen += advance
        a, b, c, d, e, f = self.text
        self.text = (a, b, c, d, pen * a + e, pen * b + f)

    def place(self, glyph: Glyph, matrix: Matrix, pen: float, advance: float) -> None:
        """Add a glyph to the run, or start a new run with it."""
        state = self.state
        text = glyph.text
        inner = self.marked[-1] if self.marked else None
        if inner and inner.replacement is not None:
            text, inner.replacement = inner.replacement, ""
        x = pen * matrix[0] + state.rise * matrix[2] + matrix[4]
        y = pen * matrix[1] + state.rise * matrix[3] + matrix[5]
        end = x + advance * matrix[0]
        size = abs(state.size * matrix[3])
        if not text.strip():
            if text or not inner:
                self.flush()
                self.spaced = True
            return
        run = self.run
        slanted = abs(matrix[2]) > 0.15 * abs(matrix[3])
        font = state.font
        style = (
            bool(font and font.bold) or state.mode == 2,
            bool(font and font.italic) or slanted,
            glyph.narrow,
            bool(font and font.symbol),
            self.artifact,
        )
        if run and (
            run.style != style
            or abs(run.y - y) > 0.01 * size
            or abs(run.size - size) > 0.05 * size
            or not -0.5 * size < x - run.x1 < WORD_GAP * size
        ):
            self.flush()
            run = None
        if run is None:
            run = self.run = Run(x0=x, y=y, size=size, style=style, spaced=self.spaced)
            self.spaced = False
        run.text.append(text)
        run.x1 = end

    def flush(self) -> None:
        """Hand the run over to the canvas."""
        if self.run is not None:
            hidden = any(m.hidden for m in self.marked)
            self.canvas.add_text(self.run, self.state, hidden)
            self.run = None
