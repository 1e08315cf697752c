"""Where sentences begin and end in Dutch, English and French policy prose."""

import re

# Words after which a full stop does not end a sentence.
_ABBREVIATIONS = frozenset(
    """
    bv bijv o.a o.m m.b.t i.k.v i.v.m t.a.v t.o.v d.m.v n.a.v e.d e.a a.d.h.v z.d n.d s.d z.j p pp
    blz nr nrs vgl cf resp ca dr prof ir ing mr mevr dhr st al vs art hfst fig tab jl ed eds red
    vert vol ibid i.e e.g excl incl min max tel afb bijl no ch mme
    """.split()
)
# These end many a sentence as well: there the capital after them decides.
_OFTEN_FINAL = frozenset("etc enz".split())
_CANDIDATE = re.compile(r"[.!?…]+[\"”’')\]»]*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+)?(?=\s)")
_LAST_WORD = re.compile(r"[\w.&-]*$")
_OPENS = re.compile(r"[\"“‘'(\[«–-]*\s*[^\W_a-zà-öø-ÿ]")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of each sentence; together they cover all but white space.

    Args:
        text: Clean text; a line break always ends a sentence.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in _ends(line[0]):
            spans.append((start, line.start() + end))
            start = line.start() + end
        spans.append((start, line.end()))
    return tuple(trimmed for span in spans if (trimmed := _trimmed(text, *span)))


def _ends(line: str) -> list[int]:
    return [match.end() for match in _CANDIDATE.finditer(line) if _is_end(line, match)]


def _is_end(line: str, match: re.Match[str]) -> bool:
    rest = line[match.end() :].lstrip()
    if not rest or not _OPENS.match(rest):
        return False
    if _open_bracket(line[: match.end()]):
        return False
    if match[0][0] != ".":
        return True
    found = _LAST_WORD.search(line[: match.start()])
    word = found[0].lower().lstrip("(") if found else ""
    if word in _OFTEN_FINAL:
        return True
    initial = len(word) == 1 and word.isalpha()
    marker = word.isdigit() and not line[: match.start() - len(word)].strip()
    return not (word in _ABBREVIATIONS or initial or marker)


def _open_bracket(text: str) -> bool:
    """Whether the last bracket was opened less than 200 characters ago and is still open."""
    return text.rfind("(", max(0, len(text) - 200)) > text.rfind(")")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return (start, end) if start < end else None
