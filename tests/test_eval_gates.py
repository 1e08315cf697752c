"""Gates of a file: what is read, which fall, and what is said of mistakes."""

import pytest
from eval_samples import judgement

from eval.gates import Gate, Gates, judge_gates, load_gates
from eval.summary import summarise
from ingest.errors import InputError, UnreadableFile


def written(tmp_path, text):
    path = tmp_path / "poorten.toml"
    path.write_text(text, encoding="utf-8")
    return path


def summary_of(*outcomes, **fields):
    return summarise(
        [judgement(number, outcome, **fields) for number, outcome in enumerate(outcomes)]
    )


def one_gate(summary, **fields):
    gate = Gate(**{"metric": "passed", "kind": "all", "name": "", **fields})
    return judge_gates(Gates(gates=(gate,)), summary)[-1]


THREE_OF_FOUR = summary_of("passed", "passed", "passed", "failed")


def test_a_file_is_read(tmp_path):
    path = written(
        tmp_path,
        """
        not_judged = 0.1
        must_pass = false
        [[gate]]
        metric = "section_recall@5"
        slice = "language=nl"
        min = 0.9
        on = "interval"
        [[gate]]
        metric = "total_ms_p95"
        max = 200
        """,
    )
    assert load_gates(path) == Gates(
        not_judged=0.1,
        must_pass=False,
        gates=(
            Gate("section_recall@5", "language", "nl", 0.9, "min", "interval"),
            Gate("total_ms_p95", "all", "", 200, "max"),
        ),
    )


def test_a_file_without_words_still_guards_what_must_pass_and_what_was_not_judged(tmp_path):
    assert load_gates(written(tmp_path, "")) == Gates(not_judged=0, must_pass=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[gate", "geen TOML"),
        ("grens = 1", "'grens' bestaat niet"),
        ("not_judged = 'veel'", "not_judged is 'veel'"),
        ("not_judged = 1.5", "tussen 0 en 1"),
        ("must_pass = 'ja'", "must_pass"),
        ("gate = 3", "[[gate]]"),
        ("[[gate]]\nmin = 0.5", "poort 1: metric is None"),
        ("[[gate]]\nmetric = 'recal'\nmin = 0.5", "'recal'"),
        ("[[gate]]\nmetric = ['passed']\nmin = 0.5", "metric is ['passed']"),
        ("[[gate]]\nmetric = 'passed'", "geen van beide"),
        ("[[gate]]\nmetric = 'passed'\nmin = 0.5\nmax = 0.9", "beide"),
        ("[[gate]]\nmetric = 'passed'\nmin = 90", "tussen 0 en 1"),
        ("[[gate]]\nmetric = 'passed'\nmin = nan", "een getal"),
        ("[[gate]]\nmetric = 'words'\nmax = inf", "een getal"),
        ("[[gate]]\nmetric = 'words'\nmax = true", "een getal"),
        (f"[[gate]]\nmetric = 'words'\nmax = {10**400}", "een getal"),
        ("[[gate]]\nmetric = 'passed'\nmin = 0.5\non = 'low'", "'low'"),
        ("[[gate]]\nmetric = 'passed'\nmin = 0.5\nslice = 'taal=nl'", "'taal=nl'"),
        ("[[gate]]\nmetric = 'passed'\nmin = 0.5\nslice = 'language'", "'language'"),
        ("[[gate]]\nmetric = 'passed'\nmin = 0.5\nslice = 'all=nl'", "'all=nl'"),
        ("[[gate]]\nmetric = 'passed'\nminimum = 0.5", "'minimum' bestaat niet"),
        (
            "[[gate]]\nmetric = 'passed'\nmin = 0.5\n[[gate]]\nmetric = 'words'",
            "poort 2",
        ),
    ],
)
def test_a_mistake_in_the_file_is_said_in_one_line(tmp_path, text, said):
    with pytest.raises(InputError) as caught:
        load_gates(written(tmp_path, text))
    message = str(caught.value)
    assert said in message and "poorten.toml" in message and "\n" not in message


@pytest.mark.parametrize("bad", ["missing", "folder", "binary"])
def test_a_file_that_cannot_be_read_is_said(tmp_path, bad):
    path = tmp_path / "poorten.toml"
    if bad == "folder":
        path.mkdir()
    if bad == "binary":
        path.write_bytes(b"\xff\xfe\x00\x80")
    with pytest.raises(UnreadableFile, match=r"poorten\.toml"):
        load_gates(path)


@pytest.mark.parametrize(
    ("side", "bound", "held"),
    [("min", 0.75, True), ("min", 0.76, False), ("max", 0.75, True), ("max", 0.74, False)],
)
def test_a_bound_itself_is_good_enough(side, bound, held):
    result = one_gate(THREE_OF_FOUR, side=side, bound=bound)
    assert result.held is held and result.fallen is not held
    assert result.figure.value == 0.75


def test_a_gate_on_the_interval_asks_for_certainty():
    low = THREE_OF_FOUR.whole.figures["passed"].low
    high = THREE_OF_FOUR.whole.figures["passed"].high
    for side, end, step in (("min", low, 0.01), ("max", high, -0.01)):
        assert one_gate(THREE_OF_FOUR, side=side, bound=end, on="interval").held is True
        assert one_gate(THREE_OF_FOUR, side=side, bound=end + step, on="interval").held is False


def test_a_gate_looks_at_its_own_slice():
    turns = [judgement(0, language="nl"), judgement(1, "failed", language="fr")]
    summary = summarise(turns)
    for name, held in (("nl", True), ("fr", False)):
        found = one_gate(summary, kind="language", name=name, side="min", bound=0.9)
        assert found.held is held
        assert found.name == f"passed, language={name}"


@pytest.mark.parametrize(
    "fields",
    [
        {"metric": "first_citation"},
        {"kind": "language", "name": "fr"},
        {"metric": "words", "on": "interval"},
    ],
)
def test_what_could_not_be_judged_falls(fields):
    result = one_gate(summary_of("passed"), side="min", bound=0.0, **fields)
    assert result.held is None and result.fallen
    assert "niets te beoordelen" in result.line


def test_too_many_turns_without_a_judgement_fall():
    summary = summary_of("passed", "passed", "passed", "not_judged")
    assert judge_gates(Gates(not_judged=0.25), summary)[0].held is True
    result = judge_gates(Gates(), summary)[0]
    assert result.held is False
    assert "1 van 4" in result.line
    assert judge_gates(Gates(not_judged=1), summarise([]))[0].held is None


@pytest.mark.parametrize(
    ("outcome", "held"), [("passed", True), ("failed", False), ("not_judged", None)]
)
def test_what_must_pass_must(outcome, held):
    summary = summary_of(outcome, must_pass=True)
    results = {one.name: one for one in judge_gates(Gates(), summary)}
    assert results["must_pass"].held is held
    assert ("q0" in results["must_pass"].line) is (held is not True)
    assert "must_pass" not in {one.name for one in judge_gates(Gates(must_pass=False), summary)}


def test_a_line_tells_what_was_found_and_asked():
    result = one_gate(THREE_OF_FOUR, side="min", bound=0.9)
    line = result.line.replace("\u00a0", " ")
    assert line == "passed (helemaal goed): 75,0 %, minstens 90,0 % (n=4)."


def test_a_figure_without_interval_cannot_hold_a_gate_on_its_interval():
    turns = [judgement(number, scores={"words": 30.0}) for number in range(5)]
    gate = Gate("words", "all", "", 40.0, "max", "interval")
    result = judge_gates(Gates(gates=(gate,)), summarise(turns))[-1]
    assert result.held is None and result.fallen
    assert "geen interval" in result.line and "niets te beoordelen" not in result.line
