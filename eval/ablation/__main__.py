"""`make ablation`: what each part of finding and answering adds, written into `docs/retrieval.md`.

The gold set is asked with everything and without one part at a time; the runs are compared question
by question, with the statistics of `dossierwijzer eval compare`.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from eval.ablation.added import row_of
from eval.ablation.measuring import (
    Material,
    Measured,
    build_places,
    known_questions,
    learnt_with_everything,
    measure_all,
)
from eval.ablation.parts import NOTHING, PART_BY_NAME, PARTS, Part
from eval.ablation.tables import placed, tables_of
from eval.question_set import Split
from ingest.errors import DossierwijzerError

if TYPE_CHECKING:
    from assistant.tuning import Tuning

DOCUMENT = Path(__file__).parents[2] / "docs" / "retrieval.md"
PROCESSES = 2
# Libraries of linear algebra differ this little between machines.
TOLERANCE = 0.01


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and write.

    Args:
        arguments: Words of the command line; those of this process when None.

    Returns:
        0, or the code of what went wrong.
    """
    parser = argparse.ArgumentParser(prog="python -m eval.ablation", description=__doc__)
    parser.add_argument(
        "--split", choices=get_args(Split), default="test", help="deel van de set; gewoonlijk test"
    )
    parser.add_argument(
        "--part",
        action="append",
        choices=sorted(PART_BY_NAME),
        help="alleen dit deel (herhaalbaar); de tabellen komen dan op het scherm",
    )
    options = parser.parse_args(arguments)
    parts = [PART_BY_NAME[name] for name in options.part or ()]
    try:
        tables = measured_tables(options.split, parts or PARTS)
        if parts:
            sys.stdout.write(tables)
        else:
            text = DOCUMENT.read_text(encoding="utf-8")
            DOCUMENT.write_text(placed(text, tables), encoding="utf-8")
            _say(f"De tabellen staan in {DOCUMENT}.")
    except DossierwijzerError as error:
        _say(str(error))
        return error.exit_code
    return 0


def measured_tables(split: Split, parts: Sequence[Part]) -> str:
    """Return the tables of these parts on a split of the gold set.

    Raises:
        StorageFailure: The index cannot be built.
    """
    with tempfile.TemporaryDirectory(prefix="dossierwijzer-ablation-") as scratch:
        _say("De index van het dossier bouwen, met en zonder vragen bij de passages …")
        material = _material(Path(scratch), split)
        known = known_questions(material.places)
        tell = _teller(len(parts) + 1)
        whole, *others = measure_all((NOTHING, *parts), material, PROCESSES, tell)
    _say("De metingen vergelijken …")
    return tables_of(whole, [row_of(one, whole) for one in others], split, known)


def _material(scratch: Path, split: Split) -> Material:
    from assistant.tuning import shipped_tuning
    from eval.sets.set_reading import shipped_set
    from eval.tuning.labelled import labelled_questions
    from ingest.passages import passages_of
    from ingest.shipped import shipped_dossier

    gold = shipped_set()
    labelled = labelled_questions(gold, passages_of(shipped_dossier()))
    places = build_places(scratch)
    shipped = shipped_tuning()
    learnt = learnt_with_everything(places, labelled, shipped)
    if not is_reproduced(learnt, shipped):
        _say(
            "LET OP: de meegeleverde gewichten zijn niet die van het programma zoals het nu is; "
            "gemeten wordt met de nieuwe. `dossierwijzer eval tune` schrijft ze."
        )
    questions = tuple(one for one in gold.questions if one.split == split)
    return Material(places, questions, labelled, learnt)


def is_reproduced(learnt: "Tuning", shipped: "Tuning") -> bool:
    """Return whether learning gave the shipped weights of sentences and of answerability.

    Args:
        learnt: What came out now.
        shipped: What is in the files.
    """
    pairs = (
        (learnt.sentences, shipped.sentences),
        (learnt.calibration.weights, shipped.calibration.weights),
    )
    return all(abs(new[name] - old[name]) < TOLERANCE for new, old in pairs for name in old)


def _teller(runs: int) -> Callable[[Measured], None]:
    started, told = time.perf_counter(), 0

    def tell(measured: Measured) -> None:
        nonlocal told
        told += 1
        name = measured.part.name or "met alles"
        passed = time.perf_counter() - started
        _say(f"[{told}/{runs}] {name}: {measured.seconds:.0f} s, samen {passed:.0f} s")

    return tell


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
