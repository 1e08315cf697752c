"""A phrase without a verb ("En in 2015?") put in the earlier question in place of its counterpart.

Years take the place of years, places of places, disciplines of disciplines, names of names; else
the preposition tells which phrase gives way.
"""

import re
from collections.abc import Sequence
from functools import cache

from assistant.answer import Exchange, Language, Question
from assistant.follow_ups.categories import CATEGORIES
from assistant.follow_ups.subject import ABOUT_THE_WHOLE, names_in, subjects_of, topic_of
from assistant.follow_ups.words import SIGNS
from assistant.understanding.question import analyse

YEAR = re.compile(r"\b(?:1[89]|20)\d{2}(?:\s?[-–/]\s?(?:(?:1[89]|20)\d{2}|\d{2}))?\b")

# Exchanges in which a counterpart is looked for.
READ_BACK = 3
# Letters of an ending; a longer rest makes a compound.
LONGEST_ENDING = 3

_END = re.compile(r"\s*[?.!]*\s*$")
_NAME = re.compile(r"[^a-zà-ÿ]*[A-ZÀ-Ý0-9]")


def replaced(phrase: str, exchanges: Sequence[Exchange], language: Language) -> str:
    """Return the earlier question with a phrase in place of what it stands against.

    Args:
        phrase: The follow-up without its opening and its question mark ("in 2015", "voor dans").
        exchanges: What was asked before; the last one with a counterpart counts.
        language: Language of the follow-up.
    """
    preposition, bare = _split(phrase, language)
    for exchange in reversed(exchanges[-READ_BACK:]):
        for counterpart in (_year, _category, _name):
            found = counterpart(exchange.question, preposition, bare, language)
            if found:
                return _asked(found)
    exchange = exchanges[-1]
    question = exchange.question
    owned = not preposition and re.match(
        rf"(?:{SIGNS[language].relational})\b", bare, re.IGNORECASE
    )
    if owned:
        return _owned(phrase, exchange, language)
    found = _same_preposition(question, preposition, bare, language) if preposition else None
    found = found if preposition else _defined(question, phrase, language)
    if found:
        return _asked(found)
    return _asked(f"{_END.sub('', question)} {phrase}")


def _asked(text: str) -> str:
    return f"{_END.sub('', text)}?"


def _split(phrase: str, language: Language) -> tuple[str, str]:
    """The preposition of a phrase, or "", and the rest without article."""
    signs = SIGNS[language]
    bare = re.sub(rf"^(?:{signs.articles})\s*", "", phrase, flags=re.IGNORECASE)
    preposition = ""
    # "in dat voor erfgoed", "voor die van dans": the inner preposition belongs to the noun.
    for _ in range(3):
        found = re.match(rf"({_any_preposition(language)})\s+", bare, re.IGNORECASE)
        found = found or re.match(r"(d'|à l')", bare)
        if found:
            preposition = preposition or found.group(1).lower()
            bare = bare[found.end() :]
        shorter = re.sub(rf"^(?:{signs.articles})\s*", "", bare, flags=re.IGNORECASE)
        if shorter == bare and not found:
            break
        bare = shorter or bare
    return preposition, bare


@cache
def _any_preposition(language: Language) -> str:
    return "|".join(re.split(r"[/ ]", SIGNS[language].prepositions))


def _year(question: str, preposition: str, bare: str, language: Language) -> str | None:
    """Years for years; what else the phrase says comes along."""
    years = YEAR.findall(bare)
    if not years or not YEAR.search(question):
        return None
    text = YEAR.sub(years[0], question, count=1)
    rest = re.sub(r"\s+", " ", YEAR.sub("", bare)).strip(" ,")
    preposition_only = re.fullmatch(_any_preposition(language), rest, re.IGNORECASE)
    return text if not rest or preposition_only else replaced_rest(text, rest)


def replaced_rest(text: str, rest: str) -> str:
    """Return a question with more words at its end."""
    return f"{_END.sub('', text)} {rest}"


def _category(question: str, preposition: str, bare: str, language: Language) -> str | None:
    """A discipline for a discipline, a place for a place; also as first part of a compound."""
    for terms in _categories():
        new = terms.search(bare)
        # A discipline in a name ("Circuscentrum") has no counterpart.
        old = next((one for one in terms.finditer(question) if not _in_a_name(one)), None)
        if not new or not old:
            continue
        whole = old.group()
        tail = whole[len(old.group("term")) :]
        single = re.fullmatch(r"[^\W\d_]+", bare) is not None
        joined = bare if not single or len(tail) < 3 or language != "nl" else _joined(new, tail)
        return f"{question[: old.start()]}{joined}{question[old.end() :]}"
    return None


def _in_a_name(found: re.Match[str]) -> bool:
    longer = len(found.group()) - len(found.group("term")) > LONGEST_ENDING
    return (
        found.start() > 0
        and found.group()[0].isupper()
        and longer
        and (not found.group().lower().endswith("decreet"))
    )


def _joined(new: re.Match[str], tail: str) -> str:
    """A compound with another first part ("circus|decreet" and "erfgoed" give "erfgoeddecreet")."""
    whole, term = new.group(), new.group("term")
    return whole if len(whole) - len(term) >= 3 else f"{term}{tail}"


@cache
def _categories() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<![\w-])(?P<term>{terms})\w*", re.IGNORECASE) for terms in CATEGORIES
    )


def _name(question: str, preposition: str, bare: str, language: Language) -> str | None:
    """A name for a name; of several the one that stands as the phrase does."""
    if not _NAME.match(bare) and (" " in bare or not _lone_name(question, language)):
        return None
    if not _NAME.match(bare) and (
        preposition or re.match(rf"(?:{SIGNS[language].relational})\b", bare, re.IGNORECASE)
    ):
        return None
    names = names_in(question, language)
    places = [(name, question.find(name)) for name in names if name in question]
    alike = [
        one
        for one in places
        if _preposition_before(question[: one[1]], language) == bool(preposition)
    ]
    for name, place in alike or () if preposition else (*alike, *places[-1:]):
        rest = re.sub(r"^[^\s?.!,;)]+", "", question[place + len(name) :])
        return f"{question[:place]}{bare}{rest}"
    return None


def _lone_name(question: str, language: Language) -> bool:
    return len(names_in(question, language)) == 1


def _preposition_before(text: str, language: Language) -> bool:
    pattern = rf"\b(?:{_any_preposition(language)})\s+(?:(?:{SIGNS[language].articles})\s+)?$"
    return re.search(pattern, text, re.IGNORECASE) is not None


def _same_preposition(question: str, preposition: str, bare: str, language: Language) -> str | None:
    """A phrase for the last one with a preposition of the same meaning, up to what follows it."""
    if not preposition or any(terms.search(bare) for terms in _categories()):
        return None
    for group in SIGNS[language].prepositions.split("/"):
        alike = group.split()
        if preposition not in alike:
            continue
        stop = rf"\s+(?:{_any_preposition(language)}|{SIGNS[language].verbs})\b|[,?.!]|$"
        pattern = rf"\b({'|'.join(alike)})\s+(?!.*\b(?:{'|'.join(alike)})\s)(.+?)(?={stop})"
        found = re.search(pattern, question, re.IGNORECASE)
        if found:
            return f"{question[: found.start(2)]}{bare}{question[found.end(2) :]}"
    return None


_DEFINED = re.compile(
    r"^(wat (?:is|zijn|betekent|betekenen|houdt|doet|doen)|wie (?:is|zijn)|"
    r"wat (?:verstaat|verstaan) \w+ onder|what (?:is|are|does|do)|who (?:is|are)|"
    r"qu'est-ce que(?: c'est que)?|qu'est-ce qu'|que (?:signifie|font|fait)|qui (?:est|sont))"
    r"(?:\s+|(?<='))(.+?)(\s+(?:in|mean|do|precies|eigenlijk|exactly|concreet))?\s*[?.!]*$",
    re.IGNORECASE,
)


def _defined(question: str, phrase: str, language: Language) -> str | None:
    """What is explained for what was explained ("Wat is X?", "En Y?")."""
    found = _DEFINED.match(question.replace("’", "'"))
    if not found:
        return None
    owned = re.search(rf"\s(?:{_any_preposition(language)})\s", found.group(2), re.IGNORECASE)
    head = found.group(2)[: owned.start()] if owned else ""
    noun = re.sub(rf"^(?:{SIGNS[language].articles})\s*", "", head, flags=re.IGNORECASE)
    if re.fullmatch(SIGNS[language].relational, noun, re.IGNORECASE):
        return f"{found.group(1)} {phrase}{found.group(2)[len(head) :]}"
    return f"{found.group(1)} {phrase}{found.group(3) or ''}"


def _owned(phrase: str, exchange: Exchange, language: Language) -> str:
    """A noun that is of something ("En het budget?"), with the name it is of."""
    begin = f"{phrase[:1].upper()}{phrase[1:]}"
    kind = analyse(Question(phrase, language=language)).kind
    for subject in subjects_of(exchange)[: 0 if kind in ABOUT_THE_WHOLE else 1]:
        return _asked(f"{begin} {SIGNS[language].belonging} {subject.text}")
    return f"{begin} ({topic_of(exchange)})?"
