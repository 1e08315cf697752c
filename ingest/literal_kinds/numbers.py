"""Numbers, percentages, amounts and ordinals as Dutch, English and French write them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.literal_kinds.form import Form

# "een", "un" and "une" are articles far more often than numbers and are left out.
_NUMBER_WORDS = {
    "nul zero zéro": 0,
    "één one": 1,
    "twee two deux": 2,
    "drie three trois": 3,
    "vier four quatre": 4,
    "vijf five cinq": 5,
    "zes six": 6,
    "zeven seven sept": 7,
    "acht eight huit": 8,
    "negen nine neuf": 9,
    "tien ten dix": 10,
    "elf eleven onze": 11,
    "twaalf twelve douze": 12,
    "dertien thirteen treize": 13,
    "veertien fourteen quatorze": 14,
    "vijftien fifteen quinze": 15,
    "zestien sixteen seize": 16,
    "zeventien seventeen dix-sept": 17,
    "achttien eighteen dix-huit": 18,
    "negentien nineteen dix-neuf": 19,
    "twintig twenty vingt": 20,
    "dertig thirty trente": 30,
    "veertig forty quarante": 40,
    "vijftig fifty cinquante": 50,
    "zestig sixty soixante": 60,
    "zeventig seventy soixante-dix": 70,
    "tachtig eighty quatre-vingts": 80,
    "negentig ninety quatre-vingt-dix": 90,
    "honderd hundred cent": 100,
    "duizend thousand mille": 1000,
}


def _compounds() -> Iterator[tuple[str, int]]:
    """Yield "vijfentwintig", "twenty-five" and "vingt-cinq"; French beyond 69 counts otherwise."""
    rows = [(words.split(), value) for words, value in _NUMBER_WORDS.items()]
    units = [(words, value) for words, value in rows if 2 <= value <= 9]
    tens = [(words, value) for words, value in rows if 20 <= value <= 90]
    for (ten_nl, ten_en, ten_fr), ten in tens:
        yield f"eenen{ten_nl}", ten + 1
        yield f"{ten_en}-one", ten + 1
        for words, unit in units:
            yield f"{words[0]}{'ën' if words[0].endswith('e') else 'en'}{ten_nl}", ten + unit
            yield f"{ten_en}-{words[1 if len(words) == 3 else -1]}", ten + unit
            if ten <= 60:
                yield f"{ten_fr}-{words[-1]}", ten + unit


NUMBER_WORDS = {
    word: Decimal(value) for words, value in _NUMBER_WORDS.items() for word in words.split()
} | {word: Decimal(value) for word, value in _compounds()}
_MULTIPLIERS = {
    "duizend thousand": 10**3,
    "miljoen mln million millions": 10**6,
    "miljard mld billion milliard milliards": 10**9,
}
MULTIPLIERS = {
    word: Decimal(value) for words, value in _MULTIPLIERS.items() for word in words.split()
}
# What is no number in one of the languages, though another counts with it: Dutch "onze" is "our".
_OTHER_MEANING = {
    "nl": {"onze", "cent", "sept", "zero", "one", "dix"},
    "en": {"elf", "nul", "sept", "cent", "onze"},
    "fr": {"elf", "nul", "acht"},
}
_CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euro's": "EUR",
    "euros": "EUR",
    "$": "USD",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "£": "GBP",
    "gbp": "GBP",
}
_DIGITS = (
    r"(?<![\w.,/-])(?:\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?![\d.])(?:,\d+)?|\d+(?:[.,]\d+)*)"
    r"(?![.,]?\w)"
)
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_TIMES = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
_CURRENCY = "|".join(re.escape(name) for name in sorted(_CURRENCIES, key=len, reverse=True))
_QUANTITY = rf"(?P<number>{_DIGITS}|\b(?:{_WORDS})\b)(?:\s?(?P<times>{_TIMES})\b)?"


def read_number(written: str, language: str) -> Decimal | None:
    """Return the number that `written` states, or None for what is none, such as "5.1.1".

    Args:
        written: Digits with separators, or a word: "1.250,50", "1 250", "twaalf".
        language: "nl", "fr" (comma before decimals) or "en" (point before decimals). Three digits
            after the other separator are thousands; more or fewer are decimals in any language.
    """
    word = written.lower()
    if word in NUMBER_WORDS:
        return None if word in _OTHER_MEANING.get(language, ()) else NUMBER_WORDS[word]
    digits = re.sub(r"[\u00a0\u202f ]", "", written)
    decimal, thousands = (".", ",") if language == "en" else (",", ".")
    for point, separator in ((decimal, thousands), (thousands, decimal)):
        grouped = rf"\d{{1,3}}(?:{re.escape(separator)}\d{{3}})+(?:{re.escape(point)}\d+)?"
        if re.fullmatch(grouped, digits):
            return Decimal(digits.replace(separator, "").replace(point, "."))
        if re.fullmatch(rf"\d+(?:{re.escape(point)}\d+)?", digits):
            return Decimal(digits.replace(point, "."))
    return None


def plain(value: Decimal) -> str:
    """Return a number without exponent and idle zeros: "1250.5"."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _quantity(match: re.Match[str], language: str) -> str | None:
    value = read_number(match["number"], language)
    if value is None:
        return None
    times = match.groupdict().get("times")
    return plain(value * MULTIPLIERS[times.lower()] if times else value)


def _percentage(match: re.Match[str], language: str) -> str | None:
    value = _quantity(match, language)
    return f"{value}%" if value else None


def _amount(match: re.Match[str], language: str) -> str | None:
    value = _quantity(match, language)
    return (
        f"{value} {_CURRENCIES[match['currency'].lower().replace('’', chr(39))]}" if value else None
    )


def _ordinal(match: re.Match[str], _language: str) -> str:
    return match["number"]


_FLAGS = re.IGNORECASE
NUMBER_FORMS = (
    Form(
        "percentage",
        re.compile(
            r"(?P<number>(?<![\w.,/-])\d+(?:[.,]\d+)*)\s?(?:%|(?:procent|percent|pct|pour cent)\b)",
            _FLAGS,
        ),
        _percentage,
    ),
    Form("amount", re.compile(rf"(?P<currency>{_CURRENCY})\s?{_QUANTITY}", _FLAGS), _amount),
    Form(
        "amount",
        re.compile(rf"{_QUANTITY}\s?(?P<currency>{_CURRENCY})(?!\w)", _FLAGS),
        _amount,
    ),
    Form(
        "number",
        re.compile(
            r"(?<![\w.,])(?P<number>\d+)(?:ste|de|e|st|nd|rd|th|er|ère|ème)\b(?![.,]?\d)", _FLAGS
        ),
        _ordinal,
    ),
)
PLAIN_NUMBER = Form("number", re.compile(_QUANTITY, _FLAGS), _quantity)
