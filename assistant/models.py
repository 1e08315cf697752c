"""From a provider's name to a chat model: the only place where chat models are made.

ollama:qwen3:8b        a server of your own
openai:gpt-5-mini      any server with OpenAI's interface (vLLM, llama.cpp, LM Studio, LiteLLM)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.providers import Access, missing_extra, provider_errors
from ingest.errors import ProviderFailure

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class ChatModel:
    """A chat model that answers one prompt with one text, and whose failures are one clear line."""

    def __init__(self, name: str, inner: "BaseChatModel", remedy: str) -> None:
        """Wrap `inner`, known to the user as `name`; `remedy` says what to do when it fails."""
        self.name = name
        self._inner = inner
        self._remedy = remedy

    def reply(self, prompt: str) -> str:
        """Return the whole reply to a prompt.

        Raises:
            ProviderFailure: The model does not answer, or its reply is cut off or of another form.
        """
        try:
            with provider_errors(self.name, self._remedy):
                message = self._inner.invoke(prompt)
        except (AttributeError, LookupError) as error:  # the clients look into any JSON unchecked
            raise ProviderFailure(
                f"{self.name} antwoordt niet in de afgesproken vorm; {self._remedy}."
            ) from error
        ended = message.response_metadata.get("finish_reason") or message.response_metadata.get(
            "done_reason"
        )
        if ended not in (None, "stop"):
            raise ProviderFailure(
                f"{self.name} brak zijn antwoord af; kies een model dat langere antwoorden geeft."
            )
        return str(message.text)


@dataclass(frozen=True, slots=True)
class _Provider:
    make: Callable[[str, Access], "BaseChatModel"]
    remedy: str


def chat_model_named(name: str, access: Access) -> ChatModel:
    """Return the chat model of a name such as "ollama:qwen3:8b"; nothing is sent yet.

    Args:
        name: The provider, and after the first colon its model.
        access: How to reach the server.

    Raises:
        ProviderFailure: Unknown name, or its extra or key is missing.
    """
    kind, _, model = name.partition(":")
    provider = PROVIDERS.get(kind)
    if provider is None or not model:
        known = ", ".join(f"{kind}:MODEL" for kind in PROVIDERS)
        raise ProviderFailure(f"Onbekend taalmodel {name!r}; kies uit {known}.")
    try:
        with provider_errors(name, provider.remedy):
            inner = provider.make(model, access)
    except ImportError as error:
        raise missing_extra(name, kind) from error
    return ChatModel(name, inner, provider.remedy)


def _ollama(model: str, access: Access) -> "BaseChatModel":
    from langchain_ollama import ChatOllama

    return ChatOllama(
        model=model,
        base_url=access.address,
        temperature=0,
        client_kwargs={"timeout": access.timeout},  # it ignores a plain `timeout`
    )


def _openai(model: str, access: Access) -> "BaseChatModel":
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    return ChatOpenAI(
        model=model,
        base_url=access.address,
        api_key=SecretStr(access.key) if access.key else None,
        timeout=access.timeout,
        temperature=0,
        max_retries=2,
    )


PROVIDERS: dict[str, _Provider] = {
    "ollama": _Provider(
        _ollama, "start ollama (`ollama serve`) en haal het model op (`ollama pull`)"
    ),
    "openai": _Provider(_openai, "controleer de sleutel (OPENAI_API_KEY), het adres en het model"),
}
