"""Drafts -> blocks with permanent addresses and pages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.address import block_address
from ingest.document import (
    Block,
    ListBlock,
    ListItem,
    Paragraph,
    Subtitle,
    Table,
    TableRow,
)
from ingest.structuring.drafts import TABLE_CAPTION, Draft
from ingest.structuring.page_evidence import Pages
from ingest.structuring.tables import WholeTable, whole_table


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a document, and the sections in which a figure is missing."""

    blocks: tuple[Block, ...]
    gaps: tuple[str, ...]


def build_blocks(drafts: Sequence[Draft], pages: Pages) -> Blocks:
    """Give every draft its address, counting each kind of block within its section."""
    builder = _Builder(pages, _table_numbers(drafts))
    for draft in drafts:
        builder.take(draft)
    builder.close_list()
    gaps = tuple(draft.section for draft in drafts if draft.kind == "gap")
    return Blocks(tuple(builder.blocks), gaps)


def _table_numbers(drafts: Sequence[Draft]) -> dict[int, int]:
    """Return the number of each table draft (by identity): printed, or else the next free one."""
    tables = [draft for draft in drafts if draft.kind == "table"]
    printed = {id(t): int(m[1]) for t in tables if (m := TABLE_CAPTION.match(t.text.text))}
    taken = set(printed.values())
    numbers: dict[int, int] = {}
    used: set[int] = set()
    for table in tables:
        number = printed.get(id(table), 1)
        while number in used or (id(table) not in printed and number in taken):
            number += 1
        used.add(number)
        numbers[id(table)] = number
    return numbers


@dataclass
class _Builder:
    pages: Pages
    table_numbers: dict[int, int]
    blocks: list[Block] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    open_items: list[Draft] = field(default_factory=list)

    def take(self, draft: Draft) -> None:
        if draft.kind == "item":
            if self.open_items and self._starts_new_list(draft):
                self.close_list()
            self.open_items.append(draft)
            return
        self.close_list()
        if draft.kind == "paragraph":
            self._add_paragraph(draft)
        elif draft.kind == "subtitle":
            marks = self.pages.marks(draft.section, draft.offsets())
            address = self._next(draft.section, "h")
            self.blocks.append(Subtitle(address, draft.section, draft.text, marks))
        elif draft.kind == "table":
            self._add_table(draft)

    def _next(self, section: str, kind: str) -> str:
        self.counts[section, kind] += 1
        return block_address(section, kind, self.counts[section, kind])

    def _starts_new_list(self, draft: Draft) -> bool:
        first = self.open_items[0]
        restarts = draft.marker.rstrip(".)") in ("1", "a") and draft.depth == first.depth
        return draft.section != first.section or restarts

    def _add_paragraph(self, draft: Draft) -> None:
        text, offsets = draft.text, draft.offsets()
        marks = self.pages.marks(draft.section, offsets)
        address = self._next(draft.section, "p")
        self.blocks.append(Paragraph(address, draft.section, text, marks, draft.subtitle))

    def close_list(self) -> None:
        """Make a list of the items that were taken since the last other block."""
        if not self.open_items:
            return
        first = self.open_items[0]
        address = self._next(first.section, "l")
        items: list[ListItem] = []
        for count, draft in enumerate(self.open_items, 1):
            above = [item for item in items if item.depth < draft.depth]
            items.append(
                ListItem(
                    address=f"{address}-i{count}",
                    text=draft.text,
                    marker=draft.marker,
                    depth=draft.depth,
                    parent=above[-1].address if above else None,
                    pages=self.pages.marks(draft.section, draft.offsets()),
                )
            )
        lead_in = self._lead_in(first)
        self.blocks.append(ListBlock(address, first.section, tuple(items), lead_in, first.subtitle))
        self.open_items = []

    def _lead_in(self, first: Draft) -> str | None:
        """Return the address of the paragraph right above the list, in the same sub-block."""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Paragraph) and (last.section, last.subtitle) == (
            first.section,
            first.subtitle,
        ):
            return last.address
        return None

    def _add_table(self, draft: Draft) -> None:
        whole = whole_table(draft.lines)
        number = self.table_numbers[id(draft)]
        address = block_address(draft.section, "t", number)
        first = draft.parts[:1] or [(draft.lines[0][0], draft.text)]
        self.blocks.append(
            Table(
                address=address,
                section=draft.section,
                number=number,
                caption=draft.text,
                header=whole.header,
                rows=self._rows(address, draft.section, whole),
                source=draft.source,
                pages=self.pages.marks(draft.section, [(0, first[0][0])]),
            )
        )

    def _rows(self, address: str, section: str, whole: WholeTable) -> tuple[TableRow, ...]:
        # A row over two pages is on the page where it begins: its columns run on side by side.
        return tuple(
            TableRow(
                address=f"{address}-r{count}",
                cells=row.cells,
                group=row.group,
                pages=self.pages.marks(section, [(0, row.elements[0])]),
            )
            for count, row in enumerate(whole.rows, 1)
        )
