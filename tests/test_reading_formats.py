"""One document in three formats is one reading; numbers, contents and notes of each."""

import pytest
import reading_samples as samples

from ingest.elements import ContentsLine, FootnoteLine, HeadingLine, ListLine, TableLine, TextLine
from ingest.markup.docx import read_docx
from ingest.markup.html import read_html
from ingest.markup.markdown import read_markdown
from ingest.richtext import Mark


def readings():
    return {
        "html": read_html(samples.HTML.encode()),
        "markdown": read_markdown(samples.MARKDOWN),
        "docx": read_docx(samples.word_bytes()),
    }


def test_html_markdown_and_docx_of_one_document_read_the_same():
    html, markdown, word = readings().values()
    assert markdown.elements == html.elements
    assert word.elements == html.elements
    for reading in (html, markdown, word):
        assert reading.layout == "flowing"
        assert reading.title == "Kleine nota"
        assert dict(reading.metadata) == {"author": "Jo Peeters", "language": "nl"}


def test_the_document_comes_out_with_numbers_lists_table_and_note():
    elements = read_html(samples.HTML.encode()).elements
    headings = [(e.number, e.title.text, e.level) for e in elements if isinstance(e, HeadingLine)]
    assert headings == [("1", "Inleiding", 1), ("1.1", "Doel", 2), ("2", "Cijfers", 1)]
    items = [(e.marker, e.depth, e.text.text) for e in elements if isinstance(e, ListLine)]
    assert items == [
        ("-", 0, "eerste doel"), ("-", 1, "onderdeel"), ("-", 0, "tweede doel"),
        ("1.", 0, "stap een"), ("2.", 0, "stap twee"),
    ]  # fmt: skip
    rows = [e for e in elements if isinstance(e, TableLine)]
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["Jaar", "Bedrag"], ["2024", "1.250,50"], ["2025", "2.715"],
    ]  # fmt: skip
    assert [row.header for row in rows] == [True, False, False]
    place = elements.index(rows[0])
    assert elements[place - 1].text.text == "Tabel 1: Subsidies per jaar"
    assert elements[place + 3].text.text == "Bron: eigen telling"
    assert [(e.number, e.text.text) for e in elements if isinstance(e, FootnoteLine)] == [
        (1, "Een noot bij de pagina.")
    ]


def test_marks_stand_at_their_words_and_a_call_has_no_width():
    text = next(e for e in read_markdown(samples.MARKDOWN).elements if isinstance(e, TextLine)).text
    assert text.text == "Een proeftuin voor samenwerking, zie de pagina. En verder."
    assert text.marks == (
        Mark(4, 13, "bold"),
        Mark(19, 31, "italic"),
        Mark(37, 46, "link", "https://example.org/a"),
        Mark(47, 47, "footnote", "1"),
    )


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["5.1.1. Europees niveau"], [("5.1.1", "Europees niveau")]),
        (["5.1.1 Europees niveau"], [("5.1.1", "Europees niveau")]),
        (["1. Inleiding"], [("1", "Inleiding")]),
        (["2) Doel"], [("2", "Doel")]),
        (["Hoofdstuk 3: Cijfers"], [("3", "Cijfers")]),
        (["2030 wordt een feestjaar"], [(None, "2030 wordt een feestjaar")]),
        (["5 aandachtspunten"], [(None, "5 aandachtspunten")]),
        (["1 Inleiding", "2 Doel"], [("1", "Inleiding"), ("2", "Doel")]),
        (["1 Inleiding", "1.1 Doel"], [("1", "Inleiding"), ("1.1", "Doel")]),
        (["2 steden", "7 dorpen"], [(None, "2 steden"), (None, "7 dorpen")]),
    ],
)
def test_a_number_typed_before_a_title_is_told_from_a_number_in_it(titles, expected):
    page = "".join(f"<h2>{title}</h2><p>Tekst.</p>" for title in titles)
    found = [e for e in read_html(page.encode()).elements if isinstance(e, HeadingLine)]
    assert [(e.number, e.title.text) for e in found] == expected


def test_a_printed_table_of_contents_becomes_contents_lines_without_its_title():
    text = (
        "# Nota\n\n## Inhoud\n\n"
        "- [1. Begin](#begin)\n  - [1.1. Doel](#doel)\n- [2. Slot](#slot)\n\n"
        "## 1. Begin\n\nA.\n\n### 1.1. Doel\n\nB.\n\n## 2. Slot\n\n- C.\n"
    )
    elements = read_markdown(text).elements
    assert [e for e in elements if isinstance(e, ContentsLine)] == [
        ContentsLine("1", "Begin", None),
        ContentsLine("1.1", "Doel", None),
        ContentsLine("2", "Slot", None),
    ]
    assert [e.text.text for e in elements if isinstance(e, ListLine)] == ["C."]
    assert "Inhoud" not in [e.title.text for e in elements if isinstance(e, HeadingLine)]


def test_markdown_keeps_the_number_an_author_gave_a_note():
    elements = read_markdown(
        "Een zin.[^12] Nog een.[^x]\n\n[^12]: Twaalf.\n[^x]: Zonder.\n"
    ).elements
    notes = [(e.number, e.text.text) for e in elements if isinstance(e, FootnoteLine)]
    assert notes == [(12, "Twaalf."), (2, "Zonder.")]
    assert [mark.target for mark in elements[0].text.marks] == ["12", "2"]


def test_html_inside_markdown_is_read_but_hidden_and_script_are_not():
    text = 'Tekst.\n\n<p style="display:none">weg</p>\n\n<script>x()</script>\n\n<p>Blijft.</p>\n'
    assert [e.text.text for e in read_markdown(text).elements] == ["Tekst.", "Blijft."]


def test_the_only_highest_heading_is_the_title_when_none_is_stated():
    assert read_markdown("# De titel\n\nA\n\n## Kop\n\nB\n").title == "De titel"
    assert read_markdown("# Een\n\nA\n\n# Twee\n\nB\n").title == ""
