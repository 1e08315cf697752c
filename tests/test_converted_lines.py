"""Short converted texts, each with one thing that is easily taken for another."""

from ingest.converted.converter_text import read_converter_text
from ingest.document import Paragraph, Table
from ingest.markup.markdown import read_markdown
from ingest.structure import build_document

CONTENTS = "Fact sheet\n\nContents\n\n1. Mobility\t4\n2. Barriers\t6\n3. References\t8\n\n"
LIST = "3. References\n\nMüller, H. (2020). *Visa barriers*. Springer.\n"


def parsed(body):
    return build_document("report", read_converter_text(f"{CONTENTS}{body}\n\n{LIST}"))


def paragraphs(document):
    return [block.text.text for block in document.blocks if isinstance(block, Paragraph)]


def test_a_short_sentence_cut_by_a_page_is_no_title():
    document = parsed(
        "1. Mobility\n\nDigital platforms¹ play an ever\n\n¹ A place.\n\n"
        "greater role in the sector.\n\n2. Barriers\n\nVisas remain one."
    )
    assert paragraphs(document) == [
        "Digital platforms play an ever greater role in the sector.",
        "Visas remain one.",
    ]
    assert document.footnotes[0].called_from == "s1-p1"


def test_a_short_sentence_that_ends_in_a_footnote_call_is_no_title():
    document = parsed("1. Mobility\n\nVisas remain a barrier (Müller, 2020).¹\n\n¹ See also 2.")
    assert paragraphs(document) == ["Visas remain a barrier (Müller, 2020)."]
    assert [citation.reference for citation in document.citations] == ["muller-2020"]


def test_a_title_above_a_paragraph_stays_a_title():
    document = parsed("1. Mobility\n\nThree forms of travel\n\nThe first is by train.")
    assert [(p.text.text, p.subtitle) for p in document.blocks if isinstance(p, Paragraph)] == [
        ("The first is by train.", "Three forms of travel")
    ]


def test_a_converted_text_named_markdown_keeps_its_sections():
    body = f"{CONTENTS}1. Mobility\n\nMuch.\n\n2. Barriers\n\nMany.\n\n{LIST}"
    document = build_document("report", read_markdown(body))
    assert [section.number for section in document.sections] == ["1", "2", "3"]


def test_markdown_without_headings_is_still_markdown():
    document = build_document("notes", read_markdown("One.\n\n| A | B |\n|---|---|\n| x | y |\n"))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row.cells] for row in tables[0].rows] == [["x", "y"]]
