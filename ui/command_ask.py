"""`dossierwijzer ask`: one question from the words of the command, or many from the input."""

import argparse
import json
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.question_check import checked_question
from assistant.settings import Settings
from ui.dutch_arguments import UsageMistake
from ui.progress import Progress

if TYPE_CHECKING:
    from assistant.answer import Question


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Answer, and return the exit code.

    Raises:
        DossierwijzerError: The question or the environment is no good.
    """
    if options.jsonl:
        if options.question:
            raise UsageMistake("--jsonl leest de vragen van de invoer; geef er geen vraag bij")
        return _run_batch(options, settings)
    if not options.question:
        raise UsageMistake('geef een vraag: dossierwijzer ask "Wat is culturele democratie?"')
    text = checked_question(" ".join(options.question), settings.question_limit)
    return _run_one(text, options, settings)


def _run_one(text: str, options: argparse.Namespace, settings: Settings) -> int:
    from assistant.answer import Question
    from assistant.compose import open_assistant

    with Progress(sys.stderr) as progress:
        assistant = open_assistant(settings, progress)
    with closing(assistant.index):
        answer = assistant.ask(Question(text, language=options.lang, explain=options.explain))
        of_index = assistant.index.notes  # not of the answer itself: they go to the error output
    if options.json:
        from assistant.answer_json import to_json

        sys.stdout.write(json.dumps(to_json(answer), ensure_ascii=False, indent=2) + "\n")
        return 0
    from assistant.wording.phrases import note_text
    from ui.terminal_answer import AnswerScreen, console_for

    shown = tuple(note for note in answer.notes if note.code not in of_index)
    AnswerScreen(console_for(sys.stdout)).show(replace(answer, notes=shown))
    for code in of_index:
        sys.stderr.write(f"dossierwijzer: {note_text(code, answer.language)}\n")
    return 0


def _run_batch(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.answer_json import to_json
    from assistant.compose import open_assistant
    from ui.question_lines import LineDefaults, answer_lines, lines_of

    with Progress(sys.stderr) as progress:
        assistant = open_assistant(settings, progress)

    def answered(question: "Question") -> dict[str, object]:
        return to_json(assistant.ask(question))

    refused = 0
    defaults = LineDefaults(options.lang, options.explain, settings.question_limit)
    with closing(assistant.index):
        for result in answer_lines(lines_of(sys.stdin.buffer), answered, defaults):
            refused += "error" in result
            sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    if refused:
        lines = "1 regel kon" if refused == 1 else f"{refused} regels konden"
        sys.stderr.write(f'dossierwijzer: {lines} niet beantwoord worden; zie "error".\n')
    return 0
