"""What the names in a page's operators stand for: fonts, forms, graphics states, layers.

It is given the library's objects and how to parse them, and imports no library itself.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.pdf.canvas import IDENTITY, Form, Glyph, Properties, Typeface, plain_text

BOLD = re.compile(
    r"bold|black|heavy|demi|[-,]bd|[a-z]bd$|^(cm|sf|ec)[a-z]*bx|^lm[a-z]*bx", re.IGNORECASE
)
ITALIC = re.compile(
    r"italic|oblique|kursiv|slanted|[-,](\w*bold)?it$|[a-z]it$|^(cm|sf|ec|lm)[a-z]*(ti|sl|bxi)\d*$",
    re.IGNORECASE,
)
SYMBOLS = re.compile(r"symbol|wingding|webding|dingbat|fontawesome", re.IGNORECASE)
# Codes that WinAnsiEncoding does not use draw a bullet (ISO 32000-2, annex D).
UNUSED, BULLET = "\x7f", "•"
ITALIC_FLAG, HEAVY_FLAG = 1 << 6, 1 << 18
NARROW_FIGURE = 0.8  # of the widest figure: superscript figures are about two thirds as wide


@dataclass(frozen=True, slots=True)
class Parser:
    """How the library reads what a resource holds.

    Attributes:
        font: Font dictionary to the library's font.
        operations: Stream to its operators.
        hidden_layers: Object numbers of the layers that are switched off.
        fonts: Typefaces made so far, by the identity of their dictionary.
    """

    font: Callable[[Any], Any]
    operations: Callable[[Any], Iterable[tuple[Sequence[Any], bytes]]]
    hidden_layers: frozenset[int] = frozenset()
    fonts: dict[int, Typeface] = field(default_factory=dict)


def resolved(value: Any) -> Any:  # noqa: ANN401 - objects of a PDF have no one type
    """Return the object that a reference points at."""
    return value.get_object() if hasattr(value, "get_object") else value


class PdfResources:
    """The named resources of one page or form."""

    def __init__(self, parser: Parser, resources: Any) -> None:  # noqa: ANN401
        """Keep the dictionary; nothing is read before it is asked for."""
        self.parser = parser
        found = resolved(resources)
        self.resources = found if isinstance(found, dict) else {}
        self.named: dict[str, Typeface | None] = {}

    def entry(self, kind: str, name: str) -> Any:  # noqa: ANN401
        """Return a resource, or None."""
        group = resolved(self.resources.get(kind))
        return resolved(group.get(name)) if isinstance(group, dict) else None

    def typeface(self, name: str) -> Typeface | None:
        """Return the font of this name."""
        if name not in self.named:
            dictionary = self.entry("/Font", name)
            self.named[name] = None
            if isinstance(dictionary, dict):
                key = id(dictionary)
                if key not in self.parser.fonts:
                    self.parser.fonts[key] = typeface(self.parser.font(dictionary), dictionary)
                self.named[name] = self.parser.fonts[key]
        return self.named[name]

    def form(self, name: str) -> Form | None:
        """Return the form of this name, or None when it is a picture or nothing."""
        stream = self.entry("/XObject", name)
        if not isinstance(stream, dict) or stream.get("/Subtype") != "/Form":
            return None
        own = stream.get("/Resources")
        inner = PdfResources(self.parser, own) if own is not None else self
        matrix = tuple(float(value) for value in resolved(stream.get("/Matrix")) or IDENTITY)
        a, b, c, d, e, f = matrix if len(matrix) == 6 else IDENTITY
        if self.is_hidden(stream.get("/OC")):
            return Form((), inner, IDENTITY)
        return Form(self.parser.operations(stream), inner, (a, b, c, d, e, f))

    def opacity(self, name: str) -> float | None:
        """Return the opacity of filling that a graphics state sets, if it does."""
        state = self.entry("/ExtGState", name)
        value = state.get("/ca") if isinstance(state, dict) else None
        return float(value) if isinstance(value, int | float) else None

    def is_tint(self, name: str) -> bool:
        """Whether a colour space counts ink (0 is white) instead of light."""
        space = self.entry("/ColorSpace", name)
        return isinstance(space, list) and bool(space) and space[0] in ("/Separation", "/DeviceN")

    def properties(self, name: str) -> Properties:
        """Return what a named property list says."""
        group: Any = resolved(self.resources.get("/Properties"))
        # Reading through the dictionary would lose which layer the name refers to.
        raw = getattr(group, "raw_get", None)
        reference = raw(name) if raw is not None and name in group else None
        found = resolved(reference)
        text = found.get("/ActualText") if isinstance(found, dict) else None
        return Properties(self.is_hidden(reference), plain_text(text))

    def is_hidden(self, layer: Any) -> bool:  # noqa: ANN401
        """Whether a reference points at a layer that is switched off."""
        if layer is None or not self.parser.hidden_layers:
            return False
        return getattr(getattr(layer, "indirect_reference", layer), "idnum", -1) in (
            self.parser.hidden_layers
        )


def typeface(font: Any, dictionary: Any) -> Typeface:  # noqa: ANN401
    """Make a typeface of the library's font."""
    name = font.name.split("+", 1)[-1]
    descriptor = font.font_descriptor
    flags = descriptor.flags if isinstance(descriptor.flags, int) else 0
    weight = str(descriptor.weight)
    bold = bool(BOLD.search(name)) or bool(flags & HEAVY_FLAG)
    return Typeface(
        decode=decoder(font, dictionary),
        bold=bold or (weight.isdigit() and int(weight) >= 600),
        italic=bool(ITALIC.search(name)) or bool(flags & ITALIC_FLAG),
        symbol=bool(SYMBOLS.search(name)),
    )


def decoder(font: Any, dictionary: Any) -> Callable[[bytes], Sequence[Glyph]]:  # noqa: ANN401
    """Return the function from the bytes of a string to its glyphs."""
    if not font.interpretable:
        return lambda data: ()
    unit = 1.0
    if font.sub_type == "Type3":
        matrix = resolved(dictionary.get("/FontMatrix")) or (0.001,)
        unit = abs(float(matrix[0])) * 1000
    widths, default = font.character_widths, font.character_widths.get("default", 500)
    names, characters = font.encoding, font.character_map
    glyphs: dict[str, Glyph] = {}

    def glyph(code: str) -> Glyph:
        own = names.get(ord(code), code) if isinstance(names, dict) else code
        text = characters.get(own, characters.get(code, own))
        if text == UNUSED:
            text = BULLET
        width = float(resolved(widths.get(code, default))) * unit
        space = isinstance(names, dict) and code == " "
        return Glyph(text if isinstance(text, str) else own, width, space)

    narrow = superscript_codes(characters, widths) if isinstance(names, str) else frozenset()

    def decode(data: bytes) -> Sequence[Glyph]:
        found = []
        for code in codes(data, names):
            known = glyphs.get(code)
            if known is None:
                known = glyph(code)
                if code in narrow:
                    known = Glyph(known.text, known.width, known.space, True)
                glyphs[code] = known
            found.append(known)
        return found

    return decode


def codes(data: bytes, encoding: str | dict[int, str]) -> Sequence[str]:
    """Return the character codes of a string, as characters."""
    if isinstance(data, str):
        data = data.encode("latin-1", "replace")
    if not isinstance(encoding, str):
        return data.decode("latin-1")
    if encoding == "utf-16-be":
        return [chr(data[i] << 8 | data[i + 1]) for i in range(0, len(data) - 1, 2)]
    return data.decode(encoding, "replace")


def superscript_codes(characters: dict[Any, Any], widths: dict[str, float]) -> frozenset[str]:
    """Return the codes of a font's own superscript figures: the same figure, but narrow.

    Some typesetters draw a footnote call with these, at full size and on the baseline.
    """
    figures = {
        code: text
        for code, text in characters.items()
        if isinstance(code, str) and isinstance(text, str) and text in "0123456789" and text
    }
    widest = max((float(widths.get(code, 0)) for code in figures), default=0.0)
    # A font that holds nothing but superscript figures is known by their width alone.
    widest = max(widest, 450.0)
    doubled = {text for text in figures.values() if list(figures.values()).count(text) > 1}
    return frozenset(
        code
        for code, text in figures.items()
        if 0 < float(widths.get(code, 0)) < NARROW_FIGURE * widest
        and (text in doubled or float(widths.get(code, 0)) < 0.7 * widest)
    )
