"""The extractive answer: which evidence is given for which kind of question, and its text.

Every word of it stands in the dossier; numbers in brackets point to the quotes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from assistant.quoting.cite import references_behind
from assistant.quoting.evidence_span import Evidence, clipped
from assistant.quoting.listing import (
    Listing,
    find_listing,
    named_table,
    passage_or_none,
    quote_listing,
)
from assistant.quoting.selection import (
    MOST_QUOTES,
    WORD_BUDGET,
    about_the_named,
    is_row_of,
    select_sentences,
    total_words,
    with_the_figures,
)
from assistant.ranking.expectation import defines, holds_expected
from assistant.short_answers.short_answer import short_answer
from assistant.understanding.question import Analysis
from index.hit import Hit
from index.query import Query
from index.store import Index
from ingest.address import in_document

# How much less likely than the best sentence, in log odds, the best of a list that was asked for
# may be.
LIST_WITHIN = 2.5
# How much more like a question for the whole list than for one item a question must be, when its
# wording asks for several things and when it does not.
ASKED_MARGIN = -0.1
UNASKED_MARGIN = 0.3
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


def select_evidence(
    analysis: Analysis,
    query: Query,
    hits: Sequence[Hit],
    ranked: tuple[Evidence, ...],
    index: Index,
) -> Selection:
    """Choose the literal spans that answer: a list, a claim with its source, or sentences."""
    if not ranked:
        return Selection((), ())
    ranked = with_the_figures(analysis, ranked)
    if analysis.wants_source:
        return Selection(_claim_and_source(ranked, index), ranked)
    by_number = None if analysis.names else named_table(analysis, hits, index)
    listing = by_number or _wanted_list(analysis, query, hits, ranked, index)
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
    analysis: Analysis, query: Query, hits: Sequence[Hit], ranked: Sequence[Evidence], index: Index
) -> Listing | None:
    """The list to give instead of sentences, when the question asks for one or it fits best."""
    best = ranked[0]
    by_table = analysis.kind == "table" and not analysis.names
    counted = analysis.count and analysis.kind in COUNTING_KINDS
    asked = analysis.kind == "list" or by_table or counted
    near = [one for one in ranked[: 2 if asked else 1] if one.passage.id == best.passage.id]
    if any(one.text.endswith(":") for one in near):
        listing = find_listing(analysis, query, hits[:LISTS_NEAR], index)
        if listing and total_words(listing.items) <= WORD_BUDGET - MOST_QUOTES:
            return listing
    if is_row_of(best.passage, analysis) or not (asked or _whole_comes_first(hits)):
        return None
    listing = find_listing(analysis, query, hits, index)
    if listing and listing.named and asked:
        return listing
    margin = ASKED_MARGIN if asked else UNASKED_MARGIN
    if listing and _is_likely(listing, ranked) and _asks_for_whole(listing, hits) >= margin:
        return listing
    return None


def _is_likely(listing: Listing, ranked: Sequence[Evidence]) -> bool:
    """Whether a sentence of the list, or of the table it is, is nearly as likely as the best."""
    own = _addresses(listing)
    scores = [one.score for one in ranked if own & {one.passage.id, one.passage.parent}]
    return max(scores, default=-inf) >= ranked[0].score - LIST_WITHIN


def _asks_for_whole(listing: Listing, hits: Sequence[Hit]) -> float:
    """How much more the question is like those that ask for the whole list than for one item.

    That is told by the questions kept beside the list and its items, -2..2; 0 without any.
    """
    own = _addresses(listing)
    items = {item.passage.id for item in listing.items}
    for_whole, for_one = 0.0, 0.0
    for hit in hits:
        if hit.passage.id not in own and hit.passage.parent not in own:
            continue
        for question in hit.matched:
            likeness = question.words + question.meaning
            if not question.sentence and (hit.passage.id not in items or len(items) == 1):
                for_whole = max(for_whole, likeness)
            else:
                for_one = max(for_one, likeness)
    return for_whole - for_one


def _whole_comes_first(hits: Sequence[Hit]) -> bool:
    """Whether of all questions kept beside passages one for a whole list or table is most like."""
    best = [
        (max(one.words + one.meaning for one in hit.matched), hit.passage.kind)
        for hit in hits
        if hit.matched
    ]
    return max(best, default=(0.0, ""))[1] in ("list", "table")


def _addresses(listing: Listing) -> set[str]:
    """The addresses of the items of a list and of the whole they belong to."""
    passages = [item.passage for item in listing.items]
    return {address for one in passages for address in (one.id, one.parent) if address}


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
