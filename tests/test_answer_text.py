"""The text of an answer: quotes set so that they read well, under a line that claims nothing."""

import re
from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, CitedReference, DocumentLabel, Question, Quote
from assistant.quoting.evidence_span import Evidence
from assistant.understanding.question import analyse
from assistant.wording.answer_text import answer_text
from assistant.wording.frame import MOST_WORDS, FrameKind, frame
from eval.metrics.statements import is_rightly_marked, statements_of
from ingest.passage import Passage

BUDGET = 90
GOALS = (
    "Meer concreet worden drie doelstellingen naar voor geschoven:\n"
    "1. De positie versterken;\n2. Uitwisseling stimuleren;\n3. Kennis delen."
)
POINTS = "Aandachtspunten voor later\n1. Waarden\n2. Regie"
ROW = "Project: Op de tast; Partners: publiq & 50° NORD; Inhoud: Een samenwerking."
PARAGRAPH = "In 2030 wordt Leuven één van de titeldragers."


def passage(kind, text, section="5.1.1", title="Europees niveau", **more):
    given = {"id": f"s{section}-{kind}", "context": "Tabel 2: Voorbeelden", **more}
    spans = [(0, len(text))]
    return Passage(
        document=given.pop("document", "dossier"), section=section, section_title=title,
        section_path=(title,), kind=kind, text=text, sentences=tuple(spans), **given,
    )  # fmt: skip


def whole(kind, text, **more):
    one = passage(kind, text, **more)
    return Evidence(one, 0, len(text), 1.0)


def items(text, **more):
    one = passage("list", text, **more)
    lines = re.finditer(r"^\d\. (.+)$", text, re.MULTILINE)
    return [Evidence(one, line.start(1), line.end(1), 1.0) for line in lines]


def quotes_for(evidence, lang="nl", references=()):
    return [
        Quote(
            marker=number, passage=one.passage.id, document=one.passage.document,
            section=one.passage.section, section_title=one.passage.section_title,
            section_path=(), page=None, page_basis=None, kind=one.passage.kind, quote=one.text,
            start=one.start, end=one.end, url="", references=references, lang=lang,
        )
        for number, one in enumerate(evidence, start=1)
    ]  # fmt: skip


def text_of(question, evidence, lang="nl", language=None, references=()):
    analysis = analyse(Question(question, language=language))
    return answer_text(analysis, evidence, quotes_for(evidence, lang, references), BUDGET)


@pytest.mark.parametrize(
    ("question", "evidence", "text"),
    [
        (
            "Welke stad wordt hoofdstad?",
            [whole("paragraph", PARAGRAPH)],
            f"Volgens § 5.1.1 (Europees niveau):\n{PARAGRAPH} [1]",
        ),
        (
            "Which city will be the capital?",
            [whole("paragraph", PARAGRAPH)],
            f"Section 5.1.1 says (in Dutch):\n{PARAGRAPH} [1]",
        ),
        (
            "Quelle ville sera la capitale ?",
            [whole("paragraph", PARAGRAPH)],
            f"Le dossier dit, § 5.1.1 (en néerlandais) :\n{PARAGRAPH} [1]",
        ),
        (
            "Waar in het dossier gaat het over Leuven?",
            [whole("paragraph", PARAGRAPH), whole("paragraph", "Ook hier.", section="3")],
            f"Dat staat in § 5.1.1 en § 3:\n{PARAGRAPH} [1]\nOok hier. [2]",
        ),
        (
            "Wie zijn de partners van Op de tast?",
            [whole("table_row", ROW, section="4.1")],
            "Tabel 2, § 4.1:\nOp de tast\nPartners: publiq & 50° NORD\nInhoud: Een samenwerking. "
            "[1]",
        ),
        (
            "Welke drie doelstellingen noemt het kader?",
            items(GOALS),
            "Het dossier noemt drie doelstellingen (§ 5.1.1):\n- De positie versterken; [1]\n"
            "- Uitwisseling stimuleren; [2]\n- Kennis delen. [3]",
        ),
        (
            "Welke drie ambities noemt het kader?",
            items(GOALS)[:2],
            "Het dossier noemt (§ 5.1.1):\n- De positie versterken; [1]\n"
            "- Uitwisseling stimuleren; [2]",
        ),
        (
            "Which three objectives are there?",
            items(GOALS),
            "Section 5.1.1 lists three points (in Dutch):\n- De positie versterken; [1]\n"
            "- Uitwisseling stimuleren; [2]\n- Kennis delen. [3]",
        ),
        ("Welke drie doelstellingen?", [whole("list", GOALS)], f"{GOALS} [1]"),
        (
            "Welke aandachtspunten zijn er?",
            [whole("list", POINTS, section="samenvatting", title="Samenvatting")],
            f"Het dossier noemt twee aandachtspunten (§ Samenvatting):\n{POINTS} [1]",
        ),
        (
            "Wat is STUK?",
            [whole("footnote", "STUK is een kunstencentrum.", id="fn10", section="4.1")],
            "Voetnoot 10, § 4.1:\nSTUK is een kunstencentrum. [1]",
        ),
        (
            "Welke landen?",
            [whole("paragraph", "Eerst dit."), whole("paragraph", "Dan dat.", section="4")],
            "Eerst dit. [1]\nDan dat. [2]",
        ),
    ],
)
def test_quotes_stand_under_a_line_that_says_where_they_are_from(question, evidence, text):
    assert text_of(question, evidence) == text


@pytest.mark.parametrize(
    "evidence",
    [
        [whole("paragraph", PARAGRAPH)],
        items(GOALS),
        [whole("list", GOALS)],
        [whole("table_row", ROW), whole("table_row", ROW.replace("Op", "Af"), id="s5.1.1-t2-r2")],
        [whole("paragraph", PARAGRAPH), whole("reference", "Goffin (2023). Boek.", section="")],
    ],
)
def test_all_but_the_line_above_counts_as_literally_quoted(evidence):
    quotes = tuple(quotes_for(evidence))
    text = answer_text(analyse(Question("Welke drie doelstellingen?")), evidence, quotes, BUDGET)
    answer = Answer(
        "Welke?", "nl", "answered", None, text, quotes, DocumentLabel("", ""), "g-1", 1.0
    )
    statements = statements_of(answer)
    assert len(statements) >= len(quotes)
    assert all(statement.cited and statement.literal for statement in statements)
    assert all(is_rightly_marked(one, answer) for one in statements if one.marked)


def test_a_noun_of_the_question_alone_is_not_said_of_a_list():
    shown = text_of("Welke drie nadelen noemt het kader?", items(GOALS))
    assert shown.startswith("Het dossier noemt (§ 5.1.1):\n")


@pytest.mark.parametrize(("cited", "line"), [(True, "De bron:"), (False, "In de literatuurlijst:")])
def test_an_entry_is_called_the_source_only_when_a_quoted_claim_cites_it(cited, line):
    evidence = [
        whole("paragraph", PARAGRAPH),
        whole("reference", "Goffin, K. (2023). Loopbanen.", section="", title="", id="ref-goffin"),
    ]
    goffin = CitedReference("goffin", "Goffin, 2023", "", "", "sentence", "no_source")
    claim, entry = quotes_for(evidence, references=(goffin,))
    if not cited:
        (claim,) = quotes_for(evidence[:1])
    shown = answer_text(analyse(Question("Wat is de bron?")), evidence, [claim, entry], BUDGET)
    assert shown.splitlines()[2:] == [line, "Goffin, K. (2023). Loopbanen. [2]"]


def test_a_cut_row_keeps_the_cells_that_are_quoted():
    row = passage("table_row", ROW)
    inside = ROW.index("Inhoud")
    evidence = [Evidence(row, 0, ROW.index("; Partners"), 1.0), Evidence(row, inside, 74, 1.0)]
    lines = text_of("Wat is Op de tast?", evidence).splitlines()
    assert lines[1:] == ["Op de tast [1]", f"{ROW[inside:74]} [2]"]


@pytest.mark.parametrize(
    "title", ["Wat nu? En dan", "Punten [1]", "Een heel lange titel van heel veel woorden", "A: b"]
)
def test_a_title_that_is_long_or_no_plain_words_is_left_out(title):
    shown = text_of("Welke stad?", [whole("paragraph", PARAGRAPH, title=title)])
    assert shown.splitlines()[0] == "Volgens § 5.1.1:"


def test_quotes_in_the_language_of_the_question_are_not_said_to_be_in_another():
    shown = text_of("Which city will be the capital?", [whole("paragraph", "Leuven.")], lang="en")
    assert shown.splitlines()[0] == "Section 5.1.1 (Europees niveau) says:"


@given(
    st.lists(st.integers(1, 29), min_size=1, max_size=3),
    st.sampled_from(["Welke stad wordt hoofdstad?", "Which city is it?", "Quelle ville est-ce ?"]),
    st.sampled_from(["paragraph", "footnote", "list_item", "table_row"]),
)
def test_the_line_takes_only_what_the_quotes_leave_of_the_budget(lengths, question, kind):
    evidence = [whole(kind, " ".join(["woord"] * length)) for length in lengths]
    words = re.sub(r"\[\d+\]", "", text_of(question, evidence)).split()
    assert sum(lengths) <= len(words) <= BUDGET


@pytest.mark.parametrize(
    ("kind", "language", "room"),
    [*product(get_args(FrameKind), ["nl", "en", "fr"], [0, 2, 5, 20])],
)
def test_no_line_is_long_or_answers_or_holds_a_marker(kind, language, room):
    (quote,) = quotes_for([whole("footnote", "Tekst.", id="fn3")])
    line = frame(kind, language, [quote], room, table="4")
    assert len(line.split()) <= min(room, MOST_WORDS)
    assert not line or line.endswith(":")
    assert not re.search(r"\[\d|\b(?:ja|nee|yes|no|oui|non)\b", line, re.IGNORECASE)
