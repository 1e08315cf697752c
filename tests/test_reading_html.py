"""Web pages: what is text, what is furniture, what is hidden; notes and tables of all habits."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.elements import (
    ContentsLine,
    FootnoteLine,
    GapLine,
    HeadingLine,
    ListLine,
    TableLine,
    TextLine,
)
from ingest.errors import UnreadableFile, UnusableText
from ingest.markup.element_texts import texts_of
from ingest.markup.html import read_html

PAGE = """<!doctype html><html lang="nl"><head><title>Beleid rond cultuur | Kunstsite</title>
<meta property="og:site_name" content="Kunstsite">
<meta property="article:published_time" content="2025-03-01"></head>
<body><div id="cookie-banner">Wij gebruiken cookies. <button>OK</button></div>
<header><a href="/">Kunstsite</a><nav><ul><li><a href="/a">Home</a></li></ul></nav></header>
<div class="wrapper"><div class="left"><ul><li><a href="/1">Onderwerp een</a></li>
<li><a href="/2">Onderwerp twee</a></li><li><a href="/3">Onderwerp drie</a></li></ul></div>
<div class="content with-sidebar"><h1>Beleid rond cultuur</h1>
<p>De stad werkt aan een nieuw plan voor haar musea en theaters in de komende jaren.<sup>1</sup></p>
<h2>Waarom</h2><p>Er zijn twee redenen om dat nu te doen, zegt de schepen in een interview:</p>
<ol><li>de gebouwen zijn oud<ul><li>dak</li></ul></li><li>het publiek verandert</li></ol>
<table><caption>Tabel 1: Budget</caption><tr><th>Jaar</th><th>Euro</th></tr>
<tr><td>2024</td><td>10</td></tr></table>
<p>Nog een slotalinea met voldoende tekst om te tellen als hoofdinhoud van deze pagina.</p></div>
<aside class="related"><h3>Lees ook</h3><a href="/z">Ander artikel</a></aside></div>
<div class="noten"><p><sup>1</sup> Zie het collegebesluit.</p></div>
<footer>Contact | Privacy | Kunstsite 2025</footer></body></html>"""


def elements(page):
    return read_html(page.encode()).elements


def texts(page):
    return [e.text.text for e in elements(page) if isinstance(e, TextLine | ListLine)]


def test_a_web_page_loses_its_furniture_and_keeps_all_of_its_text():
    reading = read_html(PAGE.encode())
    assert [type(e) for e in reading.elements] == [
        HeadingLine, TextLine, HeadingLine, TextLine, ListLine, ListLine, ListLine, TextLine,
        TableLine, TableLine, TextLine, FootnoteLine,
    ]  # fmt: skip
    assert reading.title == "Beleid rond cultuur"
    assert dict(reading.metadata) == {
        "publisher": "Kunstsite", "date": "2025-03-01", "language": "nl",
    }  # fmt: skip
    assert reading.elements[7].text.text == "Tabel 1: Budget"
    assert reading.elements[-1].text.text == "Zie het collegebesluit."


def test_a_plain_document_keeps_everything_even_what_looks_dull():
    page = "<h1>Nota</h1><p>Kort.</p><ul>" + "".join(
        f'<li><a href="https://example.org/{n}">Bron {n}</a></li>' for n in range(5)
    )
    assert texts(page) == ["Kort.", *(f"Bron {n}" for n in range(5))]


@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        ('class="social-share"', False),
        ('class="block-cookie-banner x"', False),
        ('id="newsletter-signup"', False),
        ('role="navigation"', False),
        ('class="social-cohesion"', True),
        ('class="related-work-in-cities"', True),
        ('id="menukaart"', True),
    ],
)
def test_furniture_is_known_by_whole_names(attributes, kept):
    page = f"<main><p>{'Een lange alinea. ' * 9}</p><div {attributes}><p>Blok.</p></div></main>"
    assert ("Blok." in texts(f"<html><body>{page}</body></html>")) is kept


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">X</p>',
        '<p style="DISPLAY : None !important">X</p>',
        '<div style="visibility:hidden"><p>X</p></div>',
        "<p hidden>X</p>",
        '<p style="font-size:0">X</p>',
        '<p style="opacity:0">X</p>',
        '<p style="position:absolute;left:-9999px">X</p>',
        '<p style="text-indent:-9999px">X</p>',
        '<p style="color:#fff">X</p>',
        '<p style="color:white;background:#FFFFFF">X</p>',
        '<p><font color="white">X</font></p>',
        '<div style="background:#000"><p style="color:rgb(0,0,0)">X</p></div>',
        '<p style="position:absolute;clip:rect(0,0,0,0)">X</p>',
        '<p style="height:0;overflow:hidden">X</p>',
        "<style>.weg{display:none}</style><p class='a weg'>X</p>",
        "<style>div .weg,p#q{visibility:hidden}</style><div><b class=weg>X</b></div><p id=q>X</p>",
        "<style>@media screen{.weg{display:none}}</style><p class=weg>X</p>",
        "<script>document.write('X')</script><template>X</template><noscript>X</noscript>",
        "<!-- X -->",
    ],
)
def test_text_that_nobody_sees_is_left_out(hidden):
    assert texts(f"<html><body><p>Zichtbaar.</p>{hidden}<p>Ook.</p></body></html>") == [
        "Zichtbaar.", "Ook.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "shown",
    [
        "<style>@media print{.k{display:none}}</style><p class=k>X</p>",
        "<style>.k{display:none} p.k{display:block}</style><p class=k>X</p>",
        "<style>.k:hover{display:none} .ander{display:none}</style><p class=k>X</p>",
        '<div style="background:#003"><p style="color:white">X</p></div>',
        '<div style="font-size:0"><p style="font-size:16px">X</p></div>',
        '<p aria-hidden="false">X</p>',
    ],
)
def test_text_that_is_shown_after_all_stays(shown):
    assert texts(f"<html><body>{shown}</body></html>") == ["X"]


LINKED_NOTES = {
    "publisher": '<p>Tekst<sup><a href="#fn1" id="r1">1</a></sup>.</p>'
    '<section role="doc-endnotes"><h2>Voetnoten</h2><ol><li id="fn1">Noot. <a href="#r1">↩</a></li>'
    "</ol></section>",
    "word processor": '<p>Tekst<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>.</p>'
    '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Noot.</p></div>',
    "encyclopedia": '<p>Tekst<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup>.</p>'
    '<ol><li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> Noot.</li></ol>',
    "brackets by hand": '<p>Tekst [<a href="#n1" id="b1">1</a>].</p>'
    '<p id="n1">1. Noot. <a href="#b1">terug</a></p>',
    "raised numbers": "<p>Tekst<sup>1</sup>.</p><p><sup>1</sup> Noot.</p>",
}


@pytest.mark.parametrize("page", LINKED_NOTES.values(), ids=LINKED_NOTES.keys())
def test_footnotes_of_every_habit_are_called_from_their_place(page):
    first, note = elements(f"<html><body>{page}</body></html>")
    assert first.text.text == "Tekst."
    assert [(m.start, m.end, m.kind, m.target) for m in first.text.marks] == [
        (5, 5, "footnote", "1")
    ]
    assert note == FootnoteLine(1, note.text)
    assert note.text.text == "Noot."


def test_raised_figures_that_call_no_note_stay_readable():
    page = "<p>10<sup>6</sup> stuks van 5 m<sup>2</sup>, de 2<sup>e</sup> CO<sub>2</sub>.</p>"
    assert texts(page) == ["10⁶ stuks van 5 m², de 2e CO2."]


def test_spans_are_filled_out_and_a_group_row_has_one_filled_cell():
    page = (
        "<table><tr><th>Jaar<th>Soort<th>Euro<tr><td colspan=3>Musea"
        "<tr><td rowspan=2>2024<td>a<td>10<tr><td><ul><li>b<li>c</ul><td>20"
        "<tfoot><tr><td colspan=3>Bron: stad</table>"
    )
    *rows, source = elements(page)
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["Jaar", "Soort", "Euro"], ["Musea", "", ""], ["2024", "a", "10"], ["2024", "b; c", "20"],
    ]  # fmt: skip
    assert [row.glued for row in rows] == [False, True, True, True]
    assert source.text.text == "Bron: stad"


def test_rows_below_a_head_without_a_body_of_their_own_are_no_headers():
    page = "<table><thead><tr><th>A<th>B</tr></thead><tr><td>1<td>2</tr><tr><td>3<td>4</table>"
    assert [row.header for row in elements(page)] == [True, False, False]


def test_a_table_that_only_places_things_is_ordinary_text():
    page = "<table><tr><td><h2>Kop</h2><p>Tekst</p></td><td>Zij</td></tr></table>"
    assert [type(e) for e in elements(page)] == [HeadingLine, TextLine, TextLine]


def test_a_figure_leaves_a_gap_and_its_caption():
    page = "<p>Voor.</p><figure><img src=a.png><figcaption>Figuur 1</figcaption></figure>"
    assert [type(e) for e in elements(page)] == [TextLine, GapLine, TextLine]


def test_links_are_whole_addresses_and_never_scripts():
    page = (
        '<html><head><base href="https://example.org/x/"></head><body><p><a href="y">een</a> '
        '<a href="javascript:alert(1)">twee</a> <a href="#z">drie</a></p></body></html>'
    )
    (line,) = elements(page)
    assert [(m.kind, m.target) for m in line.text.marks] == [("link", "https://example.org/x/y")]


def test_markup_in_text_and_titles_is_just_text():
    page = (
        "<title>&lt;img onerror=x&gt;</title><p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;</p>"
    )
    reading = read_html(page.encode())
    assert reading.title == "<img onerror=x>"
    assert reading.elements[0].text.text == "<script>alert(1)</script> &amp;"


def test_characters_that_hide_or_reorder_are_taken_out():
    page = "<p>te&#8238;x&#8203;st&#xE0041;&shy; cafe&#x301; a&#8205;b \u0645\u06cc\u200c\u062e</p>"
    assert texts(page) == ["texst café ab \u0645\u06cc\u200c\u062e"]


def test_a_declared_encoding_is_honoured():
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>één coöperatie</p></body></html>'
    assert read_html(page.encode("latin-1")).elements[0].text.text == "één coöperatie"


def test_nesting_too_deep_is_an_error_and_not_a_shorter_text():
    with pytest.raises(UnreadableFile, match="te diep genest"):
        elements("<body>" + "<div>" * 30_000 + "<p>diep")
    assert texts("<body>" + "<div>" * 1_500 + "<p>diep</p>" + "</div>" * 1_500 + "<p>na") == [
        "diep", "na",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "page", ["<html></html>", "<body><script>x</script></body>", "<body> </body>"]
)
def test_a_page_without_text_is_refused_in_one_line(page):
    with pytest.raises(UnusableText) as caught:
        elements(page)
    assert "\n" not in str(caught.value)


_WORDS = st.text(string.ascii_letters + " éë<&", min_size=1, max_size=30)
_TAGS = st.sampled_from(
    ["p", "b", "i", "h2", "li", "ul", "td", "tr", "table", "br", "sup", "div", "a"]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(_TAGS, _WORDS, st.booleans()), min_size=1, max_size=15))
def test_any_heap_of_tags_gives_marks_inside_their_texts_and_loses_no_word(pieces):
    page = "".join(
        f"<{tag}>{word.replace('&', '&amp;').replace('<', '&lt;')}{f'</{tag}>' if closed else ''}"
        for tag, word, closed in pieces
    )
    try:
        found = elements(f"<html><body>{page}</body></html>")
    except UnusableText:
        found = ()
    rich = [text for element in found for text in texts_of(element)]
    for text in rich:
        assert all(0 <= m.start <= m.end <= len(text.text) for m in text.marks)
        assert text.text == " ".join(text.text.split())
    contents = [e.title for e in found if isinstance(e, ContentsLine)]
    shown = "".join("".join(text.split()) for text in (*contents, *(t.text for t in rich)))
    written = "".join("".join(word.split()) for _, word, _ in pieces)
    assert sorted(shown.replace(";", "")) == sorted(written)
