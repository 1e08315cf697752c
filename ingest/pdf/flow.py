"""Brings what stands on pages and in columns into one flow, and makes elements of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.elements import (
    Element,
    FootnoteLine,
    GapLine,
    HeadingLine,
    ListLine,
    TableLine,
    TextLine,
)
from ingest.pdf.blocks import Block, fits
from ingest.pdf.captions import CAPTION_START
from ingest.pdf.footnotes import Note
from ingest.pdf.headings import NUMBERED, folded
from ingest.pdf.lines import Line
from ingest.pdf.page import Box
from ingest.pdf.rows import Row
from ingest.pdf.tables import TableBlock, joined_tables
from ingest.pdf.text import Vocabulary, rich_text
from ingest.richtext import RichText

JUSTIFIED = 2.0  # points; the right edges of justified lines differ by less


@dataclass(frozen=True)
class Gap:
    """A figure on a page (from 0)."""

    box: Box
    page: int


@dataclass(frozen=True)
class Chain:
    """A paragraph, or a footnote, in its parts: one for each page."""

    parts: tuple[Block | Note, ...]


Item = Block | TableBlock | Note | Gap | Element
Ready = Chain | TableBlock | Gap | Element


@dataclass(frozen=True)
class Setting:
    """What making elements needs to know about the whole document."""

    numbers: Sequence[int | None]
    words: Vocabulary
    notes: frozenset[int]
    levels: Mapping[str, int]
    sizes: Mapping[float, int] = field(default_factory=dict)


class Flow:
    """Takes the items of strip after strip, and joins what a page or column break parted."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.items: list[Ready] = []
        self.last_text = -1
        self.last_note = -1

    def add_strip(self, items: Sequence[Item]) -> None:
        """Add what stands in one strip, from the top down."""
        first = True
        for item in items:
            if isinstance(item, Note):
                self.add_note(item)
                continue
            if isinstance(item, Block) and not (first and self.joins(item)):
                self.place(Chain((item,)))
            elif isinstance(item, TableBlock) and not (first and self.joins_table(item)):
                self.place(item)
            elif not isinstance(item, Block | TableBlock):
                self.items.append(item)
                if isinstance(item, Gap):
                    continue
                self.last_text = -1
            first = False

    def place(self, item: Ready) -> None:
        """Append an item that later ones may go on with."""
        self.items.append(item)
        self.last_text = len(self.items) - 1

    def add_note(self, note: Note) -> None:
        """Add a footnote, or go on with the last one."""
        if note.number is None and self.last_note >= 0:
            chain = self.items[self.last_note]
            if isinstance(chain, Chain):
                self.items[self.last_note] = Chain((*chain.parts, note))
                return
        self.items.append(Chain((note,)))
        self.last_note = len(self.items) - 1

    def joins(self, block: Block) -> bool:
        """Take in a block that goes on with the last one; say whether it did."""
        last = self.items[self.last_text] if self.last_text >= 0 else None
        if not isinstance(last, Chain) or not isinstance(last.parts[-1], Block):
            return False
        before = last.parts[-1]
        if not goes_on(before, block):
            return False
        parts: list[Block] = [part for part in last.parts if isinstance(part, Block)]
        if before.kind == "item" or before.lines[-1].page == block.lines[0].page:
            parts[-1] = replace(before, lines=(*before.lines, *block.lines), right=block.right)
        else:
            parts.append(block)
        self.items[self.last_text] = Chain(tuple(parts))
        return True

    def joins_table(self, table: TableBlock) -> bool:
        """Take in the rest of a table; say whether it was."""
        last = self.items[self.last_text] if self.last_text >= 0 else None
        joined = joined_tables(last, table) if isinstance(last, TableBlock) else None
        if joined is None:
            return False
        self.items[self.last_text] = joined
        return True


def goes_on(before: Block, block: Block) -> bool:
    """Whether a block at the top of a strip is the rest of the block that ended the last one.

    A line that leaves room for the next word ends its paragraph; a full one in justified text that
    ends a sentence mostly does not.
    """
    if block.kind != "text" or before.kind == "heading" or block.opens:
        return False
    if CAPTION_START.match(block.text):
        return False
    last, first = before.lines[-1], block.lines[0]
    if abs(last.size - first.size) > 0.5:
        return False
    small = first.text[:1].islower()
    room = fits(last, first, before.right)
    if before.kind == "item":
        edge = first.x0 - block.left
        hanging = abs(edge - (before.lines[-1].x0 - before.left)) < 3
        return hanging and (small or not room) and (edge > 3 or small)
    if before.ends_sentence:
        return not room and full_in_justified(before) and not before.text.endswith(":")
    return small or not room


def full_in_justified(block: Block) -> bool:
    """Whether all lines above the last one reach one edge, and the last one does too.

    In ragged text the last line of a paragraph is about as long as any other by chance.
    """
    *above, last = block.lines
    ends = [line.x1 for line in above]
    justified = len(ends) > 1 and max(ends) - min(ends) < JUSTIFIED
    return justified and last.x1 >= min(ends) - JUSTIFIED


def elements_of(items: Sequence[Ready], setting: Setting) -> Iterator[Element]:
    """Make elements of the whole flow."""
    depths: list[float] = []
    for item in items:
        if isinstance(item, Chain):
            head = item.parts[0]
            if isinstance(head, Block) and head.kind == "item":
                while depths and head.indent < depths[-1] - 3:
                    depths.pop()
                if not depths or head.indent > depths[-1] + 3:
                    depths.append(head.indent)
            elif isinstance(head, Block):
                depths.clear()
            yield from chain_elements(item, setting, max(0, len(depths) - 1))
        elif isinstance(item, TableBlock):
            yield from table_elements(item, setting)
        elif isinstance(item, Gap):
            yield GapLine(setting.numbers[item.page])
        else:
            yield item


def chain_elements(chain: Chain, setting: Setting, depth: int) -> Iterator[Element]:
    """Make elements of a paragraph, list item, heading or footnote, one for each page."""
    texts = parted_texts([part.lines for part in chain.parts], setting)
    for position, (part, text) in enumerate(zip(chain.parts, texts, strict=True)):
        if not text:
            continue
        if isinstance(part, Note):
            number = part.number if position == 0 else None
            yield FootnoteLine(number, text, setting.numbers[part.page])
            continue
        page = setting.numbers[part.lines[0].page]
        if part.kind == "heading":
            yield heading(text, page, setting, part.lines[0].size)
        elif part.kind == "item" and position == 0:
            yield ListLine(text, depth, part.marker, page)
        else:
            yield TextLine(text, page, glued=position > 0)


def parted_texts(parts: Sequence[Sequence[Line]], setting: Setting) -> list[RichText]:
    """Return the text of each part; a word broken between two belongs to the first."""
    found: list[RichText] = []
    whole = rich_text([line for lines in parts for line in lines], setting.words, setting.notes)
    start = 0
    taken: list[Line] = []
    for lines in parts[:-1]:
        taken += lines
        so_far = rich_text(taken, setting.words, setting.notes).text
        end = whole.text.find(" ", max(0, len(so_far.rstrip("-\u2010")) - 1))
        if end < 0:
            end = len(whole.text)
        found.append(whole.piece(start, end).stripped())
        start = end
    return [*found, whole.piece(start, len(whole.text)).stripped()]


def heading(text: RichText, page: int | None, setting: Setting, size: float) -> HeadingLine:
    """Take the number off a heading; its level comes from the bookmarks, or else from its size."""
    plain = RichText(text.text, tuple(m for m in text.marks if m.kind != "bold"))
    level = setting.levels.get(folded(text.text)) or setting.sizes.get(size)
    found = NUMBERED.fullmatch(text.text)
    if not found:
        return HeadingLine(plain, None, level, page)
    title = plain.piece(found.start(2), len(text.text))
    level = level or setting.levels.get(folded(title.text))
    return HeadingLine(title, found.group(1), level, page)


def table_elements(table: TableBlock, setting: Setting) -> Iterator[TableLine]:
    """Make one element of each row."""
    for position, row in enumerate(table.rows):
        cells = tuple(rich_text(cell, setting.words, setting.notes) for cell in row.cells)
        yield TableLine(cells, setting.numbers[row.page], position == 0 and is_header(table))


def is_header(table: TableBlock) -> bool:
    """Whether the first row names the columns."""
    first = table.rows[0]
    if len(table.rows) < 2 or sum(1 for cell in first.cells if cell) < 2:
        return False
    return not re.fullmatch(r"[\d\s.,%€|–-]*", numbers_only(first))


def numbers_only(row: Row) -> str:
    """Return the text of the cells after the first."""
    return " | ".join(" ".join(line.text for line in cell) for cell in row.cells[1:])


def heading_sizes(items: Sequence[Ready]) -> list[float]:
    """Return the size of each heading."""
    return [
        part.lines[0].size
        for item in items
        if isinstance(item, Chain)
        for part in item.parts
        if isinstance(part, Block) and part.kind == "heading"
    ]


def levels_by_size(items: Sequence[Ready]) -> dict[float, int]:
    """Return the level of headings of each size, for a file without bookmarks and contents."""
    sizes = sorted(set(heading_sizes(items)), reverse=True)
    return {size: level for level, size in enumerate(sizes, 1)}


def towers(items: Sequence[Ready]) -> bool:
    """Whether the first thing in a file is larger than any heading after it."""
    first, others = heading_sizes(items[:1]), heading_sizes(items[1:])
    return bool(first and others) and first[0] > max(others)
