"""`make bench`: the speed of the whole program as a user meets it, then that of the index alone.

Nothing here passes or fails; the figures are for people to judge, as machines and their load
differ. Times are printed beside a reference of the same run where there is one.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from eval import bench_index
from eval.sets.set_reading import shipped_set

QUESTION = "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?"
REFERENCE = "import chromadb, langchain_core.runnables"
COLD_RUNS = 5
ROUNDS = 3

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Run:
    """What one child process took: wall time in seconds, peak memory in MB."""

    seconds: float
    peak_mb: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures.

    Args:
        arguments: `--warm` is what this program gives itself in a child process; anything else
            goes to `eval.bench_index` (`--quick`).
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--warm"]:
        sys.stdout.write(json.dumps(_warm()))
        return 0
    with tempfile.TemporaryDirectory(prefix="dossierwijzer-bench-") as scratch:
        for line in report(Path(scratch)):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return bench_index.main(words)


def report(data_directory: Path) -> Iterator[str]:
    """Yield the figures of the whole program, one line each; builds an index for it."""
    yield f"dossierwijzer {version('dossierwijzer')} op {_machine()}"
    command = str(Path(sys.executable).with_name("dossierwijzer"))
    environment = os.environ | {"DOSSIERWIJZER_DATA": str(data_directory)}
    built = run([command, "ingest"], environment)
    yield (
        f"`dossierwijzer ingest`, met lezen van het dossier: {built.seconds:.2f} s, "
        f"piek {built.peak_mb:.0f} MB (doel voor de index 5 s, 600 MB)"
    )
    done = subprocess.run(
        [sys.executable, "-m", "eval.bench", "--warm"],
        check=True,
        stdout=subprocess.PIPE,
        env=environment,
    )
    warm: Figures = json.loads(done.stdout)
    yield (
        f"warme vraag in hetzelfde proces: p50 {warm['p50_ms']:.1f} ms, p95 {warm['p95_ms']:.1f} "
        f"ms (doel 25), {warm['cpu_ms']:.1f} ms rekentijd per antwoord (doel 6), "
        f"n = {warm['n']:.0f}"
    )
    yield _cold([command, "ask", QUESTION], environment)
    yield _evaluated([command, "eval", "run", "gold", "--fresh"], environment, data_directory)


def run(command: Sequence[str], environment: dict[str, str]) -> Run:
    """Run a command to its end, without its output, and return what it took.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    executable = shutil.which(command[0]) or command[0]
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    start = time.perf_counter()
    process = os.posix_spawn(executable, list(command), environment, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code:
        raise subprocess.CalledProcessError(code, list(command))
    return Run(seconds, usage.ru_maxrss / 1024)


def _evaluated(command: Sequence[str], environment: dict[str, str], data_directory: Path) -> str:
    """Time a whole evaluation on the gold set, its reports included."""
    turns = sum(len(question.turns) for question in shipped_set().questions)
    measured = run([*command, "--out", str(data_directory / "uitslag")], environment)
    return (
        f"`dossierwijzer eval run gold`, {turns} beurten met verslagen: {measured.seconds:.1f} s "
        f"(doel 20), piek {measured.peak_mb:.0f} MB"
    )


def _cold(command: Sequence[str], environment: dict[str, str]) -> str:
    """Time a first question and the import it is compared with, by turns."""
    ours, reference = [], []
    for _ in range(COLD_RUNS):
        reference.append(run([sys.executable, "-c", REFERENCE], environment).seconds)
        ours.append(run(command, environment))
    asked, compared = statistics.median(one.seconds for one in ours), statistics.median(reference)
    return (
        f"koude `dossierwijzer ask`: {asked:.2f} s, `{REFERENCE}`: {compared:.2f} s, verhouding "
        f"{asked / compared:.2f} (doel 2.5; mediaan van {COLD_RUNS}), "
        f"piek {max(one.peak_mb for one in ours):.0f} MB"
    )


def _warm() -> Figures:
    """Ask every question of the gold set a few times, after one round that warms up."""
    from assistant.answer import Question
    from assistant.assistant import Assistant
    from assistant.settings import load_settings, silence_telemetry
    from index.opening import open_index

    settings = load_settings()
    silence_telemetry(settings)
    assistant = Assistant(open_index(settings.data_directory))
    questions = [
        Question(turn.question, language=one.language)
        for one in shipped_set().questions
        for turn in one.turns
    ]
    for question in questions:
        assistant.ask(question)
    taken = []
    computing = time.process_time()
    for question in questions * ROUNDS:
        start = time.perf_counter()
        assistant.ask(question)
        taken.append((time.perf_counter() - start) * 1000)
    cpu = (time.process_time() - computing) * 1000 / len(taken)
    cuts = statistics.quantiles(taken, n=20, method="inclusive")
    return {"p50_ms": cuts[9], "p95_ms": cuts[18], "cpu_ms": cpu, "n": len(taken)}


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} kernen, {memory:.0f} GB"


if __name__ == "__main__":
    sys.exit(main())
