"""Readers that behave badly, run by the tests of the sandbox in its child process."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from ingest.elements import GapLine, HeadingLine, ListLine, Reading, TableLine, TextLine
from ingest.errors import StorageFailure, UnreadableFile, UnusableText
from ingest.richtext import Mark, RichText


def echo(text):
    return Reading((TextLine(RichText(text)),), "flowing", "T", (("author", "A"),))


def size(data):
    return Reading((TextLine(RichText(str(len(data)))),), "flowing")


def every_kind(data):
    rich = RichText("een twee", (Mark(0, 3, "bold"), Mark(3, 3, "footnote", "1")))
    row = TableLine((rich, RichText("")), 3, True, True)
    heading = HeadingLine(rich, "1.2", 2, 4)
    return Reading(
        (heading, TextLine(rich, 4, True), ListLine(rich, 1, "a)"), row, GapLine(5)), "paged"
    )


def memory_hog(data):
    heap = []
    while True:
        heap.append(bytearray(16 * 1024**2))


def endless_loop(data):
    while True:
        pass


def sleeper(data):
    time.sleep(600)


def crash(data):
    os.abort()


def segfault(data):
    import ctypes

    ctypes.string_at(0)


def bug(data):
    return {}["nergens"]


def connects(data):
    socket.create_connection(("127.0.0.1", int(data)), timeout=2)
    return echo("verbonden")


def forks(data):
    subprocess.run(["true"], check=True)
    return echo("gestart")


def writes(data):
    Path(data.decode()).write_text("hier was ik")
    return echo("geschreven")


def environment(data):
    return echo(" ".join(sorted(os.environ)))


def babbles(data):
    return echo("x" * 3_000_000)


def floods(data):
    while True:
        sys.stdout.buffer.write(b"x" * 1024**2)


def lies(data):
    sys.stdout.write(
        '{"elements": [{"kind": "TextLine", "text": {"text": "a", "marks": []}}]} en meer'
    )
    sys.stdout.flush()
    os._exit(0)


def stretches(data):
    return Reading((TextLine(RichText("kort", (Mark(0, 99, "bold"),))),), "flowing")


def unusable(data):
    raise UnusableText("geen tekst: scan het bestand.")


def unreadable(data):
    raise UnreadableFile("te oud: bewaar het opnieuw.")


def environment_error(data):
    raise StorageFailure("dit is niet de zaak van een lezer")
