"""The table of contents and the headings of the body, aligned as two sequences.

A title may occur three times and a printed number may be wrong; the order of both decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.document import Finding, Section
from ingest.elements import ContentsLine, HeadingLine
from ingest.slug import slug

_SAME_TITLE = 0.85
_NOT_A_WORD = re.compile(r"\W+")


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


def candidates(elements: Sequence[object]) -> list[Heading]:
    """Return every heading line with its place."""
    return [
        Heading(place, element.number, element.title.text, element.level, element.page)
        for place, element in enumerate(elements)
        if isinstance(element, HeadingLine)
    ]


def align(
    contents: Sequence[ContentsLine], headings: Sequence[Heading]
) -> tuple[tuple[AlignedSection, ...], tuple[Finding, ...]]:
    """Find the section that each heading opens.

    Args:
        contents: Lines of the printed table of contents; may be empty.
        headings: Candidates in reading order.

    Returns:
        Sections in reading order, and findings: "heading-renumbered" (the body prints another
        number than the contents), "heading-missing" (in the contents only), "heading-unlisted"
        (in the body only). A candidate that is no section is left out.
    """
    if not contents:
        return _sections_without_contents(headings), ()
    pairs = _align_sequences(contents, headings)
    entries: list[tuple[Heading, str, int | None]] = []
    findings: list[Finding] = []
    matched = dict(pairs)
    for place, heading in enumerate(headings):
        line = contents[matched[place]] if place in matched else None
        if line is not None:
            entries.append((heading, line.number or slug(line.title), line.page))
            findings += _renumbered(heading, line)
        elif heading.number and "." in heading.number and not _taken(heading.number, contents):
            entries.append((heading, heading.number, heading.page))
            findings.append(
                Finding(
                    "heading-unlisted",
                    heading.number,
                    f"De kop {heading.number} “{heading.title}” staat niet in de inhoudsopgave.",
                )
            )
    found = set(matched.values())
    findings += [_missing(line) for i, line in enumerate(contents) if i not in found]
    return _with_parents(entries), tuple(findings)


def _align_sequences(
    contents: Sequence[ContentsLine], headings: Sequence[Heading]
) -> list[tuple[int, int]]:
    """Return pairs (heading, contents line) by Needleman and Wunsch (1970) without gap costs."""
    gains = [[_likeness(heading, line) for line in contents] for heading in headings]
    rows, columns = len(headings), len(contents)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = gains[i][j] + best[i + 1][j + 1] if gains[i][j] else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    pairs = []
    i = j = 0
    while i < rows and j < columns:
        if gains[i][j] and best[i][j] == gains[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(heading: Heading, line: ContentsLine) -> float:
    """Return 0 for different titles; otherwise more for the same title, number and page."""
    likeness = SequenceMatcher(None, _bare(heading.title), _bare(line.title)).ratio()
    if likeness < _SAME_TITLE:
        return 0.0
    if (heading.number is None) != (line.number is None) and likeness < 1:
        return 0.0
    same_number = heading.number == line.number
    same_page = heading.page is not None and heading.page == line.page
    return likeness + 0.5 * same_number + 0.5 * same_page


def _bare(title: str) -> str:
    return _NOT_A_WORD.sub(" ", title).strip().lower()


def _taken(number: str, contents: Sequence[ContentsLine]) -> bool:
    return any(line.number == number for line in contents)


def _renumbered(heading: Heading, line: ContentsLine) -> list[Finding]:
    if heading.number == line.number:
        return []
    return [
        Finding(
            "heading-renumbered",
            line.number or slug(line.title),
            f"De kop “{heading.title}” draagt in de tekst nummer {heading.number or '(geen)'}, "
            f"in de inhoudsopgave {line.number or '(geen)'}.",
        )
    ]


def _missing(line: ContentsLine) -> Finding:
    name = f"{line.number} “{line.title}”" if line.number else f"“{line.title}”"
    return Finding(
        "heading-missing",
        line.number or slug(line.title),
        f"De kop {name} uit de inhoudsopgave is in de tekst niet gevonden.",
    )


def _with_parents(
    entries: Sequence[tuple[Heading, str, int | None]],
) -> tuple[AlignedSection, ...]:
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


def _sections_without_contents(headings: Sequence[Heading]) -> tuple[AlignedSection, ...]:
    """Number headings by their depth where they carry no number of their own."""
    counters: list[int] = []
    taken: set[str] = set()
    entries: list[tuple[Heading, str, int | None]] = []
    numbered = any(heading.number for heading in headings)
    highest = min((heading.level for heading in headings if heading.level), default=1)
    for heading in headings:
        if heading.number and heading.number not in taken:
            counters = [int(part) for part in heading.number.split(".")]
            number = heading.number
        elif heading.level is None:
            continue
        elif numbered and not heading.number:
            number = _free(slug(heading.title), taken)
        else:
            # A skipped depth (a level 4 below a level 2) does not make an empty number.
            depth = min(heading.level - highest + 1, len(counters) + 1)
            counters = counters[:depth] if len(counters) >= depth else [*counters, 0]
            counters[-1] += 1
            while ".".join(map(str, counters)) in taken:
                counters[-1] += 1
            number = ".".join(map(str, counters))
        taken.add(number)
        entries.append((heading, number, heading.page))
    return _with_parents(entries)


def _free(name: str, taken: set[str]) -> str:
    candidate, count = name, 1
    while candidate in taken:
        count += 1
        candidate = f"{name}-{count}"
    return candidate
