"""Whether a question can be asked at all, before anything is loaded to answer it."""

import unicodedata

from ingest.errors import BadQuestion

# Control, format, surrogate and unassigned characters: invisible, or able to steer a terminal.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def checked_question(text: str, limit: int) -> str:
    """Return the question as it is asked: invisible characters out, white space single.

    Args:
        text: What the user typed.
        limit: Longest question, in characters.

    Raises:
        BadQuestion: It is too long, or holds no letter and no digit.
    """
    if len(text) > limit:
        raise BadQuestion(
            f"De vraag telt {len(text)} tekens en er mogen er {limit} zijn. Stel ze korter."
        )
    question = " ".join(without_unseen(text).split())
    if not any(character.isalnum() for character in question):
        raise BadQuestion(
            "De vraag is leeg. Stel ze in woorden, bijvoorbeeld: "
            'dossierwijzer ask "Wat is culturele democratie?"'
        )
    return question


def without_unseen(text: str, keep: str = "") -> str:
    """Return `text` with a space for each character that is not seen but may act, except `keep`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character if character in keep or unicodedata.category(character) not in _UNSEEN else " "
        for character in text
    )
