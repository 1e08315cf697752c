"""What a run brought, gathered for the reports; how each report looks is in the files beside it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from eval.figures import Judgement, Outcome, Summary
from eval.gates import GateResult
from eval.observation import Observation, RunHead
from eval.question_set import AskedTurn

EndState = Literal["complete", "stopped", "gone", "truncated"]


@dataclass(frozen=True, slots=True)
class JudgedObservation:
    """An observation beside what was found of it."""

    observation: Observation
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class RunReport:
    """All that the reports of a run show.

    Attributes:
        head: What the run was.
        summary: Its figures.
        judgements: One for each turn that was asked, in the order of the set.
        observed: Starts a new pass over the observations that did not pass (others are skipped),
            read from the result file so that a long run is never in memory as a whole.
        gates: The gates it was held against.
        drafts: How many questions of the selection were not asked because they are drafts.
        end: Whether the run came to its end, was stopped, lost its target, or its file is cut off.
        planned: How many turns were to be asked; None when that is not known.
    """

    head: RunHead
    summary: Summary
    judgements: Sequence[Judgement]
    observed: Callable[[], Iterable[JudgedObservation]]
    gates: Sequence[GateResult] = ()
    drafts: int = 0
    end: EndState = "complete"
    planned: int | None = None

    @property
    def outcomes(self) -> Counter[Outcome]:
        """How many turns had each outcome."""
        return Counter(judgement.outcome for judgement in self.judgements)

    def earlier_questions(self) -> dict[str, tuple[str, ...]]:
        """Return for each turn of a dialogue, by its key, what was asked before it."""
        dialogues: dict[str, list[AskedTurn]] = defaultdict(list)
        for judgement in self.judgements:
            if judgement.asked.turns > 1:
                dialogues[judgement.asked.id].append(judgement.asked)
        return {
            one.key: tuple(before.question for before in turns if before.turn < one.turn)
            for turns in dialogues.values()
            for one in turns
        }

    def with_outcome(self, outcome: Outcome) -> Iterator[JudgedObservation]:
        """Yield the observations of one outcome, in a new pass that stops after the last one."""
        found = (judged for judged in self.observed() if judged.judgement.outcome == outcome)
        total = self.outcomes[outcome]
        return islice(found, total) if total else iter(())
