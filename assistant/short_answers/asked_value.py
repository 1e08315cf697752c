"""What one value a question asks for: a year, a number, a name of some sort, a written-out form.

Only the question is read here; the patterns are data, on lower-case text in the three languages.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.understanding.glossary import dutch_words
from assistant.understanding.question import Analysis, content_words
from assistant.understanding.question_kinds import MORE_THAN_A_NAME, NAMED_THINGS, QuestionKind

Sort = Literal[
    "moment",
    "number",
    "share",
    "name",
    "person",
    "place",
    "full_form",
    "journal",
    "author",
    "link",
    "property",
]

_KINDS: Mapping[QuestionKind, Sort] = {
    "when": "moment",
    "how_many": "number",
    "who": "person",
    "where": "place",
    "which": "name",
    "name": "name",
    "list": "name",
    "yes_no": "name",
    "definition": "name",
    "other": "name",
    "place_in_dossier": "name",
}
# First match wins over the kind of the question.
_WORDED: tuple[tuple[Sort, str], ...] = (
    (
        "full_form",
        r"\bafkorting|\bafgekort|\bletterwoord|\bvoluit\b|\bwaar(?:voor)? staa[nt]?\b.*\bvoor\b|"
        r"\bwaarvoor staa|\bstands? for\b|\babbreviat|\bacronym|\bshort for\b|\bsigle\b|"
        r"\babréviation|\babrég|\bque signifie\b",
    ),
    (
        "journal",
        r"\b(?:welk|wat voor|which|what|quel(?:le)?) (?:\w+ )?"
        r"(?:tijdschrift|vakblad|journal|magazine|revue)\b",
    ),
    (
        "author",
        r"\bwie (?:schreef|heeft .*geschreven)\b|\bauteurs? van\b|\bwho wrote\b|\bauthors? of\b|"
        r"\bqui a écrit\b|\bauteurs? d",
    ),
    (
        "link",
        r"\b(?:link|url|webadres|website|webpagina|site web|web ?site)\b|"
        r"\b(?:waar|where|où)\b.*\b(?:nalezen|downloaden|raadplegen|download|télécharger|consulter)\b",
    ),
    (
        "share",
        r"%|\bprocent|\bpercentage|\bwelk (?:aan)?deel\b|\baandeel\b|\bper ?cent\b|\bshare\b|"
        r"\bproportion\b|\bpour ?cent|\bpourcentage|\bquelle part\b",
    ),
    ("number", r"\baantal\b|\bnumber of\b|\bnombre de\b"),
    ("moment", r"\bw[a-z]{1,4}eer\b|\bjaartal\b|\bwelke? (?:jaar|jaren)\b"),
)
# Further things that go by a name.
_NAMED = (
    r"\b(?:voorstelling|boek|beleidsnota|nota|residentie|bijeenkomst|samenkomst|charter|verdrag|"
    r"conventie|databank|gids|kader|fonds|subsidie|beurs|gedragscode|netwerk|programma|project|"
    r"initiatief|steunpunt|platform|instrument|"
    r"organisatie|vereniging|instelling|gezelschap|huis|"
    r"show|book|paper|residency|meeting|treaty|database|guide|framework|grant|scheme|network|"
    r"programme|initiative|charter|fund|organi[sz]ation|centre|center|company|festival|artist|museum|"
    r"partner|country|city|town|institution|association|station|university|conference|agency|"
    r"spectacle|livre|résidence|rencontre|traité|réseau|projet|programme|initiative|charte|fonds)\b"
)
_OF_SOURCES: frozenset[Sort] = frozenset({"journal", "author", "link", "full_form"})
# Kinds of question that a number or year does not answer, whatever else their words ask.
_OTHERWISE: frozenset[QuestionKind] = frozenset({"source", "why", "table", "how"})
_EXISTS = (
    r"\bis er\b|\bbestaat er\b|\bzijn er\b|\bis there\b|\bare there\b|\bany\b|\by a-t-il\b|"
    r"\bexiste-t-il\b|\bwat bestaat\b|\bloopt (?:er|daar)\b"
)
_TURN_TO = (
    r"\bbij wie\b.*\bterecht\b|\bwho (?:can|could|should) i (?:turn|talk|go|ask|contact)|"
    r"\bà qui\b.*\badresser\b"
)
_HEAD = (
    r"\b(?:welke?|which|what|quel(?:le)?s?|hoe (?:heet|heette|noemt|noemde)"
    r"(?: (?:het|de|dat|die|dit))?|wie (?:is|was|zijn)(?: (?:het|de))?|who (?:is|was)(?: the)?|"
    r"what (?:is|was) the name of(?: the)?|comment s'appelle(?: (?:la|le))?|"
    r"quel est le nom d(?:u|e la|e l')|qui est(?: (?:la|le))?|"
    r"(?:is|bestaat) er (?:een )?(?:soort )?|is there an?|any|hoeveel|how many|combien de)\s+"
    r"((?:[\w'’/-]+\s+){0,3}[\w'’/-]+)"
)
_WHAT_KIND = r"\b(?:wat|what|welke?|which|quel(?:le)?) (?:voor|kind|sorte?|soort|type|genre)\b"
_ASKING = re.compile(
    r"(?:\A|[,;:.?!–-]\s*|\b(?:en|and|et|of|or|ou)\s)(?:\w+ )?(?:in |from |since |sinds |van |de )?"
    r"(?:wie|wat|waar\w*|wanneer|hoe\w*|welke?|who|what|where|when|how|which|why|"
    r"qui|où|quand|combien|quel\w*|comment|pourquoi)\b"
)
_SINGULAR = re.compile(rf"\b(?:welke?|which|what|quelle?) (?:[\w-]+ ){{0,2}}{_NAMED}")
_PLURAL_MOMENTS = re.compile(r"\b(?:jaren|years|années)\b")
_SPAN = re.compile(
    r"\bhoe ?lang\b|\bhow long\b|\bcombien de temps\b|\bperiode\b|\bperiod\b|\bpériode\b|"
    r"\bvan wanneer tot\b|\blooptijd\b|\bfrom when (?:to|until)\b|\bde quand à quand\b"
)
_FROM_TO = re.compile(r"\bvan wanneer tot\b|\bfrom when (?:to|until)\b|\bde quand à quand\b")
_HEAD_WORDS = 3
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class AskedValue:
    """What one value a question asks for.

    Attributes:
        sort: What sort of value.
        said: The words of the question with their Dutch, in lower case.
        head: Those that say what sort of thing it is ("welk steunpunt", "hoeveel landen").
        sure: Whether the wording itself asks for a name, number or the like.
        span: Whether a stretch of time is asked for.
        several: Whether more years than one are asked for.
    """

    sort: Sort
    said: tuple[str, ...]
    head: tuple[str, ...]
    sure: bool
    span: bool
    several: bool


def asked_value(analysis: Analysis) -> AskedValue | None:
    """Return what one value is asked for, or None when no single value can answer."""
    text = analysis.text.lower().replace("’", "'")
    worded = next((sort for sort, pattern in _WORDED if re.search(pattern, text)), None)
    sort = worded or _KINDS.get(analysis.kind)
    if sort is None or (analysis.kind in _OTHERWISE and worded not in _OF_SOURCES):
        return None
    if re.search(_WHAT_KIND, text):
        return _asked("property", analysis, text, sure=True)
    if len(_ASKING.findall(text)) > 1 and not _FROM_TO.search(text):
        return None
    if sort in ("name", "person", "place") and _asks_for_more(text):
        return None
    sure = sort != "name" or _asks_for_name(analysis, text)
    exists = re.search(_EXISTS, text) is not None and re.search(_NAMED, text) is not None
    if not sure and (analysis.kind == "list" or not exists):
        return None
    return _asked(sort, analysis, text, sure=sure)


def _asks_for_more(text: str) -> bool:
    """Whether several names are asked for, or what somebody is, and not whom to turn to."""
    return re.search(_TURN_TO, text) is None and re.search(MORE_THAN_A_NAME, text) is not None


def _asks_for_name(analysis: Analysis, text: str) -> bool:
    """Whether the wording asks what something goes by; "welke rol" does not."""
    if analysis.kind == "which":
        return re.search(NAMED_THINGS, text) is not None or _names_one(analysis, text)
    return analysis.kind == "name" or _names_one(analysis, text)


def _names_one(analysis: Analysis, text: str) -> bool:
    return _SINGULAR.search(text) is not None and analysis.count is None


def _asked(sort: Sort, analysis: Analysis, text: str, *, sure: bool) -> AskedValue:
    said = (*analysis.words, *(word for word in analysis.dutch if len(word) >= _SHORTEST))
    return AskedValue(
        sort,
        tuple(dict.fromkeys(said)),
        _head(text, analysis, sure=sure),
        sure,
        _SPAN.search(text) is not None,
        _PLURAL_MOMENTS.search(text) is not None,
    )


def _head(text: str, analysis: Analysis, *, sure: bool) -> tuple[str, ...]:
    if not sure:
        things = " ".join(re.findall(_NAMED, text))
        return tuple(dict.fromkeys((*things.split(), *_dutch(things, analysis.language))))
    found = re.search(_HEAD, text)
    if not found:
        return ()
    words = content_words(found.group(1), analysis.language)[:_HEAD_WORDS]
    if words and analysis.kind == "how_many":
        # "hoeveel Vlaamse artiesten werken": the noun, and no more than an adjective before it.
        words = words[: 2 if analysis.language != "nl" or words[0].endswith("se") else 1]
    return tuple(dict.fromkeys((*words, *_dutch(" ".join(words), analysis.language))))


@lru_cache(maxsize=1 << 10)
def _dutch(text: str, language: Literal["nl", "en", "fr"]) -> tuple[str, ...]:
    return tuple(word for word in dutch_words(text, language) if len(word) >= _SHORTEST)
