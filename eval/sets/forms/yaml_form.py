"""Question sets in YAML: every value stays the text that was typed, with its line.

`5.10`, `no` and `2026-11-22` are text here, whatever YAML makes of them; only `null`, `~` and
nothing at all are nothing. The events of the C parser are read one by one, for its own composer
overflows the stack on deep nesting and loses duplicate keys.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import yaml

from eval.question_set import SetQuestion
from eval.sets.forms.entry import Entry, FieldPath, Mistake, Reading
from eval.sets.forms.record import to_record
from eval.sets.forms.yaml_tree import Fields, Items, Node, plain_values, size_of

_DEEPEST = 12
_MOST_REPEATED = 20_000  # values that aliases may repeat; they could unfold without end
_NOTHING = ("", "~", "null", "Null", "NULL")
_CORE = "tag:yaml.org,2002:"
_KNOWN_TAGS = {_CORE + name for name in "str int float bool null timestamp seq map".split()}
_LINE_WIDTH = 96
# What libyaml says, and what to do about it.
_PROBLEMS = {
    "mapping values are not allowed in this context": "zet tekst met een dubbelepunt tussen "
    "aanhalingstekens, of kijk de inspringing na",
    "found character that cannot start any token": "gebruik spaties in plaats van tabs, en zet "
    "tekst die met een leesteken begint tussen aanhalingstekens",
    "could not find expected ':'": "achter een veldnaam hoort een dubbelepunt en een spatie",
    "found undefined alias": "tekst die met * begint, hoort tussen aanhalingstekens",
    "found unexpected end of stream": "er ontbreekt een sluitend aanhalingsteken of haakje",
    "did not find expected ',' or ']'": "er ontbreekt een komma of een sluitend haakje ]",
    "did not find expected key": "kijk de inspringing en de aanhalingstekens na",
}
_NEVER_CLOSED = ("found unexpected end of stream", "did not find expected ',' or ']'")
_TABBED = re.compile(r" *\t")
_OTHER_PROBLEM = "kijk de inspringing, de aanhalingstekens en de haakjes na"


_UNFINISHED = object()


class _Builder:
    """Puts the events of one document together; what is wrong is kept, not raised."""

    def __init__(self, file: str) -> None:
        self.root: Any = None
        self.mistakes: list[Mistake] = []
        self._file = file
        self.open: list[tuple[Node, str | None]] = []
        self._anchors: dict[str, Any] = {}
        self._repeated = 0
        self._documents = 0

    def complain(self, line: int, text: str, name: str = "") -> None:
        self.mistakes.append(Mistake(self._file, line, name, text))

    def take(self, event: yaml.Event) -> bool:
        """Add an event; False when the rest of the file had better be left alone."""
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.ScalarEvent):
            self._check_tag(event.tag, line)
            plain = event.style is None or event.style == ""
            value = None if plain and event.value in _NOTHING else event.value
            self._remember(event.anchor, value)
            self._add(value, line)
            self._grow(1)
        elif isinstance(event, yaml.AliasEvent):
            return self._take_alias(event.anchor or "", line)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._check_tag(event.tag, line)
            opened = Items(line) if isinstance(event, yaml.SequenceStartEvent) else Fields(line)
            self._remember(event.anchor, _UNFINISHED)
            self._add(opened, line)
            self.open.append((opened, event.anchor))
            if len(self.open) > _DEEPEST:
                self.root = None  # what else is wrong with it does not matter
                self.complain(line, f"meer dan {_DEEPEST} lagen diep; een vraag heeft er hooguit 4")
                return False
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            closed, anchor = self.open.pop()
            self._remember(anchor, closed)
            self._grow(closed.size)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.complain(line, "een tweede document (---); zet alle vragen in één lijst")
                return False
        return True

    def _take_alias(self, anchor: str, line: int) -> bool:
        value = self._anchors.get(anchor, _UNFINISHED)
        if value is _UNFINISHED:
            self.complain(line, f'*{anchor} verwijst nergens naar; zet tekst met * tussen ""')
            value = None
        size = size_of(value)
        self._repeated += size
        if self._repeated > _MOST_REPEATED:
            self.complain(line, "verwijzingen met * herhalen te veel; schrijf ze uit")
            return False
        self._add(value, line)
        self._grow(size)
        return True

    def _grow(self, size: int) -> None:
        if self.open:
            self.open[-1][0].size += size

    def _check_tag(self, tag: str | None, line: int) -> None:
        if tag is not None and tag != "!" and tag not in _KNOWN_TAGS:
            shown = tag.replace(_CORE, "!!")
            self.complain(line, f"het type {shown} kan niet; laat het weg en schrijf gewone tekst")

    def _remember(self, anchor: str | None, value: object) -> None:
        if anchor is not None:
            self._anchors[anchor] = value

    def _add(self, value: object, line: int) -> None:
        if not self.open:
            self.root = value
            return
        parent = self.open[-1][0]
        if isinstance(parent, Items):
            parent.values.append(value)
            parent.lines.append(line)
        elif parent.key is None:
            parent.key = self._key(value, line, parent)
        else:
            parent.values[parent.key] = value
            parent.key = None

    def _key(self, value: object, line: int, parent: Fields) -> str:
        if not isinstance(value, str):
            self.complain(line, "een veld heeft een naam in letters; verbeter wat voor : staat")
        name = value if isinstance(value, str) else f"veld op regel {line}"
        if name in parent.lines:
            first = parent.lines[name]
            self.complain(line, f"staat al op regel {first}; laat er één staan", name)
        parent.lines[name] = line
        return name


def read_yaml(text: str, file: str) -> Reading:
    """Return the records of a YAML text: a list, or a mapping with a list under `questions`."""
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if not builder.take(event):
                break
    except yaml.YAMLError as error:
        builder.mistakes.append(_syntax_mistake(error, text, file))
    entries = tuple(_entries(builder))
    return Reading(entries, tuple(builder.mistakes), name=_name(builder.root))


def _syntax_mistake(error: yaml.YAMLError, text: str, file: str) -> Mistake:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        if error.problem in _NEVER_CLOSED:
            mark = error.context_mark or mark  # where it was opened
        number = mark.line + 1 if mark else 0
        advice = _PROBLEMS.get(error.problem or "", _OTHER_PROBLEM)
        if _TABBED.match("".join(text.split("\n")[number - 1 : number])):
            advice = "zet spaties in plaats van een tab aan het begin van de regel"
        return Mistake(file, number, "", f"de YAML klopt hier niet: {advice}")
    position = getattr(error, "position", 0)
    line = text.encode("utf-8", "surrogatepass")[:position].count(b"\n") + 1
    return Mistake(file, line, "", "hier staat een onzichtbaar stuurteken; verwijder het")


def _entries(builder: _Builder) -> Iterator[Entry]:
    for item, line in _items(builder):
        if any(item is opened for opened, _ in builder.open):
            continue  # the file broke off in the middle of it, which has been said
        if isinstance(item, Fields):
            lines: dict[FieldPath, int] = {}
            yield Entry(plain_values(item, (), lines), line, lines)
        else:
            builder.complain(line, "een vraag heeft velden; schrijf minstens id: en question:")


def _items(builder: _Builder) -> Iterable[tuple[Any, int]]:
    root = builder.root
    if isinstance(root, Fields):
        for name in root.values.keys() - {"name", "questions"}:
            builder.complain(root.lines[name], "onbekend veld; zet de vragen onder questions", name)
        root = root.values.get("questions")
    if isinstance(root, Items):
        return zip(root.values, root.lines, strict=True)
    if root is not None:
        builder.complain(1, "hier hoort een lijst van vragen; begin elke vraag met - id: …")
    return ()


def _name(root: object) -> str:
    name = root.values.get("name") if isinstance(root, Fields) else None
    return " ".join(name.split()) if isinstance(name, str) else ""


class _Alternatives(list[str]):
    """A list inside a list, which reads best on one line."""


class _Writer(yaml.CSafeDumper):
    """Writes mappings as blocks and short lists on one line, each string so that it survives."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _write_list(writer: _Writer, values: Sequence[object]) -> yaml.Node:
    flat = not any(isinstance(value, dict) for value in values)
    short = flat and len(repr(values)) < _LINE_WIDTH - len("  short_answer: ")
    return writer.represent_sequence(f"{_CORE}seq", values, flow_style=short)


def _write_fields(writer: _Writer, values: dict[str, object]) -> yaml.Node:
    return writer.represent_mapping(f"{_CORE}map", values.items(), flow_style=False)


def _write_alternatives(writer: _Writer, values: _Alternatives) -> yaml.Node:
    return writer.represent_sequence(f"{_CORE}seq", values, flow_style=True)


_Writer.add_representer(list, _write_list)
_Writer.add_representer(_Alternatives, _write_alternatives)
_Writer.add_representer(dict, _write_fields)


def write_yaml(questions: Iterable[SetQuestion]) -> str:
    """Return the questions as a YAML list with an empty line between them."""
    return "\n".join(
        yaml.dump(
            [_laid_out(to_record(question))],
            Dumper=_Writer,
            sort_keys=False,
            allow_unicode=True,
            width=_LINE_WIDTH,
        )
        for question in questions
    )


def _laid_out(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with its day as a date and its alternatives as such, in its turns too."""
    laid_out = {
        name: [_Alternatives(item) if isinstance(item, list) else item for item in value]
        if isinstance(value, list)
        else value
        for name, value in record.items()
    }
    if "reviewed" in record:
        laid_out["reviewed"] = date.fromisoformat(record["reviewed"])
    if "turns" in record:
        laid_out["turns"] = [_laid_out(turn) for turn in record["turns"]]
    return laid_out
