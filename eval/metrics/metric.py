"""What a metric is: a named, explained score of a turn, or a figure over many turns at once.

The metrics themselves stand in the other files of this folder, their list in `all_metrics`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Answer
from eval.figures import Better, Unit
from eval.observation import Observation
from eval.statistics.arrays import Floats, Mask

Group = Literal[
    "antwoord",
    "citaten",
    "zoeken",
    "weigeren",
    "taal",
    "dialoog",
    "herhaling",
    "rechter",
    "snelheid",
]
# Name -> one value per turn; NaN where the turn has none.
Columns = Mapping[str, Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A figure that is the mean of the column of its key (`eval.columns`).

    Attributes:
        key: Stable English name, used in files and gates.
        label: Short Dutch name for tables.
        explanation: One Dutch sentence that says what is counted.
        group: Under which heading a report shows it.
        unit: How its values are to be shown.
        better: In which direction it improves.
        bounded: Whether every score lies in 0..1, so that a score interval can be given.
    """

    key: str
    label: str
    explanation: str
    group: Group
    unit: Unit = "share"
    better: Better = "higher"
    bounded: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnMetric(Metric):
    """A metric that scores each answer on its own.

    Attributes:
        rule: Returns the score of an answer, None where the metric does not apply.
    """

    rule: Callable[[Answer, Observation], float | None]

    def judge(self, observation: Observation) -> float | None:
        """Return the score of an observation; None when there is nothing to judge."""
        answer = observation.answer
        if answer is None or answer.status == "error":
            return None
        return self.rule(answer, observation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate(Metric):
    """A metric that exists only over many turns, such as a percentile.

    Attributes:
        over: Returns one value for each row of weights (B, n), NaN where it is not defined.
        judged: Tells which of the n turns it rests on.
    """

    over: Callable[[Columns, Floats], Floats]
    judged: Callable[[Columns], Mask]
