"""Typesets a parsed document with Typst into a real paginated PDF, and asks Typst for its pages.

Typst shares no code with what reads the PDF: what it reports is the truth to compare with.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.document import Document, ListBlock, ListItem, Paragraph, Subtitle, Table
from ingest.richtext import RichText


@dataclass(frozen=True)
class Layout:
    """One way of setting the document; `rules` is the stroke of its tables."""

    name: str
    setup: str
    rules: str = "0.5pt"
    front: str = ""
    body: str = ""
    hanging: bool = False


ONE_COLUMN = Layout(
    "one column",
    """
#let total = context counter(page).final().first()
#set page(paper: "a4", margin: 2.3cm, header: align(right, text(9pt)[Feitendossier thema 4]),
  footer: align(center, text(9pt)[#context counter(page).display() / #total]))
#set text(font: "Libertinus Serif", size: 11pt)
#set par(justify: false, spacing: 1.3em)
""",
)
TWO_COLUMNS = Layout(
    "two columns",
    """
#set page(paper: "a4", margin: (x: 1.8cm, y: 2.2cm), columns: 2, numbering: "1", header: context {
  let here = counter(page).get().first()
  text(8pt)[Horizon 2035 #h(1fr) Feitendossier thema 4]
})
#set text(font: "New Computer Modern", size: 10pt, hyphenate: true)
#set par(justify: true, first-line-indent: 1.2em, spacing: 0.65em)
#show heading: set block(above: 1.4em, below: 1em)
""",
    hanging=True,
)
ROMAN_FRONT = Layout(
    "roman front matter",
    """
#set page(paper: "us-letter", margin: (x: 3cm, y: 2.6cm), header: context {
  let before = query(selector(heading.where(level: 1)).before(here()))
  if before.len() > 0 { emph(before.last().body) }
})
#set text(font: "DejaVu Sans Mono", size: 9pt, hyphenate: true)
#set par(justify: true, spacing: 1.5em)
#set table(align: left)
""",
    rules="none",
    front='#set page(numbering: "i")\n#counter(page).update(1)',
    body='#set page(numbering: "1")\n#counter(page).update(1)',
)
LAYOUTS = (ONE_COLUMN, TWO_COLUMNS, ROMAN_FRONT)

_SHARED = """
#set text(lang: "nl")
#set smartquote(enabled: false)
#set heading(numbering: none)
#show heading: set text(hyphenate: false)
#let at(name) = context [#metadata((name: name, page: counter(page).get().first()))<at>]
"""
# Asked at the end, since contents and running headers repeat what stands in a heading.
_SECTION_PAGES = """
#context for (place, it) in query(heading.where(outlined: true)).enumerate() [
  #metadata((name: "section " + str(place), page: counter(page).at(it.location()).first()))<at>
]
"""


@dataclass(frozen=True)
class Typeset:
    """A typeset document: the PDF, and the printed page on which each address begins.

    A section is named by its place: "section 0" is the first.
    """

    pdf: bytes
    pages: Mapping[str, int]


def typeset(document: Document, layout: Layout) -> Typeset:
    """Set a document in a layout."""
    import typst

    source = Source(document, layout).text
    pages: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.typ"
        path.write_text(source, encoding="utf-8")
        compiler = typst.Compiler(str(path), ignore_system_fonts=True)
        for mark in json.loads(compiler.query("<at>", field="value")):
            pages[mark["name"]] = mark["page"]
        return Typeset(compiler.compile(format="pdf"), pages)


def literal(text: str) -> str:
    """Return characters as a string of Typst."""
    return json.dumps(text, ensure_ascii=False)


@dataclass(frozen=True)
class Source:
    """The Typst source of a document."""

    document: Document
    layout: Layout

    @cached_property
    def notes(self) -> Mapping[int, RichText]:
        """Footnote number to its text."""
        return {note.number: note.text for note in self.document.footnotes}

    @cached_property
    def text(self) -> str:
        """The whole source."""
        parts = [self.layout.setup, _SHARED, self.layout.front]
        title = literal(self.document.title)
        parts.append(f"#set document(title: {title})\n#align(center, text(24pt, {title}))\n#v(2cm)")
        parts.append('#outline(title: "Inhoud")\n#pagebreak()')
        parts.append(self.layout.body)
        for section in self.document.sections:
            number = section.number
            shown = f"{number}. {section.title}" if number[0].isdigit() else section.title
            parts.append(f"#heading(level: {section.level}, {literal(shown)})")
            parts += self.section(section.number)
            if section.title == "Referenties":
                parts += self.references()
        return "\n\n".join([*parts, _SECTION_PAGES])

    def section(self, number: str) -> Iterator[str]:
        """Yield the blocks of one section."""
        for block in self.document.blocks:
            if block.section != number:
                continue
            if isinstance(block, Paragraph):
                yield self.marked(block.address, block.text)
            elif isinstance(block, Subtitle):
                title = self.marked(block.address, block.text)
                yield f"#heading(level: 4, outlined: false, bookmarked: false)[{title}]"
            elif isinstance(block, ListBlock):
                yield "#[\n#set par(first-line-indent: 0pt)\n" + self.list_of(block.items) + "\n]"
            elif isinstance(block, Table):
                yield self.table(block)

    def references(self) -> Iterator[str]:
        """Yield the reference list."""
        hanging = "hanging-indent: 1.5em, first-line-indent: 0pt" if self.layout.hanging else ""
        entries = [self.marked(r.address, r.text) for r in self.document.references]
        yield "#[\n" + f"#set par({hanging})\n" + "\n\n".join(entries) + "\n]"

    def list_of(self, items: tuple[ListItem, ...]) -> str:
        """Return a list, with the items nested under others inside them."""
        depth = min(item.depth for item in items)
        groups: list[list[ListItem]] = []
        for item in items:
            if item.depth == depth or not groups:
                groups.append([])
            groups[-1].append(item)
        bodies = [
            self.marked(group[0].address, group[0].text)
            + ("\n" + self.list_of(tuple(group[1:])) if len(group) > 1 else "")
            for group in groups
        ]
        first = groups[0][0].marker
        function = "list" if first == "-" else 'enum.with(numbering: "1.")'
        return f"#({function})(" + ", ".join(f"[{body}]" for body in bodies) + ")"

    def table(self, table: Table) -> str:
        """Return a table with its caption above and its source below."""
        caption = f"#block(sticky: true, [{self.marked(table.address, table.caption)}])"
        width = len(table.header)
        header = ", ".join(f"strong({literal(name)})" for name in table.header)
        cells: list[str] = []
        group = ""
        for row in table.rows:
            if row.group != group:
                cells.append(f"table.cell(colspan: {width}, strong({literal(row.group)}))")
                group = row.group
            for position, cell in enumerate(row.cells):
                mark = f"#at({literal(row.address)})" if position == 0 else ""
                cells.append(f"[{mark}{self.rich(cell)}]")
        columns = "(" + ", ".join(["1fr"] * (width - 1) + ["2fr" if width == 3 else "1fr"]) + ")"
        rows = (
            f"#[\n#set par(justify: false, first-line-indent: 0pt, spacing: 0.65em)\n"
            f"#set text(0.9em)\n#table(columns: {columns}, stroke: {self.layout.rules}, "
            f"table.header({header}), {', '.join(cells)})\n]"
        )
        source = self.rich(table.source) if table.source else ""
        return "\n\n".join((caption, rows, source))

    def marked(self, address: str, text: RichText) -> str:
        """Return a text that tells on which page it begins."""
        return f"#at({literal(address)})" + self.rich(text)

    def rich(self, text: RichText) -> str:
        """Return text with its marks."""
        edges = {0, len(text.text)}
        for mark in text.marks:
            edges |= {mark.start, mark.end}
        parts: list[str] = []
        ordered = sorted(edges)
        for start, end in zip(ordered, [*ordered[1:], ordered[-1]], strict=True):
            parts += (
                f"#footnote[{self.rich(self.notes[int(mark.target)])}]"
                for mark in text.marks
                if mark.kind == "footnote" and mark.start == start
            )
            if start < end:
                parts.append("#" + self.styled(text, start, end))
        return "".join(parts)

    def styled(self, text: RichText, start: int, end: int) -> str:
        """Return one stretch of text in its styles."""
        found = literal(text.text[start:end])
        for mark in text.marks:
            if mark.start <= start and end <= mark.end and mark.start < mark.end:
                if mark.kind == "bold":
                    found = f"strong({found})"
                elif mark.kind == "italic":
                    found = f"emph({found})"
                elif mark.kind == "link" and mark.target:
                    found = f"link({literal(mark.target)}, {found})"
        return f"{found};"
