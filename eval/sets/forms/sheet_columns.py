"""The columns of a sheet of questions: their names in Dutch and English, and how a cell is read."""

import dataclasses
import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

# How a cell holds its value: one text; a list; or groups of alternatives.
CellKind = Literal["text", "list", "tags", "groups"]


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        field: The field of the record, or "turn" for the number of a turn.
        heading: What a written file calls it.
        others: What else it may be called.
        kind: How its cells hold their value.
        width: Of the column, in characters.
        of_turn: Whether it belongs to a turn and not to the whole dialogue.
        choices: What may be chosen in a written Excel file, () for anything.
        words: What else may stand for a choice.
    """

    field: str
    heading: str
    others: str
    kind: CellKind = "text"
    width: int = 12
    of_turn: bool = False
    choices: tuple[str, ...] = ()
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)


_LANGUAGES = {
    "nederlands": "nl",
    "engels": "en",
    "frans": "fr",
    "dutch": "nl",
    "english": "en",
    "french": "fr",
}
_LEVELS = {
    "makkelijk": "easy",
    "gemakkelijk": "easy",
    "eenvoudig": "easy",
    "gemiddeld": "medium",
    "middel": "medium",
    "moeilijk": "hard",
}
_STATUSES = {
    "beantwoord": "answered",
    "niet in dossier": "not_in_dossier",
    "niet in het dossier": "not_in_dossier",
    "verduidelijking nodig": "needs_clarification",
    "onduidelijk": "needs_clarification",
    "buiten bereik": "out_of_scope",
    "geweigerd": "refused",
}
_STATUS_CHOICES = ("answered", "not_in_dossier", "needs_clarification", "out_of_scope", "refused")
_TRUTHS = ("ja", "nee")

COLUMNS = (
    Column("id", "id", "kenmerk identificatie", width=14),
    Column("turn", "beurt", "turn", width=7, of_turn=True),
    Column("question", "vraag", "question", width=60, of_turn=True),
    Column(
        "language",
        "taal",
        "language lang",
        width=7,
        choices=("nl", "en", "fr"),
        words=_LANGUAGES,
    ),
    Column("split", "deel", "split", width=7, choices=("dev", "test")),
    Column("tags", "labels", "tags label tag", "tags", width=20),
    Column(
        "difficulty",
        "moeilijkheid",
        "difficulty moeilijkheidsgraad",
        choices=("easy", "medium", "hard"),
        words=_LEVELS,
    ),
    Column(
        "status",
        "status",
        "",
        "list",
        width=16,
        of_turn=True,
        choices=_STATUS_CHOICES,
        words=_STATUSES,
    ),
    Column("facts", "feiten", "facts feit fact", "groups", width=50, of_turn=True),
    Column("forbidden", "verboden", "forbidden verbodenfeiten", "list", width=30, of_turn=True),
    Column("sections", "secties", "sections sectie section", "groups", width=14, of_turn=True),
    Column("passages", "passages", "passage", "groups", width=22, of_turn=True),
    Column(
        "references",
        "bronnen",
        "references bron reference referenties referentie",
        "groups",
        width=30,
        of_turn=True,
    ),
    Column(
        "short_answer",
        "kort antwoord",
        "shortanswer kortantwoorden shortanswers",
        "list",
        width=22,
        of_turn=True,
    ),
    Column("max_words", "max woorden", "maxwords maximumwoorden maxaantalwoorden", of_turn=True),
    Column("must_pass", "moet slagen", "mustpass", choices=_TRUTHS),
    Column("reviewed", "nagelezen", "reviewed nagelezenop"),
    Column("draft", "concept", "draft", width=9, choices=_TRUTHS),
)


def heading_key(words: str) -> str:
    """Return a heading without case, accents, spaces and marks: "Kort antwoord:" and back."""
    folded = unicodedata.normalize("NFKD", words.casefold())
    return re.sub(r"[^a-z0-9]", "", folded)


COLUMN_OF = {
    heading_key(name): column
    for column in COLUMNS
    for name in (column.field, column.heading, *column.others.split())
}
