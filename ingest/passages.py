"""`Document` -> passages: addressed pieces of at most 300 tokens that can be found and cited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.address import in_document, section_address
from ingest.citation_index import CitationIndex
from ingest.citing.reference_list import is_reference_section
from ingest.document import (
    Document,
    Footnote,
    ListBlock,
    PageMark,
    Paragraph,
    Reference,
    Section,
    Subtitle,
    Table,
    TableRow,
    page_at,
)
from ingest.passage import Passage, PassageKind, PassageReference
from ingest.richtext import RichText
from ingest.sentences import sentence_spans
from ingest.splitting import MOST_TOKENS, Piece, split_lines, split_sentences
from ingest.structuring.row_text import row_text
from ingest.tokens import count_tokens


def passages_of(document: Document) -> tuple[Passage, ...]:
    """Cut a document into passages.

    A passage never crosses a section. A paragraph, list or table that is longer than 300 tokens
    goes on as "s4.1.1-p4.2"; a row of a table is always whole.

    Returns:
        Passages in reading order: blocks by section, then footnotes, then references.
    """
    maker = _Maker(document)
    return tuple(maker.all())


@dataclass(frozen=True, slots=True)
class _Source:
    """What all pieces of one block share."""

    address: str
    section: str
    kind: PassageKind
    context: str = ""
    parent: str | None = None


class _Maker:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.sections = {section.number: section for section in document.sections}
        self.citations = CitationIndex(document.citations)
        self.paragraphs = {
            block.address: block for block in document.blocks if isinstance(block, Paragraph)
        }

    def all(self) -> Iterator[Passage]:
        subtitles: list[Subtitle] = []
        for block in self.document.blocks:
            if subtitles and block.section != subtitles[0].section:
                yield self._overview(subtitles)
                subtitles = []
            if isinstance(block, Subtitle):
                subtitles.append(block)
            elif isinstance(block, Paragraph):
                yield from self._paragraph(block)
            elif isinstance(block, ListBlock):
                yield from self._list(block)
            else:
                yield from self._table(block)
        if subtitles:
            yield self._overview(subtitles)
        yield from (self._footnote(note) for note in self.document.footnotes)
        yield from (self._reference(reference) for reference in self.document.references)

    def _paragraph(self, block: Paragraph) -> Iterator[Passage]:
        source = _Source(block.address, block.section, "paragraph", block.subtitle)
        references = self.citations.within(block.address)
        pieces = split_sentences(block.text.text, sentence_spans(block.text.text))
        yield from self._pieces(source, pieces, block.text, block.pages, references)

    def _pieces(
        self,
        source: _Source,
        pieces: Sequence[Piece],
        whole: RichText,
        pages: tuple[PageMark, ...],
        references: Sequence[PassageReference],
    ) -> Iterator[Passage]:
        for count, piece in enumerate(pieces, 1):
            part = f".{count}" if count > 1 else ""
            yield self._passage(
                replace(source, address=source.address + part),
                whole.piece(piece.start, piece.end),
                _shifted_pages(pages, piece.start),
                _shifted_references(references, piece.start, piece.end),
            )

    def _passage(
        self,
        source: _Source,
        text: RichText,
        pages: tuple[PageMark, ...],
        references: Sequence[PassageReference] = (),
    ) -> Passage:
        section = self.sections.get(source.section)
        name = self.document.name
        return Passage(
            id=in_document(name, source.address),
            document=name,
            section=source.section,
            section_title=section.title if section else "",
            section_path=section.path if section else (),
            kind=source.kind,
            text=text.text,
            context=source.context,
            pages=pages,
            sentences=sentence_spans(text.text),
            footnotes=_footnote_calls(text),
            references=tuple(references),
            parent=in_document(name, source.parent) if source.parent else None,
            tokens=count_tokens(text.text),
        )

    def _overview(self, subtitles: Sequence[Subtitle]) -> Passage:
        """Make one passage of the titles of the sub-blocks of a section."""
        section = subtitles[0].section
        text = "\n".join(subtitle.text.text for subtitle in subtitles)
        source = _Source(f"{section_address(section)}-h", section, "list")
        return self._passage(source, RichText(text), subtitles[0].pages)

    def _list(self, block: ListBlock) -> Iterator[Passage]:
        lead_in = self.paragraphs.get(block.lead_in or "")
        sentence = _last_sentence(lead_in) if lead_in else RichText("")
        before = self._stated_before(lead_in)
        yield from self._whole_list(block, sentence, before)
        for item in block.items:
            context = " ".join(part for part in (block.subtitle, sentence.text) if part)
            above = next((other for other in block.items if other.address == item.parent), None)
            if above:
                context = f"{context} {above.text.text}".strip()
            source = _Source(item.address, block.section, "list_item", context, block.address)
            references = [*before, *self.citations.within(item.address)]
            yield self._passage(source, item.text, item.pages, references)

    def _whole_list(
        self, block: ListBlock, sentence: RichText, before: Sequence[PassageReference]
    ) -> Iterator[Passage]:
        lines = [sentence.text] if sentence else []
        references = list(before)
        pages: list[PageMark] = []
        offset = len(sentence.text) + 1 if sentence else 0
        for item in block.items:
            sign = f"{'  ' * item.depth}{item.marker} "
            lines.append(sign + item.text.text)
            shift = offset + len(sign)
            references += self.citations.within(item.address, shift)
            pages += (replace(mark, start=mark.start + shift) for mark in item.pages)
            offset = shift + len(item.text.text) + 1
        source = _Source(block.address, block.section, "list", block.subtitle)
        whole = RichText("\n".join(lines))
        marks = _changes(pages)
        yield from self._pieces(source, split_lines(whole.text), whole, marks, references)

    def _stated_before(self, lead_in: Paragraph | None) -> list[PassageReference]:
        """Return what the lead-in's last sentence cites, as stated before the text begins."""
        if not lead_in:
            return []
        spans = sentence_spans(lead_in.text.text)
        start = spans[-1][0] if spans else 0
        cited = self.citations.within(lead_in.address)
        return [PassageReference(r.key, 0, 0) for r in cited if r.start >= start]

    def _table(self, table: Table) -> Iterator[Passage]:
        cited = [
            PassageReference(reference.key, 0, 0)
            for reference in self.citations.within(table.address)
        ]
        whole = RichText(_table_text(table))
        source = _Source(table.address, table.section, "table")
        yield from self._pieces(source, split_lines(whole.text), whole, table.pages, cited)
        for row in table.rows:
            yield self._row(table, row, cited)

    def _row(self, table: Table, row: TableRow, cited: Sequence[PassageReference]) -> Passage:
        context = " ".join(part for part in (table.caption.text, row.group) if part)
        source = _Source(row.address, table.section, "table_row", context, table.address)
        text = row_text(table.header, row)
        references = [*cited, *self.citations.within(row.address)]
        passage = self._passage(source, text, row.pages, references)
        return replace(passage, sentences=_cell_spans(table.header, row))

    def _footnote(self, note: Footnote) -> Passage:
        source = _Source(note.address, note.section, "footnote")
        return self._passage(source, note.text, note.pages, self.citations.within(note.address))

    def _reference(self, reference: Reference) -> Passage:
        section = self._reference_section()
        source = _Source(reference.address, section.number if section else "", "reference")
        own = PassageReference(reference.key, 0, len(reference.entry))
        passage = self._passage(source, reference.text, reference.pages, [own])
        # "Jans, M." and "z.d." would cut an entry into pieces that mean nothing on their own.
        return replace(passage, sentences=((0, len(passage.text)),))

    def _reference_section(self) -> Section | None:
        return next(filter(is_reference_section, self.document.sections), None)


def _footnote_calls(text: RichText) -> tuple[tuple[int, int], ...]:
    return tuple(
        (mark.start, int(mark.target))
        for mark in text.marks
        if mark.kind == "footnote" and mark.target.isdigit()
    )


def _last_sentence(paragraph: Paragraph) -> RichText:
    spans = sentence_spans(paragraph.text.text)
    return paragraph.text.piece(*spans[-1]) if spans else RichText("")


def _changes(pages: Sequence[PageMark]) -> tuple[PageMark, ...]:
    """Keep the marks where the page changes; the first holds from the start."""
    kept: list[PageMark] = []
    for mark in pages:
        if not kept:
            kept.append(replace(mark, start=0))
        elif (mark.page, mark.basis) != (kept[-1].page, kept[-1].basis):
            kept.append(mark)
    return tuple(kept)


def _shifted_pages(pages: tuple[PageMark, ...], start: int) -> tuple[PageMark, ...]:
    current = page_at(pages, start)
    later = [replace(mark, start=mark.start - start) for mark in pages if mark.start > start]
    return (replace(current, start=0), *later) if current else tuple(later)


def _shifted_references(
    references: Sequence[PassageReference], start: int, end: int
) -> list[PassageReference]:
    """Keep what is cited from `start` to `end`, and the last work cited before it."""
    inside = [
        replace(r, start=max(0, r.start - start), end=max(0, r.end - start))
        for r in references
        if start <= r.start < end or r.end == 0
    ]
    earlier = [r for r in references if 0 < r.end <= start]
    last = max((r.end for r in earlier), default=0)
    first = [PassageReference(r.key, 0, 0) for r in earlier if r.end == last]
    return [*first, *inside]


def _table_text(table: Table) -> str:
    """Return caption, header and rows; where that is too long, caption and first column."""
    lines = [table.caption.text, " | ".join(table.header)]
    lines += (" | ".join(cell.text for cell in row.cells if cell) for row in table.rows)
    text = "\n".join(line for line in lines if line.strip(" |"))
    if count_tokens(text) <= MOST_TOKENS:
        return text
    names = "; ".join(row.cells[0].text for row in table.rows if row.cells[0])
    return "\n".join(part for part in (table.caption.text, f"{table.header[0]}: {names}") if part)


def _cell_spans(header: Sequence[str], row: TableRow) -> tuple[tuple[int, int], ...]:
    """Return the sentences of each cell; the first sentence takes the column's name along."""
    spans: list[tuple[int, int]] = []
    offset = 0
    for name, cell in zip(header, row.cells, strict=False):
        if not cell:
            continue
        label = len(f"{name}: ") if name else 0
        inner = sentence_spans(cell.text)
        starts = [offset, *(offset + label + start for start, _ in inner[1:])]
        ends = [offset + label + end for _, end in inner]
        spans += zip(starts, ends, strict=True)
        offset += label + len(cell.text) + 2
    return tuple(spans)
