"""The code, the data and the settings that make an answer, as one hash: same hash, same answers.

The index has its own id; together they tell whether an answer kept earlier still holds.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.settings import Settings

# Everything that takes part in answering.
ANSWERING = ("ingest", "index", "assistant", "prompts")
_ENDINGS = (".py", ".toml", ".tsv", ".txt", ".json", ".jsonl", ".md")
# Settings of which another value may give another answer; where the data lie is none of them.
_SETTINGS = ("embeddings", "embeddings_address", "question_limit")


def program_hash(settings: "Settings", packages: Sequence[str] = ANSWERING) -> str:
    """Return a hash of the files of `packages` and of the settings that change answers.

    Args:
        settings: With which it answers; secrets stay out.
        packages: Dotted names of packages, taken with all their folders.
    """
    digest = hashlib.sha256()
    for package in packages:
        for part in _parts(_contents(files(package), package)):
            digest.update(part)
    for name in _SETTINGS:
        digest.update(f"{name}\0{getattr(settings, name)}\0".encode())
    return digest.hexdigest()


def _parts(contents: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    for path, content in contents:
        yield f"{path}\0{len(content)}\0".encode()
        yield content


def _contents(folder: Traversable, place: str) -> Iterator[tuple[str, bytes]]:
    for child in sorted(folder.iterdir(), key=lambda one: one.name):
        path = f"{place}/{child.name}"
        if child.is_file() and child.name.endswith(_ENDINGS):
            yield path, child.read_bytes()
        elif child.is_dir() and not child.name.startswith((".", "__pycache__")):
            yield from _contents(child, path)
