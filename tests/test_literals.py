"""Values in Dutch, English and French text compare equal however they are written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.literal_kinds.names import words_of_names
from ingest.literals import find_literals


def values(text, language="nl", kinds=None):
    found = find_literals(text, language)
    return [(span.kind, span.value) for span in found if kinds is None or span.kind in kinds]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1.250,50 euro", "nl", ("amount", "1250.5 EUR")),
        ("1,250.50 euros", "en", ("amount", "1250.5 EUR")),
        ("1 250,50 €", "fr", ("amount", "1250.5 EUR")),
        ("€ 2,5 miljoen", "nl", ("amount", "2500000 EUR")),
        ("twee miljoen euro", "nl", ("amount", "2000000 EUR")),
        ("2.5 million euros", "en", ("amount", "2500000 EUR")),
        ("2.715", "nl", ("number", "2715")),
        ("2,715", "en", ("number", "2715")),
        ("3,5", "nl", ("number", "3.5")),
        ("1.5", "nl", ("number", "1.5")),
        ("1.561.000", "nl", ("number", "1561000")),
        ("70,6%", "nl", ("percentage", "70.6%")),
        ("70.6 percent", "en", ("percentage", "70.6%")),
        ("25 %", "fr", ("percentage", "25%")),
        ("13,7 procent", "nl", ("percentage", "13.7%")),
        ("twaalf", "nl", ("number", "12")),
        ("vijftien", "nl", ("number", "15")),
        ("eenentwintig", "nl", ("number", "21")),
        ("drieëndertig", "nl", ("number", "33")),
        ("negenennegentig", "nl", ("number", "99")),
        ("twenty-five", "en", ("number", "25")),
        ("ninety-nine", "en", ("number", "99")),
        ("vingt-cinq", "fr", ("number", "25")),
        ("quatre-vingt-dix", "fr", ("number", "90")),
        ("3 mln euro", "nl", ("amount", "3000000 EUR")),
        ("twelve", "en", ("number", "12")),
        ("douze", "fr", ("number", "12")),
        ("één", "nl", ("number", "1")),
        ("21ste", "nl", ("number", "21")),
        ("12th", "en", ("number", "12")),
        ("3 miljard", "nl", ("number", "3000000000")),
    ],
)
def test_numbers_compare_equal_across_spellings(text, language, expected):
    assert values(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 januari 2027", ("date", "2027-01-01")),
        ("1-1-2027", ("date", "2027-01-01")),
        ("01/01/2027", ("date", "2027-01-01")),
        ("2027-01-01", ("date", "2027-01-01")),
        ("January 1, 2027", ("date", "2027-01-01")),
        ("1er janvier 2027", ("date", "2027-01-01")),
        ("2024, 19 januari", ("date", "2024-01-19")),
        ("juni 2022", ("date", "2022-06")),
        ("21 mei", ("date", "--05-21")),
        ("3 tot 5 mei", ("date", "--05-03/--05-05")),
        ("30 april tot 2 mei 2026", ("date", "2026-04-30/2026-05-02")),
        ("2024", ("year", "2024")),
        ("2021–2025", ("year_range", "2021/2025")),
        ("2000-2001", ("year_range", "2000/2001")),
        ("2021 tot en met 2025", ("year_range", "2021/2025")),
        ("2024/2025", ("year_range", "2024/2025")),
        ("2024-25", ("year_range", "2024/2025")),
        ("jaren negentig", ("year_range", "1990/1999")),
        ("jaren '90", ("year_range", "1990/1999")),
        ("the nineties", ("year_range", "1990/1999")),
        ("1990s", ("year_range", "1990/1999")),
        ("années quatre-vingt-dix", ("year_range", "1990/1999")),
    ],
)
def test_dates_and_years_compare_equal_across_spellings(text, expected):
    assert values(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ongeveer 2000 bezoekers kwamen in 2019.", [("number", "2000"), ("year", "2019")]),
        ("In 2000 bezoekers ontvangen", [("year", "2000")]),
        ("zie sectie 5.1.1 en versie 2.0.1", []),
        ("onze zes projecten", [("number", "6")]),
        ("68 van de 131 organisaties", [("number", "68"), ("number", "131")]),
        (
            "van 113 in 2000-2001 naar 422",
            [("number", "113"), ("year_range", "2000/2001"), ("number", "422")],
        ),
        ("een 21-jarige, lokaal b12 en 32.13.2020", [("number", "21")]),
    ],
)
def test_numbers_are_told_from_what_looks_like_them(text, expected):
    assert values(text, kinds={"number", "year", "year_range", "date"}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Het Vlaams Audiovisueel Fonds (VAF) werkt samen.", ["vlaams audiovisueel fonds", "vaf"]),
        ("volgens Jans & Van Gucht en door De Brandt", ["jans & van gucht", "brandt"]),
        ("de leden van Jan van der Elst", ["jan van der elst"]),
        ("bij het Departement Cultuur, Jeugd & Media", ["departement cultuur, jeugd & media"]),
        ("in de Raad van de Europese Unie", ["raad van de europese unie"]),
        ("Verder biedt ook Erasmus+ kansen.", ["erasmus+"]),
        ("Internationale samenwerking vergt tijd. Kunstenaars reizen.", []),
        ("Toen Marseille die titel droeg", ["marseille"]),
        ("De Vlaamse regering en Britse organisaties", []),
        ("Kunstenpunt helpt. Ook bij Kunstenpunt zelf.", ["kunstenpunt", "kunstenpunt"]),
        ("VI.BE, OP/TIL en deBuren", ["vi.be", "op/til", "deburen"]),
        ("Leuven", ["leuven"]),
        ("Leuven, Gent en Kortrijk", ["leuven", "gent", "kortrijk"]),
        ("Janssens en Boogaarts (2024) onderscheiden", ["janssens", "boogaarts"]),
        (
            "Daarnaast is Gent aangesloten als Creative City of Music",
            ["gent", "creative city of music"],
        ),
    ],
)
def test_names_are_found_whole_and_starts_of_sentences_are_not_taken_for_names(text, expected):
    assert [value for _, value in values(text, kinds={"name", "acronym"})] == expected


def test_a_first_word_is_a_name_when_the_document_shows_it():
    known = words_of_names(
        ["In 2030 is Leuven aan zet.", "Een Nieuwe Agenda is een nieuwe agenda."]
    )
    assert known == {"Leuven"}
    text = "Leuven wordt hoofdstad. Nieuwe steden volgen."
    assert [span.value for span in find_literals(text, known=known)] == ["leuven"]
    assert find_literals(text) == ()


def test_acronyms_are_told_from_names():
    assert values("bij UNESCO, ECoC en Gent") == [
        ("acronym", "unesco"),
        ("acronym", "ecoc"),
        ("name", "gent"),
    ]


def test_links_are_one_literal_and_compare_without_scheme():
    text = "Zie https://www.fdfa.be/nl/cultuur2024 en www.fdfa.be/nl/cultuur2024/."
    assert values(text) == [("url", "fdfa.be/nl/cultuur2024")] * 2


def test_the_figures_of_a_dossier_paragraph_are_all_found(dossier):
    paragraph = next(block for block in dossier.blocks if block.address == "s4.1.1-p3")
    found = values(paragraph.text.text, kinds={"number"})
    numbers = [value for _, value in found]
    expected = "113 422 130 527 89 303 18 104 1561 2715 28 57".split()
    assert [number for number in numbers if number != "1"] == expected


@settings(deadline=None)
@given(st.integers(0, 10**9))
def test_dutch_grouping_and_plain_digits_are_the_same_number(number):
    grouped = f"{number:,}".replace(",", ".")
    if 1500 <= number <= 2099:
        return
    assert values(f"ruim {grouped} werken") == values(f"ruim {number} werken")


@settings(deadline=None)
@given(st.text(alphabet="Aab 1290.,%€-/'&()\n", max_size=80), st.sampled_from(["nl", "en", "fr"]))
def test_literals_are_stretches_of_the_text_in_order_without_overlap(text, language):
    found = find_literals(text, language)
    assert all(text[span.start : span.end] == span.text and span.value for span in found)
    ends = [0, *(span.end for span in found)]
    assert all(end <= span.start for end, span in zip(ends, found, strict=False))
