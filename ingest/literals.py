"""Numbers, amounts, percentages, dates, years, names, acronyms and links in a text.

Each has a value in which spellings compare equal: `1.250,50` is "1250.5", `1 januari 2027` and
`1-1-2027` are "2027-01-01", "twaalf", "twelve" and "12" are "12".
"""

import re
from dataclasses import dataclass

from ingest.literal_kinds.dates import DATE_FORMS
from ingest.literal_kinds.form import Form, LiteralKind
from ingest.literal_kinds.names import find_names, is_acronym
from ingest.literal_kinds.numbers import NUMBER_FORMS, PLAIN_NUMBER


@dataclass(frozen=True, slots=True)
class LiteralSpan:
    """A stretch of text that states a value that must not change.

    Attributes:
        kind: What it is; a decade ("jaren negentig") is a "year_range", days "3 tot 5 mei" are
            one "date".
        start: First character in the text.
        end: One past the last character.
        text: The characters themselves.
        value: The value in one spelling: a plain decimal ("2715", "70.6%", "1250.5 EUR"), an ISO
            date ("2027-01-01", "2022-06", "--05-21" without its year), a range with a slash
            ("2021/2025"), a name in lower case without accents or article.
    """

    kind: LiteralKind
    start: int
    end: int
    text: str
    value: str


def _read_url(match: re.Match[str], _language: str) -> str:
    address = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0], flags=re.IGNORECASE)
    host, slash, path = address.partition("/")
    return (host.lower() + slash + path).rstrip("/")


_URL = Form(
    "url",
    re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:)\]]", re.IGNORECASE),
    _read_url,
)
# A form takes its characters from those after it.
_FORMS = (_URL, *DATE_FORMS[:-1], *NUMBER_FORMS, DATE_FORMS[-1], PLAIN_NUMBER)
_TAKEN = "\x00"


def find_literals(
    text: str, language: str = "nl", known: frozenset[str] = frozenset()
) -> tuple[LiteralSpan, ...]:
    """Return the values that `text` states, in order and without overlap.

    Args:
        text: Any text.
        language: "nl", "en" or "fr"; decides what "1.250" and "1,250" mean.
        known: Words that are names even at the start of a sentence, such as
            `ingest.literal_kinds.names.words_of_names` collects from a whole document.
    """
    left = text
    found: list[LiteralSpan] = []
    for form in _FORMS:
        kept, position = [], 0
        for match in form.regex.finditer(left):
            value = form.read(match, language)
            if value is not None:
                start, end = match.span()
                found.append(LiteralSpan(form.kind, start, end, text[start:end], value))
                kept += [left[position:start], _TAKEN * (end - start)]
                position = end
        left = "".join((*kept, left[position:]))
    for start, end, value in find_names(left, known):
        name = text[start:end]
        kind: LiteralKind = "acronym" if is_acronym(name) else "name"
        found.append(LiteralSpan(kind, start, end, name, value))
    return tuple(sorted(found, key=lambda span: span.start))
