"""Runs a reader of hostile files in a child process with limits; takes back only checked data.

The child (`ingest.sandbox_child`) starts clean: its own session, an almost empty environment, no
descriptors but its three streams. What it writes is JSON that is validated here, never pickled.
"""

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import IO

from ingest import errors
from ingest.elements import Reading
from ingest.errors import InputError, ParserFailure, UnreadableFile

_ADVICE = "bewaar het bestand opnieuw of splits het, en probeer nog eens"
_LONGEST_MESSAGE = 500


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may use.

    Attributes:
        memory: Bytes of address space.
        seconds: Seconds of processor time, and of time by the clock.
        input_bytes: Bytes of the file.
        output_bytes: Bytes the child may write.
        characters: Characters of text that may come out.
    """

    memory: int = 512 * 1024**2
    seconds: int = 30
    input_bytes: int = 25 * 1024**2
    output_bytes: int = 64 * 1024**2
    characters: int = 2_000_000


def run_limited(
    reader: str, payload: bytes, text: bool = False, limits: Limits | None = None
) -> Reading:
    """Run a reader in a child process.

    Args:
        reader: "module:function"; the function takes the payload and returns a `Reading`.
        payload: The file.
        text: Whether the function takes characters; the payload is then UTF-8.
        limits: What it may use.

    Returns:
        What the reader returned.

    Raises:
        InputError: The very kind the reader raised, or UnreadableFile for too much in or out.
        ParserFailure: When the child died, ran out of memory or time, or wrote something else.
    """
    limits = limits or Limits()
    if len(payload) > limits.input_bytes:
        most = limits.input_bytes // 1024**2
        raise UnreadableFile(f"het bestand is groter dan {most} MB: splits het.")
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as log,
    ):
        given.write(payload)
        given.seek(0)
        status = _run(_command(reader, text, limits), (given, out, log), limits)
        if status != 0:
            log.seek(0)
            raise ParserFailure(_cause(status, log.read(20_000), limits))
        out.seek(0)
        return _checked(out.read(limits.output_bytes + 1))


def _command(reader: str, text: bool, limits: Limits) -> list[str]:
    numbers = (limits.memory, limits.seconds, limits.output_bytes, limits.characters)
    python = [sys.executable, "-P", "-B", "-X", "utf8", "-m", "ingest.sandbox_child"]
    return [*python, reader, "text" if text else "bytes", *map(str, numbers)]


def _run(
    command: list[str], streams: tuple[IO[bytes], IO[bytes], IO[bytes]], limits: Limits
) -> int:
    given, out, log = streams
    # Nothing else of our environment: it may hold keys.
    places = os.pathsep.join(os.path.abspath(place) for place in sys.path)  # noqa: PTH100
    child = subprocess.Popen(
        command,
        stdin=given,
        stdout=out,
        stderr=log,
        env={"PYTHONPATH": places, "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        return child.wait(timeout=limits.seconds)
    except subprocess.TimeoutExpired as error:
        raise ParserFailure(_too_slow(limits)) from error
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _too_slow(limits: Limits) -> str:
    return f"het lezen duurde langer dan {limits.seconds} seconden en is gestopt: {_ADVICE}."


def _cause(status: int, complaint: bytes, limits: Limits) -> str:
    if status == -signal.SIGXCPU:
        return _too_slow(limits)
    if status == -signal.SIGKILL:
        return f"het lezen is door het systeem gestopt (te weinig geheugen?): {_ADVICE}."
    if b"MemoryError" in complaint or b"bad_alloc" in complaint:
        most = limits.memory // 1024**2
        return f"het lezen vroeg meer dan {most} MB geheugen en is gestopt: {_ADVICE}."
    last = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2]
    name = last.partition(":")[0].rpartition(".")[2]
    what = f"signaal {-status}" if status < 0 else name if name.isidentifier() else f"code {status}"
    return f"de lezer van het bestand is onverwacht gestopt ({what}): {_ADVICE}."


def _checked(output: bytes) -> Reading:
    from ingest.reading_json import child_answer

    try:
        answer = child_answer(output)
        reading = answer.reading()
    except ValueError as error:
        raise ParserFailure(
            f"de lezer van het bestand gaf een onbruikbaar antwoord: {_ADVICE}."
        ) from error
    if not answer.error:
        return reading
    kind = getattr(errors, answer.error, None)
    message = " ".join(answer.message.split())[:_LONGEST_MESSAGE]
    if isinstance(kind, type) and issubclass(kind, InputError | ParserFailure):
        raise kind(message)
    raise ParserFailure(f"de lezer van het bestand is onverwacht gestopt: {_ADVICE}.")
