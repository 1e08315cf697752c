"""Text of strangers made harmless: questions, answers and quotes may try to steer what shows them.

Each function is for one place: a page or screen, one line, Markdown, a cell of a spreadsheet, XML.
"""

import re
import unicodedata

# Unseen characters that may reorder, hide or break what stands around them.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SOFT_HYPHEN = "\u00ad"
_BREAK_LINES = "\n\t"
# Brackets, dots and dashes mean something only beside these or at the start of a line.
_MARKDOWN = re.compile(r"[\\`*_\[\]<>#!|~&@$]")
_CALLS = re.compile(r"[@#!~$%:](?=\S)|www(?=\.)", re.IGNORECASE)
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_EXCEL_CELL = 32_000  # Excel takes 32.767 characters in a cell


def visible(text: str) -> str:
    """Return `text` with each unseen character written out ("[U+202E]"), new lines kept.

    Soft hyphens go: documents hold them, and they change nothing but where a word may break.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return `text` visible and on one line."""
    return " ".join(visible(text).split())


def markdown(text: str) -> str:
    """Return `text` as one line that means only itself in Markdown and in HTML within it.

    Entities work in both. A zero-width space after signs such as @ and # keeps a forge from
    mentioning people or linking issues and addresses.
    """
    called = _CALLS.sub(lambda match: match[0] + "\u200b", one_line(text))
    escaped = _MARKDOWN.sub(lambda match: f"&#{ord(match[0])};", called)
    return escaped.replace("\u200b", "&#8203;")


def spreadsheet_cell(text: str) -> str:
    """Return `text` as one line that no spreadsheet takes for a formula."""
    line = one_line(text)[:_EXCEL_CELL]
    return f"'{line}" if _FORMULA.match(line) else line


def safe_link(address: str) -> str:
    """Return a web address that may be a link, or "" for any other kind."""
    plain = address.isascii() and address.isprintable() and " " not in address
    return address if plain and address.lower().startswith(("https://", "http://")) else ""


def _shown(character: str) -> str:
    if character in _BREAK_LINES or unicodedata.category(character) not in _UNSEEN:
        return character
    return "" if character == _SOFT_HYPHEN else f"[U+{ord(character):04X}]"
