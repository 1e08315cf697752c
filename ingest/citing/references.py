"""Take the entries of a reference list apart: authors, year, title, container, publisher, links.

It reads APA-like entries, with or without italics. `citations` finds who cites them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.citing.reference_names import cited_names, leading_persons, split_authors, year_slug
from ingest.document import PageMark, Reference
from ingest.richtext import RichText
from ingest.slug import slug

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?|[zns]\.\s?d\.?(?:\s?-?[a-z])?|in druk|in press|te verschijnen"
_YEAR_GROUP = re.compile(
    rf"\(\s*(?P<date>(?P<year>{_YEAR})(?:\s*[,/–-]\s*[^()]{{1,40}})?)\s*\)", re.IGNORECASE
)
_BARE_YEAR = re.compile(r"(?<=[.,])\s+(?P<date>(?P<year>(?:19|20)\d\d[a-z]?))(?=[.,:])")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_DOI = re.compile(r"(?:doi\.org/|/doi/(?:\w+/)?|doi:\s*)(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)
_ACCESSED = re.compile(
    r"(?:Geraadpleegd|Opgehaald|Laatst geraadpleegd|Retrieved|Accessed|Consulté)\b.*$"
)
_LOCATED = re.compile(r",\s*(?:[A-Z]{1,2}\s)?\d[\d\s/()A-Z.,:–-]*\.?$")
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\bnr)(?<!\bNr)(?<!\bvol)(?<!\bVol)(?<!\bbv)[.](?=\s+|$)")
_IN_CONTAINER = re.compile(r"(?<=[)?!])\s+(?=In:?\s+[A-Z])")
_NUMBERED_REMARK = re.compile(r"\b(?:nr|no|n°|vol|deel|nummer)\b\.?\s*\d|^\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Body:
    """What follows the year in an entry."""

    title: str = ""
    container: str = ""
    publisher: str = ""


def parse_references(
    entries: Sequence[tuple[RichText, tuple[PageMark, ...]]],
) -> tuple[Reference, ...]:
    """Take the entries of a reference list apart.

    A key is the slug of the names as one would cite them, then the year without dots:
    one author "kunstenpunt-2025", two "janssens-boogaarts-2024", three or more
    "goffin-et-al-2023", no date "morpho-zda". A key that is already taken gets the first free
    letter from "b" on; the first entry keeps its key, so that adding an entry changes no address.
    A long name is cut off (see `ingest.slug`). An organisation is one author, whatever commas and
    ampersands stand in its name.

    Args:
        entries: One pair of clean text and page marks for every entry, in printed order.
            Italics, where they are marked, tell where the title ends.

    Returns:
        One reference for every entry that holds text, in the same order.
    """
    parsed = [_parse_entry(text, pages) for text, pages in entries if text.text.strip()]
    natural = {reference.key for reference in parsed}
    taken: set[str] = set()
    result = []
    for reference in parsed:
        key = reference.key
        if key in taken:
            key = next(
                free
                for free in (f"{key}{suffix}" for suffix in _letters())
                if free not in taken and free not in natural
            )
        taken.add(key)
        result.append(replace(reference, key=key, address=f"ref-{key}"))
    return tuple(result)


def _letters() -> list[str]:
    alphabet = "bcdefghijklmnopqrstuvwxyz"
    return [*alphabet, *(f"{first}{second}" for first in alphabet for second in alphabet)]


def _parse_entry(rich: RichText, pages: tuple[PageMark, ...]) -> Reference:
    text = rich.text
    url, url_start = _find_url(rich)
    described = text[:url_start]
    found = _YEAR_GROUP.search(described) or _BARE_YEAR.search(described)
    if found:
        names, year, date = text[: found.start()], found["year"], found["date"]
        body = _parse_body(rich, found.end(), url_start)
    else:
        end = _end_of_names(rich, described)
        names, year, date = described[:end].rstrip(), "", ""
        body = _parse_body(rich, end, url_start)
    authors = split_authors(names)
    cited = cited_names(authors)
    key = "-".join(part for part in (slug(cited), year_slug(year)) if part)
    doi = _DOI.search(text)
    return Reference(
        address=f"ref-{key}",
        key=key,
        authors=authors,
        year=year,
        date=date if date != year else "",
        title=body.title,
        container=body.container,
        publisher=body.publisher,
        doi=_trimmed(doi[1]) if doi else "",
        url=url,
        entry=text,
        label=", ".join(part for part in (cited, year) if part),
        text=rich,
        pages=pages,
    )


def _end_of_names(rich: RichText, described: str) -> int:
    """Return where the authors of an entry without a year end: at its title, or a sentence."""
    if persons := leading_persons(described):
        return persons
    titles = [mark.start for mark in rich.marks if mark.kind == "italic" and mark.start]
    if titles and min(titles) < len(described):
        return min(titles)
    sentence = _SENTENCE_END.search(described)
    return sentence.end() if sentence else len(described)


def _find_url(rich: RichText) -> tuple[str, int]:
    """Return the entry's link and where it starts; ("", length) when there is none.

    A link that a line break cut is joined again where the cut is visible: the first part ends in
    a connecting character and the next starts in lower case or with a digit.
    """
    text = rich.text
    found = _URL.search(text)
    if found is None:
        targets = [m.target for m in rich.marks if m.kind == "link" and _URL.match(m.target)]
        return (targets[-1] if targets else "", len(text))
    url = found[0]
    following = text[found.end() :]
    while url[-1] in "/-_=&?%" and (part := re.match(r"\s+([a-z0-9%?&=_~][^\s<>\"]*)", following)):
        url += part[1]
        following = following[part.end() :]
    return _as_linked(rich, found.start(), _trimmed(url)), found.start()


def _as_linked(rich: RichText, start: int, url: str) -> str:
    """Return the target of the link that the printed one carries, where only a hyphen differs.

    A typesetter may have hyphenated the printed link at the end of a line.
    """
    bare = url.replace("-", "")
    for mark in rich.marks:
        if mark.kind == "link" and mark.start <= start < mark.end:
            # A link cut by a line is printed in pieces, each with the whole target.
            target = _trimmed(mark.target)
            if target.replace("-", "").startswith(bare) and _URL.match(target):
                return target
    return url


def _trimmed(url: str) -> str:
    """Drop the punctuation that closes the sentence, keeping balanced parentheses."""
    while url and (url[-1] in ".,;>" or (url[-1] == ")" and url.count("(") < url.count(")"))):
        url = url[:-1]
    return url


def _parse_body(rich: RichText, start: int, end: int) -> _Body:
    """Take title, container and publisher from the text between year and link."""
    text = rich.text
    start += len(text[start:end]) - len(text[start:end].lstrip(" .:,"))
    marked_end = _italic_end(rich, start, end)
    if marked_end > start:
        title = text[start:marked_end].strip(" .,")
        rest = text[marked_end:end]
    else:
        pieces = _pieces(text[start:end])
        title, rest = (pieces[0] if pieces else ""), ". ".join(pieces[1:])
    remark, rest = _leading_remark(rest.lstrip(" .,;:"))
    pieces = _pieces(rest)
    while pieces and pieces[0] == pieces[0].lower():
        title = f"{title}. {pieces.pop(0)}"
    containers = [piece for piece in pieces if _is_container(piece)]
    others = [piece for piece in pieces if not _is_container(piece)]
    publisher = others.pop() if others else ""
    if marked_end:
        containers += others
    else:
        # without italics nothing tells a title of two sentences from a title and a series
        title = ". ".join((title, *others))
    if _NUMBERED_REMARK.search(remark):
        containers.append(remark)
    return _Body(title, ", ".join(_without_in(piece) for piece in containers), publisher)


def _italic_end(rich: RichText, start: int, end: int) -> int:
    """Return where the italics at `start` end, 0 when there are none; a line break cuts none."""
    reached = 0
    for mark in sorted(rich.marks, key=lambda mark: mark.start):
        if mark.kind == "italic" and (
            mark.start <= start < mark.end
            or (reached and not rich.text[reached : mark.start].strip())
        ):
            reached = max(reached, mark.end)
    return min(reached, end)


def _pieces(text: str) -> list[str]:
    """Cut a description at its full stops, leaving out when it was consulted."""
    text = _ACCESSED.sub("", " ".join(text.split()))
    text = _IN_CONTAINER.sub(". ", text)
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    parts = (text[a:b].strip(" .,;") for a, b in pairwise(cuts))
    return [part for part in parts if part]


def _leading_remark(text: str) -> tuple[str, str]:
    """Split off a remark in parentheses right after the title: its text, and what follows."""
    if not text.startswith("("):
        return "", text
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return text[1:position], text[position + 1 :].lstrip(" .,;:")
    return "", text


def _is_container(piece: str) -> bool:
    return piece.startswith(("In ", "In: ")) or _LOCATED.search(piece) is not None


def _without_in(piece: str) -> str:
    return re.sub(r"^In:?\s+", "", piece)
