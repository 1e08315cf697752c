"""What two runs tell together, as rows for the reports of a comparison."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.comparing.comparison import Comparison, SliceChange
from eval.comparing.paired_figures import Difference
from eval.dutch_numbers import NOTHING, amount, change, change_between, count, decimal
from eval.labels import label
from eval.metrics.all_metrics import METRIC_BY_KEY
from eval.observation import RunHead
from eval.reports.neutral_text import one_line
from eval.reports.report import EndState

UNSURE = "onzeker: het interval bevat nul, dus het verschil kan toeval zijn"
KEYS_NAMED = 10
NAME_SHOWN = 40
HASH_SHOWN = 12

# What must be the same for figures to be comparable, and what to say when it is not.
_HEADS = (
    ("set_name", "De vragensets hebben een andere naam", NAME_SHOWN),
    (
        "set_digest",
        "De vragensets zijn niet dezelfde: vragen of verwachtingen verschillen",
        HASH_SHOWN,
    ),
    ("generation", "De antwoorden komen uit een andere index", NAME_SHOWN),
    ("target", "Er is aan een ander doel gevraagd", NAME_SHOWN),
    ("program", "Programma of instellingen verschillen", HASH_SHOWN),
    ("selection", "Er is een ander deel van de set gevraagd", NAME_SHOWN),
    ("repeat", "De vragen zijn niet even vaak gesteld", NAME_SHOWN),
)


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """A comparison with the runs it is of.

    Attributes:
        first: The run that is compared with.
        second: The run in question.
        comparison: What changed from the first to the second.
        first_end: Whether the first run is whole.
        second_end: Whether the second run is.
    """

    first: RunHead
    second: RunHead
    comparison: Comparison
    first_end: EndState = "complete"
    second_end: EndState = "complete"


def warnings(report: ComparisonReport) -> list[str]:
    """Return what the two runs do not share; said first and loudly in every report."""
    lines = [
        f"{words}: {_named(name, first, shown)} en {_named(name, second, shown)}."
        for name, words, shown in _HEADS
        if (first := getattr(report.first, name)) != (second := getattr(report.second, name))
    ]
    for order, end in (("eerste", report.first_end), ("tweede", report.second_end)):
        if end != "complete":
            lines.append(f"De {order} meting is niet volledig: {label('end', end)}.")
    return [*lines, *_not_shared(report.comparison)]


def verdict(report: ComparisonReport) -> str:
    """Return in one sentence what became better or worse, and whether that may be chance."""
    comparison, whole = report.comparison, report.comparison.whole
    if not comparison.judged:
        return "Er is geen enkele vraag die beide metingen beoordeeld hebben: niets te vergelijken."
    counts = (
        f"{count(comparison.judged)} vragen vergeleken: {count(whole.worse)} werden fout, "
        f"{count(whole.better)} werden goed (McNemar, exact: p {p_words(whole.p)})"
    )
    if whole.significantly_worse:
        return f"{counts}. De tweede meting is aantoonbaar slechter."
    if whole.significantly_better:
        return f"{counts}. De tweede meting is aantoonbaar beter."
    return f"{counts}. Er is geen aantoonbaar verschil."


def difference_rows(differences: Sequence[Difference]) -> list[list[str]]:
    """Return for each metric: name, first, second, change, interval, n and what that means."""
    return [
        [
            METRIC_BY_KEY[one.metric].label,
            amount(one.first, METRIC_BY_KEY[one.metric].unit),
            amount(one.second, METRIC_BY_KEY[one.metric].unit),
            change(one.change, METRIC_BY_KEY[one.metric].unit),
            change_between(one.low, one.high, METRIC_BY_KEY[one.metric].unit),
            count(one.n),
            _meaning(one),
        ]
        for one in differences
        if one.n
    ]


def latency_rows(report: ComparisonReport) -> list[list[str]]:
    """Return for each percentile of time: name, first, second and their ratio."""
    return [
        [
            METRIC_BY_KEY[one.metric].label,
            amount(one.first, "ms"),
            amount(one.second, "ms"),
            f"× {decimal(one.ratio, 2)}" if one.ratio is not None else NOTHING,
        ]
        for one in report.comparison.latencies
        if one.first is not None or one.second is not None
    ]


def changed_slices(slices: Sequence[SliceChange]) -> list[list[str]]:
    """Return the slices in which a turn changed, the surest first; p is by Holm over all."""
    changed = [one for one in slices if one.worse or one.better]
    return [
        [
            label("slice_kind", one.kind),
            one_line(label(one.kind, one.name)),
            count(one.n),
            count(one.worse),
            count(one.better),
            p_words(one.adjusted).removeprefix("= "),
            "slechter" if one.significantly_worse else "beter" if one.significantly_better else "",
        ]
        for one in sorted(changed, key=lambda one: (one.adjusted, one.p, one.kind, one.name))
    ]


def p_words(p: float) -> str:
    """Return what a p-value is ("= 0,012"); very small ones only as small."""
    return "< 0,001" if p < 0.001 else f"= {decimal(p, 3)}"


def _not_shared(comparison: Comparison) -> Iterator[str]:
    pairs = comparison.matched
    for keys, words in (
        (pairs.only_first, "alleen in de eerste meting"),
        (pairs.only_second, "alleen in de tweede meting"),
        (pairs.other_question, "onder dezelfde naam een andere vraag, niet vergeleken"),
        (pairs.other_expectation, "met andere verwachtingen, elk met de eigen beoordeeld"),
        (pairs.not_judged, "niet beoordeeld in een van de twee, telt niet mee"),
    ):
        if keys:
            named = ", ".join(map(one_line, keys[:KEYS_NAMED]))
            more = f" … en nog {count(len(keys) - KEYS_NAMED)}" if len(keys) > KEYS_NAMED else ""
            yield f"{count(len(keys))} {words}: {named}{more}."


def _meaning(difference: Difference) -> str:
    """Say what a difference means; only an interval that leaves out zero is sure of a side."""
    if difference.low is None or difference.high is None:
        return "te weinig"
    if difference.low == difference.high == 0:
        return "gelijk"
    if difference.low <= 0 <= difference.high:
        return "onzeker"
    rises = difference.low > 0
    return "beter" if rises == (METRIC_BY_KEY[difference.metric].better == "higher") else "slechter"


def _named(name: str, value: object, shown: int) -> str:
    return one_line(label(name, str(value)))[:shown] or "niet bekend"
