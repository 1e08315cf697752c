"""The table of contents and the headings of the body, aligned as two sequences.

A title may occur three times and a printed number may be wrong; the order of both decides.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ingest.document import Finding
from ingest.elements import ContentsLine
from ingest.slug import slug
from ingest.structuring.heading_lines import (
    AlignedSection,
    Entry,
    Heading,
    is_section_number,
    with_parents,
)
from ingest.structuring.own_numbers import sections_by_own_numbers

_SAME_TITLE = 0.85
_NUMBER_ALONE = 0.4
_NOT_A_WORD = re.compile(r"\W+")


def align(
    contents: Sequence[ContentsLine], headings: Sequence[Heading]
) -> tuple[tuple[AlignedSection, ...], tuple[Finding, ...]]:
    """Find the section that each heading opens.

    Args:
        contents: Lines of the printed table of contents; may be empty.
        headings: Candidates in reading order.

    Returns:
        Sections in reading order, and findings: "heading-renumbered" and "heading-retitled" (the
        body prints another number or title than the contents), "heading-missing" (in the contents
        only), "heading-unlisted" (in the body only), "heading-moved" (elsewhere in the body) and
        "heading-doubled". A candidate that is no section is left out.
    """
    if not contents:
        return sections_by_own_numbers(headings), ()
    pairs = _align_sequences(contents, headings)
    entries: list[Entry] = []
    findings: list[Finding] = []
    matched = dict(pairs)
    absent = {i: line for i, line in enumerate(contents) if i not in set(matched.values())}
    for place, heading in enumerate(headings):
        if place in matched:
            line = contents[matched[place]]
            entries.append((heading, line.number or slug(line.title), line.page))
            findings += (*_renumbered(heading, line), *_retitled(heading, line))
        elif twin := _same_place(heading, contents):
            if twin[0] in absent:
                # The page in the contents is that of the place where it should have stood.
                entries.append((heading, heading.number or "", heading.page))
                del absent[twin[0]]
                findings.append(_moved(twin[1]))
            else:
                findings.append(_doubled(twin[1]))
        elif heading.number and _is_unlisted(headings, place, contents):
            entries.append((heading, heading.number, heading.page))
            findings.append(_unlisted(heading))
    findings += [_missing(line) for line in absent.values()]
    return with_parents(entries), tuple(findings)


def _align_sequences(
    contents: Sequence[ContentsLine], headings: Sequence[Heading]
) -> list[tuple[int, int]]:
    """Return pairs (heading, contents line) by Needleman and Wunsch (1970) without gap costs."""
    gains = [
        [_likeness(heading, line) or _same_number(headings, place, line) for line in contents]
        for place, heading in enumerate(headings)
    ]
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


def _same_number(headings: Sequence[Heading], place: int, line: ContentsLine) -> float:
    """Return a little for another title under the same number, 0 where that proves nothing."""
    number = headings[place].number
    same = number is not None and number == line.number
    return _NUMBER_ALONE if same and is_section_number(headings, place) else 0.0


def _same_place(
    heading: Heading, contents: Sequence[ContentsLine]
) -> tuple[int, ContentsLine] | None:
    """Return the line of the contents with this very number and title, and its rank."""
    for rank, line in enumerate(contents):
        if heading.number and heading.number == line.number and _likeness(heading, line):
            return rank, line
    return None


def _is_unlisted(headings: Sequence[Heading], place: int, contents: Sequence[ContentsLine]) -> bool:
    """Whether a heading opens a section that the contents do not know."""
    taken = any(line.number == headings[place].number for line in contents)
    return not taken and is_section_number(headings, place)


def _bare(title: str) -> str:
    return _NOT_A_WORD.sub(" ", title).strip().lower()


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


def _retitled(heading: Heading, line: ContentsLine) -> list[Finding]:
    # Where a line was broken, spaces and hyphens come and go.
    if _letters(heading.title) == _letters(line.title):
        return []
    number = line.number or slug(line.title)
    text = (
        f"De kop {number} heet in de tekst “{heading.title}”, in de inhoudsopgave “{line.title}”."
    )
    return [Finding("heading-retitled", number, text)]


def _letters(title: str) -> str:
    return _NOT_A_WORD.sub("", title).lower()


def _moved(line: ContentsLine) -> Finding:
    return _about(line, "heading-moved", "staat in de tekst op een andere plaats.")


def _doubled(line: ContentsLine) -> Finding:
    return _about(line, "heading-doubled", "staat meer dan één keer in de tekst.")


def _missing(line: ContentsLine) -> Finding:
    return _about(line, "heading-missing", "is in de tekst niet gevonden.")


def _about(line: ContentsLine, code: str, what: str) -> Finding:
    name = f"{line.number} “{line.title}”" if line.number else f"“{line.title}”"
    return Finding(
        code, line.number or slug(line.title), f"De kop {name} uit de inhoudsopgave {what}"
    )


def _unlisted(heading: Heading) -> Finding:
    text = f"De kop {heading.number} “{heading.title}” staat niet in de inhoudsopgave."
    return Finding("heading-unlisted", heading.number or "", text)
