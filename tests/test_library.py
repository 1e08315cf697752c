"""The documents a user added: names, copies, and one atomic list."""

from pathlib import Path

import pytest

from assistant.documents.library import (
    LibraryEntry,
    keep_original,
    list_documents,
    name_for,
    publish,
    sweep,
)
from ingest.errors import InputError, StorageFailure


def entry(name, file_name):
    return LibraryEntry(name, file_name, "0" * 64, Path("/geen"))


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("Nota Circus (2027).pdf", "nota-circus-2027"),
        ("Één crème.docx", "een-creme"),
        ("../../etc/passwd", "passwd"),
        ("dossier.txt", "dossier-2"),
        ("verslag.pdf", "verslag-2"),
        ("verslag.md", "verslag"),
    ],
)
def test_a_name_is_safe_and_its_own(file_name, name):
    assert name_for(file_name, [entry("verslag", "verslag.md")]) == name


def test_a_name_without_letters_still_gets_one():
    assert name_for("???.md", []).replace("-", "").isalnum()


def test_the_library_lists_what_was_published_with_its_bytes(tmp_path):
    original = tmp_path / "Nota.MD"
    original.write_bytes(b"inhoud")
    kept = keep_original(tmp_path / "data", original, "nota")
    assert list_documents(tmp_path / "data") == ()
    publish(tmp_path / "data", [kept])
    assert list_documents(tmp_path / "data") == (kept,)
    assert kept.original.read_bytes() == b"inhoud"
    assert kept.original.suffix == ".md"
    assert kept.original.parent.name == "nota"


def test_renewing_keeps_one_copy_and_only_after_publishing(tmp_path):
    source = tmp_path / "nota.md"
    source.write_bytes(b"oud")
    old = keep_original(tmp_path, source, "nota")
    publish(tmp_path, [old])
    source.write_bytes(b"nieuw")
    new = keep_original(tmp_path, source, "nota")
    assert list_documents(tmp_path) == (old,)
    assert old.original.read_bytes() == b"oud"
    publish(tmp_path, [new])
    assert [one.read_bytes() for one in new.original.parent.iterdir()] == [b"nieuw"]


def test_sweeping_removes_only_what_is_not_listed(tmp_path):
    source = tmp_path / "nota.md"
    source.write_bytes(b"inhoud")
    kept = keep_original(tmp_path, source, "nota")
    publish(tmp_path, [kept])
    stray = keep_original(tmp_path, source, "zwerver")
    sweep(tmp_path, list_documents(tmp_path))
    assert kept.original.exists()
    assert not stray.original.parent.exists()
    assert list_documents(tmp_path) == (kept,)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"documents": [{"name": 1}]}', b"\xff"])
def test_a_damaged_list_is_a_clear_failure(tmp_path, content):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "library.json").write_bytes(content)
    with pytest.raises(StorageFailure, match=r"library\.json"):
        list_documents(tmp_path)


def test_a_file_that_vanished_is_a_clear_mistake(tmp_path):
    with pytest.raises(InputError, match="weg"):
        keep_original(tmp_path, tmp_path / "weg.md", "weg")


def test_a_place_that_cannot_be_written_is_a_clear_failure(tmp_path):
    source = tmp_path / "nota.md"
    source.write_bytes(b"inhoud")
    (tmp_path / "documents").write_text("een bestand waar een map hoort")
    with pytest.raises(StorageFailure, match="er is niets veranderd"):
        keep_original(tmp_path, source, "nota")
