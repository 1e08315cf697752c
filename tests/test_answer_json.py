"""The outside form of an answer: its shape is a promise, and it loses nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import (
    Answer,
    CitedReference,
    DocumentLabel,
    Explanation,
    NearSection,
    Note,
    Quote,
    RankedPassage,
)
from assistant.answer_json import from_json, to_json
from assistant.explaining.explained import (
    Doubt,
    ExplainedSentence,
    Reading,
    ResembledQuestion,
    SoughtTerm,
    SoughtWord,
)
from ingest.errors import InputError

LEUVEN = Answer(
    id="q1",
    question="Welke stad wordt in 2030 Culturele Hoofdstad van Europa?",
    language="nl",
    status="answered",
    short_answer="Leuven",
    text="In 2030 wordt Leuven één van de titeldragers. [1]",
    quotes=(
        Quote(
            marker=1,
            passage="s5.1.1-p6",
            document="dossier",
            section="5.1.1",
            section_title="Europees niveau",
            section_path=("Multilateraal", "Culturele democratie", "Europees niveau"),
            page=29,
            page_basis="inferred",
            kind="paragraph",
            quote="In 2030 wordt Leuven één van de titeldragers.",
            start=207,
            end=252,
            url="/dossier#s5.1.1-p6",
            references=(
                CitedReference(
                    key="departement-zdc",
                    label="Departement, z.d.c",
                    entry="Departement. (z.d.c). Hoofdstad.",
                    url="https://example.org",
                    scope="inherited",
                    evidence="not_fetched",
                ),
            ),
        ),
    ),
    document=DocumentLabel("Een Europese proeftuin", "2026"),
    generation="g-3f9c",
    confidence=0.97,
    total_ms=9.1,
)

KEYS = [
    "id", "question", "language", "status", "short_answer", "answer", "citations", "mode",
    "model", "verified", "confidence", "nearest", "hits", "document", "generation",
    "conversation", "notes", "timings_ms",
]  # fmt: skip
CITATION_KEYS = [
    "marker", "passage", "document", "section", "section_title", "section_path", "page",
    "page_basis", "kind", "quote", "start", "end", "url", "references", "lang",
]  # fmt: skip


def test_the_keys_stand_in_the_promised_order():
    shape = to_json(LEUVEN)
    assert list(shape) == KEYS
    assert list(shape["citations"][0]) == CITATION_KEYS
    assert list(shape["citations"][0]["references"][0]) == [
        "key", "label", "entry", "url", "scope", "evidence",
    ]  # fmt: skip


def test_values_that_are_not_there_are_null_or_empty():
    shape = to_json(LEUVEN)
    assert shape["model"] is None
    assert shape["conversation"] is None
    assert shape["nearest"] == shape["hits"] == shape["notes"] == []
    assert shape["timings_ms"] == {"total": 9.1}
    assert shape["document"] == {"title": "Een Europese proeftuin", "date": "2026"}


def test_an_explanation_adds_hits_and_one_last_key():
    hit = RankedPassage("s1-p1", 0.5, (("stems", 0.4), ("dense", 0.6)), "Tekst")
    explained = Answer(
        question="Wat?", language="nl", status="answered", short_answer=None, text="", quotes=(),
        document=DocumentLabel("", ""), generation="g-1", confidence=0.1,
        explanation=Explanation(("wat",), (hit,), 0.7, 0.4),
    )  # fmt: skip
    shape = to_json(explained)
    assert list(shape) == [*KEYS, "explanation"]
    assert shape["hits"] == [
        {
            "passage": "s1-p1",
            "score": 0.5,
            "channels": {"stems": 0.4, "dense": 0.6},
            "text": "Tekst",
            "fused": 0.0,
            "ranks": {},
            "question": None,
        }
    ]


words = st.text(max_size=12)
numbers = st.floats(0, 1)
channels = st.dictionaries(words, numbers, max_size=3).map(lambda d: tuple(d.items()))
pairs = st.dictionaries(words, words, max_size=3).map(lambda d: tuple(d.items()))
references = st.builds(CitedReference, words, words, words, words)
quotes = st.builds(
    Quote, st.integers(1, 9), words, words, words, words,
    section_path=st.lists(words, max_size=3).map(tuple),
    references=st.lists(references, max_size=2).map(tuple),
)  # fmt: skip
hits = st.builds(
    RankedPassage, words, numbers, channels, words, numbers,
    ranks=st.dictionaries(words, st.integers(1, 20), max_size=3).map(lambda d: tuple(d.items())),
    question=st.none() | st.builds(ResembledQuestion, words, words=numbers, meaning=numbers),
)  # fmt: skip
several = st.lists(words, max_size=3).map(tuple)
sought = st.builds(
    SoughtTerm, words, st.lists(st.builds(SoughtWord, words, numbers), max_size=2).map(tuple)
)
sentences = st.builds(
    ExplainedSentence, words, st.integers(0), st.integers(0), words, numbers, numbers, channels
)
explanations = st.builds(
    Explanation,
    several,
    st.lists(hits, max_size=3).map(tuple),
    numbers,
    numbers,
    st.none() | st.builds(Reading, words, st.booleans(), words, several, several, words, words),
    st.lists(sought, max_size=2).map(tuple),
    st.lists(sentences, max_size=2).map(tuple),
    st.none() | st.builds(Doubt, numbers, channels, several, words, numbers),
)
answers = st.builds(
    Answer,
    text=words,
    quotes=st.lists(quotes, max_size=3).map(tuple),
    confidence=numbers,
    nearest=st.lists(st.builds(NearSection, words, words, words, words), max_size=3).map(tuple),
    notes=st.lists(st.builds(Note, words, pairs), max_size=2).map(tuple),
    explanation=st.none() | explanations,
    id=st.none() | words,
    conversation=st.none() | words,
    total_ms=st.floats(0, 1e6),
)


def test_an_explanation_without_what_came_later_is_still_read():
    shape = to_json(LEUVEN) | {
        "hits": [{"passage": "s1", "score": 0.5, "channels": {"stems": 0.4}, "text": "Tekst"}],
        "explanation": {"terms": ["wat"], "answerability": 0.7, "threshold": 0.4},
    }
    hit = RankedPassage("s1", 0.5, (("stems", 0.4),), "Tekst")
    assert from_json(shape).explanation == Explanation(("wat",), (hit,), 0.7, 0.4)


@given(answers)
def test_an_answer_survives_the_way_to_json_text_and_back(answer):
    assert from_json(json.loads(json.dumps(to_json(answer)))) == answer


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"status": "perhaps"}, "status"),
        ({"language": "de"}, "language"),
        ({"citations": [{"marker": 1}]}, "quotes"),
        ({"notes": "x"}, "geen antwoord"),
        ({"timings_ms": None}, "geen antwoord"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_place(change, named):
    with pytest.raises(InputError, match=named):
        from_json(to_json(LEUVEN) | change)


@pytest.mark.parametrize("shape", [None, [], "answer", {}, 3])
def test_other_json_is_refused(shape):
    with pytest.raises(InputError, match="geen antwoord"):
        from_json(shape)
