"""The texts that an element of a reading holds, whatever its kind."""

from collections.abc import Iterator

from ingest.elements import Element, FootnoteLine, HeadingLine, ListLine, TableLine, TextLine
from ingest.richtext import RichText


def texts_of(element: Element) -> Iterator[RichText]:
    """Yield the texts of one element: title, text, or cells from left to right."""
    match element:
        case HeadingLine(title=text):
            yield text
        case TextLine(text=text) | ListLine(text=text) | FootnoteLine(text=text):
            yield text
        case TableLine(cells=cells):
            yield from cells
