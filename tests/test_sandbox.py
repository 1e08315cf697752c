"""The child process that reads hostile files: limits hold, errors come back, nothing leaks."""

import os
import socket
import time

import pytest
import sandboxed_readers

from ingest.errors import ParserFailure, UnreadableFile, UnusableText
from ingest.sandbox import Limits, run_limited

QUICK = Limits(seconds=3)


def run(name, payload=b"1", text=False, limits=QUICK):
    return run_limited(f"sandboxed_readers:{name}", payload, text, limits)


def test_what_a_reader_returns_comes_back_as_it_is():
    assert run("every_kind") == sandboxed_readers.every_kind(b"")
    assert run("echo", "één – “twee” 😀".encode(), text=True) == sandboxed_readers.echo(
        "één – “twee” 😀"
    )


def test_a_payload_of_megabytes_arrives_whole():
    assert run("size", bytes(5_000_000)).elements[0].text.text == "5000000"


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        ("unusable", UnusableText, "geen tekst: scan het bestand."),
        ("unreadable", UnreadableFile, "te oud: bewaar het opnieuw."),
    ],
)
def test_an_error_of_the_input_comes_back_as_its_own_kind(name, kind, message):
    with pytest.raises(kind) as caught:
        run(name)
    assert type(caught.value) is kind
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("memory_hog", "512 MB geheugen"),
        ("crash", "signaal 6"),
        ("segfault", "signaal 11"),
        ("bug", "KeyError"),
        ("forks", "PermissionError"),
        ("lies", "onbruikbaar antwoord"),
        ("stretches", "onbruikbaar antwoord"),
        ("environment_error", "onverwacht gestopt"),
        ("does_not_exist", "AttributeError"),
        ("floods", "onverwacht gestopt"),
    ],
)
def test_a_reader_that_dies_or_lies_is_a_parser_failure_in_one_line(name, words):
    with pytest.raises(ParserFailure, match=words) as caught:
        run(name, limits=Limits(seconds=8))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["endless_loop", "sleeper"])
def test_a_reader_that_takes_too_long_is_stopped(name):
    begin = time.monotonic()
    with pytest.raises(ParserFailure, match="langer dan 1 seconden"):
        run(name, limits=Limits(seconds=1))
    assert time.monotonic() - begin < 4


def test_a_reader_reaches_no_network_not_even_this_machine():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.2)
        with pytest.raises(ParserFailure, match="onverwacht gestopt"):
            run("connects", str(server.getsockname()[1]).encode())
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_reader_writes_no_files(tmp_path):
    with pytest.raises(ParserFailure):
        run("writes", os.fsencode(tmp_path / "spoor.txt"))
    assert list(tmp_path.iterdir()) == []


def test_a_reader_does_not_see_the_environment(monkeypatch):
    monkeypatch.setenv("GEHEIME_SLEUTEL", "x")
    assert "GEHEIME_SLEUTEL" not in run("environment").elements[0].text.text


def test_too_much_in_or_out_is_the_files_fault():
    with pytest.raises(UnreadableFile, match="splits"):
        run("size", bytes(2 * 1024**2), limits=Limits(input_bytes=1024**2))
    with pytest.raises(UnreadableFile, match="3000000 tekens"):
        run("babbles")


def test_a_reader_starts_within_a_second():
    seconds = []
    for _ in range(3):
        begin = time.monotonic()
        run("size")
        seconds.append(time.monotonic() - begin)
    assert min(seconds) < 1.0
