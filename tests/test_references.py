"""The reference list of the real dossier, entry by entry, and the shapes entries come in."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.citing.references import parse_references
from ingest.document import PageMark
from ingest.richtext import Mark, RichText

# Every entry of the dossier with its parts; each part was checked against the printed entry.
IN_THE_DOSSIER = Path(__file__).with_name("dossier_references.tsv")


def parsed(entry):
    """Parse one entry; what stands between asterisks is italic."""
    text, marks = "", []
    for position, part in enumerate(entry.split("*")):
        if position % 2:
            marks.append(Mark(len(text), len(text) + len(part), "italic"))
        text += part
    (reference,) = parse_references([(RichText(text, tuple(marks)), ())])
    return reference


def test_every_entry_of_the_dossier_is_taken_apart(dossier):
    with IN_THE_DOSSIER.open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = [
        {
            "key": reference.key,
            "authors": "; ".join(reference.authors),
            "date": reference.date or reference.year,
            "title": reference.title,
            "container": reference.container,
            "publisher": reference.publisher,
            "doi": reference.doi,
            "url": reference.url,
        }
        for reference in dossier.references
    ]
    assert len(expected) == 67
    assert found == expected


def test_fifty_five_entries_of_the_dossier_have_a_link_that_stands_in_the_entry(dossier):
    links = [reference for reference in dossier.references if reference.url]
    assert len(links) == 55
    assert all(reference.url in reference.entry for reference in links)
    assert all(reference.url.startswith("https://") for reference in links)


def test_keys_of_the_dossier_are_unique_and_make_the_address(dossier):
    keys = [reference.key for reference in dossier.references]
    assert len(set(keys)) == 67
    assert [reference.address for reference in dossier.references] == [f"ref-{k}" for k in keys]


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("janssens-boogaarts-2024", "Janssens & Boogaarts, 2024"),
        ("goffin-et-al-2023", "Goffin et al., 2023"),
        ("departement-cultuur-jeugd-media-zdc", "Departement Cultuur, Jeugd & Media, z.d.c"),
        ("jans-van-gucht-2022", "Jans & Van Gucht, 2022"),
        ("el-kaoui-2024", "El Kaoui, 2024"),
        ("council-of-europe-nd", "Council of Europe, n.d."),
    ],
)
def test_labels_are_what_one_would_cite(dossier, key, label):
    labels = {reference.key: reference.label for reference in dossier.references}
    assert labels[key] == label


def test_a_link_keeps_its_parentheses():
    entry = "Raad. (2018). *Conclusies*. (https://eur-lex.eu/?uri=CELEX:52018XG1221(01)&from=EN)."
    assert parsed(entry).url == "https://eur-lex.eu/?uri=CELEX:52018XG1221(01)&from=EN"


def test_a_link_cut_by_a_line_is_whole_again():
    entry = "Flanders Literature. (z.d.). Flip. https://www.literature.be/flip- through-flanders"
    assert parsed(entry).url == "https://www.literature.be/flip-through-flanders"


def test_a_link_that_only_the_mark_holds_is_found():
    text = RichText("BUDA. (z.d.). Aanvraag.", (Mark(14, 22, "link", "https://www.buda.be/"),))
    assert parse_references([(text, ())])[0].url == "https://www.buda.be/"


@pytest.mark.parametrize(
    ("entry", "title", "container", "publisher"),
    [
        ("Jans, M. (2024). Het werkveld. Socius.", "Het werkveld", "", "Socius"),
        ("Jans, M. (2024). *Het werkveld*. Socius", "Het werkveld", "", "Socius"),
        (
            "Jans, M. (2022). *Stromen. Een analyse*. Socius.",
            "Stromen. Een analyse",
            "",
            "Socius",
        ),
        (
            "Jans, M. (2022). Stromen. Een analyse. Socius.",
            "Stromen. Een analyse",
            "",
            "Socius",
        ),
        (
            "Liu, Y. D. (2014). Major event: evidence. *Social Indicators Research*, 115, 983–998.",
            "Major event: evidence",
            "Social Indicators Research, 115, 983–998",
            "",
        ),
        (
            "Degrande, G. (2025). *Conceptnota* (617 (2025-2026) – Nr. 1). Vlaams Parlement.",
            "Conceptnota",
            "617 (2025-2026) – Nr. 1",
            "Vlaams Parlement",
        ),
        (
            "Janssens, J. (2024). *Veldtekening* (in opdracht van CJM). IDEA Consult.",
            "Veldtekening",
            "",
            "IDEA Consult",
        ),
        (
            "El Kaoui, R. (Host). (2024, 2 september). *Waarom?* (Nr. 1) In *Kruispunten*. "
            "Kunstenpunt. Geraadpleegd op 21 november 2025, van https://voorbeeld.be/a",
            "Waarom?",
            "Kruispunten, Nr. 1",
            "Kunstenpunt",
        ),
        (
            "European Commission: DG Content (2020). *Strategy*, Publications Office.",
            "Strategy",
            "",
            "Publications Office",
        ),
        (
            "Circuscentrum. (2024). *Landschapstekening*. circus. https://a.be",
            "Landschapstekening. circus",
            "",
            "",
        ),
    ],
)
def test_title_container_and_publisher_are_told_apart(entry, title, container, publisher):
    reference = parsed(entry)
    assert reference.title == title
    assert (reference.container, reference.publisher) == (container, publisher)


@pytest.mark.parametrize(
    ("entry", "authors", "year", "date"),
    [
        ("A, B. (n.d.). Titel.", ("A, B.",), "n.d.", ""),
        ("Unie. (z.d.c). Titel.", ("Unie",), "z.d.c", ""),
        ("Unie. (2024, 2 september). Titel.", ("Unie",), "2024", "2024, 2 september"),
        ("Unie. (2022, juni). Titel.", ("Unie",), "2022", "2022, juni"),
        ("VI.BE. (2025a). Titel.", ("VI.BE",), "2025a", ""),
        (
            "Fraiberger, S. P., & Barabási, A. L. (2018). T.",
            ("Fraiberger, S. P.", "Barabási, A. L."),
            "2018",
            "",
        ),
        (
            "Ferwerda, J., Willemys, M. & Lievens, J. (2022). T.",
            ("Ferwerda, J.", "Willemys, M.", "Lievens, J."),
            "2022",
            "",
        ),
        (
            "De Brandt, C., & IDEA Consult. (2022). T.",
            ("De Brandt, C.", "IDEA Consult"),
            "2022",
            "",
        ),
        ("Commissie & Platform vzw. (z.d.). T.", ("Commissie & Platform vzw",), "z.d.", ""),
        ("Zonder jaar. Een titel. Uitgever.", ("Zonder jaar",), "", ""),
    ],
)
def test_authors_and_dates_are_read_as_printed(entry, authors, year, date):
    reference = parsed(entry)
    assert reference.authors == authors
    assert (reference.year, reference.date) == (year, date)


def test_colliding_keys_get_a_letter_and_the_first_keeps_its_own():
    entries = ["Jans, M. (2024). Een.", "Jans, M. (2024). Twee.", "Jans, M. (2024b). Drie."]
    references = parse_references([(RichText(entry), ()) for entry in entries])
    assert [r.key for r in references] == ["jans-2024", "jans-2024c", "jans-2024b"]
    assert [r.address for r in references] == [f"ref-{r.key}" for r in references]


def test_italics_cut_by_a_line_are_one_title():
    reference = parsed("Jans, M. (2024). *Het civiel* *werkveld. Een schets*. Socius. Gent.")
    assert reference.title == "Het civiel werkveld. Een schets"


def test_empty_entries_are_left_out_and_pages_are_kept():
    pages = (PageMark(0, 41, "printed"),)
    references = parse_references([(RichText("  "), ()), (RichText("BUDA. (z.d.). A."), pages)])
    assert [r.pages for r in references] == [pages]


@settings(deadline=None)
@given(st.lists(st.text(alphabet="Aab.,()&: 2024zd/h*", max_size=60), max_size=6))
def test_any_text_gives_one_reference_each_with_a_key_of_its_own(entries):
    references = parse_references([(RichText(entry), ()) for entry in entries])
    assert [r.entry for r in references] == [entry for entry in entries if entry.strip()]
    assert len({r.key for r in references}) == len(references)
    assert all(r.key and r.address == f"ref-{r.key}" for r in references)


@pytest.mark.parametrize(
    ("entry", "authors", "title", "key"),
    [
        ("Saad, L. Moi. Marabout.", ("Saad, L.",), "Moi", "saad"),
        (
            "Janssens, J., & Fraioli, M. Results of the survey.",
            ("Janssens, J.", "Fraioli, M."),
            "Results of the survey",
            "janssens-fraioli",
        ),
    ],
)
def test_an_entry_without_a_year_still_has_its_authors(entry, authors, title, key):
    (reference,) = parse_references([(RichText(entry), ())])
    assert (reference.authors, reference.key, reference.year) == (authors, key, "")
    assert reference.title == title


def test_a_link_hyphenated_in_print_is_what_it_leads_to():
    text = "KVS. (2023). Nieuws. https://www.kvs.be/nieuws/apart-heid"
    start = text.index("https")
    link = Mark(start, len(text), "link", "https://www.kvs.be/nieuws/apartheid")
    (reference,) = parse_references([(RichText(text, (link,)), ())])
    assert reference.url == "https://www.kvs.be/nieuws/apartheid"
