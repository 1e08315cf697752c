"""Whether a generation that was just written answers as it should, before it is published."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from index.chroma import open_chroma
from index.dense import directed, missed
from index.fusion import LEXICAL
from index.generation import CHROMA, read_generation
from index.lexical import load_field
from index.passage_file import PassageFile
from index.query import text_keys
from ingest.errors import StorageFailure
from ingest.passage import Passage

# Up to this many passages every one is tried; of more, an evenly spaced sample. Hashes, counts and
# Chroma's content are always checked whole.
ALL_UP_TO = 5_000
SAMPLE = 2_000
# Above Chroma's search width its graph may miss a neighbour; this share must be found.
FOUND_IN_GRAPH = 0.99

Floats = npt.NDArray[np.float32]


class UnsoundIndex(StorageFailure):
    """A new index failed its checks and was not published."""


def sampled_rows(count: int) -> npt.NDArray[np.int64]:
    """Return the rows to try: all, or an evenly spaced sample."""
    if count <= ALL_UP_TO:
        return np.arange(count, dtype=np.int64)
    return np.linspace(0, count - 1, SAMPLE).astype(np.int64)


def verify_generation(
    directory: Path,
    passages: Sequence[Passage],
    texts: Sequence[str],
    fitted: Embeddings | None,
) -> None:
    """Check a finished directory against what it was made of.

    Args:
        directory: A generation's directory with its manifest.
        passages: The passages it must hold, in order.
        texts: What was embedded for each passage.
        fitted: The embeddings as a question will use them, to make vectors anew; None for a
            provider that is paid or slow, where the stored vectors are trusted.

    Raises:
        DamagedIndex: A file is not as it was written.
        UnsoundIndex: A passage is not found by its own text or vector, or Chroma differs.
    """
    generation = read_generation(directory, thorough=True)
    stored = PassageFile(directory)
    vectors = np.load(directory / "vectors.npy", mmap_mode="r")
    if not len(stored) == len(vectors) == len(passages) == generation.passages:
        raise _unsound(f"{len(passages)} passages werden {len(stored)} passages op schijf")
    rows = sampled_rows(len(passages))
    for row in rows:
        if stored[int(row)] != passages[row]:
            raise _unsound(f"passage {passages[row].id} staat anders op schijf")
    _check_texts(directory, passages, rows)
    _check_vectors(np.asarray(vectors), passages, texts, rows, fitted)
    check_chroma(directory, np.asarray(vectors), stored.ids)


def check_chroma(directory: Path, vectors: Floats, ids: Sequence[str]) -> None:
    """Check Chroma by content: every id with its vector, and finding by own vector.

    Raises:
        UnsoundIndex: Something is missing, extra or different.
        StorageFailure: Chroma does not open.
    """
    row_of = {id_: row for row, id_ in enumerate(ids)}
    wanted = directed(vectors)
    chroma = open_chroma(directory / CHROMA)
    try:
        seen = 0
        for batch, found in chroma.stored():
            rows = np.array([row_of.get(id_, -1) for id_ in batch], np.int64)
            if (rows < 0).any() or np.abs(found - vectors[rows]).max(initial=0) > 1e-5:
                raise _unsound("Chroma bevat andere vectoren dan er bewaard zijn")
            seen += len(batch)
        if seen != len(wanted):
            raise _unsound(f"Chroma bevat {seen} van de {len(wanted)} vectoren")
        tried = np.intersect1d(sampled_rows(len(ids)), wanted)
        lost = missed(chroma, vectors, ids, tried)
        if len(lost) > (1 - FOUND_IN_GRAPH) * len(tried):
            raise _unsound(f"Chroma vindt {len(lost)} passages niet, zoals {lost[0]}")
    finally:
        chroma.close()


def _check_texts(directory: Path, passages: Sequence[Passage], rows: npt.NDArray[np.int64]) -> None:
    """Each passage is found by its own text, with the very score which that text must have.

    Its rank is no measure: a passage whose words stand oftener in others rightly comes after them.
    """
    fields = {kind: load_field(directory / "lexical" / kind) for kind in LEXICAL}
    for row in rows.tolist():
        keys = text_keys(passages[row].text)
        for kind, field in fields.items():
            expected = field.score_of_text(keys[kind], keys[kind])
            if not np.isclose(field.score_of(row, keys[kind]), expected, rtol=1e-3):
                raise _unsound(f"passage {passages[row].id} is niet te vinden op haar eigen tekst")


def _check_vectors(
    vectors: Floats,
    passages: Sequence[Passage],
    texts: Sequence[str],
    rows: npt.NDArray[np.int64],
    fitted: Embeddings | None,
) -> None:
    """Each passage is found by its own vector by exact search; equal vectors count as found."""
    for start in range(0, len(rows), 200):
        part = rows[start : start + 200]
        own = vectors[part]
        if fitted is not None:
            own = np.asarray(fitted.embed_documents([texts[row] for row in part]), np.float32)
        similarities = own @ vectors.T
        best = similarities.max(axis=1)
        reached = similarities[np.arange(len(part)), part]
        for row in part[reached < best - 1e-5]:
            raise _unsound(f"passage {passages[row].id} is niet te vinden op haar eigen vector")


def _unsound(found: str) -> UnsoundIndex:
    return UnsoundIndex(
        f"De nieuwe index klopt niet ({found}) en is niet in gebruik genomen; probeer opnieuw."
    )
