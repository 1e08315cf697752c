"""What several test files share: the shipped dossier, parsed once."""

import pytest

from ingest.document import Document
from ingest.passage import Passage
from ingest.passages import passages_of
from ingest.shipped import shipped_dossier


@pytest.fixture(scope="session")
def dossier() -> Document:
    return shipped_dossier()


@pytest.fixture(scope="session")
def passages(dossier: Document) -> dict[str, Passage]:
    return {passage.id: passage for passage in passages_of(dossier)}
