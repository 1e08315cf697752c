"""What was found in a document, counted from the parsed document, as JSON and as lines to read."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.documents.expansion_run import Expanded
from assistant.documents.rebuild import IngestedDocument
from index.expansion import Reason
from ingest.document import Document, Section, Table
from ingest.edition import AddressChange

SHOWN_FINDINGS = 5  # of each kind; the JSON form has them all
SHOWN_CHANGES = 20

_RENUMBERED = "heading-renumbered"
_MENTIONS = (
    ("verwijzingen in de tekst", "citations"),
    ("verwijzingen naar andere secties en tabellen", "cross_references"),
)
# Why a question that a model wrote is left out, for one and for more.
_DROPPED: tuple[tuple[Reason, str, str], ...] = (
    ("lost", "vindt haar passage niet terug", "vinden hun passage niet terug"),
    ("double", "lijkt op een andere", "lijken op een andere"),
    ("copied", "neemt een zin over", "nemen een zin over"),
    ("malformed", "is geen gewone vraag", "zijn geen gewone vraag"),
    ("surplus", "was er te veel", "waren er te veel"),
)


def summary_json(ingested: IngestedDocument) -> dict[str, Any]:
    """Return every count, correction, finding and changed address of one document."""
    document = ingested.document
    numbered, others = _sections(document)
    resolved = sum(citation.reference is not None for citation in document.citations)
    found = sum(mention.target is not None for mention in document.cross_references)
    return {
        "name": document.name,
        "title": document.title,
        "file": ingested.file_name,
        "numbered_sections": len(numbered),
        "other_sections": [section.title for section in others],
        "footnotes": len(document.footnotes),
        "tables": sum(isinstance(block, Table) for block in document.blocks),
        "references": len(document.references),
        "references_with_link": sum(bool(reference.url) for reference in document.references),
        "citations_resolved": resolved,
        "citations_unresolved": len(document.citations) - resolved,
        "cross_references_resolved": found,
        "cross_references_unresolved": len(document.cross_references) - found,
        "passages": len(ingested.passages),
        "corrected_headings": [
            {"printed": section.printed_number, "number": section.number, "title": section.title}
            for section in document.sections
            if section.printed_number
        ],
        "findings": [
            {"code": finding.code, "place": finding.place, "text": finding.text}
            for finding in document.findings
        ],
        "addresses": [_change_json(change) for change in ingested.changes],
    }


def summary_lines(ingested: IngestedDocument) -> Iterator[str]:
    """Yield the summary of one document as lines of Dutch, long lists cut short with a count."""
    facts = summary_json(ingested)
    file_name = f" ({ingested.file_name})" if ingested.file_name else ""
    yield f"{ingested.document.name}{file_name}: {ingested.document.title}".rstrip(": ")
    yield f"  {', '.join(_counts(facts))}"
    for words, name in _MENTIONS:
        found, lost = facts[f"{name}_resolved"], facts[f"{name}_unresolved"]
        if found or lost:
            yield f"  {words}: {found} herkend, {lost} niet"
    corrected = [f"{h['printed']} -> {h['number']}" for h in facts["corrected_headings"]]
    if corrected:
        yield f"  koppen met een verbeterd nummer: {', '.join(corrected)}"
    yield from _finding_lines(ingested.document)
    yield from _change_lines(ingested.changes)


def expansion_json(expanded: Expanded) -> dict[str, Any]:
    """Return every count of the questions that a model wrote beside one document."""
    return {
        "passages": expanded.passages,
        "passages_with_questions": expanded.covered,
        "questions": expanded.questions,
        "requests": expanded.requests,
        "unusable_replies": expanded.unusable,
        "new_questions": expanded.written,
        "dropped": {name: expanded.dropped.get(name, 0) for name, _, _ in _DROPPED},
    }


def expansion_lines(expanded: Expanded) -> Iterator[str]:
    """Yield what `expansion_json` gives as lines of Dutch."""
    number = _plural(expanded.questions, "vraag", "vragen")
    new = f", waarvan {expanded.written} nieuw" if expanded.written else ""
    yield f"  {number} bij {expanded.covered} van de {expanded.passages} passages{new}"
    reasons = [
        _plural(expanded.dropped[name], one, more)
        for name, one, more in _DROPPED
        if name in expanded.dropped
    ]
    if reasons:
        yield f"  weggelaten vragen: {', '.join(reasons)}"
    if expanded.unusable:
        replies = _plural(expanded.unusable, "antwoord", "antwoorden")
        yield (
            f"  {replies} van het taalmodel onbruikbaar (van {expanded.requests}); een volgende "
            "keer opnieuw gevraagd"
        )


def _counts(facts: dict[str, Any]) -> Iterator[str]:
    others = "".join(f" + {title.lower()}" for title in facts["other_sections"])
    yield _plural(facts["numbered_sections"], "genummerde sectie", "genummerde secties") + others
    yield _plural(facts["footnotes"], "voetnoot", "voetnoten")
    yield _plural(facts["tables"], "tabel", "tabellen")
    references = _plural(facts["references"], "referentie", "referenties")
    linked = f" waarvan {facts['references_with_link']} met een link"
    yield references + (linked if facts["references"] else "")
    yield _plural(facts["passages"], "passage", "passages")


def _sections(document: Document) -> tuple[list[Section], list[Section]]:
    numbered = [s for s in document.sections if s.number[:1].isdigit()]
    others = [s for s in document.sections if not s.number[:1].isdigit()]
    return numbered, others


def _finding_lines(document: Document) -> Iterator[str]:
    groups = defaultdict(list)
    for finding in document.findings:
        if finding.code != _RENUMBERED:
            groups[finding.code].append(finding)
    for code, findings in groups.items():
        yield f"  {_wording('heading', code)}: {len(findings)}"
        for finding in findings[:SHOWN_FINDINGS]:
            yield f"    {finding.place}: {finding.text}"
        if len(findings) > SHOWN_FINDINGS:
            yield f"    … en nog {len(findings) - SHOWN_FINDINGS} (zie --json)"


def _change_lines(changes: tuple[AddressChange, ...]) -> Iterator[str]:
    if not changes:
        return
    by_fate: dict[str, list[AddressChange]] = defaultdict(list)
    for change in changes:
        by_fate[change.fate].append(change)
    counts = (f"{len(rows)} {_wording('fate', fate)}" for fate, rows in by_fate.items())
    yield f"  adressen tegenover de vorige uitgave: {', '.join(counts)}"
    shown = [change for change in changes if change.fate != "stayed"]
    for change in shown[:SHOWN_CHANGES]:
        places = " -> ".join(dict.fromkeys(p for p in (change.old, change.new) if p))
        yield f"    {_wording('fate', change.fate)}: {places}"
    if len(shown) > SHOWN_CHANGES:
        yield f"    … en nog {len(shown) - SHOWN_CHANGES} (zie --json)"


def _change_json(change: AddressChange) -> dict[str, str | None]:
    return {"fate": change.fate, "old": change.old, "new": change.new}


def _plural(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


@cache
def _table() -> dict[str, dict[str, str]]:
    place = files("ui") / "texts" / "findings.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def _wording(group: str, code: str) -> str:
    return _table()[group].get(code, code)
