"""What a copy of the dossier reports when a heading or a line of its contents was changed."""

from collections import Counter

import pytest

from ingest.converted.converter_text import read_converter_text
from ingest.shipped import shipped_text
from ingest.structure import build_document


def found(text):
    document = build_document("kopie", read_converter_text(text))
    reports = Counter((f.code, f.place) for f in document.findings if f.code[:8] == "heading-")
    return [section.number for section in document.sections], reports


NUMBERS, REPORTS = found(shipped_text())


def changed(old, new):
    """Replace the last place where `old` stands: that in the body, after the contents."""
    text = shipped_text()
    assert old in text
    return new.join(text.rsplit(old, 1))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (changed("\n4.2. Internationale sol", "\n4.2. Over sol"), "heading-retitled", "4.2"),
        (changed("\n1.4.3. Trends\n", "\n1.4.3. Trens\n"), "heading-retitled", "1.4.3"),
        (changed("\n4. Bilateraal\n", "\n4. Tussen twee\n"), "heading-retitled", "4"),
        (changed("Ethische positionering.....", "Eigen keuzes.."), "heading-retitled", "3.2.1"),
        (
            changed("\n3.3. Capaciteitsopbouw\n", "\n3.3. Capaciteitsopbouw\n" * 2),
            "heading-doubled",
            "3.3",
        ),
        (
            changed("\n1.4.3. Trends\n", "\n").replace("\n1.4.2. W", "\n1.4.3. Trends\n\n1.4.2. W"),
            "heading-moved",
            "1.4.3",
        ),
    ],
)
def test_a_changed_heading_is_reported_and_no_section_is_lost(text, code, place):
    numbers, reports = found(text)
    assert sorted(numbers) == sorted(NUMBERS)
    assert reports - REPORTS == {(code, place): 1}
    assert REPORTS - reports == {}


@pytest.mark.parametrize(("number", "before"), [("6.2.4", "\n7. Referenties\n"), ("9", "")])
def test_a_section_that_the_contents_do_not_know_is_one_all_the_same(number, before):
    added = f"\n\n{number}. Nawoord\n\nWij danken iedereen voor de hulp.\n"
    text = changed(before, added + before) if before else shipped_text() + added
    numbers, reports = found(text)
    assert Counter(numbers) - Counter(NUMBERS) == {number: 1}
    assert reports - REPORTS == {("heading-unlisted", number): 1}


def test_numbered_points_in_the_summary_take_no_number_from_a_chapter():
    text = shipped_text()
    start, end = text.index("Inhoud\n"), text.index("\nSamenvatting\n\nInternationale")
    document = build_document("kopie", read_converter_text(text[:start] + text[end:]))
    titles = {section.number: section.title for section in document.sections}
    assert (titles["1"], titles["2"], titles["5"]) == (
        "Inleiding",
        "Conceptueel kader: matrix",
        "Multilateraal",
    )


def test_an_impossible_page_in_the_contents_is_reported_and_not_repeated():
    text = shipped_text().replace("3. Sectoraal\t13", "3. Sectoraal\t99")
    document = build_document("kopie", read_converter_text(text))
    pages = {section.number: section.page for section in document.sections}
    assert (pages["2"], pages["3"], pages["3.1"]) == (12, None, 14)
    codes = ("contents-page-odd", "pages-contradict")
    assert [(f.code, f.place) for f in document.findings if f.code in codes] == [(codes[0], "3")]
    proved = {
        mark.page
        for block in document.blocks
        for mark in getattr(block, "pages", ())
        if mark.basis == "inferred"
    }
    assert len(proved) > 10
    assert 99 not in proved


def test_a_form_feed_before_a_heading_changes_nothing():
    assert found(changed("\n6.1.1. Noden", "\n\f6.1.1. Noden")) == (NUMBERS, REPORTS)
