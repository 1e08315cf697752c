"""A quote stands there only with words, section, page and references as the document has them."""

from dataclasses import replace

import pytest

from assistant.answer import CitedReference, Quote
from eval.runs.quote_check import stands_there
from eval.targets.target import PassageText
from ingest.document import PageMark
from ingest.passage import Passage, PassageReference

TEXT = "Leuven wordt hoofdstad (Liu, 2014). Gent niet."
PASSAGE = Passage(
    id="s5.1-p2",
    document="dossier",
    section="5.1",
    section_title="Steden",
    section_path=("Steden",),
    kind="paragraph",
    text=TEXT,
    pages=(PageMark(0, 7, "printed"), PageMark(36, 8, "printed")),
    sentences=((0, 35), (36, 46)),
    references=(PassageReference("liu-2014", 24, 33),),
)
LIU = CitedReference("liu-2014", "Liu, 2014", "Liu. (2014).", "", "sentence", "no_source")
QUOTE = Quote(
    marker=1,
    passage="s5.1-p2",
    document="dossier",
    section="5.1",
    section_title="Steden",
    section_path=("Steden",),
    page=7,
    page_basis="printed",
    kind="paragraph",
    quote=TEXT[:35],
    start=0,
    end=35,
    url="/dossier#s5.1-p2",
    references=(LIU,),
)
WHOLE = PassageText("5.1", TEXT, PASSAGE)


def test_a_quote_with_all_that_belongs_to_its_place_stands_there():
    assert stands_there(QUOTE, WHOLE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": 1, "end": 36},
        {"start": -35, "end": 0},
        {"quote": "Leuven wordt hoofdstad"},
        {"quote": "", "start": 3, "end": 3},
        {"section": "5.2"},
        {"page": 8},
        {"page": None},
        {"references": ()},
        {"references": (LIU, replace(LIU, key="sasaki-2010"))},
        {"references": (replace(LIU, key="sasaki-2010"),)},
    ],
)
def test_whatever_is_wrong_about_a_quote_it_does_not_stand_there(wrong):
    assert not stands_there(replace(QUOTE, **wrong), WHOLE)


def test_of_a_server_only_words_and_section_can_be_told():
    shown = PassageText("5.1", TEXT)
    assert stands_there(replace(QUOTE, page=8, references=()), shown)
    assert not stands_there(replace(QUOTE, section="5.2"), shown)
    assert stands_there(replace(QUOTE, section="5.2"), PassageText("", TEXT))
