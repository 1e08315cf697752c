"""The file of a run: JSON lines, a head, a line for each observed turn, and an end.

    {"kind": "head", "format": 1, "set_name": …}
    {"kind": "turn", "asked": {…}, "answer": {…} or null, "failure": "", …}
    {"kind": "end", "complete": true, "turns": 350}

It is written line by line beside its place and moved there at the end, also when a run is
interrupted. Texts of found passages are left out: they are most of the bytes and in the index.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from assistant.documents.library import cause_of
from eval.observation import Observation, RunHead
from eval.runs.results_lines import head_line, head_of, observation_of, turn_line
from ingest.errors import StorageFailure, UnreadableFile, UnusableText

FILE_NAME = "results.jsonl"
LONGEST_LINE = 10_000_000
# More than the bytes of an end line.
_TAIL = 1_000
AGAIN = "Geef het bestand results.jsonl van een run, of de map waarin het staat."
CUT_OFF = "het bestand stopt voor het einde van de run"
STOPPED = "de run is onderbroken"


class ResultsWriter:
    """Writes the results of one run; a `with` block, after which the file stands in its place."""

    def __init__(self, path: Path, head: RunHead) -> None:
        """Write to `path`, a file that is replaced when it is there.

        Args:
            path: Where the results belong; folders are made.
            head: What the run is.
        """
        self._path = path
        self._beside = path.with_name(f".{path.name}.{os.getpid()}")
        self._head = head
        self._stream: BinaryIO | None = None
        self._turns = 0
        self._complete = False

    def __enter__(self) -> "ResultsWriter":
        """Begin the file.

        Raises:
            StorageFailure: It cannot be written.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self._beside.open("wb")
        except OSError as error:
            raise _not_written(self._path, error) from error
        try:
            self._write(head_line(self._head))
        except StorageFailure:
            self._abandon()
            raise
        return self

    def write(self, observation: Observation) -> None:
        """Write the line of a turn, at once.

        Raises:
            StorageFailure: It cannot be written.
        """
        self._write(turn_line(observation))
        self._turns += 1

    def complete(self) -> None:
        """Say that every question was observed; without this the file says it was not."""
        self._complete = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write the end and put the file in its place, whatever happened."""
        if self._stream is None:
            return
        complete = self._complete and error is None
        try:
            self._write({"kind": "end", "complete": complete, "turns": self._turns})
        finally:
            self._put_in_place()

    def _put_in_place(self) -> None:
        stream, self._stream = self._stream, None
        try:
            try:
                if stream is not None:
                    stream.close()
            finally:  # on a full disk too: what came before is still of use
                self._beside.replace(self._path)
        except OSError as error:
            raise _not_written(self._path, error) from error

    def _abandon(self) -> None:
        stream, self._stream = self._stream, None
        with suppress(OSError):
            if stream is not None:
                stream.close()
        with suppress(OSError):
            self._beside.unlink()

    def _write(self, values: dict[str, Any]) -> None:
        # A lone surrogate becomes its JSON escape.
        line = json.dumps(values, ensure_ascii=False).encode("utf-8", "backslashreplace")
        if self._stream is None:
            raise ValueError("the results are written inside a with block")
        try:
            self._stream.write(line + b"\n")
            self._stream.flush()
        except OSError as error:
            raise _not_written(self._path, error) from error


@dataclass(frozen=True, slots=True)
class ResultsRead:
    """A file of results, opened: what the run was and whether all of it is there.

    Attributes:
        path: The file.
        head: What the run was.
        complete: Whether every question of the run is in it.
        reason: Why not, "" when it is complete.
    """

    path: Path
    head: RunHead
    complete: bool
    reason: str

    def observations(self) -> Iterator[Observation]:
        """Yield the turns in order; a last line that was cut off is left out.

        Raises:
            UnusableText: A line in the middle is broken.
        """
        for number, values in _lines(self.path):
            if number > 1 and values.get("kind") != "end":
                yield observation_of(values, f"{self.path}, regel {number}")


def read_results(path: Path) -> ResultsRead:
    """Read what a file of results is, without its turns.

    Args:
        path: The file, or the folder that holds it under its usual name.

    Raises:
        UnreadableFile: There is no such file.
        UnusableText: It is no file of results, or one of another version.
    """
    place = path / FILE_NAME if path.is_dir() else path
    first = next(_lines(place), None)
    if first is None:
        raise UnusableText(f"{place} is leeg of stopt in de eerste regel. {AGAIN}")
    head = head_of(first[1], f"{place}, regel 1", AGAIN)
    end = _end(place)
    if end is None:
        complete, reason = False, CUT_OFF
    else:
        complete = end.get("complete") is True
        reason = "" if complete else STOPPED
    return ResultsRead(place, _with_generation(head, place), complete, reason)


def _with_generation(head: RunHead, place: Path) -> RunHead:
    """Fill in the generation of a server that told it only with its first answer."""
    if head.generation:
        return head
    for _, values in _lines(place):
        answer = values.get("answer")
        if isinstance(answer, dict) and isinstance(answer.get("generation"), str):
            return replace(head, generation=answer["generation"])
    return head


def _lines(place: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each line with its number; a last one without its end is left out."""
    number = 0
    try:
        with place.open("rb") as stream:
            while line := stream.readline(LONGEST_LINE):
                number += 1
                values = _values(line)
                if values is not None:
                    yield number, values
                elif line.endswith(b"\n") or len(line) == LONGEST_LINE:
                    raise UnusableText(
                        f"{place}, regel {number}: dit is geen regel van een run. {AGAIN}"
                    )
    except OSError as error:
        raise _not_read(place, error) from error


def _values(line: bytes) -> dict[str, Any] | None:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _end(place: Path) -> dict[str, Any] | None:
    """Return the end line, None when the file does not have one."""
    try:
        with place.open("rb") as stream:
            stream.seek(0, 2)
            stream.seek(max(0, stream.tell() - _TAIL))
            last = stream.read().rstrip(b"\n").rpartition(b"\n")[2]
    except OSError as error:
        raise _not_read(place, error) from error
    values = _values(last)
    return values if values is not None and values.get("kind") == "end" else None


def _not_read(place: Path, error: OSError) -> UnreadableFile:
    return UnreadableFile(f"{place} is niet te lezen ({cause_of(error)}). {AGAIN}")


def _not_written(path: Path, error: OSError) -> StorageFailure:
    return StorageFailure(
        f"De resultaten {path} zijn niet te schrijven ({cause_of(error)}). Maak plaats of "
        "schrijfrecht, of kies met --out een andere map."
    )
