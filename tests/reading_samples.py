"""One small but rich document, written as HTML, Markdown and DOCX by the tests themselves."""

from io import BytesIO

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HTML = """<!DOCTYPE html>
<html lang="nl"><head><title>Kleine nota</title>
<meta name="author" content="Jo Peeters"></head><body>
<h1>1. Inleiding</h1>
<p>Een <strong>proeftuin</strong> voor <em>samenwerking</em>, zie
<a href="https://example.org/a">de pagina</a>.<sup><a href="#fn1" id="r1">1</a></sup> En verder.</p>
<h2>1.1. Doel</h2>
<p>De doelen zijn:</p>
<ul><li>eerste doel<ul><li>onderdeel</li></ul></li><li>tweede doel</li></ul>
<ol><li>stap een</li><li>stap twee</li></ol>
<h1>2. Cijfers</h1>
<p>Tabel 1: Subsidies per jaar</p>
<table><thead><tr><th>Jaar</th><th>Bedrag</th></tr></thead>
<tbody><tr><td>2024</td><td>1.250,50</td></tr><tr><td>2025</td><td>2.715</td></tr></tbody></table>
<p>Bron: eigen telling</p>
<section role="doc-endnotes"><ol>
<li id="fn1"><p>Een noot bij de pagina. <a href="#r1">↩</a></p></li>
</ol></section>
</body></html>"""

MARKDOWN = """---
title: Kleine nota
author: Jo Peeters
lang: nl
---
# 1. Inleiding

Een **proeftuin** voor *samenwerking*, zie [de pagina](https://example.org/a).[^1] En verder.

## 1.1. Doel

De doelen zijn:

- eerste doel
  - onderdeel
- tweede doel

1. stap een
2. stap twee

# 2. Cijfers

Tabel 1: Subsidies per jaar

| Jaar | Bedrag   |
|------|----------|
| 2024 | 1.250,50 |
| 2025 | 2.715    |

Bron: eigen telling

[^1]: Een noot bij de pagina.
"""

_FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="2"><w:p><w:r><w:t xml:space="preserve"> Een noot bij de pagina.</w:t>'
    "</w:r></w:p></w:footnote></w:footnotes>"
)
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def saved(document):
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def hyperlink(document, paragraph, text, address):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to(address, kind, is_external=True))
    run = OxmlElement("w:r")
    piece = OxmlElement("w:t")
    piece.text = text
    run.append(piece)
    link.append(run)
    paragraph._p.append(link)


def footnote(document, paragraph):
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(
        PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, _FOOTNOTES.encode(), document.part.package
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    document.part.relate_to(part, kind)
    call = OxmlElement("w:footnoteReference")
    call.set(qn("w:id"), "2")
    paragraph.add_run()._r.append(call)


def word_bytes():
    document = docx.Document()
    document.core_properties.title = "Kleine nota"
    document.core_properties.author = "Jo Peeters"
    document.core_properties.language = "nl"
    document.add_heading("1. Inleiding", 1)
    paragraph = document.add_paragraph("Een ")
    paragraph.add_run("proeftuin").bold = True
    paragraph.add_run(" voor ")
    paragraph.add_run("samenwerking").italic = True
    paragraph.add_run(", zie ")
    hyperlink(document, paragraph, "de pagina", "https://example.org/a")
    paragraph.add_run(".")
    footnote(document, paragraph)
    paragraph.add_run(" En verder.")
    document.add_heading("1.1. Doel", 2)
    document.add_paragraph("De doelen zijn:")
    document.add_paragraph("eerste doel", style="List Bullet")
    document.add_paragraph("onderdeel", style="List Bullet 2")
    document.add_paragraph("tweede doel", style="List Bullet")
    document.add_paragraph("stap een", style="List Number")
    document.add_paragraph("stap twee", style="List Number")
    document.add_heading("2. Cijfers", 1)
    document.add_paragraph("Tabel 1: Subsidies per jaar")
    table = document.add_table(0, 2)
    for cells in (("Jaar", "Bedrag"), ("2024", "1.250,50"), ("2025", "2.715")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("Bron: eigen telling")
    return saved(document)
