"""Recognises notes that stand together at the end, under a title of their own, as footnotes."""

from collections.abc import Sequence

from ingest.pdf.blocks import Block
from ingest.pdf.flow import Chain, Ready
from ingest.pdf.footnotes import Note
from ingest.pdf.headings import folded
from ingest.pdf.lines import Line

TITLES = frozenset(
    "voetnoten noten eindnoten voetnotenlijst footnotes notes endnotes notesdefin".split()
)
BACK = frozenset("↩↑^⤴⏎")


def with_endnotes(items: Sequence[Ready]) -> list[Ready]:
    """Make footnotes of a numbered list from 1 on under a title such as "Voetnoten"."""
    found: list[Ready] = []
    expected = 0
    for place, item in enumerate(items):
        if expected and number_of(item) == expected and isinstance(item, Chain):
            found.append(note_of(item, expected))
            expected += 1
            continue
        after = items[place + 1] if place + 1 < len(items) else None
        expected = 1 if is_title(item) and after is not None and number_of(after) == 1 else 0
        if not expected:
            found.append(item)
    return found


def is_title(item: Ready) -> bool:
    """Whether an item is the title above endnotes."""
    if not isinstance(item, Chain) or not isinstance(item.parts[0], Block):
        return False
    head = item.parts[0]
    return head.kind == "heading" and folded(head.text).lstrip("0123456789") in TITLES


def number_of(item: Ready) -> int | None:
    """Return the number of a list item, or None."""
    if not isinstance(item, Chain) or not isinstance(item.parts[0], Block):
        return None
    marker = item.parts[0].marker.strip("().[]")
    return int(marker) if marker.isdigit() else None


def note_of(item: Chain, number: int) -> Chain:
    """Make a footnote of a list item, without the arrow that leads back to its call."""
    parts: list[Block | Note] = []
    for part in item.parts:
        lines = tuple(kept for line in part.lines if (kept := without_back(line)).pieces)
        if lines:
            parts.append(Note(None if parts else number, lines, lines[0].page))
    return Chain(tuple(parts)) if parts else item


def without_back(line: Line) -> Line:
    """Return a line without an arrow at its end."""
    pieces = line.pieces
    while pieces and BACK.issuperset(pieces[-1].text.strip()):
        pieces = pieces[:-1]
    return Line(pieces, line.page)


def note_numbers(items: Sequence[Ready]) -> frozenset[int]:
    """Return the numbers of all footnotes: only these can be called."""
    return frozenset(
        part.number
        for item in items
        if isinstance(item, Chain)
        for part in item.parts
        if isinstance(part, Note) and part.number is not None
    )
