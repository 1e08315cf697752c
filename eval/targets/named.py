"""From what a user calls a target to the target."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from eval.targets import first_paragraph, local
from ingest.errors import InputError

if TYPE_CHECKING:
    from assistant.documents.rebuild import Reporter
    from assistant.settings import Settings
    from eval.targets.target import Target

IN_PROCESS: "dict[str, Callable[[Settings, Reporter], Target]]" = {
    local.NAME: local.open_local,
    first_paragraph.NAME: first_paragraph.open_first_paragraph,
}


def target_named(
    words: str, settings: "Settings", reporter: "Reporter", key: str | None = None
) -> "Target":
    """Return the target of a name or an address.

    Args:
        words: "local", "first-paragraph", or the http(s) address of a running server.
        settings: For what answers in this process.
        reporter: Hears when an index is built.
        key: Bearer key for a server, None when it asks for none.

    Raises:
        InputError: There is no such target, or its address cannot be used.
        StorageFailure: There is no usable index and none can be built.
        ProviderFailure: The embedding that the settings name is not there.
    """
    name = words.strip()
    if name in IN_PROCESS:
        return IN_PROCESS[name](settings, reporter)
    if "://" in name:
        from eval.targets.server import ServerTarget

        return ServerTarget(name, key)
    raise InputError(
        f"{words[:80]!r} is geen doel. Geef {', '.join(IN_PROCESS)} of het adres van een server, "
        "bijvoorbeeld http://127.0.0.1:8000."
    )
