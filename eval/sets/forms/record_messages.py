"""What pydantic says of a record, in Dutch."""

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# In the order in which records are written.
FIELDS = (
    "id question language split tags difficulty status facts forbidden sections passages "
    "references short_answer max_words must_pass reviewed draft turns"
).split()
_OF_A_TURN = (
    "question status facts forbidden sections passages references short_answer max_words"
).split()
_MESSAGES = {
    "missing": "ontbreekt; vul het in",
    "tuple_type": "hier hoort een lijst van beurten, elk met een vraag",
    "model_type": "een beurt heeft velden; schrijf minstens question: …",
    "model_attributes_type": "een beurt heeft velden; schrijf minstens question: …",
    "dict_type": "een beurt heeft velden; schrijf minstens question: …",
}


def message_of(mistake: "ErrorDetails", dialogue: bool = False) -> str:
    """Return what is wrong and what to do.

    Args:
        mistake: One of the errors that pydantic found.
        dialogue: Whether the record has turns.
    """
    place = mistake["loc"]
    if mistake["type"] == "extra_forbidden":
        return _unknown(str(place[-1]), dialogue and len(place) == 1)
    if mistake["type"] == "dutch":
        return mistake["msg"]
    return _MESSAGES.get(mistake["type"], "kan hier niet; schrijf gewone tekst")


def _unknown(name: str, beside_turns: bool) -> str:
    if beside_turns and name in _OF_A_TURN:
        return "hoort in een dialoog bij een beurt; zet het onder turns"
    if name in FIELDS:
        return "hoort bij de hele dialoog; zet het naast turns, niet bij een beurt"
    near = get_close_matches(name.lower(), FIELDS, n=1)
    advice = f"bedoelt u {near[0]}?" if near else f"bekend zijn {', '.join(FIELDS)}"
    return f"onbekend veld; {advice}"
