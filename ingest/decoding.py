"""Bytes of a text file -> characters, or a clear refusal; never a guess that may be wrong."""

import codecs
import re

from ingest.errors import UnusableText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What Western European texts hold above ASCII. Other 8-bit encodings put other characters on
# these bytes (é of MS-DOS reads as a low quotation mark, é of the Macintosh as Ž), so a text with
# only these in it can be told from those.
_WESTERN = frozenset(
    "éèëêïîíôöóòüùúûáàâäçñœßÉÈËÊÏÎÔÖÓÜÙÚÛÁÀÂÄÇÑŒ‘’“”«»–—…€•°§·©®´¼½¾±×æøåãõÆØÅÃÕ\xa0"
)
# Footnote calls; before a letter they are a letter of another alphabet (ł in Polish).
_RAISED = re.compile("[¹²³](?![^\\W\\d_])")
_MOST_ABOVE_ASCII = 0.3
_MOST_CONTROL = 0.01
_ADVICE = "bewaar het bestand als UTF-8 en probeer opnieuw"
_UNCERTAIN = (
    "de tekens van het bestand zijn niet met zekerheid te herkennen (het is geen UTF-8): "
    f"{_ADVICE}."
)


def decoded(data: bytes, declared: str | None = None) -> str:
    """Decode UTF-8 (with or without mark), UTF-16 with mark, or unmistakable cp1252.

    Args:
        data: The whole file.
        declared: The encoding the file itself declares (HTML), tried after a byte order mark.

    Raises:
        UnusableText: When the bytes are of no encoding that can be recognised with certainty.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if b"\x00" in data:
        raise UnusableText(f"het bestand is geen gewone tekst (het bevat nulbytes): {_ADVICE}.")
    if declared and (text := _declared(data, declared)) is not None:
        return text
    try:
        return _plain(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _plain(_western(data))


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnusableText(
            f"het bestand zegt {encoding} te zijn maar breekt bij byte {error.start}: {_ADVICE}."
        ) from error


def _declared(data: bytes, encoding: str) -> str | None:
    # Browsers read "latin-1" as cp1252, and pages rely on it.
    names = {"iso8859-1": "cp1252", "ascii": "cp1252"}
    try:
        name = codecs.lookup(encoding).name
        text, _ = codecs.lookup(names.get(name, name)).decode(data)
    except (LookupError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _western(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnusableText(_UNCERTAIN) from error
    above = [character for character in _RAISED.sub("", text) if character > "\x7f"]
    if len(above) > _MOST_ABOVE_ASCII * len(text) or not _WESTERN.issuperset(above):
        raise UnusableText(_UNCERTAIN)
    return text


def _plain(text: str) -> str:
    """Return the text if it is one: programs and pictures are full of control characters."""
    control = sum(map(text.count, map(chr, range(32)))) - sum(map(text.count, "\t\n\r\f\v"))
    if control > _MOST_CONTROL * len(text):
        raise UnusableText(f"het bestand is geen gewone tekst (stuurtekens): {_ADVICE}.")
    return text
