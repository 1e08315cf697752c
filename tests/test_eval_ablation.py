"""What each part adds: parts are really left out, the rest is learnt again, tables tell it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from assistant.abstaining.answerability import FEATURES as OF_ANSWERS
from assistant.answer import Question
from assistant.answer_json import to_json
from assistant.assistant import Assistant
from assistant.ranking.sentence_features import FEATURES as OF_SENTENCES
from assistant.tuning import shipped_tuning
from eval.ablation.__main__ import is_reproduced
from eval.ablation.added import FIGURES, row_of
from eval.ablation.measuring import (
    Material,
    Measured,
    known_questions,
    learnt_with_everything,
    measure,
)
from eval.ablation.partial_chain import PartialChain
from eval.ablation.partial_index import Places, open_partial_index
from eval.ablation.parts import NOTHING, PART_BY_NAME, PARTS, Part, Step
from eval.ablation.refitting import PLAIN_WEIGHTS, without_part
from eval.ablation.tables import BEGIN, END, placed, tables_of
from eval.comparing.comparison import compare
from eval.figures import Judgement
from eval.question_set import AskedTurn, Expectation
from eval.sets.set_reading import shipped_set
from eval.tuning.asked import asked_of
from eval.tuning.calibration import calibrated, examples_of
from eval.tuning.labelled import LabelledQuestion, labelled_questions
from eval.tuning.sentences import found_sentences, learnt_sentences
from index.build import build_generation
from index.fusion import WEIGHTS
from index.store import Index
from ingest.document import Document
from ingest.errors import UnusableText
from ingest.expansion import ExpansionQuestion
from ingest.passage import Passage
from ingest.shipped import shipped_unanswered

ROOT = Path(__file__).parents[1]
CAPITAL = "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?"
TWO_PARTS = "Welke stad wordt in 2030 Culturele Hoofdstad van Europa en wat is de datakloof?"


@pytest.fixture(scope="module")
def places(
    dossier: Document,
    passages: dict[str, Passage],
    dossier_index: Index,
    tmp_path_factory: pytest.TempPathFactory,
) -> Places:
    """A copy of the index of the dossier, and one of a few passages without any questions."""
    scratch = tmp_path_factory.mktemp("ablation")
    whole = scratch / "whole"
    shutil.copytree(dossier_index.generation.directory, whole)
    few = [*passages.values()][:40]
    bare = build_generation([dossier], few, scratch / "bare", unanswered=shipped_unanswered())
    return Places(whole, bare.directory)


@pytest.fixture(scope="module")
def labelled(passages: dict[str, Passage]) -> tuple[LabelledQuestion, ...]:
    """One in twelve of the questions that tuning may see: every sort and language is among them."""
    return labelled_questions(shipped_set(), passages.values())[::12]


@contextmanager
def chain_without(
    places: Places, part: Part, labelled: tuple[LabelledQuestion, ...] = ()
) -> Iterator[PartialChain]:
    """The chain without a part, with the shipped weights unless there is something to learn."""
    index = open_partial_index(places, part)
    chain = PartialChain(index, shipped_tuning())
    kept = part if labelled else replace(part, refitted=False)
    yield without_part(chain, kept, labelled)
    index.close()


def partial_assistant(chain: PartialChain) -> Assistant:
    assistant = Assistant(chain.index, chain.tuning)
    assistant.chain = chain.runnable()
    return assistant


def test_with_everything_the_answers_are_those_of_the_program(
    places: Places, dossier_index: Index
) -> None:
    usual = Assistant(dossier_index)
    asked = [
        *(one.turns[0].question for one in shipped_set().questions if one.split == "dev"),
    ][::15]
    with chain_without(places, NOTHING) as chain:
        partial = partial_assistant(chain)
        for text in (*asked, TWO_PARTS):
            answers = [
                {**to_json(one.ask(Question(text, conversation="a"))), "timings_ms": None}
                for one in (partial, usual)
            ]
            assert answers[0] == answers[1]


def test_every_part_is_known_by_one_name_and_every_step_is_left_out_by_a_part() -> None:
    assert len(PART_BY_NAME) == len(PARTS)
    assert {step for part in PARTS for step in part.steps} == set(get_args(Step))
    for part in PARTS:
        assert set(part.channels) <= set(WEIGHTS)
        assert set(part.sentence_features) <= set(OF_SENTENCES)
        assert set(part.answer_features) <= set(OF_ANSWERS)


def follow_up(chain: PartialChain) -> object:
    assistant = partial_assistant(chain)
    assistant.ask(Question(CAPITAL, conversation="a"))
    stages = chain.analysed(Question("En in 2015?", earlier=assistant.dialogues.earlier("a")))
    return stages.analysis.text


def sought(chain: PartialChain) -> object:
    return chain.analysed(Question("How much money goes to festivals abroad?")).query.terms


def respelt(chain: PartialChain) -> object:
    return chain.analysed(Question("Wat zijn de aandachtspunten voor interantionalisering?")).query


def found(chain: PartialChain) -> object:
    question = Question("Welke bronnen zijn er over duurzaam reizen van kunstenaars in 2024?")
    hits = chain.candidates(chain.analysed(question))
    return [(hit.passage.id, hit.score) for hit in hits]


def channels(chain: PartialChain) -> object:
    hits = chain.candidates(chain.analysed(Question(CAPITAL)))
    return [{name for name, score in hit.channels if score} for hit in hits]


def sentences(chain: PartialChain) -> object:
    stage = chain.retrieved(chain.analysed(Question(CAPITAL)))
    return [(one.evidence, one.features) for one in stage.sentences]


def order(chain: PartialChain) -> object:
    return [hit.passage.id for hit in chain.retrieved(chain.analysed(Question(CAPITAL))).hits]


def quoted(text: str) -> Callable[[PartialChain], object]:
    def quotes(chain: PartialChain) -> object:
        stage = chain.selected(chain.retrieved(chain.analysed(Question(text))))
        return [(one.passage.id, one.start, one.end) for one in chain.in_both_parts(stage).evidence]

    return quotes


def known(chain: PartialChain) -> object:
    return chain.index.answered_likeness(CAPITAL)


@pytest.mark.parametrize(
    ("name", "observe"),
    [
        ("expansion", sentences),
        ("expansion-channel", channels),
        ("beside-sentence", sentences),
        ("glossary", sought),
        ("word-table", sought),
        ("translation", sought),
        ("spelling", respelt),
        ("follow-ups", follow_up),
        ("ngrams", channels),
        ("stems", channels),
        ("dense", channels),
        ("meaning", channels),
        ("place", channels),
        ("weighing", found),
        ("sentence-order", order),
        ("lists", quoted("Welke aandachtspunten noemt de samenvatting?")),
        ("both-parts", quoted(TWO_PARTS)),
        ("unanswered", known),
        ("abstention", quoted("Hoeveel kost een pizza in Napels?")),
    ],
)
def test_a_part_that_is_left_out_is_not_there(
    name: str, observe: Callable[[PartialChain], object], places: Places
) -> None:
    with chain_without(places, NOTHING) as whole, chain_without(places, PART_BY_NAME[name]) as less:
        assert observe(whole) != observe(less)


@pytest.mark.parametrize("name", ["ngrams", "stems"])
def test_a_silent_kind_of_key_is_heard_nowhere(name: str, places: Places) -> None:
    with chain_without(places, PART_BY_NAME[name]) as chain:
        heard = channels(chain)
        assert isinstance(heard, list)
        assert heard and not any(name in found for found in heard)
        shares = chain.index.relevance("Leuven", ["Leuven", "Gent"])
    assert shares[0] > 0 and shares[1] == 0


def test_without_glossary_and_table_only_the_words_asked_are_sought(places: Places) -> None:
    question = Question("Which organisations support touring theatre companies?", "en")
    with chain_without(places, PART_BY_NAME["translation"]) as chain:
        query = chain.analysed(question).query
    assert query.words == tuple((term.asked, 1.0) for term in query.terms)
    assert query.text == question.text


@pytest.mark.parametrize("name", ["expansion-features", "meaning", "unanswered"])
def test_what_is_left_out_weighs_nothing_after_learning_and_the_rest_does(
    name: str, places: Places, labelled: tuple[LabelledQuestion, ...]
) -> None:
    part = PART_BY_NAME[name]
    with chain_without(places, part, labelled) as chain:
        learnt = chain.tuning
    gone = {key for key, weight in learnt.sentences.items() if weight == 0}
    assert gone >= set(part.sentence_features)
    assert "words" not in gone
    for key in part.answer_features:
        assert learnt.calibration.weights[key] == 0
    assert learnt.calibration.weights["share"] != 0
    assert learnt.calibration.thresholds != shipped_tuning().calibration.thresholds


def test_with_nothing_left_out_the_same_is_learnt_as_by_the_tune_command(
    places: Places, labelled: tuple[LabelledQuestion, ...], dossier_index: Index
) -> None:
    shipped = shipped_tuning()
    asked = asked_of(labelled, dossier_index, silent)
    found = found_sentences(asked, dossier_index, shipped, silent)
    tuned = replace(shipped, sentences=learnt_sentences(found))
    examples = examples_of(asked, dossier_index, tuned, silent)
    tuned = replace(tuned, calibration=calibrated(examples).calibration)
    learnt = learnt_with_everything(places, labelled, shipped)
    assert is_reproduced(learnt, tuned)
    assert learnt.calibration.thresholds == pytest.approx(tuned.calibration.thresholds, abs=0.01)
    assert not is_reproduced(learnt, replace(tuned, sentences=dict.fromkeys(OF_SENTENCES, 0.0)))


def silent(share: float) -> None:
    """Hear nothing of how far it is."""


def test_the_plain_rules_take_the_place_of_what_is_learnt(
    places: Places, labelled: tuple[LabelledQuestion, ...]
) -> None:
    with chain_without(places, PART_BY_NAME["learnt-sentences"], labelled) as chain:
        weighing = {name: weight for name, weight in chain.tuning.sentences.items() if weight}
        assert weighing == PLAIN_WEIGHTS
    with chain_without(places, PART_BY_NAME["learnt-answerability"], labelled) as chain:
        assert chain.least_words is not None
        assert all(0 < least < 1 for least in chain.least_words.values())
        stage = chain.selected(chain.retrieved(chain.analysed(Question("Hoe bak ik een pizza?"))))
        assert chain.judged(stage).status == "not_in_dossier"


def test_a_measurement_judges_every_turn(places: Places) -> None:
    asked = [one for one in shipped_set().questions if one.split == "dev"]
    some = (*asked[:3], next(one for one in asked if len(one.turns) > 1))
    measured = measure(PART_BY_NAME["follow-ups"], Material(places, some, (), shipped_tuning()))
    assert [one.asked.id for one in measured.judgements] == [
        one.id for one in some for _ in one.turns
    ]
    assert {one.outcome for one in measured.judgements} <= {"passed", "failed"}


def judgement(number: int, good: bool) -> Judgement:
    expected = Expectation(("answered",), sections=((str(number),),))
    asked = AskedTurn(
        f"q{number}", 1, 1, f"Vraag {number}?", "nl", (), "easy", "dev", False, expected
    )
    scores = {"all_facts": float(good), "wrongly_refused": float(not good)}
    return Judgement(
        asked, "passed" if good else "failed", (), scores, good, 0.9, "answered" if good else ""
    )


def measurement(part: Part, right: int) -> Measured:
    return Measured(part, tuple(judgement(number, number < right) for number in range(40)), 1.0)


def test_a_part_adds_what_the_whole_has_more_than_the_run_without_it() -> None:
    whole, without = measurement(NOTHING, 36), measurement(PARTS[0], 24)
    row = row_of(without, whole)
    for key, change in (("passed", 0.3), ("all_facts", 0.3), ("wrongly_refused", -0.3)):
        added = row.added[key]
        assert added.whole.change == pytest.approx(change)
        assert (added.gained, added.lost) == (12, 0)
        assert added.languages["nl"].change == pytest.approx(change)
        assert added.languages["en"].change is None
    compared = compare(without.judgements, whole.judgements)
    assert row.added["passed"].p == compared.whole.p
    assert row.added["passed"].whole in compared.differences


def test_the_tables_tell_each_part_with_interval_and_what_was_learnt_again() -> None:
    whole = measurement(NOTHING, 36)
    parts = (PART_BY_NAME["stems"], PART_BY_NAME["spelling"])
    rows = [
        row_of(measurement(part, right), whole) for part, right in zip(parts, (24, 36), strict=True)
    ]
    text = tables_of(whole, rows, "dev", (2, 1))
    assert "split `dev` of the gold set: 40 questions and dialogues, 40 turns" in text
    assert all(f"### {title}" in text for title in FIGURES.values())
    assert "| stems * | 60.0 | **+30.0** (+" in text
    assert "| 12 / 0 | < 0.001 | nl **+30.0** (+" in text
    assert "| spelling | 90.0 | 0.0 (0.0 to 0.0) | 0 / 0 | 1.000 | – |" in text
    for table in text.split("\n\n"):
        widths = {line.count("|") for line in table.splitlines() if line.startswith("|")}
        assert len(widths) <= 1


def test_tables_take_the_place_of_older_ones_and_nothing_else() -> None:
    document = f"voor\n\n{BEGIN}\n\noud\n\n{END}\n\nna\n"
    once = placed(document, "| nieuw |\n")
    assert once == f"voor\n\n{BEGIN}\n\n| nieuw |\n\n{END}\n\nna\n"
    assert placed(once, "| nieuw |\n") == once


@pytest.mark.parametrize(
    "document",
    ["", BEGIN, END, f"{END}\n{BEGIN}", f"{BEGIN}{BEGIN}{END}", f"{BEGIN}{END}{END}"],
)
def test_a_document_without_its_markers_is_left_alone(document: str) -> None:
    with pytest.raises(UnusableText, match="horen tussen de regels"):
        placed(document, "| nieuw |")


def test_the_document_has_its_markers() -> None:
    text = (ROOT / "docs" / "retrieval.md").read_text(encoding="utf-8")
    assert "| nieuw |" in placed(text, "| nieuw |")


def test_the_tables_say_how_many_questions_were_known(
    places: Places, questions: tuple[ExpansionQuestion, ...]
) -> None:
    known = known_questions(places)
    assert known == (len(questions), len(shipped_unanswered()))
    whole = measurement(NOTHING, 36)
    text = tables_of(whole, [], "dev", (12345, 678))
    assert "stood 12,345 questions; 678 were known to have no answer" in text
