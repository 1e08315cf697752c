"""A set that does not fit the dossier, and what a set covers of it."""

from dataclasses import replace

import pytest

from eval.sets.coverage import coverage
from eval.sets.set_check import MOST_PLACES, check_set
from eval.sets.set_reading import load_set
from ingest.passage import Passage


@pytest.fixture
def mistakes(tmp_path, passages, dossier):
    """Return the mistakes in questions written in YAML."""

    def found(yaml):
        path = tmp_path / "set.yaml"
        path.write_text(yaml, encoding="utf-8")
        keys = {reference.key for reference in dossier.references}
        return check_set(load_set(path), list(passages.values()), keys)

    return found


def question(**fields):
    given = {"facts": "[Leuven - na Bergen]"} | fields
    lines = "".join(f"\n  {name}: {value}" for name, value in given.items())
    return f"- id: q1\n  question: Welke stad?{lines}\n"


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"sections": "[5.1.11]"}, "sections", "5.1.11 komt in het document niet voor; bedoelt u"),
        ({"sections": "[zzz]"}, "sections", "kijk ze na"),
        ({"sections": "[5.1]"}, "sections", "is alleen een titel; noem de sectie eronder"),
        ({"sections": "[5.1]"}, "sections", "5.1.1 of 5.1.2"),
        ({"passages": "[s5.1.1-p66]"}, "passages", "s5.1.1-p66 bestaat niet; bedoelt u"),
        (
            {"references": "[departement-cultuur-jeugd-media-zdd-x]"},
            "references",
            "bestaat niet; bedoelt u",
        ),
        ({"sections": '["1.2"]'}, "facts", "staat niet in de opgegeven secties, wel in 5.1.1"),
        ({"passages": "[s5.1.1-p1]"}, "facts", "staat niet in de opgegeven passages, wel in"),
        (
            {"sections": '[5.1.1, "1.1"]', "passages": "[s5.1.1-p6, s1.2-p1]"},
            "passages",
            "s1.2-p1 staat in sectie 1.2",
        ),
        ({"facts": '["Brugge na Bergen"]'}, "facts", "staat nergens in het document"),
        ({"facts": '["cultuur"]'}, "facts", f"hoogstens {MOST_PLACES} passages"),
        ({"facts": '[["Leuven - na Bergen", "cultuur"]]'}, "facts", "bewijst te weinig"),
        ({"facts": '["/cult.ur/"]'}, "facts", "bewijst te weinig"),
        ({"forbidden": "[Leuven]"}, "forbidden", "'Leuven' staat ook in"),
        (
            {"forbidden": "[Brussel]", "passages": "[s5.1.1-p6]"},
            "forbidden",
            "'Brussel' staat in elke zin met",
        ),
        ({"short_answer": "Parijs-Noord"}, "short_answer", "staat nergens"),
        (
            {"short_answer": "Leuven", "sections": '["1.2"]', "facts": "[]"},
            "short_answer",
            "niet in de opgegeven secties",
        ),
        ({"max_words": 3}, "max_words", "de feiten tellen samen 4 woorden"),
    ],
)
def test_a_mistake_names_its_question_line_and_field_and_what_to_do(mistakes, fields, field, words):
    found = mistakes("\n\n" + question(**fields))
    assert [(one.file, one.line, one.question) for one in found] == [("set.yaml", 3, "q1")] * len(
        found
    )
    assert any(one.field == field and words in one.text for one in found), found


def test_what_fits_is_left_in_peace(mistakes):
    right = question(
        sections="[[5.1.1, samenvatting]]",
        passages="[s5.1.1-p6]",
        short_answer="Leuven",
        forbidden="[Rotterdam]",
    )
    assert mistakes(right) == ()
    assert mistakes("- {id: a, question: Hallo?, status: out_of_scope}") == ()


def test_a_list_with_its_items_is_one_place_and_a_listed_list_holds_them(mistakes, passages):
    item = passages["s1.2-l1-i1"]
    words = " ".join(item.text.split()[:8])
    for place in ("s1.2-l1", "s1.2-l1-i1"):
        assert mistakes(question(facts=f'["{words}"]', passages=f"[{place}]")) == ()


def test_a_listed_table_holds_what_its_rows_say(mistakes):
    fact = '["Sector/decreet: Circusdecreet"]'
    assert mistakes(question(facts=fact, passages="[s1.3.2-t1]")) == ()
    assert mistakes(question(facts=fact, passages="[s1.3.2-t1-r3]")) != ()


def copies(texts, parents=()):
    """Return passages that say only this; the last ones in the list or table with that id."""
    alone = [None] * (len(texts) - len(parents))
    return [
        Passage(f"s9-p{number}", "dossier", "9", "Proef", ("Proef",), "paragraph", text, parent=up)
        for number, (text, up) in enumerate(zip(texts, [*alone, *parents], strict=True))
    ]


@pytest.mark.parametrize(
    ("fact", "spellings"),
    [
        ("acht miljoen", ["acht miljoen euro", "8.000.000 mensen", "8 miljoen", "(8 000 000)"]),
        ("20%", ["20 procent", "20 %", "20,0%"]),
        ("/steun(?:t|de)/", ["wie steunt", "wie Steunde"]),
        ("Kunst", ["kunst", "KUNST-"]),
    ],
)
def test_a_fact_may_stand_in_five_places_and_no_more_in_whatever_spelling(
    tmp_path, fact, spellings
):
    (tmp_path / "set.yaml").write_text(f"- {{id: a, question: q, facts: ['{fact}']}}\n")
    asked = load_set(tmp_path / "set.yaml")
    texts = [spellings[place % len(spellings)] for place in range(MOST_PLACES + 1)]
    assert check_set(asked, copies(texts[:MOST_PLACES]), ()) == ()
    (found,) = check_set(asked, copies(texts), ())
    assert f"staat in {MOST_PLACES + 1} passages" in found.text
    # A list with its items, and a table with its rows, is one place.
    assert check_set(asked, copies(texts * 2, ["s9-p0"] * 4 + ["s9-p1"] * 4), ()) == ()
    parents = ["s9-p0"] * 4 + ["s9-t1"] * 2 + ["s9-t2"] * 2
    (found,) = check_set(asked, copies(texts * 2, parents), ())
    assert f"staat in {MOST_PLACES + 1} passages" in found.text


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ("facts: [/Leu.en/], forbidden: [/Leu.en/]", True),
        ("facts: [/Leu.en/], forbidden: [Leuven]", False),
        ("facts: ['/een lang patroon/', een twee], max_words: 2", True),
        ("facts: [[een twee drie, een]], max_words: 1", False),
        ("facts: [titel], forbidden: [Gent], passages: [s9-p1]", False),
        ("facts: [titel], forbidden: [Brugge], passages: [s9-p1]", True),
    ],
)
def test_only_what_no_answer_could_do_right_is_refused(tmp_path, fields, wrong):
    (tmp_path / "set.yaml").write_text(f"- {{id: a, question: q, {fields}}}\n")
    texts = ["Leuven, een lang patroon, een twee drie", "Brugge, de titel. De titel, Brugge, Gent."]
    passages = [replace(one, sentences=((0, 18), (18, 41))) for one in copies(texts)]
    found = check_set(load_set(tmp_path / "set.yaml"), passages, ())
    assert [one.field for one in found] == (
        ["max_words" if "max" in fields else "forbidden"] * wrong
    )


def test_a_fact_that_only_a_loose_reference_states_is_told_by_its_entry(tmp_path):
    (tmp_path / "set.yaml").write_text("- {id: a, question: q, facts: [Gielen], sections: ['9']}\n")
    loose = replace(
        copies(["Gielen, P. (2003)."])[0], id="ref-gielen", section="", kind="reference"
    )
    found = check_set(load_set(tmp_path / "set.yaml"), [*copies(["iets"]), loose], ())
    assert [one.text.partition("wel in ")[2] for one in found] == ["ref-gielen; verbeter één"]


def test_in_a_dialogue_the_turn_is_named(mistakes):
    (found,) = mistakes(
        "- id: d\n  turns:\n"
        "  - {question: Wie?, facts: [Leuven - na Bergen]}\n"
        "  - {question: En daar?, facts: [Brugge na Gent]}\n"
    )
    assert found.field == "turns[2].facts"


def test_a_draft_is_not_held_against_the_document(mistakes):
    assert mistakes("- {id: a, question: Wie?, sections: [99], draft: true}") == ()


def test_coverage_counts_questions_per_language_and_names_what_is_missing(tmp_path, passages):
    (tmp_path / "set.yaml").write_text(
        "- {id: a, question: q, facts: [x], sections: [[5.1.1, '1.1']], passages: [fn3]}\n"
        "- {id: b, question: q, language: fr, sections: [5.1.1], references: [buda-zd]}\n"
        "- {id: c, question: q, sections: [5.1.1], draft: true}\n"
        "- id: d\n"
        "  turns:\n"
        "  - {question: q, sections: [5.1.1], passages: [s1.3.2-t1-r2]}\n"
        "  - {question: q, sections: [5.1.1]}\n"
        "- {id: e, question: q, status: refused}\n"
    )
    covered = coverage(load_set(tmp_path / "set.yaml"), list(passages.values()))
    counts = {(part.kind, part.name): part.questions for part in covered.parts}
    assert counts["section", "5.1.1"] == {"nl": 2, "fr": 1}
    assert counts["section", "1.1"] == {"nl": 1}
    assert counts["section", "1.3.2"] == {"nl": 1}
    assert counts["table", "s1.3.2-t1"] == {"nl": 1}
    assert counts["footnote", "fn3"] == {"nl": 1}
    assert counts["reference", "buda-zd"] == {"fr": 1}
    assert "2.1" not in {part.name for part in covered.missing("table")}
    assert len(covered.missing("footnote")) == len(covered.of("footnote")) - 1
    assert len(covered.missing("reference")) == len(covered.of("reference")) - 1


@pytest.mark.parametrize("written", ["5.1.1", "§ 5.1.1", "§5.1.1", "5.1.1."])
def test_a_section_may_be_written_as_answers_and_tables_of_contents_write_it(mistakes, written):
    assert mistakes(question(sections=f'["{written}"]')) == ()


def test_mistakes_in_a_sheet_are_told_by_the_names_of_its_columns(tmp_path, passages):
    path = tmp_path / "set.csv"
    rows = ["id;beurt;vraag;feiten;secties", "a;1;Wie?;nergens te vinden;9.9", "a;2;En?;Leuven;9.8"]
    path.write_text("\r\n".join(rows), encoding="utf-8")
    found = check_set(load_set(path), list(passages.values()), ())
    assert {(one.line, one.field) for one in found} >= {
        (2, "beurt 1.secties"),
        (2, "beurt 1.feiten"),
        (2, "beurt 2.secties"),
    }
