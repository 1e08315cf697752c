"""The dossier typeset into real PDFs and read back: the same document comes out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from typesetting import LAYOUTS, Layout, Typeset, typeset

from ingest.document import Document, ListBlock, Paragraph, Table
from ingest.elements import FootnoteLine, HeadingLine, ListLine, TableLine, TextLine
from ingest.pdf.reader import read_pdf
from ingest.structure import build_document


@dataclass(frozen=True)
class Copy:
    """What was typeset, and what came back from the PDF."""

    layout: Layout
    typeset: Typeset
    document: Document


@pytest.fixture(scope="module", params=LAYOUTS, ids=lambda layout: layout.name)
def copy(request: pytest.FixtureRequest, dossier: Document) -> Iterator[Copy]:
    made = typeset(dossier, request.param)
    yield Copy(request.param, made, build_document("kopie", read_pdf(made.pdf)))


def spaced(text: str) -> str:
    return " ".join(text.split())


def texts(document: Document) -> list[tuple[str, str]]:
    """Return (address, text) of every paragraph and list item."""
    found = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append((block.address, spaced(block.text.text)))
        elif isinstance(block, ListBlock):
            found += [(item.address, spaced(item.text.text)) for item in block.items]
    return found


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def test_every_section_comes_back_with_number_title_level_and_parent(copy, dossier):
    outline = [(s.number, s.title, s.level, s.parent) for s in dossier.sections]

    assert [(s.number, s.title, s.level, s.parent) for s in copy.document.sections] == outline


def test_nearly_every_paragraph_and_item_comes_back_to_the_letter(copy, dossier):
    found = {text for _, text in texts(copy.document)}
    expected = texts(dossier)
    same = [address for address, text in expected if text in found]

    assert len(same) >= 0.98 * len(expected)


def test_two_paragraphs_that_a_page_break_parts_are_not_run_together(copy, dossier):
    ends = {text for _, text in texts(dossier) if text.endswith(".")}
    run_together = [
        address
        for address, text in texts(copy.document)
        if text not in ends and any(text.startswith(f"{end} ") for end in ends)
    ]

    assert run_together == []


def test_no_text_is_made_up_or_doubled(copy, dossier):
    words = re.findall(r"\w+", " ".join(text for _, text in texts(dossier)))
    found = re.findall(r"\w+", " ".join(text for _, text in texts(copy.document)))

    assert abs(len(found) - len(words)) <= 0.005 * len(words)


def test_every_footnote_comes_back_whole_and_called_in_the_same_words(copy, dossier):
    assert [(n.number, spaced(n.text.text)) for n in copy.document.footnotes] == [
        (n.number, spaced(n.text.text)) for n in dossier.footnotes
    ]
    assert [words_before_call(copy.document, n.number) for n in copy.document.footnotes] == [
        words_before_call(dossier, n.number) for n in dossier.footnotes
    ]


def words_before_call(document: Document, number: int) -> str:
    """Return the characters right before a footnote's call."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            bodies = [block.text]
        elif isinstance(block, ListBlock):
            bodies = [item.text for item in block.items]
        elif isinstance(block, Table):
            bodies = [cell for row in block.rows for cell in row.cells]
        else:
            continue
        for body in bodies:
            for mark in body.marks:
                if mark.kind == "footnote" and mark.target == str(number):
                    return spaced(body.text[max(0, mark.start - 25) : mark.start])
    return "niet vermeld"


def test_every_table_comes_back_with_caption_header_source_and_whole_rows(copy, dossier):
    def taken_apart(document):
        return [
            (
                table.number,
                spaced(table.caption.text),
                table.header,
                spaced(table.source.text),
                [(row.group, [spaced(cell.text) for cell in row.cells]) for row in table.rows],
            )
            for table in tables(document)
        ]

    assert taken_apart(copy.document) == taken_apart(dossier)


def test_every_reference_comes_back_to_the_letter(copy, dossier):
    assert [(r.key, spaced(r.entry), r.url) for r in copy.document.references] == [
        (r.key, spaced(r.entry), r.url) for r in dossier.references
    ]


def test_every_passage_has_the_page_that_the_typesetter_printed(copy, dossier):
    pages = copy.typeset.pages
    found = {
        spaced(b.text.text): b.pages[0] for b in copy.document.blocks if isinstance(b, Paragraph)
    }
    compared = 0
    for block in dossier.blocks:
        if isinstance(block, Paragraph) and (mark := found.get(spaced(block.text.text))):
            assert (mark.page, mark.basis) == (pages[block.address], "printed"), block.address
            compared += 1
    assert compared >= 110
    for place, section in enumerate(copy.document.sections):
        assert section.page == pages[f"section {place}"]
    for original, table in zip(tables(dossier), tables(copy.document), strict=True):
        assert [row.pages[0].page for row in table.rows] == [
            pages[row.address] for row in original.rows
        ]


def test_a_paragraph_over_a_page_break_knows_both_pages(copy):
    broken = [
        block
        for block in copy.document.blocks
        if isinstance(block, Paragraph) and len(block.pages) > 1
    ]

    assert len(broken) >= 5
    for block in broken:
        assert [mark.page for mark in block.pages] == list(
            range(block.pages[0].page, block.pages[0].page + len(block.pages))
        )


def test_no_running_header_or_page_number_is_left(copy):
    reading = read_pdf(copy.typeset.pdf)
    for element in reading.elements:
        if isinstance(element, TextLine | ListLine | FootnoteLine):
            assert not re.search(r"Feitendossier thema 4|\d+ / \d+$", element.text.text)
        elif isinstance(element, HeadingLine):
            assert not element.title.text.isdigit()
        elif isinstance(element, TableLine):
            assert all(cell.text != "Feitendossier thema 4" for cell in element.cells)


def test_bold_italics_and_links_become_marks(copy, dossier):
    def kinds(document):
        return {
            (mark.kind, text)
            for block in document.blocks
            if isinstance(block, Paragraph)
            for mark in block.text.marks
            if (mark.kind in ("bold", "italic") or mark.target.startswith("http"))
            and (text := spaced(block.text.text[mark.start : mark.end]))
        }

    original, found = kinds(dossier), kinds(copy.document)

    assert len(original & found) >= 0.9 * len(original)
