"""What a part added: the run without it and the whole one, question by question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

import numpy as np

from assistant.answer import Language
from eval.ablation.measuring import Measured
from eval.ablation.parts import Part
from eval.columns import columns_of
from eval.comparing.matching import matched
from eval.comparing.paired_figures import Difference, differences
from eval.figures import Judgement
from eval.metrics.all_metrics import METRIC_BY_KEY
from eval.statistics.paired import mcnemar_exact

# Key of each figure that is told -> what a table calls it.
FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "passed": "Answers right in everything",
        "all_facts": "All required facts within the allowed words",
        "section_recall@1": "A right section first",
        "section_recall@5": "The needed sections among the first five passages",
        "first_citation": "First citation from a right section, of questions answered",
        "refused": "Unanswerable questions refused",
        "wrongly_refused": "Answerable questions wrongly refused (lower is better)",
        "later_turns": "Later turns of dialogues right in everything",
    }
)
# Figures with too few questions in a language to tell languages apart.
UNDIVIDED = frozenset({"later_turns"})


@dataclass(frozen=True, slots=True)
class Added:
    """What a part added to a figure.

    Attributes:
        whole: The change from the run without the part to the whole one, over all questions.
        gained: Turns on which the part makes the figure better.
        lost: Turns on which it makes it worse.
        p: Of the exact test on those (McNemar, 1947); for scores between 0 and 1 the sign test.
        languages: The change for the questions of each language.
    """

    whole: Difference
    gained: int
    lost: int
    p: float
    languages: Mapping[Language, Difference]


@dataclass(frozen=True, slots=True)
class Row:
    """A part with what it added to each figure, by key."""

    part: Part
    added: Mapping[str, Added]


def row_of(without: Measured, whole: Measured) -> Row:
    """Return what a part added.

    Args:
        without: Measured without the part.
        whole: Measured with everything, on the same questions.
    """
    pairs = matched(without.judgements, whole.judgements)
    first, second = pairs.first, pairs.second
    overall = {one.metric: one for one in differences(first, second)}
    by_language = {
        language: {one.metric: one for one in differences(*_asked_in(language, first, second))}
        for language in get_args(Language)
    }
    before, after = columns_of(first), columns_of(second)
    added = {}
    for key in FIGURES:
        change = after[key] - before[key]
        if METRIC_BY_KEY[key].better == "lower":
            change = -change
        gained, lost = int(np.sum(change > 0)), int(np.sum(change < 0))
        added[key] = Added(
            overall[key],
            gained,
            lost,
            mcnemar_exact(lost, gained),
            {language: found[key] for language, found in by_language.items()},
        )
    return Row(without.part, added)


def _asked_in(
    language: Language, first: Sequence[Judgement], second: Sequence[Judgement]
) -> tuple[list[Judgement], list[Judgement]]:
    own = [place for place, one in enumerate(second) if one.asked.language == language]
    return [first[place] for place in own], [second[place] for place in own]
