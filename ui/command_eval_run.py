"""`dossierwijzer eval run`: ask a question set, show the figures and write the reports."""

import argparse
import json
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings
from ingest.errors import InputError
from ui.progress import Progress

if TYPE_CHECKING:
    from pydantic import SecretStr

    from eval.evaluation import Task
    from eval.judge import Judge
    from eval.reports.report import RunReport

GATE_FALLEN = 1
NOTHING_JUDGED = 3
INTERRUPTED = 130


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
            report = evaluate(task, questions, target, progress)
    paths = write_reports(report, task.folder)
    _show(report, options.json)
    sys.stderr.write(f"dossierwijzer: verslag in {paths[0]}\n")
    return _exit_code(report)


def _task(options: argparse.Namespace, settings: Settings) -> "Task":
    from eval.evaluation import Task
    from eval.gates import load_gates
    from eval.sets.selection import Selection
    from eval.sets.set_reading import named_set

    question_set = named_set(options.set)
    moment = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
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


def _show(report: "RunReport", as_json: bool) -> None:
    if as_json:
        from eval.reports.summary_json import summary_json

        sys.stdout.write(json.dumps(summary_json(report), ensure_ascii=False, indent=2) + "\n")
        return
    from eval.reports.terminal import show_run
    from ui.terminal_answer import console_for

    show_run(report, console_for(sys.stdout))


def _exit_code(report: "RunReport") -> int:
    if report.end == "stopped":
        sys.stderr.write(
            "dossierwijzer: Onderbroken. Wat beantwoord is, staat in het verslag; dezelfde "
            "opdracht gaat daar verder.\n"
        )
        return INTERRUPTED
    if not any(outcome != "not_judged" for outcome in report.outcomes):
        sys.stderr.write(
            "dossierwijzer: geen enkele vraag kon beoordeeld worden; de reden staat in het "
            "verslag.\n"
        )
        return NOTHING_JUDGED
    fallen = [result.name for result in report.gates if result.fallen]
    if fallen:
        sys.stderr.write(f"dossierwijzer: gevallen poort: {', '.join(fallen)}.\n")
        return GATE_FALLEN
    return 0
