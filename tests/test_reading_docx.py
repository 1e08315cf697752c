"""Word documents: what the word processor counts, hides, deletes and styles; broken files."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from reading_samples import saved

from ingest.elements import ContentsLine, GapLine, HeadingLine, ListLine, TableLine, TextLine
from ingest.errors import UnreadableFile, UnusableText
from ingest.markup.docx import read_docx

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8"
    "ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


def elements(document):
    return read_docx(saved(document)).elements


def texts(document):
    return [e.text.text for e in elements(document) if isinstance(e, TextLine | ListLine)]


def number_list(document, levels):
    """Add a list definition (format, printed text per level); return its number."""
    root = document.part.numbering_part.element
    body = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(levels)
    )
    root.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{body}</w:abstractNum>')
    )
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    return "77"


def numbered(paragraph, number, level):
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
            f'<w:numId w:val="{number}"/></w:numPr>'
        )
    )


def test_numbers_that_the_word_processor_counts_come_before_their_headings():
    document = docx.Document()
    number = number_list(document, [("decimal", "%1"), ("decimal", "%1.%2")])
    for title, level in (("Een", 0), ("Eerste", 1), ("Tweede", 1), ("Twee", 0), ("Derde", 1)):
        numbered(document.add_heading(title, level + 1), number, level)
    found = [(e.number, e.title.text, e.level) for e in elements(document)]
    assert found == [
        ("1", "Een", 1), ("1.1", "Eerste", 2), ("1.2", "Tweede", 2), ("2", "Twee", 1),
        ("2.1", "Derde", 2),
    ]  # fmt: skip


def test_a_list_counts_on_after_a_paragraph_and_keeps_its_labels_and_depth():
    document = docx.Document()
    number = number_list(document, [("lowerLetter", "%1)"), ("lowerRoman", "%2.")])
    for text, level in (("een", 0), ("diep", 1), ("twee", 0)):
        numbered(document.add_paragraph(text), number, level)
    document.add_paragraph("Tussendoor.")
    numbered(document.add_paragraph("drie"), number, 0)
    items = [
        (e.marker, e.depth, e.text.text) for e in elements(document) if isinstance(e, ListLine)
    ]
    assert items == [("a)", 0, "een"), ("i.", 1, "diep"), ("b)", 0, "twee"), ("c)", 0, "drie")]


def test_headings_are_known_by_dutch_style_names_and_by_outline_level():
    document = docx.Document()
    style = document.styles.add_style("Kop 2", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    own = document.styles.add_style("Huisstijl", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 1"]
    document.add_paragraph("Hoofd", style=own)
    document.add_paragraph("Onder", style=style)
    assert [(e.title.text, e.level) for e in elements(document)] == [("Hoofd", 1), ("Onder", 2)]


def test_deleted_and_hidden_text_goes_and_inserted_text_stays():
    document = docx.Document()
    paragraph = document.add_paragraph("Blijft")
    for tag, piece, text in (("ins", "t", " erbij"), ("del", "delText", " weg")):
        paragraph._p.append(
            parse_xml(
                f'<w:{tag} {nsdecls("w")} w:id="1" w:author="x"><w:r>'
                f'<w:{piece} xml:space="preserve">{text}</w:{piece}></w:r></w:{tag}>'
            )
        )
    paragraph.add_run(" verborgen").font.hidden = True
    paragraph.add_run(" wit").font.color.rgb = docx.shared.RGBColor(255, 255, 255)
    paragraph.add_run(" klein").font.size = docx.shared.Pt(1)
    assert texts(document) == ["Blijft erbij"]


def test_a_table_of_contents_becomes_contents_lines_with_pages():
    document = docx.Document()
    line = document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Inhoud", style="TOC Heading")
    document.add_paragraph("1.\tCultuur in 2030\t6", style=line)
    document.add_paragraph("Bronnen\t12", style=line)
    document.add_heading("1. Cultuur in 2030", 1)
    assert list(elements(document)) == [
        ContentsLine("1", "Cultuur in 2030", 6),
        ContentsLine(None, "Bronnen", 12),
        HeadingLine(elements(document)[2].title, "1", 1),
    ]


def test_a_caption_below_its_table_is_moved_above_it_and_the_first_row_is_the_header():
    document = docx.Document()
    document.add_paragraph("Ervoor.")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Jaar", "Euro", "2024", "10"), strict=True):
        cell.text = text
    document.add_paragraph("Tabel 3: Budget", style="Caption")
    document.add_paragraph("Erna.")
    found = elements(document)
    assert [type(e) for e in found] == [TextLine, TextLine, TableLine, TableLine, TextLine]
    assert found[1].text.text == "Tabel 3: Budget"
    assert [row.header for row in found[2:4]] == [True, False]


def test_a_merged_row_is_one_filled_cell_and_a_picture_leaves_a_gap():
    document = docx.Document()
    table = document.add_table(3, 2)
    for cell, text in zip(table._cells, ("Jaar", "Euro", "", "", "2024", "10"), strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Musea"
    document.add_picture(BytesIO(PIXEL))
    *rows, gap = elements(document)
    assert [cell.text for cell in rows[1].cells] == ["Musea", ""]
    assert gap == GapLine()


def test_the_title_style_names_the_document_and_is_no_section():
    document = docx.Document()
    document.core_properties.title = "Microsoft Word - concept.doc"
    document.add_heading("De nota", 0)
    document.add_heading("Begin", 1)
    reading = read_docx(saved(document))
    assert reading.title == "De nota"
    assert [e.title.text for e in reading.elements] == ["Begin"]


def repacked(data, change):
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def sample():
    document = docx.Document()
    document.add_paragraph("Tekst.")
    return saved(document)


def with_entities(name, content):
    if name != "word/document.xml":
        return content
    return b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">]>' + content.partition(b"?>")[2]


BROKEN = {
    "cut in half": (lambda: sample()[: len(sample()) // 2], "beschadigd"),
    "no zip": (lambda: b"PK\x03\x04" + b"x" * 100, "beschadigd"),
    "no document": (
        lambda: repacked(sample(), lambda n, c: None if n == "word/document.xml" else c),
        "geen Word-tekst",
    ),
    "broken xml": (
        lambda: repacked(sample(), lambda n, c: c[:-40] if n == "word/document.xml" else c),
        "beschadigd",
    ),
    "entities": (lambda: repacked(sample(), with_entities), "beschadigd"),
    "macros": (
        lambda: repacked(
            sample(),
            lambda n, c: c.replace(
                b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                b"vnd.ms-word.document.macroEnabled.main",
            ),
        ),
        "macro",
    ),
    "zip bomb": (
        lambda: repacked(
            sample(), lambda n, c: b" " * 60_000_000 if n == "word/settings.xml" else c
        ),
        "te groot",
    ),
}


@pytest.mark.parametrize(("make", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_or_dangerous_file_is_refused_in_one_line(make, words):
    with pytest.raises(UnreadableFile, match=words) as caught:
        read_docx(make())
    assert "\n" not in str(caught.value)


def test_a_document_without_text_is_refused():
    with pytest.raises(UnusableText):
        read_docx(saved(docx.Document()))


def test_endless_nesting_is_refused():
    document = docx.Document()
    inner = document.add_paragraph("diep")._p
    for _ in range(200):
        outer = OxmlElement("w:sdt")
        content = OxmlElement("w:sdtContent")
        outer.append(content)
        inner.addprevious(outer)
        content.append(inner)
        inner = outer
    assert document.element.body.find(qn("w:sdt")) is not None
    with pytest.raises(UnreadableFile):
        read_docx(saved(document))
