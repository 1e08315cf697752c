"""The parts of a DOCX file: unpacked within bounds, and read as safe trees."""

import zipfile
import zlib
from io import BytesIO

from lxml import etree  # type: ignore[import-untyped]
from lxml.etree import _Element  # type: ignore[import-untyped]

from ingest.errors import UnreadableFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MOST_ENTRIES = 4_000
_MOST_BYTES = 48_000_000
_WANTED = (".xml", ".rels")
_UNWANTED = ("customXml/", "word/theme/", "word/glossary/", "word/embeddings/", "word/comments")
_BROKEN = (
    "het Word-bestand is beschadigd: open het in een tekstverwerker en bewaar het "
    "opnieuw als .docx."
)

Parts = dict[str, bytes]


def unpacked(data: bytes) -> Parts:
    """Unpack the parts with text, styles and properties; pictures and the like stay packed.

    Raises:
        UnreadableFile: When the file is broken, holds macros, is no Word text, or unpacks to far
            more than a text can be.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            wanted = [
                e
                for e in entries
                if e.filename.endswith(_WANTED) and not e.filename.startswith(_UNWANTED)
            ]
            if len(entries) > _MOST_ENTRIES or sum(e.file_size for e in wanted) > _MOST_BYTES:
                raise UnreadableFile(
                    "het Word-bestand is uitgepakt veel te groot: splits het en probeer opnieuw."
                )
            parts = {entry.filename: archive.read(entry) for entry in wanted}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise UnreadableFile(_BROKEN) from error
    if any(b"<!DOCTYPE" in content or b"<!ENTITY" in content for content in parts.values()):
        raise UnreadableFile(_BROKEN)
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise UnreadableFile(
            "het is een Word-bestand met macro's (.docm): bewaar het als .docx en probeer opnieuw."
        )
    if not any(name.startswith("word/document") for name in parts):
        raise UnreadableFile("het bestand bevat geen Word-tekst: bewaar het opnieuw als .docx.")
    return parts


def packed(parts: Parts) -> BytesIO:
    """Pack parts again, uncompressed, for the converter."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    target.seek(0)
    return target


def tree(content: bytes) -> _Element:
    """Parse a part.

    Raises:
        UnreadableFile: When it is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(_BROKEN) from error
    return root


def value(element: _Element | None, path: str) -> str | None:
    """Return `w:val` of the element at a path of `w:` names ("pPr/pStyle"); None when absent."""
    if element is None:
        return None
    found = element.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(W + "val", "true")


def is_on(element: _Element | None, path: str) -> bool:
    """Whether a switch such as `w:vanish` is there and not off."""
    return value(element, path) not in (None, "0", "false", "off", "none")


def properties(parts: Parts) -> dict[str, str]:
    """Return what the file states about itself: title, author, language, publisher."""
    places = (
        ("docProps/core.xml", {_DC + "title": "title", _DC + "creator": "author",
                               _DC + "language": "language"}),
        ("docProps/app.xml", {"Company": "publisher"}),
    )  # fmt: skip
    found: dict[str, str] = {}
    for name, wanted in places:
        if name not in parts:
            continue
        for element in tree(parts[name]):
            kind = wanted.get(str(element.tag)) or wanted.get(etree.QName(element).localname)
            text = " ".join((element.text or "").split())
            if kind and text:
                found[kind] = text
    return found
