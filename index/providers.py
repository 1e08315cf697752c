"""What every optional provider shares: how it is reached, and its failures in one clear line."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ingest.errors import ProviderFailure


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach a provider.

    Attributes:
        address: Base URL of the server, or None for the provider's own.
        key: API key, or None when the provider's own setting holds it.
        timeout: Seconds to wait for one request.
    """

    address: str | None = None
    key: str | None = None
    timeout: float = 30.0


# Packages whose errors mean that a provider failed, beside what Python itself raises.
_CLIENTS = frozenset(
    "openai ollama httpx httpx2 httpcore fastembed onnxruntime requests "
    "langchain_openai langchain_ollama".split()
)


@contextmanager
def provider_errors(name: str, remedy: str) -> Iterator[None]:
    """Map whatever a provider's client raises; its own text is not repeated, only its kind.

    The clients share no base class for their errors and may be absent, so a failure is told apart
    from a mistake of ours by where its class comes from.
    """
    try:
        yield
    except ImportError:
        raise
    except (OSError, ValueError, RuntimeError, TypeError) as error:
        raise _failure(name, remedy, error) from error
    except Exception as error:
        if type(error).__module__.split(".")[0] not in _CLIENTS:
            raise
        raise _failure(name, remedy, error) from error


def _failure(name: str, remedy: str, error: Exception) -> ProviderFailure:
    return ProviderFailure(f"{name} antwoordt niet ({type(error).__name__}); {remedy}.")


def missing_extra(name: str, kind: str) -> ProviderFailure:
    """Return the error for a provider whose package is not installed.

    Args:
        name: The provider and model as the user wrote them.
        kind: The extra that brings it.
    """
    return ProviderFailure(
        f"{name} heeft het extra '{kind}' nodig; installeer het met "
        f"`uv sync --extra {kind}` of `pip install 'dossierwijzer[{kind}]'`."
    )
