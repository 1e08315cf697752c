"""The channels of the index as one score."""

import numpy as np
import pytest

from index.fusion import WEIGHTS, fused


@pytest.mark.parametrize("channel", sorted(WEIGHTS))
def test_every_channel_lifts_the_passage_that_is_best_in_it(channel):
    even = {name: np.ones(3, np.float32) for name in WEIGHTS}
    better = {**even, channel: np.array([0.5, 1.0, 0.5], np.float32)}
    assert list(fused(even)) == pytest.approx([1, 1, 1])
    assert int(np.argmax(fused(better))) == 1


def test_the_scale_of_a_channel_does_not_matter():
    scores = np.array([1.0, 3.0, 2.0], np.float32)
    one = fused({"stems": scores, "ngrams": scores})
    other = fused({"stems": scores * 100, "ngrams": scores})
    assert list(one) == pytest.approx(list(other))


def test_words_weigh_more_than_vectors_and_place_together():
    best_in_words = np.array([1.0, 0.0], np.float32)
    best_elsewhere = np.array([0.0, 1.0], np.float32)
    total = fused(
        {
            "stems": best_in_words,
            "ngrams": best_in_words,
            "dense": best_elsewhere,
            "place": best_elsewhere,
        }
    )
    assert total[0] > total[1] > 0


def test_a_channel_without_any_score_is_left_out():
    nothing = np.zeros(2, np.float32)
    assert list(fused({"stems": nothing, "ngrams": nothing})) == [0, 0]
