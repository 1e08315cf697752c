"""Latent semantic analysis of the corpus itself: the embedding that needs no model.

TF-IDF of stems and character n-grams, truncated SVD (Deerwester and others, 1990). Fitting happens
at build time and is the only use of scikit-learn; embedding a question needs only numpy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from index.analysis import content_words, words_of
from index.counts import KEY_KINDS, Counts
from index.lexical import read_keys

DIMENSIONS = 128
SEED = 20350101
# A larger corpus is fitted on this many evenly spaced passages, then wholly projected; keys that
# stand in one passage only are then left out, as they cost memory and say little.
FITTED_PASSAGES = 12_000
# Share of each kind of key in a passage's vector; the same as in the lexical fusion.
SHARES: dict[str, float] = {"stems": 0.3, "ngrams": 0.7}

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LsaPart:
    """One kind of key: `projection[key]` is its weighted place in the space, times its idf."""

    kind: str
    keys: Mapping[str, int]
    idf: Floats
    projection: Floats


class LsaEmbeddings(Embeddings):
    """The fitted space behind LangChain's interface; vectors have length 1, or 0 when unknown."""

    def __init__(self, parts: tuple[LsaPart, ...]) -> None:
        """Take the parts as `load_lsa` reads them."""
        self._parts = parts

    @property
    def dimensions(self) -> int:
        """Number of dimensions."""
        return int(self._parts[0].projection.shape[1])

    def vector(self, text: str) -> Floats:
        """Return the unit vector of a text, all zeros when none of its keys is known."""
        words = content_words(words_of(text))
        total = np.zeros(self.dimensions, np.float32)
        for part in self._parts:
            counts: dict[int, int] = {}
            for word in words:
                for key in KEY_KINDS[part.kind](word):
                    if (place := part.keys.get(key)) is not None:
                        counts[place] = counts.get(place, 0) + 1
            if not counts:
                continue
            places = np.array(sorted(counts), np.int64)
            weights = np.array([counts[place] for place in places.tolist()], np.float32)
            weights = (1 + np.log(weights)) * part.idf[places]
            weights *= np.float32(SHARES[part.kind] ** 0.5) / np.linalg.norm(weights)
            total += weights @ part.projection[places]
        unit: Floats = unit_rows(total[np.newaxis])[0]
        return unit

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector per text."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question, made in the same way as that of a passage."""
        vector: list[float] = self.vector(text).tolist()
        return vector


def unit_rows(vectors: Floats) -> Floats:
    """Return the rows scaled to length 1; rows without direction become all zeros."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.where(norms > 1e-6, vectors / np.maximum(norms, 1e-6), 0).astype(np.float32)


def fit_lsa(counts: Mapping[str, Counts], directory: Path) -> Floats:
    """Fit the space on a corpus and write it into `directory`, which is made.

    Args:
        counts: For each kind of key its counts in every passage, as the lexical index has them.
        directory: Where `load_lsa` will find it.

    Returns:
        One unit vector per passage.
    """
    from scipy.sparse import hstack

    weighted = {kind: _weigh(counts[kind], np.float32(SHARES[kind])) for kind in KEY_KINDS}
    matrix = hstack([weighted[kind][0] for kind in KEY_KINDS], format="csr", dtype=np.float32)
    projection = _projection(matrix)
    directory.mkdir(parents=True)
    start = 0
    for kind, (_, keys, idf) in weighted.items():
        stop = start + len(keys)
        (directory / f"{kind}.txt").write_text("\n".join(keys), encoding="utf-8")
        np.save(directory / f"{kind}-idf.npy", idf)
        np.save(directory / f"{kind}-projection.npy", projection[start:stop])
        start = stop
    return unit_rows(np.asarray(matrix @ projection, np.float32))


def load_lsa(directory: Path) -> LsaEmbeddings:
    """Open a fitted space; its projection stays on disk until it is read.

    Raises:
        OSError: A file is missing or cut off.
        ValueError: A file is not what its name says, or the arrays do not fit together.
    """
    parts = []
    for kind in KEY_KINDS:
        keys = read_keys(directory / f"{kind}.txt")
        idf = np.asarray(np.load(directory / f"{kind}-idf.npy", mmap_mode="r"))
        projection = np.asarray(np.load(directory / f"{kind}-projection.npy", mmap_mode="r"))
        if not len(keys) == len(idf) == len(projection):
            raise ValueError(f"{directory.name}: {len(keys)} sleutels passen niet bij de projectie")
        parts.append(LsaPart(kind, keys, idf, projection))
    return LsaEmbeddings(tuple(parts))


def _weigh(counts: Counts, share: np.float32) -> "tuple[csr_matrix, tuple[str, ...], Floats]":
    """Return the TF-IDF rows of one kind of key (scaled to its share), its keys and their idf."""
    matrix = counts.matrix.astype(np.float32)
    keys = counts.keys
    holding = np.bincount(matrix.indices, minlength=len(keys))
    if matrix.shape[0] > FITTED_PASSAGES:
        shared = np.flatnonzero(holding > 1)
        matrix, holding = matrix[:, shared], holding[shared]
        keys = tuple(keys[place] for place in shared.tolist())
    idf = (np.log((1 + matrix.shape[0]) / (1 + holding)) + 1).astype(np.float32)
    matrix.data = (1 + np.log(matrix.data)) * idf[matrix.indices]
    squares = np.add.reduceat(
        np.append(matrix.data**2, np.float32(0)), np.minimum(matrix.indptr[:-1], matrix.nnz)
    )
    lengths = np.diff(matrix.indptr)
    norms = np.sqrt(np.where(lengths > 0, squares, 1)).astype(np.float32)
    matrix.data *= np.repeat(np.sqrt(share) / norms, lengths)
    return matrix, keys, idf


def _projection(matrix: "csr_matrix") -> Floats:
    """Return the directions of the space, one row per key."""
    passages, keys = matrix.shape
    dimensions = min(DIMENSIONS, passages, keys)
    if keys < 2:
        return np.ones((keys, 1), np.float32)
    from sklearn.utils.extmath import randomized_svd  # type: ignore[import-untyped]
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    sample = matrix
    if passages > FITTED_PASSAGES:
        sample = matrix[np.linspace(0, passages - 1, FITTED_PASSAGES).astype(np.int64)]
    # On few cores threads cost more than they bring (1.4 s against 0.14 s for 331 passages on 2).
    with threadpool_limits(limits=1, user_api="blas"):
        _, _, directions = randomized_svd(sample, dimensions, n_iter=4, random_state=SEED)
    return np.ascontiguousarray(directions.T, np.float32)
