"""The text that a converter made of a PDF -> elements.

Knows what one line can be; what the lines mean together is for `ingest.structure`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.converted.inline_markup import parse_inline, raised_number
from ingest.elements import (
    ContentsLine,
    Element,
    FootnoteLine,
    GapLine,
    HeadingLine,
    ListLine,
    Reading,
    TableLine,
    TextLine,
)

_CONTENTS_TITLES = {"inhoud", "inhoudsopgave", "inhoudstafel", "contents", "table des matières"}
_CONTENTS_LINE = re.compile(
    r"^\s*(?:(?P<number>\d+(?:\.\d+)*)\.?\s+)?(?P<title>\S.*?)[\s.…]*\t\s*(?P<page>\d+)\s*$"
)
_FOOTNOTE = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s+(?=\S)")
_LIST_ITEM = re.compile(r"^(?P<indent>\s*)(?P<marker>[-•▪o*]|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_NUMBERED = re.compile(r"^(?P<number>\d+(?:\.\d+)*)\.?\s+(?P<title>\S.*)$")
_CAPTION = re.compile(r"^\W*(?:Tabel|Table|Figuur|Figure)\s+\d+\s*[:.–-]")
_SENTENCE_END = (".", ";", ":", ",", "…", ")", "”", '"')
_LONGEST_HEADING = 110
# The converter leaves one empty line between blocks; a picture it dropped leaves three or more.
_LINES_OF_A_GAP = 3
# A running header or a broken line may stand between two lines of the contents.
_MOST_STRAY_LINES = 3


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    blanks_before: int
    alone: bool


def read_converter_text(text: str) -> Reading:
    """Read a converted dossier.

    Args:
        text: The whole file.

    Returns:
        Elements in reading order, layout "converted". The title page gives title and metadata; a
        list or table that an empty line cuts in two is still adjacent elements.
    """
    lines = _lines(text)
    start, contents, after = _contents(lines)
    title, metadata = _title_page([line.text for line in lines[:start]])
    elements = [*contents, *_body(lines[after:])]
    return Reading(tuple(elements), "converted", title, metadata)


def _lines(text: str) -> list[_Line]:
    # A form feed begins a page, and with it a line. Tabs at the end are empty cells.
    text = re.sub(r"\n?\f", "\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    raw = [line.rstrip(" \u00a0") for line in text.split("\n")]
    lines = []
    blanks = 1
    for position, line in enumerate(raw):
        if not line.strip():
            blanks += 1
            continue
        last = position + 1 == len(raw) or not raw[position + 1].strip()
        lines.append(_Line(line, blanks, blanks > 0 and last))
        blanks = 0
    return lines


def _contents(lines: list[_Line]) -> tuple[int, list[ContentsLine], int]:
    """Return where the contents start, their lines, and where the body starts."""
    start = next(
        (i for i, line in enumerate(lines) if line.text.strip().lower() in _CONTENTS_TITLES), None
    )
    if start is None:
        return 0, [], 0
    found: list[ContentsLine] = []
    after = start + 1
    for position in range(start + 1, len(lines)):
        if position - after >= _MOST_STRAY_LINES:
            break
        if match := _CONTENTS_LINE.match(lines[position].text):
            title = parse_inline(match["title"]).text.rstrip(" .…")
            found.append(ContentsLine(match["number"], title, int(match["page"])))
            after = position + 1
    return start, found, after


def _title_page(lines: list[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Take the longest line of the title page as the title; keep the others as they stand."""
    texts = [line.strip() for line in lines if line.strip()]
    if not texts:
        return "", ()
    title = max(texts, key=len)
    others = [text for text in texts if text != title]
    return title, (("title_page", " | ".join(others)),) if others else ()


def _body(lines: list[_Line]) -> Iterator[Element]:
    for position, line in enumerate(lines):
        if line.blanks_before > _LINES_OF_A_GAP - 1 and position:
            yield GapLine()
        yield _element(line)


def _element(line: _Line) -> Element:
    text = line.text
    glued = not line.blanks_before
    if "\t" in text:
        return TableLine(tuple(parse_inline(cell) for cell in text.split("\t")), glued=glued)
    if footnote := _FOOTNOTE.match(text):
        return FootnoteLine(raised_number(footnote[1]), parse_inline(text[footnote.end() :]))
    if line.alone and (heading := _heading(text)):
        return heading
    if item := _LIST_ITEM.match(text):
        depth = 1 if item["indent"] else 0
        return ListLine(parse_inline(text[item.end() :]), depth, item["marker"], glued=glued)
    return TextLine(parse_inline(text), glued=glued)


def _heading(text: str) -> HeadingLine | None:
    """Return the heading that a line standing alone may be, or None."""
    if len(text) > _LONGEST_HEADING or _CAPTION.match(text):
        return None
    end = text.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹* ")
    numbered = _NUMBERED.match(text)
    if numbered and not end.endswith(_SENTENCE_END):
        return HeadingLine(parse_inline(numbered["title"]), numbered["number"])
    if text[0].isupper() and "http" not in text and not end.endswith((*_SENTENCE_END, "?", "!")):
        return HeadingLine(parse_inline(text))
    return None
