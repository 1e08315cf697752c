"""The forms in which a text cites, and what is reported when a citation fits no reference."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.citing.citations import resolve_citations
from ingest.citing.references import parse_references
from ingest.richtext import RichText

ENTRIES = (
    "BUDA. (z.d.). Aanvraag residentie. https://www.buda.be/aanvraag-residentie/",
    "Council of Europe. (n.d.). Strategy 21. https://www.coe.int/strategy-21-s",
    "Degrande, G., Diericx, M., & Muyters, P. (2025). Conceptnota. Vlaams Parlement.",
    "Departement Cultuur, Jeugd & Media. (z.d.a). Baskenland. https://www.vlaanderen.be/a",
    "Departement Cultuur, Jeugd & Media. (z.d.b). Samenwerking. https://www.vlaanderen.be/b",
    "European Commission: Directorate-General for Content (2020). Strategy. Publications Office.",
    "Europese Commissie. (2024, 18 september). Dialogue. https://ec.europa.eu/dialogue",
    "Europese Commissie. (2025, 12 november). Factsheet. https://ec.europa.eu/factsheet",
    "Jans, M. (2024). Het civiel werkveld. Socius.",
    "Jans, M., & Van Gucht, J. (2022). Stromen in de civiele samenleving. Socius.",
    "Janssens, J., & Boogaarts, I. (2024, 19 januari). Veldtekening. IDEA Consult.",
    "Kaaitheater. (z.d.). SPIRIT CAPITAL. https://kaaitheater.be/nl",
    "Kunstenpunt. (2023). A Fair New World?! Kunstenpunt",
    "Kunstenpunt. (2025). Landschapstekening Kunsten. https://www.kunsten.be/",
    "Liu, Y. D. (2014). Socio-cultural impacts. Social Indicators Research, 115, 983–998.",
    "Nakagawa, S. (2010). Inclusive policy. Cities, 27, S16–S24.",
    "Raad van Europa. (z.d.). Faro. https://www.coe.int/faro",
    "Raad van Europa. (2018, mei). Strategy. https://rm.coe.int/",
    "Vlaamse Regering. (2024). Beleidsnota Cultuur. Vlaams Parlement.",
)
REFERENCES = parse_references([(RichText(entry), ()) for entry in ENTRIES])


def resolved(text):
    citations, _ = resolve_citations([("s1-p1", text)], REFERENCES)
    return [(text[c.start : c.end], c.reference) for c in citations]


DEPARTMENT = "departement-cultuur-jeugd-media"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Zo (Departement Cultuur, Jeugd & Media, z.d.a; z.d.b; Raad van Europa, z.d.; 2018)",
            [
                ("Departement Cultuur, Jeugd & Media, z.d.a", f"{DEPARTMENT}-zda"),
                ("z.d.b", f"{DEPARTMENT}-zdb"),
                ("Raad van Europa, z.d.", "raad-van-europa-zd"),
                ("2018", "raad-van-europa-2018"),
            ],
        ),
        (
            "(Liu, 2014; Janssens & Boogaarts, 2024, Kunstenpunt, 2025)",
            [
                ("Liu, 2014", "liu-2014"),
                ("Janssens & Boogaarts, 2024", "janssens-boogaarts-2024"),
                ("Kunstenpunt, 2025", "kunstenpunt-2025"),
            ],
        ),
        (
            "Terugkerend ((Janssens & Boogaarts, 2024).",
            [("Janssens & Boogaarts, 2024", "janssens-boogaarts-2024")],
        ),
        (
            "Liu (2014) en Nakagawa (2010) en Europese Commissie (2025, p. 4).",
            [
                ("Liu (2014)", "liu-2014"),
                ("Nakagawa (2010)", "nakagawa-2010"),
                ("Europese Commissie (2025, p. 4)", "europese-commissie-2025"),
            ],
        ),
        ("Kunstencentrum BUDA (z.d.) biedt", [("BUDA (z.d.)", "buda-zd")]),
        (
            "(onderzoek van De Hogeschool in Kunstenpunt, 2025)",
            [("Kunstenpunt, 2025", "kunstenpunt-2025")],
        ),
        (
            "(Departement Cultuur, Jeugd en Media (z.d.b))",
            [("Departement Cultuur, Jeugd en Media (z.d.b)", f"{DEPARTMENT}-zdb")],
        ),
        ("(Degrande e.a., 2025)", [("Degrande e.a., 2025", "degrande-et-al-2025")]),
        (
            "(Degrande, Diericx & Muyters, 2025)",
            [("Degrande, Diericx & Muyters, 2025", "degrande-et-al-2025")],
        ),
        ("(Kunstenpunt 2025)", [("Kunstenpunt 2025", "kunstenpunt-2025")]),
        ("(Council of Europe, z.d.)", [("Council of Europe, z.d.", "council-of-europe-nd")]),
        ("(Kunstenpunt, 2025. En verder", [("Kunstenpunt, 2025", "kunstenpunt-2025")]),
        ("Bron: Kunstenpunt, 2025.", [("Kunstenpunt, 2025", "kunstenpunt-2025")]),
        ("Bron: (Kunstenpunt, 2025)", [("Kunstenpunt, 2025", "kunstenpunt-2025")]),
        ("Bron: Kunstenpunt (2025)", [("Kunstenpunt (2025)", "kunstenpunt-2025")]),
        ("Bron: Kaaitheater", [("Kaaitheater", "kaaitheater-zd")]),
        ("(Kaaitheater)", [("Kaaitheater", "kaaitheater-zd")]),
    ],
)
def test_forms_of_citing_resolve(text, expected):
    assert resolved(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Strategie 21 (2017), een Europese Erfgoedstrategie",
        "de Conventie inzake diversiteit van cultuuruitingen (2005)",
        "na Bergen (2015), Brugge (2002), Brussel (2000) en Antwerpen (1993)",
        "Voices of Culture (2015-2023) en straatkunst (27%)",
        "het dossier (oproep 2024) en de looptijd (2021–2025)",
        "Joint Declaration “Europe for Culture – Culture for Europe” (2023), waarin",
        "een vergadering (op 3 mei 2024) in Gent",
        "Een werking van Kunstenpunt (in Brussel) sinds 2020",
        "zie verder (p. 13) en (Tabel 3, 2024)",
        "van 89 in 2000-2001 naar 303 in 2015-2016",
    ],
)
def test_years_that_cite_nothing_are_left_alone(text):
    assert resolved(text) == []


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("(Kunstenpunt, 2019)", "kunstenpunt-2023"),
        ("(Europese Commissie, 2026)", "europese-commissie-2025"),
        ("(European Commission, 2025)", "europese-commissie-2025"),
        ("(Conseil de l’Europe, 2018)", "raad-van-europa-2018"),
        ("(Departement Cultuur, Jeugd & Media, z.d.)", f"{DEPARTMENT}-zda"),
        ("(Peeters & Jans, 2024)", "jans-2024"),
        ("Volgens Peeters en Jans (2024) is dat zo", "jans-2024"),
        ("(Van Liu, 2014)", "liu-2014"),
        ("(Degrande, 2025)", "degrande-et-al-2025"),
        ("(Grootjans, 1987)", None),
        ("het Pact van de Verenigde Naties (2024) stelt", None),
        ("het werkplan van de Raad van de Europese Unie (2018)", None),
        ("zoals World Culture Open (z.d.) biedt", None),
        ("De Smet et al. (2019) tonen", None),
    ],
)
def test_what_is_not_in_the_list_is_reported_with_the_nearest(text, nearest):
    citations, findings = resolve_citations([("s1-p1", text)], REFERENCES)
    assert [(c.reference, c.nearest) for c in citations] == [(None, nearest)]
    assert [f.place for f in findings if f.code == "citation-unresolved"] == ["s1-p1"]


def test_a_work_cited_through_another_is_nearest_to_that_other():
    text = "leden (onderzoek van De Federatie (2021, 21 mei) in Jans, 2024, p. 135)."
    citations, _ = resolve_citations([("s1-p1", text)], REFERENCES)
    assert [(c.authors, c.year, c.pinpoint, c.reference, c.nearest) for c in citations] == [
        ("De Federatie", "2021", "", None, "jans-2024"),
        ("Jans", "2024", "p. 135", "jans-2024", None),
    ]


def test_a_name_cited_elsewhere_without_reference_is_known_in_a_sentence_too():
    texts = [("s1-p1", "zo (Vandenberghe, 2021)"), ("s1-p2", "Vandenberghe (2021) stelt dat")]
    citations, _ = resolve_citations(texts, REFERENCES)
    assert [(c.block, c.authors) for c in citations] == [
        ("s1-p1", "Vandenberghe"),
        ("s1-p2", "Vandenberghe"),
    ]


def test_a_page_in_parentheses_goes_to_the_citation_in_the_sentence_before():
    text = "Kunstenpunt (2025) stelt dat het anders moet (p. 13). Dat is zo (Liu, 2014) (p. 2)."
    citations, _ = resolve_citations([("s1-p1", text)], REFERENCES)
    assert [c.pinpoint for c in citations] == ["p. 13", ""]


@pytest.mark.parametrize("written", ["Boogaerts", "Bogaarts", "Boogarats", "Boogaartss"])
def test_a_slip_in_a_name_resolves_and_is_reported(written):
    text = f"De veldtekening van Janssens en {written} (2024) toont dat."
    citations, findings = resolve_citations([("s1-p1", text)], REFERENCES)
    assert [(c.reference, c.misspelt) for c in citations] == [("janssens-boogaarts-2024", True)]
    assert "author-misspelt" in [f.code for f in findings]


def test_a_removed_reference_leaves_its_citations_unresolved():
    kept = [r for r in REFERENCES if r.key != "janssens-boogaarts-2024"]
    texts = [
        ("s1-p1", "zo (Janssens & Boogaarts, 2024)"),
        ("s1-p2", "Janssens en Boogaarts (2024) onderscheiden"),
    ]
    citations, findings = resolve_citations(texts, kept)
    assert [(c.block, c.reference) for c in citations] == [("s1-p1", None), ("s1-p2", None)]
    assert sum(f.code == "citation-unresolved" for f in findings) == 2


def test_two_references_of_one_name_and_year_are_ambiguous():
    entry = (RichText("Kunstenpunt. (2025). Landschapstekening Kunsten."), ())
    other = (RichText("Kunstenpunt. (2025). Jaarverslag."), ())
    citations, findings = resolve_citations(
        [("s1-p1", "Zo (Kunstenpunt, 2025).")], parse_references([entry, other])
    )
    assert [(c.reference, c.nearest) for c in citations] == [(None, "kunstenpunt-2025")]
    assert "past bij 2 referenties" in findings[0].text


def test_an_entry_that_stands_twice_is_one_reference_and_is_reported():
    entry = (RichText("Kunstenpunt. (2025). Landschapstekening Kunsten."), ())
    citations, findings = resolve_citations(
        [("s1-p1", "Zo (Kunstenpunt, 2025).")], parse_references([entry, entry])
    )
    assert [c.reference for c in citations] == ["kunstenpunt-2025"]
    assert [(f.code, f.place) for f in findings] == [("reference-doubled", "ref-kunstenpunt-2025b")]


@pytest.mark.parametrize(
    ("written", "reference", "nearest"),
    [
        ("Liuu, 2014", "liu-2014", None),
        ("Lui, 2014", "liu-2014", None),
        ("Lin, 2014", None, None),
        ("Jnas, 2024", "jans-2024", None),
        ("Jens, 2024", None, "jans-2024"),
        ("VIBE, 2025", "vi-be-2025", None),
    ],
)
def test_a_slip_in_a_short_name_resolves_only_when_it_can_be_no_other_name(
    written, reference, nearest
):
    entries = ("Liu, Y. (2014). Steden.", "Jans, M. (2024). Veld.", "VI.BE. (2025). Kompas.")
    citations, _ = resolve_citations(
        [("s1-p1", f"Zo is het ({written}).")],
        parse_references([(RichText(entry), ()) for entry in entries]),
    )
    assert [(c.reference, c.nearest) for c in citations] == [(reference, nearest)]
    assert citations[0].misspelt == (reference is not None)


PIECES = ["(", ")", "((", "Kunstenpunt", "Liu", " & ", ", ", "; ", "2024", "z.d.a", " en ", "p. 3"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_spans_lie_in_the_text_and_in_order_whatever_the_text(pieces):
    text = "".join(pieces)
    citations, _ = resolve_citations([("s1-p1", text)], REFERENCES)
    starts = [c.start for c in citations]
    assert starts == sorted(starts)
    assert all(0 <= c.start < c.end <= len(text) for c in citations)
    assert all(c.year in text[c.start : c.end] for c in citations)


def test_a_very_long_text_of_open_parentheses_is_read_without_delay():
    text = "(Liu, 2014 en Van " * 3000 + "(" * 5000 + " " * 5000
    citations, _ = resolve_citations([("s1-p1", text)], REFERENCES)
    assert {c.reference for c in citations} == {"liu-2014"}
