"""`dossierwijzer eval run`: ask a question set, show the figures and write the reports."""

import argparse
import json
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.question_check import without_unseen
from assistant.settings import Settings
from ingest.errors import InputError
from ui.progress import Progress

if TYPE_CHECKING:
    from pydantic import SecretStr

    from eval.evaluation import Task
    from eval.judge import Judge
    from eval.reports.report import RunReport
    from eval.targets.target import Target

GATE_FALLEN = 1
NOT_MEASURED = 3
INTERRUPTED = 130
LONGEST_REASON = 200


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Measure, and return the exit code.

    Raises:
        DossierwijzerError: The set, the gates, the target or the folder is no good.
    """
    from eval.evaluation import chosen_questions, evaluate
    from eval.reports.report_files import write_reports
    from eval.targets.named import target_named

    task = _task(options, settings)
    questions = chosen_questions(task)
    with Progress(sys.stderr) as progress:
        target = target_named(options.target, settings, progress, _plain(settings.eval_key))
        with closing(target):
            _warn_of_misfits(task, target, progress)
            report = evaluate(task, questions, target, progress)
    try:
        paths = write_reports(report, task.folder)
    finally:  # on a full disk too: the figures are what was asked for
        _show(report, options.json)
    sys.stderr.write(f"dossierwijzer: verslag in {paths[0]}\n")
    if task.judge is not None:
        _tell_of_missing_verdicts(report)
    exit_code, said = _verdict(report, options.fresh)
    if said:
        sys.stderr.write(f"dossierwijzer: {said}\n")
    return exit_code


def _warn_of_misfits(task: "Task", target: "Target", progress: Progress) -> None:
    """Say how many questions do not fit the documents; what a server holds cannot be seen."""
    from eval.sets.set_check import check_set
    from eval.sets.set_reading import SHIPPED_SET
    from eval.targets.local import LocalTarget

    question_set = task.question_set
    if not isinstance(target, LocalTarget) or question_set.name == SHIPPED_SET:
        return
    documents = target.index.documents
    references = {reference.key for one in documents for reference in one.references}
    misfits = check_set(question_set, target.index.passages, references)
    if misfits:
        number = (
            "1 verwachting past" if len(misfits) == 1 else f"{len(misfits)} verwachtingen passen"
        )
        progress.announce(
            f"LET OP: {number} niet bij het dossier; wat daar gemeten wordt, zegt niets. Zie: "
            "dossierwijzer eval check"
        )


def _task(options: argparse.Namespace, settings: Settings) -> "Task":
    from eval.evaluation import Task
    from eval.gates import load_gates
    from eval.sets.selection import Selection
    from eval.sets.set_reading import named_set

    question_set = named_set(options.set)
    # To the microsecond: two runs begun in the same second must not write in the same folder.
    moment = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    usual = settings.data_directory / "eval" / f"{question_set.name}-{moment}"
    return Task(
        question_set=question_set,
        selection=Selection(options.split, tuple(options.tag)),
        folder=Path(options.out or usual).expanduser().absolute(),
        cache_directory=settings.data_directory,
        repeat=options.repeat,
        concurrency=options.concurrency,
        fresh=options.fresh,
        gates=load_gates(options.gates) if options.gates else None,
        judge=_judge(settings) if options.judge else None,
    )


def _judge(settings: Settings) -> "Judge":
    from assistant.models import chat_model_named
    from eval.judge import Judge
    from index.providers import Access

    if settings.judge is None:
        raise InputError(
            "--judge vraagt een taalmodel; noem het in DOSSIERWIJZER_JUDGE, bijvoorbeeld "
            "ollama:qwen3:8b."
        )
    access = Access(settings.judge_address, _plain(settings.judge_key), timeout=120.0)
    return Judge(chat_model_named(settings.judge, access).reply)


def _plain(secret: "SecretStr | None") -> str | None:
    return secret.get_secret_value() if secret else None


def _tell_of_missing_verdicts(report: "RunReport") -> None:
    answered = sum(judgement.answered for judgement in report.judgements)
    missing = answered - report.summary.whole.figures["judge_faithful"].n
    if missing:
        sys.stderr.write(
            f"dossierwijzer: het taalmodel gaf over {missing} van de {answered} antwoorden geen "
            "oordeel; de reden staat bij elk antwoord in results.jsonl (verdict).\n"
        )


def _show(report: "RunReport", as_json: bool) -> None:
    if as_json:
        from eval.reports.summary_json import summary_json

        sys.stdout.write(json.dumps(summary_json(report), ensure_ascii=False, indent=2) + "\n")
        return
    from eval.reports.terminal import show_run
    from ui.terminal_answer import console_for

    show_run(report, console_for(sys.stdout))


def _verdict(report: "RunReport", fresh: bool) -> tuple[int, str]:
    """Return the exit code and what is said of it, "" when all went well."""
    if report.end == "stopped":
        again = "dezelfde opdracht zonder --fresh" if fresh else "dezelfde opdracht"
        return INTERRUPTED, (
            f"Onderbroken. Wat beantwoord is, staat in het verslag; {again} gaat daar verder."
        )
    outcomes = report.outcomes
    if outcomes["not_judged"] == outcomes.total():
        reason = report.judgements[0].reasons[0]
        return NOT_MEASURED, f"geen enkele vraag kon beoordeeld worden ({_shown(reason)})."
    if report.end == "gone":
        return NOT_MEASURED, (
            f"het doel viel weg; {outcomes['not_judged']} van de {outcomes.total()} vragen zijn "
            "niet beoordeeld. Start het doel opnieuw en herhaal de opdracht."
        )
    fallen = [result.name for result in report.gates if result.fallen]
    words = "gevallen poort" if len(fallen) == 1 else "gevallen poorten"
    return (GATE_FALLEN, f"{words}: {'; '.join(fallen)}.") if fallen else (0, "")


def _shown(reason: str) -> str:
    line = " ".join(without_unseen(reason).split())
    return line if len(line) <= LONGEST_REASON else f"{line[:LONGEST_REASON]}…"
