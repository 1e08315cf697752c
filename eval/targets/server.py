"""A running server as a target, through its HTTP API: any server that keeps to the contract."""

import math
import re
import threading
from dataclasses import fields, is_dataclass, replace
from time import perf_counter
from typing import Any
from urllib.parse import quote, urlsplit

from assistant.answer import Answer, Question
from assistant.answer_json import from_json
from eval.targets.exchange import Exchange, Patience, Refused
from eval.targets.target import Asked, CannotTell, NotJudged, PassageText
from ingest.errors import InputError

_GENERATION = re.compile(r"[\w.:-]{1,100}")
# Whether it is up is asked once and shortly: the questions themselves are patient.
AT_ONCE = Patience(attempts=1, connect=3.0, answer=5.0)
_UNTOLD = "de server toont deze passage niet"
# Looking a passage up takes a server no time, unlike answering.
_LONGEST_PASSAGE = 10.0
# Passages in a row that were not told, after which none is asked for any more.
MOST_UNTOLD = 3
# Stands for "there is none of that id" among the passages that were had.
_ABSENT = PassageText("", "")


class ServerTarget:
    """A server asked over HTTP."""

    program = ""

    def __init__(
        self, address: str, key: str | None = None, patience: Patience | None = None
    ) -> None:
        """Take where the server is; nothing is asked of it yet.

        Args:
            address: Its http(s) address, with or without a path before /v1.
            key: Bearer key, None when it asks for none.
            patience: How long to wait for it; usual times when None.

        Raises:
            InputError: The address or the key cannot be used.
        """
        self.name = checked_address(address)
        if key and not (key.isascii() and key.isprintable()):
            raise InputError(
                "De sleutel van de server is niet bruikbaar: er staan tekens in die er niet in "
                "horen. Kopieer de sleutel opnieuw, zonder regeleinde."
            )
        patience = patience or Patience()
        self._exchange = Exchange(self.name, key, patience)
        self._shorter = replace(patience, answer=min(patience.answer, _LONGEST_PASSAGE))
        self._lock = threading.Lock()
        self._generation: str | None = None
        self._passages: dict[str, PassageText] = {}
        self._untold = 0

    @property
    def generation(self) -> str:
        """Id of the index that answers, "" as long as the server has not told it."""
        with self._lock:
            if self._generation is None:
                self._generation = self._told_generation()
            return self._generation

    def ask(self, question: Question) -> Asked:
        """Return the answer; the server recognises the language. Errors as in `Target`."""
        values: dict[str, Any] = {"question": question.text, "explain": question.explain}
        if question.conversation is not None:
            values["conversation"] = question.conversation
        started = perf_counter()
        shape = self._exchange.post("/v1/ask", values)
        total = round((perf_counter() - started) * 1000, 3)
        answer = _answer_of(shape)
        with self._lock:
            self._generation = self._generation or answer.generation
        return Asked(answer, None, total)

    def passage(self, passage_id: str) -> PassageText | None:
        """Return a passage, each asked for once; errors as in `Target`.

        A server that shows none is not asked on and on: it may take a while to say nothing.
        """
        known = self._passages.get(passage_id)
        if known is None:
            if self._untold >= MOST_UNTOLD:
                raise CannotTell(_UNTOLD)
            try:
                known = self._told_passage(passage_id)
            except CannotTell:
                self._untold += 1
                raise
            self._untold = 0
            self._passages[passage_id] = known
        return None if known is _ABSENT else known

    def close(self) -> None:
        """Close the connections."""
        self._exchange.close()

    def _told_generation(self) -> str:
        try:
            told = self._exchange.get("/health/ready", AT_ONCE)
        except NotJudged:
            return ""
        generation = told.get("generation") if isinstance(told, dict) else None
        usable = isinstance(generation, str) and _GENERATION.fullmatch(generation)
        return str(generation) if usable else ""

    def _told_passage(self, passage_id: str) -> PassageText:
        try:
            told = self._exchange.get(f"/v1/passages/{quote(passage_id, safe='')}", self._shorter)
        except Refused as refused:
            # Of a server that never showed one it is not known whether it shows passages at all.
            if refused.status == 404 and self._passages:
                return _ABSENT
            raise CannotTell(_UNTOLD) from refused
        except NotJudged as error:
            raise CannotTell(_UNTOLD) from error
        if not isinstance(told, dict):
            raise CannotTell(_UNTOLD)
        section, text = told.get("section"), told.get("text")
        if told.get("id") != passage_id or not isinstance(text, str) or not text:
            raise CannotTell(_UNTOLD)
        return PassageText(section if isinstance(section, str) else "", text)


def checked_address(words: str) -> str:
    """Return the address of a server as it is asked and named: without slash or "/v1" at the end.

    Raises:
        InputError: It is no http(s) address of a server, or it holds a password.
    """
    try:
        parts = urlsplit(words)
        port = parts.port
        # As it is sent: "x..y" and labels of 64 characters are no names of servers.
        usable = bool((parts.hostname or "").encode("idna")) and port != 0
    except ValueError:
        raise InputError(_address_mistake("er is geen server in te herkennen")) from None
    if not words.isprintable() or " " in words or not usable:
        raise InputError(_address_mistake("er is geen server in te herkennen"))
    if parts.username is not None or parts.password is not None:
        raise InputError(
            _address_mistake(
                "er staat een naam of wachtwoord in; zet een sleutel in DOSSIERWIJZER_EVAL_KEY"
            )
        )
    if parts.scheme not in ("http", "https"):
        raise InputError(_address_mistake("het begint niet met http:// of https://"))
    if parts.query or parts.fragment:
        raise InputError(_address_mistake("na het pad mag er niets meer volgen"))
    # "/v1" is part of what is asked there; people copy it along.
    return parts._replace(path=parts.path.rstrip("/").removesuffix("/v1")).geturl()


def _address_mistake(found: str) -> str:
    return (
        f"Het adres van de server is niet bruikbaar: {found}. "
        "Geef het bijvoorbeeld als http://127.0.0.1:8000."
    )


def _answer_of(shape: object) -> Answer:
    try:
        answer = from_json(shape)
    except (InputError, RecursionError) as error:
        raise NotJudged("het antwoord heeft niet de afgesproken vorm") from error
    if not _is_finite(answer):
        raise NotJudged("in het antwoord staat een getal dat geen getal is")
    return answer


def _is_finite(value: object) -> bool:
    """Whether no number in it is infinite, as 1e999 is when read."""
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, tuple):
        return all(map(_is_finite, value))
    if is_dataclass(value) and not isinstance(value, type):
        return all(_is_finite(getattr(value, field.name)) for field in fields(value))
    return True
