r"""The permanent addresses of a document's pieces, and their grammar.

    address   = [ document ":" ] place
    place     = section "-p" n [ "." part ]        paragraph, or the second, third ... part of one
              | section "-h" [ n ]                 title of a sub-block; all of them together
              | section "-l" n [ "." part ]        list, or a later part of one
              | section "-l" n "-i" n              item of a list
              | section "-t" n [ "." part ]        table
              | section "-t" n "-r" n              row of a table
              | "fn" n [ letters ]                 footnote; letters where a number occurs again
              | "ref-" slug                        entry of the reference list
    section   = "s" number { "." number } | slug
    n         = 1, 2, 3 ...
    part      = 2, 3, 4 ...

The shipped dossier goes without its document's name.
"""

import re
from dataclasses import dataclass

SHIPPED = "dossier"
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ADDRESS = re.compile(
    rf"""(?:(?P<document>{_SLUG}):)?
    (?: fn(?P<footnote>\d+[a-z]*)
      | ref-(?P<reference>{_SLUG})
      | (?: s(?P<number>\d+(?:\.\d+)*) | (?P<slug>{_SLUG}?) )
        -(?: p(?P<paragraph>[1-9]\d*)(?:\.(?P<paragraph_part>[2-9]|[1-9]\d+))?
           | h(?P<subtitle>[1-9]\d*)?
           | l(?P<list>[1-9]\d*)(?:-i(?P<item>[1-9]\d*)|\.(?P<list_part>[2-9]|[1-9]\d+))?
           | t(?P<table>[1-9]\d*)(?:-r(?P<row>[1-9]\d*)|\.(?P<table_part>[2-9]|[1-9]\d+))? ) )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed address: its document and section ("" where it has none)."""

    document: str
    section: str


def parse_address(address: str) -> Address | None:
    """Take an address apart, or return None when it does not follow the grammar."""
    match = _ADDRESS.fullmatch(address)
    if not match:
        return None
    section = match["number"] or match["slug"] or ""
    return Address(match["document"] or SHIPPED, section)


def section_address(section: str) -> str:
    """Return the address of a section: "s5.1.1", or the slug of an unnumbered one."""
    return f"s{section}" if section[:1].isdigit() else section


def block_address(section: str, kind: str, count: int) -> str:
    """Return the address of the `count`-th block of a kind ("p", "h", "l", "t") in a section."""
    return f"{section_address(section)}-{kind}{count}"


def in_document(document: str, place: str) -> str:
    """Put the document's name in front of a place, but for the shipped dossier."""
    return place if document == SHIPPED else f"{document}:{place}"
