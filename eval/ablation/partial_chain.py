"""The chain of a question with steps left out, put together from the assistant's own steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.abstaining.abstention import Judgement
from assistant.answer import Answer, Language, Question
from assistant.chain import (
    HITS,
    Analysed,
    Judged,
    Retrieved,
    Selected,
    analysed,
    candidates,
    cited,
    judged,
)
from assistant.quoting.cite import in_reading_order
from assistant.quoting.extractive import select_evidence
from assistant.quoting.part_answers import with_both_parts
from assistant.ranking.hit_order import reordered
from assistant.ranking.sentence_features import FEATURES
from assistant.ranking.sentence_order import ranked_sentences
from assistant.tuning import Tuning
from eval.ablation.parts import Step
from eval.ablation.plainer_query import plainer_query
from index.hit import Hit
from index.store import Index

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableSequence

_WORDS = [*FEATURES].index("words")


@dataclass(frozen=True, slots=True)
class PartialChain:
    """The steps of an answer.

    Attributes:
        index: Where answers are looked for.
        tuning: What was learnt.
        without: Steps that are left out.
        least_words: For each language the share of the question that the best sentence must hold,
            where that decides instead of what was learnt; None where it does not.
    """

    index: Index
    tuning: Tuning
    without: frozenset[Step] = frozenset()
    least_words: Mapping[Language, float] | None = None

    def runnable(self) -> "RunnableSequence[Question, Answer]":
        """Return the chain in the form in which an assistant runs it."""
        from langchain_core.runnables import RunnableSequence

        from assistant.chain_step import ChainStep

        steps: Mapping[str, Callable[[Any], Any]] = {
            "analyse": self.analysed,
            "retrieve": self.retrieved,
            "select_evidence": self.selected,
            "judge": self.in_both_parts,
            "cite": lambda stage: cited(stage, self.index),
        }
        return RunnableSequence(*(ChainStep(step, name=name) for name, step in steps.items()))

    def analysed(self, question: Question) -> Analysed:
        """Take a question apart."""
        alone = replace(question, earlier=()) if "follow_ups" in self.without else question
        stage = replace(analysed(alone, self.index), question=question)
        if self.without.isdisjoint({"glossary", "word_table"}):
            return stage
        glossary, table = "glossary" not in self.without, "word_table" not in self.without
        query = plainer_query(stage.analysis, glossary, table)
        known = stage.analysis.dutch if glossary else ()
        return replace(stage, analysis=replace(stage.analysis, dutch=known), query=query)

    def candidates(self, stage: Analysed) -> Sequence[Hit]:
        """Return the passages of which the sentences are judged."""
        if "weighing" not in self.without:
            return candidates(stage, self.index, self.tuning)
        if stage.analysis.manner != "answered":
            return ()
        weights = self.tuning.channels[stage.analysis.language]
        found = self.index.retrieve(stage.query, HITS, weights)
        shown = frozenset(stage.analysis.shown)
        return [hit for hit in found if shown.isdisjoint({hit.passage.id, hit.passage.parent})]

    def read(self, found: Sequence[Hit]) -> Sequence[Hit]:
        """Return the passages as the features of their sentences see them."""
        if "beside_sentence" not in self.without:
            return found
        return [
            replace(hit, matched=tuple(replace(one, sentence=0) for one in hit.matched))
            for hit in found
        ]

    def retrieved(self, stage: Analysed) -> Retrieved:
        """Find passages."""
        return self.ordered(stage, self.candidates(stage))

    def ordered(self, stage: Analysed, found: Sequence[Hit]) -> Retrieved:
        """Put what was found in order."""
        analysis, query = stage.analysis, stage.query
        sentences = ranked_sentences(
            analysis, query, self.read(found), self.index, self.tuning.sentences
        )
        hits = found if "sentence_order" in self.without else reordered(found, sentences)
        return Retrieved(stage.question, analysis, query, hits, sentences)

    def selected(self, stage: Retrieved) -> Selected:
        """Choose the spans that answer; without hits around them no list is found."""
        ranked = tuple(sentence.evidence for sentence in stage.sentences)
        around = () if "lists" in self.without else stage.hits
        selection = select_evidence(stage.analysis, stage.query, around, ranked, self.index)
        return Selected(
            stage.question, stage.analysis, stage.query, stage.hits, stage.sentences, selection
        )

    def judged(self, stage: Selected) -> Judged:
        """Decide whether what was found is an answer."""
        usual = judged(stage, self.index, self.tuning)
        if self.least_words is None or not stage.sentences:
            return usual
        least = self.least_words[stage.analysis.language]
        judgement = Judgement(share_of_words(stage), least)
        if judgement.answers or usual.status != "answered":
            return replace(usual, judgement=judgement)
        return replace(usual, judgement=judgement, status="not_in_dossier", evidence=())

    def in_both_parts(self, stage: Selected) -> Judged:
        """Decide, and look up what one part of a question still lacks."""
        whole = self.judged(stage)
        if "both_parts" not in self.without:
            whole = with_both_parts(
                whole,
                lambda part: self.judged(self.selected(self.retrieved(self.analysed(part)))),
            )
        return replace(whole, evidence=in_reading_order(whole.evidence, self.index))


def share_of_words(stage: Selected) -> float:
    """Return how much of the question the best sentence holds, 0..1; 0 without sentences."""
    return stage.sentences[0].features[_WORDS] if stage.sentences else 0.0
