"""What in a question goes against something else in it, though each field is well formed."""

from collections.abc import Iterator

from eval.question_set import Expectation, SetQuestion
from eval.sets.forms.entry import FieldPath

Contradiction = tuple[FieldPath, str]


def contradictions(question: SetQuestion, in_turns: bool) -> Iterator[Contradiction]:
    """Yield each contradiction as the field to change and what to do.

    Args:
        question: A question whose fields are each well formed.
        in_turns: Whether the record writes its turns out under `turns`.
    """
    if question.draft and question.must_pass:
        yield ("must_pass",), "een concept wordt nooit gesteld; laat must_pass of draft weg"
    if question.draft and question.reviewed:
        yield ("reviewed",), "een concept is niet nagelezen; laat reviewed of draft weg"
    if not question.turns:
        yield ("turns",), "een dialoog heeft minstens één beurt; voeg er een toe"
    for number, turn in enumerate(question.turns):
        path: FieldPath = ("turns", number) if in_turns else ()
        for name, text in _within(turn.expected, question.draft):
            yield (*path, name), text


def _within(expected: Expectation, draft: bool) -> Iterator[tuple[str, str]]:
    if not expected.status and not draft:
        yield "status", "ontbreekt; kies answered met feiten of secties, of een soort weigering"
    if len(set(expected.status)) != len(expected.status):
        yield "status", "noemt tweemaal hetzelfde; laat er één staan"
    if expected.answerable and len(expected.status) > 1:
        yield "status", "answered kan niet naast een andere status; kies één van beide"
    fields = {
        "facts": expected.facts,
        "sections": expected.sections,
        "passages": expected.passages,
        "references": expected.references,
        "short_answer": expected.short_answers,
    }
    if expected.answerable and not draft and not any(fields.values()):
        yield "facts", "ontbreekt; geef minstens een feit, sectie, passage, bron of kort antwoord"
    if expected.status and not expected.answerable:
        for name, value in fields.items():
            if value:
                yield (
                    name,
                    f"hoort niet bij een vraag met status {expected.status[0]}; laat het weg",
                )
