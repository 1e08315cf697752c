"""A short exact answer, only where it is itself a span of a quote: a name, a number, a year.

What the form of the quotes shows to be the answer comes first; else the value of the sort asked
for that stands nearest to the words of the question.
"""

from collections.abc import Sequence

from assistant.quoting.evidence_span import Evidence
from assistant.short_answers.asked_value import Sort, asked_value
from assistant.short_answers.nearest_value import nearest_value
from assistant.short_answers.short_answer_names import read_short
from assistant.understanding.question import Analysis

NAMED: frozenset[Sort] = frozenset({"person", "place", "name"})
ENOUGH = 0.7
# A name in more than this share of the passages found tells nothing.
COMMON_SHARE = 0.3


def short_answer(
    analysis: Analysis,
    evidence: Sequence[Evidence],
    found: Sequence[str] = (),
    enough: float = ENOUGH,
) -> str | None:
    """Return a value of the sort asked for, as it stands in a quote, or None.

    A wrong short answer harms more than none: where a second value fits nearly as well, there is
    no short answer.

    Args:
        analysis: The question taken apart.
        evidence: The spans that will be quoted, in order.
        found: Texts of the passages found; a name in many of them, or written small in one, is
            not what tells this answer from others.
        enough: How well the value must stand out; near two words of the question is about 1.
    """
    asked = asked_value(analysis) if evidence else None
    if asked is None:
        return None
    # Where a value must stand out enough to answer by itself, its form alone does not show it.
    read = read_short(analysis, asked, evidence) if enough <= ENOUGH else None
    if read is None and asked.sure:
        read = nearest_value(analysis, asked, evidence, enough)
    if read is not None and asked.sort in NAMED and _tells_nothing(read, found):
        return None
    return read


def _tells_nothing(name: str, found: Sequence[str]) -> bool:
    """Whether a name is all over what was found, or is an ordinary word with a capital."""
    small = name.lower()
    common = sum(_holds(text, name, "_") for text in found) > COMMON_SHARE * len(found)
    ordinary = small != name and any(_holds(text, small, "_-") for text in found)
    return bool(found) and (common or ordinary)


def _holds(text: str, name: str, joining: str) -> bool:
    """Whether a text holds a name that no letter, figure or joining sign touches."""
    place = text.find(name)
    while place >= 0:
        beside = (text[place - 1 : place], text[place + len(name) : place + len(name) + 1])
        if not any(sign.isalnum() or (sign and sign in joining) for sign in beside):
            return True
        place = text.find(name, place + 1)
    return False
