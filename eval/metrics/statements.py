"""An answer's text as statements, each with the quotes that its markers such as [1] point to.

A marker stands behind the statement it belongs to. A long quote has one marker, behind its last
sentence: its other sentences count as cited only when they stand literally in that quote.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Answer, Quote
from ingest.sentences import sentence_spans

_MARKERS = re.compile(r"\[\d{1,6}\](?:\s*\[\d{1,6}\])*")
_ITEM = re.compile(r"\A[-•–*]\s+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an answer.

    Attributes:
        text: The sentence without its markers and without the dash of an item in a list.
        marked: Whether a marker stands right behind it.
        quotes: The quotes of the markers right behind it, else of the next ones.
    """

    text: str
    marked: bool
    quotes: tuple[Quote, ...]

    @property
    def literal(self) -> bool:
        """Whether its words stand literally in one of its quotes."""
        words = _spaced(self.text)
        return any(words in _spaced(quote.quote) for quote in self.quotes)

    @property
    def cited(self) -> bool:
        """Whether it has a quote: its own, or one of the next markers that holds it."""
        return bool(self.quotes) and (self.marked or self.literal)


def statements_of(answer: Answer) -> tuple[Statement, ...]:
    """Return the statements of an answer in order.

    A sentence that only introduces what follows (it ends in ":" and is no part of a quote) is no
    statement.
    """
    by_marker = {quote.marker: quote for quote in answer.quotes}
    return tuple(
        statement
        for text, markers in _segments(answer.text)
        for statement in _statements(
            text, tuple(by_marker[marker] for marker in markers if marker in by_marker)
        )
        if statement.literal or not statement.text.endswith(":")
    )


def first_quote(answer: Answer) -> Quote | None:
    """Return the quote a reader meets first: that of the first marker, else the first one."""
    by_marker = {quote.marker: quote for quote in answer.quotes}
    shown = (
        by_marker[marker]
        for _, markers in _segments(answer.text)
        for marker in markers
        if marker in by_marker
    )
    return next(shown, answer.quotes[0] if answer.quotes else None)


def is_rightly_marked(statement: Statement, answer: Answer) -> bool:
    """Whether a marked statement points to the right quote.

    What was quoted must stand in the quote; what was rephrased must not share more words with
    another quote of the answer than with its own.
    """
    if answer.mode == "extractive":
        return statement.literal
    own = max(_shared_words(statement.text, quote.quote) for quote in statement.quotes)
    return all(_shared_words(statement.text, quote.quote) <= own for quote in answer.quotes)


def _segments(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The text up to each run of markers, with their numbers; what is left has none."""
    position = 0
    for match in _MARKERS.finditer(text):
        yield text[position : match.start()], tuple(map(int, re.findall(r"\d+", match[0])))
        position = match.end()
    yield text[position:], ()


def _statements(text: str, quotes: tuple[Quote, ...]) -> Iterator[Statement]:
    sentences = [_ITEM.sub("", text[start:end]) for start, end in sentence_spans(text)]
    sentences = [sentence for sentence in sentences if _WORD.search(sentence)]
    for number, sentence in enumerate(sentences, start=1):
        yield Statement(sentence, bool(quotes) and number == len(sentences), quotes)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _shared_words(text: str, quote: str) -> int:
    return len(_words(text) & _words(quote))


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
