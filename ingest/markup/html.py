"""HTML -> elements. The only file that imports trafilatura, and only to find the main text.

Measured (2.3, a page with menus, spans, notes and hidden text): trafilatura's own output lost both
headings, made the caption of a table its first header row, cut cells at line breaks and kept the
cookie banner and all hidden text; as a pointer to the node that holds the text it was right.
"""

import re
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped]
from lxml.etree import _Element  # type: ignore[import-untyped]

from ingest.characters import cleaned
from ingest.decoding import decoded
from ingest.elements import Reading
from ingest.errors import UnreadableFile, UnusableText
from ingest.markup.finish import finished
from ingest.markup.hidden import strip_hidden
from ingest.markup.notes import find_notes
from ingest.markup.page import drop_margins, main_node
from ingest.markup.tree import footnotes_elsewhere, tree_elements

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_METADATA = (
    ("author", ("author", "dc.creator", "dcterms.creator", "citation_author", "article:author")),
    ("publisher", ("dc.publisher", "dcterms.publisher", "og:site_name", "citation_publisher")),
    ("date", ("article:published_time", "dcterms.date", "dc.date", "dcterms.issued",
              "citation_publication_date", "date", "publication_date")),
)  # fmt: skip
# Above this trafilatura takes longer than the rules alone are worth.
_MOST_ELEMENTS_TO_JUDGE = 30_000
_DEEPEST_TO_JUDGE = 150


def read_html(data: bytes) -> Reading:
    """Read a web page or an HTML document.

    Args:
        data: The whole file.

    Returns:
        The main text in reading order, layout "flowing", without hidden text and page furniture.

    Raises:
        UnreadableFile: When elements are nested deeper than can be read.
        UnusableText: When the encoding is unclear or no text is left.
    """
    declared = _CHARSET.search(data[:4096])
    root = parsed(decoded(data, declared[1].decode("ascii") if declared else None))
    body = root.find("body")
    if body is None:
        raise UnusableText(
            "de webpagina bevat geen tekst: bewaar de volledige pagina en probeer opnieuw."
        )
    strip_hidden(root)
    notes = find_notes(body)
    if drop_margins(body):
        body = main_node(body, _main_texts(root))
    base = _base(root)
    elements, met = tree_elements(body, notes, base)
    elements += footnotes_elsewhere(notes, met, elements, base)
    if not elements:
        raise UnusableText(
            "de webpagina bevat geen leesbare tekst (een script maakt die pas in de browser?): "
            "bewaar de pagina vanuit de browser en probeer opnieuw."
        )
    return finished(elements, _title(root), _metadata(root))


def parsed(text: str) -> _Element:
    """Parse HTML into a tree; text that the parser would drop without a word is an error.

    Raises:
        UnreadableFile: When elements are nested deeper than the parser goes.
        UnusableText: When there is nothing in it.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    text = _XML_DECLARATION.sub("", text).replace("\x00", "")
    if not text.strip():
        raise UnusableText("het bestand is leeg.")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError("no memory for the tree") from error
        raise UnusableText("het bestand bevat geen leesbare HTML.") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableFile(
            "de HTML is te diep genest om te lezen: bewaar de tekst vanuit een tekstverwerker."
        )
    if root is None:
        raise UnusableText("het bestand bevat geen HTML.")
    return root


def _main_texts(root: _Element) -> list[str]:
    """Ask trafilatura which texts are the main ones; nothing for pages too large to judge."""
    depth = 0
    for size, (event, _) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST_TO_JUDGE or size > 2 * _MOST_ELEMENTS_TO_JUDGE:
            return []
    import trafilatura

    page = etree.tostring(root, encoding="unicode", method="html")
    found = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    main = getattr(found, "body", None)
    if main is None:
        return []
    return ["".join(element.itertext()) for element in main.iter("p", "head", "item", "cell")]


def _base(root: _Element) -> str:
    for path, attribute in (
        (".//base[@href]", "href"),
        (".//link[@rel='canonical']", "href"),
        (".//meta[@property='og:url']", "content"),
    ):
        found = root.find(path)
        if found is not None and (address := found.get(attribute) or "").startswith("http"):
            return urljoin(address, ".") if attribute == "href" and "base" in path else address
    return ""


def _stated(root: _Element) -> dict[str, str]:
    stated: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        value = " ".join(cleaned(meta.get("content") or "").split())
        if name and value:
            stated.setdefault(name, value)
    return stated


def _title(root: _Element) -> str:
    """Return the title; of "Title | Name of the site" what the main heading repeats."""
    element = root.find(".//head/title")
    title = " ".join(cleaned("".join(element.itertext())).split()) if element is not None else ""
    title = title or _stated(root).get("og:title", "")
    for heading in root.iter("h1"):
        words = " ".join(cleaned("".join(heading.itertext())).split())
        if words and re.match(re.escape(words) + r"\s+[|–—:·-]\s", title):
            return words
    return title


def _metadata(root: _Element) -> list[tuple[str, str]]:
    stated = _stated(root)
    found = []
    for kind, names in _METADATA:
        value = next((stated[name] for name in names if name in stated), "")
        if value and not (kind == "author" and value.startswith("http")):
            found.append((kind, value))
    language = cleaned(
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    )
    if language.strip():
        found.append(("language", language.strip()))
    return found
