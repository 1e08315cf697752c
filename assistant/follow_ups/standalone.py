"""From a follow-up to a question that stands by itself, by rules over what was asked before.

"En in 2015?" gets the earlier question with another year, "Wat doet die organisatie nog?" the
organisation's name. A question that stands by itself stays as it is, to the letter.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answer import Exchange, Language, Question
from assistant.follow_ups.ellipsis import replaced
from assistant.follow_ups.reference import SHORT, owns, resolved
from assistant.follow_ups.subject import (
    ABOUT_THE_WHOLE,
    all_said,
    asked_noun,
    names_in,
    own_words,
    sort_of_noun,
    subjects_of,
    topic_of,
)
from assistant.follow_ups.words import COMPARES, REPEATS, SIGNS
from assistant.understanding.question import analyse, content_words, recognise_language
from assistant.understanding.question_words import FUNCTION_WORDS

# Words of a question of which the language is that of the dialogue, unless its words say otherwise.
TOO_SHORT_TO_TELL = 5
# Content words of the longest phrase without a verb.
LONGEST_PHRASE = 4

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_END = re.compile(r"[\s?.!…]*$")


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that needs no other to be understood.

    Attributes:
        text: The question; what was asked when that stood by itself.
        language: Its language, None when nothing was asked before and it is to be recognised.
        carried: The question as it is understood when something was taken along, else "".
        shown: Ids of passages that were quoted already, where others are asked for.
    """

    text: str
    language: Language | None
    carried: str = ""
    shown: tuple[str, ...] = ()


def standalone(question: Question) -> Standalone:
    """Return a question with what it takes from the exchanges before it.

    Args:
        question: The question; `earlier` holds what was asked before, the last one most recent.
    """
    earlier = tuple(
        one for one in question.earlier if one.answer.status in ("answered", "not_in_dossier")
    )
    if not earlier:
        return Standalone(question.text, question.language)
    text = " ".join(question.text.split())
    language = question.language or _language(text, earlier[-1].answer.language)
    text = _without_repeat(text, earlier[-1], language)
    alone = Standalone(question.text, language)
    manner = analyse(Question(text, language=language)).manner
    signs = SIGNS[language]
    if manner not in ("answered", "needs_clarification"):
        return alone
    changes = re.match(rf"{signs.new_subject}[\s:,.;–-]*", text, re.IGNORECASE)
    if changes:
        return Standalone(text[changes.end() :] or text, language)
    if _asks_more(text, earlier[-1], language) and not resolved(text, earlier, language):
        shown = tuple(quote.passage for one in _same(earlier) for quote in one.answer.quotes)
        return Standalone(earlier[-1].question, language, earlier[-1].question, shown)
    understood = _understood(text, earlier, language)
    if not understood or understood == text:
        return alone
    return Standalone(understood, language, understood)


def _without_repeat(text: str, before: Exchange, language: Language) -> str:
    """Return a follow-up that only asks the same again of something else as just that.

    "Welke stad was dat in 2015?" after "Welke stad wordt het in 2030?" is "En in 2015?".
    """
    repeats, form = REPEATS[language]
    found = re.match(repeats, text, re.IGNORECASE)
    if not found or not before.question.casefold().startswith(found["asking"].casefold()):
        return text
    return form.format(found["rest"])


def _same(earlier: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """The last exchanges that asked the same: what was shown in all of them is known."""
    return tuple(one for one in earlier if one.question == earlier[-1].question)


def _language(text: str, dialogue: Language) -> Language:
    """The language of a follow-up; that of the dialogue when it is too short to tell."""
    opened = [one for one in SIGNS if re.match(SIGNS[one].opening, text, re.IGNORECASE)]
    if dialogue in opened:
        return dialogue
    words = [word.lower() for word in _WORD.findall(text.replace("’", "'"))]
    if len(words) > TOO_SHORT_TO_TELL:
        return recognise_language(text)
    scores = {
        language: sum(word in _words(FUNCTION_WORDS[language]) for word in words)
        for language in SIGNS
    }
    best = max(scores.values())
    if scores[dialogue] == best:
        return dialogue
    return max(scores, key=lambda language: scores[language])


def _asks_more(text: str, exchange: Exchange, language: Language) -> bool:
    """Whether a question asks for more of what was given ("Nog andere voorbeelden?")."""
    phrase = re.sub(rf"^{SIGNS[language].opening}", "", text, flags=re.IGNORECASE)
    more = re.match(SIGNS[language].more, phrase, re.IGNORECASE)
    head = asked_noun(exchange.question, language)
    sort = sort_of_noun(head) if head else None
    others = [word for word in _WORD.findall(phrase) if sort_of_noun(word)]
    return (
        more is not None
        and not own_words(phrase[more.end() :], language)
        and not re.search(r"\d", phrase)
        and all(sort_of_noun(word) == sort or all_said([word], exchange) for word in others)
    )


def _understood(text: str, earlier: Sequence[Exchange], language: Language) -> str | None:
    """The question as it is understood, None when it stands by itself."""
    signs = SIGNS[language]
    opening = re.match(signs.opening, text, re.IGNORECASE)
    rest = text[opening.end() :] if opening else text
    if re.match(signs.tell_more, rest, re.IGNORECASE):
        return signs.telling.format(_subject(earlier[-1]))
    about = re.match(signs.about, rest, re.IGNORECASE)
    phrase = _END.sub("", rest[about.end() :] if about else rest).strip(" ,")
    phrase = re.sub(signs.afterthought, "", phrase, flags=re.IGNORECASE)
    if (opening or about) and _is_phrase(phrase, language) and not owns(phrase, language):
        return replaced(phrase, earlier, language)
    pointed = resolved(rest, earlier, language)
    if pointed:
        return pointed
    return _completed(rest, phrase, bool(opening), earlier, language)


def _is_phrase(phrase: str, language: Language) -> bool:
    """Whether words make no clause: they hold no verb, and ask nothing themselves."""
    signs = SIGNS[language]
    asks = re.match(signs.interrogative, phrase, re.IGNORECASE)
    # "voor wie met erfgoed bezig is" asks nothing: its verb comes last.
    relative = re.match(
        rf"\w+ (?:wie|wat) (?!(?:{signs.verbs})\b).*\b(?:{signs.verbs})$", phrase, re.IGNORECASE
    )
    said = own_words(phrase, language) or re.search(
        rf"\b(?:{signs.relational})\b|\d", phrase, re.IGNORECASE
    )
    if not said or (asks and not relative):
        return False
    short = len(content_words(phrase, language)) <= LONGEST_PHRASE
    verb_first = re.match(rf"(?:{signs.verbs})\b", phrase, re.IGNORECASE)
    verb = re.search(rf"\b(?:{signs.verbs})\b", phrase, re.IGNORECASE)
    prepositions = "|".join(re.split(r"[/ ]", signs.prepositions))
    opens = re.match(rf"(?:{prepositions}|{signs.articles})\s", phrase, re.IGNORECASE)
    return short and not verb_first and bool(opens or not verb)


def _completed(
    text: str, phrase: str, opened: bool, earlier: Sequence[Exchange], language: Language
) -> str | None:
    """A question that lacks its subject ("Waarom?", "En hoeveel in 2014?"), with the earlier one's.

    None when it has a subject of its own.
    """
    signs, exchange = SIGNS[language], earlier[-1]
    begin = f"{phrase[:1].upper()}{phrase[1:]}"
    counting = rf"(?:{signs.counting})"
    noun = asked_noun(exchange.question, language)
    counted = re.match(rf"{counting}\s*[\w'’-]+$", phrase, re.IGNORECASE)
    if counted and noun and re.match(counting, exchange.question, re.IGNORECASE):
        return f"{begin}{exchange.question.split(noun, 1)[-1]}"
    # "En welke stad in 2000?" asks what the question before it asked, of something else.
    again = re.match(rf"{counting}\s*{re.escape(noun)}\s+", phrase) if noun else None
    if again and _is_phrase(phrase[again.end() :], language):
        return replaced(phrase[again.end() :], earlier, language)
    own = own_words(text, language)
    names = names_in(text, language)
    compares = len(names) == 1 and len(own) <= SHORT and re.search(COMPARES, text)
    if compares and not all_said(names, exchange):
        return f"{begin} ({_subject(exchange)})?"
    sorts = [word for word in _WORD.findall(text) if sort_of_noun(word)]
    if not own and not names and len(sorts) <= 1:
        return _with_subject(text, exchange, language)
    asking = re.match(signs.interrogative, phrase, re.IGNORECASE)
    verb = re.search(rf"\b(?:{signs.verbs})\b", phrase, re.IGNORECASE)
    bare = re.match(counting, phrase, re.IGNORECASE) and len(phrase.split()) <= SHORT + 1
    lacks_verb = asking and not verb and (opened or bare)
    if lacks_verb and len(own) <= SHORT and not names:
        return f"{begin} ({topic_of(exchange)})?"
    return None


def _with_subject(text: str, exchange: Exchange, language: Language) -> str | None:
    """A question without words of its own, with the subject of the earlier one."""
    bare = _END.sub("", text)
    relational = re.search(rf"\b(?:{SIGNS[language].relational})$", bare, re.IGNORECASE)
    named = subjects_of(exchange)
    kind = analyse(Question(text, language=language)).kind
    if relational and named and kind not in ABOUT_THE_WHOLE:
        owner = next((one for one in named if one.sort in ("thing", "organisation")), named[0])
        return f"{bare[:1].upper()}{bare[1:]} {SIGNS[language].belonging} {owner.text}?"
    return f"{bare[:1].upper()}{bare[1:]} ({topic_of(exchange)})?"


def _subject(exchange: Exchange) -> str:
    named = subjects_of(exchange)
    return named[0].text if named else topic_of(exchange)


@cache
def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())
