"""The clustered bootstrap: whole sections are drawn with replacement, many replicates at once.

Questions about one section succeed and fail together, so drawing single questions would make
intervals too narrow (Davison and Hinkley, 1997, section 3.8). Where a set of turns has fewer than
`FEWEST_CLUSTERS` sections, how sections differ cannot be estimated from it (Cameron, Gelbach and
Miller, 2008); then questions are drawn, and the interval speaks of these very sections only.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from eval.statistics.arrays import Codes, Floats, Mask

REPLICATES = 2000
FEWEST_CLUSTERS = 10
SEED = 20260101
# Cells of one block of weights, whatever the number of turns: 2 MB stay in a processor's cache.
_CELLS = 250_000


@dataclass(frozen=True, slots=True)
class Weighted:
    """A figure that is no mean of a column.

    Attributes:
        mask: (n,), the turns it rests on.
        over: Returns one value for each row of weights (B, turns it rests on).
    """

    mask: Mask
    over: Callable[[Floats], Floats]

    @property
    def value(self) -> float:
        """The figure itself, every turn counting once."""
        return float(self.over(np.ones((1, int(self.mask.sum()))))[0])


def drawn_together(sections: Sequence[str], questions: Sequence[str]) -> Codes:
    """Return for each turn the number, from 0, of the unit it is drawn with.

    Args:
        sections: What each turn is clustered by.
        questions: The question or dialogue it is a turn of.
    """
    enough = len(set(sections)) >= FEWEST_CLUSTERS
    _, codes = np.unique(np.asarray(sections if enough else questions, str), return_inverse=True)
    return codes.astype(np.intp)


def count_blocks(units: int, turns: int, replicates: int, seed: int = SEED) -> Iterator[Floats]:
    """Yield blocks (b, units) of how often each unit is drawn; together `replicates` rows.

    Args:
        units: How many there are to draw from, and how many are drawn each time.
        turns: How many turns they hold; decides how large a block can be.
        replicates: How many times is drawn.
        seed: The same seed gives the same draws.
    """
    generator = np.random.default_rng(seed)
    rows = max(1, _CELLS // max(units, turns, 1))
    for start in range(0, replicates, rows):
        number = min(rows, replicates - start)
        # Counting drawn numbers takes a tenth of the time of drawing counts (multinomial).
        drawn = generator.integers(units, size=(number, units))
        places = drawn + np.arange(number)[:, np.newaxis] * units
        counts = np.bincount(places.ravel(), minlength=number * units)
        yield counts.reshape(number, units).astype(np.float64)


def number_of(units: Codes) -> int:
    """Return how many units there are to draw from."""
    return int(units.max(initial=-1)) + 1


def units_behind(values: Floats, figures: Sequence[Weighted], units: Codes) -> Codes:
    """Return on how many units each mean and each other figure rests (M + F,).

    Args:
        values: (n, M), NaN where a turn has no value.
        figures: F figures that are more than a mean.
        units: (n,), as `drawn_together` gives them.
    """
    judged = _summed((~np.isnan(values)).astype(float), units, number_of(units))
    others = [len(np.unique(units[figure.mask])) for figure in figures]
    return np.array([*np.count_nonzero(judged, axis=0), *others], dtype=np.intp)


def replicates_of(
    values: Floats, figures: Sequence[Weighted], units: Codes, replicates: int
) -> Floats:
    """Return the means of columns and other figures in each replicate.

    Args:
        values: (n, M), NaN where a turn has no value.
        figures: F figures that are more than a mean.
        units: (n,), as `drawn_together` gives them.
        replicates: How many times is drawn.

    Returns:
        (B, M + F), NaN where a replicate holds nothing judged; all NaN when there are fewer than
        two units to draw from.
    """
    number = number_of(units)
    if number < 2:
        return np.full((1, values.shape[1] + len(figures)), np.nan)
    judged = ~np.isnan(values)
    sums = _summed(np.where(judged, values, 0.0), units, number)
    sizes = _summed(judged.astype(float), units, number)
    blocks = []
    for counts in count_blocks(number, len(units), replicates):
        weights = counts[:, units] if figures else counts
        others = [figure.over(weights[:, figure.mask]) for figure in figures]
        blocks.append(np.column_stack([_divided(counts @ sums, counts @ sizes), *others]))
    return np.concatenate(blocks)


def means_of(values: Floats) -> Floats:
    """Return the mean of each column (M,) of values (n, M), NaN left out; NaN without any."""
    judged = ~np.isnan(values)
    return _divided(np.where(judged, values, 0.0).sum(axis=0), judged.sum(axis=0).astype(float))


def _summed(values: Floats, units: Codes, number: int) -> Floats:
    """The sum over the turns of each unit (number, M)."""
    sums = np.zeros((number, values.shape[1]))
    np.add.at(sums, units, values)
    return sums


def _divided(sums: Floats, sizes: Floats) -> Floats:
    means: Floats = np.divide(sums, sizes, out=np.full(sums.shape, np.nan), where=sizes > 0)
    return means
