"""A run as JUnit XML: a suite per chapter, a test per turn, and a suite for the gates.

A turn that could not be judged is an error, not a failure: nobody knows whether it was right.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOBase
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from eval.figures import Judgement
from eval.reports.figure_rows import figure_groups, gates_words, head_rows
from eval.reports.neutral_text import one_line
from eval.reports.report import RunReport

NAME = "dossierwijzer.eval"
ELSEWHERE = "zonder sectie"
_LATENCY = "total_ms"


def write_junit(report: RunReport, stream: TextIOBase) -> None:
    """Write a run as JUnit XML, element by element."""
    writer = XMLGenerator(stream, encoding="utf-8", short_empty_elements=True)
    writer.startDocument()
    judgements, earlier = report.judgements, report.earlier_questions()
    gates = _gate_counts(report)
    whole = {name: number + gates[name] for name, number in _counts(judgements).items()}
    with _element(writer, "testsuites", name=NAME, time=_seconds(judgements), **whole):
        _gates(writer, report)
        for name, turns in _suites(judgements):
            counts = _counts(turns)
            with _element(writer, "testsuite", name=f"{NAME}.{name}", skipped=0,
                          time=_seconds(turns), **counts):  # fmt: skip
                for judgement in turns:
                    before = earlier.get(judgement.asked.key, ())
                    _turn(writer, f"{NAME}.{name}", judgement, before)
    writer.endDocument()


def chapter(judgement: Judgement) -> str:
    """Return the chapter that a turn is about ("hoofdstuk 5"), for grouping in a CI page."""
    sections = judgement.asked.expected.sections
    if not sections:
        return ELSEWHERE
    first = sections[0][0].split(".")[0]
    return f"hoofdstuk {first}" if first.isdigit() else first


def _gates(writer: XMLGenerator, report: RunReport) -> None:
    """Write the gates as tests, with what the run was and all its figures as properties."""
    suite = f"{NAME}.poorten"
    counts = _gate_counts(report)
    with _element(writer, "testsuite", name=suite, skipped=0, time="0", **counts):
        with _element(writer, "properties"):
            for name, value in _properties(report):
                with _element(writer, "property", name=name, value=value):
                    pass
        for gate in report.gates:
            with _element(writer, "testcase", classname=suite, name=gate.name, time="0"):
                if gate.fallen:
                    kind = "error" if gate.held is None else "failure"
                    with _element(writer, kind, message=gate.line, type="gate"):
                        pass


def _properties(report: RunReport) -> Iterator[tuple[str, str]]:
    yield from head_rows(report)
    yield "Poorten", gates_words(report.gates)
    for _, rows in figure_groups(report.summary):
        for row in rows:
            figure = row.whole
            for name, value in (
                ("", figure.value),
                (".low", figure.low),
                (".high", figure.high),
                (".n", figure.n),
            ):
                if value is not None:
                    yield f"{row.metric.key}{name}", f"{value:.6g}"


def _turn(writer: XMLGenerator, suite: str, judgement: Judgement, earlier: Sequence[str]) -> None:
    asked = judgement.asked
    name = f"{asked.key} {asked.question}"
    with _element(writer, "testcase", classname=suite, name=name, time=_seconds([judgement])):
        if judgement.outcome == "passed":
            return
        kind = "failure" if judgement.outcome == "failed" else "error"
        message = "; ".join(judgement.reasons) or "geen reden bekend"
        with _element(writer, kind, message=message, type=judgement.outcome):
            for question in earlier:
                writer.characters(f"eerder in dit gesprek: {one_line(question)}\n")
            writer.characters(one_line(f"{asked.language}: {asked.question}") + "\n")
            for reason in judgement.reasons:
                writer.characters(f"- {one_line(reason)}\n")


def _suites(judgements: Iterable[Judgement]) -> Iterator[tuple[str, list[Judgement]]]:
    groups: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        groups.setdefault(chapter(judgement), []).append(judgement)
    yield from sorted(groups.items())


def _counts(judgements: Iterable[Judgement]) -> dict[str, int]:
    outcomes = [judgement.outcome for judgement in judgements]
    return {
        "tests": len(outcomes),
        "failures": outcomes.count("failed"),
        "errors": outcomes.count("not_judged"),
    }


def _gate_counts(report: RunReport) -> dict[str, int]:
    held = [gate.held for gate in report.gates]
    return {"tests": len(held), "failures": held.count(False), "errors": held.count(None)}


def _seconds(judgements: Iterable[Judgement]) -> str:
    return f"{sum(one.scores.get(_LATENCY, 0.0) for one in judgements) / 1000:.3f}"


@contextmanager
def _element(writer: XMLGenerator, tag: str, /, **attributes: object) -> Iterator[None]:
    """Write an element around what is written within; attribute values lose what XML forbids."""
    values = {key: one_line(str(value)) for key, value in attributes.items()}
    writer.startElement(tag, AttributesImpl(values))
    yield
    writer.endElement(tag)
    writer.ignorableWhitespace("\n")
