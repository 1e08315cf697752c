"""Answers that are lists: a list of the text, or paragraphs that each open with a title.

Given is the whole list when it fits the word budget, else the beginning of each item.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.quoting.evidence_span import Evidence, clipped, merged, trimmed, word_count
from assistant.understanding.question import Analysis
from index.hit import Hit
from index.query import Query
from index.store import Index
from ingest.address import in_document, section_address
from ingest.passage import Passage

HITS_READ = 12
LISTS_OF_SECTION = 4
SECTIONS_READ = 200
NAMED = 0.6
WHOLLY_NAMED = 0.85
FEWEST_ITEMS = 2
MOST_ITEMS = 15
MOST_ROWS = 40
COUNT_BONUS = 0.3
ASKED_BONUS = 0.25
# First letters by which a word is known again in another form.
STEM = 6
NAMED_BONUS = 2.0
FEWEST_ITEM_WORDS = 4

# "Datakloof: ..." and "**Duurzaamheid** ...: ..."; a paragraph that opens with its own title.
_TITLE = re.compile(r"[^.!?:;()]{3,90}:(?=\s)")
_LINE = re.compile(r"^[ \t]*(?P<mark>(?:[-•–*]|\d{1,2}[.)])[ \t]+)?(?P<item>\S.*)$", re.MULTILINE)
_TABLE = re.compile(r"\w+ (\d+)\b")
_LABEL = re.compile(r"[^:;]{1,40}: (?=\S)")
_NUMBERED = re.compile(r"\A(.*-p)(\d+)\Z")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that was found.

    Attributes:
        items: Its items in order, whole; all of one section.
        about: Words that say what the list is of: lead-in, title of the section, sub-block.
        score: How well it fits the question, about 0..2, rounded.
        named: Whether the question says the title of its section, all but word for word.
    """

    items: tuple[Evidence, ...]
    about: str
    score: float
    named: bool = False


def find_listing(
    analysis: Analysis, query: Query, hits: Sequence[Hit], index: Index
) -> Listing | None:
    """Return the list that best fits a question for a list, or None when none was found.

    Args:
        analysis: The question; a list of as many items as it asks for is preferred.
        query: The words that lists are compared with.
        hits: Passages found, best first.
        index: Judges relevance and holds the passages around those found.
    """
    found: dict[str, Listing] = {}
    named = _openings_of_named_sections(query, hits, index)
    for hit in (*hits[:HITS_READ], *named):
        wholly = hit in named and hit.score >= WHOLLY_NAMED
        for listing in _listings_at(hit, index):
            first = listing.items[0].passage.id
            if first not in found or found[first].score < listing.score:
                found[first] = replace(listing, named=wholly)
    if not found:
        return None
    relevance = index.relevance(query, [listing.about for listing in found.values()])
    scored = [
        replace(
            listing,
            score=round(
                listing.score
                + own
                + COUNT_BONUS * (analysis.count == len(listing.items))
                + ASKED_BONUS * _is_of_asked(listing, analysis)
                + NAMED_BONUS * _is_named(listing, analysis),
                6,
            ),
        )
        for listing, own in zip(found.values(), relevance, strict=True)
    ]
    return min(scored, key=lambda one: (not one.named, -one.score, one.items[0].passage.id))


def _is_of_asked(listing: Listing, analysis: Analysis) -> bool:
    """Whether the list is said to be of what is asked first: "Welke motieven ..."."""
    return any(word[:STEM] in listing.about.lower() for word in analysis.words[:1])


def named_table(analysis: Analysis, hits: Sequence[Hit], index: Index) -> Listing | None:
    """Return the table that a question names by its number, None without such a table.

    Args:
        analysis: The question ("Welke projecten staan in tabel 6?").
        hits: Passages found; a table of their documents goes before one of another.
        index: Holds the tables; the number is part of their addresses.
    """
    if analysis.kind != "table":
        return None
    near = {hit.passage.document for hit in hits}
    endings = tuple(f"-t{number}" for number in analysis.numbers)
    tables = [index.passage(one) for one in index.addresses if endings and one.endswith(endings)]
    for table in sorted(tables, key=lambda one: one.document not in near):
        rows = tuple(_rows(table.id, 1.0, index))
        if rows:
            return Listing(rows, rows[0].passage.context, 1.0)
    return None


def _is_named(listing: Listing, analysis: Analysis) -> bool:
    """Whether the question names this table by its number."""
    label = _TABLE.match(listing.about)
    return bool(label and analysis.kind == "table" and label.group(1) in analysis.numbers)


def quote_listing(listing: Listing, budget: int) -> tuple[Evidence, ...]:
    """Return the list as quotes of together at most `budget` words, markers counted as words.

    Items keep their beginning when the whole is too long, all about equally much.
    """
    for whole in _wholes(listing.items):
        if sum(word_count(piece.text) + 1 for piece in whole) <= budget:
            return whole
    items = listing.items
    lengths = [word_count(item.text) + 1 for item in items]
    share = _fair_share(lengths, budget)
    while share < FEWEST_ITEM_WORDS and len(items) > 1:
        items = items[:-1]
        share = _fair_share(lengths[: len(items)], budget)
    return tuple(_opening(item, share - 1) for item in items)


def _wholes(items: tuple[Evidence, ...]) -> Iterator[tuple[Evidence, ...]]:
    """The whole list as few quotes: with its lead-in, without it, or item by item."""
    first, last = items[0], items[-1]
    if first.passage.id == last.passage.id:
        yield (replace(first, start=0, end=len(first.passage.text)),)
        yield (replace(first, end=last.end),)
    yield merged(items)


def passage_or_none(index: Index, identifier: str) -> Passage | None:
    """Return the passage with this address, or None when there is none."""
    try:
        return index.passage(identifier)
    except KeyError:
        return None


def _fair_share(lengths: Sequence[int], budget: int) -> int:
    """The largest number of words that every item may have within the budget."""
    share = max(lengths)
    while share > 1 and sum(min(length, share) for length in lengths) > budget:
        share -= 1
    return share


def _opening(item: Evidence, words: int) -> Evidence:
    """The item's own title when it has one and little more fits, else its first words.

    Of a row as many whole cells are kept as fit.
    """
    if item.passage.kind == "table_row":
        cells = [match.start() for match in re.finditer(r";(?= )", item.text)]
        whole = [end for end in cells if word_count(item.text[:end]) <= words]
        if whole:
            return replace(item, end=item.start + whole[-1])
        return clipped(_first_value(item), words)
    title = _TITLE.match(item.text)
    if title and word_count(title.group()) <= words:
        rest = words - word_count(title.group())
        if rest < FEWEST_ITEM_WORDS * 2:
            return trimmed(replace(item, end=item.start + title.end()))
    return clipped(item, words)


def _first_value(row: Evidence) -> Evidence:
    """What stands in the first cell of a row, without the name of its column."""
    label = _LABEL.match(row.text)
    first = row.text.find(";")
    end = row.end if first < 0 else row.start + first
    return replace(row, start=row.start + (label.end() if label else 0), end=end)


def _openings_of_named_sections(query: Query, hits: Sequence[Hit], index: Index) -> list[Hit]:
    """The first paragraphs of sections whose title holds most of the question's words."""
    near = {hit.passage.document for hit in hits}
    sections = [
        (document.name, section)
        for document in index.documents
        if document.name in near
        for section in document.sections
    ][:SECTIONS_READ]
    relevance = index.relevance(query, [section.title for _, section in sections])
    openings: list[Hit] = []
    for (name, section), share in zip(sections, relevance, strict=True):
        place = in_document(name, f"{section_address(section.number)}-p1")
        opening = passage_or_none(index, place) if share >= NAMED else None
        if opening:
            openings.append(Hit(opening, share))
    return openings


def _listings_at(hit: Hit, index: Index) -> Iterator[Listing]:
    """The lists around a passage: its own, those of its section, a run of titled paragraphs."""
    passage = hit.passage
    if passage.kind in ("table", "table_row"):
        rows = tuple(_rows(passage.parent or passage.id, hit.score, index))
        if len(rows) >= FEWEST_ITEMS:
            yield Listing(rows, rows[0].passage.context, hit.score)
    section = in_document(passage.document, section_address(passage.section))
    places = [passage.parent or passage.id, f"{section}-h"]
    places += [f"{section}-l{number}" for number in range(1, LISTS_OF_SECTION + 1)]
    for place in dict.fromkeys(places):
        found = passage_or_none(index, place)
        items = _lines(found, hit.score) if found and found.kind == "list" else ()
        if found and FEWEST_ITEMS <= len(items) <= MOST_ITEMS:
            about = f"{found.text[: items[0].start]} {found.context} {found.section_title}"
            about += "".join(f" {clipped(item, FEWEST_ITEM_WORDS).text}" for item in items)
            yield Listing(items, about, hit.score)
    if passage.kind == "paragraph" and _TITLE.match(passage.text):
        items = tuple(_titled_run(passage, hit.score, index))
        if len(items) > FEWEST_ITEMS:
            yield Listing(items, f"{passage.section_title} {passage.context}", hit.score)


def _lines(passage: Passage, score: float) -> tuple[Evidence, ...]:
    """The items of a list passage, without their marks; its lead-in is not one of them."""
    lines = list(_LINE.finditer(passage.text))
    marked = [line for line in lines if line["mark"]]
    return tuple(
        trimmed(Evidence(passage, line.start("item"), line.end("item"), score))
        for line in (marked or lines)
    )


def _rows(table: str, score: float, index: Index) -> Iterator[Evidence]:
    """The rows of a table, from the first on."""
    for number in range(1, MOST_ROWS + 1):
        row = passage_or_none(index, f"{table}-r{number}")
        if row is None:
            return
        yield Evidence(row, 0, len(row.text), score)


def _titled_run(passage: Passage, score: float, index: Index) -> Iterator[Evidence]:
    """The paragraphs around one in its section that each open with a title."""
    place = _NUMBERED.match(passage.id)
    if not place:
        return
    stem, number = place.group(1), int(place.group(2))
    while number > 1 and _titled(index, f"{stem}{number - 1}"):
        number -= 1
    current = _titled(index, f"{stem}{number}")
    while current:
        yield Evidence(current, 0, len(current.text), score)
        number += 1
        current = _titled(index, f"{stem}{number}")


def _titled(index: Index, identifier: str) -> Passage | None:
    passage = passage_or_none(index, identifier)
    return passage if passage and _TITLE.match(passage.text) else None
