"""Question sets in JSON lines: one record a line; numbers stay the text that was typed."""

import json
from collections.abc import Iterable

from eval.question_set import SetQuestion
from eval.sets.forms.entry import Entry, Mistake, Reading
from eval.sets.forms.record import to_record

_EXPECTED = 'schrijf per regel {"id": "…", "question": "…", "facts": ["…"]}'


def read_json_lines(text: str, file: str) -> Reading:
    """Return the records of a text with one JSON object on each line; empty lines are skipped."""
    entries, mistakes = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(
                line,
                parse_int=str,
                parse_float=str,
                parse_constant=_no_number,
                object_pairs_hook=_without_repeats,
            )
        except _RepeatedName as error:
            text_of_it = "staat er tweemaal; laat er één staan"
            mistakes.append(Mistake(file, number, str(error), text_of_it))
            continue
        except _NoNumber as error:
            advice = f"{error} kan niet in JSON; schrijf null of laat het veld weg"
            mistakes.append(Mistake(file, number, "", advice))
            continue
        except (ValueError, RecursionError):
            mistakes.append(Mistake(file, number, "", f"dit is geen JSON; {_EXPECTED}"))
            continue
        if isinstance(values, dict):
            entries.append(Entry(values, number))
        else:
            mistakes.append(Mistake(file, number, "", f"dit is geen JSON-object; {_EXPECTED}"))
    return Reading(tuple(entries), tuple(mistakes))


def write_json_lines(questions: Iterable[SetQuestion]) -> str:
    """Return the questions as JSON lines."""
    return "".join(
        json.dumps(to_record(question), ensure_ascii=False) + "\n" for question in questions
    )


def _no_number(name: str) -> object:
    """Refuse NaN and Infinity, which some programs write for an empty cell."""
    raise _NoNumber(name)


class _NoNumber(Exception):
    """A number that JSON does not have."""


class _RepeatedName(Exception):
    """The same name twice in one object; JSON itself would keep the last."""


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, value in pairs:
        if name in values:
            raise _RepeatedName(name)
        values[name] = value
    return values
