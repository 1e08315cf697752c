"""The code, the data and the settings that make an answer, as one hash: same hash, same answers.

The index has its own id; together they tell whether an answer kept earlier still holds.
"""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.documents.sources_hash import package_files

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
        for path, content in package_files(package, _ENDINGS):
            digest.update(f"{path}\0{len(content)}\0".encode())
            digest.update(content)
    for name in _SETTINGS:
        digest.update(f"{name}\0{getattr(settings, name)}\0".encode())
    return digest.hexdigest()
