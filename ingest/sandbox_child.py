"""The child process of `ingest.sandbox`: limits itself, runs one reader, writes JSON.

Three layers, from firm to best effort: the system's limits on memory, time, files and processes;
a network namespace of its own where the system allows one; and an audit hook that refuses
sockets, programs and writing to files to Python code (native code is bound by the first two).
"""

import ctypes
import importlib
import json
import os
import sys
from dataclasses import fields

from ingest.elements import Reading
from ingest.errors import DossierwijzerError, UnreadableFile
from ingest.markup.element_texts import texts_of

_NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000
_REFUSED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "os.chown", "os.kill", "shutil.", "ftplib.", "http.client.", "urllib.", "smtplib.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main(arguments: list[str]) -> int:
    """Read the payload from standard input and write the answer to standard output.

    Args:
        arguments: Reader as "module:function", "text" or "bytes", then the limits: bytes of
            memory, seconds, bytes of output, characters of text.
    """
    reader, form = arguments[:2]
    memory, seconds, output_bytes, characters = (int(number) for number in arguments[2:6])
    _limit(memory, seconds, output_bytes)
    _leave_network()
    module, _, name = reader.partition(":")
    function = getattr(importlib.import_module(module), name)
    payload = sys.stdin.buffer.read()
    sys.addaudithook(_refuse)
    try:
        reading = function(payload.decode("utf-8") if form == "text" else payload)
        _check_length(reading, characters)
        answer = _answer(reading)
    except DossierwijzerError as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    return 0


def _limit(memory: int, seconds: int, output_bytes: int) -> None:
    """Set the limits of the system; one that it does not know is left to the parent's clock."""
    try:
        import resource
    except ImportError:
        return
    wanted = (
        ("RLIMIT_AS", memory), ("RLIMIT_DATA", memory), ("RLIMIT_CPU", seconds),
        ("RLIMIT_FSIZE", output_bytes), ("RLIMIT_CORE", 0), ("RLIMIT_NOFILE", 64),
    )  # fmt: skip
    for name, most in wanted:
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        _, hard = resource.getrlimit(kind)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # A second later at the hard limit: the signal at the soft one tells the parent what it was.
        last = bound + 1 if name == "RLIMIT_CPU" and hard == resource.RLIM_INFINITY else bound
        try:
            resource.setrlimit(kind, (bound, last))
        except (ValueError, OSError) as error:
            sys.stderr.write(f"{name}: {error}\n")


def _leave_network() -> None:
    """Move to an empty network namespace, where Linux allows that to ordinary users."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None:
        unshare(_NEW_USER_AND_NETWORK)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(f"a reader may not use {event}")
    if event == "open" and len(arguments) == 3:
        _, mode, flags = arguments
        writes = isinstance(mode, str) and set(mode) & set("wax+")
        if writes or (isinstance(flags, int) and flags & _WRITING):
            raise PermissionError("a reader may not write files")


def _check_length(reading: Reading, most: int) -> None:
    length = sum(len(text.text) for element in reading.elements for text in texts_of(element))
    if length > most:
        raise UnreadableFile(
            f"het bestand bevat {length} tekens, meer dan {most}: splits het en probeer opnieuw."
        )


def _answer(reading: Reading) -> dict[str, object]:
    return {
        "elements": [
            _plain(element) | {"kind": type(element).__name__} for element in reading.elements
        ],
        "layout": reading.layout,
        "title": reading.title,
        "metadata": reading.metadata,
    }


def _plain(value: object) -> dict[str, object]:
    """Return the fields of a dataclass, all the way down, with lists as JSON has them."""
    names = [one.name for one in fields(value)]  # type: ignore[arg-type]
    return {name: _value(getattr(value, name)) for name in names}


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return _plain(value) if hasattr(value, "__dataclass_fields__") else value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
