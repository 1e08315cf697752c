"""What an earlier question and its answer were about: things by name, the subject, list items.

Only what was asked and quoted is read, so the same exchange gives the same every time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answer import Answer, Exchange, Language, Question
from assistant.follow_ups.signs import Sort
from assistant.follow_ups.words import SIGNS, SORT_OF_NOUN
from assistant.quoting.evidence_span import first_cell
from assistant.understanding.question import Analysis, analyse
from assistant.understanding.question_kinds import QuestionKind
from assistant.understanding.question_words import FRAME_WORDS, FUNCTION_WORDS
from ingest.literals import find_literals

# Words of a subject that stands in place of a pronoun or beside it.
LONGEST_SUBJECT = 16
# Kinds of question that ask for a name, so that what is asked of next is in the answer.
ASKS_A_NAME: frozenset[QuestionKind] = frozenset({"who", "where", "which", "name", "list"})
# Kinds of question that are asked of a whole statement, not of a thing in it.
ABOUT_THE_WHOLE: frozenset[QuestionKind] = frozenset({"source", "place_in_dossier", "why"})
# Letters at which two words are taken for the same.
SHARED_LETTERS = 7
SHORTEST_BEGINNING = 5
_ACTING = frozenset({"organisation", "person"})
NAME_KINDS = frozenset({"name", "acronym"})

# "Wat voor plek is STUK?" asks what the name stands for, not for a name.
_OF_A_KIND = re.compile(r"\b(?:wat voor|soort|kind of|sort of|type|genre)\b")
_WORD = re.compile(r"[^\W_]+")
_LABELLED = re.compile(r"(?:\A|; )([^:;]{1,40}): ([^;]+)")
_ITEM = re.compile(r"^\s*(?:\d+[.)]|[-•*])\s+(.+)$", re.M)
_NUMBERED = re.compile(r"\(\d\)\s*([^();]+)")
# "op drie thema's: culturele democratie, internationale solidariteit en capaciteitsopbouw"
_SERIES = re.compile(
    r":\s((?:(?!\sen\s)[^,.:;()]){3,40}(?:,\s(?:(?!\sen\s)[^,.:;()]){3,40})*\s(?:en|of)\s[^,.:;()]{3,40}?)"
    r"(?=\s?[.;(]|$)"
)
_HEAD = re.compile(r"[^,;:(–]+")
_TAKEN_ALONG = re.compile(r"\(([^()]{3,})\)\s*[?.!]*$")
_DEMONYM = re.compile(
    r"[A-ZÀ-Ý][a-zà-ÿ-]+(?:se|sch|sche|ish|ian|ean|ese|ees|ench|utch|aise?|enne?)"
)
# Where all of it plays; a question is hardly ever asked of these as such.
_SCENE = re.compile(
    r"(?:Vlaams\w*|Vlaanderen|Flanders|Flemish|Flandre|Belgi\w*|Belgique|Belgium|Europ\w*|Brussels?)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Something a next question may be about.

    Attributes:
        text: Its name, or the words of the question about it.
        sort: What it is, None when that cannot be told.
        named: Whether it is a name, that can stand in place of a pronoun.
    """

    text: str
    sort: Sort | None
    named: bool


def sort_of_noun(word: str) -> Sort | None:
    """Return what a noun names ("steunpunt" an organisation), or None."""
    for sort, pattern in _noun_patterns():
        if pattern.fullmatch(word.lower()):
            return sort
    return None


@cache
def _noun_patterns() -> tuple[tuple[Sort, re.Pattern[str]], ...]:
    return tuple((sort, re.compile(pattern)) for sort, pattern in SORT_OF_NOUN)


def subjects_of(exchange: Exchange) -> tuple[Subject, ...]:
    """Return the things by name that an exchange was about, the likeliest first."""
    answer = exchange.answer
    analysis = analyse(Question(exchange.question, language=answer.language))
    asked = tuple(_typed(name, answer) for name in names_in(exchange.question, answer.language))
    given = tuple(_given(analysis, answer, asked))
    asks_a_name = analysis.kind in ASKS_A_NAME and not _OF_A_KIND.search(analysis.text.lower())
    found = (*given, *asked) if asks_a_name or not asked else (*asked, *given)
    return tuple({subject.text.lower(): subject for subject in reversed(found)}.values())[::-1]


def _given(analysis: Analysis, answer: Answer, asked: Sequence[Subject]) -> Iterator[Subject]:
    """What the answer names: its short answer, the first cell of its row, a name in its quote."""
    said = analysis.text.lower()
    head = asked_noun(analysis.text, answer.language)
    of_a_kind = _OF_A_KIND.search(said) is not None
    wanted = sort_of_noun(head) if head else "place" if analysis.kind == "where" else None
    acts = analysis.kind == "who" or wanted in _ACTING
    row = next((quote.quote for quote in answer.quotes[:1] if quote.kind == "table_row"), "")
    short = () if of_a_kind or analysis.kind in ("when", "how_many") else (answer.short_answer,)
    values = [Subject(value, wanted, named=True) for value in short if value]
    cell = first_cell(row)
    label = row.partition(":")[0].lower()
    of_head = head is not None and head.lower()[:SHORTEST_BEGINNING] in label
    fits = analysis.kind != "list" or of_head or (cell or "").lower() in said
    cells = [_typed(cell, answer)] if cell and fits else []
    if acts:
        yield from (*values, *_acting(row, said), *cells)
    elif cells and wanted == "thing":
        yield from (*cells, *values)
    else:
        yield from (*values, *cells)
    if not row and not answer.short_answer and not asked and (head or analysis.kind in ASKS_A_NAME):
        for quote in answer.quotes[:1]:
            new = [name for name in names_in(quote.quote, "nl") if name.lower() not in said]
            yield from (Subject(name, wanted, named=True) for name in new[:1])


def _acting(row: str, said: str) -> Iterator[Subject]:
    """The organisations and people in a row that the question did not name."""
    for label, cell in _LABELLED.findall(row):
        if not any(sort_of_noun(word) in _ACTING for word in _WORD.findall(label)):
            continue
        for part in re.split(r"\s*[&;]\s*", re.sub(r"\([^()]*\)", "", cell)):
            name = part.strip(" ,")
            if name and not any(word.lower() in said for word in _WORD.findall(name)):
                yield Subject(name, "organisation", named=True)


def names_in(text: str, language: Language) -> tuple[str, ...]:
    """Return the names of things in a text, in order; not those of where everything plays."""
    found: list[str] = []
    functions = _words(FUNCTION_WORDS[language])
    for literal in find_literals(text, language):
        if literal.kind not in NAME_KINDS:
            continue
        words = literal.text.split()
        while words and (words[0].lower() in functions or _DEMONYM.fullmatch(words[0])):
            words = words[1:]
        name = " ".join(words).rstrip("?.!,;:")
        if name and not all(_SCENE.fullmatch(word) for word in words):
            found.append(name)
    return tuple(dict.fromkeys(found))


def _typed(name: str, answer: Answer) -> Subject:
    """A name with what it is, by its own words or by its column in a quoted row."""
    sorts = [sort for word in reversed(_WORD.findall(name)) if (sort := sort_of_noun(word))]
    for quote in answer.quotes:
        if quote.kind != "table_row":
            continue
        for label, cell in _LABELLED.findall(quote.quote):
            if name.lower() in cell.lower() and len(cell) < 200:
                words = re.findall(r"[^\W\d_]+", label)
                sorts += [sort for word in words if (sort := sort_of_noun(word))]
                break
    return Subject(name, sorts[0] if sorts else None, named=True)


def asked_noun(text: str, language: Language) -> str | None:
    """Return the noun that a question asks for ("stad" in "Welke Belgische stad ..."), or None."""
    counting = re.match(SIGNS[language].counting, text, re.IGNORECASE)
    if not counting:
        return None
    functions = _words(FUNCTION_WORDS[language])
    phrase: list[str] = []
    following: list[str] = re.findall(r"[\w'-]+", text[counting.end() :])
    for word in following[:3]:
        if word.lower() in functions:
            break
        phrase.append(word)
        if sort_of_noun(word):
            return word
    return phrase[-1] if phrase else None


def topic_of(exchange: Exchange) -> str:
    """Return what an exchange was about in words of its question, without what asks in it."""
    language = exchange.answer.language
    carried = _TAKEN_ALONG.search(exchange.question)
    if carried:
        outside = exchange.question[: carried.start()]
        kind = analyse(Question(outside, language=language)).kind
        if kind in ABOUT_THE_WHOLE or not _meaning(outside, language):
            return carried.group(1)
    signs = SIGNS[language]
    text = re.sub(r"[()]|[\s?.!]+$", "", exchange.question)
    counting = re.match(signs.counting, text, re.IGNORECASE)
    asking = counting or re.match(signs.interrogative, text, re.IGNORECASE)
    rest = text[asking.end() :].strip() if asking else text
    functions = _words(FUNCTION_WORDS[language]) | _words(FRAME_WORDS[language])
    noun = asked_noun(text, language)
    short = exchange.answer.short_answer
    if counting and noun and short:
        rest = f"{short}{rest.split(noun, 1)[-1]}"
    words = rest.split()
    while words and words[0].lower().strip(",;") in functions:
        words = words[1:]
    while words and words[-1].lower().strip(",;") in functions:
        words = words[:-1]
    return " ".join(words[:LONGEST_SUBJECT])


def items_of(answer: Answer) -> tuple[str, ...]:
    """Return the heads of the items that an answer lists, in order; none when it lists nothing."""
    items: list[str] = []
    for quote in answer.quotes:
        if quote.kind == "list_item":
            items.append(quote.quote)
        elif quote.kind == "table_row" and len(answer.quotes) > 1:
            items.append(first_cell(quote.quote) or quote.quote)
        else:
            items += _ITEM.findall(quote.quote) or _NUMBERED.findall(quote.quote)
    for quote in answer.quotes[:1]:
        named = _SERIES.search(quote.quote) if not items else None
        items += re.split(r",\s|\s(?:en|of)\s", named.group(1)) if named else []
    heads = (_HEAD.match(item.strip()) for item in items)
    return tuple(head.group().strip(" .") for head in heads if head)


def _meaning(text: str, language: Language) -> bool:
    functions = _words(FUNCTION_WORDS[language])
    return any(word.lower() not in functions for word in _WORD.findall(text))


def source_of(answer: Answer) -> str | None:
    """Return the label of the first reference behind an answer ("Goffin et al., 2023"), or None."""
    for quote in answer.quotes:
        for reference in quote.references:
            return reference.label
    return None


def own_words(text: str, language: Language) -> tuple[str, ...]:
    """Return the words of a text that say what it is about, as written.

    Left out are words that ask or join, words about the document, and nouns that only say of what
    sort something is ("project") or are of something else ("budget").
    """
    empty = _words(FUNCTION_WORDS[language]) | _words(FRAME_WORDS[language])
    dependent = _dependent(language)
    return tuple(
        word
        for word in _WORD.findall(text)
        if (len(word) > 2 or word[0].isupper() or word.isdigit())
        and word.lower() not in empty
        and not dependent.fullmatch(word.lower())
    )


@cache
def _dependent(language: Language) -> re.Pattern[str]:
    # Compounds ("cultuurcentrum") and longer derivations ("programmator") say more than a sort.
    plain = "|".join(
        re.sub(r"(^|\|)\\w\*", r"\1", pattern).replace(r"\w*", r"\w{0,4}")
        for _, pattern in SORT_OF_NOUN
    )
    return re.compile(f"{SIGNS[language].relational}|{plain}")


def said_before(text: str, language: Language) -> tuple[str, ...]:
    """Return what was said in a question before a word that may point back to it.

    Neither what is asked for nor the word right before it (a verb, mostly) can be pointed at.

    Args:
        text: The question up to that word.
        language: Its language.
    """
    asking = re.match(SIGNS[language].interrogative, text, re.IGNORECASE)
    rest = text[asking.end() :] if asking else text
    noun = asked_noun(text, language)
    if noun and asking:
        rest = rest.split(noun, 1)[-1]
    rest = re.sub(r"(?<![,;:–-])\s*\b[a-zà-ÿ]+\s*$", "", rest)
    return tuple(word for word in own_words(rest, language) if not _DEMONYM.fullmatch(word))


def all_said(words: Sequence[str], exchange: Exchange) -> bool:
    """Return whether each of some words, or a word that begins like it, was said in an exchange."""
    answer = exchange.answer
    said = " ".join((exchange.question, *(quote.quote for quote in answer.quotes))).lower()
    begins = {word[:SHARED_LETTERS] for word in _WORD.findall(said)}
    return all(_begins(word.lower(), begins) for word in words)


def _begins(word: str, begins: set[str]) -> bool:
    whole = range(SHORTEST_BEGINNING, SHARED_LETTERS)
    return word[:SHARED_LETTERS] in begins or any(word[:length] in begins for length in whole)


@cache
def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())
