"""The shipped dossier, published as a web page and read back, keeps its whole structure."""

from collections import defaultdict
from html import escape

from ingest.citing.reference_list import is_reference_section
from ingest.document import ListBlock, Paragraph, Table
from ingest.reading import read_file
from ingest.shipped import shipped_dossier
from ingest.structure import build_document


def call(number):
    return f'<sup><a href="#fn{number}" id="r{number}">{number}</a></sup>'


def rich(text, address, calls):
    written, last = "", 0
    for offset, number in sorted(calls[address]):
        written, last = written + escape(text.text[last:offset]) + call(number), offset
    return written + escape(text.text[last:])


def table(block, calls):
    yield f"<table><caption>{escape(block.caption.text)}</caption><thead><tr>"
    yield from (f"<th>{escape(name)}</th>" for name in block.header)
    yield "</tr></thead>"
    group = ""
    for row in block.rows:
        if row.group != group and row.group:
            yield f"<tr><td colspan={len(row.cells)}>{escape(row.group)}</td></tr>"
        group = row.group
        cells = "".join(f"<td>{escape(cell.text)}" for cell in row.cells)
        # A row's note is called at an offset of the whole row: here its last cell calls it.
        yield f"<tr>{cells}{''.join(call(n) for _, n in calls[row.address])}</td></tr>"
    yield f"</table><p>{escape(block.source.text)}</p>"


def written(block, calls):
    if isinstance(block, Paragraph):
        yield f"<p>{rich(block.text, block.address, calls)}</p>"
    elif isinstance(block, ListBlock):
        items = (f"<li>{rich(item.text, item.address, calls)}</li>" for item in block.items)
        yield f"<ul>{''.join(items)}</ul>"
    elif isinstance(block, Table):
        yield from table(block, calls)


def published(document):
    """Write a document as a web page with menu and footer, its notes in a list at the end."""
    calls = defaultdict(list)
    for note in document.footnotes:
        calls[note.called_from].append((note.offset, note.number))
    yield f"<html><head><title>{escape(document.title)}</title></head><body>"
    yield "<header><nav><a href='/'>Thuis</a></nav></header><div>"
    for section in document.sections:
        number = section.number + ". " if section.number[0].isdigit() else ""
        tag = f"h{section.level + 1}"
        yield f"<{tag}>{number}{escape(section.title)}</{tag}>"
        for block in (block for block in document.blocks if block.section == section.number):
            yield from written(block, calls)
        if is_reference_section(section):
            yield from (f"<p>{escape(reference.entry)}</p>" for reference in document.references)
    yield "</div><div><ol>"
    for note in document.footnotes:
        back = f'<a href="#r{note.number}">↩</a>'
        yield f'<li id="fn{note.number}">{escape(note.text.text)} {back}</li>'
    yield "</ol></div><footer><p>Contact</p></footer></body></html>"


def structure(document):
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return {
        "sections": [(s.number, s.title, s.level) for s in document.sections],
        "tables": [(t.caption.text, t.header, len(t.rows)) for t in tables],
        "footnotes": [(n.number, n.text.text, n.called_from is None) for n in document.footnotes],
        "references": [r.key for r in document.references],
        "paragraphs": [b.text.text for b in document.blocks if isinstance(b, Paragraph)],
    }


def test_the_dossier_as_a_web_page_has_the_same_structure(tmp_path):
    dossier = shipped_dossier()
    page = tmp_path / "dossier.html"
    page.write_text("\n".join(published(dossier)), encoding="utf-8")
    found, expected = structure(build_document("pagina", read_file(page))), structure(dossier)
    for part, value in expected.items():
        assert found[part] == value, part
