"""The sections of a text without a table of contents: headings under the numbers they carry."""

from collections import Counter
from collections.abc import Sequence

from ingest.slug import slug
from ingest.structuring.heading_lines import (
    AlignedSection,
    Entry,
    Heading,
    is_section_number,
    with_parents,
)


def sections_by_own_numbers(headings: Sequence[Heading]) -> tuple[AlignedSection, ...]:
    """Return a section for every heading; one without a number gets that of its depth."""
    counters: list[int] = []
    taken: set[str] = set()
    entries: list[Entry] = []
    points = _points(headings)
    headings = [heading for place, heading in enumerate(headings) if place not in points]
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
    return with_parents(entries)


def _points(headings: Sequence[Heading]) -> set[int]:
    """Return the headings that only number points within a section ("1." twice in a text).

    Of two with one number, the section is the one whose depth in the markup, or whose neighbours,
    fit that number.
    """
    parts = [heading.number.count(".") + 1 if heading.number else 0 for heading in headings]
    shifts = Counter(h.level - n for h, n in zip(headings, parts, strict=True) if h.level and n)
    usual = shifts.most_common(1)[0][0] if shifts else 0
    fits = [
        heading.level - count == usual if heading.level else is_section_number(headings, place)
        for place, (heading, count) in enumerate(zip(headings, parts, strict=True))
    ]
    fitting = {heading.number for heading, fit in zip(headings, fits, strict=True) if fit}
    return {
        place
        for place, heading in enumerate(headings)
        if heading.number and not fits[place] and heading.number in fitting
    }


def _free(name: str, taken: set[str]) -> str:
    candidate, count = name, 1
    while candidate in taken:
        count += 1
        candidate = f"{name}-{count}"
    return candidate
