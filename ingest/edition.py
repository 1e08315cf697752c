"""What became of each address when a document got a new edition.

Pure: the passages of both editions in, one row per address out. It changes nothing.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ingest.passage import Passage

Fate = Literal["stayed", "moved", "changed", "went", "came"]

SAME_PASSAGE = 0.6  # share of words in common from which two texts are versions of one


@dataclass(frozen=True, slots=True)
class AddressChange:
    """The fate of one passage.

    Attributes:
        fate: "stayed" (same address, same text), "moved" (same text, other address), "changed"
            (other text; the address may differ too), "went" (gone) or "came" (new).
        old: Address in the earlier edition, None for one that came.
        new: Address in the new edition, None for one that went.
    """

    fate: Fate
    old: str | None
    new: str | None


def compare_editions(old: Iterable[Passage], new: Iterable[Passage]) -> tuple[AddressChange, ...]:
    """Return the fate of every old address in order, then the addresses that came.

    Every address of both editions occurs exactly once. Equal texts are paired before similar
    ones, so inserting a paragraph moves its neighbours instead of changing them all.
    """
    before = {passage.id: passage for passage in old}
    after = {passage.id: passage for passage in new}
    partner = _same_text(before, after)
    _same_place(before, after, partner)
    _similar_text(before, after, partner)
    changes = [_change(passage, after, partner.get(passage.id)) for passage in before.values()]
    taken = set(partner.values())
    changes += (AddressChange("came", None, id_) for id_ in after if id_ not in taken)
    return tuple(changes)


def _change(old: Passage, after: dict[str, Passage], new_id: str | None) -> AddressChange:
    if new_id is None:
        return AddressChange("went", old.id, None)
    if after[new_id].text != old.text:
        return AddressChange("changed", old.id, new_id)
    return AddressChange("stayed" if new_id == old.id else "moved", old.id, new_id)


def _same_text(before: dict[str, Passage], after: dict[str, Passage]) -> dict[str, str]:
    partner = {
        id_: id_
        for id_, passage in before.items()
        if id_ in after and after[id_].text == passage.text
    }
    free: dict[tuple[str, str], deque[str]] = defaultdict(deque)
    for id_, passage in after.items():
        if id_ not in partner:
            free[passage.kind, passage.text].append(id_)
    for id_, passage in before.items():
        candidates = free.get((passage.kind, passage.text))
        if id_ not in partner and candidates:
            partner[id_] = candidates.popleft()
    return partner


def _same_place(
    before: dict[str, Passage], after: dict[str, Passage], partner: dict[str, str]
) -> None:
    taken = set(partner.values())
    for id_, passage in before.items():
        if id_ in partner or id_ not in after or id_ in taken:
            continue
        if _likeness(_words(passage), _words(after[id_])) >= SAME_PASSAGE:
            partner[id_] = id_


def _similar_text(
    before: dict[str, Passage], after: dict[str, Passage], partner: dict[str, str]
) -> None:
    taken = set(partner.values())
    free = {id_: _words(passage) for id_, passage in after.items() if id_ not in taken}
    for id_, passage in before.items():
        if id_ in partner or not free:
            continue
        words = _words(passage)
        best = max(free, key=lambda other: _likeness(words, free[other]))
        if _likeness(words, free[best]) >= SAME_PASSAGE:
            partner[id_] = best
            del free[best]


def _words(passage: Passage) -> Counter[str]:
    return Counter(re.findall(r"\w+", passage.text.casefold()))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the overlap of two bags of words, 0..1 (Dice, 1945)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
