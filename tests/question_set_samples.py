"""Question sets for tests: hypothesis strategies for whole questions, and small files."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from eval.question_set import Expectation, SetQuestion, Turn

# Marks of every file form, beside letters of any alphabet.
MARKS = ";|,\"'/\\#:-+=@!&*{}[]%<>?~`_ .\u2019\u201cé€1205"
WORDS = (
    st.text(st.sampled_from(MARKS) | st.characters(codec="utf-8", exclude_categories=["C"]))
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and text[:1] + text[-1:] != "//")
)
OPENINGS = st.sampled_from(["/0", '"0', "'=1", "/a", '"', "/"])
PATTERNS = st.sampled_from(
    ["/70,6 ?(?:%|procent)/", "/a; b/", "/a|b;c/", "/x/;y/", "/\\d+ .{0,40} euro/", '/"a" | b/']
)
GROUPS = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)
FACTS = st.lists(
    st.lists(WORDS | PATTERNS | OPENINGS, min_size=1, max_size=3).map(tuple), max_size=3
).map(tuple)
NUMBERS = st.lists(st.integers(0, 30), min_size=1, max_size=3).map(
    lambda parts: ".".join(map(str, parts))
)
SECTIONS = st.lists(
    st.lists(NUMBERS | st.just("samenvatting"), min_size=1, max_size=2).map(tuple), max_size=2
).map(tuple)
REFUSALS = st.lists(
    st.sampled_from(["not_in_dossier", "needs_clarification", "out_of_scope", "refused"]),
    min_size=1,
    max_size=2,
    unique=True,
).map(tuple)
LISTS = st.lists(WORDS, max_size=3).map(tuple)
TAGS = st.lists(
    st.text(st.characters(categories=["L", "Nd"]) | st.just("-"), min_size=1), max_size=3
).map(tuple)
ANSWERABLE = st.builds(
    Expectation,
    status=st.just(("answered",)),
    facts=FACTS.filter(bool),
    forbidden=LISTS,
    sections=SECTIONS,
    passages=GROUPS,
    references=GROUPS,
    short_answers=LISTS,
    max_words=st.integers(1, 300),
)
UNANSWERABLE = st.builds(Expectation, status=REFUSALS, forbidden=LISTS)
TURNS = st.builds(Turn, WORDS, ANSWERABLE | UNANSWERABLE)
QUESTIONS = st.builds(
    SetQuestion,
    id=WORDS.map(lambda text: text.replace("#", "")[:40].strip()).filter(bool),
    turns=st.lists(TURNS, min_size=1, max_size=3).map(tuple),
    language=st.sampled_from(["nl", "en", "fr"]),
    tags=TAGS,
    difficulty=st.sampled_from(["easy", "medium", "hard"]),
    split=st.sampled_from(["dev", "test"]),
    must_pass=st.booleans(),
    reviewed=st.none() | st.dates(date(1900, 3, 1), date(2100, 1, 1)),
)
QUESTION_SETS = st.lists(QUESTIONS, min_size=1, max_size=4, unique_by=lambda one: one.id)


def without_places(questions):
    """Return questions as they are whatever file they stand in."""
    return [replace(question, place="") for question in questions]
