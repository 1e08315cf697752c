"""`dossierwijzer eval retrieval`: how well the search does on paragraphs of someone else."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from assistant.settings import Settings
from ui.progress import Progress

if TYPE_CHECKING:
    from eval.figures import Figure
    from eval.foreign_retrieval import ForeignRetrieval

_LABELS = {"ndcg@10": "nDCG@10", "recall@1": "R@1", "recall@5": "R@5", "mrr": "MRR"}


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Measure, write the figures and return the exit code.

    Raises:
        InputError: A file is not readable or not of the form of SQuAD.
    """
    from eval.foreign_retrieval import in_other_words, measure
    from eval.squad import read_squad

    file = read_squad(options.squad)
    left_out: tuple[str, ...] = ()
    if options.queries:
        file, left_out = in_other_words(file, read_squad(options.queries))
    with Progress(sys.stderr) as progress:
        measured = measure(file, progress, left_out)
    if left_out:
        sys.stderr.write(
            f"dossierwijzer: {len(left_out)} vragen staan maar in één van beide bestanden en zijn "
            f"niet gesteld: {', '.join(left_out[:3])}{' …' if left_out[3:] else ''}\n"
        )
    if file.unanswerable:
        sys.stderr.write(
            f"dossierwijzer: {file.unanswerable} vragen zijn leeg of hebben volgens het bestand "
            "geen antwoord, en zijn niet gesteld.\n"
        )
    if options.json:
        sys.stdout.write(json.dumps(_shape(measured), ensure_ascii=False, indent=2) + "\n")
    else:
        for line in _lines(measured):
            sys.stdout.write(line + "\n")
    return 0


def _shape(measured: "ForeignRetrieval") -> dict[str, object]:
    mean, high = measured.milliseconds
    return {
        "paragraphs": measured.paragraphs,
        "questions": measured.figures[0].n,
        **{_LABELS[figure.metric]: _rounded(figure.value) for figure in measured.figures},
        "intervals": {
            _LABELS[figure.metric]: [_rounded(figure.low), _rounded(figure.high)]
            for figure in measured.figures
        },
        "ms_per_question": mean,
        "ms_per_question_p95": high,
        "not_asked": list(measured.left_out),
    }


def _lines(measured: "ForeignRetrieval") -> list[str]:
    mean, high = measured.milliseconds
    rows = [f"{measured.paragraphs} alinea's, {measured.figures[0].n} vragen"]
    for figure in measured.figures:
        value = _percent(figure.value)
        rows.append(f"{_LABELS[figure.metric]:8} {value:>5}  ({_interval(figure)})")
    rows.append(f"per vraag {_dutch(mean)} ms gemiddeld, p95 {_dutch(high)} ms")
    return rows


def _interval(figure: "Figure") -> str:
    if figure.low is None or figure.high is None:
        return "geen interval: alle vragen gaan over één artikel"
    return f"95 %: {_percent(figure.low)} tot {_percent(figure.high)}"


def _percent(share: float | None) -> str:
    return "-" if share is None else _dutch(100 * share)


def _dutch(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
