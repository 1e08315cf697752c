"""The extractive answer: which evidence is given for which kind of question, and its text.

Every word of it stands in the dossier; numbers in brackets point to the quotes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Quote
from assistant.cite import references_behind
from assistant.evidence import (
    MOST_QUOTES,
    WORD_BUDGET,
    about_the_named,
    is_row_of,
    rank_sentences,
    select_sentences,
    total_words,
)
from assistant.evidence_span import Evidence, clipped
from assistant.expectation import defines, holds_expected
from assistant.glossary import known_words
from assistant.listing import Listing, find_listing, passage_or_none, quote_listing
from assistant.question import Analysis
from assistant.short_answer import short_answer
from index.hit import Hit
from index.store import Index
from ingest.address import in_document

# How much better than a list the best sentence must be for a question that asks for a list.
LIST_PREFERENCE = 0.75
FEWEST_WORDS = 8
# A value that stands out this well answers by itself; its sentence needs no company.
EXACT = 1.0
# Hits in which a list is looked for when the best sentence only introduces one.
LISTS_NEAR = 3
# Kinds of question in which a number says how many things are wanted.
COUNTING_KINDS = frozenset({"which", "definition", "place_in_dossier", "other"})


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen to answer with.

    Attributes:
        evidence: The pieces in the order in which they are quoted.
        ranked: Every sentence that was considered, best first.
    """

    evidence: tuple[Evidence, ...]
    ranked: tuple[Evidence, ...]


def search_text(analysis: Analysis) -> str:
    """Return the words a question is searched with: its content words, names once more.

    Words of another language are replaced by Dutch ones where the glossary has them.
    """
    words = analysis.words
    if analysis.language != "nl":
        known = known_words(analysis.text, analysis.language)
        words = (*(w for w in words if w not in known), *analysis.dutch)
    return " ".join((*words, *analysis.names)) or analysis.text


def widened_text(analysis: Analysis) -> str:
    """Return the search words together with what everyday Dutch words are called in policy."""
    plain = search_text(analysis)
    return plain if analysis.language != "nl" else " ".join((plain, *analysis.dutch))


def select_evidence(analysis: Analysis, hits: Sequence[Hit], index: Index) -> Selection:
    """Choose the literal spans that answer: a list, a claim with its source, or sentences."""
    query = widened_text(analysis)
    ranked = rank_sentences(analysis, query, hits, index)
    if not ranked:
        return Selection((), ())
    if analysis.wants_source:
        return Selection(_claim_and_source(ranked, index), ranked)
    listing = _wanted_list(analysis, query, hits, ranked, index)
    if listing:
        return Selection(quote_listing(listing, WORD_BUDGET), ranked)
    exact = short_answer(analysis, ranked[:1], enough=EXACT) is not None
    complete = exact or defines(analysis, ranked[0].passage)
    named = about_the_named(analysis, ranked)
    if exact:
        # Only another value of the sort asked for adds to one that stands out.
        rest = (one for one in named[1:] if holds_expected(analysis, one.text))
        named = (*named[:1], *rest)
    return Selection(select_sentences(named, alone=complete), ranked)


def _wanted_list(
    analysis: Analysis, query: str, hits: Sequence[Hit], ranked: Sequence[Evidence], index: Index
) -> Listing | None:
    """The list to give instead of sentences, when the question asks for one or it fits best."""
    best = ranked[0]
    by_table = analysis.kind == "table" and not analysis.names
    counted = analysis.count and analysis.kind in COUNTING_KINDS
    asked = analysis.kind == "list" or by_table or counted
    if asked and not is_row_of(best.passage, analysis):
        listing = find_listing(analysis, query, hits, index)
        if listing and listing.score >= LIST_PREFERENCE * best.score:
            return listing
    near = [one for one in ranked[: 2 if asked else 1] if one.passage.id == best.passage.id]
    if hits[0].passage.kind == "list" or any(one.text.endswith(":") for one in near):
        listing = find_listing(analysis, query, hits[:LISTS_NEAR], index)
        if listing and total_words(listing.items) <= WORD_BUDGET - MOST_QUOTES:
            return listing
    return None


def answer_text(quotes: Sequence[Quote]) -> str:
    """Return the quotes one after another, each on its own line with its marker."""
    return "\n".join(f"{quote.quote} [{quote.marker}]" for quote in quotes)


def _claim_and_source(ranked: Sequence[Evidence], index: Index) -> tuple[Evidence, ...]:
    """The claim and the entries it rests on, the better fitting of the two first."""
    claims = [one for one in ranked if one.passage.kind != "reference"]
    entries = [one for one in ranked if one.passage.kind == "reference"]
    if not claims:
        return select_sentences(entries)
    claim = clipped(claims[0], WORD_BUDGET // 2)
    sources = _sources_of(claim, index)
    if entries and entries[0].score > claim.score:
        return _within((clipped(entries[0], WORD_BUDGET // 2), claim, *sources))
    return _within((claim, *sources, *entries[: 0 if sources else 1]))


def _sources_of(claim: Evidence, index: Index) -> list[Evidence]:
    """The entries of the reference list behind a claim, as quotable passages."""
    passage = claim.passage
    found: list[Evidence] = []
    for key, scope in references_behind(passage, claim.start, claim.end):
        entry = passage_or_none(index, in_document(passage.document, f"ref-{key}"))
        if entry and scope != "passage":
            found.append(Evidence(entry, 0, len(entry.text), claim.score))
    return found


def _within(pieces: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The first quotes that fit the budget, none twice, the last one cut when needed."""
    kept: dict[tuple[str, int], Evidence] = {}
    room = WORD_BUDGET - MOST_QUOTES
    for piece in pieces:
        if len(kept) == MOST_QUOTES or room < FEWEST_WORDS:
            break
        if (piece.passage.id, piece.start) not in kept:
            shorter = clipped(piece, room)
            kept[piece.passage.id, piece.start] = shorter
            room -= total_words([shorter])
    return tuple(kept.values())
