"""Runs `dossierwijzer` as a user does: a child process with a data directory of its own."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

COMMAND = Path(sys.executable).with_name("dossierwijzer")
LEUVEN = "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?"
NOTE = """\
# Nota over circus

## 1 Inleiding

Het circus van Gent telt 412 artiesten in 2027.

Koorddansers repeteren er elke dinsdag in een leegstaande fabriek.

## 2 Slot

De loketten van de circusdienst sluiten op vrijdag om vijf uur.
"""


def environment(data_directory: Path, **more: str) -> dict[str, str]:
    """Return the environment of a user without settings, but for the data directory."""
    kept = {name: value for name, value in os.environ.items() if "DOSSIERWIJZER" not in name}
    return kept | {"DOSSIERWIJZER_DATA": str(data_directory)} | more


def run(
    data_directory: Path,
    *arguments: str | Path,
    given: bytes = b"",
    before: Sequence[str] = (),
    **more: str,
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end; `before` is a command that runs it, `more` its environment."""
    done = subprocess.run(
        [*before, COMMAND, *arguments],
        input=given,
        capture_output=True,
        env=environment(data_directory, **more),
        timeout=120,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line on the error output of a command that wrote no result."""
    assert done.stdout == ""
    assert done.stderr.startswith("dossierwijzer: ")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    return done.stderr


@cache
def built_directory() -> Path:
    """Return a data directory with the index of the shipped dossier; never to be changed."""
    directory = Path(tempfile.mkdtemp(prefix="dossierwijzer-test-"))
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    done = run(directory, "ingest")
    assert done.returncode == 0, done.stderr
    return directory


def copy_of_built(tmp_path: Path) -> Path:
    """Return an index of the shipped dossier that a test may change."""
    return shutil.copytree(built_directory(), tmp_path / "data")
