"""The questions beside passages as a field of their own: a question asked finds its like.

Each question is a short text with its own BM25 score and its own place in the space that was fitted
on the corpus; it points to a passage and a sentence of it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.counts import count_words
from index.hit import MatchedQuestion
from index.lexical import LexicalField, load_field, save_field, weigh
from index.lsa import LsaEmbeddings, load_lsa
from ingest.expansion import ExpansionQuestion, QuestionLanguage

# How many of the questions that resemble most speak for their passages, and what each further one
# of a passage weighs against the one before it.
LIKE = 100
ABOUT_AS_MUCH = 0.4
FURTHER = 0.3
DECIMALS = 6

_TEXTS = "questions.txt"
_PLACES = "places.npy"
_VECTORS = "vectors.npy"
_LANGUAGES: tuple[QuestionLanguage, ...] = ("nl", "en", "fr")

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ExpansionField:
    """Questions and where they point.

    Attributes:
        stems: BM25 of the stems of the questions; n-grams add nothing where so many ways of asking
            stand side by side.
        places: Passage row, sentence (0 for the whole passage) and language of each question,
            those of a passage one after another.
        vectors: Unit vector of each question.
        texts: The questions.
        space: Makes the vector of a question asked.
    """

    stems: LexicalField
    places: npt.NDArray[np.int32]
    vectors: Floats
    texts: Sequence[str]
    space: LsaEmbeddings

    def __len__(self) -> int:
        """Return the number of questions."""
        return len(self.places)

    def likeness(self, stems: Mapping[str, float]) -> Floats:
        """Return how much of a question each of these holds, 0..1.

        Args:
            stems: The stems of the question asked, with their weights.
        """
        whole = np.float32(self.stems.self_score(stems) or 1.0)
        shares: Floats = np.minimum(self.stems.scores(stems) / whole, np.float32(1))
        return shares

    def by_passage(self, likeness: Floats, passages: int) -> Floats:
        """Return for each of so many passages how well its questions resemble, at least 0.

        The best question of a passage counts whole, each further one much less.
        """
        scores = np.zeros(passages, np.float32)
        seen: Counter[int] = Counter()
        for place in self._most_like(likeness):
            row = int(self.places[place, 0])
            scores[row] += likeness[place] * np.float32(FURTHER ** seen[row])
            seen[row] += 1
        return scores

    def has_questions(self, passages: int) -> npt.NDArray[np.bool_]:
        """Return for each of so many passages whether there are questions beside it."""
        found = np.zeros(passages, bool)
        found[self.places[:, 0]] = True
        return found

    def matched(
        self, text: str, likeness: Floats, rows: Sequence[int]
    ) -> Mapping[int, tuple[MatchedQuestion, ...]]:
        """Return for each of `rows` the question that resembles most, for each of its sentences.

        Args:
            text: The question asked.
            likeness: What `likeness` gave for it.
            rows: Passages.
        """
        vector = self.space.vector(text)
        starts, ends = (
            np.searchsorted(self.places[:, 0], rows, side) for side in ("left", "right")
        )
        return {
            row: self._matched_between(int(start), int(end), likeness, vector)
            for row, start, end in zip(rows, starts, ends, strict=True)
        }

    def _matched_between(
        self, start: int, end: int, likeness: Floats, vector: Floats
    ) -> tuple[MatchedQuestion, ...]:
        """For each sentence among these questions the one most like the question asked."""
        words = likeness[start:end]
        meaning = np.maximum(self.vectors[start:end] @ vector, 0)
        best: dict[int, MatchedQuestion] = {}
        for place in np.argsort(-(words + meaning), kind="stable").tolist():
            _, sentence, language = self.places[start + place].tolist()
            if sentence not in best:
                best[sentence] = MatchedQuestion(
                    sentence,
                    _LANGUAGES[language],
                    round(float(words[place]), DECIMALS),
                    round(float(meaning[place]), DECIMALS),
                    self.texts[start + place],
                )
        return tuple(best.values())

    def _most_like(self, likeness: Floats) -> list[int]:
        """Return the questions that resemble about as much as the best, best first.

        Ties are in the order of the table.
        """
        best = likeness.max(initial=0.0)
        places = np.flatnonzero((likeness >= best * np.float32(ABOUT_AS_MUCH)) & (likeness > 0))
        ordered = places[np.argsort(-likeness[places], kind="stable")]
        return [int(place) for place in ordered[:LIKE]]


def save_expansion(
    questions: Sequence[ExpansionQuestion],
    row_of: Mapping[str, int],
    space: LsaEmbeddings,
    directory: Path,
) -> None:
    """Write the field into a directory that is made.

    Args:
        questions: Those that belong to passages of the index, at least one.
        row_of: Row of each passage by id.
        space: The space that was fitted on the corpus.
        directory: Where `load_expansion` will look.
    """
    directory.mkdir(parents=True)
    ordered = sorted(questions, key=lambda question: row_of[question.passage])
    words = count_words(question.text for question in ordered)
    save_field(weigh(words.keyed("stems")), directory / "stems")
    places = [
        (row_of[one.passage], one.sentence, _LANGUAGES.index(one.language)) for one in ordered
    ]
    np.save(directory / _PLACES, np.asarray(places, np.int32))
    np.save(directory / _VECTORS, np.stack([space.vector(one.text) for one in ordered]))
    (directory / _TEXTS).write_text("\n".join(one.text for one in ordered), encoding="utf-8")


def load_expansion(directory: Path, space: Path) -> ExpansionField | None:
    """Open the field, None when the index has no questions.

    Args:
        directory: Where `save_expansion` wrote.
        space: Directory of the space that was fitted on the corpus.

    Raises:
        OSError: A file is missing or cut off.
        ValueError: A file is not what its name says, or the arrays do not fit together.
    """
    if not directory.exists():
        return None
    stems = load_field(directory / "stems")
    places, vectors = (
        np.asarray(np.load(directory / name, mmap_mode="r")) for name in (_PLACES, _VECTORS)
    )
    texts = (directory / _TEXTS).read_text(encoding="utf-8").split("\n")
    if not len(texts) == len(places) == len(vectors) == len(stems):
        raise ValueError(f"{directory.name}: {len(texts)} vragen passen niet bij hun plaatsen")
    return ExpansionField(stems, places, vectors, texts, load_lsa(space))
