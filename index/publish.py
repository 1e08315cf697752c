"""The writer's side of a data directory: its lock, its working directory, and publication."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.generation import (
    GENERATIONS,
    POINTER,
    UNFINISHED,
    DamagedIndex,
    MissingIndex,
    current_directory,
    flush,
    point_to,
    unused,
)
from ingest.errors import IndexBusy, StorageFailure

LOCK = "writer.lock"
LOCK_SECONDS = 0.5

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def writer(data_directory: Path) -> Iterator[Path]:
    """Hold the writer's lock and yield an empty working directory, which is always cleaned up.

    Raises:
        IndexBusy: Another process is writing.
        StorageFailure: The directory cannot be written, or the disk is full.
    """
    with storage_errors(data_directory):
        generations = data_directory / GENERATIONS
        generations.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data_directory / LOCK)
        try:
            lock.acquire(timeout=LOCK_SECONDS, poll_interval=0.05)
        except Timeout as error:
            raise IndexBusy(
                f"Een ander proces schrijft nu de index in {data_directory}; "
                f"wacht tot het klaar is en probeer opnieuw."
            ) from error
        working = generations / f"{UNFINISHED}{os.getpid()}"
        try:
            _remove_leftovers(data_directory)
            working.mkdir()
            yield working
        finally:
            shutil.rmtree(working, ignore_errors=True)
            lock.release()


def publish(data_directory: Path, working: Path, identity: str) -> Path:
    """Give a verified working directory its name and make it the current generation.

    A directory of that name that stands there already was found damaged, or it would have been
    kept; the new one then gets a number.

    Returns:
        The directory that now answers.
    """
    for path in [working, *working.rglob("*")]:
        flush(path)
    generations = data_directory / GENERATIONS
    target, number = generations / identity, 1
    while target.exists():
        number += 1
        target = generations / f"{identity}.{number}"
    working.rename(target)
    flush(generations)
    make_current(data_directory, target)
    return target


def make_current(data_directory: Path, target: Path) -> None:
    """Point to `target` and remove what is neither it, nor the one before it, nor in use.

    Nothing happens when it is the current one already.
    """
    try:
        previous = current_directory(data_directory)
    except (MissingIndex, DamagedIndex):
        previous = None
    if previous == target:
        return
    point_to(data_directory, target)
    keep = {target, previous}
    for directory in sorted((data_directory / GENERATIONS).iterdir()):
        if directory in keep or not directory.is_dir():
            continue
        with unused(directory) as free:
            if free:
                shutil.rmtree(directory, ignore_errors=True)


@contextmanager
def storage_errors(data_directory: Path) -> Iterator[None]:
    """Map what the operating system says about writing to one clear line."""
    try:
        yield
    except OSError as error:
        # numpy reports a write that was cut short without a number.
        if error.errno in _FULL or error.errno is None:
            found = "de schijf is vol"
            remedy = "maak plaats of kies een andere map (DOSSIERWIJZER_DATA)"
        elif error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            found = "er mag niet geschreven worden"
            remedy = "geef schrijfrechten of kies een andere map (DOSSIERWIJZER_DATA)"
        else:
            found = error.strerror or str(error)
            remedy = "controleer of er plaats is op de schijf"
        raise StorageFailure(
            f"De index schrijven in {data_directory} lukte niet: {found}; {remedy}. "
            f"Er is niets veranderd."
        ) from error


def _remove_leftovers(data_directory: Path) -> None:
    for leftover in (data_directory / GENERATIONS).glob(f"{UNFINISHED}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    for aside in data_directory.glob(f"{POINTER}.*"):
        aside.unlink(missing_ok=True)
