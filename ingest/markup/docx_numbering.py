"""The numbers that a word processor prints but does not write down: counted again here."""

from dataclasses import dataclass, field

from lxml.etree import _Element  # type: ignore[import-untyped]

from ingest.markup.docx_parts import W, value

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    text: str


@dataclass(slots=True)
class Numbering:
    """Lists of a file and how far each has counted.

    Attributes:
        lists: Number of a list -> name of the definition it follows.
        levels: Definition -> its levels.
        restarts: List -> level -> number it starts again from.
        counts: Definition -> present numbers by level.
    """

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def next_label(self, number: str, level: int) -> str | None:
        """Count one further in a list.

        Returns:
            What is printed before the paragraph ("1.2", "a)"); "" for a bullet; None when there
            is no such list.
        """
        definition = self.lists.get(number)
        levels = self.levels.get(definition or "")
        if definition is None or not levels or level not in levels:
            return None
        counts = self.counts.setdefault(definition, {})
        if number not in self.begun:
            self.begun.add(number)
            for restarted, start in self.restarts.get(number, {}).items():
                counts[restarted] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [place for place in counts if place > level]:
            del counts[deeper]
        if levels[level].style in ("bullet", "none"):
            return ""
        label = levels[level].text
        for place in range(_LEVELS):
            if place in levels and f"%{place + 1}" in label:
                count = counts.get(place, levels[place].start)
                label = label.replace(f"%{place + 1}", _written(count, levels[place].style))
        return label.strip()


def numbering(root: _Element | None) -> Numbering:
    """Read the definitions of lists from `numbering.xml`."""
    found = Numbering()
    if root is None:
        return found
    for definition in root.iter(W + "abstractNum"):
        name = definition.get(W + "abstractNumId") or ""
        found.levels[name] = {
            _whole(level.get(W + "ilvl")): _Level(
                _whole(value(level, "start"), 1),
                value(level, "numFmt") or "decimal",
                value(level, "lvlText") or "",
            )
            for level in definition.iter(W + "lvl")
        }
    for one in root.iter(W + "num"):
        number = one.get(W + "numId") or ""
        found.lists[number] = value(one, "abstractNumId") or ""
        for override in one.iter(W + "lvlOverride"):
            start = value(override, "startOverride")
            if start is not None:
                place = _whole(override.get(W + "ilvl"))
                found.restarts.setdefault(number, {})[place] = _whole(start, 1)
    return found


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def _written(count: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = ""
        for amount, letters in _ROMAN:
            while count >= amount:
                roman, count = roman + letters, count - amount
        return roman.upper() if style == "upperRoman" else roman
    return str(count)
