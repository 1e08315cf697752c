"""The line before quotes ("Volgens § 5.1.1 (Europees niveau):"), in the question's language.

It says where the quotes stand or what they are, never what they say: it holds no fact and no
marker. The wordings are in `phrases/*.toml`, the fullest first; the first is taken of which every
hole is known and that has room.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Literal

from assistant.answer import Language, Quote
from assistant.quoting.evidence_span import word_count
from assistant.understanding.question_words import NUMBER_WORDS
from assistant.wording.phrases import frames, joined, language_name
from ingest.address import SHIPPED

FrameKind = Literal["said", "place", "list", "introduced", "rows", "footnote", "source", "entries"]

MOST_WORDS = 8
# Titles with other signs than these could be taken for the end of a sentence, or for a marker.
_PLAIN_TITLE = re.compile(r"[\w '’&,/–-]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """What can be said of a list that is quoted.

    Attributes:
        count: How many items it has, None when it is not quoted whole or that is not known.
        noun: What they are, in a word of both the list's lead-in and the question; else None.
    """

    count: int | None = None
    noun: str | None = None


def frame(
    kind: FrameKind,
    language: Language,
    quotes: Sequence[Quote],
    room: int,
    listed: Listed | None = None,
    table: str | None = None,
) -> str:
    """Return the line before some quotes, "" when nothing useful fits.

    Args:
        kind: What the quotes are, or what was asked for.
        language: That of the question.
        quotes: The quotes that follow the line.
        room: Words that it may have at most.
        listed: What is known of the list that they are.
        table: Number of the table that they are rows of.
    """
    holes = {
        **_places(quotes, language),
        "tongue": _tongue(quotes, language),
        "number": _in_words(listed, language),
        "noun": listed.noun if listed else None,
        "table": table,
    }
    for wording in frames(kind, language):
        asked = [name for _, name, _, _ in Formatter().parse(wording) if name]
        if all(holes.get(name) for name in asked):
            line = wording.format_map(holes)
            if word_count(line) <= min(room, MOST_WORDS):
                return line
    return ""


def _places(quotes: Sequence[Quote], language: Language) -> Mapping[str, str | None]:
    """Where the quotes stand: one section with its title, or several."""
    sections = tuple(dict.fromkeys((quote.document, quote.section) for quote in quotes))
    if not sections or not all(section for _, section in sections):
        return {}
    known = {(quote.document, quote.section): quote for quote in quotes}
    placed = [_place(known[one]) for one in sections]
    documents = {document for document, _ in sections}
    several = joined(placed, language) if len(sections) > 1 else None
    if len(sections) > 1:
        return {"places": several if all(placed) and documents == {SHIPPED} else None}
    quote = quotes[0]
    numbered = quote.section[:1].isdigit()
    title = quote.section_title if _PLAIN_TITLE.fullmatch(quote.section_title) else None
    notes = {_footnote(one) for one in quotes}
    return {
        "place": placed[0] or None,
        "section": quote.section if numbered else None,
        "part": None if numbered else title,
        "title": title if numbered else None,
        "document": None if quote.document == SHIPPED else quote.document,
        "footnote": notes.pop() if len(notes) == 1 else None,
    }


def _place(quote: Quote) -> str:
    """Return "§ 4.1" or "§ Samenvatting"; "" for a part without a plain title."""
    if quote.section[:1].isdigit():
        return f"§ {quote.section}"
    plain = _PLAIN_TITLE.fullmatch(quote.section_title)
    return f"§ {quote.section_title}" if plain else ""


def _footnote(quote: Quote) -> str | None:
    found = re.fullmatch(r"(?:.*:)?fn(\d+)", quote.passage)
    return found.group(1) if found else None


def _tongue(quotes: Sequence[Quote], language: Language) -> str | None:
    """What language the quotes are in, where that is one and not the question's."""
    spoken = {quote.lang for quote in quotes}
    tag = spoken.pop() if len(spoken) == 1 else None
    own = tag.partition("-")[0].lower() if tag else None
    return language_name(own, language) if own and own != language else None


def _in_words(listed: Listed | None, language: Language) -> str | None:
    words = NUMBER_WORDS[language].split()
    count = listed.count if listed else None
    return words[count - 2] if count and 2 <= count < len(words) + 2 else None
