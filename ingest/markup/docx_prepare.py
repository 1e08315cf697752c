"""Writes into a Word tree what the converter would lose, and takes out what nobody sees.

After it every heading has one of our styles and carries its number as text, every item of a list
carries its label, and hidden or deleted text is gone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]
from lxml.etree import _Element  # type: ignore[import-untyped]

from ingest.markup.docx_numbering import Numbering
from ingest.markup.docx_parts import W, is_on, value
from ingest.markup.hidden import drop
from ingest.markup.walk import label_text

HEADING_STYLE = "DossierwijzerHeading"
CONTENTS_STYLE = "DossierwijzerContents"
LIST_ID = "999999"
_HEADING_NAME = re.compile(r"(?:heading|kop|titre|überschrift)\s*([1-9])", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|inhopg|inhoud)\s*\d", re.IGNORECASE)
_TABLE_CAPTION = re.compile(r"\s*(?:tabel|table|tableau)\s+\d", re.IGNORECASE)
_LONGEST_CHAIN = 20
_DEEPEST_LIST = 4
_MOST_TINY_HALF_POINTS = 2


@dataclass(frozen=True, slots=True)
class _ParagraphStyle:
    name: str = ""
    outline: int | None = None
    number: str | None = None
    level: int = 0
    hidden: bool = False


class Styles:
    """Paragraph and character styles by id, with what they inherit."""

    def __init__(self, root: _Element | None) -> None:
        """Read `styles.xml`."""
        self._elements: dict[str, _Element] = {}
        if root is not None:
            for style in root.iter(W + "style"):
                self._elements.setdefault(style.get(W + "styleId") or "", style)

    def style(self, identity: str | None) -> _ParagraphStyle:
        """Return a style; an unknown one is plain."""
        chain = list(self._chain(identity))
        if not chain:
            return _ParagraphStyle(name=identity or "")
        outline = _first(chain, "pPr/outlineLvl")
        number = _first(chain, "pPr/numPr/numId")
        level = _first(chain, "pPr/numPr/ilvl")
        return _ParagraphStyle(
            value(chain[0], "name") or "",
            int(outline) if outline and outline.isdigit() and int(outline) < 9 else None,
            number,
            int(level) if level and level.isdigit() else 0,
            any(is_on(style, "rPr/vanish") for style in chain),
        )

    def _chain(self, identity: str | None) -> Iterator[_Element]:
        for _ in range(_LONGEST_CHAIN):
            style = self._elements.get(identity or "")
            if style is None:
                return
            yield style
            identity = value(style, "basedOn")


def _first(chain: list[_Element], path: str) -> str | None:
    return next((found for style in chain if (found := value(style, path)) is not None), None)


def prepare(root: _Element, styles: Styles, numbering: Numbering) -> str:
    """Prepare the tree of a document or of its notes, in place.

    Returns:
        The text in the style "Title", "" when there is none.
    """
    _drop_unseen(root, styles)
    _captions_above(root, styles)
    _mark_header_rows(root)
    titles = [p for p in root.iter(W + "p") if _is_title(p, styles)]
    title = " ".join(_text(titles[0]).split()) if len(titles) == 1 else ""
    for paragraph in list(root.iter(W + "p")):
        if paragraph in titles:
            if title:
                drop(paragraph)
            else:
                _set_style(paragraph, HEADING_STYLE + "1")
        else:
            _prepare_paragraph(paragraph, styles, numbering)
    return title


def _text(element: _Element) -> str:
    return "".join(piece.text or "" for piece in element.iter(W + "t"))


def _style(paragraph: _Element, styles: Styles) -> _ParagraphStyle:
    return styles.style(value(paragraph, "pPr/pStyle"))


def _is_title(paragraph: _Element, styles: Styles) -> bool:
    identity = value(paragraph, "pPr/pStyle")
    named = identity is not None and styles.style(identity).name.casefold() in ("title", "titel")
    return named and bool(_text(paragraph).strip())


def _prepare_paragraph(paragraph: _Element, styles: Styles, numbering: Numbering) -> None:
    style = _style(paragraph, styles)
    if style.name.casefold() in ("toc heading", "kop van inhoudsopgave"):
        drop(paragraph)
        return
    if _CONTENTS_NAME.fullmatch(style.name):
        _set_style(paragraph, CONTENTS_STYLE)
        return
    heading = _heading_level(paragraph, style)
    number = value(paragraph, "pPr/numPr/numId") or style.number
    stated = value(paragraph, "pPr/numPr/ilvl")
    level = int(stated) if stated and stated.isdigit() else style.level
    label = None
    # An empty paragraph is not shown as an item, but a word processor counts it all the same.
    if number and number != "0":
        if heading and stated is None and not style.level:
            level = _level_of_heading(numbering, number, heading)
        label = numbering.next_label(number, level)
    if heading:
        _set_style(paragraph, f"{HEADING_STYLE}{heading}")
        if label:
            _put_before(paragraph, label + (". " if label[-1:].isdigit() else " "))
    elif label is not None:
        depth = max(level, _depth_in_name(style.name))
        _set_list(paragraph, min(depth, _DEEPEST_LIST))
        if label:
            _put_before(paragraph, label_text(label))


def _heading_level(paragraph: _Element, style: _ParagraphStyle) -> int | None:
    outline = value(paragraph, "pPr/outlineLvl")
    if outline and outline.isdigit() and int(outline) < 9:
        level = int(outline) + 1
    elif outline is None and style.outline is not None:
        level = style.outline + 1
    elif named := _HEADING_NAME.fullmatch(style.name.strip()):
        level = int(named[1])
    else:
        return None
    return min(level, 6)


def _level_of_heading(numbering: Numbering, number: str, heading: int) -> int:
    """A heading style that names a list without a level stands at the level of its own depth."""
    levels = numbering.levels.get(numbering.lists.get(number, ""), {})
    return heading - 1 if heading - 1 in levels else 0


def _depth_in_name(name: str) -> int:
    match = re.search(r"(?:list|lijst)\D*([2-5])$", name, re.IGNORECASE)
    return int(match[1]) - 1 if match else 0


def _properties(paragraph: _Element) -> _Element:
    found = paragraph.find(W + "pPr")
    if found is None:
        found = etree.Element(W + "pPr")
        paragraph.insert(0, found)
    return found


def _set_style(paragraph: _Element, identity: str) -> None:
    properties = _properties(paragraph)
    for name in ("pStyle", "numPr"):
        for old in properties.findall(W + name):
            properties.remove(old)
    etree.SubElement(properties, W + "pStyle").set(W + "val", identity)


def _set_list(paragraph: _Element, depth: int) -> None:
    properties = _properties(paragraph)
    for name in ("pStyle", "numPr"):
        for old in properties.findall(W + name):
            properties.remove(old)
    numbers = etree.SubElement(properties, W + "numPr")
    etree.SubElement(numbers, W + "ilvl").set(W + "val", str(depth))
    etree.SubElement(numbers, W + "numId").set(W + "val", LIST_ID)


def _put_before(paragraph: _Element, text: str) -> None:
    run = etree.Element(W + "r")
    piece = etree.SubElement(run, W + "t")
    piece.text = text
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    paragraph.insert(list(paragraph).index(_properties(paragraph)) + 1, run)


def _drop_unseen(root: _Element, styles: Styles) -> None:
    for row in [row for row in root.iter(W + "tr") if row.find(f"{W}trPr/{W}del") is not None]:
        drop(row)
    unseen = [run for run in root.iter(W + "r") if _is_unseen(run, styles)]
    for run in unseen:
        drop(run)


def _is_unseen(run: _Element, styles: Styles) -> bool:
    look = run.find(W + "rPr")
    if run.find(W + "footnoteReference") is not None or run.find(W + "fldChar") is not None:
        return False
    character = value(look, "rStyle")
    hidden = character is not None and styles.style(character).hidden
    if (hidden and value(look, "vanish") is None) or is_on(look, "vanish"):
        return True
    size = value(look, "sz") or ""
    if size.isdigit() and int(size) <= _MOST_TINY_HALF_POINTS:
        return True
    white = (value(look, "color") or "").upper() == "FFFFFF"
    return white and not any(_has_background(up) for up in (run, *run.iterancestors()))


def _has_background(element: _Element) -> bool:
    """Whether white text would show here; the style of a table may well colour its head."""
    if element.tag in (W + "tbl", W + "txbxContent"):
        return True
    holders = {W + "r": ("rPr/shd", "rPr/highlight"), W + "p": ("pPr/shd",)}
    return any(
        element.find("/".join(W + name for name in path.split("/"))) is not None
        for path in holders.get(str(element.tag), ())
    )


def _captions_above(root: _Element, styles: Styles) -> None:
    """Move the caption that stands below a table to above it, where all others stand."""

    def is_caption(element: _Element | None) -> bool:
        if element is None or element.tag != W + "p":
            return False
        named = _style(element, styles).name.casefold() in ("caption", "bijschrift")
        return named and _TABLE_CAPTION.match(_text(element)) is not None

    for table in list(root.iter(W + "tbl")):
        after = table.getnext()
        if after is None or not is_caption(after) or is_caption(table.getprevious()):
            continue
        following = after.getnext()
        if following is None or following.tag != W + "tbl":
            table.addprevious(after)


def _mark_header_rows(root: _Element) -> None:
    """Mark the first row as header where only the table's look says that it is one."""
    for table in root.iter(W + "tbl"):
        rows = table.findall(W + "tr")
        look = table.find(f"{W}tblPr/{W}tblLook")
        if len(rows) < 2 or look is None or any(is_on(row, "trPr/tblHeader") for row in rows):
            continue
        bits = look.get(W + "val") or "0"
        stated = look.get(W + "firstRow")
        first = stated in ("1", "true") if stated else _bits(bits) & 0x20 > 0
        if first and all(_text(cell).strip() for cell in rows[0].iter(W + "tc")):
            holder = rows[0].find(W + "trPr")
            if holder is None:
                holder = etree.Element(W + "trPr")
                rows[0].insert(0, holder)
            etree.SubElement(holder, W + "tblHeader")


def _bits(text: str) -> int:
    return int(text, 16) if re.fullmatch("[0-9A-Fa-f]{1,8}", text) else 0
