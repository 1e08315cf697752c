"""Opens a PDF: the only file that knows pypdf. Out come visible words, or a clear error."""

import logging
import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from ingest.errors import UnreadableFile, UnusableText
from ingest.pdf.canvas import Canvas, Matrix, multiply
from ingest.pdf.operators import Interpreter
from ingest.pdf.page import Box, OutlineEntry, Page, PdfContent, Piece
from ingest.pdf.resources import Parser, PdfResources

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

T = TypeVar("T")
U = TypeVar("U")
MOST_PAGES = 1000
DEEPEST_OUTLINE = 12
BROKEN = "Deze PDF is beschadigd en kan niet gelezen worden; sla hem opnieuw op als PDF."
LOCKED = "Deze PDF is versleuteld met een wachtwoord; bewaar een versie zonder wachtwoord."
EMPTY = (
    "Deze PDF bevat geen tekst, enkel beelden; laat er eerst tekstherkenning (OCR) op lopen "
    "of geef de bron waarvan de PDF gemaakt is."
)
# What pypdf lets through on files that lie about their own structure.
MALFORMED = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    OverflowError,
    OSError,
    zlib.error,
    struct.error,
)
FILE_NAME = re.compile(
    r"\.(?:docx?|odt|indd|tex|dvi|html?|pdf|pptx?)$|^Microsoft Word", re.IGNORECASE
)
NO_TITLES = frozenset({"untitled", "naamloos", "document", "titel", "title"})
METADATA = {"/Author": "author", "/Publisher": "publisher"}


def open_pdf(data: bytes) -> PdfContent:
    """Take the visible words, rules, links, labels and bookmarks out of a PDF.

    Args:
        data: The bytes of the file.

    Raises:
        UnreadableFile: It is no PDF, broken, or longer than 1,000 pages.
        UnusableText: It is encrypted, or holds pictures only.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # pypdf reports each oddity of a file on the log; only what stops us concerns the user.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    failures = (PyPdfError, *MALFORMED)
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnusableText(LOCKED)
        count = len(reader.pages)
    except failures as error:
        raise UnreadableFile(BROKEN) from error
    if count > MOST_PAGES:
        raise UnreadableFile(
            f"Deze PDF telt {count} pagina's, meer dan de {MOST_PAGES} die gelezen worden; "
            "splits hem in delen."
        )
    labels = tolerant(lambda: page_labels(reader), ())
    parser = parser_of(reader)
    pages, broken = [], 0
    for index in range(count):
        try:
            label = labels[index] if index < len(labels) else ""
            pages.append(read_page(parser, reader.pages[index], index, label))
        except failures:
            broken += 1
            pages.append(Page(index, 0, 0, ()))
    if not any(page.pieces for page in pages):
        raise UnreadableFile(BROKEN) if broken or not count else UnusableText(EMPTY)
    outline = tolerant(lambda: tuple(bookmarks(reader.outline, 1)), ())
    title = tolerant(lambda: stated_title(reader), "")
    return PdfContent(tuple(pages), outline, title, tolerant(lambda: stated(reader), ()))


def tolerant(read: Callable[[], T], otherwise: U) -> T | U:
    """Return what `read` gives, or `otherwise` when the file is malformed there."""
    from pypdf.errors import PyPdfError

    try:
        return read()
    except (PyPdfError, *MALFORMED):
        return otherwise


def root(reader: "PdfReader") -> Any:  # noqa: ANN401 - objects of a PDF have no one type
    """Return the catalogue of the file."""
    return reader.root_object


def page_labels(reader: "PdfReader") -> tuple[str, ...]:
    """Return what the file calls its pages; nothing when it does not say."""
    return tuple(reader.page_labels) if "/PageLabels" in root(reader) else ()


def stated_title(reader: "PdfReader") -> str:
    """Return the title that the file gives itself, unless it is the name of a file."""
    information = reader.metadata
    title = " ".join(str(information.get("/Title") or "").split()) if information else ""
    return "" if FILE_NAME.search(title) or title.casefold() in NO_TITLES else title


def stated(reader: "PdfReader") -> tuple[tuple[str, str], ...]:
    """Return what else the file literally says about itself."""
    information: dict[str, Any] = dict(reader.metadata or {})
    found = {
        ours: str(information[theirs]).strip()
        for theirs, ours in METADATA.items()
        if information.get(theirs)
    }
    language = root(reader).get("/Lang")
    if isinstance(language, str) and language.strip():
        found["language"] = language.strip()
    return tuple((key, value) for key, value in found.items() if value)


def bookmarks(entries: Iterable[Any], level: int) -> Iterator[OutlineEntry]:
    """Flatten the bookmarks of a file."""
    for entry in entries:
        if isinstance(entry, list):
            if level < DEEPEST_OUTLINE:
                yield from bookmarks(entry, level + 1)
        elif title := str(entry.title or "").strip():
            yield OutlineEntry(" ".join(title.split()), level)


def page_matrix(page: "PageObject") -> tuple[Matrix, float, float]:
    """Return the matrix from user space to an upright page, y downward, with width and height."""
    box = page.cropbox
    left, bottom = float(box.left), float(box.bottom)
    width, height = float(box.width), float(box.height)
    matrices: dict[int, tuple[Matrix, float, float]] = {
        0: ((1, 0, 0, -1, -left, bottom + height), width, height),
        90: ((0, 1, 1, 0, -bottom, -left), height, width),
        180: ((-1, 0, 0, 1, left + width, -bottom), width, height),
        270: ((0, -1, -1, 0, bottom + height, left + width), height, width),
    }
    return matrices.get(int(page.rotation) % 360, matrices[0])


def parser_of(reader: "PdfReader") -> Parser:
    """Return how pypdf reads fonts and streams, with the layers that are switched off."""
    from pypdf.generic import ContentStream
    from pypdf.generic._font import Font

    def off() -> frozenset[int]:
        layers = root(reader).get("/OCProperties", {})
        return frozenset(layer.idnum for layer in layers.get("/D", {}).get("/OFF", ()))

    return Parser(
        font=Font.from_font_resource,
        operations=lambda stream: ContentStream(stream, reader, "bytes").operations,
        hidden_layers=tolerant(off, frozenset()),
    )


def read_page(parser: Parser, page: "PageObject", index: int, label: str) -> Page:
    """Draw one page and lay its links over the words."""
    matrix, width, height = page_matrix(page)
    canvas = Canvas(width, height)
    contents = page.get("/Contents")
    if contents is not None:
        resources = PdfResources(parser, page.get("/Resources"))
        Interpreter(canvas, matrix).run_all(parser.operations(contents.get_object()), resources)
    links = tolerant(lambda: tuple(page_links(page, matrix)), ())
    pieces = tuple(linked(piece, links) for piece in canvas.pieces)
    return Page(
        index=index,
        width=width,
        height=height,
        pieces=pieces,
        rules=tuple(canvas.rules),
        figures=tuple(canvas.figures),
        dots=tuple(canvas.dots),
        label=label,
    )


def page_links(page: "PageObject", matrix: Matrix) -> Iterator[tuple[Box, str]]:
    """Yield the links to other places on the web, with the box each lies over."""
    for reference in page.get("/Annots") or ():
        annotation = reference.get_object()
        action = annotation.get("/A")
        if annotation.get("/Subtype") != "/Link" or action is None:
            continue
        target = action.get_object().get("/URI")
        if not target:
            continue
        url = target.decode("utf-8", "replace") if isinstance(target, bytes) else str(target)
        x0, y0, x1, y1 = (float(value) for value in annotation["/Rect"])
        (_, _, _, _, ax, ay) = multiply((1, 0, 0, 1, x0, y0), matrix)
        (_, _, _, _, bx, by) = multiply((1, 0, 0, 1, x1, y1), matrix)
        yield Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)), url


def linked(piece: Piece, links: Sequence[tuple[Box, str]]) -> Piece:
    """Return the piece with the link that lies over its middle."""
    x, y = (piece.x0 + piece.x1) / 2, piece.y - piece.size * 0.25
    for box, url in links:
        if box.holds(x, y):
            return replace(piece, url=url)
    return piece
