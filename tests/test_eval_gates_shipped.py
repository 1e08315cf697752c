"""The gates of the shipped set: this build holds them, a broken one lets the matching gate fall."""

from pathlib import Path

import pytest
from answering_server import opened_assistant
from broken_assistant import (
    Altering,
    answering_from,
    forgetting_weights,
    silence,
    weighing_nothing,
    with_moved_references,
    with_shifted_offsets,
    with_swapped_markers,
    with_swapped_places,
)

from assistant.assistant import Assistant
from eval.gates import judge_gates, load_gates
from eval.judging import judged
from eval.runs.run import RunOptions, run_set
from eval.sets import set_reading
from eval.sets.selection import Selection, selected
from eval.sets.set_reading import shipped_set
from eval.summary import summarise
from eval.targets.first_paragraph import FirstParagraph
from eval.targets.local import LocalTarget

CHANNELS = ("stems", "ngrams", "place", "dense", "expansion")
GATES = Path(set_reading.__file__).parents[1] / "gold" / "gates.toml"


@pytest.fixture(scope="module")
def assistant():
    with opened_assistant() as opened:
        yield opened


def fallen(answering, repeat=1):
    """Return the gates that fall on the split that is reported on."""
    judgements = []
    run_set(
        selected(shipped_set(), Selection("test")),
        LocalTarget(answering, "proef", "", question_limit=500),
        RunOptions(repeat=repeat),
        lambda observation: judgements.append(judged(observation)),
        lambda turns: None,
    )
    results = judge_gates(load_gates(GATES), summarise(judgements))
    return {
        result.gate.metric if result.gate else result.name for result in results if result.fallen
    }


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_that_counts_for_nothing_lets_its_gate_fall(channel, assistant):
    broken = Assistant(assistant.index, weighing_nothing(channel))
    assert "channels_heard" in fallen(broken)


def test_lost_weights_of_sentences_let_gates_fall(assistant):
    broken = Assistant(assistant.index, forgetting_weights())
    assert {"passed", "all_facts", "first_citation"} <= fallen(broken)


def test_this_build_holds_every_gate(assistant):
    assert fallen(assistant, repeat=2) == set()


def test_a_baseline_that_quotes_first_paragraphs_falls(assistant):
    found = fallen(FirstParagraph(assistant.index))
    assert {"passed", "all_facts", "refused", "reference_recall", "auroc"} <= found


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_that_falls_silent_lets_its_gate_fall(channel, assistant, monkeypatch):
    silence(assistant.index, channel, monkeypatch)
    assert "channels_heard" in fallen(assistant)


@pytest.mark.parametrize(
    "alter", [with_shifted_offsets, with_swapped_places, with_moved_references]
)
def test_a_quote_that_does_not_stand_where_it_says_lets_its_gate_fall(alter, assistant):
    assert "literal" in fallen(Altering(assistant, alter))


def test_swapped_citations_let_the_gate_of_their_numbers_fall(assistant):
    assert "marker_right" in fallen(Altering(assistant, with_swapped_markers))


def test_always_answering_lets_the_gate_of_refusals_fall(assistant):
    broken = Assistant(assistant.index, answering_from(-1.0))
    assert "refused" in fallen(broken)


def test_never_answering_lets_the_gate_of_wrong_refusals_fall(assistant):
    broken = Assistant(assistant.index, answering_from(2.0))
    assert {"wrongly_refused", "passed", "all_facts", "must_pass"} <= fallen(broken)
