"""How long work goes on, on the error output: a bar in a terminal, short lines anywhere else."""

from types import TracebackType
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, TaskID, TaskProgressColumn, TextColumn
from rich.progress import Progress as Bars

from assistant.question_check import without_unseen

_STEPS = {
    "read": "documenten lezen",
    "passages": "passages bewaren",
    "words": "woorden tellen",
    "lexical": "woordenindex maken",
    "vectors": "vectoren maken",
    "chroma": "vectoren opslaan",
    "verify": "index nakijken",
    "publish": "index in gebruik nemen",
    "ask": "vragen stellen",
    "tune": "leren uit vragen",
}
# Steps with a bar of their own; all others are parts of the building.
_BARS = frozenset(("read", "ask", "tune"))


class Progress:
    """Hears stages and sentences; use it as a `with` block, so that a bar is taken away."""

    def __init__(self, stream: TextIO) -> None:
        """Write on `stream`; nothing is shown before the first sentence or step."""
        self._stream = stream
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}
        self._seen: set[str] = set()

    def __enter__(self) -> "Progress":
        """Start hearing."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away, also when the work failed."""
        if self._bars is not None:
            self._bars.stop()
        self._stream.flush()

    def announce(self, text: str) -> None:
        """Show a whole sentence."""
        line = " ".join(without_unseen(text).split())
        if self._bars is not None:
            self._bars.console.print(line, highlight=False, markup=False, soft_wrap=True)
        else:
            self._stream.write(f"dossierwijzer: {line}\n")
            self._stream.flush()

    def __call__(self, step: str, share: float) -> None:
        """Show which step is at hand and the share of reading, building or asking that is done."""
        words = _STEPS.get(step, step)
        if self._stream.isatty():
            self._advance(step if step in _BARS else "build", words, share)
        elif share and step not in self._seen:  # work that fails at once needs only its error
            self._seen.add(step)
            self._stream.write(f"dossierwijzer: {words} …\n")
            self._stream.flush()

    def _advance(self, task: str, words: str, share: float) -> None:
        if self._bars is None:
            console = Console(file=self._stream, force_jupyter=False, highlight=False)
            self._bars = Bars(
                TextColumn("{task.description}"),
                BarColumn(),
                TaskProgressColumn(),
                console=console,
                transient=True,
            )
            self._bars.start()
        if task not in self._tasks:
            self._tasks[task] = self._bars.add_task(words, total=1.0)
        self._bars.update(self._tasks[task], description=words, completed=share)
