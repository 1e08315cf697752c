"""Asking a question or dialogue of a target, as often as wanted, and observing what comes back."""

import hashlib
import json
import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Question
from assistant.answer_json import to_json
from eval.observation import Observation
from eval.question_set import SetQuestion, asked_turns
from eval.runs.answer_cache import AnswerCache, answer_key
from eval.runs.quote_check import stands_there
from eval.targets.target import Asked, CannotTell, PassageText, Target, Unreachable
from ingest.errors import DossierwijzerError

# Questions in a row that nobody answered, after which the target is given up.
MOST_UNREACHABLE = 3
# Seconds that answers of an interrupted run count for a target whose program is not known.
SHORT_MEMORY = 12 * 3600.0
# What two answers to the same question may differ in.
_CHANGING = ("id", "conversation", "timings_ms")

GONE = "doel onbereikbaar: na enkele vragen zonder antwoord werd niets meer gevraagd"
EARLIER_TURN = "eerdere beurt mislukt"


@dataclass(frozen=True, slots=True)
class Reply:
    """What one turn got, one time: an answer, or the reason why there is none."""

    asked: Asked | None
    failure: str = ""
    cached: bool = False


class Asking:
    """Asks a target; may be used by several threads at once."""

    def __init__(self, target: Target, repeat: int, cache: AnswerCache | None, fresh: bool) -> None:
        """Take what is asked and how often; `fresh` only adds to the cache."""
        self._target = target
        self._repeat = repeat
        self._cache = cache
        self._fresh = fresh
        self._lock = threading.Lock()
        self._unanswered = 0
        self._gone = False

    @property
    def gone(self) -> bool:
        """Whether the target was given up."""
        return self._gone

    def observed(self, question: SetQuestion) -> tuple[Observation, ...]:
        """Return an observation for each turn of a question, in order."""
        rounds = []
        for repetition in range(1, self._repeat + 1):
            rounds.append(self._round(question, repetition))
            if rounds[-1][0].asked is None:  # asking again would only take time
                break
        return tuple(
            self._observation(question, number, [replies[number] for replies in rounds])
            for number in range(len(question.turns))
        )

    def finish(self) -> None:
        """Say that every question was observed.

        Of a server it is not known when its program changes; its answers are kept only to go on
        with a run that stopped.
        """
        if self._cache is not None and not self._target.program and not self._gone:
            self._cache.forget(self._target.name)

    def _round(self, question: SetQuestion, repetition: int) -> Sequence[Reply]:
        """Ask all turns once; a dialogue is taken from the cache as a whole or not at all."""
        kept = self._kept(question, repetition)
        if kept:
            return kept
        conversation = str(uuid.uuid4()) if len(question.turns) > 1 else None
        replies: list[Reply] = []
        for turn in question.turns:
            if replies and replies[-1].asked is None:
                never_asked = replies[-1].failure == GONE
                replies.append(Reply(None, GONE if never_asked else EARLIER_TURN))
                continue
            reply = self._reply(Question(turn.question, conversation=conversation, explain=True))
            if reply.asked is not None:
                self._keep(question, len(replies), repetition, reply.asked)
                if conversation is not None:
                    conversation = reply.asked.answer.conversation or conversation
            replies.append(reply)
        return replies

    def _reply(self, question: Question) -> Reply:
        if self._gone:
            return Reply(None, GONE)
        try:
            asked = self._target.ask(question)
        except Unreachable as error:
            self._count(unanswered=True)
            return Reply(None, f"doel onbereikbaar: {error}")
        except DossierwijzerError as error:
            self._count(unanswered=False)
            return Reply(None, str(error))
        self._count(unanswered=False)
        if asked.answer.status == "error":
            return Reply(None, "het doel meldt dat het mislukte")
        return Reply(asked)

    def _count(self, unanswered: bool) -> None:
        with self._lock:
            self._unanswered = self._unanswered + 1 if unanswered else 0
            self._gone = self._gone or self._unanswered >= MOST_UNREACHABLE

    def _kept(self, question: SetQuestion, repetition: int) -> list[Reply]:
        """Return the kept answers to all turns, [] unless every one is there."""
        if self._cache is None or self._fresh or self._gone:
            return []
        longest = None if self._target.program else SHORT_MEMORY
        replies: list[Reply] = []
        for number in range(len(question.turns)):
            key = self._key(question, number, repetition)
            asked = self._cache.get(key, longest) if key else None
            if asked is None:
                return []
            replies.append(Reply(asked, cached=True))
        return replies

    def _keep(self, question: SetQuestion, number: int, repetition: int, asked: Asked) -> None:
        key = self._key(question, number, repetition)
        # An index renewed during the run would be taken for the one it replaced.
        if self._cache and key and asked.answer.generation == self._target.generation:
            self._cache.put(key, self._target.name, asked)

    def _key(self, question: SetQuestion, number: int, repetition: int) -> str | None:
        target = self._target
        if not target.generation:
            return None
        texts = [turn.question for turn in question.turns[: number + 1]]
        identity = (target.name, target.program, target.generation)
        return answer_key(identity, texts[:-1], texts[-1], repetition, explain=True)

    def _observation(
        self, question: SetQuestion, number: int, replies: Sequence[Reply]
    ) -> Observation:
        turn = asked_turns(question)[number]
        answered = [(reply, reply.asked) for reply in replies if reply.asked is not None]
        if not answered:
            return Observation(turn, None, failure=replies[0].failure)
        reply, asked = answered[0]
        literal, sections = checked(asked.answer, self._target)
        return Observation(
            turn,
            asked.answer,
            literal=literal,
            hit_sections=sections,
            first_event_ms=asked.first_event_ms,
            total_ms=asked.total_ms,
            same=same_bytes([one.answer for _, one in answered]),
            cached=reply.cached,
        )


def same_bytes(answers: Sequence[Answer]) -> bool | None:
    """Whether all answers are equal to the byte, but for id, conversation and timings.

    None when there are fewer than two.
    """
    if len(answers) < 2:
        return None
    return len({_digest(answer) for answer in answers}) == 1


def _digest(answer: Answer) -> bytes:
    shape = to_json(answer)
    for name in _CHANGING:
        del shape[name]
    return hashlib.sha256(json.dumps(shape).encode()).digest()


def checked(answer: Answer, target: Target) -> tuple[tuple[bool | None, ...], tuple[str, ...]]:
    """Return whether each quote stands where it says, and the sections of the hits.

    None for a quote where the target does not tell; no sections at all when it does not tell one
    of them, as ranks with holes would be judged wrongly.
    """
    hits = answer.explanation.hits if answer.explanation else ()
    texts: dict[str, PassageText | None] = {}
    try:
        # The hits first: they are known to exist, which says whether passages are told at all.
        for passage_id in (hit.passage for hit in hits):
            texts[passage_id] = target.passage(passage_id)
    except CannotTell:
        sections: tuple[str, ...] = ()
    else:
        found = [texts[hit.passage] for hit in hits]
        sections = tuple(passage.section if passage else "" for passage in found)
    literal: list[bool | None] = []
    for quote in answer.quotes:
        try:
            passage = target.passage(quote.passage)
        except CannotTell:
            literal.append(None)
            continue
        literal.append(passage is not None and stands_there(quote, passage))
    return tuple(literal), sections
