"""An answer as a person reads it: short answer, quotes, then numbered sources.

On a terminal with colour and wrapped to its width; anywhere else plain, one line per paragraph.
"""

import re
from functools import partial
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.answer import Answer, CitedReference, Explanation, Language, NearSection, Quote
from assistant.question_check import without_unseen
from assistant.wording import message, note_text
from ingest.address import SHIPPED
from ui.screen_texts import screen_text

READING_WIDTH = 100  # longer lines are hard to read, however wide the window
PIPED_TABLE_WIDTH = 160
NARROW = 80
WIDEST_ADDRESS = 24
SCORE_WIDTH = len("0.000")
MINIMAL_TEXT = 10
ITEM = "- "  # how an item of a list begins in the text of an answer
GAP = "  "  # between the columns of a table

_PAGE_TEXT = {"printed": "page", "inferred": "page", "section_start": "page_from"}
_MARKER = re.compile(r"\[\d+\]")
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
            self._line(Text.assemble(f"{label}: ", (_clean(answer.short_answer), "bold green")))
            self._line(Text())
        for paragraph in _body(answer).splitlines():
            item = paragraph.startswith(ITEM)
            words = _with_markers(_clean(paragraph.removeprefix(ITEM)))
            self._line(words, ITEM.strip() if item else "")
        if answer.quotes:
            self._sources(answer.quotes, language)
        if answer.nearest:
            self._nearest(answer.nearest, language)
        for note in answer.notes:
            self._line(Text(note_text(note.code, language, note.values), style="dim"), above=1)
        if answer.explanation is not None:
            self._explanation(answer.explanation, language)

    def _line(self, text: Text, marker: str = "", indent: int = 0, above: int = 0) -> None:
        """Write a paragraph; on a terminal its later lines hang under its first word."""
        lead = f"{marker} " if marker else " " * indent
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
        line = Text(_clean(reference.label))
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
        def word(name: str, **holes: object) -> str:
            return screen_text("explain", name, language, **holes)

        self._line(Text(word("title"), style="bold"), above=1)
        self._line(Text(f"{word('terms')}: {_clean(', '.join(explanation.terms))}"))
        value, threshold = f"{explanation.answerability:.3f}", f"{explanation.threshold:.3f}"
        self._line(Text(word("confidence", value=value, threshold=threshold)))
        if self._console.width < NARROW:
            for rank, hit in enumerate(explanation.hits, start=1):
                channels = ", ".join(f"{name} {value:.2f}" for name, value in hit.channels)
                self._line(Text(f"{hit.passage} {hit.score:.3f} ({channels})"), f"{rank}.")
            return
        self._console.print(_ranking(explanation, language, self._console.width))


def _body(answer: Answer) -> str:
    """The words of the answer; the nearest sections are listed apart, with their numbers."""
    if answer.status == "answered" or not answer.nearest:
        return answer.text
    return message(answer.status, answer.language)


def _with_markers(text: str) -> Text:
    line = Text(text)
    line.highlight_regex(_MARKER, "bold cyan")
    return line


def _place(quote: Quote, language: Language) -> str:
    place = _section(quote.document, quote.section, quote.section_title, language)
    if len(quote.section_path) > 1:
        place += f" ({' › '.join(_clean(title) for title in quote.section_path[:-1])})"
    if quote.kind != "paragraph":
        place += f", {screen_text('kind', quote.kind, language)}"
    if quote.page is not None and quote.page_basis is not None:
        place += ", " + screen_text("answer", _PAGE_TEXT[quote.page_basis], language,
                                    page=quote.page)  # fmt: skip
    return place


def _section(document: str, number: str, title: str, language: Language) -> str:
    words = _clean(title)
    if number[:1].isdigit():
        words = f"{screen_text('answer', 'section', language, number=number)} {words}".strip()
    return words if document == SHIPPED else f"{document}: {words}".rstrip(": ")


def _link(url: str) -> Text:
    shown = "".join(_clean(url).split())
    safe = shown.startswith(("https://", "http://"))
    return Text(shown, style=f"blue link {shown}" if safe else "")


def _ranking(explanation: Explanation, language: Language, width: int) -> Table:
    """The ranked passages as a table that fits; only the text, last in its row, is cut short."""
    words = partial(screen_text, "explain")
    channels = list(dict.fromkeys(name for hit in explanation.hits for name, _ in hit.channels))
    numbers = [words("score", language), *channels]
    widths = [
        cell_len(words("rank", language)),
        max((min(cell_len(h.passage), WIDEST_ADDRESS) for h in explanation.hits), default=0),
        *(max(SCORE_WIDTH, cell_len(name)) for name in numbers),
    ]
    room = max(MINIMAL_TEXT, width - sum(widths) - len(GAP) * len(widths))
    table = Table.grid(padding=(0, len(GAP), 0, 0))
    justify: list[JustifyMethod] = ["right", "left"]
    justify += ["right"] * len(numbers)
    for cells, side in zip(widths, justify, strict=True):
        table.add_column(width=cells, justify=side, no_wrap=True, overflow="ellipsis")
    table.add_column(width=room, no_wrap=True, overflow="ellipsis")
    heads = [words("rank", language), words("passage", language), *numbers, words("text", language)]
    table.add_row(*heads, style="bold")
    for rank, hit in enumerate(explanation.hits, start=1):
        scores = dict(hit.channels)
        row = [f"{scores[name]:.3f}" if name in scores else "" for name in channels]
        table.add_row(str(rank), hit.passage, f"{hit.score:.3f}", *row, _clean(hit.text))
    return table


def _clean(text: str) -> str:
    """Take out what could steer the terminal; documents and questions come from anyone."""
    return without_unseen(text.replace("\u00ad", "")).replace("\n", " ")


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
