"""A comparison of two runs as Markdown for a merge request: first what they do not share."""

from collections.abc import Iterator, Sequence

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
from eval.reports.markdown import folded, gate_list, table
from eval.reports.neutral_text import markdown as escaped

FLIPS_SHOWN = 100  # in each direction
SLICES_SHOWN = 15


def comparison_markdown(report: ComparisonReport) -> Iterator[str]:
    """Yield a comparison as lines of Markdown, each ending in a new line."""
    for line in _lines(report):
        yield line + "\n"


def _lines(report: ComparisonReport) -> Iterator[str]:
    comparison = report.comparison
    yield f"## Vergelijking van twee metingen van {escaped(report.second.set_name)}"
    for line in warnings(report):
        yield ""
        yield f"> **Let op.** {escaped(line)}"
    yield ""
    yield f"**{verdict(report)}**"
    yield ""
    yield from gate_list(comparison.gates)
    yield from _flips("Fout geworden", comparison.worse)
    yield from _flips("Goed geworden", comparison.better)
    heads = ["cijfer", "eerst", "nu", "verschil", "95 %-interval", "n", "betekenis"]
    yield from table(heads, _escaped(difference_rows(comparison.differences)))
    yield ""
    yield f"*{UNSURE}*"
    slices = _escaped(changed_slices(comparison.slices))
    if slices:
        heads = ["soort", "groep", "n", "slechter", "beter", "p (Holm)", "betekenis"]
        yield from table(heads, slices[:SLICES_SHOWN], numbers_from=2)
        if len(slices) > SLICES_SHOWN:
            yield ""
            yield f"… en nog {count(len(slices) - SLICES_SHOWN)} groepen."
    latencies = latency_rows(report)
    if latencies:
        yield from table(["tijd, ter informatie", "eerst", "nu", "verhouding"], _escaped(latencies))


def _escaped(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[escaped(cell) for cell in row] for row in rows]


def _flips(heading: str, flips: Sequence[Flip]) -> Iterator[str]:
    if not flips:
        return
    lines = [
        f"{flip.key}{' (moet slagen)' if flip.must_pass else ''}: {flip.question} "
        f"({'; '.join(flip.reasons) or 'geen reden bekend'})"
        for flip in flips[:FLIPS_SHOWN]
    ]
    if len(flips) > FLIPS_SHOWN:
        lines.append(f"… en nog {count(len(flips) - FLIPS_SHOWN)}")
    yield from folded(f"{heading} ({count(len(flips))})", lines)
