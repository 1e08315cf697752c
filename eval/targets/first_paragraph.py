"""The baseline that gates must catch: always answers, with the first paragraph of a section.

It seeks as the assistant does and quotes literally, but chooses nothing and refuses nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Question
from eval.targets.local import LocalTarget

if TYPE_CHECKING:
    from assistant.documents.rebuild import Reporter
    from assistant.events import Event
    from assistant.settings import Settings
    from index.hit import Hit
    from index.store import Index
    from ingest.passage import Passage

NAME = "first-paragraph"


class FirstParagraph:
    """Answers every question with the first paragraph of the section found best."""

    def __init__(self, index: "Index") -> None:
        """Take an open index; it is read, never changed."""
        self.index = index

    def stream(self, question: Question) -> "Iterator[Event]":
        """Yield one event: the answer."""
        from assistant.abstaining.abstention import Judgement
        from assistant.chain import Judged, analysed, cited, retrieved
        from assistant.events import AnswerReady
        from assistant.quoting.cite import quotes_of
        from assistant.quoting.evidence_span import Evidence, clipped, trimmed
        from assistant.quoting.selection import WORD_BUDGET
        from assistant.tuning import shipped_tuning

        found = retrieved(analysed(question, self.index), self.index, shipped_tuning())
        passage = first_paragraph(found.hits, self.index.passages)
        whole = trimmed(Evidence(passage, 0, len(passage.text), 1.0))
        quotes = quotes_of([clipped(whole, WORD_BUDGET)], self.index)
        sure = Judgement(answerability=1.0, threshold=0.0)
        # Without evidence no short answer is picked from it; that would be the assistant's skill.
        judged = Judged(question, found.analysis, found.query, found.hits, (), sure, "answered")
        answer = cited(judged, self.index)
        text = "\n".join(f"{quote.quote} [{quote.marker}]" for quote in quotes)
        yield AnswerReady(replace(answer, text=text, quotes=quotes))


def first_paragraph(hits: "Sequence[Hit]", passages: "Sequence[Passage]") -> "Passage":
    """Return the first paragraph of the best hit's section; of the first section without hits.

    A section without paragraphs gives its first passage of any kind.

    Args:
        hits: Best first; one outside sections (a reference) is passed over.
        passages: All passages in reading order, at least one.
    """
    best = next((hit.passage for hit in hits if hit.passage.section), passages[0])
    section = [
        passage
        for passage in passages
        if (passage.document, passage.section) == (best.document, best.section)
    ]
    return next((passage for passage in section if passage.kind == "paragraph"), section[0])


def open_first_paragraph(settings: "Settings", reporter: "Reporter") -> LocalTarget:
    """Return the baseline on the index that the settings describe; errors as `open_local`."""
    from assistant.compose import current_index
    from eval.runs.program_hash import ANSWERING, program_hash

    index = current_index(settings, reporter)
    program = program_hash(settings, (*ANSWERING, "eval.targets"))
    return LocalTarget(FirstParagraph(index), NAME, program, settings.question_limit)
