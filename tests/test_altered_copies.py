"""Counts come from parsing: a copy of the dossier with one thing changed is reported as such."""

import random
import re
from collections import Counter

import pytest

from ingest.address import parse_address
from ingest.converted.converter_text import read_converter_text
from ingest.document import Table
from ingest.passages import passages_of
from ingest.shipped import shipped_text
from ingest.structure import build_document


def parsed(text):
    return build_document("kopie", read_converter_text(text))


def replaced(old, new):
    text = shipped_text()
    assert text.count(old) == 1, old
    return parsed(text.replace(old, new))


def codes(document):
    return Counter(finding.code for finding in document.findings)


def test_a_dropped_footnote_is_missed():
    text = shipped_text()
    note = next(line for line in text.splitlines() if line.startswith("¹³ "))
    copy = parsed(text.replace(note + "\n", ""))
    assert len(copy.footnotes) == 26
    missing = [f for f in copy.findings if f.code == "footnote-missing"]
    assert [f.place for f in missing] == ["s4.1.1-p2"]
    assert "13" in missing[0].text


def test_a_dropped_call_leaves_its_footnote_uncalled():
    copy = replaced("Arteveldehogeschool¹³", "Arteveldehogeschool")
    assert len(copy.footnotes) == 27
    assert [f.place for f in copy.findings if f.code == "footnote-uncalled"] == ["fn13"]


@pytest.mark.parametrize(
    ("altered", "code", "place"),
    [
        (lambda t: without_footnote_13(t), "footnote-skipped", "fn14"),
        (lambda t: t.replace("Tabel 3: ", "Tabel 2: "), "table-doubled", "s4.2-t3"),
        (lambda t: t.replace("Tabel 8: ", "Tabel 9: "), "table-skipped", "s5.3.1-t9"),
        (lambda t: re.sub(r"Tabel 4: .*\n", "", t), "table-uncaptioned", "s4.3-t4"),
        (lambda t: t.replace("BUDA. (z.d.). ", "BUDA. "), "reference-undated", "ref-buda"),
    ],
)
def test_a_break_in_what_should_count_on_is_reported(altered, code, place):
    copy = parsed(altered(shipped_text()))
    assert [f.place for f in copy.findings if f.code == code] == [place]
    assert [f for f in parsed(shipped_text()).findings if f.code == code] == []


def without_footnote_13(text):
    return re.sub(r"\n¹³ .*\n", "\n", text).replace("school¹³", "school")


def test_an_added_table_is_counted():
    table = "Tabel 9: Extra\n\nStad\tJaar\nGent\t1999\nGenk\t2001\n\n(Kunstenpunt, 2025)\n\n"
    text = shipped_text()
    place = text.rindex("6.1.1. Noden op het vlak")
    copy = parsed(text[:place] + table + text[place:])
    tables = [block for block in copy.blocks if isinstance(block, Table)]
    assert len(tables) == 9
    added = next(block for block in tables if block.number == 9)
    assert (added.section, added.address, len(added.rows)) == ("6.1", "s6.1-t9", 2)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("\n2. Conceptueel kader: matrix\n\n", "\n3. Conceptueel kader: matrix\n\n", "2"),
        ("\n4.1.1. Coproducties en", "\n4.2.1. Coproducties en", "4.1.1"),
        ("\n8.1. Internationale werking Vl", "\n8.2. Internationale werking Vl", "8.1"),
    ],
)
def test_a_renumbered_heading_keeps_its_place_and_is_reported(old, new, place):
    text = shipped_text()
    assert old in text
    copy = parsed(new.join(text.rsplit(old, 1)))
    places = [f.place for f in copy.findings if f.code == "heading-renumbered"]
    assert sorted(places) == sorted([place, "6.1.2", "6.2", "6.2.1", "6.2.2", "6.2.3"])
    assert len(copy.sections) == 47


def test_a_heading_missing_in_the_body_is_reported():
    text = shipped_text()
    copy = parsed("".join(text.rsplit("\n3.3. Capaciteitsopbouw\n", 1)))
    assert [f.place for f in copy.findings if f.code == "heading-missing"] == ["3.3"]
    assert len(copy.sections) == 46


def test_a_removed_reference_leaves_its_citations_unresolved():
    text = shipped_text()
    entry = next(line for line in text.splitlines() if "Liu, Y. D. (2014)" in line)
    copy = parsed(text.replace(entry + "\n", ""))
    assert len(copy.references) == 66
    assert sum(bool(reference.url) for reference in copy.references) == 54
    unresolved = [c for c in copy.citations if c.reference is None and c.authors == "Liu"]
    assert len(unresolved) == 2


def test_an_added_reference_is_counted_and_reported_as_never_cited():
    text = shipped_text()
    entry = "Peeters, A. (2022). *Een reis door de regio*. Lannoo. https://voorbeeld.be/reis\n\n"
    place = text.index("Porto Santo Charter. (2021).")
    copy = parsed(text[:place] + entry + text[place:])
    assert len(copy.references) == 68
    places = [f.place for f in copy.findings if f.code == "reference-uncited"]
    assert "ref-peeters-2022" in places


def test_a_link_with_its_target_is_not_reported_as_lost():
    before = codes(parsed(shipped_text()))["link-lost"]
    copy = replaced("[Flip through Flanders](#)", "[Flip through Flanders](https://voorbeeld.be)")
    assert codes(copy)["link-lost"] == before - 1


def test_a_text_without_contents_still_has_its_numbered_sections():
    text = shipped_text()
    start, end = text.index("Inhoud\n"), text.index("\nSamenvatting\n\nInternationale")
    copy = parsed(text[:start] + text[end:])
    numbers = [section.number for section in copy.sections]
    assert "5.1.1" in numbers
    assert len(numbers) == len(set(numbers))
    assert all(section.page is None for section in copy.sections)


def test_a_contradiction_between_footnotes_and_contents_gives_up_every_inferred_page():
    text = shipped_text()
    copy = parsed(re.sub(r"(1\.3\.4\. Culturele diplomatie[^\t]*)\t10", r"\1\t9", text))
    assert {f.code for f in copy.findings} >= {"pages-contradict"}
    marked = [block for block in copy.blocks if hasattr(block, "pages")]
    assert {mark.basis for block in marked for mark in block.pages} == {"section_start"}


@pytest.mark.parametrize("seed", range(8))
def test_a_mutilated_copy_is_read_with_unique_well_formed_addresses(seed):
    chance = random.Random(seed)
    lines = shipped_text().split("\n")
    for _ in range(40):
        place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        change = chance.randrange(4)
        if change == 0:
            del lines[place]
        elif change == 1:
            lines[place], lines[other - 1] = lines[other - 1], lines[place]
        elif change == 2:
            lines[place] = lines[place][: chance.randint(0, len(lines[place]))]
        else:
            lines[place] = lines[place].replace(" ", "\t", 1)
    addresses = [passage.id for passage in passages_of(parsed("\n".join(lines)))]
    assert len(addresses) == len(set(addresses)) > 100
    assert [address for address in addresses if parse_address(address) is None] == []


def test_a_footnote_printed_thirty_times_has_thirty_addresses():
    text = shipped_text()
    note = next(line for line in text.splitlines() if line.startswith("¹³ "))
    copy = parsed(text.replace(note + "\n", (note + "\n\n") * 30))
    addresses = [found.address for found in copy.footnotes if found.number == 13]
    assert len(set(addresses)) == 30
    assert all(parse_address(address) for address in addresses)
    assert codes(copy)["footnote-doubled"] == 29
