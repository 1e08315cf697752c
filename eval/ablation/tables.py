"""The tables of an ablation as Markdown, and their place in a document."""

from collections.abc import Iterable, Sequence
from typing import get_args

from assistant.answer import Language
from eval.ablation.added import FIGURES, UNDIVIDED, Added, Row
from eval.ablation.measuring import Measured
from eval.comparing.paired_figures import Difference
from eval.figures import Figure
from eval.summary import summarise
from ingest.errors import UnusableText

BEGIN = "<!-- ablation: begin, written by `python -m eval.ablation` -->"
END = "<!-- ablation: end -->"
_NONE = "–"


def placed(document: str, tables: str) -> str:
    """Return a document with these tables between its markers, in place of what was there.

    Raises:
        UnusableText: The markers are not there, each once and in this order.
    """
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or BEGIN in rest or END in before + after:
        raise UnusableText(
            f"De tabellen horen tussen de regels {BEGIN} en {END}; die staan niet elk één keer in "
            "het document."
        )
    return f"{before}{BEGIN}\n\n{tables.strip()}\n\n{END}{after}"


def tables_of(whole: Measured, rows: Sequence[Row], split: str, known: tuple[int, int]) -> str:
    """Return all tables.

    Args:
        whole: Measured with everything.
        rows: What each part added, in the order in which they are shown.
        split: Which split of the gold set was asked.
        known: How many questions stood beside the passages, and how many without an answer.
    """
    questions = len({one.asked.id for one in whole.judgements})
    head = (
        f"Measured on the split `{split}` of the gold set: {questions} questions and dialogues, "
        f"{len(whole.judgements)} turns. Beside the passages stood {known[0]:,} questions; "
        f"{known[1]:,} were known to have no answer."
    )
    parts = [head, "### With everything", _whole_table(whole)]
    for key, title in FIGURES.items():
        parts += [f"### {title}", _figure_table(key, rows)]
    return "\n\n".join(parts) + "\n"


def _whole_table(whole: Measured) -> str:
    """Every figure with its interval, over all questions and for each language."""
    slices = {(one.kind, one.name): one for one in summarise(whole.judgements).slices}
    columns = [("all", ""), *(("language", language) for language in get_args(Language))]
    lines = ["| figure | all | nl | en | fr |", "|---|---|---|---|---|"]
    for key, title in FIGURES.items():
        found = [
            slices[column].figures.get(key) if column in slices else None for column in columns
        ]
        if key in UNDIVIDED:
            found = [found[0], None, None, None]
        lines.append(f"| {title} | {' | '.join(map(_share, found))} |")
    return "\n".join(lines)


def _figure_table(key: str, rows: Iterable[Row]) -> str:
    titles = ["part", "without it", "it adds", "better / worse", "p"]
    if key not in UNDIVIDED:
        titles.append("languages in which that is surely not 0")
    lines = [f"| {' | '.join(titles)} |", f"|{'---|' * len(titles)}"]
    for row in rows:
        added = row.added[key]
        mark = " *" if row.part.refitted else ""
        cells = (f"{row.part.title}{mark}", *_of_all(added))
        own = () if key in UNDIVIDED else (_by_language(added),)
        lines.append(f"| {' | '.join((*cells, *own))} |")
    return "\n".join(lines)


def _of_all(added: Added) -> tuple[str, str, str, str]:
    first = added.whole.first
    return (
        _NONE if first is None else f"{100 * first:.1f}",
        _change(added.whole),
        f"{added.gained} / {added.lost}",
        "< 0.001" if added.p < 0.001 else f"{added.p:.3f}",
    )


def _by_language(added: Added) -> str:
    """The languages in which the interval leaves out 0, with the change."""
    telling = {name: one for name, one in added.languages.items() if _is_telling(one)}
    return "; ".join(f"{name} {_change(one)}" for name, one in telling.items()) or _NONE


def _is_telling(one: Difference) -> bool:
    return one.low is not None and one.high is not None and (one.low > 0 or one.high < 0)


def _change(one: Difference) -> str:
    """A change in percentage points with its interval, bold when that leaves out 0."""
    if one.change is None:
        return _NONE
    change = _points(one.change)
    if one.low is None or one.high is None:
        return change
    shown = f"**{change}**" if _is_telling(one) else change
    return f"{shown} ({_points(one.low)} to {_points(one.high)})"


def _points(change: float) -> str:
    return f"{100 * change:+.1f}" if abs(change) >= 0.0005 else "0.0"


def _share(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return _NONE
    value = f"{100 * figure.value:.1f}"
    if figure.low is None or figure.high is None:
        return f"{value}, n={figure.n}"
    return f"{value} ({100 * figure.low:.1f} to {100 * figure.high:.1f}), n={figure.n}"
