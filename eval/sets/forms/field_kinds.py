"""What each kind of field of a record takes: text of any file in, checked values out, for pydantic.

Everything may come as text ("90,0", "ja", "22/11/2026"), for sheets and raw YAML know nothing else.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Annotated, get_args

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from assistant.answer import Language, Status
from eval.fact_pattern import is_pattern, pattern_mistake
from eval.question_set import Difficulty, Groups, Split

LONGEST_TEXT = 2000
LONGEST_QUESTION = 10_000
LONGEST_ID = 100
MOST_ENTRIES = 200
MOST_WORDS = 10_000
EXPECTED_STATUSES = tuple(status for status in get_args(Status) if status != "error")
TRUTHS = {
    **dict.fromkeys(("true", "ja", "yes", "oui", "waar", "vrai", "1", "x", "on"), True),
    **dict.fromkeys(("false", "nee", "neen", "no", "non", "onwaar", "faux", "0", "off"), False),
}
# Controls, halves of surrogate pairs and non-characters: no spreadsheet or YAML file holds them.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufeff]")
_SPLITS_TAGS = re.compile('[,;|"]')
_NUMBER = re.compile(r"\d+(?:,\d+)+")
# As answers and tables of contents write a number: "§ 5.1.1", "5.1.1.".
_SECTION_MARKS = re.compile(r"^§+\s*|(?<=\d)\.$")
_WHOLE = re.compile(r"(\d{1,9})(?:[.,]0{1,6})?", re.ASCII)
# Thousands as Belgians write them: "1.000" is no 1.
_GROUPED = re.compile(r"(\d{1,3}(?:[. ]\d{3}){1,2})(?:,0{1,6})?", re.ASCII)
_EUROPEAN_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def wrong(text: str) -> PydanticCustomError:
    """Return the error that makes pydantic report a mistake in these words."""
    return PydanticCustomError("dutch", "{text}", {"text": text})


def _text(value: object, longest: int = LONGEST_TEXT) -> str:
    if value is None:
        raise wrong("bevat een lege plaats; vul ze in of laat ze weg")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        if isinstance(value, dict):
            raise wrong("hier hoort tekst; zet aanhalingstekens rond tekst met een dubbelepunt")
        raise wrong("hier hoort tekst, geen lijst of ja/nee; zet er aanhalingstekens rond")
    text = " ".join(str(value).split())
    if not text:
        raise wrong("is leeg; vul het in of laat het veld weg")
    if len(text) > longest:
        raise wrong(f"is langer dan {longest} tekens; maak het korter")
    if _UNWRITABLE.search(text):
        raise wrong("bevat een onzichtbaar stuurteken; typ de tekst opnieuw")
    return text


def _question(value: object) -> str:
    return _text(value, LONGEST_QUESTION)


def _id(value: object) -> str:
    text = _text(value)
    if len(text) > LONGEST_ID:
        raise wrong(f"is langer dan {LONGEST_ID} tekens; kies een kort kenmerk zoals h5-nl-012")
    if "#" in text:
        raise wrong(f"{text!r} bevat #, dat voor beurten dient; kies een kenmerk zonder #")
    return text


def _list(value: object) -> Sequence[object]:
    entries = value if isinstance(value, list | tuple) else [value]
    if len(entries) > MOST_ENTRIES:
        raise wrong(f"heeft meer dan {MOST_ENTRIES} delen; splits de vraag")
    return entries


def _strings(value: object) -> tuple[str, ...]:
    return tuple(_text(entry) for entry in _list(value))


def _groups(value: object) -> Groups:
    groups = tuple(_strings(entry) for entry in _list(value))
    if not all(groups):
        raise wrong("bevat een lege lijst; vul ze in of laat ze weg")
    return groups


def _sections(value: object) -> Groups:
    return tuple(tuple(_section(name) for name in group) for group in _groups(value))


def _section(name: str) -> str:
    bare = _SECTION_MARKS.sub("", name) or name
    # A Belgian spreadsheet makes 5,1 of section 5.1; no section number holds a comma.
    return bare.replace(",", ".") if _NUMBER.fullmatch(bare) else bare


def _checked_fact(fact: str) -> None:
    if is_pattern(fact) and (mistake := pattern_mistake(fact)):
        raise wrong(f"{fact}: {mistake}")


def _facts(value: object) -> Groups:
    groups = _groups(value)
    for group in groups:
        for fact in group:
            _checked_fact(fact)
    return groups


def _forbidden(value: object) -> tuple[str, ...]:
    facts = _strings(value)
    for fact in facts:
        _checked_fact(fact)
    return facts


def _tags(value: object) -> tuple[str, ...]:
    tags = _strings(value)
    for tag in tags:
        if _SPLITS_TAGS.search(tag):
            raise wrong(f"het label {tag!r} bevat een leesteken; gebruik woorden en streepjes")
    return tags


def _choice(options: tuple[str, ...]) -> Callable[[object], str]:
    def choose(value: object) -> str:
        text = _text(value)
        if text.lower() not in options:
            near = get_close_matches(text.lower(), options, n=1)
            advice = f"; bedoelt u {near[0]}?" if near else ""
            raise wrong(f"{text!r} kan niet, wel {', '.join(options)}{advice}")
        return text.lower()

    return choose


_status = _choice(EXPECTED_STATUSES)


def _statuses(value: object) -> tuple[str, ...]:
    return tuple(_status(entry) for entry in _list(value))


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = _text(value).lower()
    if text not in TRUTHS:
        raise wrong(f"{text!r} is geen ja of nee; schrijf ja of nee")
    return TRUTHS[text]


def _whole_number(value: object) -> int:
    text = _text(value)
    written = _GROUPED.fullmatch(text) or _WHOLE.fullmatch(text)
    if not written:
        raise wrong(f"{text!r} is geen geheel getal; schrijf een getal zoals 90")
    return int(re.sub(r"\D", "", written[1]))


def _word_limit(value: object) -> int:
    number = _whole_number(value)
    if not 1 <= number <= MOST_WORDS:
        raise wrong(f"{number} kan niet; kies een getal van 1 tot {MOST_WORDS}")
    return number


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    european = _EUROPEAN_DAY.fullmatch(text)
    try:
        if european:
            day, month, year = (int(part) for part in european.groups())
            return date(year, month, day)
        return date.fromisoformat(text[:10] if text[10:] in ("", " 00:00:00") else text)
    except ValueError as error:
        raise wrong(f"{text!r} is geen datum; schrijf ze als 2026-11-22") from error


Sentence = Annotated[str, BeforeValidator(_question)]
Id = Annotated[str, BeforeValidator(_id)]
Strings = Annotated[tuple[str, ...], BeforeValidator(_strings)]
Tags = Annotated[tuple[str, ...], BeforeValidator(_tags)]
ForbiddenFacts = Annotated[tuple[str, ...], BeforeValidator(_forbidden)]
Facts = Annotated[Groups, BeforeValidator(_facts)]
Places = Annotated[Groups, BeforeValidator(_groups)]
Sections = Annotated[Groups, BeforeValidator(_sections)]
Statuses = Annotated[tuple[Status, ...], BeforeValidator(_statuses)]
LanguageName = Annotated[Language, BeforeValidator(_choice(get_args(Language)))]
Part = Annotated[Split, BeforeValidator(_choice(get_args(Split)))]
Level = Annotated[Difficulty, BeforeValidator(_choice(get_args(Difficulty)))]
Switch = Annotated[bool, BeforeValidator(_truth)]
WordLimit = Annotated[int, BeforeValidator(_word_limit)]
Count = Annotated[int, BeforeValidator(_whole_number)]
Day = Annotated[date | None, BeforeValidator(_day)]
