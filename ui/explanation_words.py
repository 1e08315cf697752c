"""What the parts of an explanation share: their words and numbers, and how their tables look."""

from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from assistant.answer import Language
from ui.screen_texts import screen_text, shown_number

NARROW = 80
WIDEST_TEXT = 80  # longer lines are hard to read, however wide the window
GAP = 2  # columns between those of a table
WHOLE = 100


@dataclass(frozen=True, slots=True)
class ExplanationWords:
    """Words and numbers in one language, for one width.

    Attributes:
        language: That of the answer.
        width: Columns that there are.
    """

    language: Language
    width: int

    def word(self, name: str, **holes: object) -> str:
        """Return one of the texts around an explanation."""
        return screen_text("explain", name, self.language, **holes)

    def channel(self, name: str) -> str:
        """Return what a channel of the search is called."""
        return screen_text("channel", name, self.language)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number with so many decimals."""
        return shown_number(value, self.language, decimals)

    def percent(self, share: float) -> str:
        """Return a share as a whole number out of 100."""
        return self.number(WHOLE * share)

    def points(self, value: float) -> str:
        """Return what is added to a score, with its sign; "" for nothing."""
        return shown_number(value, self.language, 1, sign=True) if value else ""

    def headed(self, *names: str) -> Table:
        """Return a table with these texts as heads."""
        return plain_table(*map(self.word, names))


def plain_table(*heads: str) -> Table:
    """Return a table without lines; the cells of its columns wrap. Empty heads are not shown."""
    table = Table.grid(padding=(0, GAP, 0, 0))
    table.show_header = any(heads)
    for head in heads:
        table.add_column(Text(head, style="bold"), overflow="fold", max_width=WIDEST_TEXT)
    return table


def add_row(table: Table, *cells: str | Text, style: str = "") -> None:
    """Add a row of texts in which nothing is taken for markup."""
    table.add_row(*(Text(one) if isinstance(one, str) else one for one in cells), style=style)
