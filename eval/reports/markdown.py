"""A run as Markdown for a merge request; all words of strangers are escaped."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from eval.dutch_numbers import amount, count, interval
from eval.figures import Outcome
from eval.gates import GateResult
from eval.judging import RIGHT_WHEN
from eval.labels import chosen, label
from eval.reports.failed_turn import FailedTurn, failed_turn
from eval.reports.figure_rows import (
    FEW_TURNS,
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
from eval.reports.neutral_text import markdown as escaped
from eval.reports.report import RunReport

SLICES_SHOWN = 5
FAILED_SHOWN = 50  # a merge request has room for little
MUST_PASS_SHOWN = 50
ANSWER_SHOWN = 400


def run_markdown(report: RunReport) -> Iterator[str]:
    """Yield a run as lines of Markdown, each ending in a new line."""
    for line in _lines(report):
        yield line + "\n"


def table(heads: list[str], rows: list[list[str]], numbers_from: int = 1) -> Iterator[str]:
    """Yield a Markdown table; columns from `numbers_from` on are set right."""
    sides = ("---" if place < numbers_from else "---:" for place in range(len(heads)))
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join(sides)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def gate_list(gates: Sequence[GateResult]) -> Iterator[str]:
    """Yield whether the gates hold, and each with what became of it."""
    yield f"**{gates_words(gates)}**"
    yield ""
    for sign, word, gate in gate_rows(gates):
        yield f"- {sign} **{word}**: {escaped(gate.line)}"


def folded(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a list that a reader can open; heading and lines are escaped here."""
    yield ""
    yield f"<details><summary>{escaped(heading)}</summary>"
    yield ""
    for line in lines:
        yield f"- {escaped(line)}"
    yield ""
    yield "</details>"


def _lines(report: RunReport) -> Iterator[str]:
    yield f"## Evaluatie van {escaped(report.head.set_name)}"
    yield ""
    yield from gate_list(report.gates)
    for heading, turns, left_out in must_pass_rows(report, MUST_PASS_SHOWN):
        yield ""
        yield f"**{heading}**"
        yield ""
        for key, question in turns:
            yield f"- {escaped(key)}: {escaped(question)}"
        if left_out:
            yield f"- … en nog {count(left_out)}"
    yield from _figures(report)
    yield from _slices(report)
    yield from _failed(report)
    yield from folded("Wanneer is een antwoord helemaal goed? Als …", RIGHT_WHEN)
    yield from folded("Over deze meting", [f"{name}: {words}" for name, words in head_rows(report)])


def _figures(report: RunReport) -> Iterator[str]:
    for group, rows in figure_groups(report.summary):
        heads = [group, "waarde", "95 %-interval", "n", "nl", "en", "fr"]
        yield from table(
            heads,
            [
                [
                    escaped(row.metric.label),
                    f"**{amount(row.whole.value, row.metric.unit)}**",
                    interval(row.whole, row.metric.unit),
                    count(row.whole.n),
                    *(amount(one.value if one else None, row.metric.unit) for one in row.languages),
                ]
                for row in rows
            ],
        )


def _slices(report: RunReport) -> Iterator[str]:
    metrics = metrics_of(chosen("slice_columns"))
    rows = [
        [
            label("slice_kind", part.kind),
            escaped(slice_name(one)),
            count(one.turns),
            *(figure_of(one, metric) for metric in metrics),
        ]
        for part in slice_rows(report.summary, SLICES_SHOWN, FEW_TURNS)
        for one in part.slices
    ]
    if rows:
        heads = ["soort", "de zwakste eerst", "vragen", *(escaped(one.label) for one in metrics)]
        yield from table(heads, rows, numbers_from=2)


def _failed(report: RunReport) -> Iterator[str]:
    headings: dict[Outcome, str] = {"failed": "Foute antwoorden", "not_judged": "Niet beoordeeld"}
    earlier = report.earlier_questions()
    for outcome, heading in headings.items():
        total = report.outcomes[outcome]
        if not total:
            continue
        yield ""
        yield f"### {heading} ({count(total)})"
        for judged in islice(report.with_outcome(outcome), FAILED_SHOWN):
            yield from _turn(failed_turn(judged, earlier.get(judged.judgement.asked.key, ())))
        if total > FAILED_SHOWN:
            yield ""
            yield f"… en nog {count(total - FAILED_SHOWN)}, zie report.html."


def _turn(shown: FailedTurn) -> Iterator[str]:
    must = " (moet slagen)" if shown.must_pass else ""
    given = {
        "Eerder in dit gesprek": " ".join(shown.earlier),
        "Waarom": "; ".join(shown.reasons) or "geen reden bekend",
        **{f"Verwacht, {name.lower()}": words for name, words in shown.expected},
        "Gekregen": shown.status,
        "Kort antwoord": shown.short_answer,
        "Antwoord": shown.answer[:ANSWER_SHOWN],
        **{f"Citaat {one.marker}": f"{one.place}; {one.literal}" for one in shown.quotes},
        **{f"Gezocht, {name}": words for name, words in shown.ranks},
    }
    lines = [f"{name}: {words}" for name, words in given.items() if words]
    yield from folded(f"{shown.key}{must}: {shown.question}", lines)
