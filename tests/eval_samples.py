"""Small observations and judgements, right unless a test says otherwise."""

from dataclasses import replace

from assistant.answer import (
    Answer,
    CitedReference,
    DocumentLabel,
    Explanation,
    Quote,
    RankedPassage,
)
from eval.figures import Judgement
from eval.observation import Observation
from eval.question_set import AskedTurn, Expectation

LEUVEN = "In 2030 wordt Leuven één van de nieuwe titeldragers."
BERGEN = "Bergen was in 2015 aan de beurt."
UNANSWERABLE = Expectation(status=("not_in_dossier",))


def expectation(**fields):
    """Expect Leuven from section 5.1.1."""
    return replace(
        Expectation(
            status=("answered",),
            facts=(("Leuven",),),
            sections=(("5.1.1",),),
            passages=(("s5.1.1-p6",),),
        ),
        **fields,
    )


def asked(expected=None, **fields):
    """Ask one Dutch question."""
    turn = AskedTurn(
        id="q1",
        turn=1,
        turns=1,
        question="Welke stad wordt in 2030 Culturele Hoofdstad van Europa?",
        language="nl",
        tags=("welke",),
        difficulty="easy",
        split="test",
        must_pass=False,
        expected=expected or expectation(),
    )
    return replace(turn, **fields)


def quote(text=LEUVEN, marker=1, passage="s5.1.1-p6", section="5.1.1", references=()):
    """Quote a passage from its start, with the references of these keys."""
    return Quote(
        marker=marker,
        passage=passage,
        document="dossier",
        section=section,
        section_title="Europees niveau",
        section_path=("Europees niveau",),
        page=29,
        page_basis="inferred",
        kind="paragraph",
        quote=text,
        start=0,
        end=len(text),
        url=f"/dossier#{passage}",
        references=tuple(
            CitedReference(key, key, key, "", "sentence", "no_source") for key in references
        ),
    )


def explanation(*passages, channels=(("stems", 0.5), ("dense", 0.1))):
    """Explain an answer with passages found, best first."""
    hits = tuple(
        RankedPassage(passage, 1 / rank, tuple(channels), "")
        for rank, passage in enumerate(passages, start=1)
    )
    return Explanation((), hits, 0.8, 0.2)


def answer(*quotes, **fields):
    """Answer with the quotes, each on its line with its marker behind it."""
    given = quotes or (quote(),)
    return replace(
        Answer(
            question="",
            language="nl",
            status="answered",
            short_answer=None,
            text="\n".join(f"{one.quote} [{one.marker}]" for one in given),
            quotes=given,
            document=DocumentLabel("", ""),
            generation="g-1",
            confidence=0.9,
            explanation=explanation("s5.1.1-p6"),
        ),
        **fields,
    )


def refusal(status="not_in_dossier", **fields):
    """Answer that there is no answer."""
    plain = answer(text="Dit staat niet in het dossier.", status=status, quotes=())
    return replace(plain, **fields)


def observation(given=None, expected=None, **fields):
    """Observe an answer; every quote literal, every hit of section 5.1.1."""
    given = answer() if given is None else given
    hits = given.explanation.hits if given.explanation else ()
    return replace(
        Observation(
            asked=asked(expected),
            answer=given,
            literal=tuple(True for _ in given.quotes),
            hit_sections=tuple("5.1.1" for _ in hits),
            total_ms=10.0,
            first_event_ms=2.0,
        ),
        **fields,
    )


def judgement(number=0, outcome="passed", scores=None, section=None, **fields):
    """Judge a turn; `fields` are those of the turn asked, its section becomes its cluster."""
    given = {name: fields.pop(name) for name in ("answered", "confidence") if name in fields}
    expected = fields.pop("expected", expectation(sections=((section or "5.1.1",),)))
    return replace(
        Judgement(
            asked=asked(expected, **{"id": f"q{number}", **fields}),
            outcome=outcome,
            reasons=() if outcome == "passed" else ("reden",),
            scores=scores or {},
            answered=expected.answerable,
            confidence=None if outcome == "not_judged" else 0.9,
            status="" if outcome == "not_judged" else expected.status[0],
        ),
        **given,
    )
