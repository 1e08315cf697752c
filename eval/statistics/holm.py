"""Many tests at once: p-values that keep the chance of any false alarm."""

from collections.abc import Sequence


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p-values adjusted for their number by stepping down (Holm, 1979).

    Args:
        p_values: Of all tests of one family.

    Returns:
        In the order given; each is at most 1 and never below a smaller one.
    """
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = highest
    return tuple(adjusted)
