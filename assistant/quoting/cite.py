"""From evidence to numbered quotes, each with its section, page and the references behind it."""

import re
from collections.abc import Iterable, Sequence

from assistant.answer import CitedReference, Quote
from assistant.quoting.evidence_span import Evidence
from index.store import Index
from ingest.document import Reference, Scope, page_at
from ingest.passage import Passage, PassageReference

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# The block of a passage: "s4.1-t2" of row "s4.1-t2-r3".
_BLOCK = re.compile(r"(.*-[phlt]\d*)(?:[.-][ir]?\d+)?\Z")
# Between two citations that stand together: "(Liu, 2014; Sasaki, 2010)".
_TOGETHER = re.compile(r"\A[\s;,&()–-]*(?:en|and|et)?[\s;,&()]*\Z")


def quotes_of(evidence: Iterable[Evidence], index: Index) -> tuple[Quote, ...]:
    """Return a quote for each piece of evidence, numbered from 1 in the order given."""
    return tuple(_quote(piece, number, index) for number, piece in enumerate(evidence, start=1))


def in_reading_order(evidence: Sequence[Evidence], index: Index) -> tuple[Evidence, ...]:
    """Return evidence as the document has it when it is of one section, else as it is.

    Across sections the best fitting piece stays first.
    """
    if len(evidence) < 2 or len({one.passage.section for one in evidence}) > 1:
        return tuple(evidence)
    name = evidence[0].passage.document
    if any(one.passage.document != name for one in evidence):
        return tuple(evidence)
    blocks = next((one.blocks for one in index.documents if one.name == name), ())
    places = {block.address.removeprefix(f"{name}:"): at for at, block in enumerate(blocks)}

    def place(one: Evidence) -> tuple[int, list[int], int]:
        address = address_in_document(one.passage)
        block = _BLOCK.match(address)
        numbers = [int(number) for number in re.findall(r"\d+", address)]
        return places.get(block.group(1) if block else "", len(places)), numbers, one.start

    return tuple(sorted(evidence, key=place))


def address_in_document(passage: Passage) -> str:
    """Return a passage's address without the name of its document in front."""
    return passage.id.removeprefix(f"{passage.document}:")


def references_behind(passage: Passage, start: int, end: int) -> tuple[tuple[str, Scope], ...]:
    """Return the keys of the references that `start`..`end` of a passage rests on, with scope.

    A sentence has its own citations; one without inherits the nearest before it in the passage.
    What the passage rests on from outside (the lead-in of a list, the source line of a table)
    stands before its text begins, and is inherited in the same way. Only when nothing of that
    kind is found are citations elsewhere in the passage given, as "passage".

    Args:
        passage: The passage quoted.
        start: First character of the quote.
        end: One past its last character.
    """
    found: dict[str, Scope] = {}
    inherited: dict[str, Scope] = {}
    for first, last in _sentences_touched(passage, start, end):
        own = [r for r in passage.references if first <= r.start < last and r.end > r.start]
        found.update((reference.key, "sentence") for reference in own)
        if not own:
            before = [r for r in passage.references if r.end <= first]
            inherited.update((r.key, "inherited") for r in _nearest_group(passage.text, before))
    result = inherited | found
    if not result:
        result = {reference.key: "passage" for reference in passage.references}
    return tuple(result.items())


def _sentences_touched(passage: Passage, start: int, end: int) -> Sequence[tuple[int, int]]:
    touched = [span for span in passage.sentences if span[0] < end and span[1] > start]
    return touched or [(start, end)]


def _nearest_group(text: str, before: Sequence[PassageReference]) -> list[PassageReference]:
    """The last citation of `before` with those that stand together with it."""
    group: list[PassageReference] = []
    ordered = sorted(before, key=lambda one: (one.start, one.end))
    for reference in reversed(ordered):
        if group and not _TOGETHER.match(text[reference.end : group[-1].start]):
            break
        group.append(reference)
    return group[::-1]


def _quote(piece: Evidence, marker: int, index: Index) -> Quote:
    passage = piece.passage
    mark = page_at(passage.pages, piece.start)
    cited = (
        _cited(key, scope, passage.document, index)
        for key, scope in references_behind(passage, piece.start, piece.end)
    )
    return Quote(
        marker=marker,
        passage=passage.id,
        document=passage.document,
        section=passage.section,
        section_title=passage.section_title,
        section_path=passage.section_path,
        page=mark.page if mark else None,
        page_basis=mark.basis if mark else None,
        kind=passage.kind,
        quote=piece.text,
        start=piece.start,
        end=piece.end,
        url=f"/{passage.document}#{address_in_document(passage)}",
        references=tuple(reference for reference in cited if reference is not None),
        lang=_language(passage.document, index),
    )


def _language(document: str, index: Index) -> str | None:
    """The language of a document, as it says itself."""
    for one in index.documents:
        if one.name == document:
            language = dict(one.metadata).get("language", "")
            return language if _LANGUAGE_TAG.fullmatch(language) else None
    return None


def _cited(key: str, scope: Scope, document: str, index: Index) -> CitedReference | None:
    reference = _reference(key, document, index)
    if reference is None:
        return None
    return CitedReference(
        key=key,
        label=reference.label,
        entry=reference.entry,
        url=reference.url,
        scope=scope,
        evidence="not_fetched" if reference.url else "no_source",
    )


def _reference(key: str, document: str, index: Index) -> Reference | None:
    for one in index.documents:
        if one.name == document:
            return next((r for r in one.references if r.key == key), None)
    return None
