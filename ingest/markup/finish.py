"""What all flowing documents need last: numbers of headings, and a printed table of contents."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.elements import (
    ContentsLine,
    Element,
    FootnoteLine,
    HeadingLine,
    ListLine,
    Reading,
    TextLine,
)
from ingest.richtext import RichText

_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3})+)\.?\s+(?=\S)|(\d{1,3})[.)]\s+(?=\S)")
_BARE = re.compile(r"(\d{1,2})\s+(?=\S)")
_CHAPTER = re.compile(
    r"(?:hoofdstuk|chapter|chapitre)\s+(\d{1,3})\s*[.:–—-]?\s+(?=\S)", re.IGNORECASE
)
_CONTENTS_TITLES = frozenset(
    (
        "inhoud",
        "inhoudsopgave",
        "inhoudstafel",
        "contents",
        "table of contents",
        "table des matières",
    )
)
_NOTES_TITLES = frozenset(
    ("voetnoten", "voetnoot", "noten", "eindnoten", "footnotes", "notes", "endnotes")
)
_PAGE = re.compile(r"(?:[\s.…·_]*[\t.…·_][\s.…·_]*|\s+)(\d{1,4})\s*$")
_SHARE_OF_HEADINGS = 0.8
_FEWEST_LINES = 3


def contents_line(text: str) -> ContentsLine:
    """Take a line of a table of contents apart: "1.2 Doel ..... 7"."""
    page = _PAGE.search(text)
    if page:
        text = text[: page.start()]
    number, length = _number(RichText(text.strip()), bare=True)
    title = " ".join(text.strip()[length:].split()).rstrip(" .…")
    return ContentsLine(number, title, int(page[1]) if page else None)


def finished(
    elements: Iterable[Element], title: str, metadata: Iterable[tuple[str, str]]
) -> Reading:
    """Number the headings, recognise the table of contents and make a flowing `Reading`.

    A document that states no title has that of its only highest heading, if that comes first.
    """
    found = _numbered(list(elements))
    found = _without_idle_titles(_contents(found))
    return Reading(tuple(found), "flowing", title or _only_title(found), tuple(metadata))


def _number(title: RichText, bare: bool) -> tuple[str | None, int]:
    for pattern in (_CHAPTER, _DOTTED, _BARE) if bare else (_CHAPTER, _DOTTED):
        if match := pattern.match(title.text):
            return next(group for group in match.groups() if group), match.end()
    return None, 0


def _numbered(elements: list[Element]) -> list[Element]:
    bare = _counts_bare([e.title.text for e in elements if isinstance(e, HeadingLine)])
    found: list[Element] = []
    for element in elements:
        if isinstance(element, HeadingLine):
            number, length = _number(element.title, bare)
            rest = element.title.piece(length, len(element.title.text))
            element = replace(element, title=rest, number=number)
        found.append(element)
    return found


def _counts_bare(titles: list[str]) -> bool:
    """Whether "1 Inleiding" without a dot is a number here: such numbers must count up from 1."""
    bare = [int(match[1]) for title in titles if (match := _BARE.match(title))]
    dotted = any(_DOTTED.match(title) for title in titles)
    return bare == list(range(1, len(bare) + 1)) and (len(bare) > 1 or (bool(bare) and dotted))


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _contents(elements: list[Element]) -> list[Element]:
    """Turn runs of lines that repeat the document's headings into lines of contents."""
    titles = {_folded(e.title.text) for e in elements if isinstance(e, HeadingLine)}
    found: list[Element] = []
    place = 0
    while place < len(elements):
        end = place
        while end < len(elements) and isinstance(elements[end], ListLine | TextLine):
            end += 1
        run = elements[place:end]
        lines = [contents_line(e.text.text) for e in run if isinstance(e, ListLine | TextLine)]
        found += _run(run, lines, titles)
        if end < len(elements):
            found.append(elements[end])
        place = end + 1
    return found


def _run(run: list[Element], lines: list[ContentsLine], titles: set[str]) -> list[Element]:
    """Replace the stretch of a run that is a table of contents, if it holds one."""
    known = [bool(line.title) and _folded(line.title) in titles for line in lines]
    if sum(known) < _FEWEST_LINES:
        return run
    first, last = known.index(True), len(known) - known[::-1].index(True)
    if sum(known[first:last]) < _SHARE_OF_HEADINGS * (last - first):
        return run
    return [*run[:first], *lines[first:last], *run[last:]]


def _without_idle_titles(elements: list[Element]) -> list[Element]:
    """Leave out the heading "Inhoud" above contents and "Voetnoten" above footnotes."""
    idle = ((ContentsLine, _CONTENTS_TITLES), (FootnoteLine, _NOTES_TITLES))
    found: list[Element] = []
    for place, element in enumerate(elements):
        after = elements[place + 1] if place + 1 < len(elements) else None
        if isinstance(element, HeadingLine | TextLine) and any(
            isinstance(after, kind) and _folded(_words(element)) in names for kind, names in idle
        ):
            continue
        found.append(element)
    return found


def _words(element: HeadingLine | TextLine) -> str:
    return element.title.text if isinstance(element, HeadingLine) else element.text.text


def _only_title(elements: list[Element]) -> str:
    headings = [e for e in elements if isinstance(e, HeadingLine)]
    if not headings or headings[0].number is not None:
        return ""
    highest = [h for h in headings if h.level == min(h.level or 9 for h in headings)]
    alone = len(highest) == 1 and highest[0] is headings[0]
    return headings[0].title.text if alone else ""
