"""Rows of a sheet to records and back: one row per question, or per turn of a dialogue.

Rows with the same id and a number under "beurt" are one dialogue; what holds for the whole
dialogue stands on the row of its first turn. A row with a number and no id goes on with the
dialogue above it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.question_set import SetQuestion
from eval.sets.forms.cell_grammar import write_groups
from eval.sets.forms.entry import Entry, FieldPath, Mistake
from eval.sets.forms.record import to_record
from eval.sets.forms.sheet_columns import COLUMNS, Column

UNIT = "rij"
_OF_TURN = {column.field for column in COLUMNS if column.of_turn}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its number, and field -> value."""

    number: int
    values: Mapping[str, object]


def entries_of(
    rows: Iterable[Row], names: Mapping[str, str], file: str, mistakes: list[Mistake]
) -> Iterator[Entry]:
    """Yield the records of rows, a dialogue where its first row stands.

    Args:
        rows: In the order of the sheet.
        names: What the sheet calls each field.
        file: What to call the file in messages.
        mistakes: Gets what is wrong with the numbers of turns.
    """
    groups: list[list[tuple[int, Row]]] = []
    dialogues: dict[object, list[tuple[int, Row]]] = {}
    above: object = None
    for row in rows:
        turn = _turn_number(row, names, file, mistakes)
        identity = row.values.get("id") or (above if turn else None)
        above = identity
        if turn and identity in dialogues:
            dialogues[identity].append((turn, row))
            continue
        groups.append([(turn, row)])
        if turn:
            dialogues[identity] = groups[-1]
    for group in groups:
        yield _entry(sorted(group, key=lambda numbered: numbered[0]), names, file, mistakes)


def _turn_number(row: Row, names: Mapping[str, str], file: str, mistakes: list[Mistake]) -> int:
    """Return the number of the turn, 0 for a row that is no turn."""
    written = str(row.values.get("turn", ""))
    match = re.fullmatch(r"([1-9]\d{0,2})(?:[.,]0+)?", written, re.ASCII)
    if written and not match:
        text = f"{written!r} is geen nummer van een beurt; nummer de beurten 1, 2, 3"
        mistakes.append(Mistake(file, row.number, names["turn"], text, unit=UNIT))
    return int(match[1]) if match else 0


def _entry(
    group: Sequence[tuple[int, Row]],
    names: Mapping[str, str],
    file: str,
    mistakes: list[Mistake],
) -> Entry:
    first = group[0][1]
    if not group[0][0]:
        values = {name: value for name, value in first.values.items() if name != "turn"}
        return Entry(values, first.number, headings=names)
    head = {name: value for name, value in first.values.items() if name not in _OF_TURN}
    lines: dict[FieldPath, int] = {}
    turns: list[Mapping[str, object]] = []
    for place, (number, row) in enumerate(group):
        lines["turns", place] = row.number
        own = {name: value for name, value in row.values.items() if name in _OF_TURN}
        turns.append({name: value for name, value in own.items() if name != "turn"})
        for field, text in _strange(place, number, row, head):
            question = str(head.get("id", ""))
            mistakes.append(Mistake(file, row.number, names[field], text, question, UNIT))
    return Entry(head | {"turns": turns}, first.number, lines, names)


def _strange(
    place: int, number: int, row: Row, head: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """Yield each field of a turn that does not fit its dialogue, and what to do."""
    if number != place + 1:
        yield "turn", f"hier hoort beurt {place + 1}, niet {number}; nummer de beurten 1, 2, 3"
    for name, value in row.values.items():
        if name not in _OF_TURN and head.get(name) != value:
            yield name, "verschilt van de eerste beurt; vul het alleen bij de eerste beurt in"


def rows_of(questions: Iterable[SetQuestion]) -> Iterator[list[str]]:
    """Yield the row of headings, and the rows of the questions."""
    yield [column.heading for column in COLUMNS]
    for question in questions:
        record = to_record(question)
        turns = record.pop("turns", None)
        if turns is None:
            yield _cells(record)
            continue
        for number, turn in enumerate(turns, start=1):
            shared = record if number == 1 else {"id": question.id}
            yield _cells(shared | {"turn": number} | turn)


def _cells(record: Mapping[str, Any]) -> list[str]:
    return [_cell(column, record.get(column.field)) for column in COLUMNS]


def _cell(column: Column, value: Any) -> str:  # noqa: ANN401 (any value of a record)
    if value is None:
        return ""
    if value is True:
        return "ja"
    if column.kind == "tags":
        return ", ".join(value)
    if column.kind == "text":
        return str(value)
    return write_groups([value] if isinstance(value, str) else value)
