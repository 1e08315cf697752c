"""The nouns of measuring: a metric's value with n and interval, in slices, and a whole summary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from eval.question_set import AskedTurn

Better = Literal["higher", "lower"]
Unit = Literal["share", "number", "ms"]
Outcome = Literal["passed", "failed", "not_judged"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """An observation boiled down to its scores; small, so that a long run keeps only these.

    Attributes:
        asked: The turn that was asked.
        outcome: Whether the answer as a whole was right; "not_judged" when there was none.
        reasons: Why it failed or was not judged, as short Dutch phrases; () when it passed.
        scores: Metric key -> score; a metric that does not apply is left out.
        answered: Whether the status was "answered".
        confidence: The answer's own confidence, None when there was no answer.
        status: The answer's status, "" when there was no answer.
    """

    asked: AskedTurn
    outcome: Outcome
    reasons: tuple[str, ...]
    scores: Mapping[str, float]
    answered: bool
    confidence: float | None
    status: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric over some turns.

    Attributes:
        metric: Key of the metric.
        value: None when nothing could be judged.
        n: How many turns it was judged on.
        low: Lower end of the 95 % interval.
        high: Upper end.
    """

    metric: str
    value: float | None
    n: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Slice:
    """The figures of the turns that have something in common.

    Attributes:
        kind: "all", "language", "tag", "section", "difficulty", "split" or "turn".
        name: The value they share ("nl", "tabel", "5.1.1"); "" for all.
        turns: How many turns were asked.
        not_judged: How many of them could not be judged.
        figures: By metric key, in the metrics' order.
    """

    kind: str
    name: str
    turns: int
    not_judged: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Curve:
    """Points of a plot, x ascending."""

    x: tuple[float, ...]
    y: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of a run.

    Attributes:
        slices: The slice of all turns first.
        must_pass_failed: Keys of the must-pass turns that failed.
        must_pass_not_judged: Keys of those that could not be judged.
        risk_coverage: x the share of questions answered, y the share of those answered wrong,
            by falling confidence.
        latencies: x the milliseconds, y the share of answers that took at most that.
    """

    slices: tuple[Slice, ...]
    must_pass_failed: tuple[str, ...] = ()
    must_pass_not_judged: tuple[str, ...] = ()
    risk_coverage: Curve = field(default_factory=lambda: Curve((), ()))
    latencies: Curve = field(default_factory=lambda: Curve((), ()))

    @property
    def whole(self) -> Slice:
        """The slice of all turns."""
        return self.slices[0]
