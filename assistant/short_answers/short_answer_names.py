"""Short answers read from the form of a text: names, partners, cells, written-out forms, sources.

Each reader returns a literal stretch of what is quoted, or None.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from assistant.quoting.evidence_span import Evidence
from assistant.short_answers.abbreviations import expansions
from assistant.short_answers.asked_value import AskedValue, Sort
from assistant.short_answers.namings import BESIDE, Naming, namings, titles
from assistant.short_answers.word_likeness import LIKE_WEIGHT, WORD, is_said, likeness, repeats
from assistant.understanding.place_names import places_in
from assistant.understanding.question import Analysis

PIECES_READ = 3
# What the words told of a name must count at least, and how much more than those of the next.
ENOUGH_TOLD = 1.9
ENOUGH_UNSURE = 2.4
MARGIN = 1.25
KIND_BONUS = 1.0
# The likeliest row is about what stands in its first cell.
ROW_BONUS = 0.6
# Share of the likeliest that a name in a later quote may count.
LATER = 0.85
LONGEST_CELL = 6
SHORTEST_LIKE = 4

_JOURNAL = re.compile(r"[.?!] ([A-ZÀ-Þ][^.,?!()]{2,70}), \d+ ?[(,:]")
_AUTHORS = re.compile(r"\A([^(),&]{3,60}(?:, [A-Z](?:[. -]+[A-Z])*\.)?) \((?:\d{4}|z\.d\.)")
_URL = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:)\]]")
_CELL = re.compile(r"(?:\A|; )([^:;]{2,40}): ([^;]+?)(?=; [^:;]{2,40}: |\Z)")
_PARTNER = re.compile(r"\s*([^,&()]+?) \(([^()]+)\)")
_WITH = re.compile(
    r"\bpartner|\bmet wie\b|\bwith (?:whom|which)\b|\bwho\b.*\bwith\b|\bavec (?:qui|quel)|"
    r"\bpartenaire|\bsamen"
)
_PARTNERS = re.compile(r"partner", re.IGNORECASE)


def read_short(analysis: Analysis, asked: AskedValue, evidence: Sequence[Evidence]) -> str | None:
    """Return a value that the form of the quotes shows to be the answer, or None."""
    pieces = evidence[:PIECES_READ]
    for reader in (_READERS.get(asked.sort, ()), _ALWAYS):
        for read in reader:
            found = read(analysis, asked, pieces)
            if found is not None:
                return found if any(found in piece.text for piece in evidence) else None
    return None


def _full_form(analysis: Analysis, _asked: AskedValue, pieces: Sequence[Evidence]) -> str | None:
    """What an abbreviation of the question is short for, or how what it names is abbreviated."""
    said = {word.replace(".", "").lower() for word in (*analysis.words, *analysis.names)}
    for piece in pieces:
        for short, full in expansions(piece.text):
            if short.replace(".", "").lower() in said:
                return full
        for short, full in expansions(piece.text):
            words = [word.lower() for word in WORD.findall(full)]
            if words and all(likeness(word, analysis.words) for word in words if len(word) > 3):
                return short
    return None


def _of_reference(
    pattern: re.Pattern[str],
) -> Callable[[Analysis, AskedValue, Sequence[Evidence]], str | None]:
    def read(_analysis: Analysis, _asked: AskedValue, pieces: Sequence[Evidence]) -> str | None:
        entry = next((one for one in pieces if one.passage.kind == "reference"), None)
        found = pattern.search(entry.text) if entry else None
        return found.group(1) if found else None

    return read


def _link(_analysis: Analysis, _asked: AskedValue, pieces: Sequence[Evidence]) -> str | None:
    """The link of the first quote that holds one, when it holds no other."""
    links = next((found for piece in pieces if (found := _URL.findall(piece.text))), [])
    return links[0] if len(links) == 1 else None


def _partner(analysis: Analysis, asked: AskedValue, pieces: Sequence[Evidence]) -> str | None:
    """The partner in a row that stands beside the one named, or comes from the place named."""
    piece = pieces[0]
    if piece.passage.kind != "table_row":
        return None
    cells = dict(_CELL.findall(piece.passage.text))
    listed = next((cell for label, cell in cells.items() if _PARTNERS.search(label)), "")
    partners = [(name.strip(), place) for name, place in _PARTNER.findall(listed)]
    wanted = asked.head or asked.said
    asked_places = places_in(" ".join(wanted))
    from_place = [
        name
        for name, place in partners
        if any(likeness(word, wanted) for word in WORD.findall(place.lower()))
        or places_in(place) & asked_places
    ]
    in_role = [
        name
        for name, place in partners
        if any(
            likeness(word.lower(), asked.said) for word in WORD.findall(place.partition(", ")[2])
        )
    ]
    if len(in_role) == 1:
        return _plain_name(in_role[0])
    about = _WITH.search(analysis.text.lower()) or asked.sort == "name"
    if len(from_place) == 1 and about and not is_said(from_place[0], analysis.words):
        return _plain_name(from_place[0])
    if not _WITH.search(analysis.text.lower()):
        return None
    others = [
        name
        for name, _ in partners
        if not any(likeness(word, asked.said) for word in WORD.findall(name.lower()))
    ]
    return _plain_name(others[0]) if len(partners) == 2 and len(others) == 1 else None


def _plain_name(name: str) -> str:
    return re.sub(r"\A(?:& )?(?:o\.m\. )?|\s(?:vzw|asbl)\Z", "", name.strip())


def _cell(_analysis: Analysis, asked: AskedValue, pieces: Sequence[Evidence]) -> str | None:
    """What stands in the column that the question names, in the row that it names."""
    piece = pieces[0]
    if piece.passage.kind != "table_row":
        return None
    cells = _CELL.findall(piece.passage.text)
    if not cells or not is_said(re.split(r" [–-] | \(", cells[0][1])[0], asked.said):
        return None
    fitting = [
        cell
        for label, cell in cells[1:]
        if any(likeness(word, asked.said) == 1.0 for word in WORD.findall(label.lower()))
    ]
    short = len(fitting) == 1 and len(fitting[0].split()) <= LONGEST_CELL
    return fitting[0] if short else None


def _told_name(analysis: Analysis, asked: AskedValue, pieces: Sequence[Evidence]) -> str | None:
    """The name of which is told what the question says, when no other fits nearly as well."""
    best: dict[str, float] = {}
    for order, piece in enumerate(pieces):
        if asked.sort == "person" and piece.passage.kind == "table_row":
            # The first cell is what the row is about, not who did it.
            continue
        for naming in _namings(piece):
            if _named(naming.name, analysis.words):
                continue
            fit = _told_fit(naming, asked) * LATER**order
            if piece.passage.kind == "table_row" and order == 0 and fit:
                fit += ROW_BONUS
            best[naming.name] = max(best.get(naming.name, 0.0), fit)
    ranked = sorted(best.items(), key=lambda one: -one[1])
    least = ENOUGH_TOLD if asked.sure else ENOUGH_UNSURE
    if not ranked or ranked[0][1] < least:
        return None
    others = [
        fit for name, fit in ranked[1:] if name not in ranked[0][0] and ranked[0][0] not in name
    ]
    return ranked[0][0] if ranked[0][1] >= MARGIN * max(others, default=0.0) else None


def _named(name: str, asked: Sequence[str]) -> bool:
    """Whether the question gives most of a name itself."""
    words = [word.lower() for word in WORD.findall(name)]
    return 2 * sum(word in asked for word in words) > len(words)


def _namings(piece: Evidence) -> Iterator[Naming]:
    if piece.passage.kind == "table_row":
        yield from namings(piece.passage.text, "table_row")
        return
    yield from titles(piece.text, piece.passage.kind)
    if piece.passage.kind == "reference":
        return
    for start, end in piece.passage.sentences or ((0, len(piece.passage.text)),):
        if start < piece.end and end > piece.start:
            text = piece.passage.text[max(start, piece.start) : min(end, piece.end)]
            yield from namings(text, piece.passage.kind)


@lru_cache(maxsize=1 << 11)
def _words_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a text, and those long enough to be like another."""
    words = frozenset(WORD.findall(text))
    return words, frozenset(word for word in words if len(word) >= SHORTEST_LIKE)


def _told_fit(naming: Naming, asked: AskedValue) -> float:
    """How much of the question is told of a name, words of its head for more."""
    words, longer = _words_of(f"{naming.told} {naming.name.lower()}")
    total = 0.0
    for said in asked.said:
        if said in words:
            total += likeness(said, (said,))
        elif any(repeats(word, said) for word in longer):
            total += LIKE_WEIGHT
    kinds = WORD.findall(naming.kinds)
    of_kind = any(likeness(kind, asked.head) or _ends(kind, asked.head) for kind in kinds)
    if not of_kind and (naming.strength == BESIDE or not asked.sure):
        return 0.0
    return naming.strength * (total + KIND_BONUS * of_kind)


def _ends(word: str, heads: Sequence[str]) -> bool:
    return any(len(head) > 4 and word.endswith(head) for head in heads)


_Reader = Callable[[Analysis, AskedValue, Sequence[Evidence]], str | None]
_ALWAYS: tuple[_Reader, ...] = (_cell,)
_READERS: Mapping[Sort, tuple[_Reader, ...]] = {
    "full_form": (_full_form,),
    "journal": (_of_reference(_JOURNAL),),
    "author": (_of_reference(_AUTHORS),),
    "link": (_link,),
    "name": (_partner, _told_name),
    "person": (_partner, _told_name),
}
