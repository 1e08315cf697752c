"""PDFs as browsers and office programs print them: endnotes, wide spaces, titles over lines."""

from itertools import groupby

import typst
from test_pdf_reading import said, written

from ingest.elements import FootnoteLine, HeadingLine, ListLine, TableLine, TextLine
from ingest.pdf.reader import read_pdf

SENTENCE = "Internationale samenwerkingsverbanden versterken transnationale cultuurorganisaties"


WORDS = (
    "De kunstenaars en hun organisaties werken in transnationale netwerken waarin creatie, "
    "presentatie, kennisdeling en financiering tegelijk lokaal, Europees en globaal zijn"
)


def typeset(source, setup="", size="width: 300pt, height: 260pt, margin: 30pt"):
    head = f'#set page({size})\n#set text(lang: "nl", size: 10pt, hyphenate: false)\n'
    whole = f"{head}#set smartquote(enabled: false)\n{setup}\n{source}"
    return read_pdf(typst.Compiler(whole.encode(), ignore_system_fonts=True).compile(format="pdf"))


def texts(reading):
    return [e.text.text for e in reading.elements if isinstance(e, TextLine)]


def test_columns_with_wide_spaces_between_words_are_still_columns():
    alineas = [f"Alinea {n}: {WORDS} {n}." for n in range(14)]
    reading = typeset(
        "\n\n".join(alineas),
        "#set par(justify: true, spacing: 1.4em)\n#set columns(gutter: 9pt)",
        "width: 460pt, height: 420pt, margin: 40pt, columns: 2",
    )
    assert texts(reading) == alineas


def test_a_justified_last_line_that_falls_short_ends_its_paragraph_at_a_page_break():
    first = f"{SENTENCE} " * 3 + "die zo heten."
    reading = typeset(
        f"{first}\n\n#pagebreak()\nOnwaarschijnlijkheidsoverwegingen volgen.",
        "#set par(justify: true, spacing: 1.4em)",
    )
    assert texts(reading) == [first, "Onwaarschijnlijkheidsoverwegingen volgen."]
    assert [(e.page, e.glued) for e in reading.elements] == [(1, False), (2, False)]


def test_a_bold_title_of_two_lines_that_begins_with_a_number_is_one_title():
    title = "5. Conceptueel kader voor solidariteit: multilateraliteitsmatrix"
    reading = typeset(f"Tekst ervoor.\n\n*{title}*\n\nTekst erna.", "#set par(justify: true)")
    headings = [e for e in reading.elements if isinstance(e, HeadingLine)]
    assert [(e.number, e.title.text) for e in headings] == [("5", title[3:])]


def test_notes_under_a_title_at_the_end_are_footnotes_called_from_the_text():
    reading = typeset(
        "De draagkracht#super[1] en het netwerk#super[2] tellen.\n\n= Voetnoten\n\n"
        "+ Wat mensen aankunnen. ↩\n+ Ook over grenzen heen. ↩"
    )
    notes = [e for e in reading.elements if isinstance(e, FootnoteLine)]
    assert [(e.number, e.text.text) for e in notes] == [
        (1, "Wat mensen aankunnen."),
        (2, "Ook over grenzen heen."),
    ]
    assert texts(reading) == ["De draagkracht en het netwerk tellen."]
    calls = [m.target for e in reading.elements if isinstance(e, TextLine) for m in e.text.marks]
    assert calls == ["1", "2"]
    assert not [e for e in reading.elements if isinstance(e, HeadingLine)]


def test_a_column_that_a_table_fills_is_read_after_the_column_before_it():
    begins = iter(range(100))

    def text(count):
        return "\n\n".join(f"Alinea {next(begins)} begint. {WORDS}." for _ in range(count))

    rows = "".join(f"[Rij {n}], [Een cel met enkele woorden]," for n in range(15))
    page = "\n#colbreak()\n#table(columns: (1fr, 2fr), [Naam], [Inhoud], " + rows + ")\n"
    reading = typeset(
        f"{text(6)}\n#pagebreak()\n{text(2)}{page}#pagebreak()\n{text(2)}{page}",
        size="width: 460pt, height: 440pt, margin: 40pt, columns: 2",
    )
    order = [e.page for e in reading.elements]
    assert order == sorted(order)
    assert [t.split()[1] for t in texts(reading)] == [str(n) for n in range(10)]
    kinds = [kind for kind, _ in groupby(map(type, reading.elements))]
    assert kinds == [TextLine, TableLine, TextLine, TableLine]


def test_a_bullet_of_an_unused_code_just_below_its_line_marks_an_item():
    lines = [("Meer leden werven", 600), ("Samenwerken met scholen", 580)]
    page = said("De plannen zijn:", y=640)
    for text, y in lines:
        page += said("\\177", x=72, y=y - 2, size=12) + said(text, x=90, y=y)
    items = [e for e in read_pdf(written(page)).elements if isinstance(e, ListLine)]
    assert [(e.marker, e.text.text) for e in items] == [("-", text) for text, _ in lines]
