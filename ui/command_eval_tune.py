"""`dossierwijzer eval tune`: learn what the assistant ships as data, and say what changed."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings
from ui.progress import Progress

if TYPE_CHECKING:
    from rich.table import Table

    from eval.tuning.measured import TuningFigure
    from eval.tuning.tune import Tuned
    from eval.tuning.tuned_files import Change

MOST_CHANGES = 6  # shown of each file; the rest is counted
_FIGURES = {
    "passage_in_ten": "juiste passage bij de eerste tien",
    "reciprocal_rank": "hoe hoog ze staat (MRR)",
    "sentence_first": "juiste zin eerst",
    "sentence_in_three": "juiste zin bij de eerste drie",
    "section_first": "juiste sectie eerst",
    "auroc": "wel of geen antwoord (AUROC)",
    "refused": "terecht geweigerd",
    "wrongly_refused": "onterecht geweigerd",
}
_GROUPS = {
    "nl": "nl",
    "en": "en",
    "fr": "fr",
    "gold": "gold",
    "table": "tabel",
    "all": "samen",
}
_NOTE = """\
nu: met de gewichten die er waren; nieuw: met de nieuwe, op de vragen waaruit ze geleerd zijn;
elders: elke vraag met gewichten die uit de andere vragen geleerd zijn. In procent.
gold: de vragen van de gouden set (deel dev); tabel: eval/tuning/questions.tsv."""


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Learn, write or compare, and return the exit code.

    Raises:
        StorageFailure: The index cannot be built or a file cannot be written.
        UnusableText: The questions to learn from are damaged.
    """
    from assistant.tuning import shipped_tuning
    from eval.tuning.tune import tuned_on_dossier

    with Progress(sys.stderr) as progress:
        tuned = tuned_on_dossier(settings, shipped_tuning(), progress)
    return handed_over(tuned, options.out or tuned_directory(), check=options.check)


def handed_over(tuned: "Tuned", directory: Path, *, check: bool) -> int:
    """Show what was learnt and how it differs from what is shipped, write it, return the exit code.

    Args:
        tuned: What was learnt.
        directory: Where it is written.
        check: Write nothing, and return 1 when it differs.
    """
    from eval.tuning.tuned_files import TOLERANCE, changes_between, tuned_texts

    _show(tuned)
    texts = tuned_texts(tuned.tuning)
    tolerance = TOLERANCE if check else 0.0
    changes = {
        name: changes_between(_standing(tuned_directory() / name), text, tolerance)
        for name, text in texts.items()
    }
    if not check:
        _write(texts, directory)
    _show_changes(changes)
    return 1 if check and any(changes.values()) else 0


def tuned_directory() -> Path:
    """Return the folder of the tuned files in the installed program."""
    import assistant

    return Path(str(assistant.__file__)).parent / "tuned"


def _standing(path: Path) -> str:
    """The text of a file that may not be there, or not be one of ours."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _write(texts: Mapping[str, str], directory: Path) -> None:
    from assistant.documents.library import write_safely

    for name, text in texts.items():
        if _standing(directory / name) != text:
            write_safely(directory / name, text.encode())
    sys.stderr.write(f"dossierwijzer: de gewichten staan in {directory}.\n")


def _show(tuned: "Tuned") -> None:
    from rich.text import Text

    from ui.terminal_answer import console_for

    console = console_for(sys.stdout)
    console.print(_table(tuned))
    console.print(Text(_NOTE), soft_wrap=True)


def _table(tuned: "Tuned") -> "Table":
    from rich.table import Table

    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("", max_width=34)
    table.add_column("")
    for name in _GROUPS.values():
        table.add_column(name, justify="right", min_width=5)
    table.add_row("vragen met antwoord", "", *(str(tuned.answerable[key]) for key in _GROUPS))
    table.add_row("vragen zonder antwoord", "", *(str(tuned.unanswerable[key]) for key in _GROUPS))
    for figure in tuned.figures:
        for place, (name, values) in enumerate(_versions(figure)):
            label = "" if place else _FIGURES[figure.key]
            table.add_row(label, name, *(_percent(values[key]) for key in _GROUPS))
    return table


def _versions(figure: "TuningFigure") -> tuple[tuple[str, Mapping[str, float | None]], ...]:
    return (("nu", figure.shipped), ("nieuw", figure.fitted), ("elders", figure.held_out))


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}".replace(".", ",")


def _show_changes(changes: "Mapping[str, Sequence[Change]]") -> None:
    sys.stdout.write("\nTegenover wat er meegeleverd is:\n")
    for name, found in changes.items():
        sys.stdout.write(f"{name}: {_told(found)}\n")


def _told(changes: "Sequence[Change]") -> str:
    if not changes:
        return "ongewijzigd"
    shown = ", ".join(
        f"{one.name} {_value(one.before)} → {_value(one.after)}" for one in changes[:MOST_CHANGES]
    )
    more = len(changes) - MOST_CHANGES
    number = f"{len(changes)} {'waarde' if len(changes) == 1 else 'waarden'} anders"
    return f"{number}: {shown}{f', en nog {more}' if more > 0 else ''}"


def _value(value: float | str | None) -> str:
    return "(niets)" if value is None else str(value).replace(".", ",")
