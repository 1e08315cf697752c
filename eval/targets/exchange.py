"""JSON over HTTP with a server that may fail in any way; every failure becomes one of ours.

Nothing of what a failing server says is shown, beyond its status code: it may be anyone's text.
"""

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from typing import NoReturn

import httpx2
import stamina
from stamina.instrumentation import set_on_retry_hooks

from eval.runs.ordered_work import Settled
from eval.targets.target import NotJudged, Unreachable

MOST_BYTES = 2_000_000
MOST_REDIRECTS = 3
# The service itself is away, whatever stands before it.
_AWAY = frozenset({502, 503, 504})
_LATE = "de server antwoordt niet op tijd"
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Refused(NotJudged):
    """The server answered with a status that is no success."""

    def __init__(self, status: int) -> None:
        """Take the status code."""
        super().__init__(f"de server antwoordde met status {status}")
        self.status = status


class _Passing(Exception):
    """A failure that may be over soon, with what it becomes when it is not."""

    def __init__(self, lasting: NotJudged, wait: float | None = None) -> None:
        super().__init__(str(lasting))
        self.lasting = lasting
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server is waited for; all times in seconds.

    Attributes:
        attempts: How often one thing is asked at most.
        connect: Longest wait for a connection.
        answer: Longest wait for a whole answer; after as much time nothing is asked again.
        first_wait: Wait before the second attempt; doubles with each one, and some chance on top.
        longest_wait: Longest wait that a server may ask for (Retry-After).
    """

    attempts: int = 3
    connect: float = 5.0
    answer: float = 60.0
    first_wait: float = 0.3
    longest_wait: float = 30.0


class Exchange:
    """Asks one server for JSON; may be used by several threads at once."""

    def __init__(self, address: str, key: str | None, patience: Patience) -> None:
        """Take where to ask.

        Args:
            address: Without slash at the end; must have been checked.
            key: Bearer key, None for none.
            patience: How long to wait.
        """
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        set_on_retry_hooks([])  # stamina would tell of each attempt on the error output
        self._address = address
        self._patience = patience
        self._client = httpx2.Client(
            headers=headers,
            timeout=_timeout(patience),
            trust_env=False,
            follow_redirects=False,
        )

    def get(self, path: str, patience: Patience | None = None) -> object:
        """Return the JSON at a path, with other patience when given; errors as in `post`."""
        return self._again("GET", path, None, patience or self._patience)

    def post(self, path: str, values: object) -> object:
        """Return the JSON that the server makes of `values`.

        Raises:
            Unreachable: Nobody answers, after asking again.
            Refused: It answers with a status that is no success.
            NotJudged: What it answers is too large, cut off or no JSON.
        """
        return self._again("POST", path, values, self._patience)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _again(self, method: str, path: str, values: object, patience: Patience) -> object:
        attempts = stamina.retry_context(
            on=partial(_wait_for, longest=patience.longest_wait),
            attempts=patience.attempts,
            timeout=patience.answer,
            wait_initial=patience.first_wait,
            wait_jitter=patience.first_wait,
            wait_max=patience.longest_wait,
        )
        try:
            for attempt in attempts:
                with attempt:
                    return _in_time(
                        partial(self._once, method, path, values, patience),
                        patience.connect + patience.answer,
                    )
        except _Passing as passing:
            raise passing.lasting from passing
        raise AssertionError("stamina either returns or raises")

    def _once(self, method: str, path: str, values: object, patience: Patience) -> object:
        content = None if values is None else json.dumps(values).encode()
        headers = {} if content is None else {"Content-Type": "application/json"}
        url = f"{self._address}{path}"
        with _mapped():
            request = self._client.build_request(
                method, url, content=content, headers=headers, timeout=_timeout(patience)
            )
            for _ in range(MOST_REDIRECTS + 1):
                response = self._client.send(request, stream=True)
                try:
                    if response.next_request is None:
                        return _json_of(response)
                    request = _redirected(request, response.next_request)
                finally:
                    response.close()
        raise NotJudged("de server stuurt telkens door naar een ander adres")


def _in_time(work: Callable[[], object], seconds: float) -> object:
    """Return what the work gives, within so many seconds.

    The limits of httpx2 are for each step: looking up a name has none, and a server that sends a
    byte now and then meets them for ever. Its thread is left alone and ends with the program.
    """
    future: Future[object] = Future()

    def run() -> None:
        with Settled(future):
            future.set_result(work())

    threading.Thread(target=run, daemon=True).start()
    wait([future], timeout=seconds)
    if not future.done():
        raise _Passing(Unreachable(_LATE))
    return future.result()


def _timeout(patience: Patience) -> httpx2.Timeout:
    return httpx2.Timeout(patience.answer, connect=patience.connect)


def _wait_for(error: Exception, longest: float) -> bool | float:
    """Whether to ask again after an error, or after how many seconds."""
    if not isinstance(error, _Passing):
        return False
    return True if error.wait is None else min(error.wait, longest)


@contextmanager
def _mapped() -> Iterator[None]:
    """Turn what httpx2 raises into what it means here."""
    try:
        yield
    except httpx2.TimeoutException as error:
        raise _Passing(Unreachable(_LATE)) from error
    except httpx2.ConnectError as error:
        raise _Passing(Unreachable("er is geen verbinding met de server")) from error
    except httpx2.RemoteProtocolError as error:
        raise _Passing(NotJudged("het antwoord van de server is afgebroken")) from error
    except httpx2.TransportError as error:
        raise _Passing(Unreachable("de verbinding met de server viel weg")) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
        raise NotJudged("met de server is niet te praten") from error


def _redirected(request: httpx2.Request, onward: httpx2.Request) -> httpx2.Request:
    """Return the request a server sends on to, when that is the same server asked the same."""
    old, new = request.url, onward.url
    upgraded = (old.scheme, new.scheme) == ("http", "https") and _port(new) == 443
    same = (old.scheme, _port(old)) == (new.scheme, _port(new))
    if old.host != new.host or not (same or upgraded) or request.method != onward.method:
        raise NotJudged("de server stuurt door naar een andere plaats; dat wordt niet gevolgd")
    return onward


def _port(url: httpx2.URL) -> int | None:
    return url.port or _DEFAULT_PORTS.get(url.scheme)


def _json_of(response: httpx2.Response) -> object:
    status = response.status_code
    if not response.is_success:
        _raise_for(status, response.headers.get("Retry-After"))
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise NotJudged("de server stuurt een samengedrukt antwoord, dat niet gevraagd is")
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > MOST_BYTES:
            raise NotJudged(f"het antwoord is groter dan {MOST_BYTES // 1_000_000} MB")
    try:
        return json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotJudged("het antwoord is geen JSON") from error


def _refuse(name: str) -> NoReturn:
    """NaN and Infinity are no JSON, though Python reads them."""
    raise ValueError(name)


def _raise_for(status: int, retry_after: str | None) -> NoReturn:
    refused = Refused(status)
    if status == HTTPStatus.TOO_MANY_REQUESTS or status in range(500, 600):
        away = Unreachable(str(refused)) if status in _AWAY else refused
        raise _Passing(away, _seconds(retry_after))
    raise refused


def _seconds(retry_after: str | None) -> float | None:
    """Read a Retry-After header: seconds, or a moment (RFC 9110, 10.2.3); None when unusable."""
    if not retry_after:
        return None
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())
