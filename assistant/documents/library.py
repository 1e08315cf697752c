"""The documents a user added: their originals, kept in the data directory for later rebuilds.

Layout: `documents/<name>/<hash><ending>` holds the bytes and `documents/library.json` says which
of them count. Only the replacement of that one file changes what the library holds, so a copy
that was never published is merely swept up later.
"""

import errno
import hashlib
import json
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from ingest.address import SHIPPED
from ingest.errors import InputError, StorageFailure
from ingest.slug import slug

# Why something cannot be written; other causes are told as the system words them.
_CAUSES = {
    errno.EACCES: "er is geen schrijfrecht",
    errno.EPERM: "er is geen schrijfrecht",
    errno.EROFS: "de schijf is alleen-lezen",
    errno.EEXIST: "op die plaats staat een bestand",
    errno.ENOTDIR: "op die plaats staat een bestand",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "het schijfquotum is bereikt",
}


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """One added document.

    Attributes:
        name: What its addresses start with.
        file_name: The file's own name when it was added; the same name again renews it.
        sha256: Hash of the bytes, in hexadecimal.
        original: Where the copy lies.
    """

    name: str
    file_name: str
    sha256: str
    original: Path


class _StoredEntry(BaseModel):
    name: str
    file_name: str
    sha256: str


class _StoredLibrary(BaseModel):
    format: int = 1
    documents: list[_StoredEntry] = []


def list_documents(data_directory: Path) -> tuple[LibraryEntry, ...]:
    """Return the added documents in the order in which they were first added.

    Raises:
        StorageFailure: The list is there but cannot be read.
    """
    path = _folder(data_directory) / "library.json"
    try:
        stored = _StoredLibrary.model_validate_json(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (OSError, ValidationError) as error:
        raise StorageFailure(
            f"De lijst van toegevoegde documenten {path} is onleesbaar. Zet ze terug van een "
            "reservekopie, of verwijder ze en voeg de documenten opnieuw toe met "
            "'dossierwijzer ingest'."
        ) from error
    return tuple(
        LibraryEntry(
            e.name, e.file_name, e.sha256, _original(data_directory, e.name, e.sha256, e.file_name)
        )
        for e in stored.documents
    )


def name_for(file_name: str, entries: Iterable[LibraryEntry]) -> str:
    """Return the document name for a file: that of the entry it renews, or a new unique slug."""
    entries = tuple(entries)
    for entry in entries:
        if entry.file_name == file_name:
            return entry.name
    return _unique(slug(Path(file_name).stem), {SHIPPED} | {e.name for e in entries})


def _unique(wanted: str, taken: Collection[str]) -> str:
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def keep_original(data_directory: Path, path: Path, name: str) -> LibraryEntry:
    """Copy a file into the library's folder without making it part of the library yet.

    Args:
        data_directory: Where the library is.
        path: The file to copy.
        name: The document's name, see `name_for`.

    Raises:
        StorageFailure: The copy could not be written.
        InputError: The file vanished or cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} is niet leesbaar: {error.strerror}.") from error
    digest = hashlib.sha256(content).hexdigest()
    original = _original(data_directory, name, digest, path.name)
    write_safely(original, content)
    return LibraryEntry(name, path.name, digest, original)


def publish(data_directory: Path, entries: Iterable[LibraryEntry]) -> None:
    """Make these the documents of the library, in one atomic step, and sweep up other copies.

    Raises:
        StorageFailure: The list could not be written; the library is as it was.
    """
    entries = tuple(entries)
    stored = _StoredLibrary(
        documents=[
            _StoredEntry(name=e.name, file_name=e.file_name, sha256=e.sha256) for e in entries
        ]
    )
    text = json.dumps(stored.model_dump(), ensure_ascii=False, indent=1)
    write_safely(_folder(data_directory) / "library.json", text.encode())
    sweep(data_directory, entries)


def sweep(data_directory: Path, entries: Iterable[LibraryEntry]) -> None:
    """Remove copies that the library does not list (a renewed edition, an ingest that failed)."""
    listed = {entry.original for entry in entries}
    for copy in _folder(data_directory).glob("*/*"):
        if copy not in listed:
            copy.unlink(missing_ok=True)
    for folder in _folder(data_directory).glob("*/"):
        if not any(folder.iterdir()):
            folder.rmdir()


def _folder(data_directory: Path) -> Path:
    return data_directory / "documents"


def _original(data_directory: Path, name: str, digest: str, file_name: str) -> Path:
    return _folder(data_directory) / name / f"{digest[:16]}{Path(file_name).suffix.lower()}"


def cause_of(error: OSError) -> str:
    """Return in a few Dutch words why the system would not write."""
    return _CAUSES.get(error.errno or 0, error.strerror or str(error))


def write_safely(path: Path, content: bytes) -> None:
    """Write a file that is whole or absent, also after a power cut.

    Raises:
        StorageFailure: It could not be written; what was there still is.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise StorageFailure(
            f"{path} is niet te schrijven ({cause_of(error)}). Maak plaats of schrijfrecht en "
            "probeer opnieuw; er is niets veranderd."
        ) from error
