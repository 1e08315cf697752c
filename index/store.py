"""An open index: ranks passages for a question, judges single texts, hands out passages.

Only this facade is used above; it answers with numpy and Chroma alone, without scikit-learn.
`index.opening` opens one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from index.answered_field import AnsweredField, AnsweredLikeness
from index.channels import Channels
from index.dense import DenseIndex
from index.expansion_field import ExpansionField
from index.fusion import LEXICAL, WEIGHTS, fused
from index.generation import DamagedIndex, Generation
from index.hit import Hit
from index.lexical import LexicalField
from index.passage_file import PassageFile, load_documents
from index.query import Keys, Query, keys_of_words, plain_query, text_keys
from index.vocabulary import Vocabulary
from ingest.document import Document
from ingest.errors import ProviderFailure
from ingest.passage import Passage

# How many passages each side proposes for exact rescoring by meaning.
LEXICAL_CANDIDATES = 100
DECIMALS = 6
# Of so many of the best passages the questions beside them are told.
MATCHED = 14
# The lexical fields of a generation and the kind of key each holds.
FIELDS: dict[str, str] = {"stems": "stems", "ngrams": "ngrams", "place": "ngrams"}

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """The opened files of a generation that are ours alone, each by its own module.

    Attributes:
        fields: A lexical field for each name in `FIELDS`.
        expansion: The questions beside passages, None when there are none.
        answered: All questions that are known to be answered or not, None when there are none.
    """

    generation: Generation
    passages: PassageFile
    fields: Mapping[str, LexicalField]
    expansion: ExpansionField | None
    answered: AnsweredField | None
    vocabulary: Vocabulary


class Index:
    """A generation opened for reading; safe to share between threads."""

    def __init__(
        self,
        files: OwnFiles,
        dense: DenseIndex,
        embeddings: Embeddings | None,
        held: BinaryIO | None = None,
    ) -> None:
        """Take the opened parts; `index.opening.open_index` is the way to get one.

        Args:
            files: Our own files.
            dense: Stored vectors, with or without Chroma.
            embeddings: Makes the vector of a question; None leaves meaning out.
            held: The mark that keeps a writer from removing the files.
        """
        self.generation = files.generation
        self.vocabulary = files.vocabulary
        self.dense = dense
        self._passages = files.passages
        self._fields = files.fields
        self._expansion = files.expansion
        self._answered = files.answered
        self._embeddings = embeddings
        self._held = held
        self._embedding_failed = False
        order = np.argsort(np.array(files.passages.ids, dtype=np.str_), kind="stable")
        self._id_rank = np.empty(len(order), np.int32)
        self._id_rank[order] = np.arange(len(order), dtype=np.int32)

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

    @property
    def addresses(self) -> Sequence[str]:
        """The ids of all passages, in the order of their documents."""
        return self._passages.ids

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The parsed documents.

        Raises:
            DamagedIndex: The file is gone or changed since the index was opened.
        """
        try:
            return load_documents(self.generation.directory)
        except (OSError, ValueError) as error:
            raise damaged(self.generation.directory, error) from error

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {id_: row for row, id_ in enumerate(self._passages.ids)}

    def passage(self, passage_id: str) -> Passage:
        """Return the passage with this id; KeyError when there is none."""
        return self._passages[self._row_of[passage_id]]

    def retrieve(
        self, query: Query | str, limit: int, weights: Mapping[str, float] = WEIGHTS
    ) -> list[Hit]:
        """Return the best passages for a query, best first, ties by passage id.

        Args:
            query: A question made ready, or plain words.
            limit: How many hits at most.
            weights: Weight of each channel.

        Returns:
            Hits with a score of more than 0. `score` is relative to this query's own best
            passages; the channels are absolute: lexical ones as a share of the query's
            self-score, "dense" as a cosine, "expansion" as likeness to the questions beside it.
        """
        sought = plain_query(query) if isinstance(query, str) else query
        channels = self.channels(sought)
        scores = channels.fused(weights)
        rows = self._best(scores, limit)
        matched = (
            self._expansion.matched(sought.text, channels.likeness, rows[:MATCHED])
            if self._expansion
            else {}
        )
        return [
            Hit(
                self._passages[row],
                float(scores[row]),
                channels.of(row, weights),
                matched.get(row, ()),
            )
            for row in rows
        ]

    def channels(self, query: Query) -> Channels:
        """Return what each channel says of every passage, in the order of `passages`."""
        keys = keys_of_words(query.words)
        scores = {name: field.scores(keys[FIELDS[name]]) for name, field in self._fields.items()}
        scores["dense"] = self._dense_scores(query.text, scores)
        selves = {
            name: field.self_score(keys[FIELDS[name]]) for name, field in self._fields.items()
        }
        likeness = self._likeness(query)
        scores["expansion"] = self._expansion_scores(likeness, scores, selves)
        return Channels(scores, selves, likeness)

    def relevance(self, query: Query | str, texts: Sequence[str]) -> list[float]:
        """Return how well each text answers to the words of a query, 0..1.

        Args:
            query: A question made ready, or plain words.
            texts: Short texts such as sentences; they need not be in the index.

        Returns:
            For each text its lexical scores (same keys, idf and shares as in `retrieve`) divided by
            the query's self-score.
        """
        sought = plain_query(query) if isinstance(query, str) else query
        keys = keys_of_words(sought.words)
        weighed = {kind: self._fields[kind].weighed(keys[kind]) for kind in LEXICAL}
        whole = self._lexical_mean(lambda _, kind: sum(weighed[kind].values()))
        if not whole:
            return [0.0] * len(texts)
        judged = []
        for text in texts:
            score = self._lexical_mean(_scorer(text_keys(text), weighed))
            judged.append(round(min(1.0, score / whole), DECIMALS))
        return judged

    def rarity(self, stem: str) -> float:
        """Return how rare a stem is among the questions, or passages without any, 0..1."""
        field = self._expansion.stems if self._expansion else self._fields["stems"]
        return field.idf(stem) / (field.idf("") or 1.0)

    def answered_likeness(self, text: str) -> AnsweredLikeness | None:
        """Return how alike a question is to those known to be answered or not, None without any."""
        return self._answered.likeness(text) if self._answered else None

    def self_score(self, query: Query | str) -> float:
        """Return the lexical score of a passage that would hold every key of the query once."""
        sought = plain_query(query) if isinstance(query, str) else query
        keys = keys_of_words(sought.words)
        return self._lexical_mean(lambda field, kind: field.self_score(keys[kind]))

    def terms(self, query: Query | str) -> tuple[str, ...]:
        """Return the stems that a query is searched with, in its own order."""
        sought = plain_query(query) if isinstance(query, str) else query
        return tuple(keys_of_words(sought.words)["stems"])

    def close(self) -> None:
        """Give up the files; the index is not used afterwards."""
        self.dense.close()
        if self._held is not None:
            self._held.close()
            self._held = None

    def _lexical_mean(self, score: Callable[[LexicalField, str], float]) -> float:
        return sum(WEIGHTS[kind] * score(self._fields[kind], kind) for kind in LEXICAL)

    def _likeness(self, query: Query) -> Floats:
        """How much of the question each question beside a passage holds."""
        if self._expansion is None:
            return np.zeros(0, np.float32)
        return self._expansion.likeness(keys_of_words(query.asked)["stems"])

    def _expansion_scores(
        self, likeness: Floats, channels: Mapping[str, Floats], selves: Mapping[str, float]
    ) -> Floats:
        """Likeness to the questions beside each passage; its text stands in where there are none.

        Else a document with questions would hide all others. Without any questions nothing is
        said.
        """
        if self._expansion is None:
            return np.zeros(len(self._passages), np.float32)
        scores = self._expansion.by_passage(likeness, len(self._passages))
        bare = ~self._expansion.has_questions(len(self._passages))
        for name in LEXICAL if bare.any() else ():
            share = np.float32(WEIGHTS[name] / (selves[name] or 1.0))
            scores[bare] += share * channels[name][bare]
        return scores

    def _dense_scores(self, text: str, lexical: Mapping[str, Floats]) -> Floats:
        scores = np.zeros(len(self._passages), np.float32)
        vector = self._query_vector(text)
        if vector is None or not vector.any():
            return scores
        by_words = self._best(fused({name: lexical[name] for name in LEXICAL}), LEXICAL_CANDIDATES)
        rows = np.union1d(self.dense.candidates(vector), np.array(by_words, np.int64))
        scores[rows] = self.dense.scores(rows, vector)
        return scores

    def _query_vector(self, text: str) -> Floats | None:
        if self._embeddings is None:
            return None
        try:
            vector = np.asarray(self._embeddings.embed_query(text), np.float32)
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


def damaged(directory: Path, error: Exception) -> DamagedIndex:
    """Return the error that says an index is damaged, and how."""
    return DamagedIndex(
        f"De index in {directory} is beschadigd ({str(error).partition(chr(10))[0]}); "
        f"bouw de index opnieuw met `dossierwijzer ingest`."
    )


def _scorer(own: Keys, weighed: Keys) -> Callable[[LexicalField, str], float]:
    return lambda field, kind: field.score_of_weighed(own[kind], weighed[kind])
