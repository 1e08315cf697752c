"""The one error tree of the project.

Every message says what was tried, what was found and what to do, in one line.

    DossierwijzerError
    ├── InputError            the user gave something that cannot be used     (exit code 2)
    │   ├── UnreadableFile    missing, empty, a directory, too large, broken
    │   ├── UnusableText      a file that opens but holds no usable text
    │   └── BadQuestion       an empty or endless question
    └── EnvironmentFailure    the machine or a service failed                 (exit code 3)
        ├── StorageFailure    disk full, read-only, damaged or missing index
        ├── IndexBusy         another process is writing the index
        ├── ParserFailure     the parsing child process died or ran out of time
        └── ProviderFailure   an embedding or chat provider is missing or down
"""


class DossierwijzerError(Exception):
    """Anything this program says to a person instead of showing a traceback."""

    exit_code = 3


class InputError(DossierwijzerError):
    """What the user gave cannot be used; the message says how to give it better."""

    exit_code = 2


class UnreadableFile(InputError):
    """A path that is missing, empty, a directory, too large, or of no known kind."""


class UnusableText(InputError):
    """A file that opens but holds no text to index (scanned, encrypted, wrong encoding)."""


class BadQuestion(InputError):
    """A question that is empty or far too long."""


class EnvironmentFailure(DossierwijzerError):
    """The machine or a service failed; the message says what to repair."""


class StorageFailure(EnvironmentFailure):
    """The data directory cannot be read or written, or what it holds is damaged."""


class IndexBusy(EnvironmentFailure):
    """Another process holds the writer's lock."""


class ParserFailure(EnvironmentFailure):
    """The child process that parses files died, ran out of memory or out of time."""


class ProviderFailure(EnvironmentFailure):
    """An optional provider is not installed, not reachable or refuses."""
