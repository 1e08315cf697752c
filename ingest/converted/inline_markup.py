"""Inline markup of a converter's text -> clean text with marks.

Bold, italics, links and raised footnote numbers become marks; nothing of their signs stays behind.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from ingest.richtext import Mark, MarkKind, RichText

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# A square or cubic measure ("12 km²") is not a footnote call.
_RAISED_NUMBER = re.compile(r"(?<=[^\s⁰¹²³⁴⁵⁶⁷⁸⁹])(?<!\bm)(?<!\b[kcd]m) ?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_RAISED_LETTERS = re.compile(r"\^\{([^{}]*)\}")
_BARE_URL = re.compile(r"https?://[^\s<>\"”]+")
_TAGS: dict[str, MarkKind] = {"i": "italic", "em": "italic", "b": "bold", "strong": "bold"}
_TOKENS: dict[str, MarkKind] = {"strong": "bold", "em": "italic", "link": "link"}
_HTML_TAG = re.compile(r"<(/?)([a-zA-Z]+)\s*>")


def raised_number(text: str) -> int:
    """Return the value of raised digits: "¹⁴" is 14."""
    return int(text.translate(_RAISED_DIGITS))


def parse_inline(source: str) -> RichText:
    """Turn one line of converter text into clean text and marks.

    Args:
        source: A line with `**bold**`, `*italic*`, `<i>`, `[text](url)`, `<url>`, `21^{ste}` and
            raised footnote numbers.

    Returns:
        The text without those signs. A link whose target the converter lost ends in `(#)` and
        gets the target "". A footnote call is a zero-width mark.
    """
    children = _markdown().parseInline(_RAISED_LETTERS.sub(r"\1", source))[0].children or []
    return _Collector().collect(children).stripped()


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable(["backticks", "image", "entity"])


@dataclass
class _Collector:
    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    open_marks: list[tuple[MarkKind, int, str]] = field(default_factory=list)

    def collect(self, tokens: "list[Token]") -> RichText:
        for token in tokens:
            self._take(token)
        self._link_bare_urls()
        return RichText(self.text, tuple(sorted(self.marks, key=lambda m: (m.start, m.end))))

    def _take(self, token: "Token") -> None:
        kind = _TOKENS.get(token.type.removesuffix("_open").removesuffix("_close"))
        if token.type == "html_inline":
            self._take_tag(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            self.text += " "
        elif kind and token.nesting == 1:
            target = str(token.attrGet("href") or "")
            self.open_marks.append((kind, len(self.text), "" if target == "#" else target))
        elif kind:
            self._close(kind)
        else:
            self._add_text(token.content)

    def _take_tag(self, tag: str) -> None:
        match = _HTML_TAG.fullmatch(tag)
        kind = _TAGS.get(match[2].lower()) if match else None
        if not match or not kind:
            self.text += tag
        elif match[1]:
            self._close(kind)
        else:
            self.open_marks.append((kind, len(self.text), ""))

    def _close(self, kind: MarkKind) -> None:
        for position in reversed(range(len(self.open_marks))):
            if self.open_marks[position][0] == kind:
                _, start, target = self.open_marks.pop(position)
                self.marks.append(Mark(start, len(self.text), kind, target))
                return

    def _add_text(self, content: str) -> None:
        # The lookbehind must see the character before this token, so search in the whole text.
        done = len(self.text)
        whole = self.text + content
        for match in _RAISED_NUMBER.finditer(whole, done):
            self.text += whole[done : match.start()]
            number = str(raised_number(match[0].strip()))
            self.marks.append(Mark(len(self.text), len(self.text), "footnote", number))
            done = match.end()
        self.text += whole[done:]

    def _link_bare_urls(self) -> None:
        linked = [mark for mark in self.marks if mark.kind == "link"]
        for match in _BARE_URL.finditer(self.text):
            url = match[0].rstrip(".,;")
            end = match.start() + len(url)
            if not any(mark.start < end and mark.end > match.start() for mark in linked):
                self.marks.append(Mark(match.start(), end, "link", url))
