"""Names of authors: reading them from an entry, and bringing them to forms that compare equal."""

import re
import unicodedata

_PERSON = re.compile(
    r"(?P<surname>[^\W\d_][^,;&()]*?),\s*"
    r"(?P<initials>(?:[^\W\d_]{1,2}\.[\s-]?)+)(?=\s*(?:,|;|&|$|\(|en\s|and\s|et\s|…|\.\s))"
)
# A person at the end of the names, where a title follows in place of a year.
_LAST_PERSON = re.compile(r"[^\W\d_][^,;&().]*?,\s*(?:[^\W\d_]{1,2}\.[\s-]?)+(?=\s*[^\W\d_])")
_FULL_NAME = re.compile(r"^[^\W\d_][^,;&]*,\s*[A-Z][\w'’-]+(?:\s[A-Z][\w.'’-]*)*$")
_BETWEEN = re.compile(r"^[\s,;]*(?:&|en\s|and\s|et\s|…|\.\s?\.\s?\.)?\s*")
_ROLE = re.compile(r"\s*\((?:[^()]*)\)\.?")
_AND = re.compile(r"\s*(?:&|\b(?:en|and|et(?!\s+al)|und)\b)\s*", re.IGNORECASE)
_OTHERS = re.compile(r"(?:\s*[,&]\s*)?\b(?:et\s+al\b\.?|e\.\s?a\b\.?|en anderen)", re.IGNORECASE)


def split_authors(names: str) -> tuple[str, ...]:
    """Return the authors that an entry names, as printed.

    Persons are recognised by "Surname, I."; what is no list of persons is one organisation,
    because organisations carry commas and ampersands in their own names.

    Args:
        names: The entry up to its year: "Jans, M., & Van Gucht, J. " or "El Kaoui, R. (Host). ".

    Returns:
        ("Jans, M.", "Van Gucht, J."); empty when there is no text.
    """
    rest = _ROLE.sub(" ", " ".join(names.split())).strip(" ,;")
    authors = []
    while match := _PERSON.match(rest):
        authors.append(f"{match['surname'].strip()}, {match['initials'].strip()}")
        rest = _BETWEEN.sub("", rest[match.end() :].lstrip())
        rest = "" if _OTHERS.fullmatch(rest.strip(" .,")) else rest
    rest = rest.strip(" ,;").removesuffix(".").strip()
    parts = [part.strip() for part in rest.split(";") if part.strip()]
    if len(parts) > 1 and all(_FULL_NAME.match(part) for part in parts):
        return (*authors, *parts)
    return (*authors, rest) if rest else tuple(authors)


def leading_persons(entry: str) -> int:
    """Return where the persons that an entry begins with end, 0 when it begins with none."""
    end = 0
    while match := _PERSON.match(entry, end) or _LAST_PERSON.match(entry, end):
        end = match.end()
        between = _BETWEEN.match(entry[end:])
        following = end + (between.end() if between else 0)
        if not (_PERSON.match(entry, following) or _LAST_PERSON.match(entry, following)):
            break
        end = following
    return end


def surname(author: str) -> str:
    """Return the name one cites: "Janssens" of "Janssens, J.", an organisation whole."""
    person = _PERSON.fullmatch(author) or _FULL_NAME.match(author)
    return author.split(",")[0].strip() if person else author


def cited_names(authors: tuple[str, ...]) -> str:
    """Return the authors as a citation names them: "A", "A & B" or "A et al."."""
    names = [surname(author) for author in authors]
    if len(names) > 2:
        return f"{names[0]} et al."
    return " & ".join(names)


def folded(text: str) -> str:
    """Return `text` in lower case, without accents and with single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def comparable(names: str) -> str:
    """Bring names to one form: "Janssens en Boogaarts" and "JANSSENS & Boogaarts" are equal."""
    text = _OTHERS.sub(" et al", folded(names))
    text = _AND.sub(" & ", text)
    text = re.sub(r"\s*,\s*&\s*", " & ", text)
    # a dot inside a name ("vi.be") is part of it; one at the end is punctuation
    text = re.sub(r"[^\w&.\s-]|\.(?=\s|$)", " ", text)
    return " ".join(text.split())


def year_slug(year: str) -> str:
    """Return a year for use in a key: "2024", "zdc"."""
    return re.sub(r"[^a-z0-9]", "", year.lower())


def comparable_year(year: str) -> str:
    """Bring years to one form; the languages' marks for "no date" are equal: "z.d.-a", "n.d.a"."""
    return re.sub(r"^[zns]d", "nd", year_slug(year))
