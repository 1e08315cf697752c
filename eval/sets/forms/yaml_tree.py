"""A file of nested values before it becomes records: each value knows the line it stands on."""

from dataclasses import dataclass, field
from typing import Any

from eval.sets.forms.entry import FieldPath


@dataclass(slots=True)
class Fields:
    """A mapping: key -> value, and the line of each key.

    Attributes:
        line: Where it begins.
        values: Its values, text or None or again such a thing.
        lines: Key -> line.
        key: The key whose value comes next, None when a key comes next.
        size: How many values are in it, repeated ones written out.
    """

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    key: str | None = None
    size: int = 1


@dataclass(slots=True)
class Items:
    """A sequence, and the line of each item."""

    line: int
    values: list[Any] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    size: int = 1


Node = Fields | Items


def size_of(value: object) -> int:
    """Return how many values a value holds, repeated ones written out."""
    return value.size if isinstance(value, Fields | Items) else 1


def plain_values(node: Any, path: FieldPath, lines: dict[FieldPath, int]) -> Any:  # noqa: ANN401 (any YAML)
    """Return a value as plain lists and mappings, and put the line of each field in `lines`."""
    if isinstance(node, Items):
        return [plain_values(item, (*path, place), lines) for place, item in enumerate(node.values)]
    if not isinstance(node, Fields):
        return node
    if path:
        lines[path] = node.line
    lines.update({(*path, name): line for name, line in node.lines.items()})
    return {name: plain_values(value, (*path, name), lines) for name, value in node.values.items()}
