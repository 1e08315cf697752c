"""What the conversion to text lost, noticed and reported instead of papered over."""

import re
from collections.abc import Iterator, Sequence

from ingest.document import Document, Finding, ListBlock, Table
from ingest.richtext import RichText

# A capital after a small word with no sign between them: "… amateurkunstenproject Tussenkost in
# de kosten …" were lines of a list.
_CAPITAL = re.compile(
    r"(?P<before>(?<!\w)[a-zà-ÿ][\w-]*|\)) (?P<word>[A-Z][a-zà-ÿ]+) (?=[a-zà-ÿ(])"
)
_SMALL_WORD = re.compile(r"(?<![\w-])[a-zà-ÿ]{3,}(?![\w-])")
_NEVER_LAST = frozenset(
    """
    aan als bij binnen de der des deze die dit door een en het in met naar of om onder onze op
    over per te tegen tot tussen uit van voor and for from in of on the to with au aux de des du
    en et la le les par pour sur
    """.split()
)


def find_scars(document: Document, gaps: Sequence[str]) -> Iterator[Finding]:
    """Yield what was lost.

    Args:
        document: The structured document.
        gaps: Sections in which a figure is missing.

    Yields:
        "link-lost" (a link without target), "separator-lost" (the items of a list in a cell run
        into each other), "cell-empty" and "figure-lost".
    """
    for section in gaps:
        yield Finding("figure-lost", section, "Een figuur is bij de omzetting verloren gegaan.")
    for place, text in _texts(document):
        for mark in text.marks:
            if mark.kind == "link" and not mark.target:
                linked = text.text[mark.start : mark.end]
                yield Finding("link-lost", place, f"De link achter “{linked}” is verloren gegaan.")
    words: set[str] = set()
    for _, text in _texts(document):
        words.update(_SMALL_WORD.findall(text.text))
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _table_scars(block, words)


def _table_scars(table: Table, words: set[str]) -> Iterator[Finding]:
    openers = {cell.text.split(" ")[0] for row in table.rows for cell in row.cells if cell}
    for row in table.rows:
        for name, cell in zip(table.header, row.cells, strict=False):
            if not cell:
                yield Finding("cell-empty", row.address, f"De cel onder “{name}” is leeg.")
            elif parts := _run_together(cell.text, words, openers):
                yield Finding(
                    "separator-lost",
                    row.address,
                    f"In de cel onder “{name}” lopen vermoedelijk {parts + 1} punten in elkaar.",
                )


def _run_together(text: str, words: set[str], openers: set[str]) -> int:
    """Return how many times an item seems to begin without a sign before it.

    Args:
        text: Text of a cell.
        words: Words that the document writes with a small letter; a name is not among them.
        openers: First words of the cells of the table.
    """
    return sum(
        match["before"].lower() not in _NEVER_LAST
        and (match["word"] in openers or match["word"].lower() in words)
        for match in _CAPITAL.finditer(text)
    )


def _texts(document: Document) -> Iterator[tuple[str, RichText]]:
    for block in document.blocks:
        if isinstance(block, ListBlock):
            yield from ((item.address, item.text) for item in block.items)
        elif isinstance(block, Table):
            yield from ((row.address, cell) for row in block.rows for cell in row.cells)
        else:
            yield block.address, block.text
    yield from ((note.address, note.text) for note in document.footnotes)
