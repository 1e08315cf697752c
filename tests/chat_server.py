"""A chat server on loopback that speaks the dialects of OpenAI and of ollama, and misbehaves."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from loopback import served


class ChatServer(ThreadingHTTPServer):
    """Replies to every prompt with `reply`, or sends `raw`; keeps the prompts it got."""

    daemon_threads = True

    def __init__(self):
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.prompts = []
        self.reply = "goed"
        self.status = 200
        self.ended = "stop"
        self.raw = None

    @property
    def address(self):
        """Return the base URL."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.prompts.append(body["messages"][-1]["content"])
        if self.server.status != 200:
            self._send({"error": {"message": "geheim: intern pad /srv/x"}}, self.server.status)
        elif self.path == "/api/chat":
            lines = {
                "model": body["model"],
                "created_at": "2026-01-01T00:00:00Z",
                "message": {"role": "assistant", "content": self.server.reply},
                "done": True,
                "done_reason": self.server.ended,
            }
            self._send(lines)
        else:
            choice = {
                "index": 0,
                "message": {"role": "assistant", "content": self.server.reply},
                "finish_reason": self.server.ended,
            }
            usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
            self._send(
                {
                    "id": "c1",
                    "object": "chat.completion",
                    "created": 1,
                    "model": body["model"],
                    "choices": [choice],
                    "usage": usage,
                }
            )

    def _send(self, shape, status=200):
        content = self.server.raw or json.dumps(shape).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words):
        """Stay silent."""


@contextmanager
def chat_server():
    """Serve for the length of a block."""
    server = ChatServer()
    with served(server):
        yield server
