"""Pages of the table of contents that cannot be right, because pages only ever rise."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Finding
from ingest.structuring.heading_lines import AlignedSection


def without_odd_pages(
    sections: Sequence[AlignedSection],
) -> tuple[tuple[AlignedSection, ...], tuple[Finding, ...]]:
    """Forget the fewest pages that leave the others in rising order.

    Args:
        sections: In reading order, with the pages that the contents give.

    Returns:
        The sections, and a finding "contents-page-odd" for each page that was dropped.
    """
    paged = [aligned for aligned in sections if aligned.section.page is not None]
    kept = _longest_rising([aligned.section.page or 0 for aligned in paged])
    odd = {aligned.element for rank, aligned in enumerate(paged) if rank not in kept}
    findings = tuple(
        Finding(
            "contents-page-odd",
            aligned.section.number,
            f"De inhoudsopgave geeft “{aligned.section.title}” pagina {aligned.section.page}; dat "
            "past niet tussen de pagina's van de koppen ervoor en erna.",
        )
        for aligned in sections
        if aligned.element in odd
    )
    return tuple(
        replace(aligned, section=replace(aligned.section, page=None))
        if aligned.element in odd
        else aligned
        for aligned in sections
    ), findings


def _longest_rising(pages: Sequence[int]) -> set[int]:
    """Return the ranks of the longest subsequence that never falls."""
    length, before = [1] * len(pages), [-1] * len(pages)
    for rank, page in enumerate(pages):
        for earlier in range(rank):
            if pages[earlier] <= page and length[earlier] + 1 > length[rank]:
                length[rank], before[rank] = length[earlier] + 1, earlier
    kept: set[int] = set()
    rank = max(range(len(pages)), key=lambda i: length[i], default=-1)
    while rank >= 0:
        kept.add(rank)
        rank = before[rank]
    return kept
