"""A question set says the same in every form of file, and a file that is there is kept."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from question_set_samples import QUESTION_SETS, without_places

from eval.question_set import Expectation, SetQuestion, Turn, asked_turns
from eval.sets.forms.record import asked_from_record, asked_record
from eval.sets.set_reading import load_set, question_set_of, save_set, shipped_set
from ingest.errors import UnreadableFile, UnusableText

ENDINGS = (".yaml", ".jsonl", ".csv", ".xlsx")
HARD = SetQuestion(
    id="=1+1",
    turns=(
        Turn(
            "@SUM(A1) 'zei' \"hij\"; of | niet?",
            Expectation(
                ("answered",),
                facts=(
                    ("5.10", "no"),
                    ("2026-11-22",),
                    ("/a|b;c/", "_x0041_"),
                    ("1e5", "~"),
                ),
                forbidden=("-3", "a; b", '"', "#N/A"),
                sections=(("5.10", "012"), ("1.1",)),
                short_answers=("null", "true", "_x000D_"),
            ),
        ),
    ),
    language="fr",
    must_pass=True,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sets")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questions=QUESTION_SETS)
@example(questions=[HARD])
def test_every_form_holds_the_same_set(folder, questions):
    digest = question_set_of("x", questions).digest
    for ending in ENDINGS:
        path = folder / f"set{ending}"
        save_set(questions, path, overwrite=True)
        read = load_set(path)
        assert without_places(read.questions) == without_places(questions), ending
        assert read.digest == digest


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questions=QUESTION_SETS)
def test_an_asked_turn_survives_a_file_of_results(questions):
    for question in questions:
        for asked in asked_turns(question):
            assert asked_from_record(asked_record(asked)) == asked


@pytest.mark.parametrize(("first", "second"), [*permutations(ENDINGS, 2)])
def test_the_shipped_set_can_be_converted_from_any_form_to_any_other(first, second, tmp_path):
    shipped = shipped_set()
    few = shipped.questions[::25]
    save_set(few, tmp_path / f"one{first}")
    save_set(load_set(tmp_path / f"one{first}").questions, tmp_path / f"two{second}")
    assert without_places(load_set(tmp_path / f"two{second}").questions) == without_places(few)


def test_the_digest_tells_what_is_asked_and_expected_and_nothing_else(tmp_path):
    text = "- {id: a, question: Wie?, facts: [Leuven]}\n- {id: b, question: Wat?, facts: [Gent]}\n"

    def digest(changed):
        (tmp_path / "set.yaml").write_text(changed)
        return load_set(tmp_path / "set.yaml").digest

    same = digest(text)
    assert digest("\n\n" + text) == same
    assert digest("\n".join(reversed(text.splitlines()))) == same
    assert digest(text.replace("[Gent]", "[Gent], reviewed: 2026-01-02")) == same
    assert digest(text + "- {id: c, question: Waar?, draft: true}\n") == same
    for other in ("[Brugge]", "[Gent], split: test", "[[Gent, Brugge]]", "[Gent], max_words: 20"):
        assert digest(text.replace("[Gent]", other)) != same


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_is_there_is_only_replaced_when_asked(ending, tmp_path):
    path = tmp_path / f"set{ending}"
    path.write_bytes(b"van een ander")
    with pytest.raises(UnreadableFile, match="bestaat al"):
        save_set([HARD], path)
    assert path.read_bytes() == b"van een ander"
    save_set([HARD], path, overwrite=True)
    assert without_places(load_set(path).questions) == [HARD]
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_no_file(tmp_path):
    long = tuple((f"{number} {'x' * 1900}",) for number in range(20))
    question = SetQuestion("a", (Turn("Wie?", Expectation(("answered",), facts=long)),), "nl")
    with pytest.raises(UnusableText, match="hoogstens 32767 tekens"):
        save_set([question], tmp_path / "set.xlsx")
    with pytest.raises(UnreadableFile, match=r"\.txt kan niet"):
        save_set([question], tmp_path / "set.txt")
    with pytest.raises(UnreadableFile, match="de map bestaat niet"):
        save_set([question], tmp_path / "nergens" / "set.yaml")
    if Path("/sys").is_dir():  # where nobody may write, the administrator neither
        with pytest.raises(OSError, match=r"/sys/set\.yaml"):
            save_set([question], Path("/sys/set.yaml"))
    for length in (300, 248):
        with pytest.raises(UnreadableFile, match="de naam is te lang"):
            save_set([question], tmp_path / f"{'a' * length}.yaml")
    assert list(tmp_path.iterdir()) == []
    save_set([question], tmp_path / "set.csv")
    assert without_places(load_set(tmp_path / "set.csv").questions) == [question]
