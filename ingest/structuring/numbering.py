"""Whether the footnotes and the tables of a document count on without gaps or doubles."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.document import Document, Finding, Table
from ingest.structuring.drafts import TABLE_CAPTION


def check_numbering(document: Document, called: set[int]) -> Iterator[Finding]:
    """Yield what is odd about the numbers of footnotes and tables.

    Args:
        document: With its blocks and footnotes.
        called: The footnotes that the text calls.

    Yields:
        "footnote-skipped" and "table-skipped" (a number that neither stands nor is called),
        "table-doubled" (two tables print one number) and "table-uncaptioned" (a table without a
        number, where others have one).
    """
    notes = [(note.number, note.address) for note in document.footnotes]
    yield from _gaps("footnote-skipped", "voetnoten", notes, called)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    printed = [(table, TABLE_CAPTION.match(table.caption.text)) for table in tables]
    if not any(match for _, match in printed):
        return
    seen: set[int] = set()
    for table, match in printed:
        if match is None:
            text = (
                f"De tabel heeft geen nummer en bijschrift; ze telt hier als tabel {table.number}."
            )
            yield Finding("table-uncaptioned", table.address, text)
        elif int(match[1]) in seen:
            text = f"Nummer {match[1]} staat al bij een andere tabel; deze telt als {table.number}."
            yield Finding("table-doubled", table.address, text)
        seen.add(int(match[1]) if match else table.number)
    numbers = [(table.number, table.address) for table in tables]
    yield from _gaps("table-skipped", "tabellen", numbers, set())


def _gaps(
    code: str, kind: str, numbered: Sequence[tuple[int, str]], excused: set[int]
) -> Iterator[Finding]:
    """Yield a finding for every jump in the numbers, at what stands after it."""
    for (before, _), (number, address) in pairwise([(0, ""), *sorted(numbered)]):
        missing = sorted(set(range(before + 1, number)) - excused)
        if missing:
            which = str(missing[0]) if len(missing) == 1 else f"{missing[0]} tot {missing[-1]}"
            verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
            yield Finding(code, address, f"In de nummering van de {kind} {verb} {which}.")
