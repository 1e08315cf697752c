"""A tree of HTML -> elements: the one walk that HTML, Markdown and DOCX share.

Iterative, so that depth costs no stack. What was hidden is gone before; which part of a page is
its text was decided before; numbers of headings and tables of contents come after
(`ingest.markup.finish`).
"""

import re

from lxml import etree  # type: ignore[import-untyped]
from lxml.etree import _Element  # type: ignore[import-untyped]

from ingest.elements import Element, FootnoteLine, ListLine, TextLine
from ingest.markup.element_texts import texts_of
from ingest.markup.finish import contents_line
from ingest.markup.notes import Notes, find_notes, text_of
from ingest.markup.walk import Walk, end_element, is_skipped, stands_for_itself, start_element
from ingest.richtext import joined

# Only our own style map writes this class; its paragraphs keep their tabs.
CONTENTS_CLASS = "dossierwijzer-contents"


def tree_elements(
    root: _Element, notes: Notes | None = None, base: str = ""
) -> tuple[list[Element], set[_Element]]:
    """Turn a tree into elements in reading order.

    Args:
        root: The node whose text counts.
        notes: The footnotes of the whole document, found here when None.
        base: Address that relative links are taken from; without it they are no links.

    Returns:
        The elements, and the footnotes of `notes` that were met on the way.
    """
    walk = Walk(find_notes(root) if notes is None else notes, base)
    met: set[_Element] = set()
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        if event == "start":
            if element in walk.notes.texts:
                walk.flush()
                walk.found.append(_footnote(element, walk.notes, base))
                met.add(element)
                steps.skip_subtree()
            elif element.get("class") == CONTENTS_CLASS:
                walk.flush()
                walk.found.append(contents_line(text_of(element)))
                steps.skip_subtree()
            elif stands_for_itself(walk, element):
                steps.skip_subtree()
            else:
                start_element(walk, element)
                walk.text.add(element.text)
            continue
        if not (element in walk.notes.texts or is_skipped(walk, element)):
            end_element(walk, element)
        if element is not root:
            walk.text.add(element.tail)
    walk.flush()
    return walk.found, met


def footnotes_elsewhere(
    notes: Notes, met: set[_Element], elements: list[Element], base: str = ""
) -> list[Element]:
    """Return the footnotes that `elements` call but that stand outside the part walked."""
    texts = (text for element in elements for text in texts_of(element))
    called = {mark.target for text in texts for mark in text.marks if mark.kind == "footnote"}
    return [
        _footnote(element, notes, base)
        for element, number in notes.texts.items()
        if element not in met and str(number) in called
    ]


def _footnote(element: _Element, notes: Notes, base: str) -> FootnoteLine:
    number = notes.texts[element]
    inner = Notes(notes.calls, {}, notes.ignored)
    lines, _ = tree_elements(element, inner, base)
    texts = [line.text for line in lines if isinstance(line, TextLine | ListLine)]
    rich = joined(texts)
    printed = rf"[\[(]{number}[\])]\s*|{number}[.:)\s]\s*" if element.tag != "li" else r"(?!)"
    if match := re.match(printed, rich.text):
        rich = rich.piece(match.end(), len(rich.text))
    return FootnoteLine(number, rich)
