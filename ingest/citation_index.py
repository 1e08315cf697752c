"""In-text citations by the block they stand in."""

from collections import defaultdict
from collections.abc import Iterable

from ingest.document import Citation
from ingest.passage import PassageReference


class CitationIndex:
    """The resolved citations of a document, looked up by address."""

    def __init__(self, citations: Iterable[Citation]) -> None:
        """Sort citations by block; those without a reference are left out."""
        self._by_block: defaultdict[str, list[PassageReference]] = defaultdict(list)
        for citation in citations:
            if citation.reference:
                cited = PassageReference(citation.reference, citation.start, citation.end)
                self._by_block[citation.block].append(cited)

    def within(self, address: str, shift: int = 0) -> list[PassageReference]:
        """Return what the text at an address cites, moved `shift` characters to the right."""
        return [
            PassageReference(cited.key, cited.start + shift, cited.end + shift)
            for cited in self._by_block.get(address, [])
        ]
