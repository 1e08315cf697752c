"""Retrieval measured on any SQuAD file: its paragraphs are indexed, its questions searched.

The search is that of the assistant; that one paragraph is right for a question is all it is told.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eval.figures import Figure
from eval.squad import SquadFile, SquadQuestion
from eval.statistics.bootstrap import REPLICATES, drawn_together, number_of, replicates_of
from eval.statistics.intervals import percentile_interval
from ingest.errors import StorageFailure, UnusableText
from ingest.passage import Passage

if TYPE_CHECKING:
    from index.store import Index

DEPTH = 10
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class ForeignRetrieval:
    """What was measured.

    Attributes:
        paragraphs: How many there were to choose from.
        figures: nDCG@10, R@1, R@5 and MRR (0 beyond rank 10), with 95 % intervals in which the
            questions of an article are drawn together; no interval when there is one article.
        milliseconds: Mean and 95th percentile of the time per question.
        left_out: Ids of the second file that the first does not have, and the other way round.
    """

    paragraphs: int
    figures: tuple[Figure, ...]
    milliseconds: tuple[float, float]
    left_out: tuple[str, ...] = ()


# By the rank of the right paragraph, 1 the best; None when it is not among the first ten. With one
# right paragraph the ideal gain is 1, so nDCG is the gain itself (Järvelin and Kekäläinen, 2002).
SCORES: dict[str, Callable[[int | None], float]] = {
    "ndcg@10": lambda rank: 1 / log2(1 + rank) if rank else 0.0,
    "recall@1": lambda rank: float(rank == 1),
    "recall@5": lambda rank: float(rank is not None and rank <= 5),
    "mrr": lambda rank: 1 / rank if rank else 0.0,
}


def in_other_words(file: SquadFile, other: SquadFile) -> tuple[SquadFile, tuple[str, ...]]:
    """Return `file` with the questions of `other`, matched by id, and the ids of only one of them.

    Raises:
        UnusableText: They have no id in common.
    """
    known = {asked.id: asked for asked in file.questions}
    shared = tuple(
        SquadQuestion(asked.id, asked.question, known[asked.id].paragraph)
        for asked in other.questions
        if asked.id in known
    )
    if not shared:
        raise UnusableText(
            f"{other.name} en {file.name} hebben geen enkele vraag met dezelfde id; geef twee "
            "bestanden over dezelfde alinea's."
        )
    ids = {asked.id for asked in other.questions}
    left_out = sorted(known.keys() ^ ids)
    changed = SquadFile(
        file.name, file.paragraphs, file.articles, shared, file.unanswerable + other.unanswerable
    )
    return changed, tuple(left_out)


def measure(file: SquadFile, progress: Progress, left_out: Sequence[str] = ()) -> ForeignRetrieval:
    """Index the paragraphs aside, search each question, and return the figures.

    Args:
        file: Paragraphs and questions.
        progress: Told the step at hand and the share of it that is done, 0..1.
        left_out: Ids to mention as not asked.

    Raises:
        StorageFailure: There is no room for the index.
    """
    from index.build import build_generation
    from index.opening import open_index

    with tempfile.TemporaryDirectory(prefix="dossierwijzer-eval-") as scratch:
        try:
            build_generation([], _passages(file), Path(scratch), progress=progress)
        except StorageFailure as failure:  # its own remedy is about the data directory
            raise StorageFailure(
                f"De alinea's zijn niet te indexeren in {scratch}. Maak daar plaats, of kies met "
                "TMPDIR een andere map."
            ) from failure
        with closing(open_index(Path(scratch))) as index:
            ranks, seconds = _ranks(file, index, progress)
    figures = _figures(file, ranks)
    taken = np.array(seconds) * 1000
    return ForeignRetrieval(
        len(file.paragraphs),
        figures,
        (round(float(taken.mean()), 2), round(float(np.percentile(taken, 95)), 2)),
        tuple(left_out),
    )


def _figures(file: SquadFile, ranks: Sequence[int | None]) -> tuple[Figure, ...]:
    values = np.array([[score(rank) for score in SCORES.values()] for rank in ranks])
    units = drawn_together(
        [str(file.articles[asked.paragraph]) for asked in file.questions],
        [asked.id for asked in file.questions],
    )
    drawn = replicates_of(values, (), units, REPLICATES)
    lows, highs = percentile_interval(drawn, number_of(units))
    return tuple(
        Figure(name, float(value), len(ranks), _end(low), _end(high))
        for name, value, low, high in zip(SCORES, values.mean(axis=0), lows, highs, strict=True)
    )


def _end(value: float) -> float | None:
    """Return an end of an interval, None where the questions of one article leave nothing drawn."""
    return None if np.isnan(value) else float(value)


def _ranks(
    file: SquadFile, index: "Index", progress: Progress
) -> tuple[list[int | None], list[float]]:
    ranks: list[int | None] = []
    seconds: list[float] = []
    for number, asked in enumerate(file.questions, start=1):
        started = time.perf_counter()
        found = _found(asked.question, index)
        seconds.append(time.perf_counter() - started)
        right = _address(asked.paragraph)
        ranks.append(found.index(right) + 1 if right in found else None)
        progress("ask", number / len(file.questions))
    return ranks, seconds


def _found(text: str, index: "Index") -> list[str]:
    """Return the ids of the first passages that the assistant would find."""
    from assistant.answer import Question
    from assistant.chain import HITS
    from assistant.ranking.hit_order import reordered, weighed
    from assistant.ranking.sentence_order import ranked_sentences
    from assistant.tuning import shipped_tuning
    from assistant.understanding.question import analyse
    from assistant.understanding.search_query import search_query

    analysis = analyse(Question(text))
    query = search_query(analysis)
    tuning = shipped_tuning()
    retrieved = index.retrieve(query, HITS, tuning.channels[analysis.language])
    found = weighed(analysis, retrieved)
    hits = reordered(found, ranked_sentences(analysis, query, found, index, tuning.sentences))
    return [hit.passage.id for hit in hits[:DEPTH]]


def _passages(file: SquadFile) -> list[Passage]:
    # A section each: the assistant makes the passages of one section give way to others.
    return [
        Passage(
            id=_address(place),
            document="squad",
            section=str(place + 1),
            section_title="",
            section_path=(),
            kind="paragraph",
            text=text,
        )
        for place, text in enumerate(file.paragraphs)
    ]


def _address(place: int) -> str:
    return f"squad:s{place + 1}-p1"
