"""`dossierwijzer eval check`: is a question set well formed, and does it fit the documents?"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.question_check import without_unseen
from assistant.settings import Settings
from ui.progress import Progress

if TYPE_CHECKING:
    from assistant.answer import Language
    from eval.question_set import QuestionSet, SetQuestion
    from eval.sets.coverage import Coverage
    from eval.sets.forms.entry import Mistake
    from ingest.passage import Passage

MOST_MISTAKES = 200  # shown; the rest is counted
_STANDARD_INPUT = Path("-")
_FEEDBACK = "het pad van een bestand met afgekeurde antwoorden, of - voor de standaardinvoer"
_PARTS = {
    "section": "secties",
    "table": "tabellen",
    "footnote": "voetnoten",
    "reference": "bronnen",
}
_LANGUAGES: "tuple[Language, ...]" = ("nl", "en", "fr")


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Check a set, or make drafts of feedback, and return the exit code."""
    from eval.sets.set_reading import SetMistakes

    try:
        if options.from_feedback is not None:
            return _make_drafts(options)
        return _check(options, settings)
    except SetMistakes as error:
        _show_mistakes(error.mistakes)
        if options.json:
            _write_json({"mistakes": _mistake_facts(error.mistakes)})
        return error.exit_code


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from eval.sets.coverage import coverage
    from eval.sets.set_check import check_set
    from eval.sets.set_reading import named_set

    questions = named_set(options.set)
    if options.convert is not None:
        _write(questions.questions, options.convert)
    passages, references = _documents(settings)
    mistakes = check_set(questions, passages, references)
    _show_mistakes(mistakes)
    covered = coverage(questions, passages) if options.coverage else None
    if options.json:
        _write_json(_facts(questions, mistakes, covered))
    else:
        if covered is not None:
            _show_coverage(covered)
        sys.stdout.write(_summary(questions, len(mistakes)) + "\n")
    return 1 if mistakes else 0


def _documents(settings: Settings) -> "tuple[Sequence[Passage], set[str]]":
    """Return every passage of the index in use, and the keys of all references."""
    from assistant.compose import current_index

    with Progress(sys.stderr) as progress:
        index = current_index(settings, progress)
    with closing(index):
        keys = {reference.key for one in index.documents for reference in one.references}
        return index.passages, keys


def _make_drafts(options: argparse.Namespace) -> int:
    from eval.sets.feedback import drafts_from_feedback
    from eval.sets.forms.record import to_record
    from eval.sets.set_reading import written

    name, lines = _feedback_lines(options.from_feedback)
    drafts = drafts_from_feedback(lines, name)
    if not drafts:
        sys.stderr.write(f"dossierwijzer: {name} bevat geen afgekeurde antwoorden.\n")
        return 0
    if options.convert is not None:
        _write(drafts, options.convert)
    elif options.json:
        _write_json([to_record(draft) for draft in drafts])
    else:
        sys.stdout.write(written(drafts, ".yaml").decode())
    sys.stderr.write(
        f"dossierwijzer: {_counted(len(drafts), 'concept', 'concepten')} uit {name}. Vul aan wat "
        "een goed antwoord bevat en haal draft weg.\n"
    )
    return 0


def _feedback_lines(path: Path) -> tuple[str, list[str]]:
    from eval.sets.set_reading import read_bytes
    from ingest.decoding import decoded
    from ingest.errors import InputError, UnusableText

    standard = path == _STANDARD_INPUT
    name = "standaardinvoer" if standard else path.name
    data = sys.stdin.buffer.read() if standard else read_bytes(path, _FEEDBACK)
    try:
        return name, decoded(data).split("\n")
    except InputError as error:
        raise UnusableText(f"{name}: {error}") from error


def _write(questions: "Sequence[SetQuestion]", path: Path) -> None:
    from eval.sets.set_reading import save_set

    save_set(questions, path)
    number = _counted(len(questions), "vraag", "vragen")
    sys.stderr.write(f"dossierwijzer: {number} geschreven naar {path}.\n")


def _show_mistakes(mistakes: "Sequence[Mistake]") -> None:
    for mistake in mistakes[:MOST_MISTAKES]:
        line = " ".join(without_unseen(str(mistake)).split())
        sys.stderr.write(f"{line}\n")
    if len(mistakes) > MOST_MISTAKES:
        sys.stderr.write(f"… en nog {len(mistakes) - MOST_MISTAKES} fouten.\n")


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _counts(questions: "QuestionSet") -> dict[str, Any]:
    asked = [question for question in questions.questions if not question.draft]
    languages = Counter(question.language for question in asked)
    return {
        "questions": len(asked),
        "languages": {name: languages[name] for name in languages},
        "splits": dict(Counter(question.split for question in asked)),
        "dialogues": sum(len(question.turns) > 1 for question in asked),
        "unanswerable": sum(
            not any(turn.expected.answerable for turn in question.turns) for question in asked
        ),
        "must_pass": sum(question.must_pass for question in asked),
        "not_reviewed": sum(question.reviewed is None for question in asked),
        "drafts": len(questions.questions) - len(asked),
    }


def _summary(questions: "QuestionSet", mistakes: int) -> str:
    counts = _counts(questions)
    parts = [f"{number} {name}" for name, number in counts["languages"].items()]
    parts += [
        _counted(counts["dialogues"], "dialoog", "dialogen"),
        f"{counts['unanswerable']} zonder antwoord",
        f"{counts['must_pass']} die moeten slagen",
        f"{counts['not_reviewed']} niet nagelezen",
        _counted(counts["drafts"], "concept", "concepten"),
    ]
    verdict = _counted(mistakes, "fout", "fouten") if mistakes else "in orde"
    number = _counted(counts["questions"], "vraag", "vragen")
    return f"{questions.name}: {number} ({', '.join(parts)}): {verdict}"


def _facts(
    questions: "QuestionSet", mistakes: "Iterable[Mistake]", covered: "Coverage | None"
) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "set": questions.name,
        "digest": questions.digest,
        **_counts(questions),
        "mistakes": _mistake_facts(mistakes),
    }
    if covered is not None:
        facts["coverage"] = [
            {"kind": part.kind, "name": part.name, "title": part.title, "questions": part.questions}
            for part in covered.parts
        ]
    return facts


def _mistake_facts(mistakes: "Iterable[Mistake]") -> list[dict[str, Any]]:
    return [
        {
            "file": mistake.file,
            "line": mistake.line,
            "question": mistake.question,
            "field": mistake.field,
            "text": mistake.text,
        }
        for mistake in mistakes
    ]


def _write_json(facts: object) -> None:
    words = json.dumps(facts, ensure_ascii=False, indent=2)
    # A file may hold half a surrogate pair, which no output can write.
    sys.stdout.write(words.encode("utf-8", "replace").decode() + "\n")


def _show_coverage(covered: "Coverage") -> None:
    from rich.table import Table
    from rich.text import Text

    from eval.sets.coverage import PART_KINDS
    from ui.terminal_answer import console_for

    console = console_for(sys.stdout)
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("sectie")
    table.add_column("titel", max_width=60, no_wrap=True, overflow="ellipsis")
    for name in (*_LANGUAGES, "samen"):
        table.add_column(name, justify="right")
    for part in covered.of("section"):
        counts = [part.questions.get(name, 0) for name in _LANGUAGES]
        row = [part.name, part.title, *map(str, counts), str(part.total)]
        table.add_row(*map(Text, row))
    console.print(table)
    for kind in PART_KINDS:
        parts, missing = covered.of(kind), covered.missing(kind)
        names = ", ".join(part.name for part in missing)
        tail = f"; zonder vraag: {names}" if missing else ""
        line = f"{_PARTS[kind]}: {len(parts) - len(missing)} van {len(parts)} geraakt{tail}"
        console.print(Text(line), soft_wrap=True)
