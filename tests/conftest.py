"""What several test files share: the shipped dossier, parsed once, and children that start fast."""

import os
import shutil
import tempfile

import pytest
from hypothesis import settings

from ingest.document import Document
from ingest.passage import Passage
from ingest.passages import passages_of
from ingest.shipped import shipped_dossier

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
