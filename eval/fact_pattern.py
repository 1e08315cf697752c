"""What a "/regex/" fact may be: one that compiles and whose search cannot take long.

Python's engine tries every way a pattern can match. The product of the choices in a pattern, its
cost, bounds the time of one search; a pattern above `HIGHEST_COST` is refused when it is read.
"""

import re
import warnings
from functools import lru_cache
from math import inf, log10

LONGEST = 200
HIGHEST_COST = 1e8
# How many characters in a row a repeated thing takes up at most in the text of a document.
_RUNS = {r"\d": 20.0, r"\w": 40.0, r"\s": 2.0, " ": 2.0}
_SENTENCE = 300.0  # what excludes the point stays within a sentence
_TEXT = 1000.0
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
        return re.compile(fact[1:-1], re.IGNORECASE)


def pattern_mistake(fact: str) -> str:
    """Return what is wrong with a "/regex/" fact and what to do, or "" when nothing is."""
    inside = fact[1:-1]
    if len(inside) > LONGEST:
        return f"de regex is langer dan {LONGEST} tekens; maak ze korter"
    if _SETTINGS.search(inside):
        return "de regex bevat (?…)-instellingen of een voorwaarde; laat die weg"
    try:
        pattern = compiled(fact)
    except (re.error, OverflowError, RecursionError) as error:
        return f"de regex klopt niet{_fault(error)}; verbeter ze, of laat de schuine strepen weg"
    if pattern.search("") is not None:
        return "de regex past ook op een lege tekst; maak ze strenger"
    if _cost(inside) * _TEXT > HIGHEST_COST:
        return (
            "de regex kan te lang zoeken (herhaling in een herhaling, of meermaals .* of .+); "
            "begrens ze, bijvoorbeeld met .{0,80}"
        )
    return ""


def _fault(error: Exception) -> str:
    """Return where a pattern goes wrong, counted with its first slash, and how."""
    fault = next((words for said, words in _FAULTS.items() if str(error).startswith(said)), None)
    place = error.pos if isinstance(error, re.error) else None
    where = f" bij teken {place + 2}" if place is not None else ""
    return f"{where} ({fault or _OTHER_FAULT})"


def _cost(pattern: str) -> float:
    """Return how many ways there are at most to match from one starting point."""
    # Of each open group: the cost of its finished branches, and that of the branch at hand.
    groups: list[list[float]] = [[0.0, 1.0]]
    # The branch before its last thing, the cost of that thing, and how often it stands in a row.
    before, atom, row = 1.0, 1.0, _TEXT
    for match in _TOKEN.finditer(pattern):
        kind, words = match.lastgroup, match[0]
        if kind == "times":
            atom = _repeated(words, atom, row)
            groups[-1][1] = before * atom
        elif kind == "open":
            groups.append([0.0, 1.0])
        elif kind == "bar":
            groups[-1] = [sum(groups[-1]), 1.0]
        elif kind != "comment":
            if kind == "close":
                atom, row = sum(groups.pop()), _TEXT
            else:
                atom, row = (_TEXT, _TEXT) if _is_back_reference(words) else (1.0, _run(words))
            before = groups[-1][1]
            groups[-1][1] *= atom
    return sum(groups[0])


def _is_back_reference(words: str) -> bool:
    return bool(re.fullmatch(r"\\[1-9]|\(\?P=\w+\)", words))


def _run(words: str) -> float:
    """Return how often what matches one character can match in a row."""
    if words.startswith("[^") and "." in words:
        return _SENTENCE
    return _RUNS.get(words, _TEXT)


def _repeated(times: str, atom: float, row: float) -> float:
    low, high = _bounds(times)
    most = min(high, row)
    if most * log10(atom) > log10(HIGHEST_COST):
        return inf
    return sum(atom**count for count in range(int(low), int(most) + 1)) or 1.0


def _bounds(times: str) -> tuple[float, float]:
    simple = {"*": (0.0, _TEXT), "+": (1.0, _TEXT), "?": (0.0, 1.0)}
    if times[0] in simple:
        return simple[times[0]]
    low, comma, high = times.rstrip("?+").strip("{}").partition(",")
    most = float(high) if high else (_TEXT if comma else float(low))
    return float(low or 0), most
