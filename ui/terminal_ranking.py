"""The passages found as a person reads them: ranked, with scores, and the questions beside them."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from assistant.answer import Explanation, RankedPassage
from ui.explanation_words import GAP, NARROW, ExplanationWords, add_row
from ui.screen_texts import shown_text

# Passages that are shown; the JSON form holds all.
PASSAGES = 10
WIDEST_ADDRESS = 24
LEAST_ADDRESS = 14
# Columns that the text of a passage needs at least to tell something.
LEAST_TEXT = 20


def passages(words: ExplanationWords, explanation: Explanation) -> Iterator[Text | Table]:
    """The passages found with the score and the place that each channel gave them."""
    hits = explanation.hits
    if not hits:
        if explanation.sought:
            yield Text(words.word("nothing"))
        return
    shown = hits[:PASSAGES]
    if words.width < NARROW:
        yield from _listed(words, shown)
    else:
        yield _ranking(words, shown)
    yield Text(words.word("scores"), style="dim")
    yield Text(words.word("channels"), style="dim")
    if len(hits) > PASSAGES:
        yield Text(words.word("more", count=len(hits) - PASSAGES), style="dim")


def beside(words: ExplanationWords, hits: Sequence[RankedPassage]) -> Iterator[Text | Table]:
    """The known question beside each passage that resembles the one asked most."""
    rows = [
        (f"{rank}", shown_text(one.text), words.percent(one.words), words.percent(one.meaning))
        for rank, one in enumerate((hit.question for hit in hits[:PASSAGES]), start=1)
        if one is not None
    ]
    if words.width < NARROW:
        for rank, question, held, meaning in rows:
            alike = f"{words.word('alike')} {held}, {words.word('meaning')} {meaning}"
            yield Text(f"{rank}. {question} ({alike})")
    elif rows:
        table = words.headed("rank", "question", "alike", "meaning")
        for number in (0, 2, 3):
            table.columns[number].justify = "right"
        for row in rows:
            add_row(table, *row)
        yield table


def _listed(words: ExplanationWords, hits: Sequence[RankedPassage]) -> Iterator[Text]:
    for rank, hit in enumerate(hits, start=1):
        scores = ", ".join(
            f"{words.channel(name)} {cell}" for name, cell in _scores(words, hit).items()
        )
        chance, fused = words.percent(hit.score), words.percent(hit.fused)
        own = f"{words.word('score')} {chance}, {words.word('fused')} {fused}"
        yield Text(f"{rank}. {hit.passage}: {own}; {scores}")


def _ranking(words: ExplanationWords, hits: Sequence[RankedPassage]) -> Table:
    """A table that fits; the text, last in its row, is there only when it has room."""
    channels = list(dict.fromkeys(name for hit in hits for name, _ in hit.channels))
    heads = [words.word(name) for name in ("rank", "passage", "score", "fused")]
    rows = [[*heads, *map(words.channel, channels)]]
    for rank, hit in enumerate(hits, start=1):
        scores = _scores(words, hit)
        own = [str(rank), hit.passage, words.percent(hit.score), words.percent(hit.fused)]
        rows.append([*own, *(scores.get(name, "") for name in channels)])
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    widths[1] = min(widths[1], WIDEST_ADDRESS)
    numbers = sum(widths) - widths[1]
    gap = GAP if numbers + LEAST_ADDRESS + GAP * len(widths) <= words.width else 1
    widths[1] = max(1, min(widths[1], words.width - numbers - gap * len(widths)))
    room = words.width - sum(widths) - gap * len(widths)
    table = Table.grid(padding=(0, gap, 0, 0))
    sides: list[JustifyMethod] = ["right", "left", *(["right"] * (len(widths) - 2))]  # type: ignore[list-item]
    for cells, side in zip(widths, sides, strict=True):
        table.add_column(width=cells, justify=side, no_wrap=True, overflow="ellipsis")
    texts = [words.word("text"), *(shown_text(hit.text) for hit in hits)]
    if room >= LEAST_TEXT:
        table.add_column(width=room, no_wrap=True, overflow="ellipsis")
        rows = [[*row, text] for row, text in zip(rows, texts, strict=True)]
    for number, row in enumerate(rows):
        add_row(table, *row, style="" if number else "bold")
    return table


def _scores(words: ExplanationWords, hit: RankedPassage) -> dict[str, str]:
    """For each channel its score out of 100 with the place in brackets; "-" for nothing."""
    ranks = dict(hit.ranks)
    return {
        name: f"{words.percent(score)} ({ranks[name]})" if name in ranks else
        words.percent(score) if score else "-"
        for name, score in hit.channels
    }  # fmt: skip
