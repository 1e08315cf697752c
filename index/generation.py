"""A generation: one immutable index in its own directory, and the pointer to the current one.

    <data>/CURRENT                        name of the directory that answers
    <data>/writer.lock                    held by the one writer
    <data>/generations/g-<12 hex>[.n]/    manifest.json, passages, lexical/, expansion/,
                                          answered/, vocabulary/, lsa/, vectors, chroma/
    <data>/generations/.building-<pid>/   what a writer is making, or left when it was killed

The manifest names every file of ours with its size and hash. Chroma's files are not among them:
opening Chroma writes to them, so they are checked by content.
"""

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from index.analysis import analyser_hash
from ingest.errors import StorageFailure

FORMAT_VERSION = 5
CHROMA = "chroma"
EXPANSION = "expansion"
LSA = "lsa"
ANSWERED = "answered"
VOCABULARY = "vocabulary"
MANIFEST = "manifest.json"
POINTER = "CURRENT"
GENERATIONS = "generations"
UNFINISHED = ".building-"
# Files up to this size are hashed at each opening (about 1 ms a megabyte), larger ones measured.
HASHED_AT_OPENING = 8 * 1024 * 1024

_DIRECTORY_NAME = re.compile(r"g-[0-9a-f]{12}(\.\d+)?")
_AGAIN = "bouw de index opnieuw met `dossierwijzer ingest`"


class MissingIndex(StorageFailure):
    """There is no index yet; building one is the answer."""


class OutdatedIndex(StorageFailure):
    """The index was made by another version of the program; building it again is the answer."""


class DamagedIndex(StorageFailure):
    """Files of the index are missing or changed; building it again is the answer."""


@dataclass(frozen=True, slots=True)
class Generation:
    """What is known of an index without opening it.

    Attributes:
        id: "g-" and 12 hexadecimal digits, made of the texts, the settings and the analyser.
        directory: Where it stands.
        documents: Number of documents.
        passages: Number of passages.
        questions: Number of questions beside them.
        vectors: Number of passages with a vector (one without words has none).
        embeddings: Name of the embeddings ("lsa", "ollama:bge-m3").
        dimensions: Length of a vector.
        format_version: Version of the files.
        analyser: Hash of the text analysis.
    """

    id: str
    directory: Path
    documents: int
    passages: int
    questions: int
    vectors: int
    embeddings: str
    dimensions: int
    format_version: int
    analyser: str


def current_directory(data_directory: Path) -> Path:
    """Return the directory that `CURRENT` names.

    Raises:
        MissingIndex: There is no pointer.
        DamagedIndex: The pointer names nothing that exists.
    """
    pointer = data_directory / POINTER
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise MissingIndex(f"Er is nog geen index in {data_directory}; {_AGAIN}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedIndex(f"{pointer} is niet te lezen ({error}); {_AGAIN}.") from error
    directory = data_directory / GENERATIONS / name
    if not _DIRECTORY_NAME.fullmatch(name) or not directory.is_dir():
        raise DamagedIndex(f"{pointer} wijst naar {name[:40]!r}, dat er niet is; {_AGAIN}.")
    return directory


def write_manifest(generation: Generation) -> None:
    """Write the manifest of a finished directory, with size and hash of every file of ours."""
    facts = asdict(generation)
    del facts["directory"]
    files = _described(generation.directory, own_files(generation.directory))
    graph = _described(generation.directory, graph_files(generation.directory))
    text = json.dumps(facts | {"files": files, "graph": graph}, indent=1, sort_keys=True)
    (generation.directory / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_generation(directory: Path, thorough: bool = False) -> Generation:
    """Read the manifest of a directory and check the files against it.

    Args:
        directory: A generation's directory.
        thorough: Whether to hash large files too.

    Raises:
        OutdatedIndex: Made by another version of the program.
        DamagedIndex: A file is missing or is not what the manifest says.
    """
    try:
        facts = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        found, analyser = facts["format_version"], facts["analyser"]
        if found != FORMAT_VERSION or analyser != analyser_hash():
            raise OutdatedIndex(
                f"De index in {directory} is van een andere versie van het programma "
                f"(formaat {found}, hier {FORMAT_VERSION}); {_AGAIN}."
            )
        files = facts.pop("files")
        del facts["graph"]
        for name, expected in files.items():
            hashed = expected["size"] if thorough else HASHED_AT_OPENING
            _check_file(directory / name, expected["size"], expected["sha256"], hashed)
        return Generation(directory=directory, **facts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedIndex(f"De index in {directory} is beschadigd ({error}); {_AGAIN}.") from error


def own_files(directory: Path) -> list[Path]:
    """Return every file that is ours: all but the manifest and what Chroma keeps."""
    return sorted(
        path
        for path in directory.rglob("*")
        if path.is_file()
        and path.name != MANIFEST
        and path.relative_to(directory).parts[0] != CHROMA
    )


def graph_files(directory: Path) -> list[Path]:
    """Return the files of Chroma's search graph, which it only writes when vectors are added."""
    chroma = directory / CHROMA
    return sorted(path for path in chroma.glob("*/*") if path.is_file())


def graph_is_whole(directory: Path) -> bool:
    """Tell whether Chroma's graph is as it was written; opening a damaged one can end the process.

    Large files are only measured.
    """
    try:
        graph = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))["graph"]
        for name, expected in graph.items():
            _check_file(directory / name, expected["size"], expected["sha256"], HASHED_AT_OPENING)
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return True


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def point_to(data_directory: Path, directory: Path) -> None:
    """Make `directory` the current generation, in one step that survives a power cut."""
    pointer = data_directory / POINTER
    aside = data_directory / f"{POINTER}.{os.getpid()}"
    with aside.open("w", encoding="utf-8") as stream:
        stream.write(directory.name + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(pointer)
    flush(data_directory)


def flush(path: Path) -> None:
    """Ask the file system to keep a file's content, or the names in a directory."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def hold(directory: Path) -> BinaryIO | None:
    """Mark a generation as in use until the returned stream is closed.

    Works on read-only files and across processes; None where the file system has no locks.
    """
    try:
        stream = (directory / MANIFEST).open("rb")
    except OSError as error:
        raise DamagedIndex(f"De index in {directory} is niet te lezen; {_AGAIN}.") from error
    try:
        fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        stream.close()
        return None
    return stream


@contextmanager
def unused(directory: Path) -> Iterator[bool]:
    """Tell whether nobody holds a generation, keeping it so meanwhile."""
    try:
        stream = (directory / MANIFEST).open("rb")
    except FileNotFoundError:
        yield True
        return
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def _described(directory: Path, paths: list[Path]) -> dict[str, dict[str, int | str]]:
    return {
        str(path.relative_to(directory)): {"size": path.stat().st_size, "sha256": file_hash(path)}
        for path in paths
    }


def _check_file(path: Path, size: int, expected: str, hashed_up_to: int) -> None:
    found = path.stat().st_size
    if found != size:
        raise ValueError(f"{path.name} is {found} bytes lang in plaats van {size}")
    if size <= hashed_up_to and file_hash(path) != expected:
        raise ValueError(f"{path.name} heeft een andere inhoud dan toen de index gemaakt werd")
