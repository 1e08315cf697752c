"""The sections of the shipped dossier: numbers, titles, parents and first pages."""

import pytest

CONTENTS = """
samenvatting 3, 1 6, 1.1 6, 1.2 6, 1.3 7, 1.3.1 7, 1.3.2 8, 1.3.3 9, 1.3.4 10, 1.4 10, 1.4.1 10,
1.4.2 11, 1.4.3 12, 2 12, 3 13, 3.1 14, 3.2 15, 3.2.1 15, 3.2.2 16, 3.3 16, 4 16, 4.1 17,
4.1.1 18, 4.1.2 20, 4.2 21, 4.3 22, 5 23, 5.1 27, 5.1.1 27, 5.1.2 29, 5.2 30, 5.2.1 30, 5.2.2 32,
5.3 33, 5.3.1 33, 5.3.2 35, 6 36, 6.1 36, 6.1.1 36, 6.1.2 37, 6.2 38, 6.2.1 38, 6.2.2 39, 6.2.3 40,
7 41, 8 45, 8.1 45
"""


def test_every_section_of_the_contents_is_found_with_its_first_page(dossier):
    expected = [tuple(entry.split()) for entry in CONTENTS.replace("\n", " ").split(",")]
    found = [(section.number, str(section.page)) for section in dossier.sections]
    assert found == [(number, page) for number, page in expected]


def test_there_are_46_numbered_sections_and_a_summary(dossier):
    numbered = [s for s in dossier.sections if s.number[0].isdigit()]
    assert len(numbered) == 46
    assert [s.title for s in dossier.sections if s not in numbered] == ["Samenvatting"]


@pytest.mark.parametrize(
    ("number", "printed", "title"),
    [
        ("6.1.2", "5.1.2", "Het huidig en toekomstig internationaal cultuurbeleid"),
        ("6.2", "5.2", "Sectorale uitdagingen"),
        ("6.2.1", "5.2.1", "Structurele en geografische uitdagingen"),
        ("6.2.2", "5.2.2", "Inhoudelijke en normatieve uitdagingen"),
        ("6.2.3", "5.2.3", "Praktische en operationele uitdagingen"),
    ],
)
def test_a_wrong_number_in_the_body_is_corrected_and_reported(dossier, number, printed, title):
    section = dossier.section(number)
    assert (section.title, section.printed_number) == (title, printed)
    reported = [f.text for f in dossier.findings if f.code == "heading-renumbered"]
    assert any(printed in text and number in text for text in reported)


def test_only_the_five_wrong_numbers_of_chapter_6_are_reported(dossier):
    renumbered = [f.place for f in dossier.findings if f.code == "heading-renumbered"]
    assert renumbered == ["6.1.2", "6.2", "6.2.1", "6.2.2", "6.2.3"]


@pytest.mark.parametrize(
    ("number", "path"),
    [
        ("3.1", ("Sectoraal", "Culturele democratie")),
        ("4.1", ("Bilateraal", "Culturele democratie")),
        ("5.1.1", ("Multilateraal", "Culturele democratie", "Europees niveau")),
        ("5.2.1", ("Multilateraal", "Internationale solidariteit", "Europees niveau")),
        ("5.3.1", ("Multilateraal", "Capaciteitsopbouw", "Europees niveau")),
        (
            "6.2.3",
            (
                "Uitdagingen voor internationale samenwerking",
                "Sectorale uitdagingen",
                "Praktische en operationele uitdagingen",
            ),
        ),
    ],
)
def test_titles_that_occur_several_times_get_their_own_parents(dossier, number, path):
    section = dossier.section(number)
    assert section.path == path
    assert section.parent == number.rpartition(".")[0]


def test_the_five_points_of_attention_are_sub_blocks_of_the_summary(dossier):
    titles = [b.text.text for b in dossier.blocks if b.address.startswith("samenvatting-h")]
    assert titles == [
        "Aandachtspunten voor toekomstig cultuurbeleid",
        "1. Van exportbeleid naar ecosysteemdenken",
        "2. Verankering van waarden in internationale samenwerking",
        "3. Van projectlogica naar duurzaamheid en continuïteit",
        "4. Investeren in capaciteit en regie",
        "5. Europa als proeftuin, niet als plafond",
    ]
    assert [b.subtitle for b in dossier.blocks if b.address == "samenvatting-p12"] == [
        "4. Investeren in capaciteit en regie"
    ]


def test_the_document_states_its_own_title_series_and_date(dossier):
    assert dossier.title == "Een Europese proeftuin voor wederkerige samenwerking"
    assert dict(dossier.metadata)["author"] == "Kenniscentrum Cultuuronderzoek"
    assert dict(dossier.metadata)["date"] == "2026"
