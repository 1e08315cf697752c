"""Finds footnotes in a tree: which elements call a note, which elements are one.

Knows the habits of word processors, web publishers and Markdown alike: a short label that links
to a later block, or a bare raised number that a later block starts with.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote

from lxml.etree import _Element  # type: ignore[import-untyped]

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre "
    "section summary table tbody td tfoot th thead tr ul menu dir".split()
)
_LABEL = re.compile(r"\s*[\[(]?\s*(\d{1,3}|[*†‡§]{1,3}|[a-z])\s*[\])]?\s*")
_RAISED = re.compile(r"\s*(\d{1,3})\s*")
_BACK = re.compile(r"[\s↩↑^⤴⇑︎️\ufe0e\ufe0f]*|\s*(?:terug|back|jump up)\s*", re.IGNORECASE)
_NOTE_NAME = re.compile(r"(?:foot|end)?note|voetnoot|eindnoot|cite|_?ft?n\d", re.IGNORECASE)
_UNIT_BEFORE = re.compile(r"\b[kcdm]?m$")
_NEVER_IN_A_NOTE = frozenset(("body", "main", "article", "table", *(f"h{n}" for n in range(1, 7))))
_MOST_PARTS_OF_A_NOTE = 120
_BRACKETS = {"[": "]", "(": ")"}


@dataclass(slots=True)
class Notes:
    """The footnotes of a tree.

    Attributes:
        calls: Element -> numbers of the notes it calls; the element itself is no text.
        texts: Element -> number of the note it holds.
        ignored: Elements inside a note that only lead back, or repeat its number.
    """

    calls: dict[_Element, tuple[int, ...]] = field(default_factory=dict)
    texts: dict[_Element, int] = field(default_factory=dict)
    ignored: set[_Element] = field(default_factory=set)


def text_of(element: _Element) -> str:
    """Return all text inside an element."""
    return "".join(str(piece) for piece in element.itertext())


def find_notes(root: _Element) -> Notes:
    """Find the calls and texts of footnotes in a whole tree."""
    notes = Notes()
    order = {element: place for place, element in enumerate(root.iter())}
    _linked(root, order, notes)
    _unlinked(root, order, notes)
    _uncalled(root, notes)
    for note in notes.texts:
        notes.ignored.update(_ways_back(note, notes))
    return notes


def _named(root: _Element) -> dict[str, _Element]:
    named: dict[str, _Element] = {}
    for element in root.iter():
        for attribute in ("id", "name") if element.tag == "a" else ("id",):
            if name := element.get(attribute):
                named.setdefault(name, element)
    return named


def block_of(element: _Element) -> _Element:
    """Return the nearest block that holds an element, or the element itself."""
    while element.tag not in BLOCKS:
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return element


def _linked(root: _Element, order: dict[_Element, int], notes: Notes) -> None:
    named = _named(root)
    called: dict[_Element, list[tuple[_Element, str]]] = {}
    small: dict[_Element, bool] = {}
    for link in root.iter("a"):
        label = _LABEL.fullmatch(text_of(link))
        target = named.get(unquote((link.get("href") or "")[1:]))
        if not label or target is None or not (link.get("href") or "").startswith("#"):
            continue
        block = block_of(target)
        if order[block] <= order[link] or not _can_be_note(block, small):
            continue
        if _is_call(link, block):
            called.setdefault(block, []).append((link, label[1]))
    taken: set[int] = set()
    numbers: dict[_Element, list[int]] = {}
    for block, links in called.items():
        digits = [int(label) for _, label in links if label.isdigit()]
        number = digits[0] if digits and digits[0] not in taken else max(taken, default=0) + 1
        taken.add(number)
        notes.texts[block] = number
        for link, _ in links:
            numbers[link] = [number]
            _drop_brackets(link)
    _raise(numbers, notes)


def _can_be_note(block: _Element, known: dict[_Element, bool]) -> bool:
    if block not in known:
        pieces = islice(block.iter(), _MOST_PARTS_OF_A_NOTE + 1)
        tags = [element.tag for element in pieces]
        known[block] = len(tags) <= _MOST_PARTS_OF_A_NOTE and not _NEVER_IN_A_NOTE.intersection(
            tags
        )
    return known[block]


def _is_call(link: _Element, block: _Element) -> bool:
    names = " ".join(
        (link.get("class") or "", link.get("id") or "", link.get("name") or "")
    ) + " ".join((link.get("href") or "", link.get("role") or ""))
    if _raised(link) is not None or link.find("sup") is not None or _NOTE_NAME.search(names):
        return True
    around = [link, *link.iterancestors("sup", "span"), *link.iter()]
    places = {"#" + name for e in around for name in (e.get("id"), e.get("name")) if name}
    return any(unquote(back.get("href") or "") in places for back in block.iter("a"))


def _raised(link: _Element) -> _Element | None:
    """Return the superscript that an element stands in, or None."""
    for parent in link.iterancestors():
        if parent.tag == "sup":
            return parent
        if parent.tag in BLOCKS:
            return None
    return None


def _raise(numbers: dict[_Element, list[int]], notes: Notes) -> None:
    """Let a superscript that holds nothing but calls stand for them."""
    raised: dict[_Element, list[int]] = {}
    for link, found in numbers.items():
        holder = _raised(link)
        if holder is None:
            notes.calls[link] = tuple(found)
        else:
            raised.setdefault(holder, []).extend(found)
    for holder, found in raised.items():
        notes.calls[holder] = tuple(found)


def _drop_brackets(link: _Element) -> None:
    """Take away the brackets written around a call."""
    previous, parent = link.getprevious(), link.getparent()
    before = previous.tail if previous is not None else parent.text if parent is not None else None
    closing = _BRACKETS.get((before or "")[-1:])
    if closing is None or not (link.tail or "").startswith(closing):
        return
    link.tail = (link.tail or "")[1:]
    if previous is not None:
        previous.tail = (before or "")[:-1]
    elif parent is not None:
        parent.text = (before or "")[:-1]


def _before(element: _Element) -> str:
    """Return the text that stands before an element in its block."""
    block = block_of(element)
    pieces: list[str] = []
    while element is not block and (parent := element.getparent()) is not None:
        for sibling in element.itersiblings(preceding=True):
            pieces += (sibling.tail or "", text_of(sibling))
        pieces.append(parent.text or "")
        element = parent
    return "".join(reversed(pieces))


def _unlinked(root: _Element, order: dict[_Element, int], notes: Notes) -> None:
    raised: dict[int, list[_Element]] = {}
    for sup in root.iter("sup"):
        match = _RAISED.fullmatch(text_of(sup))
        if match and sup not in notes.calls and sup.find(".//a") is None:
            raised.setdefault(int(match[1]), []).append(sup)
    for number, places in raised.items():
        if len(places) < 2 or number in notes.texts.values():
            continue
        *callers, last = sorted(places, key=order.__getitem__)
        block = block_of(last)
        if _before(last).strip() or block.tag in ("td", "th", "body"):
            continue
        callers = [c for c in callers if (b := _before(c).strip()) and not _UNIT_BEFORE.search(b)]
        if callers:
            notes.texts[block] = number
            notes.ignored.add(last)
            notes.calls.update((caller, (number,)) for caller in callers)


def _uncalled(root: _Element, notes: Notes) -> None:
    """Notes that stand in a list of endnotes but are called nowhere are notes all the same."""
    for holder in root.iter("section", "div", "ol", "aside"):
        if holder.get("role") not in ("doc-endnotes", "doc-footnotes"):
            continue
        for place, item in enumerate(holder.iter("li"), start=1):
            if (
                item not in notes.texts
                and item.getparent() is not None
                and not _inside(item, notes)
            ):
                free = place not in notes.texts.values()
                notes.texts[item] = place if free else max(notes.texts.values()) + 1


def _inside(element: _Element, notes: Notes) -> bool:
    return any(ancestor in notes.texts for ancestor in element.iterancestors())


def _ways_back(note: _Element, notes: Notes) -> Iterable[_Element]:
    number = notes.texts[note]
    for link in note.iter("a"):
        names = f"{link.get('class') or ''} {link.get('role') or ''}"
        text = text_of(link)
        label = _LABEL.fullmatch(text)
        leads_back = (link.get("href") or "").startswith("#") and (
            _BACK.fullmatch(text) or (label and label[1] in (str(number), "*", "a"))
        )
        if leads_back or "backlink" in names or "backref" in names:
            yield link
    for label in note.iter("span", "sup"):
        repeated = re.fullmatch(rf"\s*[\[(]?{number}[\])]?[.:]?\s*", text_of(label))
        if repeated and not _before(label).strip():
            yield label
