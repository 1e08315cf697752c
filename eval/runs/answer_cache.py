"""Answers kept from earlier runs, so that an interrupted run goes on where it stopped.

A cache and nothing more: when its file is damaged, locked or cannot be written, questions are
simply asked again, and that is said once.
"""

import hashlib
import json
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.answer_json import from_json, to_json
from assistant.documents.library import cause_of
from eval.targets.target import Asked
from ingest.errors import InputError

PLACE = Path("eval") / "answers.sqlite"
MOST_ROWS = 50_000
MOST_BYTES = 200_000_000
# Answers added before the bounds are looked at again.
TRIM_EVERY = 500
BUSY_SECONDS = 2.0

_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, target TEXT, made REAL, used REAL, size INTEGER, content BLOB
);
CREATE INDEX IF NOT EXISTS answers_by_use ON answers (used, size);
"""
_OLDEST = """
DELETE FROM answers WHERE rowid IN (
    SELECT id FROM (
        SELECT rowid AS id,
            row_number() OVER (ORDER BY used DESC, rowid DESC) AS place,
            sum(size) OVER (ORDER BY used DESC, rowid DESC ROWS UNBOUNDED PRECEDING) AS total
        FROM answers
    ) WHERE place > ? OR total > ?
)
"""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is kept: number of answers, and bytes of their content."""

    rows: int = MOST_ROWS
    bytes: int = MOST_BYTES


def answer_key(
    identity: Sequence[str], before: Sequence[str], question: str, repetition: int, explain: bool
) -> str:
    """Return the key of an answer: the same key, the same answer.

    Args:
        identity: Name, program and generation of the target.
        before: The earlier questions of the dialogue.
        question: The question.
        repetition: 1 for the first time it is asked in a run.
        explain: Whether the answer explains itself.
    """
    parts = [list(identity), list(before), question, repetition, explain]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class AnswerCache:
    """Answers by key; safe to share between threads, never in the way of a run."""

    def __init__(
        self,
        path: Path,
        notice: Callable[[str], None],
        bounds: Bounds | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Open the file, made when it is not there.

        Args:
            path: The SQLite file; see `PLACE`.
            notice: Hears, once, that nothing can be kept.
            bounds: How much is kept; the usual bounds when None.
            clock: Seconds since some moment.
        """
        self._path = path
        self._notice = notice
        self._bounds = bounds or Bounds()
        self._clock = clock
        self._lock = threading.Lock()
        self._added = 0
        self._connection: sqlite3.Connection | None = None
        with self._guarded():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            # What a power cut takes is asked again; waiting for the disk at each answer is worse.
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(_TABLE)

    def get(self, key: str, longest: float | None = None) -> Asked | None:
        """Return the answer kept under a key, None when there is none.

        Args:
            key: See `answer_key`.
            longest: Age in seconds above which it does not count, None for any age.
        """
        with self._guarded() as connection:
            if connection is None:
                return None
            now = self._clock()
            oldest = float("-inf") if longest is None else now - longest
            row = connection.execute(
                "UPDATE answers SET used = ? WHERE key = ? AND made >= ? RETURNING content",
                (now, key, oldest),
            ).fetchall()
            return _asked(row[0][0]) if row else None
        return None

    def put(self, key: str, target: str, asked: Asked) -> None:
        """Keep an answer of the target of that name."""
        content = _content(asked)
        with self._guarded() as connection:
            if connection is None:
                return
            now = self._clock()
            connection.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)",
                (key, target, now, now, len(content), content),
            )
            self._added += 1
            if self._added % TRIM_EVERY == 0:
                self._trim(connection)

    def forget(self, target: str) -> None:
        """Drop all answers of the target of that name."""
        with self._guarded() as connection:
            if connection is not None:
                connection.execute("DELETE FROM answers WHERE target = ?", (target,))

    def close(self) -> None:
        """Bring the file within its bounds and close it."""
        with self._guarded() as connection:
            self._connection = None  # a thread that still works after an interrupt finds nothing
            if connection is not None:
                if self._added:
                    self._trim(connection)
                connection.close()

    @contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection | None]:
        """Hold the lock; a failing file is given up, once and for all, and said."""
        with self._lock:
            try:
                yield self._connection
            except (OSError, sqlite3.Error) as error:
                self._connection = None
                cause = cause_of(error) if isinstance(error, OSError) else str(error)
                self._notice(
                    f"De bewaarde antwoorden in {self._path} zijn niet te gebruiken ({cause}); "
                    "alles wordt opnieuw gevraagd. Maak plaats of schrijfrecht, of verwijder het "
                    "bestand als dit blijft duren."
                )

    def _trim(self, connection: sqlite3.Connection) -> None:
        rows, size = connection.execute("SELECT count(*), sum(size) FROM answers").fetchone()
        if rows > self._bounds.rows or (size or 0) > self._bounds.bytes:
            connection.execute(_OLDEST, (self._bounds.rows, self._bounds.bytes))


def open_answer_cache(data_directory: Path, notice: Callable[[str], None]) -> AnswerCache:
    """Return the cache of a data directory; `notice` hears it when nothing can be kept."""
    return AnswerCache(data_directory / PLACE, notice)


def _content(asked: Asked) -> bytes:
    values = {
        "answer": to_json(asked.answer),
        "first_event_ms": asked.first_event_ms,
        "total_ms": asked.total_ms,
    }
    return zlib.compress(json.dumps(values).encode(), level=1)


def _asked(content: bytes) -> Asked | None:
    """Read an answer back; None for content that something else has changed."""
    try:
        values = json.loads(zlib.decompress(content))
        answer = from_json(values["answer"])
        first = values["first_event_ms"]
        return Asked(answer, None if first is None else float(first), float(values["total_ms"]))
    except (zlib.error, InputError, ValueError, KeyError, TypeError):
        return None
