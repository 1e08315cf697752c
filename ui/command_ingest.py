"""`dossierwijzer ingest`: build the index, with the files given, and say what was found."""

import argparse
import json
import sys
from functools import partial
from typing import TYPE_CHECKING

from assistant.documents.expansion_run import KEPT, Expanded
from assistant.documents.rebuild import Ingested, IngestedDocument, is_of_today, rebuild
from assistant.question_check import without_unseen
from assistant.settings import Settings
from ui.ingest_summary import expansion_json, expansion_lines, summary_json, summary_lines
from ui.progress import Progress

if TYPE_CHECKING:
    from index.expansion import Ask

INTERRUPTED = 130
REQUESTS_AT_ONCE = 3


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Build, write the summary and return the exit code.

    Raises:
        DossierwijzerError: A file or the environment is no good; nothing has changed, unless the
            message says that the documents are in the index.
    """
    ask = _question_writer(settings) if options.expand else None
    expanded: tuple[Expanded, ...] = ()
    with Progress(sys.stderr) as progress:
        ingested = rebuild(settings, progress, options.paths)
        asked = _asked_for(ingested, options)
        generation = ingested.generation.id
        if ask is not None:
            try:
                expanded = _expand(settings, asked, ask, progress)
            except KeyboardInterrupt:
                progress.announce(f"Onderbroken. {KEPT}")
                return INTERRUPTED
            if not is_of_today(settings, generation):
                generation = rebuild(settings, progress).generation.id
    if options.json:
        _write_json(generation, asked, expanded)
    else:
        _write_lines(generation, asked, expanded, len(ingested.documents))
    return 0


def _question_writer(settings: Settings) -> "Ask":
    from assistant.documents.question_writer import question_writer

    return question_writer(settings)


def _expand(
    settings: Settings, asked: list[IngestedDocument], ask: "Ask", progress: Progress
) -> tuple[Expanded, ...]:
    from assistant.documents.expansion_run import expand
    from eval.runs.ordered_work import OrderedWork

    spread = partial(OrderedWork, threads=REQUESTS_AT_ONCE)
    expanded = expand(settings, asked, ask, spread, progress)
    if not expanded:
        progress.announce(
            "Er is geen toegevoegd document om vragen bij te maken; het dossier zelf heeft er al."
        )
    return expanded


def _write_json(
    generation: str, asked: list[IngestedDocument], expanded: tuple[Expanded, ...]
) -> None:
    made = {one.document: {"expansion": expansion_json(one)} for one in expanded}
    shape = {
        "generation": generation,
        "documents": [summary_json(one) | made.get(one.document.name, {}) for one in asked],
    }
    sys.stdout.write(json.dumps(shape, ensure_ascii=False, indent=2) + "\n")


def _write_lines(
    generation: str, asked: list[IngestedDocument], expanded: tuple[Expanded, ...], total: int
) -> None:
    made = {one.document: one for one in expanded}
    for document in asked:
        name = document.document.name
        questions = expansion_lines(made[name]) if name in made else ()
        for line in (*summary_lines(document), *questions):
            sys.stdout.write(without_unseen(line) + "\n")
    documents = "1 document" if total == 1 else f"{total} documenten"
    sys.stdout.write(f"Index {generation} is in gebruik, met {documents}.\n")


def _asked_for(ingested: Ingested, options: argparse.Namespace) -> list[IngestedDocument]:
    """The documents that were given; all of them when none was."""
    return [one for one in ingested.documents if one.given or not options.paths]
