"""`dossierwijzer eval tune` as its users run it."""

import tomllib
from dataclasses import replace

import pytest
from command_child import run

from assistant.tuning import shipped_tuning
from eval.tuning.measured import GROUPS, TuningFigure
from eval.tuning.tune import Tuned
from eval.tuning.tuned_files import tuned_texts
from ingest.errors import StorageFailure
from ui.command_eval_tune import handed_over, tuned_directory
from ui.command_words import build_parser
from ui.dutch_arguments import UsageMistake

FILES = ("channels.toml", "sentences.toml", "answerability.toml")


def learnt(**more):
    """What is shipped, learnt again; `more` is added to weights of sentences."""
    shipped = shipped_tuning()
    sentences = {name: round(w + more.get(name, 0), 3) for name, w in shipped.sentences.items()}
    counts = dict.fromkeys(GROUPS, 12)
    shares = dict.fromkeys(GROUPS, 0.7512) | {"fr": None}
    figure = TuningFigure("sentence_first", shares, shares, dict.fromkeys(GROUPS, 0.5))
    return Tuned(replace(shipped, sentences=sentences), (figure,), counts, counts)


@pytest.fixture
def standing():
    return {name: (tuned_directory() / name).read_bytes() for name in FILES}


def test_the_help_says_what_it_does_and_gives_examples(tmp_path):
    done = run(tmp_path, "eval", "tune", "--help")
    assert done.returncode == 0
    assert "dossierwijzer eval tune --check" in done.stdout
    assert "--out MAP" in done.stdout
    assert "afsluitcodes" in done.stdout


def test_writing_elsewhere_and_checking_do_not_go_together():
    with pytest.raises(UsageMistake, match="--check gaat niet samen met --out"):
        build_parser().parse_args(["eval", "tune", "--out", "map", "--check"])


def test_what_is_learnt_is_written_and_the_program_reads_it(tmp_path, capsys, standing):
    assert handed_over(learnt(words=1.0), tmp_path / "new", check=False) == 0
    written = {name: (tmp_path / "new" / name).read_text() for name in FILES}
    assert written == tuned_texts(learnt(words=1.0).tuning)
    weights = tomllib.loads(written["sentences.toml"])["weights"]
    assert weights["words"] == pytest.approx(shipped_tuning().sentences["words"] + 1)
    assert standing == {name: (tuned_directory() / name).read_bytes() for name in FILES}
    shown, told = capsys.readouterr()
    assert "channels.toml: ongewijzigd\n" in shown
    assert "sentences.toml: 1 waarde anders: weights.words " in shown
    assert str(tmp_path / "new") in told


def test_a_check_writes_nothing_and_tells_what_comes_out_otherwise(tmp_path, capsys):
    assert handed_over(learnt(words=0.02), tmp_path, check=True) == 1
    assert [*tmp_path.iterdir()] == []
    assert "weights.words" in capsys.readouterr().out


@pytest.mark.parametrize("more", [0.0, 0.004, -0.009])
def test_a_check_is_good_when_weights_are_the_same_to_two_decimals(more, tmp_path, capsys):
    assert handed_over(learnt(words=more), tmp_path, check=True) == 0
    assert "sentences.toml: ongewijzigd" in capsys.readouterr().out


def test_figures_stand_beside_each_other_in_eighty_columns(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    handed_over(learnt(), tmp_path, check=True)
    table = capsys.readouterr().out.partition("nu:")[0].splitlines()
    assert all(len(line.rstrip()) <= 80 for line in table)
    rows = [line.split() for line in table]
    assert rows[0] == ["nl", "en", "fr", "gold", "tabel", "samen"]
    assert ["juiste", "zin", "eerst", "nu", "75,1", "75,1", "-", *["75,1"] * 3] in rows
    assert ["elders", *["50,0"] * 6] in rows


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailure, match="niet te schrijven") as told:
        handed_over(learnt(), tmp_path / "file" / "map", check=False)
    assert "\n" not in str(told.value)


def test_many_changes_are_counted(tmp_path, capsys):
    handed_over(learnt(**dict.fromkeys(shipped_tuning().sentences, 1)), tmp_path, check=True)
    number = len(shipped_tuning().sentences)
    assert f"{number} waarden anders: " in capsys.readouterr().out
