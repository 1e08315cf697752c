"""The real assistant, broken on purpose in ways that happen: what an evaluation must notice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from assistant.answer import Answer, Question
from assistant.assistant import Assistant
from assistant.events import AnswerReady, Event
from assistant.tuning import Tuning, shipped_tuning
from index.store import Index


class Altering:
    """Answers as the assistant does, its answer altered afterwards."""

    def __init__(self, assistant: Assistant, alter: Callable[[Answer], Answer]) -> None:
        """Take what answers and what is done to the answer."""
        self.index = assistant.index
        self._assistant = assistant
        self._alter = alter

    def stream(self, question: Question) -> Iterator[Event]:
        """Yield what the assistant yields, but for the answer."""
        for event in self._assistant.stream(question):
            if isinstance(event, AnswerReady):
                yield AnswerReady(self._alter(event.answer))
            else:
                yield event


class Silent:
    """A lexical field that finds nothing; in all else the one it stands for."""

    def __init__(self, field: Any) -> None:
        """Take the field."""
        self._field = field

    def __getattr__(self, name: str) -> Any:
        """Be the field."""
        return getattr(self._field, name)

    def __len__(self) -> int:
        """Be as long as the field."""
        return len(self._field)

    def scores(self, keys: Any) -> Any:
        """Give no passage a score."""
        return np.zeros_like(self._field.scores(keys))


def silence(index: Index, channel: str, monkeypatch: Any) -> None:
    """Drop a channel: it gives no passage a score any more."""
    if channel in ("dense", "expansion"):
        part = {"dense": "_embeddings", "expansion": "_expansion"}[channel]
        monkeypatch.setattr(index, part, None)
    else:
        silenced = {**index._fields, channel: Silent(index._fields[channel])}
        monkeypatch.setattr(index, "_fields", silenced)


def weighing_nothing(channel: str) -> Tuning:
    """What is shipped, but that a channel counts for nothing when the channels become one score."""
    shipped = shipped_tuning()
    channels = {name: {**own, channel: 0.0} for name, own in shipped.channels.items()}
    return replace(shipped, channels=channels)


def answering_from(threshold: float) -> Tuning:
    """What is shipped, but answering from this chance on: below 0 is always, above 1 never."""
    shipped = shipped_tuning()
    thresholds = dict.fromkeys(shipped.calibration.thresholds, threshold)
    return replace(shipped, calibration=replace(shipped.calibration, thresholds=thresholds))


def forgetting_weights() -> Tuning:
    """What is shipped, but that the weights of sentences are lost: the first sentence wins."""
    shipped = shipped_tuning()
    return replace(shipped, sentences=dict.fromkeys(shipped.sentences, 0.0))


def with_shifted_offsets(answer: Answer) -> Answer:
    """Point each quote one character further than where it stands."""
    quotes = (replace(one, start=one.start + 1, end=one.end + 1) for one in answer.quotes)
    return replace(answer, quotes=tuple(quotes))


def with_swapped_markers(answer: Answer) -> Answer:
    """Exchange the numbers of the first two quotes, but not those in the text."""
    if len(answer.quotes) < 2:
        return answer
    first, second, *rest = answer.quotes
    swapped = (replace(second, marker=first.marker), replace(first, marker=second.marker))
    return replace(answer, quotes=(*swapped, *rest))


def with_swapped_places(answer: Answer) -> Answer:
    """Exchange section, page and references of the first two quotes that differ in section."""
    for number, other in enumerate(answer.quotes[1:], start=1):
        first = answer.quotes[0]
        if other.section == first.section:
            continue
        names = ("section", "section_title", "section_path", "page", "page_basis", "references")
        swapped = list(answer.quotes)
        swapped[0] = replace(first, **{name: getattr(other, name) for name in names})
        swapped[number] = replace(other, **{name: getattr(first, name) for name in names})
        return replace(answer, quotes=tuple(swapped))
    return answer


def with_moved_references(answer: Answer) -> Answer:
    """Give each quote the references of the next one."""
    moved = (*answer.quotes[1:], *answer.quotes[:1])
    pairs = zip(answer.quotes, moved, strict=True)
    quotes = (replace(one, references=other.references) for one, other in pairs)
    return replace(answer, quotes=tuple(quotes))
