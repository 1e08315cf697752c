"""Which turns have something in common: the slices in which figures are given."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from eval.question_set import AskedTurn

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Members:
    """The turns of a slice, by their place in the run.

    Attributes:
        kind: What they share ("language").
        name: Its value ("nl"); "" for all.
        places: In ascending order.
    """

    kind: str
    name: str
    places: tuple[int, ...]


def _sections(asked: AskedTurn) -> Iterable[str]:
    """The section each needed group names first; alternatives do not count as covered."""
    return dict.fromkeys(group[0] for group in asked.expected.sections if group)


_VALUES: dict[str, Callable[[AskedTurn], Iterable[str]]] = {
    "all": lambda asked: [""],
    "language": lambda asked: [asked.language],
    "tag": lambda asked: dict.fromkeys(asked.tags),
    "section": _sections,
    "difficulty": lambda asked: [asked.difficulty],
    "split": lambda asked: [asked.split],
    "turn": lambda asked: ["eerste" if asked.turn == 1 else "volgende"],
}
SLICE_KINDS = tuple(_VALUES)


def members_of(
    asked: Sequence[AskedTurn], kinds: Iterable[str] = SLICE_KINDS
) -> tuple[Members, ...]:
    """Return the slices of turns, kind by kind in the order given, each kind by name.

    The slice of all is there even without turns; a turn can be in several slices of a kind.
    """
    slices = []
    for kind in kinds:
        places: dict[str, list[int]] = defaultdict(list)
        if kind == "all":
            places[""] = []
        for place, turn in enumerate(asked):
            for name in _VALUES[kind](turn):
                places[name].append(place)
        names = sorted(places, key=_natural)
        slices += [Members(kind, name, tuple(places[name])) for name in names]
    return tuple(slices)


def _natural(name: str) -> list[tuple[int, str]]:
    """Sort 5.10 behind 5.9: numbers by value, the rest as text."""
    return [
        (int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(name) if part
    ]
