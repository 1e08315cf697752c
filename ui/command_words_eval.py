"""The words of `dossierwijzer eval`: its five commands, their options and their help."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.dutch_arguments import DutchParser

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[DutchParser]

_EVAL = """\
Meet met een vragenset hoe goed de antwoorden zijn, en of een wijziging ze beter of slechter
maakt. Alles gebeurt op deze computer, zonder taalmodel."""

_EVAL_CLOSING = """\
voorbeelden:
  dossierwijzer eval run --split test
  dossierwijzer eval check mijn-vragen.xlsx
  dossierwijzer eval compare uitslag-voor uitslag-na"""

_RUN = """\
Stelt elke vraag van een set, vergelijkt de antwoorden met wat verwacht wordt, en schrijft een
verslag: een webpagina, een tabel voor Excel, JUnit, Markdown en de antwoorden zelf.
Onderbreekt u met Ctrl-C, dan gaat dezelfde opdracht later verder waar ze stopte."""

_RUN_CLOSING = """\
voorbeelden:
  dossierwijzer eval run
  dossierwijzer eval run mijn-vragen.xlsx --tag tabel --out uitslag
  dossierwijzer eval run --split test --gates eval/gold/gates.toml
  dossierwijzer eval run --target https://dossier.voorbeeld.be --concurrency 4

afsluitcodes: 0 gemeten (en boven de poorten); 1 een poort is gevallen; 2 de set of een optie
is niet bruikbaar; 3 niet gemeten: er was niets te beoordelen, het doel viel weg, of er kon niet
geschreven worden; 130 onderbroken."""

_CHECK = """\
Kijkt een vragenset na: de vorm, en of de secties, passages, bronnen en feiten in het
document staan. Zet een set om naar een andere vorm (.yaml, .xlsx, .csv, .jsonl), toont wat
de set van het document raakt, of maakt kladvragen van afgekeurde antwoorden."""

_CHECK_CLOSING = """\
voorbeelden:
  dossierwijzer eval check
  dossierwijzer eval check mijn-vragen.xlsx
  dossierwijzer eval check gold --convert gold.xlsx
  dossierwijzer eval check gold --coverage
  dossierwijzer eval check --from-feedback afgekeurd.jsonl --convert klad.yaml"""

_COMPARE = """\
Vergelijkt twee uitslagen vraag per vraag: welke vragen omslaan, hoe groot het verschil is,
en of het meer is dan toeval."""

_COMPARE_CLOSING = """\
voorbeeld:
  dossierwijzer eval compare uitslag-voor uitslag-na

afsluitcodes: 0 niet slechter; 1 een poort is gevallen (slechter dan 2 punten mogelijk, een
vraag die moet slagen mislukt, of een deel van de set is aantoonbaar slechter); 2 een uitslag
is niet bruikbaar."""

_RETRIEVAL = """\
Indexeert de alinea's van een bestand in de vorm van SQuAD, zoekt met de vragen ervan, en
toont hoe hoog de juiste alinea staat."""

_RETRIEVAL_CLOSING = """\
voorbeelden:
  dossierwijzer eval retrieval --squad xquad.nl.json
  dossierwijzer eval retrieval --squad xquad.nl.json --queries xquad.en.json --json"""

_TUNE = """\
Leert wat het programma als gegevens meekrijgt: wat elk zoekkanaal en elk kenmerk van een zin
weegt, en vanaf welke zekerheid er een antwoord is. Het leert uit het deel dev van de gouden set
en uit eval/tuning/questions.tsv, zonder taalmodel; tweemaal hetzelfde geeft hetzelfde. Dat duurt
ongeveer een minuut. Daarna toont het hoe goed de oude en de nieuwe gewichten zijn."""

_TUNE_CLOSING = """\
voorbeelden:
  dossierwijzer eval tune --check
  dossierwijzer eval tune --out gewichten
  dossierwijzer eval tune

afsluitcodes: 0 geleerd, of met --check: wat meegeleverd is, komt er weer uit; 1 met --check: er
komt iets anders uit; 2 de vragen zijn niet bruikbaar; 3 er kon niet geschreven worden."""


def add_eval(commands: "Commands") -> None:
    """Add `eval` and its own commands."""
    parser = commands.add_parser(
        "eval",
        help="meet hoe goed de antwoorden zijn",
        description=_EVAL,
        epilog=_EVAL_CLOSING,
    )
    own = parser.add_subparsers(
        title="opdrachten", dest="eval_command", metavar="OPDRACHT", required=True
    )
    _add_run(own)
    _add_check(own)
    _add_compare(own)
    _add_retrieval(own)
    _add_tune(own)


def _add_run(commands: "Commands") -> None:
    run = commands.add_parser(
        "run", help="stel de vragen van een set", description=_RUN, epilog=_RUN_CLOSING
    )
    run.set_defaults(module="ui.command_eval_run")
    add = run.add_argument
    add("set", nargs="?", default="gold", metavar="SET", help="gold, een bestand of een map")
    add(
        "--target",
        default="local",
        metavar="DOEL",
        help="local, first-paragraph (een ondergrens) of het adres van een server",
    )
    add("--split", choices=("dev", "test"), help="alleen dit deel van de set")
    add("--tag", action="append", default=[], metavar="LABEL", help="alleen dit label; herhaalbaar")
    add("--repeat", type=_Number(1, 100), default=1, metavar="N", help="stel elke vraag N keer")
    add(
        "--concurrency",
        type=_Number(1, 64),
        default=1,
        metavar="N",
        help="stel N vragen tegelijk",
    )
    add("--gates", type=Path, metavar="BESTAND", help="poorten waar de cijfers boven moeten zitten")
    add("--out", type=Path, metavar="MAP", help="map voor het verslag; zonder: de gegevensmap")
    add("--fresh", action="store_true", help="gebruik geen bewaarde antwoorden")
    add(
        "--judge",
        action="store_true",
        help="laat ook het taalmodel van DOSSIERWIJZER_JUDGE oordelen",
    )
    add("--json", action="store_true", help="de samenvatting als JSON")


def _add_check(commands: "Commands") -> None:
    check = commands.add_parser(
        "check", help="kijk een vragenset na", description=_CHECK, epilog=_CHECK_CLOSING
    )
    check.set_defaults(module="ui.command_eval_check")
    add = check.add_argument
    add("set", nargs="?", default="gold", metavar="SET", help="gold, een bestand of een map")
    add("--convert", type=Path, metavar="BESTAND", help="schrijf de set in de vorm van dit bestand")
    add("--coverage", action="store_true", help="toon wat de set van het document raakt")
    add(
        "--from-feedback",
        type=Path,
        metavar="BESTAND",
        help="maak kladvragen van afgekeurde antwoorden (JSON-regels; - is de invoer)",
    )
    add("--json", action="store_true", help="de uitkomst als JSON")


def _add_compare(commands: "Commands") -> None:
    compare = commands.add_parser(
        "compare", help="vergelijk twee uitslagen", description=_COMPARE, epilog=_COMPARE_CLOSING
    )
    compare.set_defaults(module="ui.command_eval_compare")
    add = compare.add_argument
    add("first", type=Path, metavar="VOOR", help="map of results.jsonl van de eerste uitslag")
    add("second", type=Path, metavar="NA", help="map of results.jsonl van de tweede uitslag")
    add("--markdown", type=Path, metavar="BESTAND", help="schrijf de vergelijking als Markdown")
    add("--json", action="store_true", help="de vergelijking als JSON")


def _add_retrieval(commands: "Commands") -> None:
    retrieval = commands.add_parser(
        "retrieval",
        help="meet het zoeken op een SQuAD-bestand",
        description=_RETRIEVAL,
        epilog=_RETRIEVAL_CLOSING,
    )
    retrieval.set_defaults(module="ui.command_eval_retrieval")
    add = retrieval.add_argument
    add("--squad", type=Path, required=True, metavar="BESTAND", help="alinea's en vragen")
    add("--queries", type=Path, metavar="BESTAND", help="dezelfde vragen in een andere taal")
    add("--json", action="store_true", help="de cijfers als JSON")


def _add_tune(commands: "Commands") -> None:
    tune = commands.add_parser(
        "tune",
        help="leer gewichten en drempels uit vragen",
        description=_TUNE,
        epilog=_TUNE_CLOSING,
    )
    tune.set_defaults(module="ui.command_eval_tune")
    where = tune.add_mutually_exclusive_group()
    where.add_argument(
        "--out",
        type=Path,
        metavar="MAP",
        help="map voor de bestanden; zonder: de map assistant/tuned van het programma",
    )
    where.add_argument(
        "--check",
        action="store_true",
        help="schrijf niets; kijk of de meegeleverde bestanden er weer uit komen",
    )


# Python refuses to read a number of thousands of digits.
_MOST_DIGITS = 10


class _Number:
    """An argument type: a whole number within bounds."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __call__(self, words: str) -> int:
        digits = words.isascii() and words.isdigit() and len(words) <= _MOST_DIGITS
        number = int(words) if digits else -1
        if not self.least <= number <= self.most:
            raise argparse.ArgumentTypeError(
                f"geef een geheel getal van {self.least} tot {self.most}, niet {words[:20]!r}"
            )
        return number
