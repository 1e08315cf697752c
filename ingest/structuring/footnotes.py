"""Footnotes: their whole text, and the place where each is called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    findings: list[Finding] = []
    for number, parts in _whole_notes(elements):
        call = first_calls.get(number)
        section = call.section if call else ""
        letter = "" if all(note.number != number for note in notes) else "b"
        address = f"fn{number}{letter}"
        marks = pages.marks(section, [(0, parts[0][0])])
        text = joined(text for _, text in parts)
        notes.append(
            Footnote(
                address,
                number,
                text,
                section,
                call.address if call else None,
                call.offset if call else 0,
                marks,
            )
        )
        if letter:
            findings.append(
                _finding("footnote-doubled", address, f"Voetnoot {number} staat er twee keer.")
            )
        elif not call:
            findings.append(
                _finding(
                    "footnote-uncalled", address, f"Naar voetnoot {number} wordt nergens verwezen."
                )
            )
    known = {note.number for note in notes}
    findings += [
        _finding(
            "footnote-missing",
            call.address,
            f"Voetnoot {call.number} wordt vermeld, maar de tekst ervan ontbreekt.",
        )
        for call in calls
        if call.number not in known
    ]
    return tuple(sorted(notes, key=lambda note: (note.number, note.address))), tuple(findings)


def called_numbers(blocks: Blocks) -> set[int]:
    """Return the number of every footnote that the text calls."""
    return {call.number for call in _calls(blocks)}


def _finding(code: str, place: str, text: str) -> Finding:
    return Finding(code, place, text)


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
