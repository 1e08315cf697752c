"""Recognises headings: by their type, their number, or because their title is known."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf.captions import CAPTION
from ingest.pdf.lines import Line

NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,5})\.?\s+(\S.*)", re.DOTALL)
HEADING_SIZE = 1.08  # of the body's size
LONGEST_HEADING = 220


@dataclass(frozen=True)
class Measures:
    """The document's usual body size, and the distance of its lines in sizes."""

    body: float
    leading: float
    space: float
    style: str
    titles: frozenset[str] = frozenset()


def folded(text: str) -> str:
    """Return only the letters and figures of a text, to compare titles."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum())


def is_heading(lines: Sequence[Line], measures: Measures) -> bool:
    """Whether a block may be a heading: by its type, its number, or because its title is known."""
    text = " ".join(line.text for line in lines).strip()
    if len(text) > LONGEST_HEADING or len(lines) > 5 or CAPTION.match(text):
        return False
    if not any(c.isalpha() for c in text):
        return False
    number = NUMBERED.fullmatch(text)
    title = number.group(2) if number else text
    if folded(text) in measures.titles or (number and folded(title) in measures.titles):
        return True
    size = max(line.size for line in lines)
    bigger = size >= HEADING_SIZE * measures.body
    bold = all(line.bold for line in lines) and size >= 0.94 * measures.body
    if text.endswith((".", ";", ",")) and not bigger:
        return False
    if bigger or bold:
        return True
    deep = number is not None and "." in number.group(1)
    return deep and not text.endswith((".", ":", ";")) and len(lines) <= 3
