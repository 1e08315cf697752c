"""A whole evaluation: ask a set of a target, judge, sum up, and keep the results in a folder.

Only here do runs, metrics, gates and the file of results meet; showing them is another's work.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from eval.figures import Judgement
from eval.gates import Gates, judge_gates
from eval.judge import Judge
from eval.judging import judged
from eval.observation import Observation, RunHead
from eval.question_set import QuestionSet, SetQuestion
from eval.reports.report import EndState, JudgedObservation, RunReport
from eval.runs.answer_cache import AnswerCache, open_answer_cache
from eval.runs.results_file import FILE_NAME, ResultsWriter, read_results
from eval.runs.run import RunEnd, RunInterrupted, RunOptions, run_set
from eval.sets.selection import Selection, selected
from eval.summary import summarise
from eval.targets.target import Target

if TYPE_CHECKING:
    from assistant.documents.rebuild import Reporter


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be evaluated.

    Attributes:
        question_set: The set.
        selection: Which part of it.
        folder: Where the results go.
        repeat: How often each question is asked.
        concurrency: How many questions at a time.
        cache_directory: Data directory in which answers are kept between runs.
        fresh: Whether all is asked anew.
        gates: What the figures are held against, None for nothing.
        judge: Grades answers with a model, None for no such column.
    """

    question_set: QuestionSet
    selection: Selection
    folder: Path
    cache_directory: Path
    repeat: int = 1
    concurrency: int = 1
    fresh: bool = False
    gates: Gates | None = None
    judge: Judge | None = None


def evaluate(
    task: Task, questions: Sequence[SetQuestion], target: Target, reporter: "Reporter"
) -> RunReport:
    """Ask the questions, judge the answers and return what the reports show.

    Whether the run came to its end is said by the report; Ctrl-C ends it early, keeping what was
    observed in the file of results.

    Args:
        task: What is evaluated and how.
        questions: Those of `chosen_questions(task)`.
        target: What is asked; not closed here.
        reporter: Hears notices, and "ask" with the share of the turns that has been asked.

    Raises:
        StorageFailure: The results cannot be written.
    """
    path = task.folder / FILE_NAME
    planned = sum(len(question.turns) for question in questions if not question.draft)
    judgements: list[Judgement] = []

    def progress(turns: int) -> None:
        reporter("ask", turns / planned)

    cache = open_answer_cache(task.cache_directory, reporter.announce)
    with closing(cache), ResultsWriter(path, run_head(task, target)) as writer:
        progress(0)  # the first answer of a server may take a minute
        end = _run(questions, target, _options(task, cache), _keeper(writer, judgements), progress)
        if end.complete:
            writer.complete()
    head = read_results(path).head
    for notice in _notices(head, end):
        reporter.announce(notice)
    summary = summarise(judgements)
    return RunReport(
        head=head,
        summary=summary,
        judgements=judgements,
        observed=lambda: not_passed(path),
        gates=judge_gates(task.gates, summary) if task.gates else (),
        drafts=sum(question.draft for question in questions),
        end=_end_state(end),
        planned=planned,
    )


def chosen_questions(task: Task) -> tuple[SetQuestion, ...]:
    """Return the questions that a task asks, drafts among them.

    Raises:
        InputError: There are none to ask.
    """
    return selected(task.question_set, task.selection)


def run_head(task: Task, target: Target) -> RunHead:
    """Return what the results file says of a run."""
    return RunHead(
        set_name=task.question_set.name,
        set_digest=task.question_set.digest,
        target=target.name,
        generation=target.generation,
        program=target.program,
        selection=task.selection.words,
        repeat=task.repeat,
        started=datetime.now().astimezone().isoformat(timespec="seconds"),
    )


def not_passed(path: Path) -> Iterator[JudgedObservation]:
    """Yield what failed or could not be judged in a file of results, one at a time."""
    for observation in read_results(path).observations():
        judgement = judged(observation)
        if judgement.outcome != "passed":
            yield JudgedObservation(observation, judgement)


def read_judgements(path: Path) -> list[Judgement]:
    """Return the judgement of every turn in a file of results, by today's metrics.

    Raises:
        UnusableText: The file is none of results, or a line in the middle is broken.
    """
    return [judged(observation) for observation in read_results(path).observations()]


def _options(task: Task, cache: AnswerCache) -> RunOptions:
    grade = task.judge.graded if task.judge else None
    return RunOptions(task.repeat, task.concurrency, cache, task.fresh, grade)


def _keeper(writer: ResultsWriter, judgements: list[Judgement]) -> Callable[[Observation], None]:
    def keep(observation: Observation) -> None:
        writer.write(observation)
        judgements.append(judged(observation))

    return keep


def _notices(head: RunHead, end: RunEnd) -> Iterator[str]:
    """Yield what must be known of a run before its figures are believed."""
    if end.cached:
        yield (
            f"{end.cached} van de {end.turns} antwoorden zijn bewaard van een eerdere keer; met "
            "--fresh wordt alles opnieuw gevraagd."
        )
    generations = dict.fromkeys((head.generation, *end.generations))
    if len(generations) > 1:
        yield (
            "LET OP: tijdens de run veranderde de index van het doel "
            f"({', '.join(generations)}); de antwoorden komen dus niet uit één index."
        )


def _run(
    questions: Sequence[SetQuestion],
    target: Target,
    options: RunOptions,
    keep: Callable[[Observation], None],
    progress: Callable[[int], None],
) -> RunEnd:
    try:
        return run_set(questions, target, options, keep, progress)
    except RunInterrupted as interrupted:
        return interrupted.end


def _end_state(end: RunEnd) -> EndState:
    if end.gone:
        return "gone"
    return "complete" if end.complete else "stopped"
