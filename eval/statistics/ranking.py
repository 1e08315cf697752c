"""What confidence is worth: AUROC, and risk against coverage, weighted and for ties.

Turns of equal confidence cannot be told apart, so a threshold lets all of them in or none. Every
function takes many weightings of the same turns at once, as the bootstrap needs.
"""

import numpy as np

from eval.statistics.arrays import Codes, Floats, Mask


def auroc(scores: Floats, positive: Mask, weights: Floats) -> Floats:
    """Return how often a positive scores above a negative, ties counting half.

    The area under the ROC curve as the Mann-Whitney statistic (Hanley and McNeil, 1982).

    Args:
        scores: (n,).
        positive: (n,), which should score high.
        weights: (B, n), each at least 0.

    Returns:
        (B,), NaN where there are no positives or no negatives.
    """
    if not scores.size:
        return np.full(len(weights), np.nan)
    order, starts = _tie_groups(scores)
    of_positive = np.add.reduceat((weights * positive)[:, order], starts, axis=1)
    of_negative = np.add.reduceat((weights * ~positive)[:, order], starts, axis=1)
    below = np.cumsum(of_negative, axis=1) - of_negative / 2
    pairs = of_positive.sum(axis=1) * of_negative.sum(axis=1)
    return _divided((of_positive * below).sum(axis=1), pairs)


def mean_risk(confidence: Floats, wrong: Mask, weights: Floats) -> Floats:
    """Return the area under the risk-coverage curve of answers (AURC, Geifman and others, 2019).

    The mean, over answers let in by falling confidence, of the share that is wrong among those
    let in so far; coverage runs over the answers given, so refusing more does not lower it.

    Args:
        confidence: (n,), of the answers given.
        wrong: (n,).
        weights: (B, n), each at least 0.

    Returns:
        (B,), NaN where no answer has weight.
    """
    if not confidence.size:
        return np.full(len(weights), np.nan)
    let_in, risk, own = _let_in(confidence, wrong, weights)
    return _divided((own * risk).sum(axis=1), let_in[:, -1])


def coverage_at_risk(
    confidence: Floats, wrong: Mask, weights: Floats, asked: Floats, risk: float
) -> Floats:
    """Return the largest share of questions that can be answered at a risk.

    The coverage of a selective classifier at a given risk (El-Yaniv and Wiener, 2010).

    Args:
        confidence: (n,), of the answers given.
        wrong: (n,).
        weights: (B, n), each at least 0.
        asked: (B,), the weight of all questions, answered or not.
        risk: The largest share of wrong ones among those answered.

    Returns:
        (B,), 0 where no threshold is safe enough, NaN where nothing was asked.
    """
    if not confidence.size:
        return _divided(np.zeros(len(weights)), asked)
    let_in, risks, _ = _let_in(confidence, wrong, weights)
    safe = np.where(risks <= risk + 1e-12, let_in, 0.0)
    return _divided(safe.max(axis=1), asked)


def risk_coverage(confidence: Floats, wrong: Mask, asked: int) -> tuple[Floats, Floats]:
    """Return coverage, ascending, and risk at each threshold that lets more answers in.

    Args:
        confidence: (n,), of the answers given.
        wrong: (n,).
        asked: How many questions there were, answered or not.
    """
    if not confidence.size:
        return np.zeros(0), np.zeros(0)
    let_in, risk, _ = _let_in(confidence, wrong, np.ones((1, confidence.size)))
    return let_in[0] / asked, risk[0]


def _let_in(confidence: Floats, wrong: Mask, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """Weight let in by each threshold, share of it that is wrong, and weight each one adds."""
    order, starts = _tie_groups(-confidence)
    own = np.add.reduceat(weights[:, order], starts, axis=1)
    of_wrong = np.add.reduceat((weights * wrong)[:, order], starts, axis=1)
    let_in = np.cumsum(own, axis=1)
    risk = np.divide(
        np.cumsum(of_wrong, axis=1), let_in, out=np.zeros_like(let_in), where=let_in > 0
    )
    return let_in, risk, own


def _tie_groups(scores: Floats) -> tuple[Codes, Codes]:
    """The order of rising scores, and where in it each new score starts."""
    order = np.argsort(scores, kind="stable")
    ordered = scores[order]
    return order, np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))


def _divided(values: Floats, by: Floats) -> Floats:
    shares: Floats = np.divide(values, by, out=np.full(len(values), np.nan), where=by > 0)
    return shares
