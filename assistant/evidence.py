"""The sentences that answer: every sentence of the best passages scored, the best kept.

A sentence scores by its own relevance, its passage's, part of its best neighbour's, and for what
the question expects: its years and figures, a value of the kind asked for. No words are made here.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.evidence_span import (
    Evidence,
    clipped,
    first_cell,
    merged,
    trimmed,
    word_count,
)
from assistant.expectation import defines, holds_expected, share_of_numbers
from assistant.question import Analysis
from index.hit import Hit
from index.store import Index
from ingest.passage import Passage

WORD_BUDGET = 90
MOST_QUOTES = 3
PASSAGES_READ = 8
# Words; a shorter passage is quoted whole.
SHORT_PASSAGE = 50
# Words; a shorter quote beside another says nothing by itself.
FEWEST_WORDS = 5
# Words; so much of a row is quoted before a sentence in it.
SHORT_OPENING = 25

OWN_WEIGHT = 1.0
PASSAGE_WEIGHT = 1.0
NEIGHBOUR_WEIGHT = 0.4
CUE_WEIGHT = 0.3
DEFINITION_WEIGHT = 0.6
NUMBER_WEIGHT = 1.0
MAIN_PASSAGE = 0.1
KEEP_ABOVE = 0.5
KEEP_BESIDE = 0.85
SAME_PASSAGE = 1.15
SAME_SECTION = 1.05
NEXT_SENTENCE = 1.3
NEXT_LEANING = 1.5

_SUBTITLE = re.compile(r"\s[–-]\s")
_LEANS_BACK = re.compile(
    r"(?:Dit|Deze|Dat|Die|Zij|Ze|Hij|Het|Hun|Hier\w*|Daar\w*|Zo|Er|Beide|Men|"
    r"This|These|That|Those|It|They|Ce|Cette|Ces|Il|Elle|Ils|Elles|Cela)\b"
)


def rank_sentences(
    analysis: Analysis, query: str, hits: Sequence[Hit], index: Index
) -> tuple[Evidence, ...]:
    """Return the sentences of the best passages, best first.

    Args:
        analysis: The question taken apart.
        query: The words that sentences are compared with.
        hits: Passages found, best first.
        index: Judges the relevance of sentences.
    """
    read = _worth_reading(hits, analysis.wants_source)
    units = [(hit, span) for hit in read for span in units_of(hit.passage)]
    texts = [hit.passage.text[start:end] for hit, (start, end) in units]
    own = index.relevance(query, texts) if texts else []
    main = _main_passage(units, own)
    ranked: list[Evidence] = []
    for at, (hit, (start, end)) in enumerate(units):
        near = [
            own[other]
            for other in (at - 1, at + 1)
            if 0 <= other < len(units) and units[other][0] is hit
        ]
        score = (
            OWN_WEIGHT * own[at]
            + PASSAGE_WEIGHT * hit.score
            + NEIGHBOUR_WEIGHT * max(near, default=0.0)
            + CUE_WEIGHT * holds_expected(analysis, texts[at])
            + DEFINITION_WEIGHT * defines(analysis, hit.passage)
            + NUMBER_WEIGHT * share_of_numbers(analysis, Evidence(hit.passage, start, end, 0.0))
            + MAIN_PASSAGE * (hit.passage.id == main)
        )
        ranked.append(Evidence(hit.passage, start, end, round(score, 6)))
    return tuple(sorted(ranked, key=lambda one: (-one.score, one.passage.id, one.start)))


def _main_passage(units: Sequence[tuple[Hit, tuple[int, int]]], own: Sequence[float]) -> str:
    """The passage that is best as a whole: by its rank and by its best sentence."""
    best: dict[str, float] = {}
    for (hit, _), relevance in zip(units, own, strict=True):
        score = round(hit.score + OWN_WEIGHT * relevance, 6)
        best[hit.passage.id] = max(score, best.get(hit.passage.id, 0.0))
    return min(best, key=lambda one: (-best[one], one)) if best else ""


def units_of(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Return the spans that are judged and quoted as one: sentences, or the whole when short."""
    if not passage.sentences or word_count(passage.text) <= SHORT_PASSAGE:
        return ((0, len(passage.text)),)
    return passage.sentences


def select_sentences(
    ranked: Sequence[Evidence], budget: int = WORD_BUDGET, alone: bool = False
) -> tuple[Evidence, ...]:
    """Return at most three quotes of together at most `budget` words, markers counted as words.

    The best sentence comes first, with the one before it when it leans on that. Others follow
    while they score near the best; those of the same passage and section go first.

    Args:
        ranked: Sentences, best first.
        budget: Words.
        alone: Whether the best sentence is quoted by itself, without others of its passage.
    """
    if not ranked:
        return ()
    best = ranked[0]
    room = budget - MOST_QUOTES
    keep = KEEP_BESIDE if alone else KEEP_ABOVE
    opened = merged(with_opening(best))
    chosen = opened if _fits(opened, room) else (clipped(best, room),)
    left = [
        one
        for one in ranked
        if not one.text.endswith(":") and not (alone and one.passage.id == best.passage.id)
    ]
    while left:
        following = min(left, key=lambda one: (-_worth(one, chosen), one.passage.id, one.start))
        if _worth(following, chosen) < keep * best.score:
            break
        left.remove(following)
        chosen = _enlarged(chosen, following, room)
    return chosen


def _enlarged(chosen: tuple[Evidence, ...], sentence: Evidence, room: int) -> tuple[Evidence, ...]:
    """Return the quotes with one more sentence where it fits and says something new.

    What it leans on comes with it, unless that is quoted already; a few words ("A Fair New
    World?!") say nothing by themselves.
    """
    tried = merged((*chosen, *with_opening(sentence)))
    said = all(word_count(piece.text) >= FEWEST_WORDS for piece in tried[len(chosen) :])
    return tried if said and _fits(tried, room) and not _repeats(chosen, sentence) else chosen


def _worth(sentence: Evidence, chosen: Sequence[Evidence]) -> float:
    """The score of a sentence, more the closer it stands to what is quoted already.

    The sentence after a quote goes on with it, above all when it opens with a pronoun.
    """
    near = SAME_SECTION if sentence.passage.section == chosen[0].passage.section else 1.0
    for piece in chosen:
        if piece.passage.id != sentence.passage.id:
            continue
        near = max(near, SAME_PASSAGE)
        if _touches(piece.end, sentence.start, piece.passage):
            leans = _LEANS_BACK.match(sentence.text)
            near = max(near, NEXT_LEANING if leans else NEXT_SENTENCE)
    return round(sentence.score * near, 6)


def _touches(end: int, start: int, passage: Passage) -> bool:
    return end <= start and not passage.text[end:start].strip(" ;\n")


def about_the_named(analysis: Analysis, ranked: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Leave out passages without what the question names, where the best one holds it.

    A question about one project is not answered with the rows of other projects. Named is what is
    written as a name, and a row of which the first cell stands in the question.

    Args:
        analysis: The question taken apart.
        ranked: Sentences, best first.
    """
    if not ranked:
        return ()
    for is_about in (is_row_of, _holds_name):
        kept = tuple(one for one in ranked if is_about(one.passage, analysis))
        if kept and kept[0] is ranked[0]:
            return kept
    return tuple(ranked)


def is_row_of(passage: Passage, analysis: Analysis) -> bool:
    """Return whether a passage is a row of which the first cell stands in the question."""
    cell = first_cell(passage.text) if passage.kind == "table_row" else None
    title = _SUBTITLE.split(cell)[0].strip().lower() if cell else ""
    pattern = rf"(?<!\w){re.escape(title)}(?!\w)"
    return len(title) > 3 and re.search(pattern, analysis.text.lower()) is not None


def _holds_name(passage: Passage, analysis: Analysis) -> bool:
    words = _all_words(passage)
    return any(name.lower() in words for name in analysis.names)


def _all_words(passage: Passage) -> str:
    return f"{' '.join(passage.section_path)} {passage.context} {passage.text}".lower()


def with_opening(sentence: Evidence) -> tuple[Evidence, ...]:
    """Return a sentence after what it cannot do without.

    That is the sentence before it when it opens with a pronoun. In a row of a table it is all that
    stands before it when that is short, else the name in the first cell; that name comes with the
    cell behind it.
    """
    passage, score = sentence.passage, sentence.score
    before = [span for span in passage.sentences if span[1] <= sentence.start]
    after = [span for span in passage.sentences if span[0] >= sentence.end]
    if passage.kind == "table_row" and after and not before:
        return (sentence, Evidence(passage, *after[0], score))
    if not before:
        return (sentence,)
    if passage.kind == "table_row":
        whole = Evidence(passage, 0, sentence.start, score)
        short = word_count(whole.text) <= SHORT_OPENING
        return (trimmed(whole) if short else Evidence(passage, *before[0], score), sentence)
    leans = _LEANS_BACK.match(sentence.text)
    return (Evidence(passage, *before[-1], score), sentence) if leans else (sentence,)


def total_words(pieces: Iterable[Evidence]) -> int:
    """Return the number of words of all pieces together."""
    return sum(word_count(piece.text) for piece in pieces)


def _worth_reading(hits: Sequence[Hit], wants_source: bool) -> list[Hit]:
    """The best passages that say something themselves.

    Left out are wholes of which parts were found as well, and entries of the reference list unless
    the question is about sources or nothing else was found.
    """
    read = list(hits[:PASSAGES_READ])
    parents = {hit.passage.parent for hit in read}
    saying = [
        hit
        for hit in read
        if hit.passage.kind != "table"
        and hit.passage.id not in parents
        and (wants_source or hit.passage.kind != "reference")
    ]
    return saying or read


def _fits(pieces: Sequence[Evidence], room: int) -> bool:
    return len(pieces) <= MOST_QUOTES and total_words(pieces) <= room


def _repeats(chosen: Iterable[Evidence], candidate: Evidence) -> bool:
    """Whether another passage already says the same words."""
    words = set(candidate.text.lower().split())
    return any(
        piece.passage.id != candidate.passage.id
        and len(words & set(piece.text.lower().split())) > 0.8 * len(words)
        for piece in chosen
    )
