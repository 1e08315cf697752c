"""The real assistant behind an HTTP server on loopback, which misbehaves on command."""

import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from command_child import built_directory
from loopback import served

from assistant.answer import Question
from assistant.answer_json import to_json
from assistant.assistant import Assistant
from index.opening import open_index

Misbehaviour = Callable[["Handler"], None]


@contextmanager
def opened_assistant() -> Iterator[Assistant]:
    """Open an assistant on the shipped dossier."""
    with closing(open_index(built_directory())) as index:
        yield Assistant(index)


@dataclass
class Server:
    """What a server is told to do, and what it was asked.

    Attributes:
        assistant: What answers.
        address: Where it is.
        misbehaviours: What it does with the next questions instead of answering; None answers.
        always: What it does with every question after those, None to answer.
        conversation: The id it gives to dialogues, None to leave the asker's.
        key: The key it wants to see, None for none.
        has_health: Whether it tells its generation.
        has_passages: Whether it shows passages.
        requests: (method, path, body) of all it was asked.
    """

    assistant: Assistant
    address: str = ""
    misbehaviours: deque[Misbehaviour | None] = field(default_factory=deque)
    always: Misbehaviour | None = None
    conversation: str | None = None
    key: str | None = None
    has_health: bool = True
    has_passages: bool = True
    requests: list[tuple[str, str, Any]] = field(default_factory=list)

    def next_misbehaviour(self) -> Misbehaviour | None:
        """Return what to do with this question; each of several threads gets another."""
        try:
            return self.misbehaviours.popleft()
        except IndexError:
            return self.always

    def asked(self) -> list[Any]:
        """Return the bodies of the questions it was asked, also of those it failed on."""
        return [body for method, _, body in self.requests if method == "POST"]


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"

    def __init__(self, server: Server, *rest: Any) -> None:
        """Take what to do."""
        self.told = server
        super().__init__(*rest)

    def log_message(self, *_: Any) -> None:
        """Stay silent."""

    def do_GET(self) -> None:
        """Tell the generation or a passage."""
        self.told.requests.append(("GET", self.path, None))
        if not self._may():
            return
        index = self.told.assistant.index
        if self.path.endswith("/health/ready") and self.told.has_health:
            self.reply(200, {"generation": index.generation.id})
            return
        place, _, passage_id = self.path.rpartition("/v1/passages/")
        found = {passage.id: passage for passage in index.passages}.get(passage_id)
        if self.told.has_passages and found and not place.strip("/").count("/"):
            self.reply(200, {"id": found.id, "section": found.section, "text": found.text})
        else:
            self.reply(404, {"detail": "Not Found"})

    def do_POST(self) -> None:
        """Answer a question, unless told otherwise."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.told.requests.append(("POST", self.path, body))
        if not self._may():
            return
        misbehave = self.told.next_misbehaviour()
        if misbehave is not None:
            misbehave(self)
        elif self.path.endswith("/v1/ask"):
            self.reply(200, self.answer_to(body))
        else:
            self.reply(404, {"detail": "Not Found"})

    def answer_to(self, body: Any) -> dict[str, Any]:
        """Return the assistant's own answer."""
        conversation = body.get("conversation")
        if conversation is not None and self.told.conversation is not None:
            conversation = self.told.conversation
        question = Question(body["question"], conversation=conversation, explain=body["explain"])
        return to_json(self.told.assistant.ask(question))

    def reply(self, status: int, shape: Any, **headers: str) -> None:
        """Send JSON."""
        self.send(status, json.dumps(shape).encode(), **headers)

    def send(self, status: int, body: bytes, **headers: str) -> None:
        """Send any body, its true length said unless another is given."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _may(self) -> bool:
        if self.told.key in (None, self.headers.get("Authorization", "").removeprefix("Bearer ")):
            return True
        self.reply(401, {"detail": "geheime uitleg van de server"})
        return False


def with_status(status: int, **headers: str) -> Misbehaviour:
    """Fail with a status."""
    return lambda handler: handler.reply(status, {"detail": "geheime uitleg"}, **headers)


def with_body(body: bytes, **headers: str) -> Misbehaviour:
    """Send this instead of an answer."""
    return lambda handler: handler.send(200, body, **headers)


def altered(**values: Any) -> Misbehaviour:
    """Send the true answer with other values for some of its fields."""
    return lambda handler: handler.reply(
        200, handler.answer_to(handler.told.requests[-1][2]) | values
    )


def cut_off(handler: Handler) -> None:
    """Promise more than is sent, and hang up."""
    handler.send(200, b'{"id": null, "question": "We', Content_Length="5000")
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True


def late(seconds: float) -> Misbehaviour:
    """Wait before answering."""

    def wait(handler: Handler) -> None:
        time.sleep(seconds)
        handler.reply(200, {})

    return wait


def drip_of_headers(handler: Handler) -> None:
    """Send a header now and then, never a body."""
    _drip(handler, b"HTTP/1.1 200 OK\r\n", b"X: y\r\n")


def drip_of_body(handler: Handler) -> None:
    """Send a byte of the body now and then, for as long as anyone listens."""
    _drip(handler, b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b" ")


def _drip(handler: Handler, first: bytes, drop: bytes) -> None:
    handler.wfile.write(first)
    for _ in range(100):
        handler.wfile.write(drop)
        time.sleep(0.05)
    handler.close_connection = True


def elsewhere(address: str, status: int = 307) -> Misbehaviour:
    """Send on to another address."""
    return lambda handler: handler.send(status, b"", Location=address)


@contextmanager
def answering_server(assistant: Assistant, prefix: str = "", **told: Any) -> Iterator[Server]:
    """Serve on a free port of loopback until the block ends."""
    server = Server(assistant, **told)
    listening = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, server))
    listening.daemon_threads = True
    listening.block_on_close = False
    listening.handle_error = lambda *_: None  # an asker that hung up is no failure here
    server.address = f"http://127.0.0.1:{listening.server_address[1]}{prefix}"
    with served(listening):
        yield server
