"""Resolve the citations in a document's texts to its reference list, and report what does not fit.

Where a text cites is found in `citation_mentions`, which reference a name means in
`citation_matching`; that a sentence without citation inherits one is computed elsewhere.
"""

import re
from collections.abc import Iterable, Sequence

from ingest.citing.citation_matching import ReferenceNames, with_year
from ingest.citing.citation_mentions import Mention, find_mentions
from ingest.citing.reference_names import comparable
from ingest.document import Citation, Finding, Reference

_SECONDARY = re.compile(
    r"[\s,.]*(?:geciteerd|aangehaald|cited|as cited|cité)?\s*(?:in|via|dans)\s+"
)


def resolve_citations(
    texts: Iterable[tuple[str, str]], references: Sequence[Reference]
) -> tuple[tuple[Citation, ...], tuple[Finding, ...]]:
    """Find every in-text citation and the reference it means.

    "(A, z.d.a; z.d.b; B, 2018)" is three citations. A citation is resolved when exactly one
    reference has its name and year; a name with a slip of the pen counts, and is reported. A
    source line with a name but no year is resolved when there is only one reference of that name.

    Args:
        texts: Address and clean text of every block that may cite, in reading order.
        references: The reference list.

    Returns:
        The citations in reading order, and the findings "citation-unresolved",
        "author-misspelt", "reference-uncited",
        "reference-doubled" and "reference-undated".
    """
    blocks = list(texts)
    doubled = _doubled(references)
    references = [r for r in references if r.key not in {twin.key for twin in doubled}]
    names = ReferenceNames(references)
    mentions = [find_mentions(text, names) for _, text in blocks]
    learned = frozenset(
        comparable(mention.authors)
        for found in mentions
        for mention in found
        if not mention.references and not mention.narrative
    )
    citations: list[Citation] = []
    findings: list[Finding] = []
    if learned:
        mentions = [find_mentions(text, names, learned) for _, text in blocks]
    for (block, text), found in zip(blocks, mentions, strict=True):
        for number, mention in enumerate(found):
            following = found[number + 1] if number + 1 < len(found) else None
            citing = _citing_work(text, mention, following)
            citation = _resolve(block, mention, names, citations, citing)
            citations.append(citation)
            findings += _citation_findings(citation, mention, names)
    findings += _reference_findings(references, doubled, citations)
    return tuple(citations), tuple(findings)


def _reference_findings(
    references: Sequence[Reference], doubled: Sequence[Reference], citations: Sequence[Citation]
) -> list[Finding]:
    """Report what is odd in the reference list itself."""
    cited = {citation.reference for citation in citations}
    found = [
        Finding(
            "reference-uncited",
            reference.address,
            f"Naar de referentie “{reference.label}” wordt nergens in de tekst verwezen.",
        )
        for reference in references
        if reference.key not in cited
    ]
    found += (
        Finding(
            "reference-doubled", twin.address, f"De referentie “{twin.label}” staat er twee keer."
        )
        for twin in doubled
    )
    found += (
        Finding(
            "reference-undated",
            reference.address,
            f"In de referentie “{reference.label}” ontbreekt het jaartal.",
        )
        for reference in references
        if not reference.year
    )
    return found


def _doubled(references: Sequence[Reference]) -> list[Reference]:
    """Return the references that only repeat an earlier entry."""
    seen: set[str] = set()
    twins = []
    for reference in references:
        entry = comparable(reference.entry)
        if entry in seen:
            twins.append(reference)
        seen.add(entry)
    return twins


def _citing_work(text: str, mention: Mention, following: Mention | None) -> Mention | None:
    """Return the work through which `mention` is cited: "De Federatie (2021) in Jans, 2024"."""
    if following and _SECONDARY.fullmatch(text[mention.end : following.start]):
        return following
    return None


def _resolve(
    block: str,
    mention: Mention,
    names: ReferenceNames,
    earlier: Sequence[Citation],
    citing: Mention | None,
) -> Citation:
    matching = with_year(mention.references, mention.year) if mention.year else mention.references
    reference = matching[0].key if len(matching) == 1 else None
    nearest = None
    if reference is None:
        nearest = _nearest(mention, matching, names, earlier)
        if citing and not mention.references:
            through = with_year(citing.references, citing.year)
            nearest = through[0].key if through else nearest
    return Citation(
        block=block,
        start=mention.start,
        end=mention.end,
        authors=mention.authors,
        year=mention.year,
        pinpoint=mention.pinpoint,
        reference=reference,
        nearest=nearest,
        misspelt=mention.misspelt and reference is not None,
    )


def _nearest(
    mention: Mention,
    matching: Sequence[Reference],
    names: ReferenceNames,
    earlier: Sequence[Citation],
) -> str | None:
    """Return the key of the most likely reference.

    Of several that fit equally, that is the one cited last before this place.
    """
    if matching:
        keys = [reference.key for reference in matching]
        cited = [citation.reference for citation in earlier if citation.reference in keys]
        return cited[-1] if cited else keys[0]
    nearest = names.nearest(mention.authors, mention.year)
    return nearest.key if nearest else None


def _citation_findings(
    citation: Citation, mention: Mention, names: ReferenceNames
) -> list[Finding]:
    labels = {reference.key: reference.label for reference in names.references}
    written = ", ".join(part for part in (citation.authors, citation.year) if part)
    if citation.misspelt and citation.reference:
        label = labels[citation.reference]
        text = f"“{written}” is anders gespeld dan in de referentielijst: “{label}”."
        return [Finding("author-misspelt", citation.block, text)]
    if citation.reference:
        return []
    matching = with_year(mention.references, mention.year) if mention.year else mention.references
    if len(matching) > 1:
        reason = f"past bij {len(matching)} referenties"
    elif mention.references:
        reason = "komt met dat jaartal niet voor in de referentielijst"
    else:
        reason = "staat niet in de referentielijst"
    nearest = (
        f"; de meest waarschijnlijke is “{labels[citation.nearest]}”" if citation.nearest else ""
    )
    text = f"De verwijzing “{written}” {reason}{nearest}."
    return [Finding("citation-unresolved", citation.block, text)]
