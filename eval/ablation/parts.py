"""The parts of finding and answering that are left out one at a time, as a table.

How each is left out is the work of `partial_index` and `partial_chain`; only measuring knows these
switches, the program itself always does everything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Step = Literal[
    "follow_ups",
    "spelling",
    "glossary",
    "word_table",
    "tuned_channels",
    "weighing",
    "beside_sentence",
    "learnt_sentences",
    "sentence_order",
    "lists",
    "both_parts",
    "learnt_answerability",
    "abstention",
]
# Features that come from the questions kept beside passages.
BY_WORDS_BESIDE = ("question_words", "question_kind")
BY_MEANING_BESIDE = ("question_meaning",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that can be left out.

    Attributes:
        name: What it is called on the command line.
        title: What the table calls it.
        steps: Steps of the chain that are passed over, or do the plain thing.
        channels: Channels of the search that weigh nothing.
        silent_keys: Kinds of lexical key that are not counted anywhere.
        questions: Whether the index is built with the questions beside passages.
        unanswered: Whether the index knows questions without an answer.
        sentence_features: Features of sentences that count for nothing.
        answer_features: Features of answerability that count for nothing.
        refitted: Whether the weights are learnt anew from what is left.
    """

    name: str
    title: str
    steps: frozenset[Step] = frozenset()
    channels: tuple[str, ...] = ()
    silent_keys: tuple[str, ...] = ()
    questions: bool = True
    unanswered: bool = True
    sentence_features: tuple[str, ...] = ()
    answer_features: tuple[str, ...] = ()
    refitted: bool = True


NOTHING = Part(name="", title="with everything", refitted=False)

PARTS: tuple[Part, ...] = (
    Part(
        name="expansion",
        title="expansion questions, all they are used for",
        questions=False,
        channels=("expansion",),
        sentence_features=(*BY_WORDS_BESIDE, *BY_MEANING_BESIDE),
        answer_features=(
            "like_answered",
            "nearest_unanswered",
            "other_words",
            *BY_MEANING_BESIDE,
        ),
    ),
    Part(
        name="expansion-channel",
        title="expansion questions as a channel",
        channels=("expansion",),
    ),
    Part(
        name="expansion-features",
        title="expansion questions as features of sentences",
        sentence_features=(*BY_WORDS_BESIDE, *BY_MEANING_BESIDE),
        answer_features=BY_MEANING_BESIDE,
    ),
    Part(
        name="beside-sentence",
        title="the question beside the sentence, not only beside its passage",
        steps=frozenset({"beside_sentence"}),
    ),
    Part(name="glossary", title="glossary", steps=frozenset({"glossary"})),
    Part(name="word-table", title="learnt word table", steps=frozenset({"word_table"})),
    Part(
        name="translation",
        title="glossary and word table together",
        steps=frozenset({"glossary", "word_table"}),
    ),
    Part(name="spelling", title="spelling", steps=frozenset({"spelling"}), refitted=False),
    Part(name="follow-ups", title="follow-ups", steps=frozenset({"follow_ups"}), refitted=False),
    Part(name="ngrams", title="character n-grams", silent_keys=("ngrams",)),
    Part(name="stems", title="stems", silent_keys=("stems",)),
    Part(name="dense", title="dense channel", channels=("dense",)),
    Part(
        name="meaning",
        title="all cosines in the space of the corpus",
        channels=("dense",),
        sentence_features=("passage_meaning", *BY_MEANING_BESIDE),
        answer_features=BY_MEANING_BESIDE,
    ),
    Part(name="place", title="place channel", channels=("place",)),
    Part(
        name="tuned-channels",
        title="channel weights tuned per language",
        steps=frozenset({"tuned_channels"}),
    ),
    Part(
        name="weighing", title="kinds of passage, names and numbers", steps=frozenset({"weighing"})
    ),
    Part(
        name="learnt-sentences",
        title="learnt sentence weights",
        steps=frozenset({"learnt_sentences"}),
    ),
    Part(
        name="sentence-order",
        title="passages in the order of their best sentences",
        steps=frozenset({"sentence_order"}),
        refitted=False,
    ),
    Part(name="lists", title="lists as wholes", steps=frozenset({"lists"})),
    Part(
        name="both-parts",
        title="two-part questions",
        steps=frozenset({"both_parts"}),
        refitted=False,
    ),
    Part(
        name="unanswered",
        title="known questions without an answer",
        unanswered=False,
        answer_features=("like_answered", "nearest_unanswered", "other_words"),
    ),
    Part(
        name="learnt-answerability",
        title="the logistic, against a threshold on the share of words held",
        steps=frozenset({"learnt_answerability"}),
    ),
    Part(
        name="abstention",
        title="abstention, against always answering",
        steps=frozenset({"abstention"}),
        refitted=False,
    ),
)
PART_BY_NAME: Mapping[str, Part] = MappingProxyType({part.name: part for part in PARTS})
