"""From a question taken apart to what is searched: its words, and what they may be called in Dutch.

Translations come from the glossary first, from the learnt table where that knows nothing. Each
way of saying a word has a weight, so that a doubtful translation cannot outvote the word itself.
"""

from collections.abc import Iterator, Mapping

from assistant.answer import Language
from assistant.translation.word_table import word_table
from assistant.understanding.glossary import Meaning, meanings
from assistant.understanding.question import Analysis
from assistant.understanding.question_words import FRAME_WORDS
from index.query import Query, Term
from index.stopwords import STOP_WORDS

# What a word itself weighs: as it stands, where there is a translation of it, and in a name.
PLAIN = 1.0
TRANSLATED = 0.4
NAME = 1.5
# What Dutch words from the glossary weigh, together at most so many times one of them.
GLOSSARY: Mapping[Language, float] = {"nl": 0.4, "en": 1.0, "fr": 1.0}
TOGETHER = 2.0
# The chances of the translations of a word count as if they were at least this together.
LEAST_CERTAIN = 0.5
# From this weight on a translation goes into the text for the embedding.
LIKELY = 0.3


def search_query(analysis: Analysis) -> Query:
    """Return what is searched for a question."""
    terms = tuple(_terms(analysis))
    if not terms:
        words = tuple(word for word in analysis.words)
        terms = tuple(Term(word, ((word, PLAIN),)) for word in words)
    asked = tuple((word, NAME if _is_name(word, analysis) else PLAIN) for word in _said(terms))
    return Query(terms, asked, " ".join((analysis.text, *_likely_dutch(terms, analysis.language))))


def _likely_dutch(terms: tuple[Term, ...], language: Language) -> Iterator[str]:
    """The likelier Dutch words for a question in another language, for the embedding."""
    if language != "nl":
        for term in terms:
            own = term.asked.split()
            yield from (word for word, weight in term.words if weight >= LIKELY and word not in own)


def _said(terms: tuple[Term, ...]) -> Iterator[str]:
    return (word for term in terms for word in term.asked.split())


def _terms(analysis: Analysis) -> Iterator[Term]:
    frame = frozenset(FRAME_WORDS[analysis.language].split())
    for meaning in meanings(analysis.text, analysis.language):
        own = tuple(word for word in meaning.words if word not in STOP_WORDS and word not in frame)
        if own:
            yield Term(" ".join(own), tuple(_ways(own, meaning, analysis)))


def _ways(
    own: tuple[str, ...], meaning: Meaning, analysis: Analysis
) -> Iterator[tuple[str, float]]:
    others = tuple(_from_glossary(meaning, analysis.language))
    if not others and analysis.language != "nl":
        others = _from_table(own[0], analysis)
    foreign = analysis.language != "nl" and others
    for word in own:
        name = _is_name(word, analysis)
        yield word, NAME if name else TRANSLATED if foreign else PLAIN
    yield from others


def _from_glossary(meaning: Meaning, language: Language) -> Iterator[tuple[str, float]]:
    words = [word for word in meaning.dutch if word not in meaning.words]
    for word in words:
        yield word, GLOSSARY[language] * min(1.0, TOGETHER / len(words))


def _from_table(word: str, analysis: Analysis) -> tuple[tuple[str, float], ...]:
    if analysis.language == "nl" or (_is_name(word, analysis) and word.isdigit()):
        return ()
    found = word_table(analysis.language).get(word, ())
    whole = max(LEAST_CERTAIN, sum(chance for _, chance in found))
    return tuple((translation, chance / whole) for translation, chance in found)


def _is_name(word: str, analysis: Analysis) -> bool:
    return any(word == name.lower() for name in analysis.names) or word[:1].isdigit()
