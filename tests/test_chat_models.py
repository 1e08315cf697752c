"""Chat models by name: the real clients against a server on loopback."""

import pytest
from chat_server import chat_server

from assistant.models import chat_model_named
from index.providers import Access
from ingest.errors import ProviderFailure


@pytest.fixture
def server():
    with chat_server() as running:
        yield running


@pytest.mark.parametrize(("name", "path"), [("openai:m", "/v1"), ("ollama:qwen3:8b", "")])
def test_a_prompt_goes_out_and_the_reply_comes_back(server, name, path):
    model = chat_model_named(name, Access(server.address + path, "sleutel"))
    assert model.reply("Wat is dit?") == "goed"
    assert server.prompts == ["Wat is dit?"]


@pytest.mark.parametrize(("name", "path"), [("openai:m", "/v1"), ("ollama:m", "")])
def test_a_reply_that_was_cut_off_is_a_failure(server, name, path):
    server.ended = "length"
    with pytest.raises(ProviderFailure, match="brak zijn antwoord af"):
        chat_model_named(name, Access(server.address + path, "sleutel")).reply("Wat is dit?")


def test_what_a_failing_server_says_is_not_repeated(server):
    server.status = 401
    with pytest.raises(ProviderFailure, match="controleer de sleutel") as caught:
        chat_model_named("openai:m", Access(server.address + "/v1", "fout")).reply("Wat is dit?")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(("name", "path"), [("openai:m", "/v1"), ("ollama:m", "")])
@pytest.mark.parametrize(
    "raw",
    [
        b"<html></html>", b"\xff\xfe", b"null", b"3", b"[]", b"{}", b"[" * 100_000,
        b'{"choices": []}', b'{"choices": [{}]}', b'{"choices": [{"message": null}]}',
        b'{"choices": [{"message": {"role": "assistant", "content": "x"}}], "usage": "veel"}',
        b'{"message": "x", "done": true}', b'{"error": "geheim"}',
    ],
)  # fmt: skip
def test_a_reply_of_any_other_form_is_a_failure_in_one_line(server, name, path, raw):
    server.raw = raw
    with pytest.raises(ProviderFailure, match="antwoordt niet") as caught:
        chat_model_named(name, Access(server.address + path, "sleutel")).reply("Wat is dit?")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("name", ["gpt-5", "huggingface:x", "openai:", ""])
def test_an_unknown_name_says_which_there_are(name):
    with pytest.raises(ProviderFailure, match="ollama:MODEL, openai:MODEL"):
        chat_model_named(name, Access())
