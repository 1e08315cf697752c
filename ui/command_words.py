"""The words of the command line: its commands, their options and their help.

Only parsing happens here, so a wrong option is refused before anything heavy is imported.
"""

import argparse
import sys
from pathlib import Path

from ui.command_words_eval import add_eval
from ui.dutch_arguments import DutchParser

_DESCRIPTION = """\
Stel een vraag aan het dossier en krijg een letterlijk antwoord, met paragraaf,
bladzijde en bron. Alles gebeurt op deze computer; er komt geen taalmodel aan te pas."""

_CLOSING = """\
voorbeeld:
  dossierwijzer ask "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?"

afsluitcodes: 0 goed; 1 wat nagekeken is, klopt niet (eval); 2 verkeerd gebruik of
onbruikbare invoer; 3 de computer of een dienst faalt (schijf, slot, server); 130 onderbroken
met Ctrl-C.
Resultaten gaan naar de standaarduitvoer, meldingen naar de foutuitvoer."""

_ASK = """\
Beantwoordt een vraag met letterlijke citaten uit het dossier. Staat het antwoord er niet
in, dan zegt het programma dat, met de paragrafen die het dichtst in de buurt komen.
De eerste vraag bouwt de index; dat duurt enkele seconden."""

_ASK_CLOSING = """\
voorbeelden:
  dossierwijzer ask "Wie volgt culturele verdragen op?"
  dossierwijzer ask --lang en --json "Which city is European Capital of Culture in 2030?"
  dossierwijzer ask --jsonl < vragen.jsonl > antwoorden.jsonl

Een regel van vragen.jsonl is {"id": "q1", "question": "…"}, met naar keuze "lang"
("nl", "en", "fr") en "conversation". Een foute regel geeft {"id": …, "error": …} en de
rest gaat door."""

_INGEST = """\
Bouwt de index opnieuw, of voegt eerst documenten toe: .txt, .md, .pdf, .html of .docx.
Een bestand met dezelfde bestandsnaam als een eerder toegevoegd vernieuwt dat document.
Lukt één bestand niet, dan blijft alles zoals het was.

Met --expand schrijft een taalmodel (DOSSIERWIJZER_LLM) daarna vragen bij de passages van de
gegeven documenten, of van alle toegevoegde; ze dienen enkel om te vinden. Wat al gevraagd is,
wordt niet opnieuw gevraagd; faalt het model, dan staan de documenten al in de index."""

_INGEST_CLOSING = """\
voorbeelden:
  dossierwijzer ingest
  dossierwijzer ingest nota.pdf verslag.docx
  DOSSIERWIJZER_LLM=ollama:qwen3:8b dossierwijzer ingest --expand nota.pdf"""

_STATUS = "Toont welke index er is, wat erin zit en met welke instellingen."

_STATUS_CLOSING = """\
voorbeeld:
  dossierwijzer status"""


def build_parser() -> DutchParser:
    """Return the parser of the whole command line; `module` names the file of each command."""
    parser = DutchParser(prog="dossierwijzer", description=_DESCRIPTION, epilog=_CLOSING)
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help="toon de versie en stop")
    commands = parser.add_subparsers(
        title="opdrachten", dest="command", metavar="OPDRACHT", required=True
    )
    _add_ask(commands)
    _add_ingest(commands)
    _add_status(commands)
    add_eval(commands)
    return parser


class _ShowVersion(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"dossierwijzer {version('dossierwijzer')}\n")
        parser.exit()


def _add_ask(commands: "argparse._SubParsersAction[DutchParser]") -> None:
    ask = commands.add_parser(
        "ask",
        help="beantwoord een vraag uit het dossier",
        description=_ASK,
        epilog=_ASK_CLOSING,
    )
    ask.set_defaults(module="ui.command_ask")
    ask.add_argument("question", nargs="*", metavar="VRAAG", help="de vraag")
    ask.add_argument(
        "--lang",
        choices=("nl", "en", "fr"),
        help="taal van de vraag; zonder deze optie wordt ze herkend",
    )
    ask.add_argument("--json", action="store_true", help="het antwoord als JSON")
    ask.add_argument(
        "--jsonl", action="store_true", help="lees vragen en schrijf antwoorden, één per regel"
    )
    ask.add_argument(
        "--explain", action="store_true", help="toon zoektermen, kanalen, rangen en drempel"
    )


def _add_ingest(commands: "argparse._SubParsersAction[DutchParser]") -> None:
    ingest = commands.add_parser(
        "ingest",
        help="bouw de index of voeg documenten toe",
        description=_INGEST,
        epilog=_INGEST_CLOSING,
    )
    ingest.set_defaults(module="ui.command_ingest")
    ingest.add_argument("paths", nargs="*", type=Path, metavar="BESTAND", help="toe te voegen")
    ingest.add_argument(
        "--expand",
        action="store_true",
        help="laat het taalmodel van DOSSIERWIJZER_LLM vragen schrijven om passages mee te vinden",
    )
    ingest.add_argument("--json", action="store_true", help="de samenvatting als JSON")


def _add_status(commands: "argparse._SubParsersAction[DutchParser]") -> None:
    status = commands.add_parser(
        "status",
        help="toon de toestand van de index",
        description=_STATUS,
        epilog=_STATUS_CLOSING,
    )
    status.set_defaults(module="ui.command_status")
    status.add_argument("--json", action="store_true", help="de toestand als JSON")
