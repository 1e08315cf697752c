"""Learning what each channel of the search weighs, for each language, from labelled questions.

Coordinate search over a small grid. A step counts only when it also gains on questions that did not
choose it, by more than the standard error of that gain: some hundred questions would else fit the
weights to themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, get_args

import numpy as np
import numpy.typing as npt

from assistant.answer import Language
from eval.tuning.asked import Asked, Progress
from index.fusion import WEIGHTS

if TYPE_CHECKING:
    from assistant.ranking.channel_weights import ChannelWeights
    from index.store import Index

# What a channel may weigh, times where it began. Never nothing, so that each stays heard, and never
# far from there: the weights serve added documents too, which these questions say nothing of.
GRID = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
DEPTH = 10
FOLDS = 5
# Times that every channel is tried again after a step.
ROUNDS = 5
DECIMALS = 4

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Heard:
    """What the channels said for answerable questions of one language.

    Attributes:
        scores: (questions, channels, passages), each channel as a share of its own highest score;
            channels in the order of `index.fusion.WEIGHTS`.
        right: (questions, passages), whether a passage holds the answer.
    """

    scores: npt.NDArray[np.float32]
    right: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of questions."""
        return len(self.right)

    def ranks(self, weights: Mapping[str, float]) -> Floats:
        """Return for each question the rank of the first right passage, infinite without any."""
        row = np.array([weights[name] for name in WEIGHTS], np.float32)
        fused = np.round(np.einsum("c,qcp->qp", row, self.scores) / row.sum(), 6)
        best = np.where(self.right, fused, 0).max(axis=1, initial=0)
        before = (fused > best[:, np.newaxis]).sum(axis=1)
        ranks: Floats = np.where(best > 0, 1.0 + before, np.inf)
        return ranks

    def worth(self, weights: Mapping[str, float]) -> Floats:
        """Return for each question what is maximised: found among the first ten, and how high."""
        ranks = self.ranks(weights)
        worth: Floats = (ranks <= DEPTH) + 1 / ranks
        return worth


def heard_for(
    asked: Sequence[Asked], index: "Index", progress: Progress
) -> Mapping[Language, Heard]:
    """Return what the channels say for the answerable questions of each language.

    Args:
        asked: Questions with and without an answer.
        index: What is searched.
        progress: Told the share that is done, 0..1.
    """
    scores: dict[Language, list[npt.NDArray[np.float32]]] = {
        name: [] for name in get_args(Language)
    }
    right: dict[Language, list[list[bool]]] = {name: [] for name in get_args(Language)}
    for number, one in enumerate(asked, start=1):
        if one.question.answerable:
            said = index.channels(one.stage.query).scores
            rows = [said[name] / (said[name].max(initial=0) or 1) for name in WEIGHTS]
            scores[one.language].append(np.stack(rows))
            right[one.language].append([one.question.is_in(p) for p in index.passages])
        progress(number / len(asked))
    empty = np.zeros((0, len(WEIGHTS), len(index.passages)), np.float32)
    return {
        name: Heard(
            np.stack(scores[name]) if scores[name] else empty,
            np.array(right[name], bool).reshape(-1, len(index.passages)),
        )
        for name in get_args(Language)
    }


def learnt_channels(heard: Mapping[Language, Heard]) -> "ChannelWeights":
    """Return for each language the weights of the channels, together 1."""
    return {language: shares(searched(of_language)) for language, of_language in heard.items()}


def searched(heard: Heard, start: Mapping[str, float] = WEIGHTS) -> dict[str, float]:
    """Return the weights to which coordinate search comes.

    Args:
        heard: Questions of one language; with fewer than one a fold nothing is changed.
        start: Where it begins.
    """
    weights = dict(start)
    if len(heard) < FOLDS:
        return weights
    for _ in range(ROUNDS):
        before = dict(weights)
        for name in WEIGHTS:
            weights = _step(heard, weights, name, [start[name] * times for times in GRID])
        if weights == before:
            break
    return weights


def shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights as shares of their sum, rounded."""
    whole = sum(weights.values())
    return {name: round(weight / whole, DECIMALS) for name, weight in weights.items()}


def _step(
    heard: Heard, weights: dict[str, float], name: str, values: Sequence[float]
) -> dict[str, float]:
    """The weights with the best value for a channel, or as they are when that gains too little."""
    tried = [weights, *({**weights, name: value} for value in values if value != weights[name])]
    worth = np.stack([heard.worth(one) for one in tried])
    best = tried[int(worth.mean(axis=1).argmax())]
    gains = held_out_gains(worth)
    error = float(gains.std(ddof=1)) / sqrt(len(gains))
    return best if float(gains.mean()) > error else weights


def held_out_ranks(heard: Heard) -> Floats:
    """Return the rank of the right passage by weights that were searched on the other folds.

    Question number n is in fold n modulo `FOLDS`.
    """
    fold = np.arange(len(heard)) % FOLDS
    ranks = np.zeros(len(heard))
    for number in range(FOLDS):
        own = fold == number
        others = Heard(heard.scores[~own], heard.right[~own])
        ranks[own] = Heard(heard.scores[own], heard.right[own]).ranks(searched(others))
    return ranks


def held_out_gains(worth: Floats) -> Floats:
    """Return for each question what it gains by the choice that the other folds make.

    Args:
        worth: (choices, questions); the first choice is to change nothing. Question number n is
            in fold n modulo `FOLDS`.
    """
    fold = np.arange(worth.shape[1]) % FOLDS
    gains = np.zeros(worth.shape[1])
    for number in range(FOLDS):
        own = fold == number
        choice = int(worth[:, ~own].mean(axis=1).argmax())
        gains[own] = worth[choice, own] - worth[0, own]
    return gains
