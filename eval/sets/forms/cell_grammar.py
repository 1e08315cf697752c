"""How a cell of a sheet holds several values.

Groups, each of which is needed, stand on lines of their own or are parted by `;`; alternatives in
a group are parted by `|`. A "/regex/" keeps its own `|` and `;`. A text that holds one of these
marks itself stands between double quotation marks, with those in it doubled.
"""

import re
from collections.abc import Iterable, Iterator

from eval.fact_pattern import is_pattern

_ITEM = re.compile(
    r"[^\S\n]*(?:"
    r'"(?P<quoted>(?:[^"]|"")*)"(?=[^\S\n]*(?:[;|\n]|\Z))'
    r"|(?P<regex>/[^\n]+?/)(?=[^\S\n]*(?:[;|\n]|\Z))"
    r"|(?P<plain>[^;|\n]*)"
    r")[^\S\n]*(?P<mark>[;|\n]|\Z)"
)
_TAG_MARKS = re.compile(r"[,;\n]")


def read_groups(cell: str) -> list[list[str]]:
    """Return the groups of a cell; empty ones are left out."""
    return [group for group in _groups(cell.strip()) if group]


def _groups(cell: str) -> Iterator[list[str]]:
    group: list[str] = []
    position = 0
    while position <= len(cell):
        match = _ITEM.match(cell, position)
        if match is None:  # cannot be: `plain` takes anything up to the next mark
            break
        item = (match["quoted"] or "").replace('""', '"') or match["regex"] or match["plain"] or ""
        if item.strip():
            group.append(" ".join(item.split()))
        if match["mark"] != "|":
            yield group
            group = []
        if match.end() == position:
            break
        position = match.end()
    yield group


def read_list(cell: str) -> list[str]:
    """Return the values of a cell whichever mark stands between them."""
    return [item for group in read_groups(cell) for item in group]


def read_tags(cell: str) -> list[str]:
    """Return the words of a cell that are parted by commas, semicolons or line breaks."""
    return [word for part in _TAG_MARKS.split(cell) if (word := " ".join(part.split()))]


def write_groups(groups: Iterable[str | Iterable[str]]) -> str:
    """Return the cell that `read_groups` reads back."""
    return "\n".join(
        " | ".join(_written(item) for item in ([group] if isinstance(group, str) else group))
        for group in groups
    )


def _written(item: str) -> str:
    opens = item.startswith('"') or (item.startswith("/") and not is_pattern(item))
    if not opens and read_groups(item) == [[item]]:
        return item
    return '"' + item.replace('"', '""') + '"'
