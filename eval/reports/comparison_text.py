"""A comparison of two runs as tables on a screen: first what they do not share."""

from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from eval.comparing.comparison import Flip
from eval.dutch_numbers import count
from eval.reports.comparison_report import (
    UNSURE,
    ComparisonReport,
    changed_slices,
    difference_rows,
    latency_rows,
    verdict,
    warnings,
)
from eval.reports.neutral_text import one_line
from eval.reports.terminal import WIDEST, gate_lines, plain_table

FLIPS_SHOWN = 40  # in each direction; the JSON form has them all
SLICES_SHOWN = 10
NARROWEST_WORDS = 14


def show_comparison(report: ComparisonReport, console: Console) -> None:
    """Write a comparison on a console, at most `WIDEST` columns wide."""
    for part in comparison_parts(report):
        console.print(part, width=min(console.width, WIDEST))


def comparison_parts(report: ComparisonReport) -> Iterator[RenderableType]:
    """Yield what a screen shows of a comparison, from top to bottom."""
    for line in warnings(report):
        yield Text.assemble(("LET OP  ", "bold yellow"), line)
    comparison = report.comparison
    heads = ["", "eerst", "nu", "verschil", "95 %-interval", "n", "betekenis"]
    yield _table("Verschillen", heads, difference_rows(comparison.differences), words_last=True)
    yield Text(f"\n{UNSURE}", style="dim")
    latencies = latency_rows(report)
    if latencies:
        yield _table("Tijd, ter informatie", ["", "eerst", "nu", "verhouding"], latencies)
    slices = changed_slices(comparison.slices)
    if slices:
        heads = ["soort", "groep", "n", "slechter", "beter", "p (Holm)", ""]
        title = "Groepen waarin iets veranderde"
        if len(slices) > SLICES_SHOWN:
            title += f" (de eerste {SLICES_SHOWN} van {count(len(slices))})"
        yield _table(title, heads, slices[:SLICES_SHOWN], words=2, words_last=True)
    yield from _flips("Goed geworden", "was", comparison.better)
    yield from _flips("Fout geworden", "nu", comparison.worse)
    yield Text(f"\n{verdict(report)}", style="bold")
    yield from gate_lines(comparison.gates)


def _table(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    words: int = 1,
    words_last: bool = False,
) -> Table:
    """Return a table whose first `words` columns, and maybe the last, hold words."""
    table = plain_table(title)
    for place, head in enumerate(heads):
        is_words = place < words or (words_last and place == len(heads) - 1)
        table.add_column(
            head,
            justify="left" if is_words else "right",
            no_wrap=place >= words,
            overflow="fold",
            min_width=NARROWEST_WORDS if place < words else None,
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _flips(heading: str, when: str, flips: Sequence[Flip]) -> Iterator[Text]:
    if not flips:
        return
    yield Text(f"\n{heading} ({count(len(flips))})", style="bold")
    for flip in flips[:FLIPS_SHOWN]:
        must = "  (moet slagen)" if flip.must_pass else ""
        yield Text(f"{one_line(flip.key)}  {one_line(flip.question)}{must}", overflow="fold")
        reasons = one_line("; ".join(flip.reasons)) or "geen reden bekend"
        yield Text(f"    {when}: {reasons}", style="dim", overflow="fold")
    if len(flips) > FLIPS_SHOWN:
        yield Text(f"… en nog {count(len(flips) - FLIPS_SHOWN)}", style="dim")
