"""A file -> what a reader found in it: checks the path, recognises the kind, runs the reader."""

import re
import stat
from dataclasses import dataclass
from pathlib import Path

from ingest.characters import cleaned
from ingest.decoding import decoded
from ingest.elements import GapLine, Reading
from ingest.errors import InputError, ParserFailure, UnreadableFile, UnusableText
from ingest.sandbox import Limits, run_limited

_KNOWN = ".txt, .md, .pdf, .html of .docx"
_HEAD = 4096
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class _FileKind:
    """A kind of file.

    Attributes:
        extensions: Ways its name ends.
        reader: "module:function", imported in the child process only.
        begins: What its first bytes look like, or None when only the name tells.
        text: Whether the reader takes characters.
    """

    extensions: tuple[str, ...]
    reader: str
    begins: re.Pattern[bytes] | None = None
    text: bool = False


_KINDS = (
    _FileKind((".pdf",), "ingest.pdf.reader:read_pdf", re.compile(rb"[\s\S]{0,1024}%PDF-")),
    _FileKind((".docx",), "ingest.markup.docx:read_docx", re.compile(rb"PK\x03\x04")),
    _FileKind(
        (".html", ".htm", ".xhtml"),
        "ingest.markup.html:read_html",
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?"
            rb"<(?:!doctype html|html)\b",
            re.IGNORECASE,
        ),
    ),
    _FileKind((".md", ".markdown"), "ingest.markup.markdown:read_markdown", text=True),
    _FileKind((".txt",), "ingest.converted.converter_text:read_converter_text", text=True),
)
# Kinds that are often mistaken for one of ours, and what to do with them.
_STRANGERS = (
    (re.compile(rb"\xd0\xcf\x11\xe0"), "een oud of met een wachtwoord beveiligd Office-bestand",
     "bewaar het zonder wachtwoord als .docx"),
    (re.compile(rb"\{\\rtf"), "een RTF-bestand", "bewaar het als .docx"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*"), "een afbeelding",
     "zet ze met tekstherkenning om naar een PDF met tekst"),
    (re.compile(rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ"), "een gecomprimeerd archief",
     "pak het eerst uit"),
)  # fmt: skip


def read_file(path: Path) -> Reading:
    """Read a document from a file, whatever its kind, in a child process with limits.

    Args:
        path: A .txt, .md, .pdf, .html or .docx file of at most 25 MB. The first bytes decide what
            it is, then the name.

    Returns:
        What the reader found.

    Raises:
        UnreadableFile: Missing, empty, a directory, too large, unreadable, broken or unknown.
        UnusableText: It opens but holds no usable text.
        ParserFailure: Reading it took too much memory or time, or the reader died.
    """
    name = _shown(path)
    data = _bytes(path, name)
    try:
        kind = _kind_of(path, data)
        payload = cleaned(decoded(data)).encode("utf-8") if kind.text else data
        reading = run_limited(kind.reader, payload, text=kind.text)
    except (InputError, ParserFailure) as error:
        raise type(error)(f"Kan {name} niet lezen: {error}") from error
    if all(isinstance(element, GapLine) for element in reading.elements):
        raise UnusableText(
            f"Kan {name} niet lezen: er staat geen tekst in. Kies een bestand met tekst."
        )
    return reading


def _shown(path: Path) -> str:
    """Return the path as it can stand in a line on a screen."""
    text = re.sub(r"[^\S ]|[\x00-\x1f\x7f-\x9f]", "?", cleaned(str(path)))
    return "“" + (text if len(text) <= _LONGEST_NAME else "…" + text[-_LONGEST_NAME:]) + "”"


def _bytes(path: Path, name: str) -> bytes:
    most = Limits().input_bytes
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise UnreadableFile(f"{name} is een map, geen bestand: geef de bestanden erin op.")
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableFile(f"{name} is geen gewoon bestand: geef een {_KNOWN} op.")
        if found.st_size > most:
            raise UnreadableFile(
                f"{name} is {found.st_size // 1024**2} MB groot, meer dan {most // 1024**2} MB: "
                "splits het of maak het kleiner."
            )
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError as error:
        raise UnreadableFile(f"{name} bestaat niet: controleer de naam en het pad.") from error
    except PermissionError as error:
        raise UnreadableFile(f"{name} mag niet gelezen worden: pas de rechten aan.") from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            f"{name} kan niet geopend worden: controleer de naam en de schijf."
        ) from error
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\f\x00"):
        raise UnreadableFile(f"{name} is leeg: kies een bestand met tekst ({_KNOWN}).")
    return data


def _kind_of(path: Path, data: bytes) -> _FileKind:
    head = data[:_HEAD]
    for kind in _KINDS:
        if kind.begins and kind.begins.match(head):
            return kind
    for begins, what, advice in _STRANGERS:
        if begins.match(head):
            raise UnreadableFile(f"het is {what}: {advice}.")
    ending = path.suffix.lower()
    named = next((kind for kind in _KINDS if ending in kind.extensions), None)
    if named is None:
        raise UnreadableFile(
            f"het soort bestand is onbekend ({ending or 'geen extensie'}): geef een {_KNOWN} op."
        )
    if named.begins and ending not in (".html", ".htm", ".xhtml"):
        raise UnreadableFile(
            f"de naam eindigt op {ending} maar de inhoud is iets anders: "
            f"bewaar het opnieuw als {ending}."
        )
    return named
