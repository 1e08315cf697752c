"""The figures of a run as tables on a screen of 80 columns and more, and as well in a pipe.

Everything that colour says is said in words too. What the reader may do next is the command's.
"""

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from eval.dutch_numbers import amount, count, interval
from eval.gates import GateResult
from eval.labels import chosen, label
from eval.metrics.metric import Metric
from eval.reports.figure_rows import (
    FEW_TURNS,
    LANGUAGES,
    FigureRow,
    SliceRows,
    figure_groups,
    figure_of,
    gate_rows,
    gates_words,
    head_rows,
    metrics_of,
    must_pass_rows,
    slice_name,
    slice_rows,
)
from eval.reports.neutral_text import one_line
from eval.reports.report import RunReport

WIDEST = 120  # wider tables part the figures from their names
NARROWEST_NAME = 18  # so that a table fits in 80 columns
VALUE = 9  # columns of a value in the table of slices, whose names wrap
LOWER = "↓"
SLICES_SHOWN = 6  # of each kind
MUST_PASS_SHOWN = 20


def show_run(report: RunReport, console: Console) -> None:
    """Write the figures of a run on a console, at most `WIDEST` columns wide."""
    for part in run_parts(report):
        console.print(part, width=min(console.width, WIDEST))


def run_parts(report: RunReport) -> Iterator[RenderableType]:
    """Yield what a screen shows of a run, from top to bottom."""
    yield table_of_words(head_rows(report))
    groups = figure_groups(report.summary)
    # One width for all, so that the figures stand below each other from table to table.
    width = max((len(_name(row.metric)) for _, rows in groups for row in rows), default=0)
    for group, rows in groups:
        yield _figures(group, rows, width)
    yield Text(f"\n{LOWER} lager is beter", style="dim")
    metrics = metrics_of(chosen("slice_columns"))
    tables = slice_rows(report.summary, SLICES_SHOWN, FEW_TURNS)
    if tables:
        yield _slices(tables, metrics)
    yield from _must_pass(report)
    yield from gate_lines(report.gates)


def gate_lines(gates: Sequence[GateResult]) -> Iterator[Text]:
    """Yield a line for each gate, those that fall first, and one that sums up."""
    for sign, word, gate in gate_rows(gates):
        style = "bold red" if gate.fallen else "green"
        yield Text.assemble((f"{sign} {word}", style), f"  {one_line(gate.line)}")
    yield Text(gates_words(gates), style="bold")


def table_of_words(rows: Sequence[tuple[str, str]]) -> Table:
    """Return labels with words as two columns."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, words in rows:
        grid.add_row(name, Text(words))
    return grid


def plain_table(title: str) -> Table:
    """Return an empty table in the manner of all tables of the reports."""
    return Table(
        title=Text(f"\n{title}", style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        show_edge=False,
        pad_edge=False,
    )


def _figures(group: str, rows: Sequence[FigureRow], width: int) -> Table:
    table = plain_table(group)
    table.add_column("", overflow="fold", min_width=NARROWEST_NAME)
    for name in ("waarde", "95 %-interval", "n", *LANGUAGES):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        unit = row.metric.unit
        table.add_row(
            Text(_name(row.metric).ljust(width)),
            Text(amount(row.whole.value, unit), style="bold"),
            interval(row.whole, unit),
            count(row.whole.n),
            *(amount(figure.value if figure else None, unit) for figure in row.languages),
        )
    return table


def _name(metric: Metric) -> str:
    return f"{metric.label} {LOWER}" if metric.better == "lower" else metric.label


def _slices(tables: Sequence[SliceRows], metrics: Sequence[Metric]) -> Table:
    table = plain_table("Per soort vraag, de zwakste eerst")
    table.add_column("", overflow="fold", min_width=NARROWEST_NAME)
    for name in ("vragen", *(metric.label for metric in metrics)):
        table.add_column(name, justify="right", width=VALUE)
    for part in tables:
        table.add_row(Text(label("slice_kind", part.kind), style="bold"))
        for one in part.slices:
            figures = (figure_of(one, metric) for metric in metrics)
            table.add_row(Text(f"  {slice_name(one)}"), count(one.turns), *figures)
        if part.left_out:
            table.add_row(Text(f"  … en nog {count(part.left_out)}", style="dim"))
    return table


def _must_pass(report: RunReport) -> Iterator[Text]:
    for heading, turns, left_out in must_pass_rows(report, MUST_PASS_SHOWN):
        yield Text(f"\n{heading}", style="bold")
        for key, question in turns:
            yield Text(one_line(f"{key}  {question}"), overflow="fold")
        if left_out:
            yield Text(f"… en nog {count(left_out)}", style="dim")
    yield Text()
