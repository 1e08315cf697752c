"""A piece of evidence, and the arithmetic of spans: words, neighbours, cutting to a budget."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.passage import Passage

_FIRST_CELL = re.compile(r"\A[^:;]{1,40}: ([^;]{2,60})(?:;|\Z)")
_CLAUSE_END = re.compile(r"[;:,)–—](?=\s)|\s(?=[–(])|\s-(?=\s)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A literal span of a passage that helps to answer, with its score (about 0..2, rounded)."""

    passage: Passage
    start: int
    end: int
    score: float

    @property
    def text(self) -> str:
        """The span's words."""
        return self.passage.text[self.start : self.end]


def without_citations(piece: Evidence) -> str:
    """Return the words of a piece with its citations blank: their years are not its subject."""
    text = piece.text
    if piece.passage.kind == "reference":
        return text
    for reference in piece.passage.references:
        start, end = reference.start - piece.start, reference.end - piece.start
        if 0 <= start < end <= len(text):
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def word_count(text: str) -> int:
    """Return the number of words, split at white space."""
    return len(text.split())


def trimmed(evidence: Evidence) -> Evidence:
    """Return the same span without white space at either side."""
    text = evidence.text
    return replace(
        evidence,
        start=evidence.start + len(text) - len(text.lstrip()),
        end=evidence.end - (len(text) - len(text.rstrip())),
    )


def merged(pieces: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Join spans of one passage that touch or overlap; white space or a semicolon may lie between.

    The order is that of the first piece of each passage; within a passage that of the text.
    """
    by_passage: dict[str, list[Evidence]] = {}
    for piece in pieces:
        by_passage.setdefault(piece.passage.id, []).append(piece)
    result: list[Evidence] = []
    for group in by_passage.values():
        joined: list[Evidence] = []
        for piece in sorted(group, key=lambda one: (one.start, one.end)):
            last = joined[-1] if joined else None
            if last and not piece.passage.text[last.end : piece.start].strip(" ;\n"):
                joined[-1] = replace(
                    last, end=max(last.end, piece.end), score=max(last.score, piece.score)
                )
            else:
                joined.append(piece)
        result += joined
    return tuple(result)


def clipped(evidence: Evidence, words: int) -> Evidence:
    """Return the span's beginning of at most `words` words, cut at the end of a clause.

    When the last clause that fits would leave less than half the words, the cut falls between two
    words instead.
    """
    found = list(re.finditer(r"\S+", evidence.text))
    if len(found) <= words:
        return evidence
    if words <= 0:
        return replace(evidence, end=evidence.start)
    hard = found[words - 1].end()
    clauses = [
        match.start() for match in _CLAUSE_END.finditer(evidence.text) if match.start() <= hard
    ]
    half = found[(words - 1) // 2].start()
    end = clauses[-1] if clauses and clauses[-1] >= half else hard
    return trimmed(replace(evidence, end=evidence.start + end))


def is_shortened(evidence: Evidence) -> bool:
    """Whether the span stops in the middle of a sentence."""
    return any(start < evidence.end < end for start, end in evidence.passage.sentences)


def first_cell(row: str) -> str | None:
    """Return what stands under the first column of a row ("Project: Op de tast; …"), or None."""
    found = _FIRST_CELL.match(row)
    return found.group(1) if found else None
