"""A row of a table as one line of text: "Project: Op de tast; Partners: publiq vzw …"."""

from ingest.document import TableRow
from ingest.richtext import RichText, joined


def row_text(header: tuple[str, ...], row: TableRow) -> RichText:
    """Return the row with each cell behind the name of its column; empty cells are left out.

    Args:
        header: Names of the columns; a column may have none.
        row: The row.
    """
    parts = []
    for name, cell in zip(header, row.cells, strict=False):
        if cell:
            parts.append(joined((RichText(f"{name}: " if name else ""), cell), ""))
    return joined(parts, "; ")
