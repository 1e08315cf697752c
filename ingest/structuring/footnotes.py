"""Footnotes: their whole text, and the place where each is called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from ingest.document import Finding, Footnote, ListBlock, Table
from ingest.elements import Element, FootnoteLine
from ingest.richtext import RichText, joined
from ingest.structuring.blocks import Blocks
from ingest.structuring.page_evidence import Pages
from ingest.structuring.row_text import row_text


@dataclass(frozen=True, slots=True)
class Call:
    """A raised footnote number in the text of a block."""

    number: int
    address: str
    section: str
    offset: int


def place_footnotes(
    elements: Sequence[Element], blocks: Blocks, pages: Pages
) -> tuple[tuple[Footnote, ...], tuple[Finding, ...]]:
    """Bring footnotes and their calls together.

    Returns:
        The footnotes in order of their numbers, and findings: "footnote-missing" (called, but no
        text), "footnote-uncalled" and "footnote-doubled".
    """
    calls = list(_calls(blocks))
    first_calls = {call.number: call for call in reversed(calls)}
    notes: list[Footnote] = []
    for number, parts in _whole_notes(elements):
        call = first_calls.get(number)
        section = call.section if call else ""
        twins = sum(note.number == number for note in notes)
        notes.append(
            Footnote(
                f"fn{number}{_letters(twins)}",
                number,
                joined(text for _, text in parts),
                section,
                call.address if call else None,
                call.offset if call else 0,
                pages.marks(section, [(0, parts[0][0])]),
            )
        )
    ordered = tuple(sorted(notes, key=lambda note: (note.number, note.address)))
    return ordered, (*_note_findings(notes), *_call_findings(calls, notes))


def _letters(earlier: int) -> str:
    """Return what tells a footnote from `earlier` ones of its number: "", "b" … "z", "zb"."""
    if not earlier:
        return ""
    return "z" * ((earlier - 1) // 25) + ascii_lowercase[(earlier - 1) % 25 + 1]


def _note_findings(notes: Sequence[Footnote]) -> Iterator[Finding]:
    for note in notes:
        if note.address != f"fn{note.number}":
            text = f"Voetnoot {note.number} staat er meer dan één keer."
            yield Finding("footnote-doubled", note.address, text)
        elif note.called_from is None:
            text = f"Naar voetnoot {note.number} wordt nergens verwezen."
            yield Finding("footnote-uncalled", note.address, text)


def _call_findings(calls: Sequence[Call], notes: Sequence[Footnote]) -> Iterator[Finding]:
    known = {note.number for note in notes}
    for call in calls:
        if call.number not in known:
            text = f"Voetnoot {call.number} wordt vermeld, maar de tekst ervan ontbreekt."
            yield Finding("footnote-missing", call.address, text)


def called_numbers(blocks: Blocks) -> set[int]:
    """Return the number of every footnote that the text calls."""
    return {call.number for call in _calls(blocks)}


def _whole_notes(
    elements: Sequence[Element],
) -> Iterator[tuple[int, list[tuple[int, RichText]]]]:
    """Yield number and parts of each footnote; a part without number goes on with the last."""
    notes: list[tuple[int, list[tuple[int, RichText]]]] = []
    for place, element in enumerate(elements):
        if not isinstance(element, FootnoteLine):
            continue
        if element.number is None and notes:
            notes[-1][1].append((place, element.text))
        elif element.number is not None:
            notes.append((element.number, [(place, element.text)]))
    yield from notes


def _calls(blocks: Blocks) -> Iterator[Call]:
    for address, section, text in _texts(blocks):
        for mark in text.marks:
            if mark.kind == "footnote" and mark.target.isdigit():
                yield Call(int(mark.target), address, section, mark.start)


def _texts(blocks: Blocks) -> Iterator[tuple[str, str, RichText]]:
    for block in blocks.blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield item.address, block.section, item.text
        elif isinstance(block, Table):
            yield block.address, block.section, block.caption
            for row in block.rows:
                yield row.address, block.section, row_text(block.header, row)
        else:
            yield block.address, block.section, block.text
