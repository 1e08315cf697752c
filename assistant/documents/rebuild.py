"""The writer's side: parse, build, publish, and only then let the library hold the new files.

Everything happens under one lock; whatever goes wrong, the library and the index in use stay.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.documents import library
from assistant.documents.library import LibraryEntry
from assistant.documents.question_tables import questions_beside, table_of
from assistant.documents.sources_hash import sources_hash
from assistant.settings import Settings
from ingest.address import SHIPPED
from ingest.document import Document
from ingest.edition import AddressChange, compare_editions
from ingest.errors import IndexBusy, InputError, ParserFailure, StorageFailure, UnusableText
from ingest.expansion import ExpansionQuestion
from ingest.passage import Passage

if TYPE_CHECKING:
    from index.generation import Generation
    from index.providers import Access

REFUSE_AFTER_SECONDS = 0.5


class Reporter(Protocol):
    """What hears how a build goes on."""

    def announce(self, text: str) -> None:
        """Hear a whole sentence."""

    def __call__(self, step: str, share: float) -> None:
        """Hear which step is at hand ("read" or one of `index.build.STEPS`), and how far it is.

        Args:
            step: Stable name.
            share: Share of the reading, or of the building, that is done, 0..1.
        """


@dataclass(frozen=True, slots=True)
class IngestedDocument:
    """A document as an ingest leaves it.

    Attributes:
        document: The parsed document.
        passages: Its passages.
        file_name: Name of the file it came from, "" for the shipped dossier.
        given: Whether this ingest was asked to add or renew it.
        changes: Fate of each address when it renews an earlier edition, else empty.
    """

    document: Document
    passages: tuple[Passage, ...]
    file_name: str = ""
    given: bool = False
    changes: tuple[AddressChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingest did: the new generation and every document in it."""

    generation: "Generation"
    documents: tuple[IngestedDocument, ...]


def rebuild(
    settings: Settings,
    reporter: Reporter,
    paths: Sequence[Path] = (),
    reason: str = "",
) -> Ingested:
    """Build and publish an index of the shipped dossier, the library and the files given.

    Args:
        settings: Where, and with which embedding.
        reporter: Hears how it goes on.
        paths: Files to add, or to renew when a document of that file name is there.
        reason: Why it is done, told as soon as it really starts.

    Raises:
        InputError: A file cannot be used; nothing has changed.
        IndexBusy: Another process is building.
        StorageFailure: The data directory cannot be written; nothing has changed.
    """
    _refuse_twins(paths)
    with writing(settings.data_directory, REFUSE_AFTER_SECONDS):
        if reason:
            reporter.announce(reason)
        return _rebuild(settings, reporter, paths)


def is_of_today(settings: Settings, generation: str) -> bool:
    """Return whether a generation was built from what is there now."""
    try:
        record = json.loads(_record(settings.data_directory).read_bytes())
        today = _sources(settings, library.list_documents(settings.data_directory))
    except (OSError, ValueError, StorageFailure):
        return False
    return bool(record == {"generation": generation, "sources": today})


def _rebuild(settings: Settings, reporter: Reporter, paths: Sequence[Path]) -> Ingested:
    directory = settings.data_directory
    entries = library.list_documents(directory)
    try:
        documents, listed = _documents(settings, reporter, paths, entries)
        generation = _build(settings, reporter, documents)
        library.publish(directory, listed)
    except BaseException:  # also Ctrl-C: copies that will not count must not stay behind
        library.sweep(directory, entries)
        raise
    with suppress(StorageFailure):  # a lost note only means one rebuild too many
        _write_record(settings, generation.id, listed)
    return Ingested(generation, tuple(documents))


def _documents(
    settings: Settings,
    reporter: Reporter,
    paths: Sequence[Path],
    entries: tuple[LibraryEntry, ...],
) -> tuple[list[IngestedDocument], tuple[LibraryEntry, ...]]:
    """Parse everything; return the documents and the library as it will be."""
    from ingest.shipped import shipped_dossier

    by_name = {SHIPPED: _as_ingested(shipped_dossier())}
    given = {path.name for path in paths}
    for entry in entries:
        try:
            by_name[entry.name] = _parsed(entry.original, entry.name, entry.file_name)
        except (InputError, ParserFailure) as error:
            if entry.file_name not in given:
                reporter.announce(f"{entry.file_name} doet niet mee: {error}")
    listed = {entry.name: entry for entry in entries}
    for done, path in enumerate(paths):
        reporter("read", done / len(paths))
        name = library.name_for(path.name, listed.values())
        found = replace(_parsed(path, name, path.name), given=True)
        twin = _twin(found, by_name)
        if twin is not None:
            by_name[twin] = replace(by_name[twin], given=True)
            reporter.announce(f"{path.name} heeft dezelfde tekst als {twin}; het is er al.")
            continue
        if name in by_name:
            changes = compare_editions(by_name[name].passages, found.passages)
            found = replace(found, changes=changes)
        by_name[name] = found
        listed[name] = library.keep_original(settings.data_directory, path, name)
    return list(by_name.values()), tuple(listed.values())


def _parsed(path: Path, name: str, file_name: str) -> IngestedDocument:
    from ingest.reading import read_file
    from ingest.structure import build_document

    return _as_ingested(build_document(name, read_file(path)), file_name)


def _as_ingested(document: Document, file_name: str = "") -> IngestedDocument:
    from ingest.passages import passages_of

    return IngestedDocument(document, passages_of(document), file_name)


def _twin(found: IngestedDocument, by_name: dict[str, IngestedDocument]) -> str | None:
    """Return the name of another document that says word for word the same."""
    texts = [passage.text for passage in found.passages]
    for name, other in by_name.items():
        if name != found.document.name and texts == [p.text for p in other.passages]:
            return name
    return None


def _build(
    settings: Settings, reporter: Reporter, documents: Sequence[IngestedDocument]
) -> "Generation":
    from index.build import build_generation
    from ingest.shipped import shipped_unanswered

    questions = _questions(settings.data_directory, reporter, documents)
    return build_generation(
        [one.document for one in documents],
        [passage for one in documents for passage in one.passages],
        settings.data_directory,
        settings.embeddings,
        reporter,
        embeddings_access(settings),
        questions,
        shipped_unanswered(),
    )


def _questions(
    data_directory: Path, reporter: Reporter, documents: Sequence[IngestedDocument]
) -> list[ExpansionQuestion]:
    """Return the questions beside all documents; those that no longer fit are told and left out."""
    found: list[ExpansionQuestion] = []
    for one in documents:
        name = one.document.name
        try:
            expansion = questions_beside(data_directory, name, one.passages)
        except UnusableText as error:
            reporter.announce(f"{error} {name} doet mee zonder vragen.")
            continue
        found += expansion.questions
        if expansion.changed:
            reporter.announce(
                f"{name}: {len(expansion.changed)} passages zijn veranderd sinds er vragen bij "
                f"geschreven zijn (zoals {expansion.changed[0]}); die vragen doen niet mee."
                + ("" if name == SHIPPED else " Nieuwe: `dossierwijzer ingest --expand`.")
            )
    return found


def embeddings_access(settings: Settings) -> "Access":
    """Return how the settings say the server of the embeddings is reached."""
    from index.providers import Access

    key = settings.embeddings_key
    return Access(settings.embeddings_address, key.get_secret_value() if key else None)


def _refuse_twins(paths: Sequence[Path]) -> None:
    names = [path.name for path in paths]
    for name in names:
        if names.count(name) > 1:
            raise InputError(
                f"Er zijn twee bestanden met de naam {name}. De naam onderscheidt documenten; "
                "geef er een een andere naam."
            )


@contextmanager
def writing(data_directory: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the right to change the library and the index.

    Raises:
        IndexBusy: Another process holds it.
        StorageFailure: The data directory cannot be made or written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(data_directory / "library.lock", timeout=wait_seconds)
    try:
        data_directory.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise IndexBusy(
            "Een ander proces bouwt op dit moment de index. Wacht tot het klaar is en probeer "
            "opnieuw."
        ) from error
    except OSError as error:
        raise StorageFailure(
            f"In de map {data_directory} kan niet geschreven worden ({library.cause_of(error)}). "
            "Kies met DOSSIERWIJZER_DATA een andere map of verhelp dit."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _sources(settings: Settings, entries: Sequence[LibraryEntry]) -> str:
    tables = (table_of(settings.data_directory, entry.name) for entry in entries)
    return sources_hash(entries, settings.embeddings, tables)


def _record(data_directory: Path) -> Path:
    return data_directory / "built-from.json"


def _write_record(settings: Settings, generation: str, entries: Sequence[LibraryEntry]) -> None:
    """Note what the index was built from, see `is_of_today`."""
    record = {"generation": generation, "sources": _sources(settings, entries)}
    library.write_safely(_record(settings.data_directory), json.dumps(record).encode())
