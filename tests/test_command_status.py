"""`dossierwijzer status`: the state of the index, also when there is none."""

import json

import pytest
from command_child import built_directory, copy_of_built, one_line, run

from ui.command_line import main


@pytest.fixture
def status(monkeypatch, capsys):
    def shown(data_directory, *options):
        monkeypatch.setenv("DOSSIERWIJZER_DATA", str(data_directory))
        assert main(["status", *options]) == 0
        return capsys.readouterr().out

    return shown


def test_before_any_index_it_says_so_and_makes_nothing(status, tmp_path):
    shown = status(tmp_path / "nog niet")
    assert "er is nog geen index" in shown
    assert "dossier (meegeleverd)" in shown
    assert not (tmp_path / "nog niet").exists()


def test_an_index_in_use_is_named_with_its_counts(status):
    facts = json.loads(status(built_directory(), "--json"))
    assert facts["index"]["state"] == "ready"
    assert facts["index"]["generation"].startswith("g-")
    assert facts["index"]["documents"] == 1
    assert facts["index"]["passages"] >= facts["index"]["vectors"] > 300
    assert facts["index"]["embeddings"] == "lsa"
    assert facts["model"] is None
    shown = status(built_directory())
    assert facts["index"]["generation"] in shown
    assert f"{facts['index']['passages']} passages uit 1 document" in shown


def forget_sources(data):
    (data / "built-from.json").unlink()


def damage_manifest(data):
    next(data.glob("generations/g-*/manifest.json")).write_text("{")


@pytest.mark.parametrize(
    ("harm", "state"), [(forget_sources, "outdated"), (damage_manifest, "unusable")]
)
def test_an_index_that_will_be_rebuilt_is_told_apart(status, tmp_path, harm, state):
    data = copy_of_built(tmp_path)
    harm(data)
    assert json.loads(status(data, "--json"))["index"]["state"] == state


def test_secrets_are_masked(status, monkeypatch):
    monkeypatch.setenv("DOSSIERWIJZER_EMBEDDINGS_KEY", "sk-geheim")
    for options in ([], ["--json"]):
        shown = status(built_directory(), *options)
        assert "geheim" not in shown
        assert "DOSSIERWIJZER_EMBEDDINGS_KEY" in shown


def test_a_library_that_is_damaged_is_one_line(tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "library.json").write_text("kapot")
    done = run(tmp_path, "status")
    assert done.returncode == 3
    assert "library.json" in one_line(done)
