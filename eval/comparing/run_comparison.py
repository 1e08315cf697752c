"""Two files of results compared: read, judged by today's metrics, and set side by side."""

from pathlib import Path

from eval.comparing.comparison import compare
from eval.evaluation import read_judgements
from eval.reports.comparison_report import ComparisonReport
from eval.reports.report import EndState
from eval.runs.results_file import STOPPED, ResultsRead, read_results


def compare_runs(first: Path, second: Path) -> ComparisonReport:
    """Return what changed from the first run to the second.

    Args:
        first: A file of results, or the folder that holds it.
        second: Another.

    Raises:
        UnreadableFile: One of them is not there.
        UnusableText: One is no file of results, or a line in the middle of it is broken.
    """
    before, after = read_results(first), read_results(second)
    return ComparisonReport(
        before.head,
        after.head,
        compare(read_judgements(first), read_judgements(second)),
        _end_state(before),
        _end_state(after),
    )


def _end_state(read: ResultsRead) -> EndState:
    if read.complete:
        return "complete"
    return "stopped" if read.reason == STOPPED else "truncated"
