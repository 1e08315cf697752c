"""Finds what is repeated at the edge of pages (running headers, page numbers) and takes it out."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.pdf.lines import Line
from ingest.pdf.page import Box, Page

EDGE = 0.16  # of the page's height: nothing deeper in the page is a header or footer
MOST_ROUNDS = 4
SAME_PLACE = 3.0
WHITE = 1.7  # of the size: so far, at least, from the text
FEWEST_ALIKE = 5
ONLY_NUMBER = re.compile(
    r"(?:(?:pagina|page|p\.|blz\.?|seite|-|–|\||\[)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|van|of|sur|\||-|–|\])\s*\d{0,4})?",
    re.IGNORECASE,
)
INTEGER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d]|[.,]\d)")
ROMAN = re.compile(r"(?<![\w])[ivxlc]{1,7}(?![\w])")


def without_furniture(
    pages: Sequence[Page], lines: Sequence[Sequence[Line]]
) -> tuple[list[list[Line]], list[list[Line]]]:
    """Split the lines of every page into text and furniture.

    Args:
        pages: The pages.
        lines: The lines of each page, from the top down.

    Returns:
        The lines of text of each page, and the furniture of each page.
    """
    kept = [list(found) for found in lines]
    furniture: list[list[Line]] = [[] for _ in pages]
    for index, page in enumerate(pages):
        for line in list(kept[index]):
            if all(piece.artifact for piece in line.pieces) and at_edge(line, page):
                kept[index].remove(line)
                furniture[index].append(line)
    for at_top in (True, False):
        for _ in range(MOST_ROUNDS):
            if not take_round(pages, kept, furniture, at_top):
                break
    return kept, furniture


def at_edge(line: Line, page: Page) -> bool:
    """Whether a line stands near the top or the bottom of the page."""
    return line.y < EDGE * page.height or line.y > (1 - EDGE) * page.height


def take_round(
    pages: Sequence[Page], kept: list[list[Line]], furniture: list[list[Line]], at_top: bool
) -> bool:
    """Take out the outermost line of the pages where it is repeated; say whether any was."""
    places: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    apart: set[int] = set()
    for index, page in enumerate(pages):
        if kept[index]:
            line = kept[index][0 if at_top else -1]
            if at_edge(line, page) and (line.y < page.height / 2) == at_top:
                edge = line.y if at_top else page.height - line.y
                places[round(edge / SAME_PLACE)].append((index, line))
                others = kept[index][1 if at_top else -2 :][:1]
                if not others or abs(others[0].y - line.y) > WHITE * line.size:
                    apart.add(index)
    taken = False
    for place, found in sorted(places.items()):
        near = [entry for step in (-1, 0, 1) for entry in places.get(place + step, ())]
        shapes = Counter(shape(line) for _, line in near)
        repeated = sum(count for count in shapes.values() if count > 1)
        enough = len(near) >= max(2, 0.1 * len(pages)) and repeated >= 0.6 * len(near)
        # The first line of a page may repeat too (a table's header), but text follows closely.
        white = sum(1 for index, _ in near if index in apart) >= 0.6 * len(near)
        enough = enough and (white or max(shapes.values()) >= FEWEST_ALIKE)
        for index, line in found:
            own = shapes[shape(line)] > 1
            alone = ONLY_NUMBER.fullmatch(line.text.strip()) is not None
            if alone or (enough and (own or repeated >= 0.8 * len(near))):
                kept[index].remove(line)
                furniture[index].append(line)
                taken = True
    return taken


def shape(line: Line) -> str:
    """Return the text with every number alike, so that pages can be compared."""
    return re.sub(r"\d+", "#", ROMAN.sub("#", line.text.casefold()))


def page_numbers(pages: Sequence[Page], furniture: Sequence[Sequence[Line]]) -> list[int | None]:
    """Return the number of each page: as printed, else as labelled, else counted.

    A page that carries a roman number or another label has no number here: "iv" is not page 4.
    """
    printed = [
        [int(n) for line in found for n in INTEGER.findall(line.text)] for found in furniture
    ]
    offsets = Counter(
        shift for i, found in enumerate(printed) for shift in {value - i for value in found}
    )
    with_number = sum(1 for found in printed if found)
    if offsets:
        best = max(offsets, key=lambda shift: (offsets[shift], -abs(shift)))
        if offsets[best] >= max(1, 0.6 * with_number) and offsets[best] >= 0.3 * len(pages):
            return [
                printed_number(i + best, printed[i], page.label, furniture[i])
                for i, page in enumerate(pages)
            ]
    if any(page.label for page in pages):
        return [int(page.label) if page.label.isdigit() else None for page in pages]
    return [page.index + 1 for page in pages]


def printed_number(
    expected: int, printed: Sequence[int], label: str, furniture: Sequence[Line]
) -> int | None:
    """Return the number a page must have, unless it shows that it is numbered otherwise."""
    if expected in printed:
        return expected
    roman = any(ROMAN.fullmatch(line.text.strip()) for line in furniture)
    if expected < 1 or roman or (label and not label.isdigit()):
        return None
    return expected


def body_rules(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[list[Box]]:
    """Return the rules of each page without those that belong to headers and footers."""
    places: Counter[tuple[int, int, int]] = Counter()
    for page in pages:
        places.update({rule_place(rule) for rule in page.rules if rule.horizontal})
    often = {p for p, count in places.items() if count >= max(3, 0.5 * len(pages))}
    kept: list[list[Box]] = []
    for page, found in zip(pages, lines, strict=True):
        top = min((line.y - line.size for line in found), default=0.0)
        bottom = max((line.y for line in found), default=page.height)
        kept.append(
            [
                rule
                for rule in page.rules
                if not (
                    rule.horizontal
                    and rule_place(rule) in often
                    and (rule.y1 <= top or rule.y0 >= bottom)
                )
            ]
        )
    return kept


def rule_place(rule: Box) -> tuple[int, int, int]:
    """Return where a rule stands, coarsely."""
    return round(rule.x0 / 4), round(rule.y0 / 4), round(rule.x1 / 4)
