"""The gold set asked of the assistant without a part: one measurement, in a process of its own."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from assistant.tuning import Tuning
from eval.ablation.partial_index import Places, open_partial_index
from eval.ablation.parts import NOTHING, Part
from eval.figures import Judgement
from eval.question_set import SetQuestion
from eval.tuning.labelled import LabelledQuestion
from index.answered_field import load_answered
from index.generation import ANSWERED, read_generation

QUESTION_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Material:
    """What every measurement is made with.

    Attributes:
        places: Generations of the dossier.
        questions: What is asked.
        labelled: What weights are learnt from.
        tuning: Weights learnt with everything; every measurement starts from the same ones.
    """

    places: Places
    questions: tuple[SetQuestion, ...]
    labelled: tuple[LabelledQuestion, ...]
    tuning: Tuning


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found without a part.

    Attributes:
        part: What was left out.
        judgements: One for each turn asked.
        seconds: How long learning and asking took.
    """

    part: Part
    judgements: tuple[Judgement, ...]
    seconds: float


def build_places(scratch: Path) -> Places:
    """Build the dossier's index with and without the questions beside its passages.

    Args:
        scratch: An empty directory.
    """
    from index.build import build_generation
    from ingest.passages import passages_of
    from ingest.shipped import shipped_dossier, shipped_questions, shipped_unanswered

    dossier = shipped_dossier()
    passages = passages_of(dossier)
    whole, bare = (
        build_generation(
            [dossier],
            passages,
            scratch / name,
            questions=questions,
            unanswered=shipped_unanswered(),
        )
        for name, questions in (("whole", shipped_questions(passages).questions), ("bare", ()))
    )
    return Places(whole.directory, bare.directory)


def known_questions(places: Places) -> tuple[int, int]:
    """Return how many questions the index knows beside its passages, and without an answer."""
    answered = load_answered(places.whole / ANSWERED)
    unanswered = len(answered.unanswered) if answered else 0
    return read_generation(places.whole).questions, unanswered


def learnt_with_everything(
    places: Places, labelled: tuple[LabelledQuestion, ...], shipped: Tuning
) -> Tuning:
    """Return the weights as they are learnt without leaving anything out.

    They are the shipped ones when `dossierwijzer eval tune` was run last on the program as it is;
    where it was not, parts that are learnt again must not be compared with older weights.

    Args:
        places: Generations of the dossier.
        labelled: Questions to learn from.
        shipped: Of them the weights of the channels are kept.
    """
    from eval.ablation.partial_chain import PartialChain
    from eval.ablation.refitting import without_part

    with closing(open_partial_index(places, NOTHING)) as index:
        everything = replace(NOTHING, refitted=True)
        return without_part(PartialChain(index, shipped), everything, labelled).tuning


def measure(part: Part, material: Material) -> Measured:
    """Learn again what a part leaves to be learnt, ask every question, and judge.

    Args:
        part: What is left out.
        material: Indexes and questions.
    """
    from assistant.assistant import Assistant
    from eval.ablation.partial_chain import PartialChain
    from eval.ablation.refitting import without_part
    from eval.judging import judged
    from eval.observation import Observation
    from eval.runs.run import RunOptions, run_set
    from eval.targets.local import LocalTarget

    started = time.perf_counter()
    judgements: list[Judgement] = []

    def keep(observation: Observation) -> None:
        judgements.append(judged(observation))

    index = open_partial_index(material.places, part)
    with closing(index):
        chain = without_part(PartialChain(index, material.tuning), part, material.labelled)
        assistant = Assistant(index, chain.tuning)
        assistant.chain = chain.runnable()
        target = LocalTarget(assistant, part.name or "alles", "", QUESTION_LIMIT)
        run_set(material.questions, target, RunOptions(), keep, lambda turns: None)
    return Measured(part, tuple(judgements), time.perf_counter() - started)


def measure_all(
    parts: Sequence[Part], material: Material, processes: int, tell: Callable[[Measured], None]
) -> Iterator[Measured]:
    """Yield the measurement of each part, in their order.

    Args:
        parts: What is left out, one at a time.
        material: Indexes and questions.
        processes: How many measurements run at the same time.
        tell: Hears of each when it is there, in any order.
    """
    # Started anew rather than forked: Chroma's threads do not survive a fork.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(measure, part, material): part for part in parts}
        found: dict[str, Measured] = {}
        for future in as_completed(waiting):
            measured = future.result()
            found[measured.part.name] = measured
            tell(measured)
    return iter([found[part.name] for part in parts])
