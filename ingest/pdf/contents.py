"""Recognises the table of contents: titles with a page number at the right edge."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.elements import ContentsLine
from ingest.pdf.lines import Line
from ingest.pdf.text import Vocabulary, rich_text

LEADER = re.compile(r"(?:[.·…‧_]\s*){3,}$|\s[.·…‧]+\s*$")
PAGE = re.compile(r"(?:[.·…‧_]\s*)*(\d{1,4}|[ivxlc]{1,7})")
NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.?\s+(\S.*)")
TITLES = frozenset(
    {
        "inhoud", "inhoudsopgave", "inhoudstafel", "inhoudsoverzicht", "contents",
        "table of contents", "table des matières", "sommaire", "inhaltsverzeichnis",
    }
)  # fmt: skip
FEWEST = 3
GAP = 1.2


def entry(line: Line, edges: Sequence[float] = ()) -> tuple[Line, str] | None:
    """Return the title and the page that a line of contents gives, or None.

    Args:
        line: The line.
        edges: Right edges of lines that surely are contents: a number that ends there needs no
            leader before it.
    """
    if len(line.pieces) < 2:
        return None
    found = PAGE.fullmatch(line.pieces[-1].text)
    if not found:
        return None
    before = Line(line.pieces[:-1], line.page)
    text = before.text
    bare = LEADER.sub("", text).rstrip(" .")
    led = bool(LEADER.search(text)) or line.pieces[-1].text != found.group(1)
    apart = line.pieces[-1].x0 - before.x1 > GAP * line.size
    aligned = any(abs(line.x1 - edge) < 3 for edge in edges)
    if (
        not (led or apart or aligned)
        or not any(c.isalpha() for c in bare)
        or re.search(r"\.{4,}", bare)
    ):
        return None
    return without_leader(before), found.group(1)


def without_leader(line: Line) -> Line:
    """Return a line without the dots at its end."""
    pieces = list(line.pieces)
    while len(pieces) > 1 and not pieces[-1].text.strip(".·…‧_ "):
        pieces.pop()
    last = pieces[-1]
    pieces[-1] = replace(last, text=re.sub(r"(?:[.·…‧_]){2,}$", "", last.text) or last.text)
    return Line(tuple(pieces), line.page)


def is_title(line: Line) -> bool:
    """Whether a line is the heading of a table of contents."""
    return line.text.strip(" :.").casefold() in TITLES


def contents_zone(lines: Sequence[Line], going_on: bool) -> tuple[int, int] | None:
    """Return where the contents begin and end among lines, or None.

    Args:
        lines: The lines of a page or column.
        going_on: Whether the lines before these ended within the contents.
    """
    entries = [(i, e) for i, line in enumerate(lines) if (e := entry(line))]
    if not entries:
        return None
    runs: list[list[int]] = []
    for index, _ in entries:
        if runs and index - runs[-1][-1] <= 3:
            runs[-1].append(index)
        else:
            runs.append([index])
    for run in runs:
        above = [i for i in range(max(0, run[0] - 3), run[0]) if is_title(lines[i])]
        led = sum(1 for i in run if is_led(lines[i]))
        sure = bool(above) or (going_on and run[0] <= 2) or led >= max(2, 0.3 * len(run))
        if sure and (len(run) >= FEWEST or above or going_on) and rising(lines, run):
            first = above[0] if above else run[0]
            if not above:
                while first and run[0] - first < 2 and begins_entry(lines, first - 1):
                    first -= 1
            return first, run[-1] + 1
    return None


def is_led(line: Line) -> bool:
    """Whether dots lead from a title to a page number."""
    return (
        bool(LEADER.search(Line(line.pieces[:-1], line.page).text))
        or line.pieces[-1].text[0] in ".…"
    )


def begins_entry(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the first half of the contents line below it."""
    line, below = lines[index], lines[index + 1]
    number = NUMBERED.match(line.text)
    return bool(number) and not NUMBERED.match(below.text) and below.y - line.y < 1.6 * line.size


def rising(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether the page numbers hardly ever go down."""
    pages = [
        int(found[1]) for i in run if (found := entry(lines[i])) is not None and found[1].isdigit()
    ]
    falls = sum(1 for a, b in pairwise(pages) if b < a)
    return falls <= 0.1 * len(pages)


def contents_lines(lines: Sequence[Line], words: Vocabulary) -> list[ContentsLine]:
    """Read the lines of a table of contents; a title over several lines becomes one."""
    edges = [line.x1 for line in lines if entry(line)]
    found: list[ContentsLine] = []
    title: list[Line] = []
    for line in lines:
        if is_title(line):
            continue
        parts = entry(line, edges)
        if parts is None:
            if NUMBERED.match(line.text):
                title = []
            title.append(line)
            continue
        text = rich_text([*title, parts[0]], words, frozenset()).text
        numbered = NUMBERED.fullmatch(text)
        number, name = (numbered.group(1), numbered.group(2)) if numbered else (None, text)
        page = int(parts[1]) if parts[1].isdigit() else None
        found.append(ContentsLine(number, name, page))
        title = []
    return found
