"""Whether a question set fits the documents: what it names exists, what it expects stands there.

A fact that stands in many places is refused: an answer could state it without being right.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches

from eval.fact_pattern import is_pattern
from eval.facts import fact_text, holds_fact, holds_group, text_holds
from eval.question_set import Expectation, Groups, QuestionSet, SetQuestion
from eval.sets.forms.dialogue_rows import UNIT as SHEET_UNIT
from eval.sets.forms.entry import Mistake
from eval.sets.forms.sheet_columns import COLUMN_OF, heading_key
from eval.sets.set_reading import split_place
from ingest.passage import Passage

MOST_PLACES = 5  # of a fact; a list with its items, or a table with its rows, is one

MOST_BELOW = 4  # sections named below one that is only a title

# The field to change, and what is wrong with it and what to do.
Finding = tuple[str, str]


def check_set(
    question_set: QuestionSet, passages: Sequence[Passage], references: Collection[str]
) -> tuple[Mistake, ...]:
    """Return what in a set does not fit the documents, in the order of the set.

    Args:
        question_set: A set whose questions are each well formed; its drafts are left out.
        passages: Every passage of every document.
        references: The keys of their references.
    """
    documents = _Documents(passages, references)
    return tuple(
        mistake
        for question in question_set.questions
        if not question.draft
        for mistake in _mistakes(question, documents)
    )


class _Documents:
    """What a set is held against; where a fact stands is looked up once."""

    def __init__(self, passages: Sequence[Passage], references: Collection[str]) -> None:
        self.passages = {passage.id: passage for passage in passages}
        self.known: dict[str, Collection[str]] = {
            "sections": {passage.section for passage in passages if passage.section},
            "passages": self.passages,
            "references": set(references),
        }
        self._texts = [(passage, fact_text(passage.text)) for passage in passages]
        self._standing: dict[str, tuple[Passage, ...]] = {}

    def stating(self, facts: Iterable[str]) -> tuple[Passage, ...]:
        """Return the passages that state one of the facts."""
        found = {passage.id: passage for fact in facts for passage in self._stating(fact)}
        return tuple(found.values())

    def _stating(self, fact: str) -> tuple[Passage, ...]:
        if fact not in self._standing:
            self._standing[fact] = tuple(
                passage for passage, text in self._texts if text_holds(text, fact)
            )
        return self._standing[fact]


def _mistakes(question: SetQuestion, documents: _Documents) -> Iterator[Mistake]:
    file, unit, line = split_place(question.place)
    in_sheet = unit == SHEET_UNIT
    turn_words = "beurt {}." if in_sheet else "turns[{}]."
    for number, turn in enumerate(question.turns, start=1):
        front = turn_words.format(number) if len(question.turns) > 1 else ""
        for name, text in _findings(turn.expected, documents):
            field = COLUMN_OF[heading_key(name)].heading if in_sheet else name
            yield Mistake(file, line, f"{front}{field}", text, question.id, unit)


def _findings(expected: Expectation, documents: _Documents) -> Iterator[Finding]:
    for name, groups in (
        ("sections", expected.sections),
        ("passages", expected.passages),
        ("references", expected.references),
    ):
        yield from _unknown(name, groups, documents.known[name])
    yield from _misplaced(expected, documents)
    for group in expected.facts:
        yield from _of_a_fact(group, expected, documents)
    yield from _of_short_answers(expected, documents)
    yield from _of_forbidden(expected, documents)
    yield from _of_length(expected)


_WORDS = {
    "sections": "de sectie {name} komt in het document niet voor",
    "passages": "de passage {name} bestaat niet",
    "references": "de bron {name} bestaat niet",
}


def _unknown(name: str, groups: Groups, known: Collection[str]) -> Iterator[Finding]:
    for place in _all(groups):
        below = sorted(one for one in known if one.startswith(f"{place}."))
        if place in known:
            continue
        if name == "sections" and below:
            yield (
                name,
                f"sectie {place} is alleen een titel; noem de sectie eronder waar het antwoord "
                f"staat: {' of '.join(below[:MOST_BELOW])}",
            )
            continue
        near = get_close_matches(place, known, n=3, cutoff=0.6)
        advice = f"bedoelt u {' of '.join(near)}?" if near else "kijk ze na of laat ze weg"
        yield name, f"{_WORDS[name].format(name=place)}; {advice}"


def _all(groups: Groups) -> Iterator[str]:
    for group in groups:
        yield from group


def _misplaced(expected: Expectation, documents: _Documents) -> Iterator[Finding]:
    """Yield the passages that stand in none of the sections that are said to hold the answer."""
    sections = set(_all(expected.sections))
    for place in _all(expected.passages):
        passage = documents.passages.get(place)
        if passage and sections and passage.section and passage.section not in sections:
            yield (
                "passages",
                f"{place} staat in sectie {passage.section}, die niet bij de secties staat; "
                "voeg die toe of kies een andere passage",
            )


def _of_a_fact(
    group: Sequence[str], expected: Expectation, documents: _Documents
) -> Iterator[Finding]:
    shown = " | ".join(group)
    stating = documents.stating(group)
    if not stating:
        yield "facts", f"{shown!r} staat nergens in het document; neem het letterlijk over"
        return
    places = len({passage.parent or passage.id for passage in stating})
    if places > MOST_PLACES:
        yield (
            "facts",
            f"{shown!r} staat in {places} passages en bewijst te weinig; kies een feit dat in "
            f"hoogstens {MOST_PLACES} passages staat",
        )
    yield from _not_where_expected("facts", shown, stating, expected)


def _not_where_expected(
    name: str, shown: str, stating: Collection[Passage], expected: Expectation
) -> Iterator[Finding]:
    sections, ids = set(_all(expected.sections)), set(_all(expected.passages))
    # The entries of the list of references stand in no section; their ids say enough.
    found = ", ".join(sorted({one.section or one.id for one in stating})[:MOST_PLACES])
    if sections and not any(passage.section in sections for passage in stating):
        yield name, f"{shown!r} staat niet in de opgegeven secties, wel in {found}; verbeter één"
    elif ids and not any(passage.id in ids or passage.parent in ids for passage in stating):
        near = ", ".join(sorted(passage.id for passage in stating)[:MOST_PLACES])
        yield name, f"{shown!r} staat niet in de opgegeven passages, wel in {near}; verbeter één"


def _of_short_answers(expected: Expectation, documents: _Documents) -> Iterator[Finding]:
    if not expected.short_answers:
        return
    shown = " | ".join(expected.short_answers)
    stating = documents.stating(expected.short_answers)
    if stating:
        yield from _not_where_expected("short_answer", shown, stating, expected)
    else:
        yield "short_answer", f"{shown!r} staat nergens in het document; neem het letterlijk over"


def _of_forbidden(expected: Expectation, documents: _Documents) -> Iterator[Finding]:
    stated = [
        (fact, sentences)
        for group in expected.facts
        for fact in (" | ".join(group),)
        if (sentences := _quotable(group, expected, documents))
    ]
    for forbidden in expected.forbidden:
        for wanted in (*_all(expected.facts), *expected.short_answers):
            if wanted == forbidden or (not is_pattern(wanted) and holds_fact(wanted, forbidden)):
                yield (
                    "forbidden",
                    f"{forbidden!r} staat ook in het gevraagde {wanted!r}, zodat geen antwoord "
                    "goed kan zijn; schrap het of maak het langer",
                )
                break
        else:
            for fact, sentences in stated:
                if all(holds_fact(sentence, forbidden) for sentence in sentences):
                    yield (
                        "forbidden",
                        f"{forbidden!r} staat in elke zin met {fact!r}, zodat wie die zin citeert "
                        "altijd fout is; schrap het of kies iets anders",
                    )


def _quotable(
    group: Sequence[str], expected: Expectation, documents: _Documents
) -> tuple[str, ...]:
    """Return the sentences of the listed passages that state a fact."""
    listed = (documents.passages.get(name) for name in _all(expected.passages))
    return tuple(
        sentence
        for passage in listed
        if passage
        for start, end in passage.sentences
        if holds_group(sentence := passage.text[start:end], group)
    )


def _of_length(expected: Expectation) -> Iterator[Finding]:
    shortest = sum(
        min(1 if is_pattern(fact) else len(fact.split()) for fact in group)
        for group in expected.facts
    )
    if shortest > expected.max_words:
        yield (
            "max_words",
            f"de feiten tellen samen {shortest} woorden, meer dan {expected.max_words}; verhoog "
            "het getal of schrap feiten",
        )
