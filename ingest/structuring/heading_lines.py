"""Headings, and the sections they open with their parents and paths.

Which number a heading gets is for `headings` (with a table of contents) or `own_numbers`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Section
from ingest.elements import HeadingLine


@dataclass(frozen=True, slots=True)
class Heading:
    """A candidate for a heading: its place among the elements, and what it says."""

    element: int
    number: str | None
    title: str
    level: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class AlignedSection:
    """A section and the element that opens it."""

    element: int
    section: Section


# A heading, the number of its section, and the page where that begins.
Entry = tuple[Heading, str, int | None]


def candidates(elements: Sequence[object]) -> list[Heading]:
    """Return every heading line with its place."""
    return [
        Heading(place, element.number, element.title.text, element.level, element.page)
        for place, element in enumerate(elements)
        if isinstance(element, HeadingLine)
    ]


def is_section_number(headings: Sequence[Heading], place: int) -> bool:
    """Whether a number is that of a section, and not that of a point within one.

    "1.2" is; "2" is when 2.1 follows it or when it follows on 1.x.
    """
    number = headings[place].number or ""
    if "." in number or not number.isdigit():
        return "." in number
    after = next((h.number for h in headings[place + 1 :] if h.number), "")
    before = next((h.number for h in reversed(headings[:place]) if h.number), "")
    return after.startswith(f"{number}.") or before.startswith(f"{int(number) - 1}.")


def with_parents(entries: Sequence[Entry]) -> tuple[AlignedSection, ...]:
    """Return the sections of headings, each below the section whose number its own begins with."""
    paths: dict[str, tuple[str, ...]] = {}
    found = []
    for heading, number, page in entries:
        parent = number.rpartition(".")[0] or None
        parent = parent if parent in paths else None
        path = (*paths.get(parent or "", ()), heading.title)
        paths[number] = path
        printed = heading.number if heading.number != number and number[0].isdigit() else None
        level = number.count(".") + 1 if number[0].isdigit() else 1
        section = Section(number, heading.title, level, parent, path, page, printed)
        found.append(AlignedSection(heading.element, section))
    return tuple(found)
