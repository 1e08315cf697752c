"""Have questions written beside added documents, and keep them for the next build of the index."""

import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.documents.rebuild import IngestedDocument, Reporter
from assistant.documents.written_questions import keep_written, read_written
from assistant.settings import Settings
from index.expansion import Ask, Find, Reason, Task, found_within, sift, tasks_for
from ingest.address import SHIPPED
from ingest.errors import ProviderFailure
from ingest.expansion import WHOLE, ExpansionQuestion, QuestionLanguage

# Failures in a row after which the server is taken to be gone.
PATIENCE = 3
# After so many replies what is there is written down.
KEEP_EVERY = 20
KEPT = (
    "De documenten staan in de index en de vragen die er al zijn, zijn bewaard; dezelfde opdracht "
    "gaat daar verder."
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back on a request: a text, or why there is none."""

    task: Task
    text: str = ""
    failure: ProviderFailure | None = None


class Requests(Protocol):
    """Sends requests, several at a time."""

    def results(self, items: Iterable[Task]) -> Iterator[Reply]:
        """Give the reply to each, in their order."""

    def finished(self) -> Iterator[Reply]:
        """Begin nothing any more; give what was done but not yet given."""

    def stop(self) -> None:
        """Begin nothing any more."""


Spread = Callable[[Callable[[Task], Reply]], Requests]


@dataclass(frozen=True, slots=True)
class Expanded:
    """What a run did for one document.

    Attributes:
        document: Its name.
        passages: How many passages can be asked about.
        covered: How many of them have a question now.
        questions: How many questions there are now.
        requests: How many requests were answered or failed in this run.
        unusable: How many of those gave nothing that can be read; they are sent again next time.
        written: How many questions this run added.
        dropped: How many questions this run left out, for each reason.
    """

    document: str
    passages: int
    covered: int
    questions: int
    requests: int
    unusable: int
    written: int
    dropped: Mapping[Reason, int]


def expand(
    settings: Settings,
    documents: Sequence[IngestedDocument],
    ask: Ask,
    spread: Spread,
    reporter: Reporter,
) -> tuple[Expanded, ...]:
    """Have questions written for what is new in documents, and keep them for the next build.

    Args:
        settings: Where they are kept.
        documents: As an ingest left them; the shipped dossier has questions of its own.
        ask: Writes questions; raises `ProviderFailure` when it cannot.
        spread: Makes of what sends one request what sends many.
        reporter: Hears how far it is, as the step "ask".

    Returns:
        What was done for each document that is not the shipped one.

    Raises:
        ProviderFailure: The model does not answer; what it gave until then is kept.
        InputError: A table of questions is damaged.
        StorageFailure: The questions cannot be written.
    """
    runs = [_Run(settings.data_directory, one) for one in documents if one.document.name != SHIPPED]
    total = sum(len(run.tasks) for run in runs)
    done = 0
    for run in runs:
        with closing(run.replies(ask, spread)) as replies:
            for _ in replies:
                done += 1
                reporter("ask", done / total)
    return tuple(run.expanded() for run in runs)


class _Run:
    """One document: what was written before, what is still to be asked, and the keeping of it."""

    def __init__(self, data_directory: Path, ingested: IngestedDocument) -> None:
        self._directory = data_directory
        self._ingested = ingested
        name, passages = ingested.document.name, ingested.passages
        everything = tasks_for(passages)
        self._written = read_written(data_directory, name, passages)
        self._asked_about = {task.passage.id for task in everything}
        self._questions: tuple[ExpansionQuestion, ...] = ()
        self._counts: Counter[str] = Counter()
        self._dropped: Counter[Reason] = Counter()
        self._failures = 0
        self.tasks = tuple(task for task in everything if task.key not in self._written)

    def expanded(self) -> Expanded:
        """Return what was done up to now."""
        return Expanded(
            document=self._ingested.document.name,
            passages=len(self._asked_about),
            covered=len({question.passage for question in self._questions}),
            questions=len(self._questions),
            requests=self._counts["requests"],
            unusable=self._counts["unusable"],
            written=self._counts["written"],
            dropped=dict(self._dropped),
        )

    def replies(self, ask: Ask, spread: Spread) -> Generator[None, None, None]:
        """Ask what is to be asked, a step for each reply; keep all of it, however it ends."""

        def answered(task: Task) -> Reply:
            try:
                return Reply(task, ask(task.passage, task.language))
            except ProviderFailure as failure:
                return Reply(task, failure=failure)

        try:
            if self.tasks:
                with _round_trip(self._ingested) as find:
                    yield from self._taken(spread(answered), find)
        finally:
            self._keep()

    def _taken(self, requests: Requests, find: Find) -> Generator[None, None, None]:
        try:
            for reply in requests.results(self.tasks):
                self._take(reply, find)
                yield
        except (KeyboardInterrupt, ProviderFailure):  # what has come in need not be asked again
            for reply in requests.finished():
                if reply.failure is None:
                    self._take(reply, find)
            raise
        finally:
            requests.stop()

    def _take(self, reply: Reply, find: Find) -> None:
        from assistant.understanding.question import recognise_language

        self._counts["requests"] += 1
        self._failures = self._failures + 1 if reply.failure else 0
        nothing_else = self._failures == len(self.tasks)
        if reply.failure and (self._failures == PATIENCE or nothing_else):
            raise ProviderFailure(f"{reply.failure} {KEPT}") from reply.failure
        sifted = sift(reply.task, reply.text, find, recognise_language)
        if sifted.usable:
            self._written[reply.task.key] = tuple((WHOLE, text) for text in sifted.questions)
            self._counts["written"] += len(sifted.questions)
            self._dropped.update(sifted.dropped)
        else:
            self._counts["unusable"] += 1
        if self._counts["requests"] % KEEP_EVERY == 0:
            self._keep()

    def _keep(self) -> None:
        document = self._ingested
        self._questions = keep_written(
            self._directory, document.document.name, document.passages, self._written
        )


@contextmanager
def _round_trip(ingested: IngestedDocument) -> Iterator[Find]:
    """Give what searches the passages of one document, in an index without any questions."""
    from assistant.answer import Question
    from assistant.understanding.question import analyse
    from assistant.understanding.search_query import search_query
    from index.build import build_generation
    from index.opening import open_index

    with tempfile.TemporaryDirectory(prefix="dossierwijzer-") as folder:
        build_generation([ingested.document], ingested.passages, Path(folder))
        index = open_index(Path(folder))
        limit = found_within(len(ingested.passages))

        def find(question: str, language: QuestionLanguage) -> Collection[str]:
            query = search_query(analyse(Question(question, language)))
            return {hit.passage.id for hit in index.retrieve(query, limit)}

        with closing(index):
            yield find
