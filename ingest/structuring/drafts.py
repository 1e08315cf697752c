"""Elements -> drafts: paragraphs, items and tables made whole again, each with its parts' places.

A draft remembers which element every part of its text came from; `pages` later says on which
page that element stands.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ingest.elements import (
    Element,
    GapLine,
    HeadingLine,
    Layout,
    ListLine,
    TableLine,
    TextLine,
)
from ingest.richtext import NO_TEXT, RichText, joined

DraftKind = Literal["subtitle", "paragraph", "item", "table", "gap"]
TABLE_CAPTION = re.compile(r"^(?:Tabel|Table|Tableau)\s+(\d+)\s*[:.–-]?\s*", re.IGNORECASE)
_TABLE_SOURCE = re.compile(
    r"^(?:\([^()]*(?:\([^()]*\)[^()]*)*\)\.?|(?:Bron|Source|Sources)\s*:.*)$"
)
_FINISHED = re.compile(r"[.?!…:;][\"”’')\]»]*$")
_HYPHEN = re.compile(r"\w-$")
_LONGEST_SOURCE = 400
# The section of what stands before the first heading.
OPENING = "begin"


@dataclass(slots=True)
class Draft:
    """A block in the making: the parts of its text with the elements they came from."""

    kind: DraftKind
    section: str
    subtitle: str
    parts: list[tuple[int, RichText]] = field(default_factory=list)
    marker: str = ""
    depth: int = 0
    lines: list[tuple[int, TableLine]] = field(default_factory=list)
    source: RichText = NO_TEXT

    @property
    def text(self) -> RichText:
        """The parts as one text."""
        return joined(part for _, part in self.parts)

    def offsets(self) -> list[tuple[int, int]]:
        """Return (first character, element) of each part."""
        found, start = [], 0
        for element, part in self.parts:
            found.append((start, element))
            start += len(part.text) + 1
        return found


def draft_blocks(
    elements: Sequence[Element],
    openings: Mapping[int, str],
    layout: Layout,
    unjoined: Collection[str] = (),
) -> list[Draft]:
    """Make paragraphs, list items and tables whole.

    Args:
        elements: Everything a reader found.
        openings: Element -> number of the section it opens.
        layout: In a "flowing" text every line is a whole paragraph.
        unjoined: Sections whose lines are not sentences (the reference list).

    Returns:
        Drafts in reading order. Footnotes and the table of contents are left out.
    """
    assembler = _Assembler(openings, layout, unjoined)
    for place, element in enumerate(elements):
        assembler.take(place, element)
    return assembler.drafts


def continues(previous: RichText, following: RichText, same_page: bool) -> bool:
    """Whether `following` is the rest of a sentence that `previous` breaks off.

    Args:
        previous: Text that ends a page, a column or a line.
        following: The next text.
        same_page: Whether both are known to stand on one page; then only a small letter tells.
    """
    text, rest = previous.text, following.text
    if not text or not rest or _FINISHED.search(text):
        return False
    if rest[0].islower() or text.rfind("(") > text.rfind(")"):
        return True
    return not same_page and (text[-1].isalnum() or text[-1] in ",-–")


@dataclass
class _Assembler:
    openings: Mapping[int, str]
    layout: Layout
    unjoined: Collection[str]
    drafts: list[Draft] = field(default_factory=list)
    section: str = OPENING
    subtitle: str = ""
    subtitle_before: str = ""
    last_page: int | None = None

    def take(self, place: int, element: Element) -> None:
        match element:
            case HeadingLine():
                self._take_heading(place, element)
            case TextLine():
                self._take_text(place, element)
            case ListLine():
                draft = self._new("item", marker=element.marker, depth=element.depth)
                draft.parts.append((place, element.text))
            case TableLine():
                self._take_table_line(place, element)
            case GapLine():
                self._new("gap").parts.append((place, NO_TEXT))
            case _:
                return
        self.last_page = element.page

    def _new(self, kind: DraftKind, marker: str = "", depth: int = 0) -> Draft:
        draft = Draft(kind, self.section, self.subtitle, marker=marker, depth=depth)
        self.drafts.append(draft)
        return draft

    def _last(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None

    def _take_heading(self, place: int, heading: HeadingLine) -> None:
        if place in self.openings:
            self.section, self.subtitle = self.openings[place], ""
            return
        self.subtitle_before = self.subtitle
        prefix = f"{heading.number}. " if heading.number else ""
        title = joined((RichText(prefix), heading.title), "")
        self.subtitle = title.text
        self._new("subtitle").parts.append((place, title))

    def _take_text(self, place: int, line: TextLine) -> None:
        last = self._last()
        if last and last.kind == "table" and last.section == self.section:
            if self._take_below_table(last, place, line):
                return
        elif last and self._is_rest(last, line):
            last.parts.append((place, line.text))
            return
        elif last and self._is_cut_short(last, line):
            # A short line at the foot of a page looked like a title.
            last.kind, last.subtitle = "paragraph", self.subtitle_before
            self.subtitle = self.subtitle_before
            last.parts.append((place, line.text))
            return
        self._new("paragraph").parts.append((place, line.text))

    def _is_cut_short(self, last: Draft, line: TextLine) -> bool:
        """Whether what seemed a title is the start of a sentence that `line` ends."""
        if self.layout != "converted" or self.section in self.unjoined:
            return False
        if last.kind != "subtitle" or last.section != self.section:
            return False
        return line.text.text[:1].islower()

    def _is_rest(self, last: Draft, line: TextLine) -> bool:
        if self.layout == "flowing" or self.section in self.unjoined:
            return False
        if last.section != self.section or not last.parts:
            return False
        if self.layout == "paged" and line.glued and last.kind in ("paragraph", "item"):
            return True
        if last.kind == "item":
            return line.text.text[:1].islower() and continues(last.text, line.text, True)
        if last.kind != "paragraph" or TABLE_CAPTION.match(last.text.text):
            return False
        same_page = line.page is not None and line.page == self.last_page
        return continues(last.text, line.text, same_page)

    def _take_table_line(self, place: int, line: TableLine) -> None:
        last = self._last()
        if last is None or not self._goes_on(last, line):
            last = self._new("table")
            last.parts = self._caption_before()
        last.lines.append((place, line))

    def _goes_on(self, last: Draft, line: TableLine) -> bool:
        """Whether a line belongs to the table above it; a page break may lie between them."""
        if last.kind != "table" or last.section != self.section or last.source:
            return False
        return line.glued or self.layout != "flowing"

    def _caption_before(self) -> list[tuple[int, RichText]]:
        """Take the caption back from the paragraph that was drafted for it."""
        before = self.drafts[-2] if len(self.drafts) > 1 else None
        if before and before.kind == "paragraph" and TABLE_CAPTION.match(before.text.text):
            self.drafts.remove(before)
            return before.parts
        return []

    def _take_below_table(self, table: Draft, place: int, line: TextLine) -> bool:
        """Take a source line, or the rest of a row that lost its columns; say whether."""
        text = line.text.text
        if table.source:
            return False
        if len(text) <= _LONGEST_SOURCE and _TABLE_SOURCE.match(text):
            table.source = line.text
            return True
        if self.layout == "converted" and (line.glued or _starts_midway(text)):
            table.lines.append((place, TableLine((line.text,), line.page, glued=line.glued)))
            return True
        return False


def _starts_midway(text: str) -> bool:
    return text[:1].islower() or (text.startswith("(") and not _TABLE_SOURCE.match(text))
