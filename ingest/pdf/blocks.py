"""Divides the lines of a strip into paragraphs, list items and headings."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ingest.pdf.captions import CAPTION_START
from ingest.pdf.headings import Measures, folded, is_heading
from ingest.pdf.lines import Line
from ingest.pdf.text import ADDRESS

Kind = Literal["text", "heading", "item"]
BULLETS = frozenset("•‣◦▪▫●○■□–—-*·►▶➢➤✓✔❖⁃∙→")
ORDINAL = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,2}\)")
SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*\d*$")
BROKEN_ADDRESS = re.compile(r"(?:https?:|www\.)\S*\.$", re.I)
ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[Nn]r|pp?|blz|bv|cf|vgl|resp|ca|dr|prof|vol|art|d\.w\.z|o\.a|m\.b\.t)\.$"
)
INDENT = 0.8  # of the size
PARAGRAPH_GAP = 1.22  # of the usual distance between lines
FEWEST_INDENTS = 4


@dataclass(frozen=True)
class Block:
    """Lines that belong together.

    Attributes:
        kind: What it is.
        lines: Its lines, without a list item's marker.
        left: Left edge of its strip.
        right: Right edge of its strip.
        marker: Of a list item.
        indent: How far the marker stands from the strip's left edge.
        opens: Whether its first line is set as the beginning of a paragraph.
    """

    kind: Kind
    lines: tuple[Line, ...]
    left: float
    right: float
    marker: str = ""
    indent: float = 0.0
    opens: bool = False

    @property
    def text(self) -> str:
        """Its words, to recognise it."""
        return " ".join(line.text for line in self.lines)

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends_sentence(self.lines[-1])


def measure(
    strips: Iterable[tuple[Sequence[Line], float, float]],
    body: float,
    space: float,
    titles: Iterable[str],
) -> Measures:
    """Return the usual distance between lines of running text, and the known titles."""
    distances: Counter[float] = Counter()
    first = 0
    for lines, left, edge in strips:
        right = right_edge(lines, left, edge)
        first += first_lines_indented(lines, left, right)
        for above, line in pairwise(lines):
            if abs(line.size - body) < 0.3 and abs(above.size - body) < 0.3 and line.y > above.y:
                distances[round((line.y - above.y) / body, 2)] += 1
    plausible = {d: n for d, n in distances.items() if 0.9 < d < 2.6}
    leading = max(plausible, key=lambda d: plausible[d]) if plausible else 1.25
    return Measures(
        body,
        leading,
        space,
        "first" if first >= FEWEST_INDENTS else "",
        frozenset(folded(title) for title in titles),
    )


def fits(above: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line would have had room on the line above."""
    return above.x1 + 0.45 * line.size + line.first_word_width < right - 1


def list_marker(line: Line) -> str:
    """Return the marker of a list item that a line begins with, or ""."""
    if len(line.pieces) < 2:
        return ""
    first, second = line.pieces[0], line.pieces[1]
    apart = second.x0 - first.x1 > 0.1 * line.size or second.spaced
    if not apart:
        return ""
    private = len(first.text) == 1 and ("\ue000" <= first.text <= "\uf8ff" or first.symbol)
    if first.text in BULLETS or private or (first.text == "o" and second.x0 - first.x1 > 4):
        return "-"
    return first.text if ORDINAL.fullmatch(first.text) and not first.raised else ""


def blocks(lines: Sequence[Line], left: float, right: float, measures: Measures) -> list[Block]:
    """Divide the lines of a strip into blocks."""
    groups: list[list[Line]] = []
    right = right_edge(lines, left, right)
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        longer = [g for g in groups[-8:-1] if len(g) > 1 and not list_marker(g[0])]
        style = "hanging" if longer and hangs(longer[-1], left) else measures.style
        if not index or begins(
            groups[-1], line, after, (left, right), replace(measures, style=style)
        ):
            groups.append([])
        groups[-1].append(line)
    return [block for group in groups if (block := block_of(group, left, right, measures)).lines]


def right_edge(lines: Sequence[Line], left: float, right: float) -> float:
    """Return where full lines end; a word that sticks out does not count."""
    ends = sorted(line.x1 for line in lines)
    if len(ends) < 5:
        return right
    near = [(sum(1 for other in ends if abs(other - end) < 1.5), end) for end in ends]
    most, end = max(near)
    if most >= max(4, 0.2 * len(ends)) and end > left + 0.6 * (right - left):
        return end
    outliers = sum(1 for one in ends if one > ends[-2] + 3)
    return ends[-2] if outliers else ends[-1]


def hangs(group: Sequence[Line], left: float) -> bool:
    """Whether a paragraph goes on indented below its first line."""
    return len(group) > 1 and not indented(group[0], left) and indented(group[1], left)


def ends_sentence(line: Line) -> bool:
    """Whether a line ends as a sentence does; a dot within a broken web address does not count."""
    text = line.text.rstrip()
    if not SENTENCE_END.search(text):
        return False
    return not BROKEN_ADDRESS.search(text) and not ABBREVIATION.search(text)


def first_lines_indented(lines: Sequence[Line], left: float, right: float) -> int:
    """Count the paragraphs that begin indented and go on at the edge."""
    count = 0
    item = float("inf")
    for above, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if list_marker(above):
            item = above.x0
        if line.x0 > item + 2 or list_marker(line):
            continue
        item = float("inf")
        if fits(above, line, right) and indented(line, left) and not indented(after, left):
            count += after.y - line.y < 2 * line.size and after.x0 < line.x0
    return count


def indented(line: Line, left: float) -> bool:
    """Whether a line begins a little to the right of the column's edge."""
    return INDENT * line.size < line.x0 - left < 5 * line.size


def begins(
    group: Sequence[Line],
    line: Line,
    after: Line | None,
    edges: tuple[float, float],
    measures: Measures,
) -> bool:
    """Whether a line begins a new block after the lines of `group`.

    Args:
        group: The lines of the block so far.
        line: The line below them.
        after: The line below that, if there is one.
        edges: The strip's left and right edge.
        measures: Of the document.
    """
    above = group[-1]
    distance = line.y - above.y
    usual = measures.leading * line.size
    if distance > PARAGRAPH_GAP * usual or distance < 0.4 * line.size:
        return True
    if abs(line.size - above.size) > 0.07 * measures.body:
        return True
    room = fits(above, line, edges[1])
    ended = ends_sentence(above)
    inside = bool(list_marker(group[0]))
    if not room and not list_marker(line) and all(one.bold for one in (*group, line)):
        # A title of two lines may well begin with a number.
        return False
    if list_marker(line) and (room or ended or inside):
        return not midway(group, line)
    if above.bold != line.bold and room and (ended or all(a.bold for a in group)):
        return True
    if ended and CAPTION_START.match(line.text):
        return True
    if inside:
        return leaves_item(group, line, room or ended)
    if indent_begins(group, line, after, edges, measures.style):
        return True
    opening = line.text[:1]
    short = edges[1] - above.x1 > line.first_word_width + 0.15 * (edges[1] - edges[0])
    begun = opening.isupper() or opening.isdigit() or opening in "“\"'‘("
    return begun and room and (ended or short or bool(ADDRESS.search(above.text)))


def indent_begins(
    group: Sequence[Line],
    line: Line,
    after: Line | None,
    edges: tuple[float, float],
    style: str,
) -> bool:
    """Whether a change of indent begins a paragraph.

    A first line that is indented, or lines after the first that hang, are told apart by what
    stands above and below.
    """
    left, right = edges
    was, now = indented(group[-1], left), indented(line, left)
    if was == now:
        # Where paragraphs hang, a second line that does not is the first of the next one.
        ended = ends_sentence(group[-1]) or bool(ADDRESS.search(group[-1].text))
        return style == "hanging" and not was and len(group) == 1 and ended
    ended = ends_sentence(group[-1])
    if was:
        return len(group) > 1 or fits(group[-1], line, right) or (style != "first" and ended)
    if fits(group[-1], line, right):
        return True
    if not ended:
        return False
    if len(group) > 1 or style == "hanging":
        return len(group) > 1
    if after is not None and after.y - line.y < 1.5 * (line.y - group[-1].y):
        return not indented(after, left)
    return style == "first"


def leaves_item(group: Sequence[Line], line: Line, finished: bool) -> bool:
    """Whether a line stands too far to the left to go on with a list item."""
    if line.x0 < group[0].x0 - 2:
        return True
    hanging = len(group[0].pieces) > 1 and group[0].pieces[1].x0 - 2 > group[0].x0 + 2
    if not hanging or line.x0 > group[0].x0 + 2:
        return False
    return finished or (len(group) > 1 and group[-1].x0 > group[0].x0 + 2)


def midway(group: Sequence[Line], line: Line) -> bool:
    """Whether what looks like a marker merely goes on with the text above it."""
    text = " ".join(above.text for above in group)
    if list_marker(line).endswith(")") and text.count("(") > text.count(")"):
        return True
    if not list_marker(group[0]) or len(group[0].pieces) < 2:
        return False
    text_edge = group[0].pieces[1].x0
    aligned = abs(line.x0 - text_edge) < 2
    return aligned and not SENTENCE_END.search(group[-1].text) and list_marker(line) != "-"


def block_of(lines: Sequence[Line], left: float, right: float, measures: Measures) -> Block:
    """Decide what a group of lines is."""
    rest_indented = len(lines) > 1 and indented(lines[1], left)
    opens = indented(lines[0], left) and not rest_indented and measures.style == "first"
    block = Block("text", tuple(lines), left, right, opens=opens)
    if is_heading(lines, measures) and list_marker(lines[0]) != "-":
        return replace(block, kind="heading")
    marker = list_marker(lines[0])
    if marker:
        rest = (lines[0].without(1), *lines[1:])
        return replace(
            block, kind="item", lines=rest, marker=marker, indent=lines[0].x0 - left, opens=True
        )
    return block
