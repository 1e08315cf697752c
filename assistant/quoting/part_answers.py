"""Both parts of a question that asks two things: what the quotes lack is looked up by itself.

A part that the dossier does not answer is named in a note.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Answer, DocumentLabel, Exchange, Note, Question
from assistant.quoting.evidence_span import Evidence, clipped
from assistant.quoting.selection import MOST_QUOTES, WORD_BUDGET, total_words
from assistant.ranking.expectation import EXPECTED, VALUE_KINDS, holds_expected
from assistant.understanding.question import Analysis, analyse
from assistant.understanding.question_parts import Parts, parts_of

if TYPE_CHECKING:
    from assistant.chain import Judged

# Letters at which a word of the question is known again in a quote.
SHARED_LETTERS = 5
# Words of which a quote is not worth adding.
FEWEST_WORDS = 8


def with_both_parts(stage: "Judged", look_up: Callable[[Question], "Judged"]) -> "Judged":
    """Return what is quoted with what its second or first part still lacks.

    Args:
        stage: What the whole question got.
        look_up: Answers a question by itself, up to what is quoted.
    """
    analysis = stage.analysis
    if stage.status not in ("answered", "not_in_dossier") or analysis.shown:
        return stage
    parts = parts_of(analysis.text, analysis.language)
    if parts is None:
        return stage
    asked = _asked(parts, analysis)
    return _completed(stage, asked, look_up) if stage.evidence else _rescued(stage, asked, look_up)


def _asked(parts: Parts, analysis: Analysis) -> tuple[Question, Question]:
    """Both parts as questions; the second one goes on from the first."""
    first = Question(parts.first, language=analysis.language)
    answer = Answer(
        parts.first, analysis.language, "answered", None, "", (), DocumentLabel("", ""), "", 0.0
    )
    return first, replace(first, text=parts.second, earlier=(Exchange(parts.first, answer),))


def _completed(
    stage: "Judged", asked: Sequence[Question], look_up: Callable[[Question], "Judged"]
) -> "Judged":
    """Add the best quote of the one part that is not covered, or say that there is none."""
    lacking = [part for part in asked if not _is_covered(part, stage.evidence)]
    if len(lacking) != 1:
        return stage
    found = look_up(lacking[0])
    if found.evidence:
        quotes = joined_quotes(stage.evidence, found.evidence[:1])
        # The parts are answered in the order in which they are asked.
        turned = lacking[0] is asked[0] and quotes[-1] not in stage.evidence
        return replace(stage, evidence=(quotes[-1], *quotes[:-1]) if turned else quotes)
    return stage if _may_be_there(lacking[0], stage.evidence) else _noted(stage, lacking[0])


def _rescued(
    stage: "Judged", asked: Sequence[Question], look_up: Callable[[Question], "Judged"]
) -> "Judged":
    """Answer the parts that can be answered by themselves, when the whole cannot."""
    first, second = (look_up(part) for part in asked)
    if not first.evidence and not second.evidence:
        return stage
    better = first if first.evidence else second
    whole = replace(better, question=stage.question, analysis=stage.analysis)
    if first.evidence and second.evidence:
        return replace(whole, evidence=joined_quotes(first.evidence, second.evidence[:1]))
    return _noted(whole, asked[1 if first.evidence else 0])


def _noted(stage: "Judged", part: Question) -> "Judged":
    note = Note("part_not_answered", (("question", part.text),))
    return replace(stage, analysis=replace(stage.analysis, notes=(*stage.analysis.notes, note)))


def joined_quotes(quoted: Sequence[Evidence], added: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The quotes of both parts within the budget: what is there keeps at least half of it."""
    known = {one.passage.id for one in quoted}
    new = [one for one in added if one.passage.id not in known]
    if not new:
        return tuple(quoted)
    room = WORD_BUDGET - MOST_QUOTES
    kept: list[Evidence] = []
    for piece in quoted[: MOST_QUOTES - len(new)]:
        left = room - min(total_words(new), room // 2) - total_words(kept)
        if left >= FEWEST_WORDS:
            kept.append(clipped(piece, left))
    left = room - total_words(kept)
    return (*kept, *(clipped(piece, left) for piece in new))


def _is_covered(part: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether a quote holds what a part asks for: its own words, and a value of the sort.

    A year or a date answers "wanneer" whatever words stand beside it.
    """
    analysis = analyse(part)
    text = " ".join(one.text for one in evidence).lower()
    words = [word[:SHARED_LETTERS] for word in (*analysis.words, *analysis.dutch)]
    begun = any(re.search(rf"(?<!\w){re.escape(word)}", text) for word in words)
    named = all(re.search(rf"(?<!\w){re.escape(n.lower())}", text) for n in analysis.names)
    said = named and (analysis.kind == "when" or not words or begun)
    return said and _may_be_there(part, evidence)


def _may_be_there(part: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether a quote holds a value of the sort asked for; true where no one value is asked."""
    analysis = analyse(part)
    valued = analysis.kind in VALUE_KINDS and analysis.kind in EXPECTED
    return not valued or any(holds_expected(analysis, one.text) for one in evidence)
