"""What several test files share: the shipped dossier, parsed once, and children that start fast."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from ingest.document import Document
from ingest.expansion import ExpansionQuestion
from ingest.passage import Passage
from ingest.passages import passages_of
from ingest.shipped import shipped_dossier, shipped_questions, shipped_unanswered

if TYPE_CHECKING:
    from index.store import Index

# In CI the same examples every time: a rare one is for whoever runs the tests to find, not for a
# change that has nothing to do with it.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_configure(config: pytest.Config) -> None:
    """Let child processes share their byte code where the environment forbids to keep any.

    Some fifty children import the same libraries; compiling those anew takes a second each.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None) and "PYTHONPYCACHEPREFIX" not in os.environ:
        os.environ["PYTHONPYCACHEPREFIX"] = tempfile.mkdtemp(prefix="dossierwijzer-bytecode-")
        place = os.environ["PYTHONPYCACHEPREFIX"]
        config.add_cleanup(lambda: shutil.rmtree(place, ignore_errors=True))


@pytest.fixture(scope="session")
def dossier() -> Document:
    return shipped_dossier()


@pytest.fixture(scope="session")
def passages(dossier: Document) -> dict[str, Passage]:
    return {passage.id: passage for passage in passages_of(dossier)}


@pytest.fixture(scope="session")
def questions(passages: dict[str, Passage]) -> tuple[ExpansionQuestion, ...]:
    """The questions that are shipped beside the passages of the dossier."""
    return shipped_questions(passages.values()).questions


@pytest.fixture(scope="session")
def dossier_index(
    dossier: Document,
    passages: dict[str, Passage],
    questions: tuple[ExpansionQuestion, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> "Iterator[Index]":
    """The index of the dossier as the program builds it, with all known questions; opened once."""
    from index.build import build_generation
    from index.opening import open_index

    place = tmp_path_factory.mktemp("dossier-index")
    build_generation(
        [dossier],
        [*passages.values()],
        place,
        questions=questions,
        unanswered=shipped_unanswered(),
    )
    index = open_index(place)
    yield index
    index.close()
