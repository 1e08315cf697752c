"""`dossierwijzer ingest`: build the index, with the files given, and say what was found."""

import argparse
import json
import sys

from assistant.question_check import without_unseen
from assistant.rebuild import Ingested, IngestedDocument, rebuild
from assistant.settings import Settings
from ui.ingest_summary import summary_json, summary_lines
from ui.progress import Progress


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Build, write the summary and return the exit code.

    Raises:
        DossierwijzerError: A file or the environment is no good; nothing has changed.
    """
    with Progress(sys.stderr) as progress:
        ingested = rebuild(settings, progress, options.paths)
    asked = _asked_for(ingested, options)
    if options.json:
        shape = {
            "generation": ingested.generation.id,
            "documents": [summary_json(document) for document in asked],
        }
        sys.stdout.write(json.dumps(shape, ensure_ascii=False, indent=2) + "\n")
        return 0
    for document in asked:
        for line in summary_lines(document):
            sys.stdout.write(without_unseen(line) + "\n")
    total = len(ingested.documents)
    documents = "1 document" if total == 1 else f"{total} documenten"
    sys.stdout.write(f"Index {ingested.generation.id} is in gebruik, met {documents}.\n")
    return 0


def _asked_for(ingested: Ingested, options: argparse.Namespace) -> list[IngestedDocument]:
    """The documents that were given; all of them when none was."""
    return [one for one in ingested.documents if one.given or not options.paths]
