"""Settings come from the environment, are checked, and show no secret."""

import os
from pathlib import Path

import pytest

from assistant.settings import (
    TELEMETRY_SWITCHES,
    Settings,
    load_settings,
    shown_settings,
    silence_telemetry,
)
from ingest.errors import InputError


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    for name in list(os.environ):
        if name.startswith("DOSSIERWIJZER_") or name in TELEMETRY_SWITCHES:
            monkeypatch.delenv(name)
    for name in TELEMETRY_SWITCHES:  # so that monkeypatch takes back what the code sets
        monkeypatch.setenv(name, "unset")


def test_without_any_setting_there_are_good_defaults(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    settings = load_settings()
    assert settings.embeddings == "lsa"
    assert settings.question_limit == 500
    assert settings.data_directory.is_absolute()
    assert settings.data_directory.name == "dossierwijzer"


def test_the_environment_overrules_and_the_home_sign_is_understood(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DOSSIERWIJZER_DATA", "~/gegevens")
    monkeypatch.setenv("DOSSIERWIJZER_EMBEDDINGS", "ollama:bge-m3")
    settings = load_settings()
    assert settings.data_directory == tmp_path / "gegevens"
    assert settings.embeddings == "ollama:bge-m3"


def test_a_relative_data_directory_is_taken_from_here(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOSSIERWIJZER_DATA", "gegevens")
    assert load_settings().data_directory == tmp_path / "gegevens"


def test_an_empty_setting_is_no_setting(monkeypatch):
    monkeypatch.setenv("DOSSIERWIJZER_EMBEDDINGS", "")
    assert load_settings().embeddings == "lsa"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DOSSIERWIJZER_QUESTION_LIMIT", "veel", "een geheel getal"),
        ("DOSSIERWIJZER_QUESTION_LIMIT", "0", "minstens 1"),
        ("DOSSIERWIJZER_QUESTION_LIMIT", "99999", "hoogstens 10000"),
        ("DOSSIERWIJZER_EMBEDDINGS", "bge m3", "AANBIEDER:MODEL"),
        ("DOSSIERWIJZER_JUDGE", "qwen3", "AANBIEDER:MODEL"),
        ("DOSSIERWIJZER_TRACING", "misschien", "1 of 0"),
    ],
)
def test_a_bad_value_is_refused_by_its_name_and_in_dutch(monkeypatch, name, value, expected):
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError, match=f"{name} .* verwacht wordt {expected}"):
        load_settings()


def test_a_relative_directory_in_a_place_that_is_gone_is_one_clear_line(monkeypatch, tmp_path):
    gone = tmp_path / "weg"
    gone.mkdir()
    monkeypatch.chdir(gone)
    monkeypatch.setenv("DOSSIERWIJZER_DATA", "gegevens")
    gone.rmdir()
    with pytest.raises(InputError, match="volledig pad"):
        load_settings()
    monkeypatch.chdir(tmp_path)


def test_secrets_are_masked_when_shown_and_in_the_representation():
    settings = Settings(data_directory=Path("/x"), embeddings_key="sk-geheim")
    shown = dict(shown_settings(settings))
    assert "geheim" not in str(shown) + repr(settings)
    assert shown["DOSSIERWIJZER_EMBEDDINGS_KEY"].startswith("*")
    assert shown["DOSSIERWIJZER_DATA"] == "/x"


def test_tracing_is_put_off_unless_asked_for(monkeypatch):
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    silence_telemetry(Settings(tracing=True))
    assert os.environ["LANGSMITH_TRACING"] == "true"
    silence_telemetry(Settings())
    assert {os.environ[name] for name in TELEMETRY_SWITCHES} == {"false"}


def test_langsmith_itself_sees_that_tracing_is_off(monkeypatch):
    from langsmith import utils

    monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
    silence_telemetry(Settings())
    utils.get_env_var.cache_clear()
    assert not utils.tracing_is_enabled()
