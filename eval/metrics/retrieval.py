"""How well the right sections and passages were found, before anything was answered.

Judged on the passages the answer explains itself with, for questions the document answers. A rank
is the place in that list, so a section found three times takes three places.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from math import log2

from assistant.answer import Answer
from eval.metrics.metric import TurnMetric
from eval.observation import Observation
from eval.question_set import Groups

DEPTH = 10
# What was found, best first, with the groups of which each should be among it.
Ranking = tuple[Sequence[str], Groups]


def ranked_sections(answer: Answer, observation: Observation) -> Ranking | None:
    """Return the sections found and expected, None where this cannot be judged."""
    expected = observation.asked.expected
    if answer.explanation is None or not (expected.answerable and expected.sections):
        return None
    if answer.explanation.hits and not observation.hit_sections:
        return None
    return observation.hit_sections, expected.sections


def ranked_passages(answer: Answer, observation: Observation) -> Ranking | None:
    """Return the passages found and expected, None where this cannot be judged."""
    expected = observation.asked.expected
    if answer.explanation is None or not (expected.answerable and expected.passages):
        return None
    return [hit.passage for hit in answer.explanation.hits], expected.passages


def first_right(ranked: Sequence[str], groups: Groups) -> float:
    """Return 1 when the first of `ranked` is in any group."""
    return float(any(ranked[0] in group for group in groups)) if ranked else 0.0


def recall_at(ranked: Sequence[str], groups: Groups, depth: int) -> float:
    """Return the share of groups of which one is among the first `depth`."""
    found = set(ranked[:depth])
    return sum(not found.isdisjoint(group) for group in groups) / len(groups)


def reciprocal_rank(ranked: Sequence[str], groups: Groups) -> float:
    """Return 1 / the rank of the first right one, 0 without (Voorhees, 1999)."""
    right = {one for group in groups for one in group}
    return next((1 / rank for rank, one in enumerate(ranked, start=1) if one in right), 0.0)


def normalised_gain(ranked: Sequence[str], groups: Groups, depth: int = DEPTH) -> float:
    """Return nDCG at `depth`, in which a place gains the groups it is the first to fulfil.

    That is α-nDCG with α = 1 (Clarke and others, 2008); with groups that have nothing in common it
    is nDCG with gains of 0 and 1 (Järvelin and Kekäläinen, 2002). Finding the same again gains
    nothing. The ideal takes at each place what fulfils most of the groups left, which is nearly
    always the best there is; where it is not, the result ends at 1.
    """
    ideal = _gain(_ideal(groups)[:depth], groups)
    return min(1.0, _gain(ranked[:depth], groups) / ideal)


def _gain(ranked: Sequence[str], groups: Groups) -> float:
    missing, gain = groups, 0.0
    for rank, one in enumerate(ranked, start=1):
        left = _without(one, missing)
        gain += (len(missing) - len(left)) / log2(rank + 1)
        missing = left
    return gain


def _ideal(groups: Groups) -> list[str]:
    ranked: list[str] = []
    missing = groups
    while missing:
        counted = Counter(one for group in missing for one in dict.fromkeys(group))
        ranked += [one for one, _ in counted.most_common(1)]
        missing = _without(ranked[-1], missing)
    return ranked


def _without(one: str, groups: Groups) -> Groups:
    return tuple(group for group in groups if one not in group)


def _channels_heard(answer: Answer, _: Observation) -> float | None:
    """How many channels gave any found passage a score; one that fell silent shows here."""
    if answer.explanation is None or not answer.explanation.hits:
        return None
    heard = {name for hit in answer.explanation.hits for name, score in hit.channels if score}
    return float(len(heard))


def _rule(
    ranking: Callable[[Answer, Observation], Ranking | None],
    score: Callable[[Sequence[str], Groups], float],
    answer: Answer,
    observation: Observation,
) -> float | None:
    found = ranking(answer, observation)
    return None if found is None else score(*found)


def _recall(kind: str, label: str, depth: int) -> TurnMetric:
    ranking = ranked_sections if kind == "section" else ranked_passages
    score = first_right if depth == 1 else partial(recall_at, depth=depth)
    explanation = (
        f"Of een juiste {label} als eerste gevonden is."
        if depth == 1
        else f"Welk deel van de nodige {label}s bij de eerste {depth} gevonden passages is."
    )
    return TurnMetric(
        key=f"{kind}_recall@{depth}",
        label=f"{label} bij eerste {depth}" if depth > 1 else f"{label} eerst",
        explanation=explanation,
        group="zoeken",
        rule=partial(_rule, ranking, score),
    )


def _graded(kind: str, label: str) -> tuple[TurnMetric, TurnMetric]:
    ranking = ranked_sections if kind == "section" else ranked_passages
    return (
        TurnMetric(
            key=f"{kind}_mrr",
            label=f"MRR {label}",
            explanation=f"Gemiddelde van 1 gedeeld door de rang van de eerste juiste {label}.",
            group="zoeken",
            unit="number",
            rule=partial(_rule, ranking, reciprocal_rank),
        ),
        TurnMetric(
            key=f"{kind}_ndcg@{DEPTH}",
            label=f"nDCG@{DEPTH} {label}",
            explanation=(
                f"Hoe hoog alle nodige {label}s staan in de eerste {DEPTH}, 1 als het niet "
                "hoger kan."
            ),
            group="zoeken",
            unit="number",
            rule=partial(_rule, ranking, normalised_gain),
        ),
    )


RETRIEVAL_METRICS = (
    *(_recall("section", "sectie", depth) for depth in (1, 3, 5, 10)),
    *_graded("section", "sectie"),
    *(_recall("passage", "passage", depth) for depth in (1, 5, 10)),
    *_graded("passage", "passage"),
    TurnMetric(
        key="channels_heard",
        label="zoekkanalen",
        explanation="Hoeveel zoekkanalen iets vonden; minder dan anders wijst op een stil kanaal.",
        group="zoeken",
        unit="number",
        bounded=False,
        rule=_channels_heard,
    ),
)
