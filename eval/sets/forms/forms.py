"""The forms of file a question set can have, by the ending of the name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.question_set import SetQuestion
from eval.sets.forms.entry import Reading
from ingest.decoding import decoded


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: its bytes to records, and questions to bytes."""

    read: Callable[[bytes, str], Reading]
    write: Callable[[Sequence[SetQuestion]], bytes]


def _read_yaml(data: bytes, file: str) -> Reading:
    from eval.sets.forms.yaml_form import read_yaml

    return read_yaml(decoded(data), file)


def _write_yaml(questions: Sequence[SetQuestion]) -> bytes:
    from eval.sets.forms.yaml_form import write_yaml

    return write_yaml(questions).encode()


def _read_json_lines(data: bytes, file: str) -> Reading:
    from eval.sets.forms.json_lines_form import read_json_lines

    return read_json_lines(decoded(data), file)


def _write_json_lines(questions: Sequence[SetQuestion]) -> bytes:
    from eval.sets.forms.json_lines_form import write_json_lines

    return write_json_lines(questions).encode()


def _read_csv(data: bytes, file: str) -> Reading:
    from eval.sets.forms.csv_form import read_csv

    return read_csv(decoded(data), file)


def _write_csv(questions: Sequence[SetQuestion]) -> bytes:
    from eval.sets.forms.csv_form import write_csv

    return write_csv(questions)


def _read_excel(data: bytes, file: str) -> Reading:
    from eval.sets.forms.excel_form import read_excel

    return read_excel(data, file)


def _write_excel(questions: Sequence[SetQuestion]) -> bytes:
    from eval.sets.forms.excel_form import write_excel

    return write_excel(questions)


_YAML = Form(_read_yaml, _write_yaml)
_JSON_LINES = Form(_read_json_lines, _write_json_lines)
FORMS = {
    ".yaml": _YAML,
    ".yml": _YAML,
    ".jsonl": _JSON_LINES,
    ".ndjson": _JSON_LINES,
    ".csv": Form(_read_csv, _write_csv),
    ".xlsx": Form(_read_excel, _write_excel),
}
