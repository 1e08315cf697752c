"""Takes out of a tree what a person looking at the page does not see.

Reads the `style` attribute, old colour attributes and simple `<style>` rules (a type, class or id,
below others or not). Style sheets elsewhere are not fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element  # type: ignore[import-untyped]

Style = dict[str, str]

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMPOUND = re.compile(r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<names>(?:[.#][\w-]+)*)", re.IGNORECASE)
_NAME = re.compile(r"([.#])([\w-]+)")
_LENGTH = re.compile(r"(-?[\d.]+)(px|pt|em|rem|ex|ch|vw|vh|%|cm|mm|in)?")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+%?))?\s*\)")
_COLOURS = {"white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250),
            "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245)}  # fmt: skip
_WHITE = (255, 255, 255)
_TOLERANCE = 12
_MOST_RULES = 3_000
_FAR_AWAY = -900.0
_OFFSETS = ("left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent")
_RELEVANT = frozenset(
    "display visibility font-size opacity position clip clip-path width height overflow color "
    "background background-color background-image font transform".split()
) | frozenset(_OFFSETS)

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Compound:
    tag: str
    classes: frozenset[str]
    name: str

    def fits(self, element: _Element) -> bool:
        return (
            self.tag in ("*", element.tag)
            and (not self.name or element.get("id") == self.name)
            and self.classes.issubset((element.get("class") or "").split())
        )


@dataclass(frozen=True, slots=True)
class _StyleRule:
    compounds: tuple[_Compound, ...]
    style: Style
    weight: tuple[int, int, int, int]

    def fits(self, element: _Element) -> bool:
        *above, last = self.compounds
        if not last.fits(element):
            return False
        ancestors = element.iterancestors()
        return all(any(compound.fits(up) for up in ancestors) for compound in reversed(above))


@dataclass(slots=True)
class _Sheet:
    """Rules by what their last part asks for, so that an element meets only a few."""

    by_key: dict[str, list[_StyleRule]] = field(default_factory=dict)

    def style(self, element: _Element) -> Style:
        keys = ["*", str(element.tag), "#" + (element.get("id") or "")]
        keys += ("." + name for name in (element.get("class") or "").split())
        rules = [r for key in keys for r in self.by_key.get(key, ()) if r.fits(element)]
        style: Style = {}
        for rule in sorted(rules, key=lambda rule: rule.weight):
            style.update(rule.style)
        style.update(_attributes(element))
        style.update(_declarations(element.get("style") or ""))
        return style


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element hands down to those inside it."""

    colour: Colour | None = None
    background: Colour | None = _WHITE
    tiny: bool = False


def strip_hidden(root: _Element) -> None:
    """Remove every element, or only its own text, that cannot be seen on the page."""
    sheet = _sheet(root)
    looks: dict[_Element, _Look] = {}
    hidden: list[_Element] = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        parent = element.getparent()
        style = sheet.style(element)
        if element.get("hidden") is not None or _is_hidden(style):
            hidden.append(element)
        before = looks.get(parent, _Look()) if parent is not None else _Look()
        look = looks[element] = _look(style, before)
        if look.tiny or _same(look.colour, look.background):
            _drop_own_text(element)
    for element in hidden:
        if element is not root:
            drop(element)


def drop(element: _Element) -> None:
    """Remove an element but keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
    parent.remove(element)


def _drop_own_text(element: _Element) -> None:
    if element.tag in ("style", "script"):
        return
    element.text = None
    for child in element:
        child.tail = None


def _is_hidden(style: Style) -> bool:
    if not style:
        return False
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse"):
        return True
    if _length(style.get("opacity", "1")) == 0 or "scale(0" in style.get("transform", ""):
        return True
    if style.get("position") in ("absolute", "fixed") and style.get("clip", "auto") != "auto":
        return True
    small = any(abs(_length(style.get(side, "9"))) <= 1 for side in ("width", "height"))
    if small and style.get("overflow") in ("hidden", "clip"):
        return True
    return any(_length(style.get(name, "0")) <= _FAR_AWAY for name in _OFFSETS)


def _look(style: Style, before: _Look) -> _Look:
    if not style:
        return before
    size = style.get("font-size") or _font_size(style.get("font", ""))
    tiny = (
        before.tiny if size is None else (_LENGTH.match(size) is not None and _length(size) < 0.2)
    )
    colour = _colour(style["color"], before.background) if "color" in style else before.colour
    background = before.background
    for name in ("background", "background-color", "background-image"):
        if style.get(name, "none") not in ("none", "transparent", "inherit", ""):
            background = _colour(style[name].split()[0], None)
    return _Look(colour, background, tiny)


def _font_size(shorthand: str) -> str | None:
    sizes = [part for part in shorthand.split() if _LENGTH.match(part) and not part.isdigit()]
    return sizes[0] if sizes else None


def _same(colour: Colour | None, background: Colour | None) -> bool:
    if colour is None or background is None:
        return False
    return all(abs(a - b) <= _TOLERANCE for a, b in zip(colour, background, strict=True))


def _length(value: str) -> float:
    """Return a length in pixels, roughly; 100 for what is no length."""
    match = _LENGTH.fullmatch(value)
    if not match:
        return 100.0
    try:
        number = float(match[1])
    except ValueError:
        return 100.0
    scale = {"em": 16.0, "rem": 16.0, "vw": 12.0, "vh": 8.0, "%": 12.0, "cm": 38.0, "in": 96.0}
    return number * scale.get(match[2] or "", 1.0)


def _colour(value: str, behind: Colour | None) -> Colour | None:
    """Return red, green and blue; `behind` for what is transparent; None for the unknown."""
    if value == "transparent":
        return behind
    if value in _COLOURS:
        return _COLOURS[value]
    if re.fullmatch("#[0-9a-f]{3,4}|#[0-9a-f]{6}(?:[0-9a-f]{2})?", value):
        digits = value[1:] if len(value) > 5 else "".join(d * 2 for d in value[1:])
        if digits[6:] == "00":
            return behind
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if match := _RGB.fullmatch(value):
        if match[4] and float(match[4].rstrip("%") or 1) == 0:
            return behind
        return int(match[1]), int(match[2]), int(match[3])
    return None


def _attributes(element: _Element) -> Style:
    pairs = (("color", element.get("color")), ("background-color", element.get("bgcolor")))
    return {name: value.strip().lower() for name, value in pairs if value}


def _declarations(text: str) -> Style:
    style: Style = {}
    for declaration in _COMMENT.sub("", text).split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        if name in _RELEVANT:
            style[name] = value.lower().replace("!important", "").strip()
    return style


def _sheet(root: _Element) -> _Sheet:
    sheet = _Sheet()
    text = "\n".join(element.text or "" for element in root.iter("style"))
    for place, (selectors, body) in enumerate(_rules(_COMMENT.sub("", text))):
        style = _declarations(body)
        if not style or place > _MOST_RULES:
            continue
        for selector in selectors.split(","):
            if rule := _rule(selector.strip(), style, place):
                last = rule.compounds[-1]
                first_class = min(last.classes, default="")
                key = (
                    "#" + last.name if last.name else "." + first_class if first_class else last.tag
                )
                sheet.by_key.setdefault(key, []).append(rule)
    return sheet


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield the rules that hold on a screen; others stand in blocks such as `@media print`."""
    for part in re.split(r"(?=@)", text):
        if not part.startswith("@"):
            yield from _RULE.findall(part)
            continue
        opening = part.find("{")
        closing = re.search(r"\}\s*\}", part)
        inside_ends = closing.end() if closing else len(part)
        if re.match(r"@media\s+(?:only\s+)?(?:screen|all)\s*\{", part):
            yield from _RULE.findall(part[opening + 1 : inside_ends])
        if re.match(r"@(?:media|supports|layer|container|keyframes|-\w+-keyframes)", part):
            yield from _RULE.findall(part[inside_ends:])
        elif part.startswith(("@import", "@charset", "@namespace")):
            yield from _RULE.findall(part.partition(";")[2])
        else:
            yield from _RULE.findall(part[part.find("}") + 1 :])


def _rule(selector: str, style: Style, place: int) -> _StyleRule | None:
    compounds: list[_Compound] = []
    names = classes = tags = 0
    for part in selector.replace(">", " ").split():
        match = _COMPOUND.fullmatch(part)
        if not match:
            return None
        found = _NAME.findall(match["names"])
        own = frozenset(name for kind, name in found if kind == ".")
        identity = next((name for kind, name in found if kind == "#"), "")
        tag = (match["tag"] or "*").lower()
        compounds.append(_Compound(tag, own, identity))
        names, classes, tags = names + bool(identity), classes + len(own), tags + (tag != "*")
    return _StyleRule(tuple(compounds), style, (names, classes, tags, place)) if compounds else None
