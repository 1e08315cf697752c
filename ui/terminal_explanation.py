"""Why an answer is what it is, as tables that a person reads; `ui.terminal_answer` prints them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from rich.table import Table
from rich.text import Text

from assistant.answer import Explanation, Language
from assistant.explaining.explained import Doubt, ExplainedSentence, Reading, SoughtTerm
from ui.explanation_words import WHOLE, ExplanationWords, add_row, plain_table
from ui.screen_texts import screen_text, shown_text
from ui.terminal_ranking import beside, passages

# The features that compare a question with those known to have no answer.
BY_UNANSWERED = ("like_answered", "nearest_unanswered", "other_words")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is explained.

    Attributes:
        head: What it is about.
        lines: Its paragraphs and tables, in order.
    """

    head: str
    lines: tuple[Text | Table, ...]


def explanation_parts(explanation: Explanation, language: Language, width: int) -> tuple[Part, ...]:
    """Return an explanation as parts to print, in the order in which things came about.

    Args:
        explanation: Why the answer is what it is.
        language: That of the answer.
        width: Columns that there are.
    """
    words = ExplanationWords(language, width)
    parts = (
        ("reading", _reading(words, explanation.reading)),
        ("sought", _sought(words, explanation)),
        ("passages", passages(words, explanation)),
        ("beside", beside(words, explanation.hits)),
        ("sentences", _sentences(words, explanation.sentences)),
        ("answerability", _answerability(words, explanation)),
    )
    return tuple(Part(words.word(name), lines) for name, found in parts if (lines := tuple(found)))


def _reading(words: ExplanationWords, reading: Reading | None) -> Iterator[Table]:
    """How the question was read; what does not hold for it is left out."""
    if reading is None:
        return
    tongue = screen_text("tongue", words.language, words.language)
    rows = {
        "language": words.word("recognised" if reading.recognised else "given", tongue=tongue),
        "kind": screen_text("kind_asked", reading.kind, words.language),
        "read_as": reading.read_as,
        "spelling": reading.spelling,
        "names": ", ".join(reading.names),
        "numbers": ", ".join(reading.numbers),
    }
    table = plain_table("", "")
    for name, value in rows.items():
        if value:
            add_row(table, words.word(name), shown_text(value))
    yield table


def _sought(words: ExplanationWords, explanation: Explanation) -> Iterator[Text | Table]:
    """Each word of the question with what was sought for it."""
    if explanation.sought:
        table = words.headed("asked", "words", "origin")
        for term in explanation.sought:
            add_row(table, shown_text(term.asked), _words(words, term), _origins(words, term))
        yield table
    elif explanation.reading is not None and not explanation.hits:
        yield Text(words.word("unsearched"))
        return
    if explanation.terms:
        stems = shown_text(", ".join(explanation.terms))
        yield Text(words.word("terms", stems=stems), style="dim")


def _words(words: ExplanationWords, term: SoughtTerm) -> str:
    return ", ".join(
        f"{shown_text(one.word)} ({words.number(one.weight, 2).rstrip('0').rstrip('.,')})"
        for one in term.sought
    )


def _origins(words: ExplanationWords, term: SoughtTerm) -> str:
    named = (screen_text("origin", one.origin, words.language) for one in term.sought)
    return ", ".join(dict.fromkeys(filter(None, named)))


def _sentences(
    words: ExplanationWords, sentences: Sequence[ExplainedSentence]
) -> Iterator[Text | Table]:
    """The likeliest sentences, then what their scores are made of, side by side."""
    if not sentences:
        return
    letters = ascii_uppercase[: len(sentences)]
    listed = plain_table("", "")
    for letter, one in zip(letters, sentences, strict=True):
        chance = words.word("chance", value=words.percent(one.chance))
        said = Text.assemble((f"{one.passage}, {chance}\n", "bold"), shown_text(one.text))
        add_row(listed, letter, said)
    yield listed
    yield Text()
    table = words.headed("part")
    for letter in letters:
        table.add_column(Text(letter, style="bold"), justify="right", no_wrap=True)
    parts = [dict(one.parts) for one in sentences]
    names = dict.fromkeys(name for own in parts for name in own)
    for name in sorted(names, key=lambda name: -max(abs(own.get(name, 0)) for own in parts)):
        cells = (words.points(own.get(name, 0.0)) for own in parts)
        add_row(table, screen_text("sentence_part", name, words.language), *cells)
    totals = (words.number(one.score, 1) for one in sentences)
    add_row(table, words.word("total"), *totals, style="bold")
    yield table
    yield Text(words.word("points"), style="dim")


def _answerability(words: ExplanationWords, explanation: Explanation) -> Iterator[Text | Table]:
    """What speaks for and against an answer, and what came out."""
    doubt = explanation.doubt
    if doubt is not None:
        yield _doubts(words, doubt)
        if any(name in doubt.assumed for name, _ in doubt.parts):
            yield Text(words.word("assumed"), style="dim")
    if doubt is not None or explanation.hits:
        value = words.number(WHOLE * explanation.answerability, 1)
        threshold = words.number(WHOLE * explanation.threshold, 1)
        yield Text(words.word("confidence", value=value, threshold=threshold))
    if doubt is not None and _is_against(doubt):
        alike = words.percent(doubt.likeness)
        question = f"“{shown_text(doubt.unanswered)}”"
        yield Text(words.word("unanswered", value=alike, question=question))


def _doubts(words: ExplanationWords, doubt: Doubt) -> Table:
    table = words.headed("doubt", "amount")
    table.columns[1].justify = "right"
    add_row(table, words.word("start"), words.points(doubt.start))
    for name, value in sorted(doubt.parts, key=lambda part: -abs(part[1])):
        mark = " *" if name in doubt.assumed else ""
        label = screen_text("answer_part", name, words.language)
        add_row(table, f"{label}{mark}", words.points(value))
    total = doubt.start + sum(value for _, value in doubt.parts)
    add_row(table, words.word("total"), words.points(total), style="bold")
    return table


def _is_against(doubt: Doubt) -> bool:
    """Whether likeness to questions without an answer is what speaks most against one."""
    against, value = min(doubt.parts, key=lambda part: part[1], default=("", 0.0))
    return bool(doubt.unanswered) and against in BY_UNANSWERED and value < 0
