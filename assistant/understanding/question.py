"""From the words of a question to what it asks: language, kind, names, numbers, manner.

Only the question itself is read here, never the dossier; the tables are in `question_words`,
`question_kinds` and `question_manners`.
"""

import re
from dataclasses import dataclass
from functools import cache

from assistant.answer import Language, Note, Question, Status
from assistant.understanding.glossary import dutch_words
from assistant.understanding.question_kinds import AMOUNTS, KINDS, QuestionKind
from assistant.understanding.question_manners import (
    ABUSE,
    ORDERS,
    PERSONAL_DATA,
    SMALL_TALK,
    WEATHER,
)
from assistant.understanding.question_words import (
    CHARACTER_HABITS,
    FRAME_WORDS,
    FUNCTION_WORDS,
    NUMBER_WORDS,
)

LANGUAGES: tuple[Language, ...] = ("nl", "en", "fr")
FUNCTION_WORD_WEIGHT = 1.0
CHARACTER_HABIT_WEIGHT = 0.3
# Characters in which the way of asking is looked for.
LONGEST_READ = 2000

_WORD = re.compile(r"[^\W_]+(?:[-'’&./][^\W_]+)*", re.UNICODE)
# "Belgische", "Europese", "Flemish", "Italian": written with a capital, but no names.
_DEMONYM = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ-]+(?:se|sch|sche|ish|ian|ean|ese|ench|utch)")
_MARKUP = re.compile(r"<(?:script|style)\b[^>]{0,200}>.{0,2000}?</|</?[a-zA-Z][^<>]{0,200}>", re.S)
_QUOTED = re.compile(r"[\"“”„«‘]\s*([^\"“”„«»‘’]{2,80}?)\s*[\"“”»’]")


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a question asks for.

    Attributes:
        text: The question without HTML tags, white space made single.
        language: Its language, given or recognised.
        kind: What sort of answer it wants.
        words: Its content words in lower case, in order, without repeats.
        dutch: Dutch policy words for what it says, from the glossary.
        names: Capitalised words, acronyms and quoted titles in it, as written.
        numbers: Years and other figures in it, as written.
        count: How many things it asks for ("welke drie ..."), or None.
        manner: A status other than "answered" when the question is no question to a dossier.
        wants_source: Whether it asks where something comes from.
        wants_amount: Whether it asks for a sum of money.
        notes: What the asker should know about how the question was read.
        shown: Ids of passages that were quoted before and are not wanted again.
    """

    text: str
    language: Language
    kind: QuestionKind
    words: tuple[str, ...]
    dutch: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    count: int | None = None
    manner: Status = "answered"
    wants_source: bool = False
    wants_amount: bool = False
    notes: tuple[Note, ...] = ()
    shown: tuple[str, ...] = ()


def analyse(question: Question) -> Analysis:
    """Return what `question` asks for; never fails, whatever the text."""
    text = " ".join(_MARKUP.sub(" ", question.text).split())
    language = question.language or recognise_language(text)
    kind = question_kind(text, language)
    words = content_words(text, language)
    return Analysis(
        text=text,
        language=language,
        kind=kind,
        words=words,
        dutch=dutch_words(text, language),
        names=_names(text, language),
        numbers=tuple(dict.fromkeys(re.findall(r"\d+(?:[.,]\d+)*", text))),
        count=_count(text, language),
        manner=_manner(text, words),
        wants_source=kind == "source",
        wants_amount=re.search(AMOUNTS, text.lower()) is not None,
    )


def recognise_language(text: str) -> Language:
    """Return the language of a short text by function words and letter habits; Dutch on a tie."""
    lowered = f" {text.lower().replace('’', chr(39))} "
    words = re.findall(r"[^\W\d_]+", lowered)
    scores = {
        language: FUNCTION_WORD_WEIGHT * sum(word in _function_words(language) for word in words)
        + CHARACTER_HABIT_WEIGHT * sum(lowered.count(habit) for habit in CHARACTER_HABITS[language])
        for language in LANGUAGES
    }
    return max(LANGUAGES, key=lambda language: scores[language])


def content_words(text: str, language: Language) -> tuple[str, ...]:
    """Return the words of `text` that carry meaning, in lower case, in order, without repeats.

    Words about the document as such ("dossier", "vermeldt") only count when there are no others.
    """
    stop = _function_words(language)
    words = (match.group().lower() for match in _WORD.finditer(text.replace("’", "'")))
    if language == "fr":
        words = (re.sub(r"^(?:[cdjlmnst]|qu)'", "", word) for word in words)
    kept = dict.fromkeys(w for w in words if w not in stop and (len(w) > 1 or w.isdigit()))
    frame = frozenset(FRAME_WORDS[language].split())
    return tuple(word for word in kept if word not in frame) or tuple(kept)


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(FUNCTION_WORDS[language].split())


@cache
def _kind_patterns(language: str) -> tuple[tuple[QuestionKind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in KINDS[language])


def question_kind(text: str, language: Language) -> QuestionKind:
    """Return what sort of answer a question wants, by the way it is asked."""
    lowered = text[:LONGEST_READ].lower().replace("’", "'")
    for kind, pattern in _kind_patterns(language):
        if pattern.search(lowered):
            return kind
    return "other"


def _names(text: str, language: Language) -> tuple[str, ...]:
    """Names: capitalised words that do not merely open the question, acronyms, quoted titles."""
    found = [match.group(1) for match in _QUOTED.finditer(text)]
    opening = True
    for match in _WORD.finditer(text):
        word = match.group()
        capital = any(character.isupper() for character in word)
        everyday = word[1:].islower() and word.lower() in _function_words(language)
        plain_opening = opening and not any(character.isupper() for character in word[1:])
        adjective = _DEMONYM.fullmatch(word) is not None
        if capital and not everyday and not plain_opening and not adjective:
            found.append(word)
        opening = text[match.end() : match.end() + 1] in {".", "?", "!", ":"}
    return tuple(dict.fromkeys(found))


def _count(text: str, language: Language) -> int | None:
    """How many things are asked for: a small number word or digit, not a year."""
    number_words = NUMBER_WORDS[language].split()
    for word in re.findall(r"[^\W_]+", text.lower()):
        if word in number_words:
            return number_words.index(word) + 2
        if word.isdecimal() and len(word) < 3 and 2 <= int(word) <= 12:
            return int(word)
    return None


@cache
def _manner_patterns() -> tuple[tuple[Status, re.Pattern[str]], ...]:
    return (
        ("refused", re.compile(ABUSE)),
        ("refused", re.compile(PERSONAL_DATA)),
        ("out_of_scope", re.compile(ORDERS)),
        ("out_of_scope", re.compile(WEATHER)),
    )


@cache
def _pleasantry() -> re.Pattern[str]:
    return re.compile(rf"{SMALL_TALK}\b[\s,.!?…:;()-]*")


def _is_small_talk(text: str) -> bool:
    """Whether `text` is nothing but greetings, thanks and the like, one after another."""
    place = 0
    # Piece by piece: one pattern for the whole would try a long row in every division.
    while found := _pleasantry().match(text, place):
        place = found.end()
    return 0 < place == len(text)


def _manner(text: str, words: tuple[str, ...]) -> Status:
    lowered = text[:LONGEST_READ].lower().replace("’", "'")
    for status, pattern in _manner_patterns():
        if pattern.search(lowered):
            return status
    if _is_small_talk(lowered.lstrip(" ,.!?¡¿")):
        return "out_of_scope"
    return "answered" if words else "needs_clarification"
