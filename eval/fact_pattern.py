"""What a "/regex/" fact may be: one that compiles and whose search cannot take long.

Python's engine tries every way a pattern can match. The product of the choices in a pattern, its
cost, tells the time of one search. It is taken twice: for the worst text there is, and for that of
a policy document, in which a letter fits at few places and of which there is far more. A pattern
above the highest cost of either is refused when it is read.
"""

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import inf, log10, prod

LONGEST = 200
HIGHEST_COST = 1e8


@dataclass(frozen=True, slots=True)
class _Text:
    """A kind of text, by how the parts of a pattern fare in it.

    Attributes:
        row: How many characters in a row `.` takes up at most.
        sentence: The same for what excludes the point, which stays within a sentence.
        rows: The same for what is narrower.
        likely: How likely one given character, digit or space stands at a place.
        most: The highest cost of a search from one starting point.
    """

    row: float
    sentence: float
    rows: Mapping[str, float]
    likely: float
    most: float


_WORST = _Text(
    1000.0, 300.0, {r"\d": 20.0, r"\w": 40.0, r"\s": 2.0, " ": 2.0}, 1.0, HIGHEST_COST / 1000
)
# Measured: below this cost a pattern takes less than 0.4 s over the whole shipped dossier.
_USUAL = _Text(500.0, 150.0, {r"\d": 3.0, r"\w": 5.0, r"\s": 1.0, " ": 1.0}, 0.15, 160.0)
# What stands anywhere or takes no place, so that it rules out little.
_ANYWHERE = re.compile(r"[.^$]|\\[wWDSbBAZ]|\[.*", re.DOTALL)
_DIGITS = re.compile(r"\[[0-9.,-]+\]")
# A search for what may begin with anything is a search for the rest.
_START = re.compile(r"(\.|\\[wWdDsS]|\[\^?\]?(?:\\.|[^\]\\])*\])([*+])\??(?![*+?{])", re.DOTALL)
_TOKEN = re.compile(
    r"(?P<escape>\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.))"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<comment>\(\?\#[^)]*\))"
    r"|(?P<back>\(\?P=\w+\))"
    r"|(?P<open>\((?:\?(?:P<\w+>|<?[=!]|[:>]))?)"
    r"|(?P<close>\))"
    r"|(?P<bar>\|)"
    r"|(?P<times>[*+?][+?]?|\{(?:\d+|\d*,\d*)\}[+?]?)"
    r"|(?P<one>.)",
    re.DOTALL,
)
_SETTINGS = re.compile(r"\(\?(?:[aiLmsux-]|\()")
# What Python says of a pattern begins with, and what that means.
_FAULTS = {
    "missing )": "er ontbreekt een haakje )",
    "unbalanced parenthesis": "er staat een haakje ) te veel",
    "unterminated character set": "er ontbreekt een haakje ]",
    "bad character range": "wat tussen [ en ] staat, klopt niet",
    "nothing to repeat": "er staat niets dat herhaald kan worden; zet \\ voor een gewone * + of ?",
    "multiple repeat": "er staan twee herhalingen na elkaar; zet \\ voor een gewone * + of ?",
    "min repeat": "in de herhaling { } is het eerste getal groter dan het tweede",
    "the repetition number": "het getal in { } is te groot",
    "bad escape": "achter \\ staat een teken dat daar niet kan; schrijf \\\\ voor een gewone \\",
    "incomplete escape": "achter \\ ontbreken tekens; schrijf \\\\ voor een gewone \\",
    "look-behind": "na (?<= of (?<! moet de lengte vastliggen",
}
_OTHER_FAULT = "kijk de haakjes en de tekens met een eigen betekenis na"


def is_pattern(fact: str) -> bool:
    """Whether a fact is a "/regex/" and not literal text."""
    return len(fact) > 2 and fact[0] == fact[-1] == "/"


@lru_cache(maxsize=4096)
def compiled(fact: str) -> re.Pattern[str]:
    """Return the pattern of a "/regex/" fact that `pattern_mistake` accepts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # "[[" is a set with a bracket in it
        return re.compile(_without_start(fact[1:-1]), re.IGNORECASE)


def _without_start(pattern: str) -> str:
    """Return a pattern that is found in the same texts, without a needless `.*` in front."""
    start = _START.match(pattern)
    rest = pattern[start.end() :] if start else ""
    # Of two repeats next to each other neither is dropped, so that the cost tells of them.
    if not start or not rest or "|" in rest or _START.match(rest):
        return pattern
    return start[1] + rest if start[2] == "+" else rest


def pattern_mistake(fact: str) -> str:
    """Return what is wrong with a "/regex/" fact and what to do, or "" when nothing is."""
    inside = fact[1:-1]
    if len(inside) > LONGEST:
        return f"de regex is langer dan {LONGEST} tekens; maak ze korter"
    if _SETTINGS.search(inside):
        return "de regex bevat (?…)-instellingen of een voorwaarde; laat die weg"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            pattern = re.compile(inside, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        return f"de regex klopt niet{_fault(error)}; verbeter ze, of laat de schuine strepen weg"
    if pattern.search("") is not None:
        return "de regex past ook op een lege tekst; maak ze strenger"
    if any(_cost(_without_start(inside), text) > text.most for text in (_WORST, _USUAL)):
        return (
            "de regex kan te lang zoeken (herhaling in een herhaling, of meermaals .* of .+); "
            "begrens ze, bijvoorbeeld met .{0,40}, of zet er een woord voor"
        )
    return ""


def _fault(error: Exception) -> str:
    """Return where a pattern goes wrong, counted with its first slash, and how."""
    fault = next((words for said, words in _FAULTS.items() if str(error).startswith(said)), None)
    place = error.pos if isinstance(error, re.error) else None
    where = f" bij teken {place + 2}" if place is not None else ""
    return f"{where} ({fault or _OTHER_FAULT})"


def _cost(pattern: str, text: _Text) -> float:
    """Return how many ways there are at most to begin to match from one starting point."""
    # Of each open group: the cost of its finished branches, and that of the branch at hand.
    groups: list[list[float]] = [[0.0, 1.0]]
    # The branch before its last thing, the cost of that thing, and how often it stands in a row.
    before, atom, row, highest = 1.0, 1.0, text.row, 1.0
    for match in _TOKEN.finditer(pattern):
        kind, words = match.lastgroup, match[0]
        if kind == "times":
            atom = _repeated(words, atom, row, text)
            groups[-1][1] = before * atom
        elif kind == "open":
            groups.append([0.0, 1.0])
        elif kind == "bar":
            groups[-1] = [sum(groups[-1]), 1.0]
        elif kind != "comment":
            if kind == "close":
                atom, row = sum(groups.pop()), text.row
            else:
                atom, row = _one(words, text)
            before = groups[-1][1]
            groups[-1][1] *= atom
        highest = max(highest, prod(branch for _, branch in groups), sum(groups[0]))
    return highest


def _one(words: str, text: _Text) -> tuple[float, float]:
    """Return the cost of what matches one character, and how often it can in a row."""
    if re.fullmatch(r"\\[1-9]|\(\?P=\w+\)", words):
        return text.row, text.row
    if _DIGITS.fullmatch(words):
        words = r"\d"
    likely = 1.0 if _ANYWHERE.fullmatch(words) else text.likely
    if words.startswith("[^") and "." in words:
        return likely, text.sentence
    return likely, text.rows.get(words, text.row)


def _repeated(times: str, atom: float, row: float, text: _Text) -> float:
    """Return the cost of a thing that is repeated: what it costs each number of times."""
    low, high = _bounds(times, text.row)
    most = min(high, row)
    if most * log10(max(atom, 1e-9)) > log10(HIGHEST_COST):
        return inf
    return sum(atom**count for count in range(int(low), int(most) + 1)) or 1.0


def _bounds(times: str, row: float) -> tuple[float, float]:
    simple = {"*": (0.0, row), "+": (1.0, row), "?": (0.0, 1.0)}
    if times[0] in simple:
        return simple[times[0]]
    low, comma, high = times.rstrip("?+").strip("{}").partition(",")
    most = float(high) if high else (row if comma else float(low))
    return float(low or 0), most
