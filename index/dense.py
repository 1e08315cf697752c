"""Nearest passages by meaning: Chroma proposes, our own stored vectors give the exact score."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.chroma import SAMPLED_AT_OPENING, ChromaVectors, open_chroma
from index.generation import CHROMA, graph_is_whole
from ingest.errors import StorageFailure

CANDIDATES = 50

Floats = npt.NDArray[np.float32]


class DenseIndex:
    """Vectors of all passages; without a usable Chroma, exact search takes its place."""

    def __init__(self, vectors: Floats, ids: Sequence[str], chroma: ChromaVectors | None) -> None:
        """Take unit vectors in the order of `ids`, and Chroma's collection of them."""
        self.vectors = vectors
        self.chroma = chroma
        self._row_of = {id_: row for row, id_ in enumerate(ids)}

    def candidates(self, vector: Floats, limit: int = CANDIDATES) -> npt.NDArray[np.int64]:
        """Return the rows of the nearest passages, in ascending order.

        Args:
            vector: Unit vector of the question.
            limit: How many at most.
        """
        if self.chroma is not None:
            try:
                found = self.chroma.nearest(vector[np.newaxis], limit)[0]
                return np.array(sorted(self._row_of[id_] for id_ in found), np.int64)
            except (StorageFailure, KeyError):
                self.close()
        return nearest_rows(self.vectors, vector, limit)

    def scores(self, rows: npt.NDArray[np.int64], vector: Floats) -> Floats:
        """Return the cosine of each of `rows` with a question's vector, at least 0."""
        cosines: Floats = np.maximum(self.vectors[rows] @ vector, 0).astype(np.float32)
        return cosines

    def close(self) -> None:
        """Give up Chroma's files; what is left still answers, by exact search."""
        chroma, self.chroma = self.chroma, None
        if chroma is not None:
            with suppress(StorageFailure):
                chroma.close()


def nearest_rows(vectors: Floats, vector: Floats, limit: int) -> npt.NDArray[np.int64]:
    """Return the rows with the highest cosine by exact search, in ascending order."""
    similarities = vectors @ vector
    if limit >= len(similarities):
        return np.arange(len(similarities))
    return np.sort(np.argpartition(-similarities, limit)[:limit])


def directed(vectors: Floats) -> npt.NDArray[np.int64]:
    """Return the rows that have a direction; a text without words has none and is not in Chroma."""
    return np.flatnonzero(np.einsum("ij,ij->i", vectors, vectors) > 0.5)


def open_dense(vectors: Floats, ids: Sequence[str], generation_directory: Path) -> DenseIndex:
    """Open the dense index, without Chroma when it cannot be opened or does not fit the vectors.

    Chroma often answers wrongly instead of failing when its files are damaged, so its count and a
    few vectors are looked up first.
    """
    chroma = None
    if not graph_is_whole(generation_directory):
        return DenseIndex(vectors, ids, None)
    try:
        chroma = open_chroma(generation_directory / CHROMA)
        if _fits(chroma, vectors, ids):
            return DenseIndex(vectors, ids, chroma)
    except StorageFailure:
        pass
    if chroma is not None:
        chroma.close()
    return DenseIndex(vectors, ids, None)


def _fits(chroma: ChromaVectors, vectors: Floats, ids: Sequence[str]) -> bool:
    rows = directed(vectors)
    if len(chroma) != len(rows) or not len(rows):
        return False
    sample = rows[np.unique(np.linspace(0, len(rows) - 1, SAMPLED_AT_OPENING).astype(np.int64))]
    return not missed(chroma, vectors, ids, sample)


def missed(
    chroma: ChromaVectors, vectors: Floats, ids: Sequence[str], rows: npt.NDArray[np.int64]
) -> list[str]:
    """Return the ids among `rows` that Chroma does not find by their own vector.

    An equal vector of another passage counts as found.
    """
    row_of = {id_: row for row, id_ in enumerate(ids)}
    lost = []
    for start in range(0, len(rows), 100):
        asked = rows[start : start + 100]
        for row, found in zip(asked, chroma.nearest(vectors[asked], 1), strict=True):
            nearest = row_of.get(found[0]) if found else None
            if nearest is None or vectors[nearest] @ vectors[row] < 1 - 1e-5:
                lost.append(ids[row])
    return lost
