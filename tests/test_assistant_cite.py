"""Which references stand behind a quote, and how they belong to it."""

import pytest

from assistant.quoting.cite import in_reading_order, quotes_of, references_behind
from assistant.quoting.evidence_span import Evidence
from index.build import build_generation
from index.opening import open_index
from ingest.passage import Passage, PassageReference
from ingest.passages import passages_of
from ingest.sentences import sentence_spans

TEXT = (
    "De Unie wil dit tonen (Bron A, 2020). In 2030 wint een stad. "
    "Dat helpt de buurt (Bron B, 2014; Bron C, 2010). Niemand weet meer."
)


def cited(word, end, key):
    start = TEXT.index(word)
    return PassageReference(key, start, start + end)


PASSAGE = Passage(
    "s1-p1", "dossier", "1", "Titel", ("Titel",), "paragraph", TEXT,
    sentences=sentence_spans(TEXT),
    references=(cited("Bron A", 12, "a"), cited("Bron B", 12, "b"), cited("Bron C", 12, "c")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("De Unie wil dit tonen (Bron A, 2020).", {"a": "sentence"}),
        ("In 2030 wint een stad.", {"a": "inherited"}),
        ("Dat helpt de buurt", {"b": "sentence", "c": "sentence"}),
        ("Niemand weet meer.", {"b": "inherited", "c": "inherited"}),
        (
            "In 2030 wint een stad. Dat helpt de buurt",
            {"a": "inherited", "b": "sentence", "c": "sentence"},
        ),
    ],
)
def test_a_sentence_has_its_own_citations_or_inherits_the_nearest_before(quote, expected):
    start = TEXT.index(quote)
    assert dict(references_behind(PASSAGE, start, start + len(quote))) == expected


def test_citations_elsewhere_in_the_passage_are_given_when_there_is_nothing_nearer():
    text = "Een stad wint. Dat staat vast (Bron A, 2020)."
    place = text.index("Bron A")
    one = Passage(
        "s1-p2", "dossier", "1", "Titel", ("Titel",), "paragraph", text,
        sentences=sentence_spans(text), references=(PassageReference("a", place, place + 12),),
    )  # fmt: skip
    assert dict(references_behind(one, 0, 14)) == {"a": "passage"}


def test_an_item_inherits_what_its_lead_in_cites():
    one = Passage(
        "s1-l1-i1", "dossier", "1", "Titel", ("Titel",), "list_item", "Netwerken bouwen",
        sentences=((0, 16),), references=(PassageReference("a", 0, 0),),
    )  # fmt: skip
    assert dict(references_behind(one, 0, 16)) == {"a": "inherited"}


@pytest.fixture(scope="module")
def index(dossier, tmp_path_factory):
    place = tmp_path_factory.mktemp("index")
    build_generation([dossier], passages_of(dossier), place)
    opened = open_index(place)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (["s4.1.1-p3", "s4.1.1-p2"], ["s4.1.1-p2", "s4.1.1-p3"]),
        (["s4.1.1-p3.2", "s4.1.1-p3"], ["s4.1.1-p3", "s4.1.1-p3.2"]),
        (["s4.1-t2-r3", "s4.1-p1", "s4.1-t2-r2"], ["s4.1-p1", "s4.1-t2-r2", "s4.1-t2-r3"]),
        (["fn10", "s4.1-t2-r2"], ["s4.1-t2-r2", "fn10"]),
        (["s1.3.2-t1-r5", "s1.3.2-p1"], ["s1.3.2-p1", "s1.3.2-t1-r5"]),
        (["s5-l2-i4", "s5-l1-i3"], ["s5-l1-i3", "s5-l2-i4"]),
        (["s4-p2", "s1.3.1-p3"], ["s4-p2", "s1.3.1-p3"]),
        ([], []),
    ],
)
def test_quotes_of_one_section_stand_as_the_dossier_has_them(index, given, shown):
    evidence = [Evidence(index.passage(name), 0, 5, 1.0) for name in given]
    ordered = in_reading_order(evidence, index)
    assert [one.passage.id for one in ordered] == shown
    assert [quote.marker for quote in quotes_of(ordered, index)] == [*range(1, len(shown) + 1)]


def test_a_quote_says_what_language_its_document_is_in(index):
    (quote,) = quotes_of([Evidence(index.passage("s4.1.1-p2"), 0, 5, 1.0)], index)
    assert quote.lang == "nl"
