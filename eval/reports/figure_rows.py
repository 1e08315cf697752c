"""A summary as rows for a table: what every report of a run shows, in the same order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from eval.dutch_numbers import amount, count
from eval.figures import Figure, Slice, Summary
from eval.gates import GateResult
from eval.labels import chosen, label
from eval.metrics.all_metrics import METRIC_BY_KEY, METRICS
from eval.metrics.metric import Metric
from eval.reports.neutral_text import one_line
from eval.reports.report import RunReport

LANGUAGES = ("nl", "en", "fr")
FEW_TURNS = 5  # a slice of fewer turns says too little to be called the worst

_GATE_SIGNS = {True: ("✓", "held"), False: ("✗", "fallen"), None: ("✗", "unknown")}
_KINDS = ("language", "split", "difficulty", "turn", "tag", "section")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A metric with its figure over all turns and those of the languages, None when not asked."""

    metric: Metric
    whole: Figure
    languages: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class SliceRows:
    """Slices of one kind, worst first, and how many are left out."""

    kind: str
    slices: tuple[Slice, ...]
    left_out: int


def metrics_of(keys: Iterable[str]) -> list[Metric]:
    """Return the metrics with these keys, in the order of the keys."""
    return [METRIC_BY_KEY[key] for key in keys if key in METRIC_BY_KEY]


def figure_groups(summary: Summary) -> list[tuple[str, list[FigureRow]]]:
    """Return the groups of metrics in order, each with the rows of the metrics that have a figure.

    A metric that was judged on no turn at all is left out, and a group without rows too.
    """
    by_language = {part.name: part.figures for part in summary.slices if part.kind == "language"}
    rows = [
        FigureRow(
            metric,
            summary.whole.figures[metric.key],
            tuple(by_language.get(name, {}).get(metric.key) for name in LANGUAGES),
        )
        for metric in METRICS
        if metric.key in summary.whole.figures and summary.whole.figures[metric.key].n
    ]
    return [
        (label("group", group), list(part))
        for group, part in groupby(rows, key=lambda row: row.metric.group)
    ]


def headline(summary: Summary) -> list[FigureRow]:
    """Return the few figures that say most."""
    rows = {row.metric.key: row for _, part in figure_groups(summary) for row in part}
    return [rows[key] for key in chosen("headline") if key in rows]


def slice_rows(summary: Summary, most: int | None = None, fewest_turns: int = 1) -> list[SliceRows]:
    """Return the slices of each kind, the lowest share of passed turns first.

    Args:
        summary: Of the run.
        most: At most so many of a kind; None for all.
        fewest_turns: Slices of fewer turns are left out, unless the whole kind would be.
    """
    tables = []
    for kind in _KINDS:
        found = [part for part in summary.slices if part.kind == kind]
        if len(found) < 2:  # one slice of a kind is the whole again
            continue
        large = [part for part in found if part.turns >= fewest_turns] or found
        shown = sorted(large, key=_worst_first)[:most]
        tables.append(SliceRows(kind, tuple(shown), len(found) - len(shown)))
    return tables


def title_of(metric: Metric) -> str:
    """Return the name of a metric as it begins a cell or a card."""
    first, rest = metric.label[:1], metric.label[1:]
    return metric.label if rest[:1].isupper() else first.upper() + rest


def slice_name(part: Slice) -> str:
    """Return the name of a slice in words."""
    return one_line(label(part.kind, part.name))


def figure_of(part: Slice, metric: Metric) -> str:
    """Return the value of one metric in a slice."""
    figure = part.figures.get(metric.key)
    return amount(figure.value if figure else None, metric.unit)


def head_rows(report: RunReport) -> list[tuple[str, str]]:
    """Return what the run was, as labels with words."""
    head, outcomes = report.head, report.outcomes
    asked = len(report.judgements)
    planned = "" if report.planned in (None, asked) else f" van {count(report.planned or 0)}"
    rows = [
        ("Vragenset", f"{head.set_name} ({head.set_digest[:12]})"),
        ("Selectie", head.selection or "alle vragen"),
        ("Doel", label("target", head.target)),
        ("Index", head.generation or "niet bekend"),
        ("Programma", head.program[:12] or "niet bekend"),
        ("Gestart", head.started),
        ("Herhaald", f"elke vraag {head.repeat} keer gesteld" if head.repeat > 1 else ""),
        ("Gestelde vragen", f"{count(asked)}{planned}"),
        ("Uitkomst", _outcome_words(outcomes.items())),
        ("Schetsen", f"{count(report.drafts)} niet gesteld" if report.drafts else ""),
        ("Einde", label("end", report.end)),
    ]
    return [(name, one_line(words)) for name, words in rows if words]


def must_pass_rows(report: RunReport, most: int) -> list[tuple[str, list[tuple[str, str]], int]]:
    """Return under each heading the must-pass turns by key and question, and how many more."""
    questions = {one.asked.key: one.asked.question for one in report.judgements}
    return [
        (heading, [(key, questions.get(key, "")) for key in keys[:most]], len(keys[most:]))
        for heading, keys in (
            ("Moesten slagen en zijn fout", report.summary.must_pass_failed),
            ("Moesten slagen en zijn niet beoordeeld", report.summary.must_pass_not_judged),
        )
        if keys
    ]


def gate_rows(gates: Iterable[GateResult]) -> list[tuple[str, str, GateResult]]:
    """Return each gate after a sign and a word for what became of it, the fallen ones first."""
    rows = [
        (*_GATE_SIGNS[gate.held], gate) for gate in sorted(gates, key=lambda gate: not gate.fallen)
    ]
    return [(sign, label("gate", code), gate) for sign, code, gate in rows]


def gates_words(gates: Sequence[GateResult]) -> str:
    """Return in one sentence whether the gates hold."""
    fallen = sum(gate.fallen for gate in gates)
    total = len(gates)
    if not total:
        return "Dit is niet aan poorten getoetst."
    if not fallen:
        return "De ene poort houdt stand." if total == 1 else f"Alle {total} poorten houden stand."
    return f"{fallen} van de {total} poorten {'valt' if fallen == 1 else 'vallen'}."


def _outcome_words(outcomes: Iterable[tuple[str, int]]) -> str:
    counted = dict(outcomes)
    names: Sequence[str] = ("passed", "failed", "not_judged")
    return ", ".join(f"{count(counted.get(name, 0))} {label('outcome', name)}" for name in names)


def _worst_first(part: Slice) -> tuple[float, int, str]:
    figure = part.figures.get("passed")
    value = figure.value if figure and figure.value is not None else 2.0  # not judged comes last
    return (value, -part.turns, part.name)
