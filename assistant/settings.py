"""The one reader of the environment: every setting of the program, checked, in one value.

Below this file everything gets plain values. Ports and web keys are not here but in `ui.settings`.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.errors import InputError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

PREFIX = "DOSSIERWIJZER_"

# LangSmith listens to any of the first four; Chroma's product telemetry to the last.
TELEMETRY_SWITCHES = (
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING",
    "LANGCHAIN_TRACING_V2",
    "ANONYMIZED_TELEMETRY",
)


# Kind of mistake, as pydantic names it -> what was expected instead.
_EXPECTED = {
    "int_parsing": "een geheel getal",
    "greater_than_equal": "minstens {ge}",
    "less_than_equal": "hoogstens {le}",
    "bool_parsing": "1 of 0",
    "string_pattern_mismatch": "AANBIEDER:MODEL, zonder spaties (voor embeddings ook lsa)",
}


def _default_data_directory() -> Path:
    return user_data_path("dossierwijzer", appauthor=False)


class Settings(BaseSettings):
    """What a user can set, each as `DOSSIERWIJZER_` plus the name in capitals.

    Attributes:
        data_directory: Where the index and the added documents live (`DOSSIERWIJZER_DATA`).
        embeddings: Name of the embedding, "lsa" or "provider:model".
        question_limit: Longest question, in characters.
        tracing: Whether LangSmith tracing stays as the environment has it; else it is put off.
        debug: Whether an unexpected error shows its traceback.
        embeddings_address: Server of the embeddings, None for the provider's own.
        embeddings_key: Key for that server, None to leave it to the provider's own setting.
        llm: Chat model that writes questions beside passages, "provider:model"; None for none.
        llm_address: Server of that model, None for the provider's own.
        llm_key: Key for that server, None to leave it to the provider's own setting.
        judge: Chat model that grades answers in an evaluation, "provider:model"; None for none.
        judge_address: Server of that model, None for the provider's own.
        judge_key: Key for that server, None to leave it to the provider's own setting.
        eval_key: Key for the server that is evaluated, None when it asks for none.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore", populate_by_name=True
    )

    data_directory: Path = Field(
        default_factory=_default_data_directory, validation_alias=f"{PREFIX}DATA"
    )
    embeddings: str = Field(default="lsa", pattern=r"^(lsa|[a-z]+:\S+)$")
    question_limit: int = Field(default=500, ge=1, le=10_000)
    tracing: bool = False
    debug: bool = False
    embeddings_address: str | None = None
    embeddings_key: SecretStr | None = None
    llm: str | None = Field(default=None, pattern=r"^[a-z]+:\S+$")
    llm_address: str | None = None
    llm_key: SecretStr | None = None
    judge: str | None = Field(default=None, pattern=r"^[a-z]+:\S+$")
    judge_address: str | None = None
    judge_key: SecretStr | None = None
    eval_key: SecretStr | None = None


def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        InputError: A setting has a value that it cannot have; the message names it.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = _environment_name(str(first["loc"][0]))
        raise InputError(
            f"De instelling {name} is niet bruikbaar: verwacht wordt {_expected(first)}. "
            "Verbeter de waarde of verwijder de instelling."
        ) from error
    try:
        expanded = settings.data_directory.expanduser().absolute()
    except (OSError, RuntimeError) as error:  # no current directory any more, or no such user
        raise InputError(
            f"De map {settings.data_directory} ({PREFIX}DATA) is niet te vinden. Geef een volledig "
            "pad, of ga eerst naar een map die bestaat."
        ) from error
    return settings.model_copy(update={"data_directory": expanded})


def _expected(mistake: "ErrorDetails") -> str:
    """Say in Dutch what pydantic wanted; in its own words where that has no translation."""
    words = _EXPECTED.get(mistake["type"], mistake["msg"])
    return words.format(**mistake.get("ctx", {}))


def silence_telemetry(settings: Settings) -> None:
    """Put every tracing and telemetry switch off, unless the user asked for tracing.

    Must run before langchain or chromadb is imported: both read these once.
    """
    if not settings.tracing:
        os.environ.update(dict.fromkeys(TELEMETRY_SWITCHES, "false"))


def shown_settings(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return each setting as (environment name, value to show), secrets masked."""
    rows = []
    for name in sorted(type(settings).model_fields):
        value = getattr(settings, name)
        shown = "(niet ingesteld)" if value in (None, "") else str(value)
        rows.append((_environment_name(name), shown))
    return tuple(rows)


def _environment_name(field: str) -> str:
    known = Settings.model_fields.get(field)
    alias = known.validation_alias if known else field
    return str(alias) if alias else PREFIX + field.upper()
