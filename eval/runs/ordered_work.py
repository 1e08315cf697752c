"""Work on an endless row of things by a few threads, the results in order and memory flat.

The threads end with the program: one that waits for a dead server must not keep Ctrl-C waiting.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from queue import SimpleQueue
from types import TracebackType
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Things under way or done for each thread, before the first in order is waited for.
WINDOW = 4
# How long what is under way may still take after an interrupt.
LAST_SECONDS = 2.0


class OrderedWork(Generic[Item, Result]):
    """Does one kind of work; one thread means: here, without any other."""

    def __init__(self, work: Callable[[Item], Result], threads: int) -> None:
        """Take the work and by how many threads it is done, at least 1."""
        self._work = work
        self._threads = threads
        self._tasks: SimpleQueue[tuple[Item, Future[Result]] | None] = SimpleQueue()
        self._waiting: deque[Future[Result]] = deque()

    def results(self, items: Iterable[Item]) -> Iterator[Result]:
        """Yield the result of each item, in their order; an error of the work comes out here."""
        if self._threads <= 1:
            yield from map(self._work, items)
            return
        for _ in range(self._threads):
            threading.Thread(target=self._run, daemon=True).start()
        for item in items:
            future: Future[Result] = Future()
            self._waiting.append(future)
            self._tasks.put((item, future))
            while self._waiting and self._first_is_due():
                yield self._first()
        while self._waiting:
            yield self._first()

    def finished(self) -> Iterator[Result]:
        """Stop, and yield in order what was done but not yet yielded, or is within seconds."""
        self.stop()
        wait([future for future in self._waiting if future.running()], timeout=LAST_SECONDS)
        for future in self._waiting:
            if future.done() and not future.cancelled() and future.exception() is None:
                yield future.result()

    def stop(self) -> None:
        """Begin nothing any more."""
        for future in self._waiting:
            future.cancel()
        for _ in range(self._threads):
            self._tasks.put(None)

    def _first_is_due(self) -> bool:
        return self._waiting[0].done() or len(self._waiting) >= self._threads * WINDOW

    def _first(self) -> Result:
        result = self._waiting[0].result()
        self._waiting.popleft()
        return result

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            item, future = task
            if future.set_running_or_notify_cancel():
                with Settled(future):
                    future.set_result(self._work(item))


class Settled:
    """A block whose error, of any kind, becomes that of a future: it belongs to who waits."""

    def __init__(self, future: "Future[Result]") -> None:
        """Take the future, not yet settled."""
        self._future = future

    def __enter__(self) -> None:
        """Start guarding."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Hand an error over."""
        if error is not None:
            self._future.set_exception(error)
        return True
