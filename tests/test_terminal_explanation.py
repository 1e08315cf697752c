"""What `--explain` shows: every part in every language, plain words, fitting any terminal."""

import io
import re
import tomllib
from dataclasses import replace
from importlib.resources import files
from typing import get_args

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from assistant.abstaining.answerability import FEATURES as OF_ANSWERS
from assistant.answer import Explanation, RankedPassage
from assistant.explaining.explained import (
    Doubt,
    ExplainedSentence,
    Origin,
    Reading,
    ResembledQuestion,
    SoughtTerm,
    SoughtWord,
)
from assistant.ranking.sentence_features import FEATURES as OF_SENTENCES
from assistant.understanding.question_kinds import QuestionKind
from index.fusion import WEIGHTS
from ui.screen_texts import shown_number
from ui.terminal_explanation import explanation_parts

CHANNELS = tuple((name, 0.123 * place) for place, name in enumerate(WEIGHTS))
HITS = tuple(
    RankedPassage(
        passage=f"ref-een-heel-lange-sleutel-van-een-organisatie-{number}",
        score=1 / number,
        channels=CHANNELS,
        text="In 2030 " * 40,
        fused=0.99,
        ranks=tuple((name, number) for name, score in CHANNELS if score),
        question=ResembledQuestion("Welke stad is aan de beurt in 2030?", "nl", 0.91, 0.87),
    )
    for number in range(1, 15)
)
STAD = (SoughtWord("stad", 1.0, "question"), SoughtWord("gemeente", 0.4, "glossary"))
FIRST = ExplainedSentence(
    "s1-p1", 0, 4, "Eerste zin.", 20.0, 0.8, (("words", 12.0), ("passage", 8.0))
)
SECOND = ExplainedSentence(
    "s1-p2", 0, 4, "Tweede zin.", 18.5, 0.2, (("words", 19.0), ("opening", -0.5))
)
FULL = Explanation(
    terms=("stad", "2030"),
    hits=HITS,
    answerability=0.9763,
    threshold=0.6773,
    reading=Reading(
        "Welke stad?", True, "where", ("Europa",), ("2030",), "Welke stad?", "stdad → stad"
    ),
    sought=(
        SoughtTerm("stad", STAD),
        SoughtTerm("city", (SoughtWord("town", 0.25, "learnt"),)),
    ),
    sentences=(FIRST, SECOND),
    doubt=Doubt(
        1.25, (("expected", 0.5), ("nearest_unanswered", -2.0)), (), "Welke stad in 2031?", 0.4
    ),
)


def shown(explanation, language="nl", width=80):
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=True, color_system=None)
    for part in explanation_parts(explanation, language, width):
        console.print(Text(part.head))
        for line in part.lines:
            console.print(line)
    return stream.getvalue()


def row(text, begin):
    """The cells of the first line that begins so."""
    line = next(one for one in text.splitlines() if one.startswith(begin))
    return re.split(r"\s{2,}", line.strip())


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
@pytest.mark.parametrize("width", [30, 40, 79, 80, 100, 120, 200])
def test_every_line_fits(language, width):
    text = shown(FULL, language, width)
    assert max(cell_len(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("sentence_part", list(OF_SENTENCES)),
        ("answer_part", list(OF_ANSWERS)),
        ("channel", list(WEIGHTS)),
        ("kind_asked", list(get_args(QuestionKind))),
        ("origin", list(get_args(Origin))),
        ("tongue", ["nl", "en", "fr"]),
    ],
)
def test_every_name_has_a_label_that_leaves_room_for_numbers(language, group, names):
    texts = tomllib.loads((files("ui") / "texts" / f"{language}.toml").read_text("utf-8"))[group]
    assert sorted(texts) == sorted(names)
    assert all(len(label) <= 52 for label in texts.values())


def test_the_question_as_it_was_read():
    text = shown(FULL)
    assert row(text, "Taal") == ["Taal", "Nederlands, herkend"]
    assert row(text, "Gelezen als") == ["Gelezen als", "Welke stad?"]
    assert row(text, "Spelling") == ["Spelling", "stdad → stad"]
    given = replace(FULL, reading=replace(FULL.reading, recognised=False, read_as=""))
    assert "Nederlands, opgegeven" in shown(given)
    assert "Gelezen als" not in shown(given)


def test_each_word_with_its_weights_and_where_others_come_from():
    text = shown(FULL)
    assert row(text, "stad ") == ["stad", "stad (1), gemeente (0,4)", "woordenlijst"]
    assert row(text, "city") == ["city", "town (0,25)", "geleerde vertaling"]


def test_ranked_passages_have_scores_with_places():
    cells = row(shown(FULL, width=120), "  1")
    assert cells[0] == "1"
    assert cells[2:4] == ["100", "99"]
    assert cells[4] == "-"
    assert cells[5:9] == ["12 (1)", "25 (1)", "37 (1)", "49 (1)"]


def test_only_the_first_ten_passages_are_shown_and_the_rest_counted():
    assert "Nog 4 passages" in shown(FULL)
    assert not any(line.startswith(" 11") for line in shown(FULL).splitlines())


def test_sentences_stand_side_by_side_with_their_parts_the_weightiest_first():
    lines = [line for line in shown(FULL).splitlines() if re.search(r"[+-]\d+,\d", line)]
    cells = [re.split(r"\s{2,}", line.strip()) for line in lines[:3]]
    assert cells == [
        ["woorden van de zin zelf", "+12,0", "+19,0"],
        ["hoe goed de passage gevonden is", "+8,0"],
        ["staat vooraan in de passage", "-0,5"],
    ]
    assert row(shown(FULL), "Samen ") == ["Samen", "20,0", "18,5"]


def test_the_chance_of_an_answer_its_parts_and_its_threshold():
    text = shown(FULL)
    assert row(text, "Uitgangspunt") == ["Uitgangspunt", "+1,2"]
    assert "Kans dat het dossier antwoordt: 97,6 %. Vanaf 67,7 %" in text
    assert "Chance that the dossier answers: 97.6%. From 67.7%" in shown(FULL, "en")


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        ((("nearest_unanswered", -2.0), ("expected", 0.5)), True),
        ((("nearest_unanswered", -1.0), ("like_answered", -2.0)), True),
        ((("nearest_unanswered", -1.0), ("missing_number", -2.0)), False),
        ((("expected", 0.5),), False),
    ],
)
def test_a_question_without_an_answer_is_named_when_it_weighs_most(parts, named):
    text = shown(replace(FULL, doubt=replace(FULL.doubt, parts=parts)))
    assert ("“Welke stad in 2031?”" in text) == named


def test_a_value_that_is_assumed_is_marked():
    doubt = replace(FULL.doubt, assumed=("nearest_unanswered",), unanswered="")
    text = shown(replace(FULL, doubt=doubt))
    assert "lijkt op een vraag zonder antwoord *" in text
    assert "* Niet te bepalen" in text
    assert "*" not in shown(FULL)


def test_what_was_not_searched_and_what_was_not_found_are_told_apart():
    nothing = Explanation((), (), 0.0, 0.5, FULL.reading)
    assert "Er is niet gezocht" in shown(nothing)
    assert "niets gevonden" not in shown(nothing)
    assert "Er is niets gevonden." in shown(replace(nothing, sought=FULL.sought))


def test_texts_cannot_steer_the_terminal():
    evil = "\x1b[2J\x07\u202eomgekeerd [bold]vet[/bold]"
    reading = Reading(evil, True, "who", (evil,), (evil,), evil, evil)
    hostile = replace(
        FULL,
        terms=(evil,),
        reading=reading,
        sought=(SoughtTerm(evil, (SoughtWord(evil, 1.0, "question"),)),),
        hits=tuple(
            replace(hit, text=evil, question=replace(hit.question, text=evil)) for hit in HITS
        ),
        sentences=(replace(FULL.sentences[0], text=evil),),
        doubt=replace(FULL.doubt, unanswered=evil),
    )
    for width in (40, 200):
        text = shown(hostile, width=width)
        assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert text.count("[bold]vet[/bold]") >= 8


@pytest.mark.parametrize(
    ("value", "language", "decimals", "sign", "written"),
    [
        (1.25, "nl", 2, False, "1,25"),
        (1.25, "en", 2, False, "1.25"),
        (0.5, "fr", 1, True, "+0,5"),
        (-0.5, "nl", 1, True, "-0,5"),
        (-0.01, "nl", 1, False, "0,0"),
        (99.6, "nl", 0, False, "100"),
    ],
)
def test_numbers_are_written_as_in_the_language(value, language, decimals, sign, written):
    assert shown_number(value, language, decimals, sign) == written
