"""What is searched for a question when the glossary or the learnt word table is not there.

The rules are those of `understanding.search_query`; only the source of translations differs.
"""

from collections.abc import Iterator
from dataclasses import replace

from assistant.translation.word_table import word_table
from assistant.understanding.glossary import dutch_words
from assistant.understanding.question import Analysis
from assistant.understanding.question_words import FRAME_WORDS
from assistant.understanding.search_query import (
    LEAST_CERTAIN,
    LIKELY,
    NAME,
    PLAIN,
    TRANSLATED,
    search_query,
)
from index.analysis import words_of
from index.query import Query, Term
from index.stopwords import STOP_WORDS

Way = tuple[str, float]


def plainer_query(analysis: Analysis, glossary: bool, table: bool) -> Query:
    """Return what is searched with only some of the sources of translations.

    Args:
        analysis: The question taken apart.
        glossary: Whether the glossary is used.
        table: Whether the word table is.
    """
    usual = search_query(analysis)
    if glossary and table:
        return usual
    if glossary:
        terms = tuple(_without_table(usual, analysis))
    else:
        terms = tuple(_without_glossary(analysis, table)) or usual.terms
    likely = (word for term in terms for word in _likely(term) if analysis.language != "nl")
    return replace(usual, terms=terms, text=" ".join((analysis.text, *likely)))


def _without_table(query: Query, analysis: Analysis) -> Iterator[Term]:
    """The terms with what the glossary says alone; a word it does not know stays itself."""
    known = frozenset(dutch_words(analysis.text, analysis.language))
    for term in query.terms:
        own = term.asked.split()
        others = tuple(way for way in term.words if way[0] not in own and way[0] in known)
        kept = term.words[: len(own)] if others else tuple(_itself(own, analysis))
        yield Term(term.asked, (*kept, *others))


def _without_glossary(analysis: Analysis, table: bool) -> Iterator[Term]:
    """A term for each word, with what the word table says when that is used."""
    frame = frozenset(FRAME_WORDS[analysis.language].split())
    for word in words_of(analysis.text):
        if word in STOP_WORDS or word in frame:
            continue
        others = _from_table(word, analysis) if table else ()
        (own,) = _itself([word], analysis)
        if others and own[1] == PLAIN:
            own = (word, TRANSLATED)
        yield Term(word, (own, *others))


def _from_table(word: str, analysis: Analysis) -> tuple[Way, ...]:
    if analysis.language == "nl" or word.isdigit():
        return ()
    found = word_table(analysis.language).get(word, ())
    whole = max(LEAST_CERTAIN, sum(chance for _, chance in found))
    return tuple((translation, chance / whole) for translation, chance in found)


def _itself(words: list[str], analysis: Analysis) -> Iterator[Way]:
    names = {name.lower() for name in analysis.names}
    for word in words:
        yield word, NAME if word in names or word[:1].isdigit() else PLAIN


def _likely(term: Term) -> Iterator[str]:
    own = term.asked.split()
    return (word for word, weight in term.words if weight >= LIKELY and word not in own)
