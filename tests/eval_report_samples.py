"""Runs made by hand for the tests of reports: nouns as a real run makes them, hostile texts too."""

import random
from collections.abc import Iterable

from assistant.answer import (
    Answer,
    CitedReference,
    DocumentLabel,
    Explanation,
    NearSection,
    Quote,
    RankedPassage,
)
from eval.figures import Curve, Figure, Judgement, Slice, Summary
from eval.metrics.all_metrics import METRICS
from eval.observation import Observation, RunHead
from eval.question_set import AskedTurn, Expectation
from eval.reports.report import JudgedObservation, RunReport

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "links \u202erechts\u2066",
    "{{ 7*7 }} {% raw %}",
    "]]> <!-- &amp; &#x3c;",
    "nul\x00bel\x07esc\x1b[31m",
    "@iedereen #12 !34 https://kwaad.example www.kwaad.example",
    "| cel `code` **vet** [x](javascript:alert(1)) </details>",
    "half \ud800 paar",
)

HEAD = RunHead(
    set_name="gold",
    set_digest="9f3c1a7be2d04c58a1b2c3d4e5f60718",
    target="local",
    generation="g-3f9c21",
    program="77aa01bc9d",
    selection="split test",
    repeat=1,
    started="2026-11-22T23:01:00+01:00",
)


def asked(
    number: int, question: str = "Welke stad wordt hoofdstad?", **changes: object
) -> AskedTurn:
    values: dict[str, object] = {
        "id": f"h5-nl-{number:03}",
        "turn": 1,
        "turns": 1,
        "question": question,
        "language": ("nl", "en", "fr")[number % 3],
        "tags": ("welke", "culturele-hoofdstad"),
        "difficulty": "medium",
        "split": "test",
        "must_pass": number == 0,
        "expected": Expectation(
            status=("answered",),
            facts=(("Leuven",), ("70,6%", "70,6 procent")),
            forbidden=("Brugge", "Gent"),
            sections=(("5.1.1", "samenvatting"),),
            passages=(("s5.1.1-p6",),),
            references=(("departement-cultuur-jeugd-media-zdc",),),
            short_answers=("Leuven",),
        ),
    }
    return AskedTurn(**(values | changes))  # type: ignore[arg-type]


def answer(text: str = "In 2030 wordt Leuven … [1]", **changes: object) -> Answer:
    reference = CitedReference(
        key="departement-cultuur-jeugd-media-zdc",
        label="Departement Cultuur, Jeugd & Media, z.d.c",
        entry="Departement Cultuur, Jeugd & Media. (z.d.c).",
        url="https://www.vlaanderen.be/cjm",
        scope="inherited",
        evidence="not_fetched",
    )
    quote = Quote(
        marker=1,
        passage="s5.1.1-p3",
        document="dossier",
        section="5.1.1",
        section_title="Europees niveau",
        section_path=("Multilateraal", "Europees niveau"),
        page=29,
        page_basis="section_start",
        kind="table_row",
        quote="In 2030 wordt Leuven - na Bergen (2015) - één van de nieuwe titeldragers.",
        start=0,
        end=70,
        url="/dossier#s5.1.1-p3",
        references=(reference,),
    )
    hits = tuple(
        RankedPassage(
            f"s5.1.1-p{rank + 3}", 0.91 - rank / 20, (("bm25", 4.2),), "Begin van de tekst"
        )
        for rank in range(8)
    )
    values: dict[str, object] = {
        "question": "Welke stad wordt hoofdstad?",
        "language": "nl",
        "status": "answered",
        "short_answer": "Brugge",
        "text": text,
        "quotes": (quote,),
        "document": DocumentLabel("Een Europese proeftuin", "2026"),
        "generation": "g-3f9c21",
        "confidence": 0.81,
        "nearest": (NearSection("dossier", "5.1", "Multilateraal", "/dossier#s5.1"),),
        "explanation": Explanation(("stad",), hits, 0.8, 0.4),
    }
    return Answer(**(values | changes))  # type: ignore[arg-type]


def judged(
    turn: AskedTurn, outcome: str, given: Answer | None = None, reasons: Iterable[str] = ()
) -> JudgedObservation:
    sections = tuple("5.1.1" if rank else "5.1" for rank in range(8)) if given else ()
    failure = "" if given else "doel onbereikbaar: geen antwoord binnen 30 s"
    return JudgedObservation(
        Observation(turn, given, failure, (True,), sections, total_ms=12.5),
        Judgement(
            asked=turn,
            outcome=outcome,  # type: ignore[arg-type]
            reasons=tuple(reasons) or ((failure,) if failure else ()),
            scores={"passed": float(outcome == "passed"), "fact_recall": 0.5} if given else {},
            answered=given is not None,
            confidence=given.confidence if given else None,
            status=given.status if given else "",
        ),
    )


def summary(slices: Iterable[tuple[str, str, int]], seed: int = 1, **more: object) -> Summary:
    chance = random.Random(seed)

    def one(kind: str, name: str, turns: int) -> Slice:
        figures = {}
        for metric in METRICS:
            size = {"share": 1.0, "number": 1.0, "ms": 12.0}[metric.unit]
            size = size if getattr(metric, "bounded", True) else 43.0
            value = size * (0.6 + 0.38 * chance.random())
            spread = size * 0.6 / turns**0.5
            high = min(size, value + spread) if size == 1.0 else value + spread
            figures[metric.key] = Figure(metric.key, value, turns, value - spread, high)
        return Slice(kind, name, turns, turns // 50, figures)

    share = [number / 200 for number in range(1, 201)]
    values: dict[str, object] = {
        "risk_coverage": Curve(tuple(share), tuple(0.02 + 0.16 * x**3 for x in share)),
        "latencies": Curve(
            tuple(4 + 20 * x**4 + (300 if x == 1 else 0) for x in share), tuple(share)
        ),
    }
    return Summary(tuple(one(*part) for part in slices), **(values | more))  # type: ignore[arg-type]


SLICES = (
    ("all", "", 210),
    ("language", "nl", 120),
    ("language", "en", 50),
    ("language", "fr", 40),
    ("difficulty", "easy", 60),
    ("difficulty", "medium", 100),
    ("difficulty", "hard", 50),
    ("tag", "tabel", 30),
    ("tag", "bron", 3),
    ("tag", "tikfout", 12),
    ("section", "5.1.1", 22),
    ("section", "samenvatting", 9),
    ("section", "3.2", 2),
)


def run(observed: Iterable[JudgedObservation], **changes: object) -> RunReport:
    all_observed = tuple(observed)
    values: dict[str, object] = {
        "head": HEAD,
        "summary": summary(SLICES, must_pass_failed=("h5-nl-000",)),
        "judgements": tuple(one.judgement for one in all_observed),
        "observed": lambda: iter(all_observed),
    }
    return RunReport(**(values | changes))  # type: ignore[arg-type]


def hostile_run() -> RunReport:
    """Every hostile text as question, tag, reason, answer, quote, address and section."""
    found = []
    for number, words in enumerate(HOSTILE):
        given = answer(words, short_answer=words, question=words)
        reference = CitedReference(words, words, words, words, "passage", "no_source")
        quote = given.quotes[0]
        given = answer(
            words,
            short_answer=words,
            quotes=(
                Quote(
                    quote.marker, words, words, words, words, (words,), None, None, "paragraph",
                    words, 0, 1, words, (reference,),
                ),
            ),
            nearest=(NearSection(words, words, words, words),),
            explanation=Explanation((words,), (RankedPassage(words, 0.5, (), words),), 0.1, 0.2),
        )  # fmt: skip
        turn = asked(
            number,
            words,
            id=f"{number}{words}",
            tags=(words,),
            expected=Expectation(("answered",), ((words,),), (words,), ((words,),), ((words,),)),
        )
        found.append(judged(turn, "failed", given, [words]))
        found.append(judged(turn, "not_judged", None, [words]))
    return run(found)
