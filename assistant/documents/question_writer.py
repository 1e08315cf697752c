"""A chat model that writes questions about a passage; the passage is data, never an instruction."""

import json
from typing import TYPE_CHECKING

from assistant.settings import Settings
from index.expansion import MOST, Ask
from ingest.errors import InputError, ProviderFailure
from ingest.expansion import QuestionLanguage
from ingest.passage import Passage

if TYPE_CHECKING:
    from assistant.models import ChatModel

PROMPT = "expansion"
LONGEST_PASSAGE = 6_000  # characters that a model reads of one passage
TIMEOUT_SECONDS = 120.0


def question_writer(settings: Settings) -> Ask:
    """Return what has the model of the settings write questions; nothing is sent yet.

    Raises:
        InputError: The settings name no model.
        ProviderFailure: Its name is unknown, or its extra or key is missing.
    """
    from assistant.models import chat_model_named
    from index.providers import Access

    if settings.llm is None:
        raise InputError(
            "--expand vraagt een taalmodel; noem het in DOSSIERWIJZER_LLM, bijvoorbeeld "
            "ollama:qwen3:8b of openai:MODEL (met DOSSIERWIJZER_LLM_ADDRESS voor een eigen "
            "server). Er is niets veranderd."
        )
    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    return _asking(
        chat_model_named(settings.llm, Access(settings.llm_address, key, TIMEOUT_SECONDS))
    )


def _asking(model: "ChatModel") -> Ask:
    from prompts.template import load_prompt

    def ask(passage: Passage, language: QuestionLanguage) -> str:
        prompt = load_prompt(PROMPT, language).filled(
            material=material(passage), count=str(MOST[language])
        )
        try:
            return model.reply(prompt)
        except ProviderFailure as failure:
            if failure.__cause__ is None:  # it answered without end: that costs this reply only
                return ""
            raise

    return ask


def material(passage: Passage) -> str:
    """Return a passage as JSON in which nothing can pass for the prompt or for one of its tags."""
    shape = {
        "document": passage.document,
        "titles": list(passage.section_path),
        "introduction": passage.context,
        "passage": passage.text[:LONGEST_PASSAGE],
    }
    written = json.dumps(shape, ensure_ascii=False, indent=1)
    return written.replace("<", "\\u003c").replace(">", "\\u003e")
