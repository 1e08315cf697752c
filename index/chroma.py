"""The only file that imports chromadb: an embedded collection of unit vectors by passage id.

Embedded on purpose: Chroma's HTTP server has a known remote-code-execution hole and ignores its
authentication settings, so this program never starts it and nobody should.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ingest.errors import StorageFailure

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection

COLLECTION = "passages"
BATCH = 5_000
# With a search width of at least the collection's size the graph search is exact; above it, this
# width finds 99.5 % of the 100 true neighbours among 100,000 LSA vectors (16 neighbours: 98.7 %).
SEARCH_WIDTH = 1_000
BUILD_WIDTH = 100
NEIGHBOURS = 24
SAMPLED_AT_OPENING = 8

Floats = npt.NDArray[np.float32]


class ChromaVectors:
    """An open collection; only this program's own writer ever adds to it, and only once."""

    def __init__(self, client: "Client", collection: "Collection") -> None:
        """Take a client and its one collection; `close` gives both up."""
        self._client = client
        self._collection = collection

    def __len__(self) -> int:
        """Return the number of vectors."""
        with _storage_errors("tellen"):
            return int(self._collection.count())

    def nearest(self, vectors: Floats, limit: int) -> list[list[str]]:
        """Return the ids nearest to each vector, best first.

        Args:
            vectors: Unit vectors, one a row.
            limit: How many ids for each, at most.
        """
        with _storage_errors("doorzoeken"):
            found = self._collection.query(query_embeddings=vectors, n_results=limit, include=[])
        return found["ids"]

    def stored(self) -> Iterator[tuple[list[str], Floats]]:
        """Yield every id and vector, in batches."""
        for offset in range(0, len(self), BATCH):
            with _storage_errors("lezen"):
                batch = self._collection.get(include=["embeddings"], limit=BATCH, offset=offset)
            yield batch["ids"], np.asarray(batch["embeddings"], np.float32)

    def remove(self, ids: Sequence[str]) -> None:
        """Take vectors out of the collection (to try what depends on them)."""
        with _storage_errors("wissen"):
            self._collection.delete(ids=list(ids))

    def close(self) -> None:
        """Give up the files; the client of one path is shared, so close each exactly once."""
        with _storage_errors("sluiten"):
            self._client.close()


def create_chroma(
    directory: Path, ids: Sequence[str], vectors: Floats, progress: Callable[[float], None]
) -> None:
    """Write a collection into `directory`, which is made.

    Args:
        directory: A new directory.
        ids: Unique ids, one per vector.
        vectors: Unit vectors, one a row.
        progress: Told the share written, 0..1.

    Raises:
        StorageFailure: Chroma cannot write there.
    """
    directory.mkdir(parents=True)
    # One synchronisation, at the last vector: an index left in the log is rebuilt at each opening.
    settings: CreateHNSWConfiguration = {
        "space": "cosine",
        "ef_construction": BUILD_WIDTH,
        "max_neighbors": NEIGHBOURS,
        "ef_search": SEARCH_WIDTH,
        "sync_threshold": max(2, len(ids)),
    }
    with _storage_errors("aanmaken"):
        client = _client(directory)
        try:
            collection = client.create_collection(
                COLLECTION,
                embedding_function=None,
                configuration={"hnsw": settings},
            )
            for start in range(0, len(ids), BATCH):
                part = slice(start, start + BATCH)
                collection.add(ids=list(ids[part]), embeddings=vectors[part])
                progress(min(1.0, (start + BATCH) / len(ids)))
        finally:
            client.close()


def open_chroma(directory: Path) -> ChromaVectors:
    """Open the collection in `directory`.

    Raises:
        StorageFailure: Missing, read-only or damaged.
    """
    if not (directory / "chroma.sqlite3").is_file():
        raise StorageFailure(f"De vectorindex {directory} ontbreekt; bouw de index opnieuw.")
    with _storage_errors("openen"):
        client = _client(directory)
        try:
            collection = client.get_collection(COLLECTION, embedding_function=None)
        except BaseException:
            client.close()
            raise
    return ChromaVectors(client, collection)


def _client(directory: Path) -> "Client":
    import chromadb
    from chromadb.api.client import Client
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    client = chromadb.PersistentClient(str(directory), settings=quiet)
    if not isinstance(client, Client):
        raise TypeError(f"onverwachte soort {type(client).__name__}")
    return client


@contextmanager
def _storage_errors(doing: str) -> Iterator[None]:
    """Map what Chroma raises to our own error.

    A closed client raises AttributeError. The Rust part panics on damaged files with an exception
    that cannot be imported and is no `Exception`, so it is recognised by its module.
    """
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageFailure(
            f"Chroma laat zich niet {doing} ({_line(error)}); "
            f"controleer of er plaats is op de schijf en bouw de index opnieuw."
        ) from error
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise StorageFailure(
            f"Chroma is beschadigd ({_line(error)}); bouw de index opnieuw."
        ) from error


def _line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")[:200]
