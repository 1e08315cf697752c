"""How well the right sections and passages were found, before anything was answered.

Judged on the passages the answer explains itself with, for questions the document answers. A rank
is the place in that list, so a section found three times takes three places.
"""

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
    """Return nDCG at `depth` with gains of 0 and 1 (Järvelin and Kekäläinen, 2002).

    Each place can fulfil one group that was not fulfilled yet, that with the fewest alternatives,
    so finding the same again gains nothing; the ideal fulfils one at each of the first places.
    """
    missing = list(groups)
    gain = 0.0
    for rank, one in enumerate(ranked[:depth], start=1):
        fulfilled = [group for group in missing if one in group]
        if fulfilled:
            missing.remove(min(fulfilled, key=len))
            gain += 1 / log2(rank + 1)
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(len(groups), depth) + 1))
    return gain / ideal


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
