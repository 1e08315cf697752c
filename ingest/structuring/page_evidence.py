"""What a reading says about pages -> the page of every element.

Paged input states its pages. For converted text this gathers the facts that `pages`
needs to prove them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.document import Finding, PageBasis, PageMark
from ingest.elements import (
    ContentsLine,
    Element,
    FootnoteLine,
    GapLine,
    ListLine,
    Reading,
)
from ingest.richtext import RichText
from ingest.structuring.drafts import Draft
from ingest.structuring.heading_lines import AlignedSection
from ingest.structuring.pages import (
    MAYBE_NEXT,
    NEXT_PAGE,
    SAME_PAGE,
    UNKNOWN,
    ContradictoryPages,
    Step,
    prove_pages,
)


@dataclass(frozen=True, slots=True)
class Pages:
    """The page of each element (None when not known), on what basis, and what was noticed."""

    by_element: tuple[int | None, ...]
    basis: PageBasis
    section_start: Mapping[str, int]
    findings: tuple[Finding, ...] = ()

    def marks(self, section: str, offsets: Sequence[tuple[int, int]]) -> tuple[PageMark, ...]:
        """Return the page marks of a text.

        Args:
            section: Number of its section, whose first page is used where none is proved.
            offsets: (first character, element) of each part of the text.
        """
        found: list[PageMark] = []
        for start, element in offsets:
            mark = self._mark(section, start, element)
            if mark and (not found or (found[-1].page, found[-1].basis) != (mark.page, mark.basis)):
                found.append(mark)
        return tuple(found)

    def _mark(self, section: str, start: int, element: int) -> PageMark | None:
        page = self.by_element[element]
        if page is not None:
            return PageMark(start, page, self.basis)
        first = self.section_start.get(section)
        return None if first is None else PageMark(start, first, "section_start")


def pages_of(
    reading: Reading, sections: Sequence[AlignedSection], drafts: Sequence[Draft]
) -> Pages:
    """Find the page of every element of a reading."""
    starts = {s.section.number: s.section.page for s in sections if s.section.page is not None}
    elements = reading.elements
    if reading.layout == "paged":
        return Pages(tuple(element.page for element in elements), "printed", starts)
    nothing = (None,) * len(elements)
    known = {s.element: s.section.page for s in sections if s.section.page is not None}
    if reading.layout == "flowing" or not known:
        return Pages(nothing, "inferred", starts)
    steps = _steps(elements, drafts)
    together = list(_calls(elements, drafts))
    for pairs in (together, []):
        try:
            return Pages(tuple(prove_pages(steps, known, pairs)), "inferred", starts)
        except ContradictoryPages as contradiction:
            place = _section_at(sections, contradiction.element)
    finding = Finding(
        "pages-contradict",
        place,
        "Voetnoten, afgebroken zinnen en inhoudsopgave spreken elkaar tegen over de pagina's; "
        "enkel de eerste pagina van elke sectie wordt vermeld.",
    )
    return Pages(nothing, "inferred", starts, (finding,))


def _section_at(sections: Sequence[AlignedSection], element: int) -> str:
    earlier = [s.section.number for s in sections if s.element <= element]
    return earlier[-1] if earlier else ""


def _steps(elements: Sequence[Element], drafts: Sequence[Draft]) -> list[Step]:
    rests = {place for draft in drafts for place, _ in draft.parts[1:]}
    in_tables = {place for draft in drafts for place, _ in draft.lines}
    steps = [UNKNOWN]
    for place in range(1, len(elements)):
        before, element = elements[place - 1], elements[place]
        cut = place in rests or (place in in_tables and place - 1 in in_tables)
        steps.append(_step(before, element, cut))
    return steps


def _step(before: Element, element: Element, cut: bool) -> Step:
    """Return what may lie between two neighbours; `cut` says that one block holds both."""
    if isinstance(before, ContentsLine) or isinstance(element, ContentsLine):
        return UNKNOWN
    if isinstance(element, FootnoteLine):
        return SAME_PAGE
    if isinstance(before, FootnoteLine):
        return NEXT_PAGE
    if isinstance(before, GapLine) or isinstance(element, GapLine):
        return MAYBE_NEXT
    if getattr(element, "glued", False):
        return SAME_PAGE
    if cut or (isinstance(before, ListLine) and isinstance(element, ListLine)):
        return NEXT_PAGE
    return MAYBE_NEXT


def _calls(elements: Sequence[Element], drafts: Sequence[Draft]) -> Iterator[tuple[int, int]]:
    """Yield (element with the call, element of the footnote)."""
    notes = {e.number: place for place, e in enumerate(elements) if isinstance(e, FootnoteLine)}
    for place, text in _texts(drafts):
        for mark in text.marks:
            if mark.kind == "footnote" and mark.target.isdigit() and int(mark.target) in notes:
                yield place, notes[int(mark.target)]


def _texts(drafts: Sequence[Draft]) -> Iterator[tuple[int, RichText]]:
    for draft in drafts:
        yield from draft.parts
        for place, line in draft.lines:
            yield from ((place, cell) for cell in line.cells)
