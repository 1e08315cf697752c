"""What is learnt again when a part is left out, so that the rest is at its best without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np

from assistant.abstaining.answerability import Found, answerability_features
from assistant.answer import Language, Question
from assistant.chain import Selected
from assistant.ranking.sentence_features import FEATURES, sentence_features
from assistant.tuning import Tuning
from eval.ablation.partial_chain import PartialChain, share_of_words
from eval.ablation.parts import Part
from eval.tuning.asked import Asked
from eval.tuning.calibration import RISK, Example, calibrated, threshold_at
from eval.tuning.conditional_logit import Choice, fit_weights
from eval.tuning.labelled import LabelledQuestion
from eval.tuning.sentences import DECIMALS
from index.fusion import WEIGHTS
from index.hit import Hit

# Sentence + 0.5 x its passage, on the scale of log odds that the learnt weights have.
PLAIN_WEIGHTS: Mapping[str, float] = {"words": 10.0, "passage": 5.0}


@dataclass(frozen=True, slots=True)
class _Searched:
    """A labelled question with the passages found for it."""

    asked: Asked
    found: Sequence[Hit]

    @property
    def answerable(self) -> bool:
        """Whether the dossier answers it."""
        return self.asked.question.answerable


def without_part(
    chain: PartialChain, part: Part, labelled: Sequence[LabelledQuestion]
) -> PartialChain:
    """Return a chain without a part, the weights of the rest learnt again where the part says so.

    The weights of channels are not searched again; a channel left out weighs nothing.

    Args:
        chain: With the index that the part leaves, and the shipped tuning.
        part: What is left out.
        labelled: Questions to learn from.
    """
    plainer = replace(chain, tuning=_lessened(chain.tuning, part), without=part.steps)
    return _refitted(plainer, part, labelled) if part.refitted else plainer


def _lessened(tuning: Tuning, part: Part) -> Tuning:
    """The tuning without what is not learnt: weights of channels, and when to answer."""
    plain = "tuned_channels" in part.steps
    channels = {
        language: {
            name: 0.0 if name in part.channels else weight
            for name, weight in (WEIGHTS if plain else weights).items()
        }
        for language, weights in tuning.channels.items()
    }
    refuses = part.steps.isdisjoint({"abstention", "learnt_answerability"})
    thresholds = {
        language: threshold if refuses else 0.0
        for language, threshold in tuning.calibration.thresholds.items()
    }
    calibration = replace(tuning.calibration, thresholds=thresholds)
    return replace(tuning, channels=channels, calibration=calibration)


def _refitted(
    chain: PartialChain, part: Part, labelled: Sequence[LabelledQuestion]
) -> PartialChain:
    searched = [_searched(chain, question) for question in labelled]
    learnt = replace(chain.tuning, sentences=_sentence_weights(chain, part, searched))
    chain = replace(chain, tuning=learnt)
    chosen = [chain.selected(chain.ordered(one.asked.stage, one.found)) for one in searched]
    if "learnt_answerability" in part.steps:
        return replace(chain, least_words=_least_words(searched, chosen))
    examples = [
        _example(chain, part, one, stage) for one, stage in zip(searched, chosen, strict=True)
    ]
    return replace(chain, tuning=replace(learnt, calibration=calibrated(examples).calibration))


def _searched(chain: PartialChain, question: LabelledQuestion) -> _Searched:
    stage = chain.analysed(Question(question.text, question.language))
    return _Searched(Asked(question, stage), chain.candidates(stage))


def _sentence_weights(
    chain: PartialChain, part: Part, searched: Sequence[_Searched]
) -> Mapping[str, float]:
    if "learnt_sentences" in part.steps:
        return {name: PLAIN_WEIGHTS.get(name, 0.0) for name in FEATURES}
    weights = fit_weights([_choice(chain, part, one) for one in searched if one.answerable])
    return {name: round(float(w), DECIMALS) for name, w in zip(FEATURES, weights, strict=True)}


def _choice(chain: PartialChain, part: Part, one: _Searched) -> Choice:
    """The sentences found; what counts for nothing is 0 in all of them."""
    stage, hits = one.asked.stage, chain.read(one.found)
    found = sentence_features(stage.analysis, stage.query, hits, chain.index)
    # Sums of floats depend on their order, and so would the weights.
    found.sort(key=lambda row: (row[0].id, row[1]))
    values = np.array([values for *_, values in found]).reshape(-1, len(FEATURES))
    values[:, [name in part.sentence_features for name in FEATURES]] = 0.0
    right = [one.asked.question.is_answered_by(passage, *span) for passage, span, _ in found]
    return Choice(values, np.array(right, bool))


def _example(chain: PartialChain, part: Part, one: _Searched, stage: Selected) -> Example:
    evidence = stage.selection.evidence
    if not evidence:
        return Example(one.asked, None, 0.0)
    found = Found(stage.analysis, stage.query, stage.hits, stage.sentences, evidence)
    features = answerability_features(found, chain.index)
    heard = {
        name: 0.0 if name in part.answer_features else value for name, value in features.items()
    }
    return Example(one.asked, heard, 0.0)


def _least_words(
    searched: Sequence[_Searched], chosen: Sequence[Selected]
) -> Mapping[Language, float]:
    """For each language the share of words that one answerable question in twenty is below."""
    shares: dict[Language, list[float]] = {language: [] for language in get_args(Language)}
    for one, stage in zip(searched, chosen, strict=True):
        if one.answerable:
            shares[one.asked.language].append(share_of_words(stage))
    return {language: threshold_at(RISK, np.array(own)) for language, own in shares.items()}
