"""Makes running text of lines: words broken at line ends joined, styles and calls as marks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.pdf.lines import Line, is_apart
from ingest.pdf.page import Piece
from ingest.richtext import Mark, MarkKind, RichText

SOFT_HYPHEN = "\u00ad"
TYPESET_HYPHEN = "\u2010"
HYPHENS = ("-", TYPESET_HYPHEN, SOFT_HYPHEN)
WORD = re.compile(r"[^\W_]+(?:[-'’\u2010][^\W_]+)*")
# After a hyphen that stands for a part left out ("in- en uitvoer") comes one of these.
SUSPENDED = frozenset({"en", "of", "tot", "noch", "versus", "and", "or", "et", "ou", "und", "oder"})
ADDRESS = re.compile(
    r"(?:https?://|www\.|doi\.org|[\w-]+\.(?:be|nl|eu|org|com|net|int)/)\S*$", re.I
)
ADDRESS_PART = re.compile(
    r"^[^\s,;()<>]*[/_=?&%#@][^\s]*|^[\w-]*(?:\d[\w-]*|-[\w-]*)[.>)]*$|^[\w-]+\.\w{2,4}[.>)]*$"
)
SUPERSCRIPT_FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUPERSCRIPTS = str.maketrans(SUPERSCRIPT_FIGURES, "0123456789")
TO_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
CALL = re.compile(r"\d{1,3}(?:[,;]\d{1,3})*|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
TRAILING_CALL = re.compile(r"(?<=[^\s\d])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}$")


@dataclass(frozen=True)
class Vocabulary:
    """The words of the document with their counts, and how its line ends are hyphenated.

    `marked` says that the typesetter draws its own hyphens as another character, so that a plain
    hyphen at the end of a line was written by the author.
    """

    words: Counter[str]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of text in one style; `note` is the footnote it calls, then without text."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""
    note: str = ""


def vocabulary(lines: Iterable[Line]) -> Vocabulary:
    """Collect the words of a document, those cut by a line end left out."""
    words: Counter[str] = Counter()
    marked = 0
    plain = 0
    broken = False
    for line in lines:
        text = line.text
        found = [w.replace(TYPESET_HYPHEN, "-").casefold() for w in WORD.findall(text)]
        ends = text.endswith(HYPHENS)
        words.update(found[1 if broken else 0 : len(found) - 1 if ends else len(found)])
        broken = ends
        if ends and text[:-1][-1:].isalpha():
            marked += text[-1] != "-"
            plain += text[-1] == "-"
    return Vocabulary(words, marked > plain)


def rich_text(lines: Sequence[Line], words: Vocabulary, notes: frozenset[int]) -> RichText:
    """Return lines as one text.

    Args:
        lines: The lines of one paragraph, in order.
        words: The document's vocabulary, which decides about hyphens at line ends.
        notes: The numbers of the document's footnotes: only these can be called.
    """
    tokens: list[Token] = []
    for line in lines:
        new = line_tokens(line, notes)
        if tokens and new:
            tokens, new = joined_tokens(tokens, new, words)
        tokens += new
    return compiled(tokens)


def line_tokens(line: Line, notes: frozenset[int]) -> list[Token]:
    """Return the pieces of a line, with the spaces between them."""
    tokens: list[Token] = []
    for position, piece in enumerate(line.pieces):
        before = line.pieces[position - 1] if position else None
        called = calls(piece, before, notes)
        if before and is_apart(before, piece) and not called:
            tokens.append(space_between(before, piece))
        if called:
            tokens += [Token("", note=number) for number in called]
            continue
        text = piece.text
        trailing = TRAILING_CALL.search(text)
        number = trailing.group().translate(SUPERSCRIPTS) if trailing else ""
        if trailing and int(number) in notes:
            text = text[: trailing.start()]
        else:
            number = ""
        if before and piece.raised and text.isdigit():
            text = text.translate(TO_SUPERSCRIPTS)
        tokens.append(Token(text, piece.bold, piece.italic, piece.url))
        if number:
            tokens.append(Token("", note=number))
    return tokens


def calls(piece: Piece, before: Piece | None, notes: frozenset[int]) -> list[str]:
    """Return the footnotes that a raised piece calls."""
    if not CALL.fullmatch(piece.text):
        return []
    plain = piece.text.translate(SUPERSCRIPTS)
    if before is None or not (piece.raised or plain != piece.text):
        return []
    numbers = re.split(r"[,;]", plain)
    return numbers if all(int(number) in notes for number in numbers) else []


def space_between(left: Piece, right: Piece) -> Token:
    """Return a space, in the style of both its neighbours."""
    return Token(
        " ",
        left.bold and right.bold,
        left.italic and right.italic,
        left.url if left.url == right.url else "",
    )


def joined_tokens(
    tokens: list[Token], new: list[Token], words: Vocabulary
) -> tuple[list[Token], list[Token]]:
    """Return both lines' tokens with what belongs between them."""
    last = next((t for t in reversed(tokens) if t.text), Token(""))
    first = next((t for t in new if t.text), Token(""))
    before = "".join(t.text for t in tokens[-12:])
    left = last_word(before)
    right = "".join(t.text for t in new[:8]).split(" ")[0]
    ending, between = joint(left, right, words, last.url, first.url)
    if left in HYPHENS and last_word(before[: -len(left)].rstrip()).casefold() in SUSPENDED:
        between = ""
    if ending != left and left:
        position = max(i for i, t in enumerate(tokens) if t.text)
        kept = last.text[: len(last.text) - len(left[-1])] + ending[len(left) - 1 :]
        changed = Token(kept, last.bold, last.italic, last.url, last.note)
        tokens = [*tokens[:position], changed, *tokens[position + 1 :]]
    if between:
        same_url = last.url if last.url == first.url else ""
        style = last.bold and first.bold, last.italic and first.italic
        tokens = [*tokens, Token(between, style[0], style[1], same_url)]
    return tokens, new


def last_word(text: str) -> str:
    """Return what stands after the last space."""
    return text.rsplit(" ", 1)[-1]


def linked_half(left: str, right: str, url: str) -> str:
    """Return the left half of a word as the link over both halves writes it, or "".

    The link knows whether the hyphen at the line end is its own.
    """
    for half in (left, left.rstrip("".join(HYPHENS))):
        if half and (half + right).strip("<>.,()") in url:
            return half
    return ""


def joint(
    left: str, right: str, words: Vocabulary, left_url: str = "", right_url: str = ""
) -> tuple[str, str]:
    """Decide how two halves at a line end belong together.

    Args:
        left: The last word of a line, with its hyphen if it has one.
        right: The first word of the next line.
        words: The document's vocabulary.
        left_url: The link that lies over the left word, or "".
        right_url: The link that lies over the right word, or "".

    Returns:
        What the left half becomes, and what comes between ("" or a space).
    """
    if left_url and left_url == right_url and (half := linked_half(left, right, left_url)):
        return half, ""
    if re.search(r"https?:$", left) and right.startswith("//"):
        return left, ""
    if ADDRESS.search(left) and (
        left.endswith(("/", "_", "=", "&", "?", "%", "-")) or ADDRESS_PART.match(right)
    ):
        return left, ""
    if not left.endswith(HYPHENS) or len(left) == 1:
        return left, "" if left.endswith(("/", "–")) and len(left) > 1 else " "
    half, hyphen = left[:-1], left[-1]
    if hyphen == SOFT_HYPHEN:
        return half, ""
    if right.strip(".,;:").casefold() in SUSPENDED:
        return half + "-", " "
    capitals = half[-3:].isupper() and right[:2].isupper()
    if capitals and words.words[(last_part(half) + right.strip(".,;:()")).casefold()]:
        return half, ""
    if not (right[:1].isalpha() and right[:1].islower() and half[-1:].isalpha()):
        return half + "-", ""
    if half[-2:].isupper():
        return half + "-", ""
    return keep_or_join(half, right, words, hyphen)


def last_part(half: str) -> str:
    """Return the letters at the end of a half word."""
    return re.split(r"[\W_]", half)[-1]


def keep_or_join(half: str, right: str, words: Vocabulary, hyphen: str) -> tuple[str, str]:
    """Decide by the document's own words whether a hyphen was written or typeset."""
    if words.marked:
        return (half + "-" if hyphen == "-" else half), ""
    start = WORD.findall(half)[-1:] or [half]
    rest = WORD.match(right)
    whole = (start[0] + (rest.group() if rest else right)).casefold()
    parted = (start[0] + "-" + (rest.group() if rest else right)).casefold()
    seen_whole, seen_parted = words.words[whole], words.words[parted]
    if seen_parted > seen_whole:
        return half + "-", ""
    if not seen_whole and first_part_is_hyphenated(start[0], words):
        return half + "-", ""
    # Dutch writes a hyphen where two vowels would otherwise be read as one sound.
    if not seen_whole and (half[-1:] + right[:1]).casefold() in CLASHES:
        return half + "-", ""
    if not seen_whole and "-" in half and len(last_part(half)) <= 3:
        return half + "-", ""
    return half, ""


CLASHES = frozenset(
    {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "oe", "oi", "oo", "ou", "uu", "ui"}
)


def first_part_is_hyphenated(part: str, words: Vocabulary) -> bool:
    """Whether this first part mostly stands before a hyphen in the document."""
    start = part.casefold()
    hyphenated = sum(count for word, count in words.words.items() if word.startswith(start + "-"))
    if not hyphenated:
        return False
    glued = sum(
        count
        for word, count in words.words.items()
        if word.startswith(start) and len(word) > len(start) + 2 and word[len(start)] != "-"
    )
    return hyphenated > glued


def compiled(tokens: Sequence[Token]) -> RichText:
    """Make text and marks of tokens; a soft hyphen that is left within a word goes."""
    text = ""
    marks: list[Mark] = []
    open_marks: dict[tuple[MarkKind, str], int] = {}
    for token in tokens:
        piece = token.text.replace(SOFT_HYPHEN, "").replace(TYPESET_HYPHEN, "-")
        if token.note:
            text = text.rstrip(" ")
            marks.append(Mark(len(text), len(text), "footnote", token.note))
            continue
        styles: set[tuple[MarkKind, str]] = set()
        if token.bold:
            styles.add(("bold", ""))
        if token.italic:
            styles.add(("italic", ""))
        if token.url:
            styles.add(("link", token.url))
        for key in [key for key in open_marks if key not in styles]:
            marks.append(Mark(open_marks.pop(key), len(text), key[0], key[1]))
        for key in styles:
            open_marks.setdefault(key, len(text))
        if piece == " " and text.endswith(" "):
            continue
        text += piece
    marks += (Mark(start, len(text), kind, target) for (kind, target), start in open_marks.items())
    ordered = sorted((m for m in marks if m.kind == "footnote" or m.start < m.end), key=mark_order)
    return RichText(text, tuple(ordered)).stripped()


def mark_order(mark: Mark) -> tuple[int, int, str]:
    """Sort marks by place."""
    return mark.start, mark.end, mark.kind
