"""`dossierwijzer status`: which index there is, what is in it and with which settings it works."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from assistant.documents.library import list_documents
from assistant.documents.rebuild import is_of_today
from assistant.settings import Settings, shown_settings
from ingest.address import SHIPPED
from ingest.errors import StorageFailure


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Write the status and return the exit code."""
    facts = status_facts(settings)
    if options.json:
        sys.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
    else:
        for line in _lines(facts):
            sys.stdout.write(line + "\n")
    return 0


def status_facts(settings: Settings) -> dict[str, Any]:
    """Return the state of the index, the documents and the settings; never builds anything."""
    from importlib.metadata import version

    from index.generation import MissingIndex, current_directory, read_generation

    index: dict[str, Any] = {"state": "missing", "message": ""}
    try:
        generation = read_generation(current_directory(settings.data_directory), thorough=True)
        index = {
            "state": "ready" if is_of_today(settings, generation.id) else "outdated",
            "message": "",
            "generation": generation.id,
            "documents": generation.documents,
            "passages": generation.passages,
            "vectors": generation.vectors,
            "embeddings": generation.embeddings,
            "dimensions": generation.dimensions,
        }
    except MissingIndex as failure:
        index["message"] = str(failure)
    except StorageFailure as failure:
        index = {"state": "unusable", "message": str(failure)}
    return {
        "version": version("dossierwijzer"),
        "data_directory": str(settings.data_directory),
        "index": index,
        "documents": [
            {"name": SHIPPED, "file": ""},
            *(
                {"name": e.name, "file": e.file_name}
                for e in list_documents(settings.data_directory)
            ),
        ],
        "model": None,
        "settings": dict(shown_settings(settings)),
    }


_STATES = {
    "missing": "er is nog geen index; de eerste vraag bouwt hem",
    "unusable": "onbruikbaar; de volgende vraag bouwt hem opnieuw",
    "outdated": "bruikbaar, maar van vóór een wijziging; de volgende vraag vernieuwt hem",
    "ready": "klaar",
}


def _lines(facts: dict[str, Any]) -> Iterator[str]:
    index = facts["index"]
    yield f"dossierwijzer {facts['version']}"
    yield f"map         {facts['data_directory']}"
    yield f"index       {_STATES[index['state']]}"
    if index["state"] == "unusable":
        yield f"            {index['message']}"
    if "generation" in index:
        number = index["documents"]
        documents = "1 document" if number == 1 else f"{number} documenten"
        yield f"generatie   {index['generation']}"
        yield f"inhoud      {index['passages']} passages uit {documents}"
        yield (
            f"vectoren    {index['vectors']}, elk van {index['dimensions']} getallen "
            f"({index['embeddings']})"
        )
    names = ", ".join(
        f"{one['name']} ({one['file'] or 'meegeleverd'})" for one in facts["documents"]
    )
    yield f"documenten  {names}"
    yield "taalmodel   geen; antwoorden zijn letterlijke citaten"
    yield "instellingen"
    for name, value in facts["settings"].items():
        yield f"  {name}={value}"
