"""Mentions of sections and tables, also under the wrong numbers that the dossier's body prints."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.citing.cross_references import find_cross_references
from ingest.document import Section, Table
from ingest.richtext import RichText

# Block, number as printed, what is meant: every mention in the dossier, by reading it.
IN_THE_DOSSIER = [
    ("s1.3.1-p3", "4", "4"),
    ("s1.3.2-p1", "1", "s1.3.2-t1"),
    ("s1.4.1-p1", "1.1", "1.1"),
    ("s1.4.1-p3", "2", "2"),
    ("s3-p1", "8", "8"),
    ("s4.1-p1", "2", "s4.1-t2"),
    ("s4.2-p1", "3", "s4.2-t3"),
    ("s4.3-p2", "4", "s4.3-t4"),
    ("s5-p1", "5", "s5-t5"),
    ("s5-p6", "5.1", "5.1"),
    ("s5-p6", "5.3", "5.3"),
    ("s5.1.1-p3", "6", "s5.1.1-t6"),
    ("s5.2.1-p3", "7", "s5.2.1-t7"),
    ("s5.3.1-p1", "8", "s5.3.1-t8"),
    ("s6-p1", "3", "3"),
    ("s6-p1", "4", "4"),
    ("s6-p1", "5", "5"),
    ("s6.1.2-l1-i1", "5.2", "6.2.1"),
    ("s6.1.2-l1-i2", "5.3", "6.2.2"),
    ("s6.1.2-l1-i3", "5.4", "6.2.3"),
]
TITLES = (
    ("2", "Conceptueel kader: matrix", None),
    ("3", "Sectoraal", None),
    ("3.1", "Culturele democratie", None),
    ("4", "Bilateraal", None),
    ("4.1", "Culturele democratie", None),
    ("4.2", "Internationale solidariteit", None),
    ("5", "Multilateraal", None),
    ("5.2", "Internationale solidariteit", None),
    ("5.3", "Capaciteitsopbouw", None),
    ("6", "Uitdagingen", None),
    ("6.1.2", "Het toekomstig cultuurbeleid", "5.1.2"),
    ("6.2", "Sectorale uitdagingen", "5.2"),
    ("6.2.1", "Structurele uitdagingen", "5.2.1"),
    ("6.2.2", "Praktische uitdagingen", "5.2.2"),
)
SECTIONS = tuple(
    Section(number, title, number.count(".") + 1, None, (title,), None, printed)
    for number, title, printed in TITLES
)
TABLES = tuple(
    Table(f"s4-t{number}", "4", number, RichText("Titel"), (), ()) for number in (1, 2, 3)
)


def found(text, section="4"):
    mentions, findings = find_cross_references([("s4-p1", section, text)], SECTIONS, TABLES)
    return [(text[m.start : m.end], m.target) for m in mentions], [f.code for f in findings]


def test_every_mention_in_the_dossier_is_resolved(dossier):
    mentions = [(m.block, m.printed, m.target) for m in dossier.cross_references]
    assert mentions == IN_THE_DOSSIER


def test_wrongly_numbered_mentions_in_the_dossier_are_reported(dossier):
    reported = [f for f in dossier.findings if f.code == "cross-reference-renumbered"]
    assert [f.place for f in reported] == ["s6.1.2-l1-i1", "s6.1.2-l1-i2", "s6.1.2-l1-i3"]
    assert reported[0].text == (
        "“sectie 5.2” staat onder een ander nummer: 6.2.1. Structurele en geografische uitdagingen."
    )
    assert not [f for f in dossier.findings if f.code == "cross-reference-missing"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Jambon, 2021; zie ook hoofdstuk 4).", [("hoofdstuk 4", "4")]),
        ("zie hoofdstuk 2 – Conceptueel kader.", [("hoofdstuk 2", "2")]),
        ("diverse relaties (zie 4.1).", [("zie 4.1", "4.1")]),
        ("in de secties (4.1–4.2) wordt", [("secties (4.1", "4.1"), ("4.2", "4.2")]),
        ("De hoofdstukken (3, 4 en 5) tonen", [("hoofdstukken (3", "3"), ("4", "4"), ("5", "5")]),
        (
            "tabellen 1 en 2, en (Tabel 3)",
            [("tabellen 1", "s4-t1"), ("2", "s4-t2"), ("Tabel 3", "s4-t3")],
        ),
        ("see section 5.2 and chapter 3", [("section 5.2", "5.2"), ("chapter 3", "3")]),
        ("voir aussi le chapitre 4", [("chapitre 4", "4")]),
        ("zie § 4.2", [("§ 4.2", "4.2")]),
        ("hoofdstuk 3 van dit dossier", [("hoofdstuk 3", "3")]),
        ("Internationale solidariteit (sectie 4.2)", [("sectie 4.2", "4.2")]),
        ("Sectorale uitdagingen (hoofdstuk 6)", [("hoofdstuk 6", "6")]),
        ("culturele democratie (zie hoofdstuk 3)", [("hoofdstuk 3", "3")]),
    ],
)
def test_mentions_resolve_by_number(text, expected):
    assert found(text) == (expected, [])


@pytest.mark.parametrize(
    "text",
    [
        "Strategie 21 (2017) en 5.1 procent van de werking",
        "zie 12.500 euro voor 4.1 voltijdse banen",
        "sectie 5,2% van het geheel en tabel 3%",
        "hoofdstuk 3 van het Kunstendecreet",
        "hoofdstuk 4 in de Landschapstekening",
        "(Jans, 2024, hoofdstuk 3)",
        "(Kunstenpunt, z.d.a, sectie 5.2)",
        "Tabel 2: Voorbeelden van projecten",
        "de tabellen hieronder; paragraaf per paragraaf",
    ],
)
def test_numbers_without_a_place_in_this_document_are_left_alone(text):
    assert found(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("structurele uitdagingen (sectie 5.2)", "6.2.1"),
        ("**praktische uitdagingen** (sectie 5.3);", "6.2.2"),
        ("zie sectie 5.4, Praktische uitdagingen", "6.2.2"),
        ("zie sectie 5.2 hieronder", "6.2"),
        ("zie 5.2.2", "6.2.2"),
    ],
)
def test_a_wrong_number_means_the_title_beside_it_or_what_its_chapter_prints(text, target):
    mentions, codes = found(text, section="6.1.2")
    assert [place for _, place in mentions] == [target]
    assert codes == ["cross-reference-renumbered"]


def test_outside_the_misnumbered_chapter_the_contents_number_counts():
    assert found("zie sectie 5.2", section="4.1") == ([("sectie 5.2", "5.2")], [])


@pytest.mark.parametrize("text", ["zie hoofdstuk 12", "zie 9.4", "in Tabel 14"])
def test_a_place_that_does_not_exist_is_reported(text):
    mentions, codes = found(text)
    assert [target for _, target in mentions] == [None]
    assert codes == ["cross-reference-missing"]


def test_mentions_of_sections_and_tables_come_in_the_order_of_the_text():
    mentions, _ = found("Tabel 1, hoofdstuk 3, Tabel 2 en sectie 4.1")
    assert [target for _, target in mentions] == ["s4-t1", "3", "s4-t2", "4.1"]


PIECES = [
    "zie ",
    "hoofdstuk ",
    "secties (",
    "Tabel ",
    "4.1",
    "12",
    "–",
    " en ",
    ", ",
    ")",
    "%",
    ".",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_every_mention_is_a_stretch_of_text_that_ends_in_its_number(pieces):
    text = "".join(pieces)
    mentions, _ = find_cross_references([("s4-p1", "4", text)], SECTIONS, TABLES)
    assert all(text[m.start : m.end].endswith(m.printed) for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
