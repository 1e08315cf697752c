"""What was asked and answered before in each dialogue: bounded, in memory, nothing on disk."""

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from assistant.answer import Exchange

MOST_DIALOGUES = 1_000
MOST_EXCHANGES = 6


class Dialogues:
    """The last exchanges of the dialogues used last; may be used by several threads at once."""

    def __init__(
        self, most_dialogues: int = MOST_DIALOGUES, most_exchanges: int = MOST_EXCHANGES
    ) -> None:
        """Start with none.

        Args:
            most_dialogues: So many are remembered; the one that was used longest ago goes first.
            most_exchanges: So many of each, the last ones.
        """
        self._most_dialogues = most_dialogues
        self._most_exchanges = most_exchanges
        self._dialogues: OrderedDict[str, tuple[Exchange, ...]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many dialogues are remembered."""
        return len(self._dialogues)

    def earlier(self, conversation: str) -> tuple[Exchange, ...]:
        """Return what was asked before in a dialogue, the last one most recent."""
        with self._lock:
            if conversation in self._dialogues:
                self._dialogues.move_to_end(conversation)
            return self._dialogues.get(conversation, ())

    def remember(self, conversation: str, exchange: Exchange) -> None:
        """Add an exchange to a dialogue; its explanation, which nothing reads again, is dropped."""
        light = replace(exchange, answer=replace(exchange.answer, explanation=None))
        with self._lock:
            before = self._dialogues.pop(conversation, ())
            self._dialogues[conversation] = (*before, light)[-self._most_exchanges :]
            while len(self._dialogues) > self._most_dialogues:
                self._dialogues.popitem(last=False)
