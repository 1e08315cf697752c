"""The part of a document that lists its references, and the whole entries in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Section
from ingest.richtext import RichText, joined
from ingest.structuring.drafts import Draft, DraftKind

_NAMES = {
    "referenties",
    "referentielijst",
    "bibliografie",
    "literatuur",
    "literatuurlijst",
    "literatuuropgave",
    "bronnen",
    "bronnenlijst",
    "geraadpleegde bronnen",
    "geraadpleegde literatuur",
    "references",
    "reference list",
    "bibliography",
    "works cited",
    "sources",
    "références",
    "bibliographie",
}
# Authors, then the year or "no date" in brackets: so an entry in APA style begins.
_ENTRY_START = re.compile(
    r"^[^\n]{1,300}?\((?:\d{4}|z\.\s?d\.|n\.\s?d\.|s\.\s?d\.|in druk|in press)[^()]{0,30}\)"
)
_PERSON_START = re.compile(r"^[A-ZÀ-Þ][\w'’ -]{1,40}, (?:[A-ZÀ-Þ]\.[\s-]?)+\s*\S")
_TEXTS: frozenset[DraftKind] = frozenset({"paragraph", "item", "subtitle"})


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """A whole entry: its text, its section, and (first character, element) of its parts."""

    text: RichText
    section: str
    offsets: tuple[tuple[int, int], ...]


def is_reference_section(section: Section) -> bool:
    """Whether a section is the list of references, by its title."""
    return section.title.strip(" .:").lower() in _NAMES


def reference_entries(drafts: Sequence[Draft]) -> list[ReferenceEntry]:
    """Join what belongs to one entry: a link on its own line, a rest on the next page.

    Args:
        drafts: The drafts of the reference section.
    """
    grouped: list[list[Draft]] = []
    for draft in drafts:
        if draft.kind not in _TEXTS or not draft.text:
            continue
        if grouped and not _begins(draft, grouped[-1]):
            grouped[-1].append(draft)
        else:
            grouped.append([draft])
    return [_entry(group) for group in grouped]


def _begins(draft: Draft, before: Sequence[Draft]) -> bool:
    """Whether a draft begins an entry; one without a year does so too, after a whole entry."""
    text = draft.text.text
    if _ENTRY_START.match(text):
        return True
    whole = any(_ENTRY_START.match(part.text.text) for part in before)
    return whole and (draft.kind == "item" or bool(_PERSON_START.match(text)))


def _entry(group: Sequence[Draft]) -> ReferenceEntry:
    offsets: list[tuple[int, int]] = []
    start = 0
    for draft in group:
        offsets += ((start + offset, element) for offset, element in draft.offsets())
        start += len(draft.text.text) + 1
    return ReferenceEntry(joined(draft.text for draft in group), group[0].section, tuple(offsets))
