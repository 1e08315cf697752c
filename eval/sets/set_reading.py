"""Question sets from files and folders, checked whole, and back into files.

What the fields of a question may hold is the work of `eval.sets.forms.record`.
"""

import errno
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from eval.question_set import QuestionSet, SetQuestion
from eval.sets.forms.entry import Entry, Mistake, Reading
from eval.sets.forms.forms import FORMS
from eval.sets.forms.record import read_record, to_record
from ingest.errors import InputError, UnreadableFile, UnusableText

SHIPPED_SET = "gold"
LARGEST_FILE = 20_000_000  # bytes
_GOLD = Path(__file__).parents[1] / "gold"
_KNOWN = ", ".join(ending for ending in FORMS if ending not in (".yml", ".ndjson"))
_WANTED = f"'gold', een map, of het pad van een bestand op {_KNOWN}"
_ADVICE = {
    ".xls": "bewaar het in Excel als .xlsx",
    ".xlsb": "bewaar het in Excel als .xlsx",
    ".xlsm": "bewaar het in Excel zonder macro's, als .xlsx",
    ".ods": "bewaar het als .xlsx of als .csv",
    ".json": "schrijf één vraag per regel en noem het .jsonl",
}
_UNWRITABLE = {
    errno.ENOENT: "de map bestaat niet",
    errno.ENOTDIR: "de map bestaat niet",
    errno.EISDIR: "het is zelf een map",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EINVAL: "de naam bevat een teken dat niet kan",
}


class SetMistakes(UnusableText):
    """A question set with mistakes in it.

    Attributes:
        mistakes: All of them, in the order of the files.
    """

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        """Say the first mistake and how many more there are."""
        self.mistakes = tuple(mistakes)
        more = f" En nog {len(mistakes) - 1}." if len(mistakes) > 1 else ""
        super().__init__(f"{mistakes[0]}{more}")


def shipped_set() -> QuestionSet:
    """Return the gold set that is shipped with the program."""
    return load_set(_GOLD)


def named_set(words: str) -> QuestionSet:
    """Return the set that a user names: "gold", or the path of a file or folder.

    Raises:
        InputError: As `load_set`.
    """
    return shipped_set() if words == SHIPPED_SET else load_set(Path(words))


def load_set(path: Path) -> QuestionSet:
    """Read a question set from a file, by its ending, or from all set files of a folder.

    Raises:
        UnreadableFile: Missing, too large, of an unknown ending, or a folder without sets.
        SetMistakes: Something in it is wrong; holds every mistake.
        UnusableText: It cannot be read as what its ending says, or holds no question.
    """
    folder = _is_folder(path)
    name = path.resolve().name if folder else path.stem
    questions: list[SetQuestion] = []
    mistakes: list[Mistake] = []
    places: dict[str, str] = {}
    for file in _files_of(path):
        shown = f"{name}/{file.name}" if folder else file.name
        reading = _read_file(file, shown)
        name = name if folder else reading.name or name
        found = list(reading.mistakes)
        for entry in reading.entries:
            question, wrong = _checked(entry, shown, reading.unit)
            questions += [question] if question else []
            found += [*wrong, *_repeated(entry, shown, reading.unit, places)]
        mistakes += sorted(found, key=lambda mistake: mistake.line)
    if mistakes:
        raise SetMistakes(mistakes)
    if not questions:
        raise UnusableText(
            f"{path} bevat geen vragen. Voeg er minstens één toe en probeer opnieuw."
        )
    return question_set_of(name, questions)


def question_set_of(name: str, questions: Iterable[SetQuestion]) -> QuestionSet:
    """Return the questions under a name, with the hash of what is asked and expected.

    The hash does not change with the order of the questions, with drafts, for these are never
    asked, and with the days of review.
    """
    kept = tuple(questions)
    records = [
        json.dumps(to_record(question) | {"reviewed": None}, sort_keys=True)
        for question in kept
        if not question.draft
    ]
    digest = hashlib.sha256("\n".join(sorted(records)).encode()).hexdigest()
    return QuestionSet(name, kept, digest)


def written(questions: Sequence[SetQuestion], ending: str) -> bytes:
    """Return questions as a file with this ending holds them; KeyError for an unknown one."""
    return FORMS[ending].write(questions)


def save_set(questions: Sequence[SetQuestion], path: Path, *, overwrite: bool = False) -> None:
    """Write questions to a file in the form of its ending, whole or not at all.

    Args:
        questions: What to write.
        path: The file.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        UnreadableFile: The ending is unknown, the file is there already, or its folder is not.
        UnusableText: A form cannot hold what is to be written.
    """
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise UnreadableFile(_unknown_ending(path))
    if os.path.lexists(path) and not overwrite:
        raise UnreadableFile(
            f"{path} bestaat al en wordt niet overschreven. Kies een andere naam, of verwijder "
            "het bestand."
        )
    data = form.write(questions)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            aside.write_bytes(data)
            aside.replace(path)
        finally:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
    except OSError as error:
        reason = _UNWRITABLE.get(error.errno or 0)
        if reason is None:
            error.filename = str(path)  # not the name it is written under first
            raise
        raise UnreadableFile(
            f"Naar {path} kan niet geschreven worden: {reason}. Kies een andere plaats."
        ) from error


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, or a folder above it that is closed
        return False


def _files_of(path: Path) -> list[Path]:
    if not _is_folder(path):
        return [path]
    try:
        inside = sorted(path.iterdir(), key=lambda file: file.name)
    except OSError as error:
        raise UnreadableFile(f"De map {path} is niet leesbaar. Geef er leesrechten op.") from error
    # "~$set.xlsx" is the mark that Excel leaves while it has set.xlsx open.
    files = [
        file
        for file in inside
        if file.suffix.lower() in FORMS and not file.name.startswith((".", "~$")) and file.is_file()
    ]
    if not files:
        raise UnreadableFile(
            f"De map {path} bevat geen vragensets. Verwacht worden bestanden op {_KNOWN}."
        )
    return files


def _unknown_ending(path: Path) -> str:
    ending = path.suffix.lower()
    advice = _ADVICE.get(ending, f"gebruik een bestand op {_KNOWN}")
    return f"{path} is geen vragenset: {ending or 'een naam zonder extensie'} kan niet; {advice}."


def _read_file(path: Path, shown: str) -> Reading:
    data = read_bytes(path)
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise UnreadableFile(_unknown_ending(path))
    try:
        return form.read(data, shown)
    except InputError as error:
        raise UnusableText(f"{path}: {error}") from error


def read_bytes(path: Path, wanted: str = _WANTED) -> bytes:
    """Return the bytes of a file of questions.

    Args:
        path: The file.
        wanted: What to give instead when it cannot be read, for the message.

    Raises:
        UnreadableFile: Missing, no ordinary file, too large or not readable.
    """
    try:
        if not path.is_file() and path.exists():
            raise UnreadableFile(f"{path} is geen gewoon bestand. Geef {wanted}.")
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFile(
                f"{path} is groter dan {LARGEST_FILE // 1_000_000} MB. Splits het over enkele "
                "bestanden."
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name with a null byte
        reason = "bestaat niet" if isinstance(error, FileNotFoundError) else "is niet leesbaar"
        raise UnreadableFile(f"{path} {reason}. Geef {wanted}.") from error


def _checked(entry: Entry, file: str, unit: str) -> tuple[SetQuestion | None, list[Mistake]]:
    question, wrong = read_record(entry.values, place=f"{file}, {unit} {entry.line}")
    identity = entry.values.get("id")
    return question, [
        Mistake(
            file=file,
            line=entry.line_of(mistake.path),
            field=_field_name(entry, mistake.path),
            text=mistake.text,
            question=identity if isinstance(identity, str) else "",
            unit=unit,
        )
        for mistake in wrong
    ]


def _field_name(entry: Entry, path: tuple[str | int, ...]) -> str:
    words = [entry.headings.get(part, part) for part in path if isinstance(part, str)]
    turns = [part + 1 for part in path[1:2] if isinstance(part, int) and path[0] == "turns"]
    if turns and not entry.headings:
        words[0] = f"turns[{turns[0]}]"
    elif turns:
        words[0] = f"beurt {turns[0]}"
    return ".".join(words)


def _repeated(entry: Entry, file: str, unit: str, places: dict[str, str]) -> Iterator[Mistake]:
    """Yield a mistake when the id of an entry is in `places` already, and put it there."""
    identity = " ".join(str(entry.values.get("id") or "").split())
    place = f"{file}, {unit} {entry.line}"
    if not identity:
        return
    if identity in places:
        text = f"staat al in {places[identity]}; elk kenmerk mag maar één keer voorkomen"
        name = entry.headings.get("id", "id")
        # An alias stands below the fields that it repeats.
        line = max(entry.line, entry.line_of(("id",)))
        yield Mistake(file, line, name, text, identity, unit)
    places.setdefault(identity, place)


def split_place(place: str) -> tuple[str, str, int]:
    """Return file, unit ("regel", "rij") and number of a question's place."""
    file, _, where = place.rpartition(", ")
    unit, _, number = where.partition(" ")
    return (file, unit, int(number)) if number.isdecimal() else (place, "regel", 0)
