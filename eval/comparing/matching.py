"""Which turns of two runs are the same question, and which cannot be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from eval.figures import Judgement


@dataclass(frozen=True, slots=True)
class Matched:
    """The turns of two runs side by side.

    Attributes:
        first: Turns of the first run that the second asked too, in the second's order.
        second: The same turns of the second run.
        only_first: Keys of the turns that only the first run asked.
        only_second: Keys of those that only the second asked.
        other_question: Keys under which the two asked different questions.
        other_expectation: Keys of compared turns that were judged by different expectations; each
            was judged by its own.
        not_judged: Keys of compared turns that one of the two could not judge.
    """

    first: tuple[Judgement, ...]
    second: tuple[Judgement, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    other_question: tuple[str, ...]
    other_expectation: tuple[str, ...]
    not_judged: tuple[str, ...]


def matched(first: Sequence[Judgement], second: Sequence[Judgement]) -> Matched:
    """Return the turns of two runs side by side, by key and with the same question."""
    of_first = {judgement.asked.key: judgement for judgement in first}
    of_second = {judgement.asked.key: judgement for judgement in second}
    shared = [(of_first[key], judgement) for key, judgement in of_second.items() if key in of_first]
    pairs = [(one, two) for one, two in shared if _is_same_question(one, two)]
    return Matched(
        first=tuple(one for one, _ in pairs),
        second=tuple(two for _, two in pairs),
        only_first=tuple(key for key in of_first if key not in of_second),
        only_second=tuple(key for key in of_second if key not in of_first),
        other_question=tuple(
            two.asked.key for one, two in shared if not _is_same_question(one, two)
        ),
        other_expectation=tuple(
            two.asked.key for one, two in pairs if one.asked.expected != two.asked.expected
        ),
        not_judged=tuple(
            two.asked.key for one, two in pairs if "not_judged" in (one.outcome, two.outcome)
        ),
    )


def _is_same_question(first: Judgement, second: Judgement) -> bool:
    return first.asked.question.split() == second.asked.question.split()
