"""The files that tuning writes, as text, and how they differ from those that are there."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.abstaining.abstention import Calibration
from assistant.ranking.channel_weights import ChannelWeights
from assistant.tuning import Tuning

_HEAD = "# Fitted by `dossierwijzer eval tune`, not by hand. What each name says: {}.\n"
# Numbers that differ less are the same: machines add up in another order.
TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is another one in two versions of a file; None where it does not stand.

    Attributes:
        name: Where it stands, with dots between the tables.
        before: The value there was.
        after: The value there is now.
    """

    name: str
    before: float | str | None
    after: float | str | None


def tuned_texts(tuning: Tuning) -> dict[str, str]:
    """Return the text of each file, by name."""
    return {
        "channels.toml": channels_text(tuning.channels),
        "sentences.toml": sentences_text(tuning.sentences),
        "answerability.toml": answerability_text(tuning.calibration),
    }


def channels_text(weights: ChannelWeights) -> str:
    """Return `channels.toml`."""
    tables = (f"\n[{language}]\n{_lines(own)}" for language, own in weights.items())
    return f"{_HEAD.format('index/fusion.py')}{''.join(tables)}"


def sentences_text(weights: Mapping[str, float]) -> str:
    """Return `sentences.toml`."""
    head = _HEAD.format("assistant/ranking/sentence_features.py")
    return f"{head}\n[weights]\n{_lines(weights)}"


def answerability_text(calibration: Calibration) -> str:
    """Return `answerability.toml`."""
    head = _HEAD.format("assistant/abstaining/answerability.py")
    return (
        f'{head}\nanalyser = "{calibration.analyser}"\nintercept = {calibration.intercept}\n'
        f"\n[thresholds]\n{_lines(calibration.thresholds)}"
        f"\n[weights]\n{_lines(calibration.weights)}"
        f"\n[typical]\n{_lines(calibration.typical)}"
    )


def changes_between(before: str, after: str, tolerance: float = 0.0) -> tuple[Change, ...]:
    """Return the values that differ, in the order of the new file, then those that went.

    Args:
        before: Text of a file as it was; one that is no TOML counts as empty.
        after: Its text now.
        tolerance: Numbers that differ no more than this are the same.
    """
    try:
        old = dict(_values(tomllib.loads(before)))
    except tomllib.TOMLDecodeError:
        old = {}
    new = dict(_values(tomllib.loads(after)))
    names = (*new, *(name for name in old if name not in new))
    return tuple(
        Change(name, old.get(name), new.get(name))
        for name in names
        if not _same(old.get(name), new.get(name), tolerance)
    )


def _same(one: float | str | None, other: float | str | None, tolerance: float) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= tolerance
    return one == other


def _values(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, float | str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _values(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _lines(values: Mapping[Any, float]) -> str:
    return "".join(f"{name} = {value}\n" for name, value in values.items())
