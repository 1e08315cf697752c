"""An index of which parts are left out: it opens the same files and hears some of them not."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from eval.ablation.parts import Part
from index.answered_field import load_answered
from index.dense import open_dense
from index.embeddings import embeddings_named
from index.expansion_field import load_expansion
from index.generation import ANSWERED, EXPANSION, LSA, VOCABULARY, read_generation
from index.lexical import LexicalField, load_field
from index.passage_file import PassageFile
from index.store import FIELDS, Index, OwnFiles
from index.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True, slots=True)
class Places:
    """Where the generations of the dossier are that are measured.

    Attributes:
        whole: As the program builds it.
        bare: Built without the questions beside passages.
    """

    whole: Path
    bare: Path


class SilentField(LexicalField):
    """A lexical field in which nothing is found and nothing counts."""

    __slots__ = ()

    def idf(self, key: str) -> float:
        """Return 0: what is not heard weighs nothing, neither found nor missing."""
        return 0.0


class EveryWord(Vocabulary):
    """A vocabulary that knows every word, so that none is taken for a slip."""

    def __init__(self) -> None:
        """Hold nothing."""
        super().__init__(b"", b"", np.zeros((1, 2), np.int64))

    def __contains__(self, word: str) -> bool:
        """Know it."""
        return True


def open_partial_index(places: Places, part: Part) -> Index:
    """Open the index without a part.

    Args:
        places: Generations of the dossier.
        part: What is left out.
    """
    directory = places.whole if part.questions else places.bare
    files = _files(directory)
    if part.silent_keys:
        files = _silenced(files, part.silent_keys)
    if not part.unanswered:
        files = replace(files, answered=None)
    if "spelling" in part.steps:
        files = replace(files, vocabulary=EveryWord())
    vectors = np.asarray(np.load(directory / "vectors.npy", mmap_mode="r"))
    dense = open_dense(vectors, files.passages.ids, directory)
    embeddings = embeddings_named(files.generation.embeddings, None, directory / LSA)
    return Index(files, dense, embeddings)


def _files(directory: Path) -> OwnFiles:
    return OwnFiles(
        generation=read_generation(directory),
        passages=PassageFile(directory),
        fields={name: load_field(directory / "lexical" / name) for name in FIELDS},
        expansion=load_expansion(directory / EXPANSION, directory / LSA),
        answered=load_answered(directory / ANSWERED),
        vocabulary=load_vocabulary(directory / VOCABULARY),
    )


def _silenced(files: OwnFiles, kinds: tuple[str, ...]) -> OwnFiles:
    """Not hear kinds of key in passages, nor in the questions beside them."""
    fields = {
        name: _silent(field) if name in kinds else field for name, field in files.fields.items()
    }
    if files.expansion is None:
        return replace(files, fields=fields)
    if "stems" not in kinds:
        return replace(files, fields=fields)
    beside = replace(files.expansion, stems=_silent(files.expansion.stems))
    return replace(files, fields=fields, expansion=beside)


def _silent(field: LexicalField) -> SilentField:
    return SilentField(
        {}, field.starts, field.rows, field.weights, field.lengths, field.average_length
    )
