"""Markdown -> elements, by way of HTML and the walk that all markup shares."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.characters import cleaned
from ingest.converted.converter_text import read_converter_text
from ingest.elements import ContentsLine, HeadingLine, Reading
from ingest.errors import UnusableText
from ingest.markup.finish import finished
from ingest.markup.hidden import strip_hidden
from ingest.markup.html import parsed
from ingest.markup.tree import tree_elements

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+):[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)
_METADATA = {
    "author": "author", "auteur": "author", "publisher": "publisher", "uitgever": "publisher",
    "series": "series", "reeks": "series", "date": "date", "datum": "date", "lang": "language",
    "language": "language", "taal": "language",
}  # fmt: skip


def read_markdown(text: str) -> Reading:
    """Read Markdown with tables and footnotes; plain HTML in it is read as HTML.

    Args:
        text: The whole file. Simple fields of a front matter ("title: …") are used.

    Returns:
        Elements in reading order, layout "flowing".

    Raises:
        UnusableText: When there is no text in it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    fields = _fields(front[1]) if front else {}
    html = str(_markdown().render(text[front.end() :] if front else text))
    root = parsed(f"<html><body>{html}</body></html>")
    strip_hidden(root)
    body = root.find("body")
    elements, _ = tree_elements(root if body is None else body)
    if not elements:
        raise UnusableText("het Markdown-bestand bevat geen tekst.")
    if not any(isinstance(element, HeadingLine) for element in elements):
        # A converter's text has Markdown within its lines only, and prints its contents.
        converted = read_converter_text(text)
        if any(isinstance(element, ContentsLine) for element in converted.elements):
            return converted
    metadata = [(_METADATA[name], value) for name, value in fields.items() if name in _METADATA]
    return finished(elements, fields.get("title") or fields.get("titel") or "", metadata)


def _fields(front: str) -> dict[str, str]:
    found = {}
    for name, value in _FIELD.findall(front):
        if value[0] in "\"'" and value[-1] == value[0] and len(value) > 1:
            value = value[1:-1]
        found[name.lower()] = " ".join(cleaned(value).split())
    return found


def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    markdown.use(footnote_plugin)
    markdown.add_render_rule("footnote_caption", _caption)
    return markdown


def _caption(
    renderer: object, tokens: "Sequence[Token]", place: int, options: object, env: object
) -> str:
    """Show a footnote under the number its author gave it, not under its rank."""
    meta = tokens[place].meta
    label = str(meta.get("label") or "")
    number = label if re.fullmatch(r"\d{1,3}", label) else str(int(meta["id"]) + 1)
    return f"[{number}]"
