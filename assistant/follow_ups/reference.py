"""A question with words that point back ("die organisatie", "daarvan", "they"), made plain.

What they stand for takes their place when it goes by a name, and follows in brackets otherwise.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answer import Exchange, Language
from assistant.follow_ups.ellipsis import YEAR
from assistant.follow_ups.signs import Pointer, Sort
from assistant.follow_ups.subject import (
    Subject,
    all_said,
    items_of,
    names_in,
    own_words,
    said_before,
    sort_of_noun,
    source_of,
    subjects_of,
    topic_of,
)
from assistant.follow_ups.words import PARTICIPLES, SIGNS
from assistant.understanding.question_words import FRAME_WORDS, FUNCTION_WORDS

# Content words up to which a question that says nothing by name may lean on the one before it.
SHORT = 2

_WORD = re.compile(r"[^\W_]+")
_END = re.compile(r"[\s?.!]*$")


@dataclass(frozen=True, slots=True)
class _Found:
    """A word that points back: where it stands, and what is to be put there."""

    start: int
    end: int
    text: str
    bracket: str = ""


def resolved(text: str, exchanges: Sequence[Exchange], language: Language) -> str | None:
    """Return a question with what its words point back to, None when none of them does.

    Args:
        text: The question.
        exchanges: What was asked before; the last one most recent.
        language: Language of the question.
    """
    last = exchanges[-1]
    ordinal = _ordinal(text, last, language)
    if ordinal:
        return ordinal
    found = [
        *_nouns(text, exchanges, language),
        *_definite(text, exchanges, language),
        *_pointers(text, exchanges, language),
    ]
    if not found:
        return None
    kept: list[_Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    result, place = "", 0
    for one in kept:
        result += text[place : one.start] + one.text
        place = one.end
    result += text[place:]
    brackets = dict.fromkeys(one.bracket for one in kept if one.bracket)
    said = result.lower()
    extra = ", ".join(one for one in brackets if one.lower() not in said)
    result = re.sub(r"\s+", " ", _END.sub("", result)).strip()
    result = f"{result[:1].upper()}{result[1:]}"
    if YEAR.search(text):  # it asks about another time than the question before it
        extra = re.sub(r"\s+", " ", YEAR.sub("", extra)).strip()
    return f"{result} ({extra})?" if extra else f"{result}?"


def _ordinal(text: str, exchange: Exchange, language: Language) -> str | None:
    """A listed item where a question has its number ("Wat verstaan ze onder de laatste?")."""
    items = items_of(exchange.answer)
    if len(items) < 2:
        return None
    for number, ordinal in enumerate(SIGNS[language].ordinals):
        pattern = rf"\b(?:de|het|the|la|le|l')\s*(?:{ordinal})(?:\s+(?P<noun>[\w-]+))?"
        found = re.search(pattern, text, re.IGNORECASE)
        if not found or (number >= len(items) and number < len(SIGNS[language].ordinals) - 1):
            continue
        noun = (found.group("noun") or "").lower()
        functions = FUNCTION_WORDS[language].split()
        listed = not noun or noun in functions or noun[:5] in exchange.question.lower()
        if listed:
            item = items[-1 if ordinal == SIGNS[language].ordinals[-1] else number]
            end = found.start("noun") if noun in functions else found.end()
            return re.sub(r"\s+(?=\s|[?.!])", "", f"{text[: found.start()]}{item} {text[end:]}")
    return None


def _nouns(text: str, exchanges: Sequence[Exchange], language: Language) -> Iterator[_Found]:
    """Nouns with a word that points back: "die organisatie", "this project"."""
    for found in _demonstrative(language).finditer(text):
        words = [word for word in (found.group("first"), found.group("second")) if word]
        if _is_relative(text[: found.start()], language):
            continue
        noun = next((word for word in words if sort_of_noun(word)), words[0])
        end = found.start("first") + text[found.start("first") :].find(noun) + len(noun)
        phrase = text[found.start("first") : end]
        if _is_plain(phrase, language) and _leans(text, found.start(), end, exchanges, language):
            verb = re.fullmatch(PARTICIPLES, noun)
            if not sort_of_noun(noun) and (verb or not all_said([noun], exchanges[-1])):
                continue
            subject = _for_noun(noun, exchanges)
            if subject.named:
                yield _Found(found.start(), end, subject.text)
            else:
                yield _Found(found.start(), end, text[found.start() : end], subject.text)


def _definite(text: str, exchanges: Sequence[Exchange], language: Language) -> Iterator[_Found]:
    """A noun with an article that can only be the thing spoken of: "Wat doet het programma?".

    Only where nothing else is named in the question and nothing follows that says which one.
    """
    if names_in(text, language):
        return
    last = exchanges[-1]
    joining = "|".join(re.split(r"[/ ]", SIGNS[language].prepositions))
    pattern = rf"\b(?:de|het|the|le|la)\s+(?P<noun>[^\W\d_]+)\b(?!\s+(?:{joining})\b|[-'’\w])"
    for found in re.finditer(pattern, text, re.IGNORECASE):
        noun = found.group("noun")
        sort = sort_of_noun(noun)
        plain = not own_words(noun, language) and noun.islower()
        subject = next((one for one in subjects_of(last) if sort and one.sort == sort), None)
        if plain and subject and _leans(text, found.start(), found.end(), exchanges, language):
            yield _Found(found.start(), found.end(), found.group(), subject.text)


def _is_relative(before: str, language: Language) -> bool:
    """Whether "die" or "dat" goes on about what stands right before it ("een netwerk dat ...")."""
    words = [word.lower() for word in _WORD.findall(before)]
    asking = re.match(SIGNS[language].interrogative, before, re.IGNORECASE)
    counting = re.match(SIGNS[language].counting, before, re.IGNORECASE)
    verb_only = asking and not counting and len(_WORD.findall(before[asking.end() :])) == 1
    if not words or verb_only or len(words) == 1:
        return False
    return words[-1] == "er" or words[-1] not in FUNCTION_WORDS[language].split()


def _is_plain(phrase: str, language: Language) -> bool:
    """Whether a noun is an ordinary one, not of the document itself and not by name."""
    empty = {*FRAME_WORDS[language].split(), *FUNCTION_WORDS[language].split()}
    words = phrase.split()
    return phrase == phrase.lower() and words[0] not in empty and words[-1] not in empty


def _leans(
    text: str, start: int, end: int, exchanges: Sequence[Exchange], language: Language
) -> bool:
    """Whether what stands at a place in a question can only point outside it.

    It points inside when something new was said before it; much that is new after it explains it.
    """
    before = said_before(text[:start], language)
    after = own_words(text[end:], language)
    return all_said(before, exchanges[-1]) and (
        len(after) <= SHORT or all_said(after, exchanges[-1])
    )


@cache
def _demonstrative(language: Language) -> re.Pattern[str]:
    words = SIGNS[language].demonstrative
    return re.compile(
        rf"(?<![\w-]){words}\s+(?P<first>[^\W\d_][\w'-]+)(?:\s+(?P<second>[^\W\d_][\w'-]+))?",
        re.IGNORECASE,
    )


def _for_noun(noun: str, exchanges: Sequence[Exchange]) -> Subject:
    """What "die ..." with this noun stands for: of its sort, or named by a word that ends in it."""
    sort = sort_of_noun(noun)
    last = exchanges[-1]
    if sort == "work":
        label = source_of(last.answer)
        if label:
            return Subject(label, "work", named=False)
    for subject in subjects_of(last):
        if sort and subject.sort == sort:
            return subject
    for exchange in reversed(exchanges[-2:]):
        compound = re.search(rf"[\w-]*\w{{3,}}-?{re.escape(noun)}\b", exchange.question, re.I)
        if compound:
            return Subject(compound.group(), sort, named=True)
    return _fitting((sort, "thing") if sort else ("thing",), exchanges, exact=sort is not None)


def _fitting(sorts: Sequence[Sort], exchanges: Sequence[Exchange], exact: bool = False) -> Subject:
    """The likeliest thing of a sort, else one of which the sort is not known, else the subject."""
    subjects = subjects_of(exchanges[-1])
    if subjects and not sorts:
        return subjects[0]
    if "proposition" not in sorts[:1]:
        for sort in sorts:
            for subject in subjects:
                if subject.sort == sort:
                    return subject
            if exact:
                break
        for subject in subjects:
            if subject.sort is None:
                return subject
        if subjects and not exact and "proposition" not in sorts:
            return subjects[0]
    return Subject(topic_of(exchanges[-1]), "proposition", named=False)


def _pointers(text: str, exchanges: Sequence[Exchange], language: Language) -> Iterator[_Found]:
    """Words that point back by themselves; the light ones only when there are no others."""
    found = [
        (pointer, match)
        for pointer, pattern in zip(SIGNS[language].pointers, _patterns(language), strict=True)
        for match in pattern.finditer(text)
        if pointer.free
        or all_said(_owners(text[: match.start()], pointer, language), exchanges[-1])
    ]
    heavy = [one for one in found if not one[0].light]
    own = own_words(text, language)
    short = len(own) <= SHORT and all_said(names_in(text, language), exchanges[-1])
    of_document = any(word in text.lower().split() for word in FRAME_WORDS[language].split()[:6])
    if not heavy and (not short or of_document):
        return
    for pointer, match in heavy or found:
        yield _put(match, pointer, text, exchanges, language)


def _owners(before: str, pointer: Pointer, language: Language) -> tuple[str, ...]:
    """The words before one that points back which it may stand for."""
    if not pointer.owner:
        said = said_before(before, language)
        # "Which countries take part in it": a single word that goes with the preposition.
        prepositions = "|".join(re.split(r"[/ ]", SIGNS[language].prepositions))
        idiom = len(said) == 1 and said[0].islower()
        return () if idiom and re.search(rf"\b(?:{prepositions})\s+$", before) else said
    functions = FUNCTION_WORDS[language].split()
    return tuple(word for word in _WORD.findall(before) if word.lower() not in functions)


def owns(phrase: str, language: Language) -> bool:
    """Return whether a phrase opens with a possessive ("hun budget")."""
    pairs = zip(SIGNS[language].pointers, _patterns(language), strict=True)
    return any(pointer.owner and pattern.match(phrase) for pointer, pattern in pairs)


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one.pattern, re.IGNORECASE) for one in SIGNS[language].pointers)


def _put(
    found: re.Match[str],
    pointer: Pointer,
    text: str,
    exchanges: Sequence[Exchange],
    language: Language,
) -> _Found:
    """What is put in place of a word that points back."""
    groups = found.groupdict()
    start, end = found.span("here") if groups.get("here") else found.span()
    subject = _fitting(pointer.sorts, exchanges)
    whole = text[start:end]
    if pointer.form == "keep" or not subject.named:
        return _Found(start, end, whole, subject.text)
    if pointer.form == "after":
        tail = _END.sub("", text[end:])
        return _Found(start, len(text), f"{tail.lstrip()} {subject.text}")
    before = {"with": groups.get("with"), "met": "met", "tot": "tot"}
    preposition = next((before[key] for key in before if groups.get(key)), None)
    return _Found(start, end, f"{preposition} {subject.text}" if preposition else subject.text)
