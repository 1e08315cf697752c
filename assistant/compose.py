"""The composition root: settings in, an assistant on a good index out, built when need be."""

from typing import TYPE_CHECKING

from assistant.documents.rebuild import Reporter, embeddings_access, is_of_today, rebuild, writing
from assistant.settings import Settings
from ingest.errors import IndexBusy, ProviderFailure, StorageFailure

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from index.store import Index

NO_INDEX = "Er is nog geen index. Hij wordt nu gebouwd; dat duurt enkele seconden."
CHANGED = "Programma, dossier of instellingen zijn veranderd: de index wordt vernieuwd."
OTHER_BUILD_SECONDS = 120.0  # how long a first question waits for the build of another process


def open_assistant(settings: Settings, reporter: Reporter) -> "Assistant":
    """Return an assistant on a good index; builds the index when there is none of today.

    Raises:
        StorageFailure: There is no usable index and none can be built.
        ProviderFailure: The embedding that the settings name is not there.
    """
    from assistant.assistant import Assistant

    return Assistant(current_index(settings, reporter))


def current_index(settings: Settings, reporter: Reporter) -> "Index":
    """Return the index in use, renewed when the parser, the dossier or the settings changed.

    An index that is good but not of today still answers when it cannot be renewed.

    Raises:
        StorageFailure: There is no usable index and none can be built.
        ProviderFailure: There is no index and the embedding it needs is not there.
    """
    from index.generation import MissingIndex
    from index.opening import open_index

    directory = settings.data_directory
    try:
        index = open_index(directory, embeddings_access(settings))
    except MissingIndex:
        return _built_or_awaited(settings, reporter, NO_INDEX)
    except StorageFailure as failure:
        return _built_or_awaited(settings, reporter, f"{failure} Dat gebeurt nu vanzelf.")
    if is_of_today(settings, index.generation.id):
        return index
    try:
        rebuild(settings, reporter, reason=CHANGED)
    except (StorageFailure, IndexBusy, ProviderFailure) as failure:
        reporter.announce(f"Vernieuwen lukt niet: {failure} De vorige index antwoordt.")
        return index
    index.close()
    return open_index(directory, embeddings_access(settings))


def _built_or_awaited(settings: Settings, reporter: Reporter, reason: str) -> "Index":
    """Build the first index, or use the one that another process turns out to be building."""
    from index.opening import open_index

    directory, access = settings.data_directory, embeddings_access(settings)
    try:
        rebuild(settings, reporter, reason=reason)
    except IndexBusy:
        reporter.announce("Een ander proces is de index al aan het bouwen; even wachten.")
        with writing(directory, OTHER_BUILD_SECONDS):
            pass  # only waits; what the other made is usually good
        try:
            return open_index(directory, access)
        except StorageFailure:
            rebuild(settings, reporter, reason=reason)
    return open_index(directory, access)
