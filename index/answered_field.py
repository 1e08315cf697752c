"""Whether a question is more like those that are answered, or like those that are not.

Beside the passages stand questions that they answer; beside a whole dossier may stand questions
that it does not. All are compared with the question asked by the cosine of their TF-IDF weights
(Salton and Buckley, 1988) over stems and pairs of neighbouring words, question words and all: how
something is asked ("hoe vraag ik", "since when") tells as much as what is asked after.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.analysis import stems_of, words_of
from index.lexical import read_keys

# How many of the most alike questions of each sort are heard.
HEARD = 5
NEAR = 0.3
DECIMALS = 6

_ARRAYS = ("starts", "rows", "weights", "idf", "answered")

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class AnsweredLikeness:
    """How alike a question is to those known.

    Attributes:
        answered: Mean cosine with the five answered questions that are most alike, 0..1, rounded.
        unanswered: The most alike questions without an answer with their cosines, best first.
    """

    answered: float
    unanswered: tuple[tuple[str, float], ...]

    @property
    def mean_unanswered(self) -> float:
        """Mean cosine with the questions without an answer, 0..1."""
        cosines = [cosine for _, cosine in self.unanswered]
        return round(sum(cosines) / len(cosines), DECIMALS) if cosines else 0.0

    @property
    def nearest(self) -> float:
        """Cosine with the single most alike question without an answer, 0..1."""
        return self.unanswered[0][1] if self.unanswered else 0.0

    @property
    def example(self) -> str:
        """That question, "" when none is alike at all."""
        return self.unanswered[0][0] if self.nearest else ""


@dataclass(frozen=True, slots=True)
class AnsweredField:
    """Known questions as rows of a sparse matrix, by key.

    Attributes:
        keys: Place of each key in `starts`.
        starts: `starts[k]`..`starts[k + 1]` are the entries of key k.
        rows: Question of each entry.
        weights: TF-IDF weight of each entry; those of a question have length 1 together.
        idf: Rarity of each key.
        answered: How many questions are answered; their rows come first.
        unanswered: The others.
    """

    keys: Mapping[str, int]
    starts: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int32]
    weights: Floats
    idf: Floats
    answered: int
    unanswered: Sequence[str]

    def likeness(self, text: str) -> AnsweredLikeness:
        """Return how alike a question is to those that are answered and to those that are not."""
        cosines = np.zeros(self.answered + len(self.unanswered), np.float32)
        known = {
            self.keys[key]: 1 + math.log(count)
            for key, count in Counter(phrases_of(text)).items()
            if key in self.keys
        }
        weights = {place: often * float(self.idf[place]) for place, often in known.items()}
        length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
        for place in sorted(weights):
            entries = slice(self.starts[place], self.starts[place + 1])
            share = np.float32(weights[place] / length)
            cosines[self.rows[entries]] += self.weights[entries] * share
        others = cosines[self.answered :]
        near = np.flatnonzero(others >= others.max() * np.float32(NEAR))
        among = near if len(near) >= HEARD else np.arange(len(others))
        best = among[np.argsort(-others[among], kind="stable")[:HEARD]]
        return AnsweredLikeness(
            _mean_of_best(cosines[: self.answered]),
            tuple(
                (self.unanswered[row], round(float(others[row]), DECIMALS)) for row in best.tolist()
            ),
        )


def phrases_of(text: str) -> list[str]:
    """Return the stems of all words of a text and its pairs of neighbouring words."""
    words = words_of(text)
    stems = [stem for word in words for stem in stems_of(word)]
    return [*stems, *(f"{one} {other}" for one, other in pairwise(words))]


def save_answered(answered: Iterable[str], unanswered: Sequence[str], directory: Path) -> None:
    """Write the field into a directory that is made.

    Args:
        answered: Questions with an answer.
        unanswered: Questions without one, at least one.
        directory: Where `load_answered` will look.
    """
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    number_of: dict[str, int] = {}
    with_answer = [*answered]
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for text in (*with_answer, *unanswered):
        for key, count in Counter(phrases_of(text)).items():
            columns.append(number_of.setdefault(key, len(number_of)))
            values.append(1 + math.log(count))
        ends.append(len(columns))
    matrix = csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(number_of)))
    holding = np.bincount(matrix.indices, minlength=len(number_of))
    idf = np.log((1 + matrix.shape[0]) / (1 + holding)) + 1
    matrix = matrix.multiply(idf[np.newaxis, :]).tocsr()
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    by_key = matrix.multiply(1 / np.maximum(lengths, 1e-9)[:, np.newaxis]).tocsc()
    by_key.sort_indices()
    directory.mkdir(parents=True)
    (directory / "keys.txt").write_text("\n".join(number_of), encoding="utf-8")
    (directory / "unanswered.txt").write_text("\n".join(unanswered), encoding="utf-8")
    arrays = (
        by_key.indptr.astype(np.int64),
        by_key.indices.astype(np.int32),
        by_key.data.astype(np.float32),
        idf.astype(np.float32),
        np.array(len(with_answer), np.int64),
    )
    for name, array in zip(_ARRAYS, arrays, strict=True):
        np.save(directory / f"{name}.npy", array)


def load_answered(directory: Path) -> AnsweredField | None:
    """Open the field, None when no question without an answer is known.

    Raises:
        OSError: A file is missing or cut off.
        ValueError: A file is not what its name says, or the arrays do not fit together.
    """
    if not directory.exists():
        return None
    starts, rows, weights, idf, answered = (
        np.asarray(np.load(directory / f"{name}.npy", mmap_mode="r")) for name in _ARRAYS
    )
    keys = read_keys(directory / "keys.txt")
    unanswered = (directory / "unanswered.txt").read_text(encoding="utf-8").split("\n")
    if not len(keys) == len(idf) == len(starts) - 1 or {len(rows), len(weights)} != {starts[-1]}:
        raise ValueError(f"{directory.name}: {len(keys)} sleutels passen niet bij de gewichten")
    if len(rows) and rows.max() >= int(answered) + len(unanswered):
        raise ValueError(f"{directory.name}: er horen {len(unanswered)} vragen zonder antwoord bij")
    return AnsweredField(keys, starts, rows, weights, idf, int(answered), unanswered)


def _mean_of_best(cosines: Floats) -> float:
    count = min(HEARD, len(cosines))
    if not count:
        return 0.0
    # Partitioning thousands of zeros is most of the work; the best are nearly always among few.
    near = cosines[cosines >= cosines.max() * np.float32(NEAR)]
    among = near if len(near) >= count else cosines
    best = np.partition(among, len(among) - count)[len(among) - count :]
    return round(float(best.mean()), DECIMALS)
