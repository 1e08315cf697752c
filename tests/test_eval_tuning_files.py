"""The tuned files: what is written is what is read, and every other value is told."""

import tomllib
from dataclasses import replace

import pytest

from assistant.tuning import shipped_tuning
from eval.tuning.tuned_files import Change, changes_between, tuned_texts
from ui.command_eval_tune import tuned_directory


@pytest.mark.parametrize("name", ["channels.toml", "sentences.toml", "answerability.toml"])
def test_what_is_shipped_is_written_again_byte_for_byte(name):
    standing = (tuned_directory() / name).read_text(encoding="utf-8")
    assert tuned_texts(shipped_tuning())[name] == standing


def test_every_language_has_a_convex_combination_of_all_channels():
    stored = tomllib.loads((tuned_directory() / "channels.toml").read_text(encoding="utf-8"))
    assert set(stored) == {"nl", "en", "fr"}
    for own in stored.values():
        assert sum(own.values()) == pytest.approx(1, abs=0.001)
        assert all(weight > 0 for weight in own.values())


def test_a_change_is_told_with_its_place_and_both_values():
    shipped = shipped_tuning()
    name, weight = next(iter(shipped.sentences.items()))
    other = replace(shipped, sentences={**shipped.sentences, name: weight + 1})
    before, after = tuned_texts(shipped), tuned_texts(other)
    told = {file: changes_between(before[file], after[file]) for file in before}
    assert told == {
        "channels.toml": (),
        "sentences.toml": (Change(f"weights.{name}", weight, weight + 1),),
        "answerability.toml": (),
    }


@pytest.mark.parametrize(
    ("before", "after", "tolerance", "changed"),
    [
        ("a = 1.0", "a = 1.004", 0.0, ["a"]),
        ("a = 1.0", "a = 1.004", 0.01, []),
        ("a = 1.0", "a = 1.02", 0.01, ["a"]),
        ("[t]\na = 1", "[t]\na = 1\nb = 2", 0.01, ["t.b"]),
        ("a = 1\nb = 2", "b = 2", 0.01, ["a"]),
        ('a = "x"', 'a = "y"', 0.01, ["a"]),
        ('a = "1"', "a = 1", 0.01, ["a"]),
        ("", "a = 1", 0.01, ["a"]),
        ("not toml", "a = 1", 0.01, ["a"]),
    ],
)
def test_values_differ_when_more_than_the_tolerance_apart(before, after, tolerance, changed):
    assert [one.name for one in changes_between(before, after, tolerance)] == changed
