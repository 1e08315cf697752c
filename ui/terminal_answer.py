"""An answer as a person reads it: short answer, quotes, then numbered sources.

On a terminal with colour and wrapped to its width; anywhere else plain, one line per paragraph.
"""

import re
from functools import partial
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.answer import Answer, CitedReference, Explanation, Language, NearSection, Quote
from assistant.wording.phrases import message, note_text
from ingest.address import SHIPPED
from ui.screen_texts import screen_text, shown_text
from ui.terminal_explanation import explanation_parts

READING_WIDTH = 100  # longer lines are hard to read, however wide the window
PIPED_TABLE_WIDTH = 160
BELOW_HEAD = 2  # columns

_PAGE_TEXT = {"printed": "page", "inferred": "page", "section_start": "page_from"}
_MARKER = re.compile(r"\[\d+\]")
# How an item of a list begins in the text of an answer.
_ITEM = re.compile(r"\s*(?:-|\d{1,2}\.)\s+")
_WHOLES_AND_PARTS = frozenset({"table", "table_row", "list", "list_item"})


def console_for(stream: TextIO) -> Console:
    """Return a console that colours only on a terminal, and never when NO_COLOR is set."""
    terminal = stream.isatty()
    console = partial(
        Console,
        file=stream,
        force_terminal=terminal,
        force_jupyter=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    plain = console(width=None if terminal else PIPED_TABLE_WIDTH)
    # For NO_COLOR rich leaves out colours but still writes bold and links.
    return console(width=plain.width, color_system=None) if plain.no_color else plain


class AnswerScreen:
    """Writes answers on one console."""

    def __init__(self, console: Console) -> None:
        """Write on `console`, see `console_for`."""
        self._console = console
        self._width = min(console.width, READING_WIDTH)

    def show(self, answer: Answer) -> None:
        """Write one answer, and how it came about when it carries an explanation."""
        language = answer.language
        if answer.short_answer and answer.status == "answered":
            label = screen_text("answer", "short", language)
            self._line(Text.assemble(f"{label}: ", (shown_text(answer.short_answer), "bold green")))
            self._line(Text())
        self._text(answer)
        if answer.quotes:
            self._sources(answer.quotes, language)
        if answer.nearest:
            self._nearest(answer.nearest, language)
        for note in answer.notes:
            self._line(Text(note_text(note.code, language, note.values), style="dim"), above=1)
        if answer.explanation is not None:
            self._explanation(answer.explanation, language)

    def _text(self, answer: Answer) -> None:
        """Write the words of an answer: what stands below a line that heads quotes is indented."""
        indent = within = 0
        for number, line in enumerate(_body(answer).splitlines()):
            if _is_head(line, answer):
                self._line(Text(shown_text(line), style="bold"), above=int(number > 0))
                indent = BELOW_HEAD
                continue
            item = _ITEM.match(line)
            marker = item[0].strip() if item else ""
            words = _with_markers(shown_text(line[item.end() :] if item else line))
            self._line(words, marker, indent + (0 if item else within))
            # The cells of a row stand under its first one, up to the number of its quote.
            within = 0 if line.endswith("]") else len(item[0].lstrip()) if item else within

    def _line(self, text: Text, marker: str = "", indent: int = 0, above: int = 0) -> None:
        """Write a paragraph; on a terminal its later lines hang under its first word."""
        lead = " " * indent + (f"{marker} " if marker else "")
        if not self._console.is_terminal:
            self._console.print("\n" * above + lead + text.plain, soft_wrap=True)
            return
        text.overflow = "fold"
        grid = Table.grid()
        grid.add_column(width=cell_len(lead), style="bold cyan", no_wrap=True)
        grid.add_column()
        grid.add_row(lead, text)
        self._console.print(Padding(grid if lead else text, (above, 0, 0, 0)), width=self._width)

    def _sources(self, quotes: tuple[Quote, ...], language: Language) -> None:
        self._line(Text(screen_text("answer", "sources", language), style="bold"), above=1)
        for quote in quotes:
            marker = f"[{quote.marker}]"
            self._line(Text(_place(quote, language)), marker)
            for reference in quote.references:
                scope = _scope(quote, reference)
                self._reference(reference, scope, len(marker) + 1, language)

    def _reference(
        self, reference: CitedReference, scope: str, indent: int, language: Language
    ) -> None:
        line = Text(shown_text(reference.label))
        if scope:
            line.append(f" ({screen_text('scope', scope, language)})", "dim")
        self._line(line, indent=indent)
        if reference.url:
            self._line(_link(reference.url), indent=indent)

    def _nearest(self, sections: tuple[NearSection, ...], language: Language) -> None:
        self._line(Text(screen_text("answer", "nearest", language), style="bold"), above=1)
        for near in sections:
            place = _section(near.document, near.section, near.title, language)
            self._line(Text(place), "-")

    def _explanation(self, explanation: Explanation, language: Language) -> None:
        self._line(Text(screen_text("explain", "title", language), style="bold"), above=1)
        for part in explanation_parts(explanation, language, self._console.width):
            self._line(Text(part.head, style="bold"), above=1)
            for line in part.lines:
                if isinstance(line, Text):
                    self._line(line)
                else:
                    self._console.print(line)


def _body(answer: Answer) -> str:
    """The words of the answer; the nearest sections are listed apart, with their numbers."""
    if answer.status == "answered" or not answer.nearest:
        return answer.text
    return message(answer.status, answer.language)


def _is_head(line: str, answer: Answer) -> bool:
    """Whether a line stands before quotes and is of none of them."""
    return line.endswith(":") and not any(line in quote.quote for quote in answer.quotes)


def _with_markers(text: str) -> Text:
    line = Text(text)
    line.highlight_regex(_MARKER, "bold cyan")
    return line


def _place(quote: Quote, language: Language) -> str:
    place = _section(quote.document, quote.section, quote.section_title, language)
    if len(quote.section_path) > 1:
        place += f" ({' › '.join(shown_text(title) for title in quote.section_path[:-1])})"
    if quote.kind != "paragraph":
        place += f", {screen_text('kind', quote.kind, language)}"
    if quote.page is not None and quote.page_basis is not None:
        place += ", " + screen_text("answer", _PAGE_TEXT[quote.page_basis], language,
                                    page=quote.page)  # fmt: skip
    return place


def _section(document: str, number: str, title: str, language: Language) -> str:
    words = shown_text(title)
    if number[:1].isdigit():
        words = f"{screen_text('answer', 'section', language, number=number)} {words}".strip()
    return words if document == SHIPPED else f"{document}: {words}".rstrip(": ")


def _link(url: str) -> Text:
    shown = "".join(shown_text(url).split())
    safe = shown.startswith(("https://", "http://"))
    return Text(shown, style=f"blue link {shown}" if safe else "")


def _scope(quote: Quote, reference: CitedReference) -> str:
    """Return the name of the words for how a reference belongs to a quote; "" for none.

    An entry of the reference list names itself. What a row or an item inherits stands below its
    table or with its list.
    """
    if quote.kind == "reference":
        return ""
    within = quote.kind in ("table", "table_row", "list", "list_item")
    return (
        f"inherited_{quote.kind}" if within and reference.scope == "inherited" else reference.scope
    )
