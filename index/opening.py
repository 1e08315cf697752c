"""Opening an index: the current generation of a data directory, or one by its directory."""

from contextlib import ExitStack
from pathlib import Path

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from index.answered_field import load_answered
from index.dense import open_dense
from index.embeddings import embeddings_named
from index.expansion_field import load_expansion
from index.generation import (
    ANSWERED,
    EXPANSION,
    LSA,
    VOCABULARY,
    DamagedIndex,
    Generation,
    current_directory,
    hold,
    read_generation,
)
from index.lexical import load_field
from index.passage_file import PassageFile
from index.providers import Access
from index.store import FIELDS, Index, OwnFiles, damaged
from index.vocabulary import load_vocabulary
from ingest.errors import ProviderFailure

Floats = npt.NDArray[np.float32]


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
        parts, vectors = _parts(directory)
        embeddings = _embeddings(parts.generation, access)
        dense = open_dense(vectors, parts.passages.ids, directory)
        undo.pop_all()
    return Index(parts, dense, embeddings, held)


def _parts(directory: Path) -> tuple[OwnFiles, Floats]:
    """Open what our own files hold, and check that it fits together."""
    try:
        generation = read_generation(directory)
        passages = PassageFile(directory)
        fields = {name: load_field(directory / "lexical" / name) for name in FIELDS}
        expansion = load_expansion(directory / EXPANSION, directory / LSA)
        answered = load_answered(directory / ANSWERED)
        vocabulary = load_vocabulary(directory / VOCABULARY)
        vectors = np.asarray(np.load(directory / "vectors.npy", mmap_mode="r"))
        lengths = {len(passages), len(vectors), *(len(field) for field in fields.values())}
        if lengths != {generation.passages} or vectors.shape[1] != generation.dimensions:
            raise ValueError(f"aantallen verschillen: {sorted(lengths)}")
        if (0 if expansion is None else len(expansion)) != generation.questions:
            raise ValueError(f"er horen {generation.questions} vragen bij")
        return OwnFiles(generation, passages, fields, expansion, answered, vocabulary), vectors
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(directory, error) from error


def _embeddings(generation: Generation, access: Access | None) -> Embeddings | None:
    try:
        return embeddings_named(generation.embeddings, access, generation.directory / LSA)
    except ProviderFailure:
        return None
    except (OSError, ValueError) as error:
        raise DamagedIndex(
            f"De vectoren in {generation.directory} zijn beschadigd ({error}); "
            f"bouw de index opnieuw met `dossierwijzer ingest`."
        ) from error
