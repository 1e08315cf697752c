"""Small PDFs, written by hand or typeset, each showing one thing that reading a PDF must do."""

import io
from collections.abc import Sequence

import pytest
import typst

from ingest.elements import (
    ContentsLine,
    FootnoteLine,
    HeadingLine,
    ListLine,
    Reading,
    TableLine,
    TextLine,
)
from ingest.errors import UnreadableFile, UnusableText
from ingest.pdf.reader import read_pdf


def written(*pages: str) -> bytes:
    """Return a PDF of A4 pages with these operators; /F1 is Helvetica, /F2 its bold."""
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    ]
    for index, operators in enumerate(pages):
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {6 + 2 * index} 0 R"
            "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>/ExtGState<</Gone<</ca 0>>>>>>>>"
        )
        bodies.append(f"<</Length {len(operators)}>>stream\n{operators}\nendstream")
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += f"{number} 0 obj{body}endobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(data)
    data += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}".encode()
    return (
        data + f"trailer<</Size {len(bodies) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    )


def said(text: str, x: float = 72, y: float = 700, size: float = 11, before: str = "") -> str:
    return f"q {before} BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET Q"


def typeset(source: str, setup: str = "") -> Reading:
    page = "#set page(width: 300pt, height: 260pt, margin: 30pt)\n#set text(lang: 'nl', size: 10pt)"
    whole = page.replace("'", '"') + "\n#set smartquote(enabled: false)\n" + setup + "\n" + source
    return read_pdf(typst.Compiler(whole.encode(), ignore_system_fonts=True).compile(format="pdf"))


def kinds(reading: Reading, kind: type) -> list[object]:
    return [element for element in reading.elements if isinstance(element, kind)]


def texts(reading: Reading) -> list[str]:
    return [e.text.text for e in reading.elements if isinstance(e, TextLine)]


HIDDEN = {
    "white": said("geheim", y=600, before="1 1 1 rg"),
    "white in grey levels": said("geheim", y=600, before="1 g"),
    "white in ink": said("geheim", y=600, before="0 0 0 0 k"),
    "invisible": said("geheim", y=600, before="3 Tr"),
    "zero points": said("geheim", y=600, size=0),
    "a tenth of a point": said("geheim", y=600, size=0.1),
    "left of the page": said("geheim", x=-300, y=600),
    "below the page": said("geheim", y=-40),
    "transparent": said("geheim", y=600, before="/Gone gs"),
    "clipped away": said("geheim", y=600, before="0 0 20 20 re W n"),
    "on a field of its own colour": said("geheim", y=600, before="0.2 g 50 580 300 60 re f 0.2 g"),
}


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN.keys())
def test_text_that_nobody_can_see_is_not_read(hidden):
    assert texts(read_pdf(written(said("Dit staat er.") + hidden))) == ["Dit staat er."]


def test_white_text_on_a_dark_field_is_read():
    field = "0 0 0.4 rg 50 580 300 60 re f 1 1 1 rg"
    shown = said("Wit op blauw.", y=600, before=field)

    assert texts(read_pdf(written(said("Zwart op wit.") + shown))) == [
        "Zwart op wit.",
        "Wit op blauw.",
    ]


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", UnreadableFile, "beschadigd"),
        (b"%PDF-1.7\nmaar verder niets", UnreadableFile, "beschadigd"),
        (written(said("Tekst."))[:400], UnreadableFile, "beschadigd"),
        (written("0 0 100 100 re f"), UnusableText, "geen tekst, enkel beelden"),
        (written(*[said("Tekst.")] * 1001), UnreadableFile, "1001 pagina's"),
    ],
    ids=["empty", "nothing in it", "cut off", "pictures only", "too long"],
)
def test_a_pdf_that_cannot_be_used_is_refused_in_one_clear_line(data, error, words):
    with pytest.raises(error) as caught:
        read_pdf(data)

    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_pdf_with_a_password_is_refused_and_one_that_merely_forbids_printing_is_read():
    from pypdf import PdfWriter

    def locked(password: str) -> bytes:
        writer = PdfWriter(clone_from=io.BytesIO(written(said("Dit staat er."))))
        writer.encrypt(user_password=password, owner_password="eigenaar", algorithm="AES-256")
        stream = io.BytesIO()
        writer.write(stream)
        return stream.getvalue()

    with pytest.raises(UnusableText, match="wachtwoord"):
        read_pdf(locked("geheim"))
    assert texts(read_pdf(locked(""))) == ["Dit staat er."]


def paged(bodies: Sequence[str], footer: str) -> bytes:
    return written(
        *[
            said("Jaarverslag", y=810, size=9)
            + said(body)
            + said(footer.format(number), x=290, y=30, size=9)
            for number, body in enumerate(bodies, 7)
        ]
    )


@pytest.mark.parametrize("footer", ["{}", "Pagina {} van 90", "{} | Jaarverslag 2024"])
def test_headers_and_footers_go_and_the_number_they_print_is_the_page(footer):
    bodies = ["Een eerste zin.", "Een andere zin.", "Nog een zin.", "De laatste zin."]
    reading = read_pdf(paged(bodies, footer))

    assert [(e.text.text, e.page) for e in reading.elements] == list(
        zip(bodies, [7, 8, 9, 10], strict=True)
    )


def test_pages_are_counted_when_nothing_prints_a_number():
    reading = read_pdf(written(said("Eerste bladzijde."), said("Tweede bladzijde.")))

    assert [e.page for e in reading.elements] == [1, 2]


def test_a_roman_page_has_no_number_and_the_body_begins_at_one():
    reading = typeset(
        'Voorwoord van deze tekst.\n#set page(numbering: "1")\n#counter(page).update(1)\nDe tekst.',
        '#set page(numbering: "i")',
    )

    assert [(e.text.text, e.page) for e in reading.elements] == [
        ("Voorwoord van deze tekst.", None),
        ("De tekst.", 1),
    ]


def test_a_footnote_is_taken_from_the_foot_and_its_call_becomes_a_mark():
    reading = typeset("Een zin#footnote[De *noot* zelf.] met een noot, en x#super[2] als macht.")

    (text,) = kinds(reading, TextLine)
    (note,) = kinds(reading, FootnoteLine)
    assert text.text.text == "Een zin met een noot, en x² als macht."
    assert [(m.start, m.end, m.target) for m in text.text.marks] == [(7, 7, "1")]
    assert (note.number, note.text.text) == (1, "De noot zelf.")


def test_a_footnote_over_two_pages_goes_on_without_a_number():
    reading = typeset(
        "#lorem(110) Een zin#footnote[" + "Deze noot is erg lang. " * 60 + "].\n\n#lorem(150)"
    )

    notes = kinds(reading, FootnoteLine)
    assert [note.number for note in notes] == [1, None]
    assert notes[1].page == notes[0].page + 1


TABLE = """
#table(columns: (1fr, 2fr), stroke: STROKE, table.header[*Naam*][*Inhoud*],
  [Alfa], [Een korte cel.], [Beta], [#lorem(90)], [Gamma], [Nog een korte cel.],
  [Delta], [De laatste cel van de tabel staat hier.])
"""


@pytest.mark.parametrize("stroke", ["0.5pt", "none", "(y: 0.5pt)"])
def test_a_table_over_two_pages_has_whole_rows_and_one_header(stroke):
    reading = typeset(TABLE.replace("STROKE", stroke), '#set page(numbering: "1")')

    rows = kinds(reading, TableLine)
    assert [(row.cells[0].text, row.header) for row in rows] == [
        ("Naam", True),
        ("Alfa", False),
        ("Beta", False),
        ("Gamma", False),
        ("Delta", False),
    ]
    assert len(rows[2].cells[1].text.split()) == 90


def test_the_caption_stands_before_the_rows_and_the_source_below():
    reading = typeset(
        "Tabel 1: Wie doet wat\n#table(columns: 2, [A], [B], [C], [D])\n(Departement, 2024)"
    )

    assert [type(e) for e in reading.elements] == [TextLine, TableLine, TableLine, TextLine]


def test_two_columns_are_read_one_after_the_other_below_a_title_over_both():
    reading = typeset(
        '#place(top, scope: "parent", float: true, text(16pt)[*Een titel over twee kolommen*])\n'
        + "\n\n".join(f"Alinea {n} " + "met enkele woorden tekst " * 9 + "." for n in range(8)),
        "#set page(columns: 2, height: 400pt, width: 400pt)\n#set par(justify: true)",
    )

    assert isinstance(reading.elements[0], HeadingLine)
    begun = [text.split()[1] for text in texts(reading) if text.startswith("Alinea")]
    assert begun == list("01234567")


def test_contents_give_numbers_titles_and_pages():
    reading = typeset(
        "#outline(title: [Inhoud])\n#pagebreak()\n= 1. Begin\nTekst.\n== 1.1. Een onderdeel dat "
        "een zo lange titel heeft dat hij niet op de regel past\nTekst.\n#pagebreak()\n= 2. Slot\n"
        "Tekst.",
        '#set page(numbering: "1")',
    )

    assert [(e.number, e.title, e.page) for e in kinds(reading, ContentsLine)] == [
        ("1", "Begin", 2),
        ("1.1", "Een onderdeel dat een zo lange titel heeft dat hij niet op de regel past", 2),
        ("2", "Slot", 3),
    ]
    assert [(e.number, e.level) for e in kinds(reading, HeadingLine)] == [
        ("1", 1),
        ("1.1", 2),
        ("2", 1),
    ]


def test_lists_keep_their_markers_and_depth():
    reading = typeset("- appel\n- peer\n  - doyenné\n- kers\n\nDaarna:\n\n1. een\n2. twee")

    assert [(e.text.text, e.marker, e.depth) for e in kinds(reading, ListLine)] == [
        ("appel", "-", 0),
        ("peer", "-", 0),
        ("doyenné", "-", 1),
        ("kers", "-", 0),
        ("een", "1.", 0),
        ("twee", "2.", 0),
    ]


def test_a_word_broken_over_a_page_belongs_to_the_first_page():
    beginnings = ("samenwerkings", "internationaliserings", "tentoonstellings", "erfgoed")
    endings = ("programma", "voorstellen", "akkoorden", "beleidsnota", "organisaties", "netwerken")
    words = " ".join(start + end for end in endings for start in beginnings)
    reading = typeset(
        f"{words} en verder niets.",
        "#set page(height: 110pt, width: 170pt)\n#set par(justify: true)\n"
        "#set text(hyphenate: true)",
    )

    assert len(texts(reading)) > 1
    assert " ".join(texts(reading)) == f"{words} en verder niets."


def test_a_link_over_words_becomes_a_mark_with_its_target():
    reading = typeset('Zie #link("https://voorbeeld.be/a")[deze bladzijde] voor meer.')

    (text,) = kinds(reading, TextLine)
    (mark,) = text.text.marks
    assert text.text.text[mark.start : mark.end] == "deze bladzijde"
    assert (mark.kind, mark.target) == ("link", "https://voorbeeld.be/a")


def test_numbered_points_within_a_chapter_are_no_chapters():
    text = "#lorem(40)"
    reading = typeset(
        "\n\n".join(
            (
                "#text(16pt)[*1. Inleiding*]",
                text,
                "*1. Een eerste punt*",
                text,
                "*2. Een tweede punt*",
                text,
                "#text(16pt)[*2. Slot*]",
                text,
            )
        )
    )

    assert [(e.number, e.title.text) for e in kinds(reading, HeadingLine)] == [
        ("1", "Inleiding"),
        (None, "1. Een eerste punt"),
        (None, "2. Een tweede punt"),
        ("2", "Slot"),
    ]


def test_entries_that_hang_are_apart_even_without_space_between_them():
    entries = [
        f"Auteur{n}, A. (20{n}). *Een titel die lang genoeg is voor meer dan een regel.* Uitgever."
        for n in range(10, 22)
    ]
    reading = typeset(
        "\n\n".join(entries), "#set par(hanging-indent: 2em, spacing: 0.65em, justify: true)"
    )

    assert texts(reading) == [entry.replace("*", "") for entry in entries]
