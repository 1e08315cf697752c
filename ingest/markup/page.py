"""Which part of a web page is its text: menus, banners and the like are left out.

Only takes away; nothing that stands inside the text itself is judged by trafilatura, since that
loses table heads, list levels and footnotes.
"""

import re
from collections.abc import Iterable

from lxml.etree import _Element  # type: ignore[import-untyped]

from ingest.markup.hidden import drop
from ingest.markup.notes import text_of

_ALWAYS = frozenset(("nav", "dialog", "form"))
_ROLES = frozenset(
    "navigation banner contentinfo search dialog alertdialog menu menubar toolbar "
    "complementary".split()
)
# Whole names only: "social-share" is furniture, "social-cohesion" may well be the subject.
_NAME = re.compile(
    r"(?:(?:site|page|global|main|top|block|js|o|c)[-_]+)*"
    r"(?:cookies?|consent|gdpr|breadcrumbs?|kruimelpad|social|share|sharing|nav(?:bar|igation|igatie)?|"
    r"menu|sidebar|zijbalk|skip-?links?|newsletter|nieuwsbrief|advert\w*|ads?|related|popup|modal|"
    r"pagination|masthead|comments?|site[-_]?(?:header|footer))"
    r"(?:[-_]+(?:bar|banner|notice|consent|links?|list|menu|block|box|wrapper|container|widget|icons?|"
    r"buttons?|media|share|sharing|posts?|articles?|items?|content|overlay|popup|form|signup))*",
    re.IGNORECASE,
)
_MARGINS = frozenset(("header", "footer", "aside"))
_TEXT_HOLDERS = frozenset(("article", "main", "section", "blockquote", "figure"))
# A wrapper may be called "with-sidebar"; what holds this much of the page is not a sidebar.
_MOST_OF_A_PAGE = 0.4
_LINKS = 0.6


def is_margin(element: _Element, page_length: int) -> bool:
    """Whether an element is furniture of the page and not text."""
    tag = str(element.tag)
    role = element.get("role") or ""
    if tag in ("html", "body", "main", "article") or role in (
        "main",
        "doc-endnotes",
        "doc-footnote",
    ):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    named = any(_NAME.fullmatch(name) for name in names)
    margin = tag in _MARGINS and not any(up.tag in _TEXT_HOLDERS for up in element.iterancestors())
    if tag == "header" and margin:
        margin = element.find(".//nav") is not None or element.find(".//h1") is None
    if not (tag in _ALWAYS or role in _ROLES or named or margin):
        return False
    return len(text_of(element)) <= _MOST_OF_A_PAGE * page_length


def drop_margins(body: _Element) -> bool:
    """Take the furniture out of a page; return whether there was any."""
    length = len(text_of(body))
    margins = [e for e in body.iterdescendants() if isinstance(e.tag, str) and is_margin(e, length)]
    for element in margins:
        drop(element)
    return bool(margins)


def main_node(body: _Element, main_texts: Iterable[str]) -> _Element:
    """Find the node that holds the main text.

    Args:
        body: The page, its furniture already gone.
        main_texts: Texts that an extractor of main text took from the page.

    Returns:
        The lowest node that holds nine tenths of those texts, raised as long as what comes along
        is not a block of mere links; the whole body when there is nothing to go by.
    """
    wanted = {_folded(text) for text in main_texts if len(text) > 20}
    weight: dict[_Element, int] = {}
    for element in body.iter():
        own = _folded(text_of(element)) if _is_leaf(element) else ""
        if own and own in wanted:
            weight[element] = len(own)
            for ancestor in element.iterancestors():
                weight[ancestor] = weight.get(ancestor, 0) + len(own)
    total = weight.get(body, 0)
    node = body
    while (
        total
        and (inner := next((c for c in node if weight.get(c, 0) >= 0.9 * total), None)) is not None
    ):
        if inner.tag in ("p", "table", "ul", "ol", "li", "tbody"):
            break
        node = inner
    while node is not body and (parent := node.getparent()) is not None:
        if any(_is_links(sibling) for sibling in parent if sibling is not node):
            break
        node = parent
    return node


def _is_leaf(element: _Element) -> bool:
    return element.tag in (
        "p",
        "li",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dd",
        "blockquote",
    )


def _is_links(element: _Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    links = [text_of(link).strip() for link in element.iter("a") if link.get("href")]
    length = len(text_of(element).strip())
    return len(links) >= 3 and sum(map(len, links)) > _LINKS * length


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
