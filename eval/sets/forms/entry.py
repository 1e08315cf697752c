"""One record of a file before it is checked, and a mistake in it, as every form hands them on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Where a value stands in a record: ("facts",), ("turns", 1, "facts"), () for the whole record.
FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in a question set.

    Attributes:
        file: Name of the file.
        line: Number of the line, or of the row in a sheet; 0 when it has none.
        field: Name of the field, as the file words it; "" for the whole record.
        text: What is wrong and what to do.
        question: Id of the question, "" when it is not known.
        unit: What `line` counts, "regel" or "rij".
    """

    file: str
    line: int
    field: str
    text: str
    question: str = ""
    unit: str = "regel"

    def __str__(self) -> str:
        """Say it in a sentence: "gold.yaml, regel 12 (h1-nl-002), facts: ..."."""
        line = f", {self.unit} {self.line}" if self.line else ""
        question = f" ({self.question})" if self.question else ""
        place = f", {self.field}" if self.field else ""
        end = "" if self.text.endswith((".", "?", ":")) else "."
        return f"{self.file}{line}{question}{place}: {self.text}{end}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as a file holds it.

    Attributes:
        values: Field -> text, list or None, as typed.
        line: Line (or row) where it begins.
        lines: Where a field stands when that is another line.
        headings: How the file words a field, where that is not its own name.
    """

    values: Mapping[str, object]
    line: int
    lines: Mapping[FieldPath, int] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)

    def line_of(self, path: FieldPath) -> int:
        """Return the line of a field, or of the nearest thing around it that has one."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return self.line


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds.

    Attributes:
        entries: Its records.
        mistakes: What could not be read as a record.
        unit: What its lines are called.
        name: The name the set gives itself, "" when it gives none.
    """

    entries: tuple[Entry, ...]
    mistakes: tuple[Mistake, ...] = ()
    unit: str = "regel"
    name: str = ""
