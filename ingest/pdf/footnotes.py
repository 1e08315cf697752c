"""Takes the footnotes off the foot of a page or column, by size, place and the rule above them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.pdf.columns import Strip
from ingest.pdf.grid import underlines
from ingest.pdf.lines import Line
from ingest.pdf.page import Box, Page
from ingest.pdf.text import SUPERSCRIPT_FIGURES, SUPERSCRIPTS

SMALL = 0.94  # of the body's size
NUMBER = re.compile(r"\[?(\d{1,3})[\].)]?")
JUMP = 40  # footnotes may be missing, but numbers do not leap


@dataclass(frozen=True)
class Note:
    """A footnote's lines; `number` is None for the rest of one that began on the page before."""

    number: int | None
    lines: tuple[Line, ...]
    page: int


def split_notes(
    strip: Strip, page: Page, rules: Sequence[Box], body: float, last: int
) -> tuple[list[Line], list[Note]]:
    """Part the footnotes from the text above them.

    Args:
        strip: The column.
        page: Its page.
        rules: The rules of that page.
        body: Size of the document's running text.
        last: Number of the last footnote before this column.

    Returns:
        The lines of text, and the footnotes.
    """
    lines = list(strip.lines)
    rule_start = below_separator(lines, strip, page, rules, body)
    if rule_start is not None:
        start: int | None = rule_start
    else:
        start = small_tail(lines, body, last)
    if start is None:
        return lines, []
    notes = read_notes(lines[start:], last, rule_start is not None)
    if not any(note.number is not None for note in notes) and rule_start is None:
        return lines, []
    return lines[:start], notes


def below_separator(
    lines: Sequence[Line], strip: Strip, page: Page, rules: Sequence[Box], body: float
) -> int | None:
    """Return where the lines under a footnote rule begin, or None when there is no such rule."""
    width = strip.right - strip.left
    for rule in sorted(rules, key=lambda r: -r.y0):
        length = rule.x1 - rule.x0
        if not rule.horizontal or abs(rule.x0 - strip.left) > 8 or rule.y0 < 0.2 * page.height:
            continue
        if not 0.1 * width < length < 0.7 * width or in_table(rule, rules):
            continue
        under = [i for i, line in enumerate(lines) if line.y > rule.y0]
        if not under:
            continue
        first = lines[under[0]]
        if first.y - rule.y0 > 3.5 * first.size or first.y - first.size * 0.4 < rule.y0:
            continue
        if underlines(rule, lines) or any(lines[i].size > 1.02 * body for i in under):
            continue
        small = all(lines[i].size <= 0.97 * body for i in under)
        if small or first.pieces[0].raised or first.pieces[0].text[:1] in SUPERSCRIPT_FIGURES:
            return under[0]
    return None


def in_table(rule: Box, rules: Sequence[Box]) -> bool:
    """Whether another rule meets this one, or one of the same width stands close."""
    for other in rules:
        if other is rule:
            continue
        meets = rule.x0 - 2 <= other.x1 and other.x0 - 2 <= rule.x1
        if meets and not other.horizontal and other.y0 - 2 <= rule.y0 <= other.y1 + 2:
            return True
        if meets and other.horizontal and abs(other.y0 - rule.y0) <= 1.5:
            return True
        alike = abs(other.x0 - rule.x0) < 6 and abs(other.x1 - rule.x1) < 6
        if alike and other.horizontal and abs(other.y0 - rule.y0) < 60:
            return True
    return False


def small_tail(lines: Sequence[Line], body: float, last: int) -> int | None:
    """Return where the small lines at the foot begin with a footnote's number, or None."""
    start = len(lines)
    while start and lines[start - 1].size <= SMALL * body:
        start -= 1
    for index in range(start, len(lines)):
        number = marker(lines[index])
        if number is not None and follows(number, last):
            return index
    return None


def follows(number: int, last: int) -> bool:
    """Whether a footnote with this number can come after another; each page may begin at 1."""
    return last < number <= last + JUMP or number == 1


def marker(line: Line) -> int | None:
    """Return the footnote number that a line begins with, or None."""
    first = line.pieces[0]
    plain = first.text.translate(SUPERSCRIPTS)
    if first.raised or plain != first.text:
        digits = re.match(r"\d{1,3}", plain)
        return int(digits.group()) if digits else None
    found = NUMBER.fullmatch(first.text)
    if found and len(line.pieces) > 1:
        return int(found.group(1))
    return None


def read_notes(lines: Sequence[Line], last: int, ruled: bool) -> list[Note]:
    """Divide the lines at the foot into footnotes."""
    notes: list[Note] = []
    for line in lines:
        number = marker(line)
        raised = line.pieces[0].raised or line.pieces[0].text[:1] in SUPERSCRIPT_FIGURES
        expected = number is not None and (
            follows(number, last) if raised or (ruled and not notes) else number == last + 1
        )
        if number is not None and expected:
            notes.append(Note(number, rest_of(line), line.page))
            last = number
        elif notes:
            notes[-1] = Note(notes[-1].number, (*notes[-1].lines, line), notes[-1].page)
        else:
            notes.append(Note(None, (line,), line.page))
    return notes


def rest_of(line: Line) -> tuple[Line, ...]:
    """Return a line without its number, or nothing when it holds only that."""
    first = line.pieces[0]
    glued = first.text.lstrip(SUPERSCRIPT_FIGURES)
    if glued and glued != first.text:
        return (Line((replace(first, text=glued), *line.pieces[1:]), line.page),)
    return (line.without(1),) if len(line.pieces) > 1 else ()
