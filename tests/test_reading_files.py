"""From a path to a reading: the kind by its bytes, encodings, and every bad file in one line."""

import os
import stat

import pytest
import reading_samples as samples

from ingest.decoding import decoded
from ingest.elements import HeadingLine, TextLine
from ingest.errors import InputError, ParserFailure, UnreadableFile, UnusableText
from ingest.reading import read_file


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.HTML", "a.txt", "a"])
def test_html_is_known_by_its_first_bytes_whatever_its_name(tmp_path, name):
    reading = read_file(written(tmp_path, name, samples.HTML))
    assert reading.title == "Kleine nota"
    assert len(reading.elements) == 16


def test_word_is_known_by_its_first_bytes(tmp_path):
    reading = read_file(written(tmp_path, "a.txt", samples.word_bytes()))
    assert len(reading.elements) == 16


def test_markdown_and_text_are_known_by_their_names(tmp_path):
    markdown = read_file(written(tmp_path, "a.md", "# Kop\n\nTekst.\n"))
    assert [type(e) for e in markdown.elements] == [HeadingLine, TextLine]
    text = read_file(written(tmp_path, "a.txt", "Gewone tekst die een zin is.\n"))
    assert text.elements[0].text.text == "Gewone tekst die een zin is."


OLE = b"\xd0\xcf\x11\xe0" + bytes(600)
BAD = {
    "empty": ("a.txt", b"", UnreadableFile, "leeg"),
    "only spaces": ("a.txt", b"\xef\xbb\xbf \n\n", UnreadableFile, "leeg"),
    "unknown kind": ("a.csv", b"a;b\n", UnreadableFile, "onbekend"),
    "no extension": ("notitie", b"tekst\n", UnreadableFile, "geen extensie"),
    "picture": ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(100), UnreadableFile, "afbeelding"),
    "old word": ("a.docx", OLE, UnreadableFile, "wachtwoord"),
    "rtf": ("a.txt", rb"{\rtf1 tekst}", UnreadableFile, "RTF"),
    "archive": ("a.docx", b"\x1f\x8b" + bytes(100), UnreadableFile, "pak het eerst uit"),
    "pdf in name only": ("a.pdf", b"gewone tekst", UnreadableFile, "iets anders"),
    "docx in name only": ("a.docx", b"gewone tekst", UnreadableFile, "iets anders"),
    "broken docx": ("a.docx", b"PK\x03\x04" + b"x" * 500, UnreadableFile, "beschadigd"),
    "broken pdf": ("a.pdf", b"%PDF-1.7\nonzin", InputError, "PDF"),
    "utf-16 without mark": ("a.txt", "tekst".encode("utf-16-le"), UnusableText, "UTF-8"),
    "ms-dos": ("a.txt", "coördinatie, één".encode("cp850"), UnusableText, "UTF-8"),
    "macintosh": ("a.md", "coördinatie, één".encode("mac-roman"), UnusableText, "UTF-8"),
    "czech": ("a.txt", "Příliš žluťoučký".encode("cp1250"), UnusableText, "UTF-8"),
    "control characters": ("a.txt", b"tekst\x01\x02\x03", UnusableText, "UTF-8"),
    "binary": ("a.txt", bytes(range(1, 256)) * 4, UnusableText, "UTF-8"),
    "html without text": ("a.html", b"<html><body></body></html>", UnusableText, "tekst"),
    "markdown of rules": ("a.md", b"---\n\n***\n", UnusableText, "tekst"),
    "nested": ("a.html", b"<html>" + b"<div>" * 9000, UnreadableFile, "genest"),
}


@pytest.mark.parametrize(("name", "content", "kind", "words"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_ends_in_one_line_that_names_it(tmp_path, name, content, kind, words):
    path = written(tmp_path, name, content)
    with pytest.raises(kind, match=words) as caught:
        read_file(path)
    message = str(caught.value)
    assert path.name in message
    assert "\n" not in message
    assert caught.value.exit_code == 2


def test_a_missing_file_a_directory_and_a_pipe_are_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="bestaat niet"):
        read_file(tmp_path / "weg.txt")
    with pytest.raises(UnreadableFile, match="is een map"):
        read_file(tmp_path)
    os.mkfifo(tmp_path / "pijp.txt")
    with pytest.raises(UnreadableFile, match="geen gewoon bestand"):
        read_file(tmp_path / "pijp.txt")
    with pytest.raises(UnreadableFile):
        read_file(tmp_path / ("x" * 5000))
    with pytest.raises(UnreadableFile):
        read_file(tmp_path / "a\0b.txt")


def test_200_megabytes_are_refused_without_being_read(tmp_path):
    path = tmp_path / "groot.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024**2)
    with pytest.raises(UnreadableFile, match="200 MB groot, meer dan 25 MB"):
        read_file(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="an administrator may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    path = written(tmp_path, "dicht.txt", "tekst")
    path.chmod(stat.S_IWUSR)
    with pytest.raises(UnreadableFile, match="rechten"):
        read_file(path)


def test_a_name_cannot_break_the_line_of_an_error(tmp_path):
    with pytest.raises(UnreadableFile) as caught:
        read_file(tmp_path / "een\ntwee\x1b[31m.txt")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_that_are_certain_are_read(encoding):
    text = "De coördinatie² – “één” – kost €5.\n\n² Zie de bijlage."
    assert decoded(text.encode(encoding)) == text


def test_utf16_of_the_other_byte_order_is_read():
    assert decoded(b"\xfe\xff" + "één".encode("utf-16-be")) == "één"


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfea",
        b"\xef\xbb\xbf\xff",
        "привет мир".encode("cp1251"),
        "Władza i mądry".encode("cp1250"),
    ],
)
def test_encodings_that_break_or_are_foreign_are_refused(data):
    with pytest.raises(UnusableText, match="UTF-8"):
        decoded(data)


def test_8_megabytes_of_paragraphs_end_in_a_clear_error(tmp_path):
    path = written(tmp_path, "vloed.html", "<html><body>" + "<p>a" * (8 * 1024**2 // 4))
    with pytest.raises((ParserFailure, UnreadableFile)) as caught:
        read_file(path)
    assert "\n" not in str(caught.value)


def test_invisible_characters_of_a_text_file_do_not_reach_the_text(tmp_path):
    text = "Een zin\u200b met \u202everborgen\u202c tekens\U000e0041 erin."
    assert read_file(written(tmp_path, "a.txt", text)).elements[0].text.text == (
        "Een zin met verborgen tekens erin."
    )
