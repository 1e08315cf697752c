"""A run as a table for Excel as it is set up in Belgium: semicolons, BOM, decimal commas."""

import csv
from collections.abc import Iterator
from typing import TextIO

from eval.dutch_numbers import decimal
from eval.figures import Judgement
from eval.labels import label
from eval.metrics.all_metrics import METRICS
from eval.reports.failed_turn import groups_words
from eval.reports.neutral_text import spreadsheet_cell
from eval.reports.report import RunReport

BOM = "\ufeff"
DIGITS = 4

_COLUMNS = (
    "Id",
    "Beurt",
    "Vraag",
    "Taal",
    "Moeilijkheid",
    "Deel",
    "Kenmerken",
    "Secties",
    "Moet slagen",
    "Uitkomst",
    "Redenen",
    "Verwachte status",
    "Status",
    "Zekerheid",
)


def write_csv(report: RunReport, stream: TextIO) -> None:
    """Write a row for each turn with all its scores; `stream` must leave new lines alone."""
    stream.write(BOM)
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    present = {key for judgement in report.judgements for key in judgement.scores}
    metrics = [metric for metric in METRICS if metric.key in present]
    known = {metric.key for metric in metrics}
    others = sorted(present - known)
    heads = [*_COLUMNS, *(metric.label for metric in metrics), *others]
    writer.writerow([spreadsheet_cell(head) for head in heads])
    keys = [*(metric.key for metric in metrics), *others]
    for judgement in report.judgements:
        writer.writerow([*_cells(judgement), *(_number(judgement.scores.get(key)) for key in keys)])


def _cells(judgement: Judgement) -> Iterator[str]:
    asked = judgement.asked
    words = (
        asked.id,
        str(asked.turn),
        asked.question,
        asked.language,
        label("difficulty", asked.difficulty),
        asked.split,
        ", ".join(asked.tags),
        # Excel takes "5.1.1" for a date; a sign before it keeps it a text.
        f"§ {groups_words(asked.expected.sections)}" if asked.expected.sections else "",
        "ja" if asked.must_pass else "nee",
        label("outcome", judgement.outcome),
        "; ".join(judgement.reasons),
        " of ".join(label("status", status) for status in asked.expected.status),
        label("status", judgement.status) if judgement.status else "",
    )
    yield from map(spreadsheet_cell, words)
    yield _number(judgement.confidence)


def _number(value: float | None) -> str:
    """Return a number as Excel reads it: no dots, no unit, its own minus sign."""
    if value is None or value != value:
        return ""
    text = decimal(value, DIGITS).replace(".", "").replace("\u2212", "-")
    return text.rstrip("0").rstrip(",")
