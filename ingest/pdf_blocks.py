"""Divides the lines of a strip into paragraphs, list items and headings."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.pdf_captions import CAPTION, CAPTION_START
from ingest.pdf_lines import Line

Kind = Literal["text", "heading", "item"]
BULLETS = frozenset("•‣◦▪▫●○■□–—-*·►▶➢➤✓✔❖⁃∙→")
ORDINAL = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,2}\)")
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,5})\.?\s+(\S.*)", re.DOTALL)
SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*\d*$")
BROKEN_ADDRESS = re.compile(r"(?:https?:|www\.)\S*\.$", re.I)
ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[Nn]r|pp?|blz|bv|cf|vgl|resp|ca|dr|prof|vol|art|d\.w\.z|o\.a|m\.b\.t)\.$"
)
INDENT = 0.8  # of the size
PARAGRAPH_GAP = 1.22  # of the usual distance between lines
HEADING_SIZE = 1.08  # of the body's size
LONGEST_HEADING = 220
FEWEST_INDENTS = 4


@dataclass(frozen=True)
class Measures:
    """The document's usual body size, and the distance of its lines in sizes."""

    body: float
    leading: float
    space: float
    style: str
    titles: frozenset[str] = frozenset()


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
        full: Whether its last line leaves no room, so that it may go on elsewhere.
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
    for lines, left, right in strips:
        first += first_lines_indented(lines, left, right)
        for above, line in zip(lines, lines[1:], strict=False):
            if abs(line.size - body) < 0.3 and abs(above.size - body) < 0.3 and line.y > above.y:
                distances[round((line.y - above.y) / body, 2)] += 1
    plausible = {d: n for d, n in distances.items() if 0.9 < d < 2.6}
    leading = max(plausible, key=lambda d: plausible[d]) if plausible else 1.25
    return Measures(body, leading, space, "first" if first >= FEWEST_INDENTS else "", frozenset(folded(title) for title in titles))


def folded(text: str) -> str:
    """Return only the letters and figures of a text, to compare titles."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum())


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
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        style = "hanging" if len(groups) > 1 and hangs(groups[-2], left) else measures.style
        if not index or begins(
            groups[-1], line, after, (left, right), replace(measures, style=style)
        ):
            groups.append([])
        groups[-1].append(line)
    return [
        block for group in groups if (block := block_of(group, left, right, measures)).lines
    ]


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
    return ended and room and (opening.isupper() or opening.isdigit() or opening in "“\"'‘(")


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
        return False
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
    if is_heading(block, measures):
        return replace(block, kind="heading")
    marker = list_marker(lines[0])
    if marker:
        rest = (lines[0].without(1), *lines[1:])
        return replace(
            block, kind="item", lines=rest, marker=marker, indent=lines[0].x0 - left, opens=True
        )
    return block


def is_heading(block: Block, measures: Measures) -> bool:
    """Whether a block may be a heading: by its type, its number, or because its title is known."""
    text = block.text.strip()
    if len(text) > LONGEST_HEADING or len(block.lines) > 5 or CAPTION.match(text):
        return False
    if not any(c.isalpha() for c in text):
        return False
    number = NUMBERED.fullmatch(text)
    title = number.group(2) if number else text
    if folded(text) in measures.titles or (number and folded(title) in measures.titles):
        return True
    size = max(line.size for line in block.lines)
    bigger = size >= HEADING_SIZE * measures.body
    bold = all(line.bold for line in block.lines) and size >= 0.94 * measures.body
    if text.endswith((".", ";", ",")) and not bigger:
        return False
    if bigger or bold:
        return list_marker(block.lines[0]) != "-"
    deep = bool(number) and "." in number.group(1).rstrip(".")
    return deep and not text.endswith((".", ":", ";")) and len(block.lines) <= 3
