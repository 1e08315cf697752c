"""Which page each element stands on, proved from what a converted text still shows.

Every element has an interval of possible pages. Facts narrow the intervals until nothing changes:
a heading stands on the page the table of contents gives, a footnote stands on the page of its
call, the text after a block of footnotes on the next page, and so does the rest of a sentence,
list or table that a page break cut. Where an interval holds one page, that page is proved.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """How many page breaks lie between an element and the one before it, at least and at most."""

    least: int
    most: int


SAME_PAGE = Step(0, 0)
NEXT_PAGE = Step(1, 1)
# A block always reaches the page after the one before it, unless something unseen lies between.
MAYBE_NEXT = Step(0, 1)
UNKNOWN = Step(0, 10_000)


def prove_pages(
    steps: Sequence[Step], known: dict[int, int], together: Sequence[tuple[int, int]]
) -> list[int | None]:
    """Return the proved page of each element, None where more than one is possible.

    Args:
        steps: For each element the step from the one before; the first is not used.
        known: Element -> page, from the table of contents.
        together: Pairs of elements that stand on one page (a footnote and its call).

    Raises:
        ContradictoryPages: The facts cannot all be true.
    """
    low = [known.get(place, 0) for place in range(len(steps))]
    high = [known.get(place, 100_000) for place in range(len(steps))]
    changed = True
    while changed:
        before = (tuple(low), tuple(high))
        _forward(steps, low, high)
        _backward(steps, low, high)
        for one, other in together:
            low[one] = low[other] = max(low[one], low[other])
            high[one] = high[other] = min(high[one], high[other])
        for place, (least, most) in enumerate(zip(low, high, strict=True)):
            if least > most:
                raise ContradictoryPages(place)
        changed = before != (tuple(low), tuple(high))
    return [least if least == most else None for least, most in zip(low, high, strict=True)]


class ContradictoryPages(Exception):
    """The facts about pages exclude each other; `element` is where it shows."""

    def __init__(self, element: int) -> None:
        """Keep the element."""
        super().__init__(f"no page is possible for element {element}")
        self.element = element


def _forward(steps: Sequence[Step], low: list[int], high: list[int]) -> None:
    for place in range(1, len(steps)):
        low[place] = max(low[place], low[place - 1] + steps[place].least)
        high[place] = min(high[place], high[place - 1] + steps[place].most)


def _backward(steps: Sequence[Step], low: list[int], high: list[int]) -> None:
    for place in range(len(steps) - 1, 0, -1):
        low[place - 1] = max(low[place - 1], low[place] - steps[place].most)
        high[place - 1] = min(high[place - 1], high[place] - steps[place].least)
