"""What is open at a place in a tree of markup, and what each tag opens and closes.

State and tables for the walk in `ingest.markup.tree`; variation by tag is data here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml.etree import _Element  # type: ignore[import-untyped]

from ingest.elements import Element, GapLine, HeadingLine, ListLine, TextLine
from ingest.markup.notes import BLOCKS, Notes, text_of
from ingest.markup.table import OpenTable, is_layout
from ingest.markup.text_builder import TextBuilder
from ingest.richtext import MarkKind, RichText, joined

_NO_TEXT = frozenset(
    "script style noscript template head title iframe object embed applet audio video canvas map "
    "button input select option optgroup textarea datalist progress meter svg del rt rp".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STYLES: dict[str, MarkKind] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic",
}  # fmt: skip
_RAISED_DIGITS = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_LABEL = re.compile("^\ue000(?P<label>[^\ue000]{1,40})\ue000")
_SCHEMES = re.compile(r"(?:https?|mailto|doi|ftp):", re.IGNORECASE)


def label_text(label: str) -> str:
    """Wrap the printed label of a list item so that the walk takes it as the item's marker."""
    return f"\ue000{label}\ue000"


@dataclass(slots=True)
class _OpenList:
    ordered: bool
    style: str
    number: int


@dataclass(slots=True)
class _OpenItem:
    marker: str
    depth: int
    place: int | None = None


@dataclass(slots=True)
class Walk:
    """What is open at the present place in the tree, and what was found so far."""

    notes: Notes
    base: str
    found: list[Element] = field(default_factory=list)
    text: TextBuilder = field(default_factory=TextBuilder)
    lists: list[_OpenList] = field(default_factory=list)
    items: list[_OpenItem] = field(default_factory=list)
    tables: list[OpenTable | None] = field(default_factory=list)
    heading: int | None = None
    pictures: int = 0

    @property
    def table(self) -> OpenTable | None:
        """The table of data that the present place stands in."""
        return next((table for table in reversed(self.tables) if table is not None), None)

    def flush(self) -> None:
        """Close the block that was being collected."""
        rich = self.text.take()
        pictures, self.pictures = self.pictures, 0
        if not rich and not rich.marks:
            if pictures and self.table is None and not self.items:
                self.found.append(GapLine())
        elif self.table is not None:
            self.table.add(rich)
        elif self.heading is not None:
            self.found.append(HeadingLine(rich, level=self.heading))
        elif self.items:
            self._into_item(rich)
        else:
            self.found.append(TextLine(rich))

    def _into_item(self, rich: RichText) -> None:
        item = self.items[-1]
        if item.place is not None and isinstance(earlier := self.found[item.place], ListLine):
            whole = joined((earlier.text, rich))
            self.found[item.place] = ListLine(whole, earlier.depth, earlier.marker)
            return
        if label := _LABEL.match(rich.text):
            item.marker = label["label"]
            rich = rich.piece(label.end(), len(rich.text)).stripped()
        item.place = len(self.found)
        self.found.append(ListLine(rich, item.depth, item.marker))


def is_skipped(walk: Walk, element: _Element) -> bool:
    """Whether the inside of an element is not walked."""
    return (
        element.tag in _NO_TEXT
        or element in walk.notes.calls
        or element in walk.notes.ignored
        or _is_power(element)
    )


def _is_power(element: _Element) -> bool:
    return (
        element.tag == "sup" and re.fullmatch(r"\s*[-−+]?\d{1,3}\s*", text_of(element)) is not None
    )


def stands_for_itself(walk: Walk, element: _Element) -> bool:
    """Handle an element whose inside is not walked; return whether it is one."""
    if not is_skipped(walk, element):
        return False
    if element in walk.notes.calls:
        for number in walk.notes.calls[element]:
            walk.text.call(number)
    elif element not in walk.notes.ignored and _is_power(element):
        walk.text.add(text_of(element).strip().translate(_RAISED_DIGITS))
    elif element.tag in ("svg", "canvas") and element.getparent() is not None:
        walk.pictures += element.getparent().tag == "figure"
    return True


def start_element(walk: Walk, element: _Element) -> None:
    """Open what the start tag opens."""
    tag = str(element.tag)
    if tag in BLOCKS:
        walk.flush()
    if tag in _STYLES:
        walk.text.open(_STYLES[tag])
    elif starter := _STARTERS.get(tag):
        starter(walk, element)
    elif tag in _HEADINGS or element.get("role") == "heading":
        walk.heading = _heading_level(element)


def end_element(walk: Walk, element: _Element) -> None:
    """Close what the end tag closes."""
    tag = str(element.tag)
    if tag in BLOCKS:
        walk.flush()
    if tag in _STYLES:
        walk.text.close()
    elif ender := _ENDERS.get(tag):
        ender(walk, element)
    elif tag in _HEADINGS or element.get("role") == "heading":
        walk.flush()
        walk.heading = None


def _heading_level(element: _Element) -> int:
    stated = element.get("aria-level") or ""
    return _HEADINGS.get(str(element.tag)) or (int(stated) if re.fullmatch("[1-9]", stated) else 2)


def _link_target(walk: Walk, element: _Element) -> str:
    address = (element.get("href") or "").strip()
    if not address or address.startswith("#"):
        return ""
    whole = urljoin(walk.base, address) if walk.base else address
    return whole if _SCHEMES.match(whole) else ""


def _start_link(walk: Walk, element: _Element) -> None:
    if target := _link_target(walk, element):
        walk.text.open("link", target)


def _end_link(walk: Walk, element: _Element) -> None:
    if _link_target(walk, element):
        walk.text.close()


def _start_list(walk: Walk, element: _Element) -> None:
    first = element.get("start") or ""
    number = int(first) if re.fullmatch(r"-?\d{1,6}", first) else 1
    walk.lists.append(_OpenList(element.tag == "ol", element.get("type") or "1", number))


def _end_list(walk: Walk, element: _Element) -> None:
    walk.lists.pop()


def _start_item(walk: Walk, element: _Element) -> None:
    here = walk.lists[-1] if walk.lists else _OpenList(False, "1", 1)
    value = element.get("value") or ""
    if re.fullmatch(r"-?\d{1,6}", value):
        here.number = int(value)
    marker = _marker(here.number, here.style) if here.ordered else "-"
    here.number += 1
    walk.items.append(_OpenItem(marker, max(len(walk.lists) - 1, 0)))


def _end_item(walk: Walk, element: _Element) -> None:
    walk.items.pop()


def _marker(number: int, style: str) -> str:
    if style in ("a", "A") and 1 <= number <= 26:
        return chr(ord(style) + number - 1) + "."
    return f"{number}."


def _start_table(walk: Walk, element: _Element) -> None:
    inner = walk.table is not None
    walk.tables.append(None if inner or is_layout(element) else OpenTable())


def _end_table(walk: Walk, element: _Element) -> None:
    if (table := walk.tables.pop()) is not None:
        table.close_row(element)
        walk.found += table.lines()


def _in_table(action: Callable[[OpenTable, _Element], None]) -> Callable[[Walk, _Element], None]:
    """Make an action of the innermost table, if that one is a table of data."""

    def act(walk: Walk, element: _Element) -> None:
        if walk.tables and (table := walk.tables[-1]) is not None:
            action(table, element)

    return act


def _break(walk: Walk, element: _Element) -> None:
    if walk.text.line_break():
        walk.flush()


def _picture(walk: Walk, element: _Element) -> None:
    walk.pictures += 1


_STARTERS: dict[str, Callable[[Walk, _Element], None]] = {
    "a": _start_link,
    "ul": _start_list,
    "ol": _start_list,
    "menu": _start_list,
    "dir": _start_list,
    "li": _start_item,
    "table": _start_table,
    "caption": _in_table(OpenTable.open_caption),
    "thead": _in_table(OpenTable.open_part),
    "tbody": _in_table(OpenTable.open_part),
    "tfoot": _in_table(OpenTable.open_part),
    "tr": _in_table(OpenTable.open_row),
    "td": _in_table(OpenTable.open_cell),
    "th": _in_table(OpenTable.open_cell),
    "br": _break,
    "img": _picture,
}
_ENDERS: dict[str, Callable[[Walk, _Element], None]] = {
    "a": _end_link,
    "ul": _end_list,
    "ol": _end_list,
    "menu": _end_list,
    "dir": _end_list,
    "li": _end_item,
    "table": _end_table,
    "caption": _in_table(OpenTable.close_caption),
    "thead": _in_table(OpenTable.close_part),
    "tbody": _in_table(OpenTable.close_part),
    "tfoot": _in_table(OpenTable.close_part),
    "tr": _in_table(OpenTable.close_row),
    "td": _in_table(OpenTable.close_cell),
    "th": _in_table(OpenTable.close_cell),
}
