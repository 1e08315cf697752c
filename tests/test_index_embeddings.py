"""Embeddings by name: real clients against small servers on loopback."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from loopback import served

from index.build import build_generation
from index.embeddings import REST_SECONDS, embeddings_named, prefixes_of
from index.opening import open_index
from index.providers import Access
from ingest.errors import ProviderFailure
from ingest.passage import Passage


class Server(ThreadingHTTPServer):
    """Answers like ollama and like OpenAI with a vector of word marks, and keeps what it got."""

    daemon_threads = True

    def __init__(self):
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen = []
        self.status = 200
        self.drop = 0

    @property
    def address(self):
        """Return the base URL."""
        return f"http://127.0.0.1:{self.server_address[1]}"


def vector(text):
    """Dancing and ballet point one way, ships and harbours another."""
    groups = (("dans", "ballet"), ("schip", "haven"), ("brood", "bakker"))
    found = [float(any(word in text.lower() for word in group)) for group in groups]
    return [*found, 0.1]


class Handler(BaseHTTPRequestHandler):
    """Speaks both dialects."""

    def do_POST(self):
        """Answer a request for vectors."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        texts = body["input"] if isinstance(body["input"], list) else [body["input"]]
        self.server.seen += texts
        vectors = [vector(text) for text in texts][self.server.drop :]
        if self.path == "/api/embed":
            reply = {"model": body["model"], "embeddings": vectors}
        else:
            data = [
                {"object": "embedding", "index": i, "embedding": v} for i, v in enumerate(vectors)
            ]
            usage = {"prompt_tokens": 1, "total_tokens": 1}
            reply = {"object": "list", "model": body["model"], "data": data, "usage": usage}
        if self.server.status != 200:
            reply = {"error": "geheim van de server"}
        content = json.dumps(reply).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        """Stay silent."""


@contextmanager
def serving():
    server = Server()
    with served(server):
        yield server


def access_to(server, name):
    suffix = "/v1" if name.startswith("openai") else ""
    return Access(server.address + suffix, key="sleutel", timeout=5)


NAMES = ["ollama:bge-m3", "openai:text-embedding-3-small"]


@pytest.mark.parametrize("name", NAMES)
def test_questions_and_passages_get_their_vectors_from_the_server(name):
    with serving() as server:
        embeddings = embeddings_named(name, access_to(server, name))
        assert embeddings.embed_query("ballet") == pytest.approx(vector("ballet"))
        found = embeddings.embed_documents(["schip", "bakker"])
        assert found == [pytest.approx(vector("schip")), pytest.approx(vector("bakker"))]
        assert server.seen == ["ballet", "schip", "bakker"]


def test_an_e5_model_gets_its_prefixes():
    with serving() as server:
        name = "ollama:jeffh/intfloat-multilingual-e5-small"
        embeddings = embeddings_named(name, access_to(server, name))
        embeddings.embed_query("vraag")
        embeddings.embed_documents(["tekst"])
        assert server.seen == ["query: vraag", "passage: tekst"]


@pytest.mark.parametrize(
    ("model", "query", "passage"),
    [
        ("intfloat/multilingual-e5-small", "query: ", "passage: "),
        ("nomic-embed-text", "search_query: ", "search_document: "),
        ("bge-m3", "", ""),
        ("text-embedding-3-small", "", ""),
    ],
)
def test_prefixes_follow_the_model(model, query, passage):
    assert prefixes_of(model) == (query, passage)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("status", [401, 404])
def test_a_refusal_is_one_line_without_the_servers_own_words(name, status):
    with serving() as server:
        server.status = status
        embeddings = embeddings_named(name, access_to(server, name))
        with pytest.raises(ProviderFailure) as failure:
            embeddings.embed_query("vraag")
    assert name in str(failure.value) and "\n" not in str(failure.value)
    assert "geheim" not in str(failure.value)


def test_a_provider_that_failed_is_left_alone_for_a_while(monkeypatch):
    now = [1_000.0]
    monkeypatch.setattr("index.embeddings.time", SimpleNamespace(monotonic=lambda: now[0]))
    with serving() as server:
        server.status = 404
        embeddings = embeddings_named("ollama:x", access_to(server, "ollama:x"))
        for _ in range(2):
            with pytest.raises(ProviderFailure):
                embeddings.embed_query("vraag")
        assert server.seen == ["vraag"]
        server.status = 200
        now[0] += REST_SECONDS + 1
        assert embeddings.embed_query("haven") == pytest.approx(vector("haven"))


@pytest.mark.parametrize("name", NAMES)
def test_a_server_that_is_not_there_is_one_line_that_says_what_to_do(name):
    with serving() as server:
        access = access_to(server, name)
    embeddings = embeddings_named(name, access)
    with pytest.raises(ProviderFailure, match=r"start ollama|controleer"):
        embeddings.embed_query("vraag")


def test_a_server_that_leaves_vectors_out_is_refused():
    with serving() as server:
        server.drop = 1
        embeddings = embeddings_named("ollama:x", access_to(server, "ollama:x"))
        with pytest.raises(ProviderFailure, match="1 bruikbare vectoren voor 2"):
            embeddings.embed_documents(["een", "twee"])


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("fastembed:intfloat/multilingual-e5-small", "fastembed"),
        ("ollama:bge-m3", "langchain_ollama"),
        ("openai:x", "langchain_openai"),
    ],
)
def test_a_missing_extra_says_how_to_install_it(monkeypatch, name, module):
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(ProviderFailure, match=rf"installeer .*{name.split(':')[0]}"):
        embeddings_named(name)


@pytest.mark.parametrize("name", ["", "word2vec", "word2vec:x", "ollama", "ollama:", "lsa:x"])
def test_an_unknown_name_lists_the_known_ones(name):
    with pytest.raises(ProviderFailure, match="lsa, fastembed:MODEL, ollama:MODEL, openai:MODEL"):
        embeddings_named(name)


def test_openai_without_a_key_says_so(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ProviderFailure, match="OPENAI_API_KEY"):
        embeddings_named("openai:text-embedding-3-small")


def test_a_model_that_fastembed_does_not_know_is_one_line():
    with pytest.raises(ProviderFailure, match="controleer de naam van het model"):
        embeddings_named("fastembed:bestaat/niet")


def passages():
    texts = ["Het ballet oefent elke dag.", "Het schip vertrekt vroeg.", "De bakker slaapt nog."]
    return [
        Passage(f"s1-p{n}", "proef", "1", "Titel", ("Titel",), "paragraph", text)
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_passage_without_a_shared_word_is_found_through_chroma_alone(tmp_path, name):
    with serving() as server:
        access = access_to(server, name)
        generation = build_generation([], passages(), tmp_path, name, access=access)
        assert (generation.embeddings, generation.dimensions) == (name, 4)
        index = open_index(tmp_path, access)
        assert index.retrieve("Wie danst?", 1)[0].passage.id == "s1-p0"
        index.dense.chroma.remove(["s1-p0"])
        assert "s1-p0" not in [hit.passage.id for hit in index.retrieve("Wie danst?", 3)]
        index.close()


def test_when_the_server_goes_away_the_words_still_answer(tmp_path):
    with serving() as server:
        access = access_to(server, "ollama:x")
        build_generation([], passages(), tmp_path, "ollama:x", access=access)
    index = open_index(tmp_path, access)
    assert index.retrieve("schip", 1)[0].passage.id == "s1-p1"
    assert index.notes == ("embeddings_unavailable",)
    index.close()


def test_a_build_whose_server_is_away_keeps_the_old_index(tmp_path):
    old = build_generation([], passages(), tmp_path)
    with serving() as server:
        access = access_to(server, "ollama:x")
    with pytest.raises(ProviderFailure):
        build_generation([], passages(), tmp_path, "ollama:x", access=access)
    index = open_index(tmp_path)
    assert index.generation == old
    index.close()
