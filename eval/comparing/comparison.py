"""Whether a second run is better or worse than a first one, and with what certainty.

What could not be judged in one of the two is left out and counted; latency only informs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eval.comparing.matching import Matched, matched
from eval.comparing.paired_figures import Difference, LatencyRatio, differences, latency_ratios
from eval.dutch_numbers import decimal
from eval.figures import Figure, Judgement
from eval.gates import GateResult, must_pass_result
from eval.labels import label
from eval.slices import members_of
from eval.statistics.holm import holm
from eval.statistics.paired import mcnemar_exact

MARGIN = 0.02
SIGNIFICANT = 0.05
_SLICES = ("language", "tag", "section", "difficulty")


@dataclass(frozen=True, slots=True)
class Flip:
    """A turn that was right in one run and wrong in the other.

    Attributes:
        key: The turn ("h5-nl-d01#2").
        question: What was asked.
        reasons: Why it was wrong in the run in which it was.
        must_pass: Whether it may never be wrong.
    """

    key: str
    question: str
    reasons: tuple[str, ...]
    must_pass: bool


@dataclass(frozen=True, slots=True)
class SliceChange:
    """How many turns of a slice changed, and whether chance explains it.

    Attributes:
        kind: "all", "language", "tag", "section" or "difficulty".
        name: The value they share; "" for all.
        n: How many turns both runs judged.
        worse: How many went from right to wrong.
        better: How many went from wrong to right.
        p: Of McNemar's exact test.
        adjusted: The same by Holm over all slices; for all turns the same as `p`.
    """

    kind: str
    name: str
    n: int
    worse: int
    better: int
    p: float
    adjusted: float

    @property
    def significant(self) -> bool:
        """Whether chance is an unlikely explanation, after Holm."""
        return self.adjusted < SIGNIFICANT

    @property
    def significantly_worse(self) -> bool:
        """Whether it got worse, and not by chance."""
        return self.significant and self.worse > self.better

    @property
    def significantly_better(self) -> bool:
        """Whether it got better, and not by chance."""
        return self.significant and self.better > self.worse


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that two runs tell together.

    Attributes:
        matched: Which turns were compared and which were not.
        judged: On how many turns both runs were judged.
        worse: Turns that went from right to wrong.
        better: Turns that went from wrong to right.
        differences: Of each metric but those of time.
        whole: Of all turns.
        slices: By language, tag, section and difficulty.
        latencies: Of each percentile of time.
        gates: Not worse by more than two points, no must-pass lost, no slice worse.
    """

    matched: Matched
    judged: int
    worse: tuple[Flip, ...]
    better: tuple[Flip, ...]
    differences: tuple[Difference, ...]
    whole: SliceChange
    slices: tuple[SliceChange, ...]
    latencies: tuple[LatencyRatio, ...]
    gates: tuple[GateResult, ...]


def compare(first: Sequence[Judgement], second: Sequence[Judgement]) -> Comparison:
    """Return what changed from a first run to a second one.

    Args:
        first: All judgements of the run that is compared with.
        second: All judgements of the run in question.
    """
    pairs = matched(first, second)
    both = [
        (one, two)
        for one, two in zip(pairs.first, pairs.second, strict=True)
        if "not_judged" not in (one.outcome, two.outcome)
    ]
    changes = differences(pairs.first, pairs.second)
    whole, slices = _slice_changes(both)
    return Comparison(
        matched=pairs,
        judged=len(both),
        worse=tuple(_flip(two, two) for one, two in both if _is_worse(one, two)),
        better=tuple(_flip(two, one) for one, two in both if _is_worse(two, one)),
        differences=changes,
        whole=whole,
        slices=slices,
        latencies=latency_ratios(pairs.first, pairs.second),
        gates=(
            _not_inferior(next(one for one in changes if one.metric == "passed")),
            _must_pass(first, second),
            _no_slice_worse(slices, len(both)),
        ),
    )


def _is_worse(first: Judgement, second: Judgement) -> bool:
    return (first.outcome, second.outcome) == ("passed", "failed")


def _flip(shown: Judgement, wrong: Judgement) -> Flip:
    asked = shown.asked
    return Flip(asked.key, asked.question, wrong.reasons, asked.must_pass)


def _slice_changes(
    both: Sequence[tuple[Judgement, Judgement]],
) -> tuple[SliceChange, tuple[SliceChange, ...]]:
    changes = []
    for members in members_of([two.asked for _, two in both], ("all", *_SLICES)):
        pairs = [both[place] for place in members.places]
        worse = sum(_is_worse(one, two) for one, two in pairs)
        better = sum(_is_worse(two, one) for one, two in pairs)
        p = mcnemar_exact(worse, better)
        changes.append(SliceChange(members.kind, members.name, len(pairs), worse, better, p, p))
    whole, *slices = changes
    adjusted = holm([change.p for change in slices])
    return whole, tuple(
        replace(change, adjusted=p) for change, p in zip(slices, adjusted, strict=True)
    )


def _not_inferior(passed: Difference) -> GateResult:
    """Whether the second run is surely not worse by more than the margin."""
    figure = Figure("passed", passed.change, passed.n, passed.low, passed.high)
    if passed.low is None:
        line = "non_inferiority: er zijn te weinig vragen die beide metingen beoordeeld hebben."
        return GateResult("non_inferiority", None, line, figure)
    line = (
        f"non_inferiority: de ondergrens van het verschil in goede antwoorden is "
        f"{_points(passed.low)}, minstens {_points(-MARGIN)} is nodig (n={passed.n})."
    )
    return GateResult("non_inferiority", passed.low >= -MARGIN - 1e-9, line, figure)


def _group(change: SliceChange) -> str:
    return f"{label('slice_kind', change.kind).lower()} {label(change.kind, change.name)}"


def _points(change: float) -> str:
    return f"{decimal(100 * change, 1)} procentpunt"


def _must_pass(first: Sequence[Judgement], second: Sequence[Judgement]) -> GateResult:
    """Whether no must-pass turn got lost; one that was wrong before is only named.

    A turn that must pass in either run counts, and one that the second run lacks was not judged.
    """
    wrong_before = {one.asked.key for one in first if one.outcome == "failed"}
    outcomes = {one.asked.key: one.outcome for one in second}
    keys = dict.fromkeys(one.asked.key for one in (*first, *second) if one.asked.must_pass)
    failed = tuple(key for key in keys if outcomes.get(key) == "failed")
    lost = tuple(key for key in failed if key not in wrong_before)
    unknown = tuple(key for key in keys if outcomes.get(key, "not_judged") == "not_judged")
    result = must_pass_result(lost, unknown)
    if lost or unknown or not failed:
        return result
    line = f"must_pass: niets verloren; ook in de eerste meting al fout: {', '.join(failed)}."
    return replace(result, line=line)


def _no_slice_worse(slices: Sequence[SliceChange], judged: int) -> GateResult:
    if not judged:
        return GateResult("slices", None, "slices: er is geen enkele vraag te vergelijken.")
    worse = [change for change in slices if change.significantly_worse]
    if not worse:
        line = "slices: geen enkele groep vragen is aantoonbaar slechter geworden."
        return GateResult("slices", True, line)
    named = ", ".join(
        f"{_group(change)} ({change.worse} slechter, {change.better} beter, "
        f"p={decimal(change.adjusted, 3)})"
        for change in worse
    )
    return GateResult("slices", False, f"slices: aantoonbaar slechter: {named}.")
