"""Find which reference an author's name and a year mean, and which one comes nearest.

Pure comparison of names; where citations stand in a text is found in `ingest.citing.citations`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.citing.reference_names import comparable, comparable_year, surname
from ingest.document import Reference

# One organisation under its names in several languages; a citation in one language never counts
# as a citation of the entry in the other, but that entry is the nearest there is.
_SAME_ORGANISATION = (
    ("europese commissie", "european commission", "commission europeenne"),
    ("raad van europa", "council of europe", "conseil de l europe"),
    ("raad van de europese unie", "council of the european union", "conseil de l union europeenne"),
    ("europese unie", "european union", "union europeenne"),
    ("europees parlement", "european parliament", "parlement europeen"),
    ("verenigde naties", "united nations", "nations unies"),
    ("vlaamse regering", "flemish government", "gouvernement flamand"),
    ("vlaamse overheid", "flemish authorities", "autorite flamande"),
)
_NEAR_ENOUGH = 0.7
_NEAR_IN_SAME_YEAR = 0.65
_ALIKE = 0.9
_MAX_NAME_WORDS = 16
_WORD = re.compile(r"(?<!\w)\w\S*")
_JOINING = re.compile(r"[A-ZÀ-Þ][\w.’'-]*,?\s+(?:&|en|and|et)\s+$")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_DOUBLE = re.compile(r"(.)\1")
_PARTICLE = re.compile(r"\b(?:Van|Van De|Van Den|Van Der|De|Den|Der|Du|Le|La|Vande|Ter|Ten)\s+$")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A known name at the end of a text.

    Attributes:
        start: Where the name starts.
        references: The references that carry this name, whatever their year.
        misspelt: Whether the name is spelled otherwise than in the references.
    """

    start: int
    references: tuple[Reference, ...]
    misspelt: bool = False


class ReferenceNames:
    """The names under which references are cited, and the references behind each."""

    def __init__(self, references: Sequence[Reference]) -> None:
        """Collect every form under which each of `references` may be cited."""
        self.references = tuple(references)
        self._by_form: dict[str, list[Reference]] = {}
        self._surnames = {comparable(surname(a)) for r in references for a in r.authors}
        for reference in references:
            for form in _forms(reference):
                self._by_form.setdefault(form, []).append(reference)

    def known(self, name: str) -> tuple[Reference, ...]:
        """Return the references cited under exactly this name."""
        return tuple(self._by_form.get(comparable(name), ()))

    def is_surname(self, name: str) -> bool:
        """Whether any reference has an author of this name."""
        return comparable(name) in self._surnames

    def at_end_of(self, text: str, year: str) -> NameMatch | None:
        """Return the longest known name that `text` ends with.

        A name spelled slightly otherwise counts when a reference of that name has this `year`.
        Part of a longer list of authors ("Peeters & Jans" where only "Jans" is known) or of a
        longer surname ("Van Gucht") is no match.

        Args:
            text: What stands before the year, without punctuation at its end.
            year: The year as written; "" when there is none.
        """
        starts = _name_starts(text)
        for start in starts:
            found = self.known(text[start:])
            if found and not _is_part_of_longer_name(text[:start], found):
                return NameMatch(start, found)
        wanted = comparable_year(year)
        for start in starts:
            if not text[start].isupper():
                continue
            form = comparable(text[start:])
            alike = tuple(
                reference
                for candidate, references in self._by_form.items()
                if _misspelt(form, candidate)
                for reference in references
                if comparable_year(reference.year) == wanted
            )
            if alike and not _is_part_of_longer_name(text[:start], alike):
                return NameMatch(start, alike, misspelt=True)
        return None

    def nearest(self, name: str, year: str) -> Reference | None:
        """Return the most likely reference for a name and a year that match none, or None.

        Among names that are alike (the same name, the same organisation in another language, a
        shared first author, similar letters) the same year counts first, then the likeness, then
        how close the years are; ties go to list order.
        """
        scored = []
        for position, reference in enumerate(self.references):
            likeness = _likeness(name, reference)
            closeness = _year_closeness(year, reference.year)
            alike = likeness >= _ALIKE
            scored.append((alike, alike and closeness == 1, likeness, closeness, -position))
        if not scored:
            return None
        best = max(scored)
        enough = _NEAR_IN_SAME_YEAR if best[3] == 1 else _NEAR_ENOUGH
        return self.references[-best[-1]] if best[2] >= enough else None


def with_year(references: Sequence[Reference], year: str) -> tuple[Reference, ...]:
    """Return those of `references` that have this year; marks for "no date" compare equal."""
    wanted = comparable_year(year)
    return tuple(r for r in references if comparable_year(r.year) == wanted)


def _forms(reference: Reference) -> Iterator[str]:
    """Yield the names under which a reference may be cited, each once."""
    names = [surname(author) for author in reference.authors]
    forms = {comparable(" & ".join(names)): None}
    if len(names) > 2:
        forms[comparable(f"{', '.join(names[:-1])} & {names[-1]}")] = None
    if len(names) > 1:
        forms[comparable(f"{names[0]} et al.")] = None
    elif names and ":" in names[0]:
        forms[comparable(names[0].split(":")[0])] = None
    yield from (form for form in forms if form)


def _name_starts(text: str) -> list[int]:
    """Return where a name at the end of `text` may start, the longest name first."""
    return [match.start() for match in _WORD.finditer(text)][-_MAX_NAME_WORDS:]


def _is_part_of_longer_name(before: str, found: Sequence[Reference]) -> bool:
    if _JOINING.search(before):
        return True
    is_person = found[0].authors and surname(found[0].authors[0]) != found[0].authors[0]
    return bool(is_person and _PARTICLE.search(before))


def _misspelt(form: str, candidate: str) -> bool:
    """Whether two names differ by one slip in a short word, two in a long one, in any name."""
    if form == candidate:
        return False
    if _NOT_A_LETTER.sub("", form) == _NOT_A_LETTER.sub("", candidate):
        return True
    words, others = form.split(), candidate.split()
    if len(words) != len(others):
        return False
    return all(_slip(word, other) for word, other in zip(words, others, strict=True))


def _slip(word: str, other: str) -> bool:
    if word == other:
        return True
    shortest = min(len(word), len(other))
    if shortest < 3 or word[0] != other[0]:
        return False
    if shortest < 5:
        # Lee and Liu are two people; Liuu and Lui are neither, so they are slips.
        swapped = sorted(word) == sorted(other) and edit_distance(word, other) == 1
        return swapped or _DOUBLE.sub(r"\1", word) == _DOUBLE.sub(r"\1", other)
    return edit_distance(word, other) <= (1 if shortest < 8 else 2)


def edit_distance(word: str, other: str) -> int:
    """Return how many letters to add, drop, change or swap with their neighbour.

    The optimal string alignment distance (Damerau, 1964).
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, start=1):
        current = [row]
        for column, counterpart in enumerate(other, start=1):
            cost = min(
                last[column] + 1,
                current[-1] + 1,
                last[column - 1] + (letter != counterpart),
            )
            swapped = (
                row > 1 and column > 1 and word[row - 2 : row] == (counterpart + other[column - 2])
            )
            current.append(min(cost, before[column - 2] + 1) if swapped else cost)
        before, last = last, current
    return last[-1]


def _likeness(name: str, reference: Reference) -> float:
    form = comparable(name)
    best = 0.0
    for candidate in _forms(reference):
        if form == candidate:
            return 1.0
        if any(form in names and candidate in names for names in _SAME_ORGANISATION):
            best = max(best, 0.95)
        letters = SequenceMatcher(None, form.removesuffix(" et al"), candidate).ratio()
        best = max(best, letters * 0.9)
    first = comparable(surname(reference.authors[0])) if reference.authors else ""
    people = form.removesuffix(" et al").split(" & ")
    if first and (_slip(people[0], first) or people[0].endswith(f" {first}")):
        best = max(best, 0.92)
    elif first and first in people:
        best = max(best, 0.8)
    return best


def _year_closeness(year: str, other: str) -> float:
    if comparable_year(year) == comparable_year(other):
        return 1.0
    digits = [re.sub(r"\D", "", value) for value in (year, other)]
    if not all(digits):
        same_kind = not any(digits) and comparable_year(year)[:2] == comparable_year(other)[:2]
        return 0.95 if same_kind else 0.0
    return 0.9 / (1 + abs(int(digits[0]) - int(digits[1])))
