"""What an index was built from, as one hash: it tells whether the index is still of today.

`package_files` also serves whoever else hashes the program.
"""

import hashlib
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from assistant.documents.library import LibraryEntry

# The code and data that turn files into an index; another version is another index.
_PACKAGES = ("ingest", "index")
_ENDINGS = (".py", ".toml", ".txt", ".tsv", ".json", ".jsonl")


def sources_hash(
    entries: Iterable[LibraryEntry], embeddings: str, tables: Iterable[Path] = ()
) -> str:
    """Return a hash of the parser, the analyser, the shipped dossier and the added documents.

    Args:
        entries: The added documents.
        embeddings: Name of the embedding.
        tables: Where questions beside the documents are kept, if there are any.
    """
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for path, content in package_files(package, _ENDINGS):
            digest.update(f"{path}\0{len(content)}\0".encode())
            digest.update(content)
    for entry in entries:
        digest.update(f"{entry.name}\0{entry.file_name}\0{entry.sha256}\0".encode())
    digest.update(embeddings.encode())
    for table in tables:
        if table.is_file():
            digest.update(table.read_bytes())
    return digest.hexdigest()


def package_files(package: str, endings: tuple[str, ...]) -> Iterable[tuple[str, bytes]]:
    """Return path and content of the files of a package, its folders too, in a fixed order.

    Args:
        package: Its dotted name.
        endings: Which files, by how their names end.
    """
    return _contents(files(package), package, endings)


def _contents(
    folder: Traversable, place: str, endings: tuple[str, ...]
) -> Iterable[tuple[str, bytes]]:
    for child in sorted(folder.iterdir(), key=lambda one: one.name):
        path = f"{place}/{child.name}"
        if child.is_file() and child.name.endswith(endings):
            yield path, child.read_bytes()
        elif child.is_dir() and not child.name.startswith((".", "__pycache__")):
            yield from _contents(child, path, endings)
