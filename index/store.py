"""An open index: ranks passages for a question, judges single texts, hands out passages.

Only this facade is used above; it answers with numpy and Chroma alone, without scikit-learn.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from index.dense import DenseIndex, open_dense
from index.embeddings import embeddings_named
from index.fusion import LEXICAL, WEIGHTS, fused
from index.generation import (
    DamagedIndex,
    Generation,
    current_directory,
    hold,
    read_generation,
)
from index.hit import Hit
from index.lexical import LexicalField, load_field
from index.passage_file import PassageFile, load_documents
from index.providers import Access
from index.query import query_keys
from ingest.document import Document
from ingest.errors import ProviderFailure
from ingest.passage import Passage

# How many passages each side proposes for exact rescoring by meaning.
LEXICAL_CANDIDATES = 100
DECIMALS = 6
# The lexical fields of a generation and the kind of key each holds.
FIELDS: dict[str, str] = {"stems": "stems", "ngrams": "ngrams", "place": "ngrams"}

Floats = npt.NDArray[np.float32]
Query = Mapping[str, Mapping[str, float]]


class Index:
    """A generation opened for reading; safe to share between threads."""

    def __init__(
        self,
        generation: Generation,
        passages: PassageFile,
        fields: Mapping[str, LexicalField],
        dense: DenseIndex,
        embeddings: Embeddings | None,
        held: BinaryIO | None = None,
    ) -> None:
        """Take the opened parts; `open_index` is the way to get one.

        Args:
            generation: What the manifest says.
            passages: The passages on disk.
            fields: A lexical field for each name in `FIELDS`.
            dense: Stored vectors, with or without Chroma.
            embeddings: Makes the vector of a question; None leaves meaning out.
            held: The mark that keeps a writer from removing the files.
        """
        self.generation = generation
        self.dense = dense
        self._passages = passages
        self._fields = fields
        self._embeddings = embeddings
        self._held = held
        self._embedding_failed = False
        order = np.argsort(np.array(passages.ids, dtype=np.str_), kind="stable")
        self._id_rank = np.empty(len(passages), np.int32)
        self._id_rank[order] = np.arange(len(passages), dtype=np.int32)

    @property
    def notes(self) -> tuple[str, ...]:
        """What does not work now, as stable codes: "chroma_unavailable", "embeddings_unavailable".

        The index answers all the same: by exact search, and by words alone.
        """
        states = {
            "chroma_unavailable": self.dense.chroma is None,
            "embeddings_unavailable": self._embeddings is None or self._embedding_failed,
        }
        return tuple(code for code, true in states.items() if true)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, in the order of their documents."""
        return tuple(self._passages[row] for row in range(len(self._passages)))

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The parsed documents.

        Raises:
            DamagedIndex: The file is gone or changed since the index was opened.
        """
        try:
            return load_documents(self.generation.directory)
        except (OSError, ValueError) as error:
            raise _damaged(self.generation.directory, error) from error

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {id_: row for row, id_ in enumerate(self._passages.ids)}

    def passage(self, passage_id: str) -> Passage:
        """Return the passage with this id; KeyError when there is none."""
        return self._passages[self._row_of[passage_id]]

    def retrieve(self, query: str, limit: int) -> list[Hit]:
        """Return the best passages for a query, best first, ties by passage id.

        Args:
            query: A question or keywords.
            limit: How many hits at most.

        Returns:
            Hits with a score of more than 0. `score` is relative to this query's own best
            passages; the channels are absolute: lexical ones as a share of the query's
            self-score, "dense" as a cosine.
        """
        keys = query_keys(query)
        channels = {name: field.scores(keys[FIELDS[name]]) for name, field in self._fields.items()}
        channels["dense"] = self._dense_scores(query, channels)
        scores = np.round(fused(channels).astype(np.float64), DECIMALS)
        rows = self._best(scores, limit)
        selves = {
            name: field.self_score(keys[FIELDS[name]]) for name, field in self._fields.items()
        }
        return [
            Hit(
                self._passages[row],
                float(scores[row]),
                tuple(
                    (name, round(float(channels[name][row]) / (selves.get(name, 1.0) or 1.0), 6))
                    for name, weight in WEIGHTS.items()
                    if weight
                ),
            )
            for row in rows
        ]

    def relevance(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return how well each text answers to the words of a query, 0..1.

        Args:
            query: A question or keywords.
            texts: Short texts such as sentences; they need not be in the index.

        Returns:
            For each text its lexical scores (same keys, idf and shares as in `retrieve`) divided by
            the query's self-score.
        """
        keys = query_keys(query)
        weighed = {kind: self._fields[kind].weighed(keys[kind]) for kind in LEXICAL}
        whole = self._lexical_mean(lambda _, kind: sum(weighed[kind].values()))
        if not whole:
            return [0.0] * len(texts)
        judged = []
        for text in texts:
            score = self._lexical_mean(_scorer(query_keys(text), weighed))
            judged.append(round(min(1.0, score / whole), DECIMALS))
        return judged

    def self_score(self, query: str) -> float:
        """Return the lexical score of a passage that would hold every key of the query once."""
        keys = query_keys(query)
        return self._lexical_mean(lambda field, kind: field.self_score(keys[kind]))

    def terms(self, query: str) -> tuple[str, ...]:
        """Return the stems that a query is searched with, in its own order."""
        return tuple(query_keys(query)["stems"])

    def close(self) -> None:
        """Give up the files; the index is not used afterwards."""
        self.dense.close()
        if self._held is not None:
            self._held.close()
            self._held = None

    def _lexical_mean(self, score: Callable[[LexicalField, str], float]) -> float:
        return sum(WEIGHTS[kind] * score(self._fields[kind], kind) for kind in LEXICAL)

    def _dense_scores(self, query: str, lexical: Mapping[str, Floats]) -> Floats:
        scores = np.zeros(len(self._passages), np.float32)
        vector = self._query_vector(query)
        if vector is None or not vector.any():
            return scores
        by_words = self._best(fused({name: lexical[name] for name in LEXICAL}), LEXICAL_CANDIDATES)
        rows = np.union1d(self.dense.candidates(vector), np.array(by_words, np.int64))
        scores[rows] = self.dense.scores(rows, vector)
        return scores

    def _query_vector(self, query: str) -> Floats | None:
        if self._embeddings is None:
            return None
        try:
            vector = np.asarray(self._embeddings.embed_query(query), np.float32)
        except ProviderFailure:
            vector = np.empty(0, np.float32)
        norm = float(np.linalg.norm(vector))
        fits = vector.shape == (self.generation.dimensions,) and bool(np.isfinite(norm))
        self._embedding_failed = not fits
        return vector / np.float32(norm or 1.0) if fits else None

    def _best(self, scores: npt.NDArray[np.floating], limit: int) -> list[int]:
        """Return the rows with the highest scores above 0, ties by passage id."""
        limit = min(limit, len(scores))
        if limit < 1:
            return []
        threshold = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        rows = np.flatnonzero((scores >= threshold) & (scores > 0))
        ordered = rows[np.lexsort((self._id_rank[rows], -scores[rows]))]
        return [int(row) for row in ordered[:limit]]


def open_index(data_directory: Path, access: Access | None = None) -> Index:
    """Open the current generation of a data directory, which may be read-only.

    Args:
        data_directory: Where `build_generation` wrote.
        access: How to reach the server of the embeddings the index was built with.

    Raises:
        MissingIndex: Nothing was built yet.
        OutdatedIndex: Built by another version of the program.
        DamagedIndex: Files are missing or changed.
    """
    directory = current_directory(data_directory)
    try:
        return open_generation(directory, access)
    except DamagedIndex:
        # A writer may have published and removed this one between the two steps.
        newer = current_directory(data_directory)
        if newer == directory:
            raise
        return open_generation(newer, access)


def open_generation(directory: Path, access: Access | None = None) -> Index:
    """Open one generation by its directory; errors as in `open_index`."""
    with ExitStack() as undo:
        held = hold(directory)
        if held is not None:
            undo.enter_context(held)
        generation, passages, fields, vectors = _parts(directory)
        embeddings = _embeddings(generation, access)
        dense = open_dense(vectors, passages.ids, directory)
        undo.pop_all()
    return Index(generation, passages, fields, dense, embeddings, held)


def _parts(
    directory: Path,
) -> tuple[Generation, PassageFile, dict[str, LexicalField], Floats]:
    """Open what our own files hold, and check that it fits together."""
    try:
        generation = read_generation(directory)
        passages = PassageFile(directory)
        fields = {name: load_field(directory / "lexical" / name) for name in FIELDS}
        vectors = np.asarray(np.load(directory / "vectors.npy", mmap_mode="r"))
        lengths = {len(passages), len(vectors), *(len(field) for field in fields.values())}
        if lengths != {generation.passages} or vectors.shape[1] != generation.dimensions:
            raise ValueError(f"aantallen verschillen: {sorted(lengths)}")
        return generation, passages, fields, vectors
    except (OSError, ValueError, KeyError) as error:
        raise _damaged(directory, error) from error


def _damaged(directory: Path, error: Exception) -> DamagedIndex:
    return DamagedIndex(
        f"De index in {directory} is beschadigd ({str(error).partition(chr(10))[0]}); "
        f"bouw de index opnieuw met `dossierwijzer ingest`."
    )


def _embeddings(generation: Generation, access: Access | None) -> Embeddings | None:
    try:
        return embeddings_named(generation.embeddings, access, generation.directory / "lsa")
    except ProviderFailure:
        return None
    except (OSError, ValueError) as error:
        raise DamagedIndex(
            f"De vectoren in {generation.directory} zijn beschadigd ({error}); "
            f"bouw de index opnieuw met `dossierwijzer ingest`."
        ) from error


def _scorer(own: Query, weighed: Query) -> Callable[[LexicalField, str], float]:
    return lambda field, kind: field.score_of_weighed(own[kind], weighed[kind])
