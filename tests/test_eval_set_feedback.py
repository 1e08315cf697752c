"""Answers that users rejected become drafts for a person to confirm."""

import json

import pytest

from eval.sets.feedback import drafts_from_feedback, masked
from eval.sets.set_reading import SetMistakes, load_set, save_set


def line(**fields):
    return json.dumps({"question": "Wie betaalt dat?", "useful": False} | fields)


def cited(*sections, language="nl"):
    return {"language": language, "citations": [{"section": section} for section in sections]}


def test_only_thumbs_down_become_drafts_and_the_same_question_gives_one():
    lines = [
        line(answer=cited("5.1.1", "3.2", "5.1.1")),
        line(question="Goed zo?", useful=True),
        "",
        line(question="  WIE betaalt\n dat?"),
        line(question="Qui paie?", answer=cited("4", language="fr")),
        line(question="Who pays?", language="en", reason="te lang", at="2026-11-22T10:00:00+01:00"),
    ]
    one, french, english = drafts_from_feedback(lines, "duimen.jsonl")
    assert one.draft
    assert (one.tags, one.split, one.reviewed) == (("concept",), "dev", None)
    assert one.turns[0].question == "Wie betaalt dat?"
    assert one.turns[0].expected.sections == (("5.1.1", "3.2"),)
    assert one.place == "duimen.jsonl, regel 1"
    assert (french.language, english.language) == ("fr", "en")
    assert english.turns[0].expected.status == ()


def test_an_id_stays_the_same_whatever_else_is_in_the_file():
    (first,) = drafts_from_feedback([line()], "a")
    _, second = drafts_from_feedback([line(question="Iets anders?"), line()], "b")
    assert first.id == second.id


def test_drafts_can_be_kept_and_are_then_still_drafts(tmp_path):
    drafts = drafts_from_feedback([line(), line(question="Waar?", answer=cited("1.1"))], "a")
    for ending in (".yaml", ".jsonl", ".csv", ".xlsx"):
        save_set(drafts, tmp_path / f"klad{ending}")
        read = load_set(tmp_path / f"klad{ending}").questions
        assert [question.draft for question in read] == [True, True]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("mail jan.peeters+x@voorbeeld.be?", "mail [e-mailadres]?"),
        ("bel 0470 12 34 56 of 016/22.33.44", "bel [telefoonnummer] of [telefoonnummer]"),
        ("bel +32 470 12 34 56.", "bel [telefoonnummer]."),
        ("nummer 85.07.30-033.28", "nummer [rijksregisternummer]"),
        ("stort op BE68 5390 0754 7034", "stort op [rekening]"),
        ("in 2021-2025 voor 20.000.000 euro", "in 2021-2025 voor 20.000.000 euro"),
        ("op 22/11/2026 in sectie 5.1.1", "op 22/11/2026 in sectie 5.1.1"),
        ("0,5 % van 1.250,50", "0,5 % van 1.250,50"),
    ],
)
def test_what_points_to_a_person_is_masked_and_figures_are_kept(said, kept):
    assert masked(said) == kept


def test_every_line_that_is_no_feedback_is_told():
    lines = ["{", "[1]", line(useful="nee"), line(question=3), line(question=" "), line()]
    lines += [line(language="de"), line(answer="tekst"), line(answer={"citations": [3]})]
    lines += [line(question="half \ud800")]
    with pytest.raises(SetMistakes) as caught:
        drafts_from_feedback(lines, "duimen.jsonl")
    assert [mistake.line for mistake in caught.value.mistakes] == [1, 2, 3, 4, 5, 7, 10]
    assert "onzichtbaar stuurteken" in caught.value.mistakes[-1].text
    assert all(mistake.file == "duimen.jsonl" for mistake in caught.value.mistakes)
