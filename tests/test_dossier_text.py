"""Paragraphs, lists, marks, footnotes and tables of the shipped dossier."""

import re

import pytest

from ingest.document import ListBlock, Paragraph, Table


def paragraphs(dossier):
    return {b.address: b for b in dossier.blocks if isinstance(b, Paragraph)}


def tables(dossier):
    return {b.number: b for b in dossier.blocks if isinstance(b, Table)}


def every_text(dossier):
    for block in dossier.blocks:
        if isinstance(block, ListBlock):
            yield from (item.text for item in block.items)
        elif isinstance(block, Table):
            yield from (block.caption, block.source)
            yield from (cell for row in block.rows for cell in row.cells)
        else:
            yield block.text
    yield from (note.text for note in dossier.footnotes)
    yield from (reference.text for reference in dossier.references)


@pytest.mark.parametrize(
    ("address", "joined"),
    [
        ("samenvatting-p6", "Europese subsidies met bijhorende drempels"),
        ("s1.3.3-p3", "UNESCO. In deze intergouvernementele contexten"),
        ("s1.4.1-p1", "aan de missie en opdracht) zijn"),
        ("s2-p2", "invalshoeken om de bijdrage van internationale"),
        ("s3-p1", "thematische platforms en congressen, waaronder netwerken in de"),
        ("s3.1-p2", "artistieke stemmen, praktijken en publieksbenaderingen"),
        ("s4.1.1-p2", "artiesten en gezelschappen is internationaal actief"),
        ("s4.1.2-p1", "één of meerdere (formele) netwerken"),
        ("s5.1.1-p5", "waarin Europese cultuurministers"),
        ("s5.1.2-p1", "diversiteit van cultuuruitingen (Departement Cultuur"),
        ("s5.2.1-p1", "te versterken (Europese Commissie, 2024). Het Interreg-programma"),
        ("s6.1.1-p1", "betreft (1) financiële middelen, kennis, capaciteit"),
        ("s6.2.2-p1", "Deze verschillen in culturele normen"),
        ("s8.1-p9", "tot stand kan brengen of versterken"),
    ],
)
def test_a_paragraph_cut_by_a_page_break_is_whole_again(dossier, address, joined):
    found = paragraphs(dossier)[address].text.text
    assert joined in found
    assert found[-1] in ".:)"


def test_no_paragraph_starts_in_the_middle_of_a_sentence(dossier):
    starts = [p.address for p in paragraphs(dossier).values() if p.text.text[0].islower()]
    assert starts == []


def test_a_list_item_cut_by_a_page_break_is_whole_again(dossier):
    items = [i for b in dossier.blocks if isinstance(b, ListBlock) for i in b.items]
    charter = next(item for item in items if item.text.text.startswith("Het Charter"))
    assert "geëngageerde en maatschappelijk verantwoorde rol" in charter.text.text


def test_a_list_over_two_pages_is_one_list_with_its_lead_in(dossier):
    motives = next(b for b in dossier.blocks if isinstance(b, ListBlock) and b.address == "s1.2-l1")
    assert len(motives.items) == 5
    lead_in = paragraphs(dossier)[motives.lead_in]
    assert lead_in.text.text.endswith("onderscheiden de volgende:")


def test_items_of_a_nested_list_know_the_item_above(dossier):
    instruments = next(
        b for b in dossier.blocks if isinstance(b, ListBlock) and b.address == "s5-l2"
    )
    erasmus = next(i for i in instruments.items if i.text.text.startswith("Erasmus+"))
    above = next(i for i in instruments.items if i.address == erasmus.parent)
    assert above.text.text == "Operationele en financiële instrumenten"


def test_no_sign_of_markup_is_left_in_any_text(dossier):
    stray = re.compile(r"\*|</?[ib]>|\]\(|\(#\)|\^\{|[⁰¹²³⁴⁵⁶⁷⁸⁹]|\\")
    assert [text.text for text in every_text(dossier) if stray.search(text.text)] == []


def test_bold_italic_and_links_are_marks(dossier):
    text = paragraphs(dossier)["s5.1.1-p6"].text
    marked = {(text.text[m.start : m.end], m.kind) for m in text.marks}
    assert ("Culturele Hoofdstad van Europa", "bold") in marked
    assert ("ECoC, European Capital of Culture", "italic") in marked


def test_the_raised_ordinal_is_plain_text(dossier):
    assert any("voor de 21ste eeuw" in text.text for text in every_text(dossier))


def test_there_are_27_footnotes_each_with_the_place_of_its_call(dossier):
    assert [note.number for note in dossier.footnotes] == list(range(1, 28))
    assert all(note.called_from for note in dossier.footnotes)


@pytest.mark.parametrize(
    ("number", "address", "before", "starts"),
    [
        (1, "samenvatting-p6", "menselijke draagkracht", "Onder"),
        (3, "s3-p1", "waaronder netwerken", "Een aantal"),
        (10, "s4.1-t2-r2", "STUK Kunstencentrum", "STUK is"),
        (14, "s4.1.2-p1", "(2021, 21 mei)", "Dit betreft"),
        (21, "s5-l2-i4", "kaders voor cultuurbeleid.", "Voor meer"),
        (25, "s5.1.2-p3", "Porto Santo Charter (2021)", "Het Porto"),
        (27, "s6.2.1-p4", "Belgium Booms", "Belgium Booms is"),
    ],
)
def test_a_footnote_is_called_where_its_number_stood(
    dossier, passages, number, address, before, starts
):
    note = dossier.footnotes[number - 1]
    assert note.called_from == address
    assert note.text.text.startswith(starts)
    called = passages[address].text if "-t" in address else None
    if called is None:
        texts = {b.address: b.text.text for b in paragraphs(dossier).values()}
        items = [i for b in dossier.blocks if isinstance(b, ListBlock) for i in b.items]
        texts |= {item.address: item.text.text for item in items}
        called = texts[address]
    assert called[: note.offset].endswith(before)


@pytest.mark.parametrize(
    ("number", "section", "caption", "columns", "rows", "source"),
    [
        (1, "1.3.2", "Internationale subsidielijnen", 2, 5, "(Departement Cultuur"),
        (2, "4.1", "Voorbeelden gesubsidieerde projecten", 3, 3, "(Departement Cultuur"),
        (3, "4.2", "Voorbeelden gesubsidieerde projecten", 3, 3, "(Green, 2024"),
        (4, "4.3", "Voorbeelden gesubsidieerde projecten", 3, 3, "(Departement Cultuur"),
        (5, "5", "Overzicht multilaterale programma's", 4, 14, "(Cultuurloket"),
        (6, "5.1.1", "Voorbeelden gesubsidieerde samenwerk", 3, 3, "(Europese Commissie"),
        (7, "5.2.1", "Voorbeelden gesubsidieerde samenwerk", 3, 3, "(Europese Commissie"),
        (8, "5.3.1", "Voorbeelden gesubsidieerde initiatieven", 3, 4, "(Europese Commissie"),
    ],
)
def test_each_table_has_its_caption_header_rows_and_source(
    dossier, number, section, caption, columns, rows, source
):
    table = tables(dossier)[number]
    assert table.section == section
    assert table.caption.text.startswith(f"Tabel {number}: {caption}")
    assert (len(table.header), len(table.rows)) == (columns, rows)
    assert all(len(row.cells) == columns for row in table.rows)
    assert table.source.text.startswith(source)


def test_a_row_broken_over_lines_is_whole_again(dossier):
    oasis = tables(dossier)[7].rows[2]
    assert oasis.cells[1].text.endswith(
        "Le Garage Moderne (Frankrijk), One Caucasus (Georgië), Today Art Initiative (TAI) "
        "(Armenië), Università Telematica Pegaso (Italië), Machaon International (Slowakije)"
    )
    assert oasis.cells[2].text.endswith("samenwerken met gemeenschappen.")


def test_a_row_broken_over_pages_is_whole_again(dossier):
    cela = tables(dossier)[8].rows[2]
    assert cela.cells[0].text == "CELA - Connecting Emerging Literary Artists"
    assert "Huis De Buren (België - Nederland) & o.m." in cela.cells[1].text
    assert "kleine taalmarkten in Europa, brengt" in cela.cells[2].text


def test_a_page_break_between_two_rows_joins_nothing(dossier):
    names = [row.cells[0].text for row in tables(dossier)[5].rows]
    assert "Creative Cities Network" in names
    assert any(name.startswith("Conventies, bv.:") for name in names)


def test_group_rows_stand_above_the_rows_they_head(dossier):
    groups = {row.cells[0].text: row.group for row in tables(dossier)[5].rows}
    assert groups["FARO-Conventie"] == "Raad van Europa"
    assert groups["Interreg"] == "Europese Unie"
    assert groups["Creative Cities Network"] == "UNESCO"
    by_project = {row.cells[0].text: row.group for row in tables(dossier)[8].rows}
    assert by_project["Cultural BEES"] == "Samenwerkingsprojecten"
    thrive = next(name for name in by_project if name.startswith("THRIVE"))
    assert by_project[thrive] == "Europese netwerken van cultuurorganisaties"


@pytest.mark.parametrize(
    ("code", "count"),
    [("link-lost", 47), ("figure-lost", 1), ("separator-lost", 3), ("cell-empty", 1)],
)
def test_what_the_converter_lost_is_reported(dossier, code, count):
    assert len([f for f in dossier.findings if f.code == code]) == count


def test_the_lost_separators_are_those_of_table_1(dossier):
    places = {f.place for f in dossier.findings if f.code == "separator-lost"}
    assert places == {"s1.3.2-t1-r1", "s1.3.2-t1-r2", "s1.3.2-t1-r3"}
