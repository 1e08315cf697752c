"""The text of an extractive answer: the quotes under a line that says where they stand.

Lists are set as lists and rows of a table as labelled lines; every word below such a line stands
in the dossier. What is quoted is chosen elsewhere.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from assistant.answer import Quote
from assistant.quoting.evidence_span import Evidence, word_count
from assistant.quoting.selection import WORD_BUDGET
from assistant.understanding.question import Analysis
from assistant.understanding.question_words import NUMBER_WORDS
from assistant.wording.frame import FrameKind, Listed, frame

ITEM = "- "
# Paragraphs that open with a title of their own are a list from this many on.
FEWEST_TITLED = 3

_MARK = re.compile(r"^([ \t]*)(?:[-•–*]|\d{1,2}[.)])[ \t]+(?=\S)", re.MULTILINE)
_TITLE = re.compile(r"[^.!?:;()]{3,90}:(?=\s)")
# Between two cells of a row; a name of a column opens with a capital.
_NEXT_CELL = re.compile(r";\s(?=[^\W\d_a-zà-öø-ÿ][^:;]{0,39}:\s)")
_COLUMN = re.compile(r"[^:;]{1,40}:\s(?=\S)")
_CAPTION = re.compile(r"\w+ (\d+)\b")
_COUNTED = r"\b{}\s(?:[^\W\d_]+e\s)?([^\W\d_]+(?:en|s))\b"
_OPENING_NOUN = re.compile(r"([^\W\d_]+(?:en|s))\b")
_MARKER = re.compile(r"\s*\[\d+\]")

Cited = tuple[Evidence, Quote]


def answer_text(
    analysis: Analysis,
    evidence: Sequence[Evidence],
    quotes: Sequence[Quote],
    budget: int = WORD_BUDGET,
) -> str:
    """Return the text of an answer; the lines before quotes get what these leave of the budget.

    Args:
        analysis: The question taken apart.
        evidence: What is quoted, in order.
        quotes: The same as numbered quotes.
        budget: Words, markers left out.
    """
    pairs = zip(evidence, quotes, strict=True)
    runs = [tuple(run) for _, run in groupby(pairs, key=_is_entry)]
    bodies = ["\n".join(_body(run)) for run in runs]
    room = budget - sum(word_count(_MARKER.sub("", body)) for body in bodies)
    # What the entries are is said first: it is short, and the claim's place is cited anyway.
    for at in sorted(range(len(runs)), key=lambda at: not _is_entry(runs[at][0])):
        line = _frame(runs[at], runs, analysis, room)
        room -= word_count(line)
        bodies[at] = f"{line}\n{bodies[at]}" if line else bodies[at]
    return "\n".join(bodies)


def _is_entry(pair: Cited) -> bool:
    """Whether a quote is an entry of the reference list."""
    return pair[0].passage.kind == "reference"


def _frame(
    run: Sequence[Cited], runs: Sequence[Sequence[Cited]], analysis: Analysis, room: int
) -> str:
    """The line before quotes that stand together."""
    quotes = [quote for _, quote in run]
    kind = _kind(run, runs, analysis)
    table = _CAPTION.match(run[0][0].passage.context) if kind == "rows" else None
    listed = _listed(run, analysis) if kind == "list" else None
    return frame(kind, analysis.language, quotes, room, listed, table.group(1) if table else None)


def _kind(run: Sequence[Cited], runs: Sequence[Sequence[Cited]], analysis: Analysis) -> FrameKind:
    if _is_entry(run[0]):
        claimed = {
            reference.key
            for other in runs
            if not _is_entry(other[0])
            for _, quote in other
            for reference in quote.references
        }
        keys = {reference.key for _, quote in run for reference in quote.references}
        return "source" if keys and keys <= claimed and len(run) == 1 else "entries"
    if analysis.kind == "place_in_dossier":
        return "place"
    kinds = {piece.passage.kind for piece, _ in run}
    if _are_items(run):
        return "list"
    if kinds == {"list"} and len(run) == 1:
        piece = run[0][0]
        led = piece.text.partition("\n")[0].endswith(":")
        return "introduced" if led else "list"
    if kinds == {"table_row"} and len({piece.passage.parent for piece, _ in run}) == 1:
        return "rows"
    return "footnote" if kinds == {"footnote"} else "said"


def _are_items(run: Sequence[Cited]) -> bool:
    """Whether all quotes are items of one list, or paragraphs with a title of one section."""
    passages = [piece.passage for piece, _ in run]
    if len(run) > 1 and {one.kind for one in passages} <= {"list", "list_item"}:
        return len({one.parent or one.id for one in passages}) == 1
    titled = all(
        piece.passage.kind == "paragraph" and piece.start == 0 and _TITLE.match(piece.passage.text)
        for piece, _ in run
    )
    one_section = len({(one.document, one.section) for one in passages}) == 1
    return titled and one_section and len(run) >= FEWEST_TITLED


def _listed(run: Sequence[Cited], analysis: Analysis) -> Listed:
    """How many items a list has when all are quoted, and what its lead-in calls them."""
    passage = run[0][0].passage
    if passage.kind != "list" or any(piece.passage.id != passage.id for piece, _ in run):
        return Listed()
    marks = list(_MARK.finditer(passage.text))
    quoted = sum(any(piece.start <= m.end() < piece.end for piece, _ in run) for m in marks)
    nested = len({len(m.group(1)) for m in marks}) > 1
    words = NUMBER_WORDS["nl"].split()
    if nested or quoted != len(marks) or not 2 <= quoted < len(words) + 2:
        return Listed()
    lead = passage.text[: marks[0].start()].strip().lower()
    counted = re.search(_COUNTED.format(words[quoted - 2]), lead)
    noun = counted or (None if lead.endswith(":") else _OPENING_NOUN.match(lead))
    asked = noun.group(1) if noun and noun.group(1) in analysis.words else None
    return Listed(quoted, asked)


def _body(run: Sequence[Cited]) -> list[str]:
    """The quotes, each with its marker behind it."""
    rows = {piece.passage.id for piece, _ in run if piece.passage.kind == "table_row"}
    dashed = _are_items(run) or len(rows) == len(run) > 1
    lines: list[str] = []
    for piece, quote in run:
        text = _labelled(piece) if piece.passage.kind == "table_row" else quote.quote
        whole = piece.start == 0 or piece.passage.kind != "table_row"
        dash = ITEM if dashed and whole and not _MARK.match(text) else ""
        lines.append(f"{dash}{text} [{quote.marker}]")
    return lines


def _labelled(row: Evidence) -> str:
    """A row's first cell as its title, then a line for each cell with the name of its column."""
    cells = _NEXT_CELL.split(row.text)
    if row.start == 0:
        cells[0] = _COLUMN.sub("", cells[0], count=1)
    return "\n".join(cells)
