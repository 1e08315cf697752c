"""Questions that ask two things: "Wat is TIP en wie kan het aanvragen?".

Only the question's words are read here; what each part gets is `assistant.quoting.part_answers`.
"""

import re
from dataclasses import dataclass
from functools import cache

from assistant.answer import Language
from assistant.follow_ups.words import SIGNS
from assistant.understanding.question import LONGEST_READ, question_kind

# Words of the shortest first part: "Wat is TIP"; "Welk Europees potje" still lacks its verb.
FEWEST_WORDS = 3
FEWEST_WITHOUT_VERB = 4

_COMPARES = (
    r"\b(?:verschil\w*|vergelijk\w*|overeenkomst\w*|gemeen|differ\w*|compar\w*|common|"
    r"différ\w*|commun)\b"
)
_JOINED_BY = {"nl": "en", "en": "and", "fr": "et"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The two things that a question asks, as asked; the second may lean on the first."""

    first: str
    second: str


def parts_of(text: str, language: Language) -> Parts | None:
    """Return the two parts of a question, None when it asks one thing.

    Two ways of asking joined by "en", or two sentences that both ask, make two parts. A comparison
    ("Wat is het verschil tussen A en B?") asks one thing.
    """
    read = " ".join(text[:LONGEST_READ].replace("’", "'").split())
    if re.search(_COMPARES, read, re.IGNORECASE):
        return None
    for pattern in _patterns(language):
        found = pattern.search(read)
        if not found:
            continue
        first = read[: found.start()].rstrip(" ,;?!.")
        second = read[found.start("second") :].rstrip(" ?!.")
        if len(first.split()) >= _fewest_words(first, language) and _asks(first, language):
            return Parts(f"{first}?", f"{second[:1].upper()}{second[1:]}?")
    return None


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    asking = SIGNS[language].interrogative
    joined = _JOINED_BY[language]
    return (
        re.compile(rf"\?\s+(?:{joined}\s+)?(?P<second>{asking}.*)", re.IGNORECASE),
        re.compile(rf"(?:,\s*|\s){joined}\s+(?P<second>{asking}.*)", re.IGNORECASE),
    )


def _fewest_words(clause: str, language: Language) -> int:
    signs = SIGNS[language]
    counting = re.match(signs.counting, clause, re.IGNORECASE)
    verb = re.search(rf"\b(?:{signs.verbs})\b", clause, re.IGNORECASE)
    return FEWEST_WITHOUT_VERB if counting and not verb else FEWEST_WORDS


def _asks(clause: str, language: Language) -> bool:
    """Whether a clause asks; "over wie" before "en wat" is not a clause of its own."""
    asking = SIGNS[language].interrogative
    if re.search(rf"\b{asking}$", clause, re.IGNORECASE):
        return False
    return (
        re.search(rf"\b{asking}", clause, re.IGNORECASE) is not None
        or question_kind(clause, language) == "yes_no"
    )
