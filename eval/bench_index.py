"""Measure the index: cold start, the dossier, and a large synthetic corpus; `make bench` runs it.

Each part runs in a process of its own, so that its peak memory is its own. Figures of time are
printed beside a reference measured in the same run, as machines differ more than programs.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

from index.build import build_generation
from index.opening import open_index
from ingest.passage import Passage

WORDS_PER_PASSAGE = 45
WORDS_PER_QUESTION = 8
VOCABULARY = 60_000
SECTIONS = 500
SEED = 2035
FULL, QUICK = 100_000, 5_000
QUESTIONS = 200
COLD_RUNS = 5
REFERENCE_IMPORT = "import chromadb, langchain_core.runnables"
PACKAGES = ("numpy", "scipy", "scikit-learn", "chromadb", "langchain-core", "snowballstemmer")

Figures = dict[str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every figure, with machine and versions.

    Args:
        arguments: `--quick` for a small synthetic corpus; `--part` is what this program gives
            itself in its child processes.

    Returns:
        0; the figures are for people to judge, as they depend on the machine's load.
    """
    parser = argparse.ArgumentParser(prog="python -m eval.bench_index", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="een kleine synthetische verzameling")
    parser.add_argument("--part", choices=sorted(PARTS), help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.part:
        figures = PARTS[options.part](options.data, options.size)
        figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(json.dumps(figures))
        return 0
    size = QUICK if options.quick else FULL
    with tempfile.TemporaryDirectory(prefix="dossierwijzer-bench-") as scratch:
        for line in _report(Path(scratch), size):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return 0


def synthetic_texts(size: int) -> list[str]:
    """Return `size` texts of 45 made-up words, distributed as Zipf's law has it; always the same.

    Args:
        size: Number of texts.
    """
    random = np.random.default_rng(SEED)
    syllables = [c + v for c in "bdfghklmnprstvwz" for v in ("a", "e", "i", "o", "oe")]
    parts = random.integers(0, len(syllables), (VOCABULARY, 4)).tolist()
    lengths = random.integers(1, 5, VOCABULARY).tolist()
    endings = random.integers(0, 5, VOCABULARY).tolist()
    words = [
        "".join(syllables[part] for part in own[:length]) + ("", "n", "r", "s", "t")[ending]
        for own, length, ending in zip(parts, lengths, endings, strict=True)
    ]
    chance = 1 / np.arange(1, VOCABULARY + 1)
    drawn = random.choice(VOCABULARY, (size, WORDS_PER_PASSAGE), p=chance / chance.sum())
    return [" ".join(words[place] for place in row) for row in drawn.tolist()]


def synthetic_passages(texts: Sequence[str]) -> list[Passage]:
    """Return a passage for each text, spread over sections."""
    return [
        Passage(
            id=f"s{place % SECTIONS}-p{place}",
            document="proef",
            section=str(place % SECTIONS),
            section_title=f"deel {place % SECTIONS}",
            section_path=(f"deel {place % SECTIONS}",),
            kind="paragraph",
            text=text,
        )
        for place, text in enumerate(texts)
    ]


def _report(scratch: Path, size: int) -> Iterator[str]:
    yield (
        f"machine: {platform.machine()}, {os.cpu_count()} kernen, Python "
        f"{platform.python_version()}; " + ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    )
    small, large = scratch / "dossier", scratch / "synthetic"
    built = _part("build-dossier", small, 0)
    yield (
        f"dossier: {built['passages']:.0f} passages geïndexeerd in {built['seconds']:.2f} s "
        f"(doel 5), piek {built['peak_mb']:.0f} MB (doel 600)"
    )
    yield _asked("dossier", _part("ask-dossier", small, 0), 15)
    yield _cold_start(small)
    reference = size / _part("reference", large, size)["seconds"]
    built = _part("build-synthetic", large, size)
    arrays, whole = size / built["arrays_seconds"], size / built["seconds"]
    if size < FULL:
        yield f"doelen gelden voor {FULL} passages; bij {size} weegt het opstarten zwaar"
    yield f"4-grammen tellen met enkel numpy: {reference:.0f} passages/s als maat van de machine"
    yield (
        f"{size} synthetische passages van {WORDS_PER_PASSAGE} woorden: woorden en LSA "
        f"{arrays:.0f}/s (doel 2000; {arrays / reference:.2f} x de maat), hele generatie "
        f"{whole:.0f}/s (doel 800; {whole / reference:.2f} x de maat), "
        f"piek {built['peak_mb']:.0f} MB"
    )
    yield _asked("synthetisch", _part("ask-synthetic", large, size), 60)


def _asked(name: str, figures: Figures, target: int) -> str:
    return (
        f"{name}: vraag p50 {figures['p50_ms']:.1f} ms, p95 {figures['p95_ms']:.1f} ms "
        f"(doel {target}), openen {figures['open_ms']:.0f} ms, piek {figures['peak_mb']:.0f} MB"
    )


def _cold_start(data: Path) -> str:
    """Time a first question and the import it is compared with, by turns, each in a new process."""
    ours, reference = [], []
    for _ in range(COLD_RUNS):
        reference.append(_seconds([sys.executable, "-c", REFERENCE_IMPORT]))
        ours.append(_seconds(_command("ask-once", data, 0)))
    first, compared = statistics.median(ours), statistics.median(reference)
    return (
        f"koude start: eerste vraag {first:.2f} s, `{REFERENCE_IMPORT}` {compared:.2f} s, "
        f"verhouding {first / compared:.2f} (doel 2.5; mediaan van {COLD_RUNS})"
    )


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _command(part: str, data: Path, size: int) -> list[str]:
    own = [sys.executable, "-m", "eval.bench_index", "--part", part]
    return [*own, "--data", str(data), "--size", str(size)]


def _part(part: str, data: Path, size: int) -> Figures:
    done = subprocess.run(_command(part, data, size), check=True, stdout=subprocess.PIPE, text=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def _build_dossier(data: Path, size: int) -> Figures:
    from ingest.passages import passages_of
    from ingest.shipped import shipped_dossier

    document = shipped_dossier()
    passages = passages_of(document)
    start = time.perf_counter()
    build_generation([document], passages, data)
    return {"seconds": time.perf_counter() - start, "passages": len(passages)}


def _build_synthetic(data: Path, size: int) -> Figures:
    passages = synthetic_passages(synthetic_texts(size))
    reached: dict[str, float] = {}
    start = time.perf_counter()

    def note(step: str, share: float) -> None:
        reached.setdefault(step, time.perf_counter() - start)

    build_generation([], passages, data, progress=note)
    whole = time.perf_counter() - start
    return {"arrays_seconds": reached["chroma"] - reached["words"], "seconds": whole}


def _ask_dossier(data: Path, size: int) -> Figures:
    texts = [passage.text for passage in open_index(data).passages if passage.kind == "paragraph"]
    return _ask(data, texts)


def _ask_synthetic(data: Path, size: int) -> Figures:
    # The same first texts as those of the index, without the memory of all of them.
    return _ask(data, synthetic_texts(min(size, 2_000)))


def _ask_once(data: Path, size: int) -> Figures:
    index = open_index(data)
    found = index.retrieve("Welke stad wordt Culturele Hoofdstad van Europa?", 5)
    index.close()
    return {"hits": len(found)}


def _ask(data: Path, texts: Sequence[str]) -> Figures:
    """Time questions made of words of the texts, after a few that warm up."""
    random = np.random.default_rng(SEED)
    start = time.perf_counter()
    index = open_index(data)
    opened = time.perf_counter() - start
    taken = []
    for place in random.integers(0, len(texts), QUESTIONS + 10).tolist():
        words = texts[place].split()
        question = " ".join(random.choice(words, min(len(words), WORDS_PER_QUESTION)))
        start = time.perf_counter()
        index.retrieve(question, 20)
        taken.append((time.perf_counter() - start) * 1000)
    index.close()
    warm = taken[10:]
    return {
        "open_ms": opened * 1000,
        "p50_ms": float(np.percentile(warm, 50)),
        "p95_ms": float(np.percentile(warm, 95)),
    }


def _reference(data: Path, size: int) -> Figures:
    """Count character 4-grams of the same texts with numpy alone, as a measure of the machine."""
    texts = synthetic_texts(size)
    places = 256 ** np.arange(4, dtype=np.uint32)
    start = time.perf_counter()
    for text in texts:
        letters = np.frombuffer(text.encode(), np.uint8).astype(np.uint32)
        np.unique(np.lib.stride_tricks.sliding_window_view(letters, 4) @ places, return_counts=True)
    return {"seconds": time.perf_counter() - start}


PARTS: dict[str, Callable[[Path, int], Figures]] = {
    "build-dossier": _build_dossier,
    "ask-dossier": _ask_dossier,
    "ask-once": _ask_once,
    "build-synthetic": _build_synthetic,
    "ask-synthetic": _ask_synthetic,
    "reference": _reference,
}


if __name__ == "__main__":
    sys.exit(main())
