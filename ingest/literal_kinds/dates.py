"""Dates, years, ranges of years and decades as Dutch, English and French write them."""

import re

from ingest.literal_kinds.form import Form

_MONTHS = (
    "januari january janvier jan",
    "februari february février feb",
    "maart march mars mrt",
    "april avril apr",
    "mei may mai",
    "juni june juin jun",
    "juli july juillet jul",
    "augustus august août aug",
    "september septembre sept sep",
    "oktober october octobre okt oct",
    "november novembre nov",
    "december décembre dec déc",
)
_MONTH_NUMBER = {
    name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()
}
MONTH = "(?:" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:er|st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_FREE = r"(?<![\w/.,-])"
_DECADES = {
    "tien": 1910,
    "twintig": 1920,
    "dertig": 1930,
    "veertig": 1940,
    "vijftig": 1950,
    "zestig": 1960,
    "zeventig": 1970,
    "tachtig": 1980,
    "negentig": 1990,
    "vingt": 1920,
    "trente": 1930,
    "quarante": 1940,
    "cinquante": 1950,
    "soixante": 1960,
    "quatre-vingt-dix": 1990,
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}
_DECADE_WORD = "|".join(sorted(_DECADES, key=len, reverse=True))
_FLAGS = re.IGNORECASE
_UP_TO = r"(?:\s?[–—/-]\s?|\s(?:tot(?:\sen\smet)?|t/m|to|until|au|à|jusqu'en)\s)"
# "2000 bezoekers": after a word that introduces an amount and before a plural, it is no year.
_COUNTED = re.compile(
    r"\s(?!(?:en|was|is|als|werden|waren|worden|hebben|hadden|telden|kwamen|gingen)\b)"
    r"[a-zà-þ-]{2,}(?:en|s)\b"
)
_COUNTING = re.compile(
    r"(?:^|[.!?]\s|\b(?:ongeveer|circa|zowat|bijna|ruim|minstens|maximaal|meer\sdan|minder\sdan"
    r"|alle|about|some|nearly|over|almost|environ|près\sde|plus\sde)\s)$",
    _FLAGS,
)


def _iso_day(day: str | None, month: int, year: str | None) -> str:
    start = year or "-"
    return f"{start}-{month:02d}" + (f"-{int(re.sub(r'[^0-9]', '', day)):02d}" if day else "")


def _month_number(name: str) -> int:
    return _MONTH_NUMBER[name.lower().rstrip(".")]


def _date(match: re.Match[str], _language: str) -> str | None:
    groups = match.groupdict()
    if groups.get("digits"):
        month = int(groups["digits"])
        return _iso_day(groups["day"], month, groups["year"]) if 1 <= month <= 12 else None
    return _iso_day(groups.get("day"), _month_number(groups["month"]), groups.get("year"))


def _day_range(match: re.Match[str], _language: str) -> str:
    last = _month_number(match["month"])
    first = _month_number(match["first_month"]) if match["first_month"] else last
    year = match["year"]
    return f"{_iso_day(match['first'], first, year)}/{_iso_day(match['last'], last, year)}"


def _year_range(match: re.Match[str], _language: str) -> str | None:
    first, last = match["first"], match["last"]
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if first < last else None


def _decade(match: re.Match[str], _language: str) -> str:
    word = (match["word"] or match["english"] or "").lower()
    digits = match["digits"] or match["short"]
    first = _DECADES[word] if word else int(digits if len(digits or "") == 4 else f"19{digits}")
    return f"{first}/{first + 9}"


def _year(match: re.Match[str], _language: str) -> str | None:
    before = match.string[max(0, match.start() - 14) : match.start()]
    if _COUNTED.match(match.string, match.end()) and _COUNTING.search(before):
        return None
    return match[0]


DATE_FORMS = (
    Form(
        "date",
        re.compile(rf"{_FREE}(?P<year>{_YEAR}),\s(?P<day>{_DAY})\s(?P<month>{MONTH})", _FLAGS),
        _date,
    ),
    Form(
        "date",
        re.compile(
            rf"{_FREE}(?P<first>{_DAY})(?:\s(?P<first_month>{MONTH}))?{_UP_TO}(?P<last>{_DAY})"
            rf"\s(?P<month>{MONTH})(?:,?\s(?P<year>{_YEAR})(?!\d))?",
            _FLAGS,
        ),
        _day_range,
    ),
    Form(
        "date",
        re.compile(
            rf"{_FREE}(?P<year>{_YEAR})-(?P<digits>\d\d)-(?P<day>0[1-9]|[12]\d|3[01])(?!\w)"
        ),
        _date,
    ),
    Form(
        "date",
        re.compile(
            rf"{_FREE}(?P<day>0?[1-9]|[12]\d|3[01])[-/.](?P<digits>\d\d?)[-/.](?P<year>{_YEAR})(?!\w)"
        ),
        _date,
    ),
    Form(
        "date",
        re.compile(
            rf"{_FREE}(?P<day>{_DAY})\s(?:de\s|of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>{_YEAR})(?!\d))?",
            _FLAGS,
        ),
        _date,
    ),
    Form(
        "date",
        re.compile(
            rf"\b(?P<month>{MONTH})\s(?P<day>{_DAY})(?!\d)(?:,?\s(?P<year>{_YEAR})(?!\d))", _FLAGS
        ),
        _date,
    ),
    Form(
        "date",
        re.compile(
            rf"\b(?P<month>{MONTH})\s(?:van\s|of\s|de\s)?(?P<year>{_YEAR})(?![\d-])", _FLAGS
        ),
        _date,
    ),
    Form(
        "year_range",
        re.compile(
            rf"\b(?:jaren|années)\s(?:['’]?(?P<digits>{_YEAR}|\d0)|(?P<word>{_DECADE_WORD}))\b"
            rf"|\b(?P<english>{_DECADE_WORD.replace('tien', 'teens')})\b(?<=ties)"
            r"|(?<!\w)(?P<short>(?:1[5-9]|20)\d0)s\b",
            _FLAGS,
        ),
        _decade,
    ),
    Form(
        "year_range",
        re.compile(
            rf"{_FREE}(?P<first>{_YEAR}){_UP_TO}(?P<last>{_YEAR}|\d\d(?=[\s).,;:]|$))(?![\w-]*\d)",
            _FLAGS,
        ),
        _year_range,
    ),
    Form("year", re.compile(rf"{_FREE}{_YEAR}(?![\d%])(?!\s?(?:%|€|euro|procent)|[.,]\d)"), _year),
)
