"""DOCX -> elements, by way of mammoth's HTML and the walk that all markup shares."""

from lxml import etree  # type: ignore[import-untyped]
from lxml.etree import _Element  # type: ignore[import-untyped]

from ingest.characters import cleaned
from ingest.elements import Reading
from ingest.errors import UnreadableFile, UnusableText
from ingest.markup.docx_numbering import numbering
from ingest.markup.docx_parts import Parts, W, packed, properties, tree, unpacked
from ingest.markup.docx_prepare import CONTENTS_STYLE, HEADING_STYLE, LIST_ID, Styles, prepare
from ingest.markup.finish import finished
from ingest.markup.html import parsed
from ingest.markup.tree import CONTENTS_CLASS, tree_elements

_STYLE_MAP = "\n".join(
    (
        *(f"p.{HEADING_STYLE}{level} => h{level}:fresh" for level in range(1, 7)),
        f"p.{CONTENTS_STYLE} => p.{CONTENTS_CLASS}:fresh",
        "r[style-name='Emphasis'] => em",
    )
)
_PROGRAM_TITLES = ("microsoft word - ", "word document")


def read_docx(data: bytes) -> Reading:
    """Read a Word document.

    Args:
        data: The whole file.

    Returns:
        Elements in reading order, layout "flowing". Numbers that the word processor counts are
        counted; deleted and hidden text is left out, inserted text is kept.

    Raises:
        UnreadableFile: When the file is broken, holds macros or is no Word text.
        UnusableText: When it holds no text.
    """
    parts = unpacked(data)
    stated = properties(parts)
    title = _prepare_parts(parts)
    root = parsed("<body>" + _converted(parts) + "</body>")
    body = root.find("body")
    elements, _ = tree_elements(root if body is None else body)
    if not elements:
        raise UnusableText("het Word-bestand bevat geen tekst.")
    stated_title = cleaned(stated.pop("title", ""))
    if stated_title.casefold().startswith(_PROGRAM_TITLES):
        stated_title = ""
    metadata = [(name, cleaned(text)) for name, text in stated.items()]
    return finished(elements, cleaned(title) or stated_title, metadata)


def _prepare_parts(parts: Parts) -> str:
    trees = {name: tree(content) for name, content in parts.items() if name.endswith(".xml")}
    lists = next((n for n in trees if n.startswith("word/numbering")), "word/numbering.xml")
    styles = Styles(next((trees[n] for n in trees if n.startswith("word/styles.")), None))
    counted = numbering(trees.get(lists))
    title = ""
    for name in sorted(trees):
        if name.startswith(("word/document", "word/footnotes", "word/endnotes")):
            found = prepare(trees[name], styles, counted)
            title = title or found
            parts[name] = etree.tostring(trees[name])
    parts[lists] = etree.tostring(_with_own_list(trees.get(lists)))
    return title


def _with_own_list(root: _Element | None) -> _Element:
    """Add the one list that every item is put in; its label and depth come with the item."""
    if root is None:
        root = etree.Element(W + "numbering", nsmap={"w": W[1:-1]})
    definition = etree.SubElement(root, W + "abstractNum", {W + "abstractNumId": LIST_ID})
    for depth in range(9):
        level = etree.SubElement(definition, W + "lvl", {W + "ilvl": str(depth)})
        etree.SubElement(level, W + "numFmt", {W + "val": "bullet"})
    one = etree.SubElement(root, W + "num", {W + "numId": LIST_ID})
    etree.SubElement(one, W + "abstractNumId", {W + "val": LIST_ID})
    return root


def _converted(parts: Parts) -> str:
    import mammoth  # type: ignore[import-untyped]

    try:
        result = mammoth.convert_to_html(
            packed(parts),
            style_map=_STYLE_MAP,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
        )
    except (KeyError, ValueError, AttributeError, OSError, IndexError) as error:
        raise UnreadableFile(
            "het Word-bestand is onvolledig of beschadigd: open het in een tekstverwerker en "
            "bewaar het opnieuw als .docx."
        ) from error
    except RecursionError as error:
        raise UnreadableFile(
            "het Word-bestand is te diep genest: bewaar de tekst in een nieuw document."
        ) from error
    return str(result.value)
