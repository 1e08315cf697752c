"""Every in-text citation of the real dossier, resolved to its reference."""

from ingest.document import ListBlock, Paragraph, Table

# Section (or footnote), what stands in the text, the reference meant ("?" when there is none);
# checked line by line against the dossier. "…" stands for letters left out.
IN_THE_DOSSIER = """
s1.1 | European Commission: Dir…logy, 2020 | european-commission-dire…ons-n-2020
s1.1 | Hylland & Primorac, 2024 | hylland-primorac-2024
s1.1 | Janssens & Boogaarts, 2024 | janssens-boogaarts-2024
s1.2 | Janssens en Boogaarts (2024) | janssens-boogaarts-2024
s1.2 | El Kaoui, 2024 | el-kaoui-2024
s1.3.1 | Departement Cultuur, Jeugd & Media, z.d.i | departement-cultuur-jeugd-media-zdi
s1.3.1 | Jambon, 2021 | jambon-2021
s1.3.1 | Vlaamse Regering, 2024 | vlaamse-regering-2024
s1.3.1 | Jambon, 2021 | jambon-2021
s1.3.2 | Departement Cultuur, Jeugd & Media | ?
s1.3.4 | Janssens & Boogaerts, 2024 | janssens-boogaarts-2024
s1.3.4 | Degrande et al., 2025 | degrande-et-al-2025
s1.4.1 | Janssens & Boogaarts, 2024 | janssens-boogaarts-2024
s1.4.1 | Degrande et al., 2025 | degrande-et-al-2025
s1.4.1 | Jambon, 2021 | jambon-2021
s1.4.1 | Vlaamse Regering, 2024 | vlaamse-regering-2024
s1.4.2 | Janssens & Boogaarts, 2024 | janssens-boogaarts-2024
s1.4.3 | Janssens & Boogaarts, 2024 | janssens-boogaarts-2024
s3.1 | Departement Cultuur, Jeugd & Media, z.d.b | departement-cultuur-jeugd-media-zdb
s3.2.1 | Kunstenpunt, 2023 | kunstenpunt-2023
s3.2.2 | BUDA (z.d.) | buda-zd
s3.2.2 | MORPHO, z.d.a | morpho-zda
s3.2.2 | z.d.b | morpho-zdb
s3.2.2 | WIELS, z.d. | wiels-zd
s4 | Departement Cultuur, Jeugd & Media, z.d.i | departement-cultuur-jeugd-media-zdi
s4.1 | Departement Cultuur, Jeugd & Media, z.d.b | departement-cultuur-jeugd-media-zdb
s4.1 | Departement Cultuur, Jeugd & Media, z.d.b | departement-cultuur-jeugd-media-zdb
s4.1.1 | Circuscentrum, 2024 | circuscentrum-2024
s4.1.1 | Goffin et al., 2023 | goffin-et-al-2023
s4.1.1 | Circuscentrum, 2024 | circuscentrum-2024
s4.1.1 | Circuscentrum, 2024 | circuscentrum-2024
s4.1.1 | Janssens & Fraioli, 2022 | janssens-fraioli-2022
s4.1.1 | Leenknecht et al., 2017 | leenknecht-et-al-2017
s4.1.1 | Kunstenpunt, 2025 | kunstenpunt-2025
s4.1.1 | Ferwerda et al., 2022 | ferwerda-et-al-2022
s4.1.1 | Gielen, 2003 | gielen-2003
s4.1.1 | Fraiberger et al., 2018 | fraiberger-et-al-2018
s4.1.1 | Kunstenpunt, 2025 | kunstenpunt-2025
s4.1.1 | Kunstenpunt, 2025 | kunstenpunt-2025
s4.1.1 | Flanders Literature, z.d. | flanders-literature-zd
s4.1.1 | Kunstenpunt, 2025 | kunstenpunt-2025
s4.1.2 | Jans & Van Gucht, 2022 | jans-van-gucht-2022
s4.1.2 | Jans, 2024 | jans-2024
s4.1.2 | De Federatie (2021, 21 mei) | ?
s4.1.2 | Jans, 2024, p. 135 | jans-2024
s4.2 | Green, 2024 | green-2024
s4.2 | Kaaitheater, z.d. | kaaitheater-zd
s4.2 | deBuren, z.d. | deburen-zd
s4.3 | Departement Cultuur, Jeugd & Media, z.d.a | departement-cultuur-jeugd-media-zda
s4.3 | z.d.g | departement-cultuur-jeugd-media-zdg
s4.3 | z.d.h | departement-cultuur-jeugd-media-zdh
s5 | Departement Cultuur, Jeugd & Media, z.d.e | departement-cultuur-jeugd-media-zde
s5 | z.d.j | departement-cultuur-jeugd-media-zdj
s5 | Raad van Europa, z.d. | raad-van-europa-zd
s5 | 2018 | raad-van-europa-2018
s5 | Departement Cultuur, Jeugd & Media, z.d.d | departement-cultuur-jeugd-media-zdd
s5 | z.d.c | departement-cultuur-jeugd-media-zdc
s5 | VI.BE, 2025 | vi-be-2025
s5 | Porto Santo Charter (2021) | porto-santo-charter-2021
s5 | Cultuurloket, z.d. | cultuurloket-zd
s5 | Europese Commissie, 2026 | europese-commissie-2026
s5.1.1 | Council of Europe, n.d. | council-of-europe-nd
s5.1.1 | Raad van de Europese Unie (2018) | raad-van-de-europese-unie-2018
s5.1.1 | Creative Europe Desks Fl…sels, 2017 | creative-europe-desks-fl…ssels-2017
s5.1.1 | Europese Commissie, 2026 | europese-commissie-2026
s5.1.1 | Europese Commissie, 2025, p. 4 | europese-commissie-2025
s5.1.1 | Departement Cultuur, Jeugd & Media, z.d.c | departement-cultuur-jeugd-media-zdc
s5.1.1 | Liu, 2014 | liu-2014
s5.1.1 | Nakagwa, 2010 | nakagawa-2010
s5.1.1 | Sasaki, 2010 | sasaki-2010
s5.1.1 | Liu, 2014 | liu-2014
s5.1.1 | Giovanangeli, 2015 | giovanangeli-2015
s5.1.2 | Departement Cultuur, Jeugd & Media, z.d.k | departement-cultuur-jeugd-media-zdk
s5.1.2 | UNESCO, 2005 | unesco-2005
s5.1.2 | Departement Cultuur, Jeugd & Media, z.d.k | departement-cultuur-jeugd-media-zdk
s5.1.2 | UNESCO, z.d.b | unesco-zdb
s5.1.2 | UNESCO, z.d.e | unesco-zde
s5.1.2 | Verenigde Naties (2024) | verenigde-naties-2024
s5.1.2 | Porto Santo Charter (2021) | porto-santo-charter-2021
s5.2.1 | Europese Commissie, 2024 | europese-commissie-2024
s5.2.1 | Interreg, z.d.a | interreg-zda
s5.2.1 | z.d.b | interreg-zdb
s5.2.1 | Europese Commissie, z.d. | europese-commissie-zd
s5.2.1 | 2025 | europese-commissie-2025
s5.2.1 | VI.BE, 2025 | vi-be-2025
s5.2.1 | Europese Commissie, 2026 | europese-commissie-2026
s5.2.1 | Raad van Europa, 2018, p. 8 | raad-van-europa-2018
s5.2.1 | Raad van Europa, z.d. | raad-van-europa-zd
s5.2.2 | Departement Cultuur, Jeugd & Media, z.d.k | departement-cultuur-jeugd-media-zdk
s5.2.2 | Vlaamse Unesco Commissie… vzw, z.d. | vlaamse-unesco-commissie…ren-vzw-zd
s5.2.2 | UNESCO, z.d.d | unesco-zdd
s5.2.2 | UNESCO, z.d.a | unesco-zda
s5.2.2 | UNESCO, z.d.c | unesco-zdc
s5.2.2 | World Culture Open (z.d.) | world-culture-open-zd
s5.3.1 | Europese Commissie, 2026 | europese-commissie-2026
s5.3.1 | Departement Cultuur, Jeugd & Media, z.d.c | departement-cultuur-jeugd-media-zdc
s5.3.1 | Raad van Europa, 2018, p. 2 | raad-van-europa-2018
s5.3.2 | UNESCO, z.d.a | unesco-zda
s6.1.1 | Janssens & Boogaarts, 2024 | janssens-boogaarts-2024
s6.1.1 | Janssens & Boogaarts, 2024 | janssens-boogaarts-2024
s6.1.2 | Janssens en Boogaarts (2024) | janssens-boogaarts-2024
s6.1.2 | Janssens en Boogaerts (2024) | janssens-boogaarts-2024
s6.2.1 | Leenknecht et al., 2017 | leenknecht-et-al-2017
s6.2.1 | Circuscentrum, 2024 | circuscentrum-2024
s6.2.1 | Kunstenpunt, 2025 | kunstenpunt-2025
s6.2.1 | Kunstenpunt, 2025 | kunstenpunt-2025
s6.2.1 | Janssens & Boogaerts, 2024 | janssens-boogaarts-2024
s6.2.2 | Circuscentrum, 2024 | circuscentrum-2024
s6.2.2 | Kunstenpunt, 2025 | kunstenpunt-2025
s6.2.2 | Circuscentrum, 2024 | circuscentrum-2024
s6.2.2 | Kunstenpunt, 2025 | kunstenpunt-2025
s6.2.2 | Reitov & Whyatt, 2024 | reitov-whyatt-2024
s6.2.3 | Circuscentrum, 2024 | circuscentrum-2024
s6.2.3 | Janssens & Boogaarts, 2024 | janssens-boogaarts-2024
s6.2.3 | Kunstenpunt, 2025 | kunstenpunt-2025
fn4 | Saad, 2021 | saad-2021
fn7 | Janssens & Boogaerts, 2024 | janssens-boogaarts-2024
"""


def dossier_texts(dossier):
    texts = {note.address: note.text.text for note in dossier.footnotes}
    for block in dossier.blocks:
        if isinstance(block, Paragraph):
            texts[block.address] = block.text.text
        elif isinstance(block, ListBlock):
            texts |= {item.address: item.text.text for item in block.items}
        elif isinstance(block, Table):
            texts[block.address] = block.source.text
    return texts


def is_like(written, expected):
    start, dots, end = expected.partition("…")
    return written.startswith(start) and written.endswith(end) if dots else written == expected


def test_every_citation_of_the_dossier_is_found_and_resolved(dossier):
    expected = [line.split(" | ") for line in IN_THE_DOSSIER.strip().splitlines()]
    texts = dossier_texts(dossier)
    found = [
        (c.block.split("-")[0], texts[c.block][c.start : c.end], c.reference or "?")
        for c in dossier.citations
    ]
    assert len(found) == len(expected) == 117
    for values, wanted in zip(found, expected, strict=True):
        assert [is_like(v, w) for v, w in zip(values, wanted, strict=True)] == [True] * 3, wanted


def test_misspelt_authors_of_the_dossier_resolve_and_are_reported(dossier):
    misspelt = [(c.block, c.authors) for c in dossier.citations if c.misspelt]
    assert misspelt == [
        ("s1.3.4-p2", "Janssens & Boogaerts"),
        ("s5.1.1-p6", "Nakagwa"),
        ("s6.1.2-p4", "Janssens en Boogaerts"),
        ("s6.2.1-p5", "Janssens & Boogaerts"),
        ("fn7", "Janssens & Boogaerts"),
    ]
    reported = [f.place for f in dossier.findings if f.code == "author-misspelt"]
    assert reported == [block for block, _ in misspelt]


def test_unresolved_citations_of_the_dossier_come_with_the_nearest_reference(dossier):
    unresolved = [
        (c.block, c.authors, c.year, c.nearest) for c in dossier.citations if c.reference is None
    ]
    department = "Departement Cultuur, Jeugd & Media"
    assert unresolved == [
        ("s1.3.2-t1", department, "", "departement-cultuur-jeugd-media-zdi"),
        ("s4.1.2-p1", "De Federatie", "2021", "jans-2024"),
    ]
    findings = [f for f in dossier.findings if f.code == "citation-unresolved"]
    assert "“De Federatie, 2021” staat niet in de referentielijst" in findings[1].text
    assert "“Jans, 2024”" in findings[1].text


def test_references_of_the_dossier_that_nobody_cites_are_reported(dossier):
    places = [f.place for f in dossier.findings if f.code == "reference-uncited"]
    assert places == ["ref-departement-cultuur-jeugd-media-zdf", "ref-kvs-2023"]


def test_pages_named_in_the_dossier_are_pinpoints(dossier):
    pinpoints = [(c.authors, c.pinpoint) for c in dossier.citations if c.pinpoint]
    assert pinpoints == [
        ("Jans", "p. 135"),
        ("Europese Commissie", "p. 4"),
        ("Porto Santo Charter", "p. 13"),
        ("Raad van Europa", "p. 8"),
        ("Raad van Europa", "p. 2"),
    ]
