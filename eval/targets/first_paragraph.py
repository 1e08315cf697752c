"""The baseline that gates must catch: always answers, with the first paragraph of a section.

It seeks as the assistant does and quotes literally, but chooses nothing and refuses nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Question
from eval.targets.local import LocalTarget

if TYPE_CHECKING:
    from assistant.events import Event
    from assistant.rebuild import Reporter
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
        from assistant.abstention import Judgement
        from assistant.chain import HITS, Judged, analysed, cited
        from assistant.cite import quotes_of
        from assistant.events import AnswerReady
        from assistant.evidence import WORD_BUDGET
        from assistant.evidence_span import Evidence, clipped, trimmed
        from assistant.extractive import answer_text, widened_text
        from assistant.ranking import weighed

        analysis = analysed(question).analysis
        hits = weighed(analysis, self.index.retrieve(widened_text(analysis), HITS))
        passage = first_paragraph(hits, self.index.passages)
        whole = trimmed(Evidence(passage, 0, len(passage.text), 1.0))
        quotes = quotes_of([clipped(whole, WORD_BUDGET)], self.index)
        sure = Judgement(answerability=1.0, threshold=0.0)
        # Without evidence no short answer is picked from it; that would be the assistant's skill.
        answer = cited(Judged(question, analysis, hits, (), sure, "answered"), self.index)
        yield AnswerReady(replace(answer, text=answer_text(quotes), quotes=quotes))


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
