"""From a provider's name to LangChain embeddings: one factory, one table of providers.

lsa                                   fitted on the corpus itself, needs nothing
fastembed:intfloat/multilingual-e5-small   runs here, downloads its model once
ollama:bge-m3                         a server of your own
openai:text-embedding-3-small         any server with OpenAI's interface
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from langchain_core.embeddings import Embeddings

from index.providers import Access, missing_extra, provider_errors
from ingest.errors import ProviderFailure

DEFAULT = "lsa"
REST_SECONDS = 60.0

# Part of a model's name -> what it wants in front of a question and of a passage.
PREFIXES: tuple[tuple[str, str, str], ...] = (
    ("e5-large-instruct", "Instruct: Find the passage that answers the question\nQuery: ", ""),
    ("e5", "query: ", "passage: "),
    ("nomic-embed", "search_query: ", "search_document: "),
    ("snowflake-arctic-embed", "Represent this sentence for searching relevant passages: ", ""),
    ("mxbai-embed", "Represent this sentence for searching relevant passages: ", ""),
    ("embeddinggemma", "task: search result | query: ", "title: none | text: "),
)


@dataclass(frozen=True, slots=True)
class _Provider:
    make: Callable[[str, Access], Embeddings]
    remedy: str


class ProvidedEmbeddings(Embeddings):
    """A provider's embeddings with a model's prefixes, and its failures in one clear line."""

    def __init__(
        self, name: str, inner: Embeddings, prefixes: tuple[str, str], remedy: str
    ) -> None:
        """Wrap `inner`, known to the user as `name`; `prefixes` are of question and passage."""
        self._name = name
        self._inner = inner
        self._query_prefix, self._passage_prefix = prefixes
        self._remedy = remedy
        self._rests_until = 0.0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector per passage."""
        with provider_errors(self._name, self._remedy):
            vectors = self._inner.embed_documents([self._passage_prefix + text for text in texts])
        if len(vectors) != len(texts) or len({len(vector) for vector in vectors}) > 1:
            raise ProviderFailure(
                f"{self._name} gaf {len(vectors)} bruikbare vectoren voor {len(texts)} teksten; "
                f"kies een ander model met DOSSIERWIJZER_EMBEDDINGS."
            )
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question.

        After a failure the provider is left alone for a minute, so that a server that hangs costs
        one question its time and not every question.
        """
        if time.monotonic() < self._rests_until:
            raise ProviderFailure(f"{self._name} antwoordde daarnet niet; {self._remedy}.")
        try:
            with provider_errors(self._name, self._remedy):
                return self._inner.embed_query(self._query_prefix + text)
        except ProviderFailure:
            self._rests_until = time.monotonic() + REST_SECONDS
            raise


def embeddings_named(
    name: str, access: Access | None = None, fitted: Path | None = None
) -> Embeddings:
    """Return the embeddings of a name such as "lsa" or "ollama:bge-m3".

    Args:
        name: The provider, and after a colon its model.
        access: How to reach a server.
        fitted: Directory of the fitted space, for "lsa" only.

    Raises:
        ProviderFailure: Unknown name, or its extra, key or server is missing.
    """
    if name == DEFAULT:
        if fitted is None:
            raise ProviderFailure("lsa hoort bij een index en wordt bij het bouwen ervan gemaakt.")
        from index.lsa import load_lsa

        return load_lsa(fitted)
    kind, _, model = name.partition(":")
    provider = PROVIDERS.get(kind)
    if provider is None or not model:
        known = ", ".join([DEFAULT, *(f"{kind}:MODEL" for kind in PROVIDERS)])
        raise ProviderFailure(f"Onbekende embeddings {name!r}; kies uit {known}.")
    try:
        with provider_errors(name, provider.remedy):
            inner = provider.make(model, access or Access())
    except ImportError as error:
        raise missing_extra(name, kind) from error
    return ProvidedEmbeddings(name, inner, prefixes_of(model), provider.remedy)


def prefixes_of(model: str) -> tuple[str, str]:
    """Return what a model wants in front of a question and of a passage."""
    lowered = model.lower()
    for part, query, passage in PREFIXES:
        if part in lowered:
            return query, passage
    return "", ""


class _FastEmbed(Embeddings):
    """fastembed behind LangChain's interface; the model is loaded at the first text."""

    def __init__(self, model: str) -> None:
        from fastembed import TextEmbedding

        self._model = TextEmbedding(model_name=model)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [vector.tolist() for vector in self._model.embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def _fastembed(model: str, access: Access) -> Embeddings:
    return _FastEmbed(model)


def _ollama(model: str, access: Access) -> Embeddings:
    from langchain_ollama import OllamaEmbeddings

    return OllamaEmbeddings(
        model=model, base_url=access.address, client_kwargs={"timeout": access.timeout}
    )


def _openai(model: str, access: Access) -> Embeddings:
    from langchain_openai import OpenAIEmbeddings
    from pydantic import SecretStr

    # The length check would download a tokeniser; our passages are at most 300 tokens.
    return OpenAIEmbeddings(
        model=model,
        base_url=access.address,
        api_key=SecretStr(access.key) if access.key else None,
        timeout=access.timeout,
        max_retries=2,
        check_embedding_ctx_length=False,
    )


PROVIDERS: dict[str, _Provider] = {
    "fastembed": _Provider(
        _fastembed, "controleer de naam van het model en, de eerste keer, het netwerk"
    ),
    "ollama": _Provider(
        _ollama, "start ollama (`ollama serve`) en haal het model op (`ollama pull`)"
    ),
    "openai": _Provider(_openai, "controleer de sleutel (OPENAI_API_KEY), het adres en het model"),
}
