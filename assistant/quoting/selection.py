"""Which of the ranked sentences are quoted: the best, and those beside it that say more.

No words are made here.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.quoting.evidence_span import (
    Evidence,
    clipped,
    first_cell,
    merged,
    trimmed,
    word_count,
)
from assistant.understanding.question import Analysis
from ingest.passage import Passage

WORD_BUDGET = 90
MOST_QUOTES = 3
# Words; a shorter quote beside another says nothing by itself.
FEWEST_WORDS = 5
# Words; so much of a row is quoted before a sentence in it.
SHORT_OPENING = 25

# How much less likely than the best, in log odds, a further sentence may be.
KEEP_WITHIN = 3.0
KEEP_BESIDE = 1.0
# What speaks for a further sentence: it stands in the same passage or section as what is quoted,
# it goes on with a quote, it opens with a pronoun and goes on with a quote.
SAME_PASSAGE = 0.5
SAME_SECTION = 0.1
NEXT_SENTENCE = 0.8
NEXT_LEANING = 1.2

_SUBTITLE = re.compile(r"\s[–-]\s")
_LEANS_BACK = re.compile(
    r"(?:Dit|Deze|Dat|Die|Zij|Ze|Hij|Het|Hun|Hier\w*|Daar\w*|Zo|Er|Beide|Men|"
    r"This|These|That|Those|It|They|Ce|Cette|Ces|Il|Elle|Ils|Elles|Cela)\b"
)


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
    within = KEEP_BESIDE if alone else KEEP_WITHIN
    opened = merged(with_opening(best))
    chosen = opened if _fits(opened, room) else (clipped(best, room),)
    left = [
        one
        for one in ranked
        if not one.text.endswith(":") and not (alone and one.passage.id == best.passage.id)
    ]
    while left:
        following = min(left, key=lambda one: (-_worth(one, chosen), one.passage.id, one.start))
        if _worth(following, chosen) < best.score - within:
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
    near = SAME_SECTION if sentence.passage.section == chosen[0].passage.section else 0.0
    for piece in chosen:
        if piece.passage.id != sentence.passage.id:
            continue
        near = max(near, SAME_PASSAGE)
        if _touches(piece.end, sentence.start, piece.passage):
            leans = _LEANS_BACK.match(sentence.text)
            near = max(near, NEXT_LEANING if leans else NEXT_SENTENCE)
    return round(sentence.score + near, 6)


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


def with_the_figures(analysis: Analysis, ranked: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Put sentences first that hold the very figures of a question ("13,7%", "2.715").

    A year or a small whole number may stand anywhere and moves nothing.

    Args:
        analysis: The question taken apart.
        ranked: Sentences, likeliest first.
    """
    figures = [number for number in analysis.numbers if re.search(r"\d[.,]\d", number)]
    holding = [one for one in ranked if figures and all(figure in one.text for figure in figures)]
    return (*holding, *(one for one in ranked if one not in holding)) if holding else ranked


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
