"""A `Reading` from the JSON of the child process, which is not trusted: every part is checked."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import Discriminator, Tag, TypeAdapter

from ingest.elements import (
    ContentsLine,
    FootnoteLine,
    GapLine,
    HeadingLine,
    Layout,
    ListLine,
    Reading,
    TableLine,
    TextLine,
)
from ingest.markup.element_texts import texts_of


def _kind(value: object) -> str:
    return str(value.get("kind")) if isinstance(value, dict) else type(value).__name__


_Line = Annotated[
    Annotated[ContentsLine, Tag("ContentsLine")]
    | Annotated[HeadingLine, Tag("HeadingLine")]
    | Annotated[TextLine, Tag("TextLine")]
    | Annotated[ListLine, Tag("ListLine")]
    | Annotated[TableLine, Tag("TableLine")]
    | Annotated[FootnoteLine, Tag("FootnoteLine")]
    | Annotated[GapLine, Tag("GapLine")],
    Discriminator(_kind),
]


@dataclass(frozen=True, slots=True)
class ChildAnswer:
    """What the child may write: a reading, or the name and message of an error of ours."""

    elements: tuple[_Line, ...] = ()
    layout: Layout = "flowing"
    title: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    error: str = ""
    message: str = ""

    def reading(self) -> Reading:
        """Return the reading.

        Raises:
            ValueError: When a mark points outside its text.
        """
        for element in self.elements:
            for text in texts_of(element):
                if any(not 0 <= m.start <= m.end <= len(text.text) for m in text.marks):
                    raise ValueError("a mark outside its text")
        return Reading(self.elements, self.layout, self.title, self.metadata)


@cache
def _answers() -> TypeAdapter[ChildAnswer]:
    return TypeAdapter(ChildAnswer)


def child_answer(data: bytes) -> ChildAnswer:
    """Check and build what a child wrote.

    Raises:
        ValueError: When it is not the JSON of an answer.
    """
    return _answers().validate_json(data)
