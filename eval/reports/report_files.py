"""The reports of a run as files in a folder, each whole or as it was before."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from assistant.documents.library import cause_of
from eval.reports.csv_table import write_csv
from eval.reports.junit import write_junit
from eval.reports.markdown import run_markdown
from eval.reports.page import page
from eval.reports.report import RunReport
from eval.reports.summary_json import as_text, summary_json
from ingest.errors import StorageFailure

PAGE = "report.html"
JUNIT = "junit.xml"
TABLE = "questions.csv"
MARKDOWN = "report.md"
SUMMARY = "summary.json"


def write_reports(report: RunReport, folder: Path) -> tuple[Path, ...]:
    """Write all reports of a run and return their paths.

    Raises:
        StorageFailure: The folder or a file cannot be written; files not yet reached stay as
            they were.
    """
    paths = tuple(folder / name for name in _WRITERS)
    for path in paths:
        with whole_file(path) as stream:
            _WRITERS[path.name](report, stream)
    return paths


@contextmanager
def whole_file(path: Path) -> Iterator[TextIOWrapper]:
    """Open a text file that takes its place only when all of it was written.

    Raises:
        StorageFailure: It cannot be written; what was there still is.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Hashes of the page's style and the ends of lines of the table ask for untouched new lines.
        with aside.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    except OSError as error:
        raise StorageFailure(
            f"Het rapport {path} is niet te schrijven ({cause_of(error)}). Maak plaats of "
            "schrijfrecht, of kies een andere map."
        ) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _write_page(report: RunReport, stream: TextIO) -> None:
    stream.writelines(page(report))


def _write_markdown(report: RunReport, stream: TextIO) -> None:
    stream.writelines(run_markdown(report))


def _write_summary(report: RunReport, stream: TextIO) -> None:
    stream.write(as_text(summary_json(report)))


_WRITERS: dict[str, Callable[[RunReport, TextIOWrapper], None]] = {
    PAGE: _write_page,
    JUNIT: write_junit,
    TABLE: write_csv,
    MARKDOWN: _write_markdown,
    SUMMARY: _write_summary,
}
