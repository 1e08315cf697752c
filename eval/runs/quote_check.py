"""Whether a quote is what it says: its words at its place, and the place as the document has it."""

from assistant.answer import Quote
from assistant.quoting.cite import references_behind
from eval.targets.target import PassageText
from ingest.document import page_at
from ingest.passage import Passage


def stands_there(quote: Quote, passage: PassageText) -> bool:
    """Return whether a quote is the text at its place, under the passage's own section.

    Where the whole passage is known, the page must be its page there, and the references named must
    be those behind these words.
    """
    text = passage.text[max(0, quote.start) : max(0, quote.end)]
    if not text or text != quote.quote:
        return False
    if passage.section and quote.section != passage.section:
        return False
    return passage.whole is None or _is_of(quote, passage.whole)


def _is_of(quote: Quote, passage: Passage) -> bool:
    mark = page_at(passage.pages, quote.start)
    behind = {key for key, _ in references_behind(passage, quote.start, quote.end)}
    named = {reference.key for reference in quote.references}
    return quote.page == (mark.page if mark else None) and named == behind
