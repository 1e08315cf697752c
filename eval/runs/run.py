"""A run: every question of a set asked of a target, in order, each turn kept as it was observed.

Judging is the work of whoever hears the observations; nothing of them is held here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from eval.observation import Observation
from eval.question_set import SetQuestion
from eval.runs.answer_cache import AnswerCache
from eval.runs.asking import Asking
from eval.runs.ordered_work import OrderedWork
from eval.targets.target import Target

# Generations named at the end; a target that changes more often is worth no comparison anyway.
MOST_GENERATIONS = 5


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a set is asked.

    Attributes:
        repeat: How often each question or dialogue is asked.
        concurrency: By how many threads.
        cache: Answers of earlier runs, None to keep none.
        fresh: Whether all is asked anew; the cache then only takes in.
        grade: Adds to each observation before it is kept, in the thread that asked; None for
            nothing. What is slow belongs here: nothing of it is begun after an interrupt.
    """

    repeat: int = 1
    concurrency: int = 1
    cache: AnswerCache | None = None
    fresh: bool = False
    grade: Callable[[Observation], Observation] | None = None


@dataclass(frozen=True, slots=True)
class RunEnd:
    """How a run ended.

    Attributes:
        complete: Whether every question was observed.
        turns: How many turns were.
        cached: How many were answered from an earlier run.
        gone: Whether the target stopped answering, so that the rest was not asked.
        generations: Ids of the indexes that answered, in order; normally one.
    """

    complete: bool
    turns: int = 0
    cached: int = 0
    gone: bool = False
    generations: tuple[str, ...] = ()


class RunInterrupted(KeyboardInterrupt):
    """Ctrl-C during a run, raised after everything that was observed has been kept."""

    def __init__(self, end: RunEnd) -> None:
        """Take how far the run came."""
        super().__init__()
        self.end = end


def run_set(
    questions: Iterable[SetQuestion],
    target: Target,
    options: RunOptions,
    keep: Callable[[Observation], None],
    progress: Callable[[int], None],
) -> RunEnd:
    """Ask the questions, in their order, and hand over what is observed.

    Args:
        questions: Read as they are asked; drafts are passed over.
        target: What is asked.
        options: How.
        keep: Takes each observation, in the order of the set, in the calling thread.
        progress: Hears how many turns have been observed so far.

    Returns:
        How it ended.

    Raises:
        RunInterrupted: Ctrl-C; what was observed has been kept.
    """
    asking = Asking(target, options.repeat, options.cache, options.fresh)
    tally = _Tally(keep, progress)
    work = OrderedWork(_observing(asking, options.grade), options.concurrency)
    try:
        for observations in work.results(question for question in questions if not question.draft):
            tally.take(observations)
    except KeyboardInterrupt as interrupt:
        for observations in work.finished():
            tally.take(observations)
        raise RunInterrupted(tally.end(complete=False, gone=asking.gone)) from interrupt
    finally:
        work.stop()
    asking.finish()
    return tally.end(complete=True, gone=asking.gone)


def _observing(
    asking: Asking, grade: Callable[[Observation], Observation] | None
) -> Callable[[SetQuestion], tuple[Observation, ...]]:
    if grade is None:
        return asking.observed
    return lambda question: tuple(map(grade, asking.observed(question)))


@dataclass(slots=True)
class _Tally:
    """Counts what goes by."""

    keep: Callable[[Observation], None]
    progress: Callable[[int], None]
    turns: int = 0
    cached: int = 0
    generations: list[str] = field(default_factory=list)

    def take(self, observations: Iterable[Observation]) -> None:
        for observation in observations:
            self.keep(observation)
            self.turns += 1
            self.cached += observation.cached
            self._note(observation)
        self.progress(self.turns)

    def _note(self, observation: Observation) -> None:
        generation = observation.answer.generation if observation.answer else ""
        room = len(self.generations) < MOST_GENERATIONS
        if generation and room and generation not in self.generations:
            self.generations.append(generation)

    def end(self, complete: bool, gone: bool) -> RunEnd:
        return RunEnd(
            complete=complete,
            turns=self.turns,
            cached=self.cached,
            gone=gone,
            generations=tuple(self.generations),
        )
