"""Intervals, tests and ranking figures, against hand counts, scikit-learn and scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, norm, t
from sklearn.metrics import cohen_kappa_score, roc_auc_score

from eval.statistics.agreement import kappa
from eval.statistics.bootstrap import (
    FEWEST_CLUSTERS,
    Weighted,
    count_blocks,
    drawn_together,
    means_of,
    replicates_of,
    units_behind,
)
from eval.statistics.holm import holm
from eval.statistics.intervals import percentile_interval, tail_share, wilson
from eval.statistics.paired import mcnemar_exact
from eval.statistics.quantiles import weighted_quantile
from eval.statistics.ranking import auroc, coverage_at_risk, mean_risk, risk_coverage

ONE = np.ones((1, 4))


def doubled(values, counts):
    return np.repeat(np.asarray(values), counts)


@pytest.mark.parametrize(("share", "n"), [(0.0, 5), (0.3, 10), (0.5, 200), (1.0, 3), (1.0, 650)])
def test_wilson_is_that_of_scipy(share, n):
    right = binomtest(round(share * n), n).proportion_ci(method="wilson")
    assert wilson(share, n) == pytest.approx((right.low, right.high))


@given(
    st.lists(st.floats(-5, 5), min_size=1, max_size=40),
    st.integers(0, 5),
)
def test_percentiles_are_those_of_numpy_without_what_could_not_be_judged(values, lacking):
    column = np.array([*values, *[np.nan] * lacking])[:, np.newaxis]
    low, high = percentile_interval(column, units=30)
    tail = tail_share(30)
    assert (low[0], high[0]) == pytest.approx(tuple(np.quantile(values, [tail, 1 - tail])))


def test_a_column_without_any_replicate_has_no_interval():
    low, high = percentile_interval(np.array([[np.nan, 1.0], [np.nan, 2.0]]), units=10**6)
    assert np.isnan(low[0]) and np.isnan(high[0])
    assert (low[1], high[1]) == pytest.approx((1.025, 1.975), abs=1e-4)


def test_few_units_take_the_ends_further_out():
    shares = [tail_share(units) for units in (1, 2, 5, 10, 20, 50, 10**6)]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(0.025, abs=1e-5)
    # Hesterberg (2015): as wide as an interval by Student's t, for a mean of normal values.
    width = -norm.ppf(shares[3]) * np.sqrt(9 / 10)
    assert width == pytest.approx(t.ppf(0.975, 9))


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=2, max_size=30), st.data())
def test_auroc_with_ties_and_weights_is_that_of_scikit_learn(turns, data):
    scores = np.array([score / 4 for score, _ in turns])
    positive = np.array([right for _, right in turns])
    counts = data.draw(
        st.lists(st.integers(0, 3), min_size=len(turns), max_size=len(turns)).map(np.array)
    )
    found = auroc(scores, positive, np.array([counts, np.ones(len(turns))]))
    for value, weight in zip(found, (counts, np.ones(len(turns))), strict=True):
        if len(set(positive[weight > 0])) < 2:
            assert np.isnan(value)
        else:
            assert value == pytest.approx(roc_auc_score(positive, scores, sample_weight=weight))


def test_aurc_by_hand():
    confidence = np.array([0.5, 0.9, 0.8, 0.7])
    wrong = np.array([True, False, True, False])
    assert mean_risk(confidence, wrong, ONE) == pytest.approx((0 + 1 / 2 + 1 / 3 + 2 / 4) / 4)


def test_answers_of_equal_confidence_are_let_in_together():
    level = np.full(4, 0.9)
    wrong = np.array([True, False, False, False])
    assert mean_risk(level, wrong, ONE) == pytest.approx(1 / 4)
    assert mean_risk(level, wrong[::-1], ONE) == pytest.approx(1 / 4)
    assert coverage_at_risk(level, wrong, ONE, np.array([8.0]), 0.05) == 0
    assert coverage_at_risk(level, wrong, ONE, np.array([8.0]), 0.25) == 4 / 8


def test_coverage_is_the_largest_that_is_safe_and_of_all_that_was_asked():
    confidence = np.arange(40, 0, -1) / 40
    wrong = np.zeros(40, bool)
    wrong[[0, 39]] = True  # risk falls to 1/39 and rises to 2/40
    everything = np.ones((1, 40))
    assert coverage_at_risk(confidence, wrong, everything, np.array([50.0]), 0.05) == 40 / 50
    assert coverage_at_risk(confidence, wrong, everything, np.array([50.0]), 0.04) == 39 / 50


def test_never_answering_covers_nothing_and_has_no_risk():
    none = np.zeros(0)
    assert coverage_at_risk(none, none == 1, np.ones((1, 0)), np.array([9.0]), 0.05) == 0
    assert np.isnan(mean_risk(none, none == 1, np.ones((1, 0))))[0]
    assert all(part.size == 0 for part in risk_coverage(none, none == 1, 9))


def test_the_risk_coverage_curve_has_a_point_for_each_confidence():
    coverage, risk = risk_coverage(
        np.array([0.7, 0.9, 0.7, 0.5]), np.array([True, False, False, True]), 5
    )
    assert coverage == pytest.approx([1 / 5, 3 / 5, 4 / 5])
    assert risk == pytest.approx([0, 1 / 3, 2 / 4])


_COUNTED = st.lists(
    st.tuples(st.integers(0, 5), st.booleans(), st.integers(0, 3)), min_size=1, max_size=20
)


@given(_COUNTED)
def test_a_weight_of_two_is_the_same_turn_twice(turns):
    scores, flags, counts = (np.array(part) for part in zip(*turns, strict=True))
    scores = scores.astype(float)
    weights = counts[np.newaxis].astype(float)
    again = np.ones((1, int(counts.sum())))
    often = doubled(scores, counts), doubled(flags, counts)
    total = weights.sum(axis=1)
    for one, other in (
        (auroc(scores, flags, weights), auroc(*often, again)),
        (mean_risk(scores, flags, weights), mean_risk(*often, again)),
        (
            coverage_at_risk(scores, flags, weights, total, 0.3),
            coverage_at_risk(*often, again, total, 0.3),
        ),
        (kappa(scores > 2, flags, weights), kappa(often[0] > 2, often[1], again)),
        (weighted_quantile(scores, weights, 0.9), weighted_quantile(often[0], again, 0.9)),
    ):
        np.testing.assert_allclose(one, other, atol=1e-12)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40), st.sampled_from([0.5, 0.95, 1.0]))
def test_quantiles_are_values_that_occurred(values, share):
    found = weighted_quantile(np.array(values, float), np.ones((1, len(values))), share)
    assert found[0] == np.quantile(values, share, method="inverted_cdf")


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=30))
def test_kappa_is_that_of_scikit_learn(pairs):
    first, second = (np.array(part) for part in zip(*pairs, strict=True))
    found = kappa(first, second, np.ones((1, len(pairs))))[0]
    if np.isnan(found):
        assert len({*first, *second}) == 1
    else:
        assert found == pytest.approx(cohen_kappa_score(first, second))


@pytest.mark.parametrize(("worse", "better"), [(0, 0), (0, 5), (6, 0), (1, 9), (12, 7), (40, 80)])
def test_mcnemar_is_the_two_sided_binomial_test(worse, better):
    right = binomtest(worse, worse + better).pvalue if worse + better else 1
    assert mcnemar_exact(worse, better) == pytest.approx(right)
    assert mcnemar_exact(better, worse) == mcnemar_exact(worse, better)


def test_mcnemar_takes_thousands_of_changes():
    assert mcnemar_exact(4000, 4300) == pytest.approx(binomtest(4000, 8300).pvalue)
    assert mcnemar_exact(0, 10_000) == 0


@pytest.mark.parametrize(
    ("given_p", "adjusted"),
    [
        ([0.01, 0.04, 0.03], [0.03, 0.06, 0.06]),
        ([0.04, 0.001, 0.04], [0.08, 0.003, 0.08]),
        ([0.9, 0.8], [1, 1]),
        ([0.02], [0.02]),
        ([], []),
    ],
)
def test_holm_by_hand(given_p, adjusted):
    assert holm(given_p) == pytest.approx(tuple(adjusted))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_lowers_nothing_and_keeps_the_order(p_values):
    adjusted = holm(p_values)
    assert all(p <= new <= 1 for p, new in zip(p_values, adjusted, strict=True))
    pairs = sorted(zip(p_values, adjusted, strict=True))
    assert [new for _, new in pairs] == sorted(adjusted)


def test_blocks_together_draw_every_replicate_whatever_the_number_of_turns():
    for turns in (12, 400_000):
        blocks = list(count_blocks(12, turns, 50))
        drawn = np.concatenate(blocks)
        assert drawn.shape == (50, 12)
        assert (drawn.sum(axis=1) == 12).all()
        assert max(map(len, blocks)) * turns <= 400_000
    assert np.array_equal(drawn, np.concatenate(list(count_blocks(12, 12, 50))))


def test_few_sections_are_not_drawn_but_their_questions_are():
    many = [f"s{number}" for number in range(FEWEST_CLUSTERS)]
    questions = [f"q{number}" for number in range(2 * len(many))]
    assert len(set(drawn_together([*many, *many], questions).tolist())) == len(many)
    few = many[:-1]
    units = drawn_together([*few, *few], ["d1", "d1", *questions[4 : 2 * len(few) + 2]])
    assert len(set(units.tolist())) == 2 * len(few) - 1
    assert units[0] == units[1]


def test_means_of_replicates_weigh_whole_units():
    values = np.array([[1.0, np.nan], [0.0, 4.0], [0.0, np.nan], [5.0, 2.0]])
    units = np.array([0, 0, 1, 1])
    spread = Weighted(np.array([True, True, False, True]), lambda weights: weights.sum(axis=1))
    drawn = replicates_of(values, [spread], units, 400)
    assert {tuple(row) for row in drawn.tolist()} == {(0.5, 4, 4), (1.5, 3, 3), (2.5, 2, 2)}
    assert means_of(values) == pytest.approx([1.5, 3])
    assert spread.value == 3


def test_one_unit_alone_has_no_replicates():
    drawn = replicates_of(np.ones((3, 2)), [], np.zeros(3, np.intp), 100)
    assert np.isnan(drawn).all()


def test_units_are_counted_where_a_figure_rests_on_them():
    values = np.array([[1.0, np.nan], [0.0, 4.0], [0.0, np.nan], [5.0, np.nan]])
    units = np.array([0, 0, 1, 2])
    figure = Weighted(np.array([True, False, False, True]), lambda weights: weights.sum(axis=1))
    assert units_behind(values, [figure], units).tolist() == [3, 1, 2]


def test_each_column_is_as_sure_as_the_units_it_rests_on():
    column = np.arange(101.0)[:, np.newaxis].repeat(3, axis=1)
    low, high = percentile_interval(column, np.array([1, 4, 10**6]))
    assert np.isnan(low[0]) and np.isnan(high[0])
    assert low[1:] == pytest.approx([100 * tail_share(4), 2.5], abs=1e-3)
    assert high[1:] == pytest.approx([100 * (1 - tail_share(4)), 97.5], abs=1e-3)


def clustered(generator, clusters, size, rho):
    """Draw 0 or 1 for turns of clusters that succeed with a share of their own around 0.7."""
    strength = (1 - rho) / rho
    shares = generator.beta(0.7 * strength, 0.3 * strength, clusters)
    return (generator.random((clusters, size)) < shares[:, np.newaxis]).astype(float)


@pytest.mark.parametrize(("drawn", "least", "most"), [("section", 0.88, 1.0), ("turn", 0.0, 0.85)])
def test_only_drawing_sections_holds_the_truth_where_their_turns_succeed_together(
    drawn, least, most
):
    generator = np.random.default_rng(7)
    units = np.repeat(np.arange(40), 8) if drawn == "section" else np.arange(320)
    held = 0
    for _ in range(150):
        turns = clustered(generator, clusters=40, size=8, rho=0.3)
        low, high = percentile_interval(
            replicates_of(turns.reshape(-1, 1), [], units, 300), units[-1] + 1
        )
        held += low[0] <= 0.7 <= high[0]
    assert least < held / 150 < most
