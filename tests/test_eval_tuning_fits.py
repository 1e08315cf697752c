"""The two curves that tuning fits, against data of which the right weights are known."""

import warnings

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from eval.tuning.calibration import threshold_at
from eval.tuning.conditional_logit import Choice, fit_weights
from eval.tuning.logistic import FOLDS, fit_logistic, held_out_chances

TRUE = np.array([2.0, -1.0, 0.0])


def choices(number=400):
    """Questions answered as a conditional logit with the weights `TRUE` would."""
    chance = np.random.default_rng(1)
    found = []
    for _ in range(number):
        features = chance.normal(size=(6, 3))
        odds = np.exp(features @ TRUE)
        right = np.arange(6) == chance.choice(6, p=odds / odds.sum())
        found.append(Choice(features, right))
    return found


def test_weights_that_made_the_choices_are_found_again():
    assert fit_weights(choices(), penalty=0.0) == pytest.approx(TRUE, abs=0.25)


def test_the_fitted_weights_are_those_of_the_greatest_penalised_likelihood():
    some = choices(40)
    fitted = fit_weights(some, penalty=5.0)
    spread = np.concatenate([one.features for one in some]).std(axis=0)

    def loss(weights):
        likelihood = sum(
            np.log(np.exp(one.features @ weights)[one.right].sum())
            - np.log(np.exp(one.features @ weights).sum())
            for one in some
        )
        return 2.5 * ((weights * spread) ** 2).sum() - likelihood

    for direction in np.vstack([np.eye(3), -np.eye(3)]):
        assert loss(fitted) < loss(fitted + 0.01 * direction)


def test_questions_with_nothing_or_everything_right_say_nothing():
    some = choices(30)
    dull = [Choice(one.features, np.full(6, right)) for one in some for right in (False, True)]
    assert fit_weights([*some, *dull]) == pytest.approx(fit_weights(some))


def test_several_right_choices_count_as_one_that_is_taken():
    features = np.array([[1.0], [1.0], [0.0]])
    both = Choice(features, np.array([True, True, False]))
    one = Choice(features, np.array([True, False, False]))
    assert fit_weights([both], penalty=0.1)[0] > fit_weights([one], penalty=0.1)[0] > 0


@pytest.fixture
def answered():
    chance = np.random.default_rng(2)
    features = chance.normal(size=(300, 3)) * [1, 5, 0.1] + [0, 3, 0]
    truth = features @ [1.5, -0.4, 0.0] + chance.normal(size=300) > -1
    return features, truth


def test_the_logistic_curve_is_that_of_scikit_learn(answered):
    features, truth = answered
    own = fit_logistic(features, truth, penalty=10.0)
    scaled = (features - features.mean(axis=0)) / features.std(axis=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = LogisticRegression(C=0.1, tol=1e-8, max_iter=1000).fit(scaled, truth)
    assert own.chances(features) == pytest.approx(other.predict_proba(scaled)[:, 1], abs=1e-3)


def test_a_held_out_chance_does_not_depend_on_whether_that_question_is_answerable(answered):
    features, truth = answered
    turned = truth.copy()
    turned[0] = not truth[0]
    assert held_out_chances(features, turned)[0] == held_out_chances(features, truth)[0]
    assert held_out_chances(features, turned)[1] != held_out_chances(features, truth)[1]
    assert len(truth) > FOLDS


@pytest.mark.parametrize("number", [1, 7, 19, 20, 21, 100, 333])
@pytest.mark.parametrize("risk", [0.0, 0.05, 0.5])
def test_no_more_than_the_risk_lies_below_the_threshold(number, risk):
    chances = np.random.default_rng(number).random(number)
    threshold = threshold_at(risk, chances)
    assert (chances < threshold).mean() <= risk
    # Half a step of a question higher, and more would.
    assert (chances <= threshold + 0.0002).mean() + 1 / number >= min(risk, 1 - 1 / number)


def test_without_answerable_questions_nothing_is_refused():
    assert threshold_at(0.05, np.array([])) == 0.0
