"""The report as one HTML page that needs nothing beside itself; its look is in `page.*`."""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any

from eval.dutch_numbers import amount, count, decimal, interval
from eval.figures import Figure, Outcome
from eval.judging import RIGHT_WHEN
from eval.labels import chosen, label
from eval.reports import plots
from eval.reports.failed_turn import FailedTurn, failed_turn
from eval.reports.figure_rows import (
    LANGUAGES,
    figure_groups,
    figure_of,
    gate_rows,
    gates_words,
    head_rows,
    headline,
    metrics_of,
    must_pass_rows,
    slice_name,
    slice_rows,
    title_of,
)
from eval.reports.neutral_text import safe_link, visible
from eval.reports.report import RunReport

if TYPE_CHECKING:
    from jinja2 import Template

MOST_TURNS = 1_000  # of each outcome; a page with more is slow on a phone


def page(report: RunReport, most_turns: int = MOST_TURNS) -> Iterator[str]:
    """Yield the page in pieces; turns are read as they are written, so memory stays flat.

    Args:
        report: Of the run.
        most_turns: At most so many failed turns are shown, and so many not judged.
    """
    template = _template()
    css, script = _text("page.css"), _text("page.js")
    outcomes = report.outcomes
    return template.generate(
        report=report,
        css=_trusted(css),
        script=_trusted(script),
        policy=_policy(css, script),
        most_turns=most_turns,
        passed=outcomes["passed"],
        failed=outcomes["failed"],
        not_judged=outcomes["not_judged"],
        failed_turns=_turns(report, "failed", most_turns),
        not_judged_turns=_turns(report, "not_judged", most_turns),
        gates=gate_rows(report.gates),
        gates_words=gates_words(report.gates),
        head_rows=head_rows(report),
        must_pass=must_pass_rows(report, most_turns),
        headline=headline(report.summary),
        groups=figure_groups(report.summary),
        slices=slice_rows(report.summary),
        slice_metrics=metrics_of(chosen("slice_columns")),
        plots=_plots(report),
        right_when=RIGHT_WHEN,
        language_names=[label("language", name) for name in LANGUAGES],
    )


def _turns(report: RunReport, outcome: Outcome, most: int) -> Iterator[FailedTurn]:
    earlier = report.earlier_questions()
    for judged in islice(report.with_outcome(outcome), most):
        yield failed_turn(judged, earlier.get(judged.judgement.asked.key, ()))


def _plots(report: RunReport) -> list[tuple[str, Any, str]]:
    risk, times = report.summary.risk_coverage, report.summary.latencies
    return [
        (title, _trusted(draw(curve)) if curve.x else "", words(curve))
        for title, curve, draw, words in (
            ("Risico en dekking", risk, plots.risk_coverage_plot, plots.risk_words),
            ("Tijd tot het antwoord", times, plots.latency_plot, plots.latency_words),
        )
    ]


def _trusted(markup: str) -> Any:  # noqa: ANN401 (jinja2 is imported when it is needed)
    """Mark our own markup as such; never used on anything that was asked or answered."""
    from markupsafe import Markup

    return Markup(markup)


def _policy(css: str, script: str) -> str:
    """Return a content policy that allows this page's own style and script and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _text(name: str) -> str:
    return (files("eval") / "reports" / name).read_text(encoding="utf-8")


def _finalize(value: object) -> object:
    """Make every text that is filled in visible, so that no place can be forgotten."""
    return visible(value) if type(value) is str else value


def _range_bar(figure: Figure) -> Any:  # noqa: ANN401 (see _trusted)
    return _trusted(plots.range_bar(figure))


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, finalize=_finalize, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals |= {
        "amount": amount,
        "count": count,
        "decimal": decimal,
        "interval": interval,
        "label": label,
        "figure_of": figure_of,
        "slice_name": slice_name,
        "title_of": title_of,
        "range_bar": _range_bar,
    }
    environment.filters["safe_link"] = safe_link
    return environment.from_string(_text("page.html.j2"))
