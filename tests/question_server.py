"""A chat server that writes questions about the passage in its prompt, well or badly."""

import json
import re
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from loopback import served

# A reply for each language about a passage that holds the word.
WRITTEN = {
    "412": {
        "nl": ["Hoeveel artiesten heeft het circus van Gent?", "aantal artiesten circus Gent"],
        "en": ["How many performers does the circus of Ghent have in 2027?"],
        "fr": ["Combien d'artistes compte le cirque de Gand en 2027 ?"],
    },
    "Koorddansers": {
        "nl": ["Waar oefenen de koorddansers?", "Op welke dag zijn er repetities in de fabriek?"],
        "en": ["Where do the koorddansers rehearse on dinsdag in the factory?"],
        "fr": ["Où les koorddansers répètent-ils dans la fabriek ?"],
    },
    "loketten": {
        "nl": ["Wanneer gaat de circusdienst dicht?", "sluitingsuur loketten circusdienst"],
        "en": ["When does the circusdienst close on Friday?"],
        "fr": ["Quand la circusdienst ferme-t-elle le vendredi ?"],
    },
}
_TOLD = {"in het Nederlands": "nl", "in English": "en", "en français": "fr"}


class QuestionServer(ThreadingHTTPServer):
    """Replies as `answered` says; keeps what it was asked as (language, material)."""

    daemon_threads = True

    def __init__(self):
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked = []
        self.headers = []
        self.answered = lambda language, material: json.dumps(_written(language, material))
        self.status = 200
        self.fails_after = None
        self.slow_after = None
        self.ended = "stop"
        self._lock = threading.Lock()

    @property
    def address(self):
        """Return the base URL, as in DOSSIERWIJZER_LLM_ADDRESS."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def texts(self):
        """Return the passages it was asked about, in no order."""
        return [json.loads(material)["passage"] for _, material in self.asked]

    def note(self, prompt, key):
        """Keep a request and return its number, language and material."""
        language = next(code for words, code in _TOLD.items() if words in prompt)
        material = re.search(r"\n<passage>\n(.*?)\n</passage>\n", prompt, re.DOTALL).group(1)
        with self._lock:
            self.asked.append((language, material))
            self.headers.append(key)
            return len(self.asked), language, material


def _written(language, material):
    text = json.loads(material)["passage"]
    return next((by[language] for word, by in WRITTEN.items() if word in text), [])


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        server = self.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        prompt = body["messages"][-1]["content"]
        number, language, material = server.note(prompt, self.headers["Authorization"])
        if server.slow_after is not None and number > server.slow_after:
            time.sleep(30)
        failed = server.fails_after is not None and number > server.fails_after
        status = 400 if failed else server.status
        if status != 200:
            self._send({"error": {"message": "geheim"}}, status)
            return
        reply = server.answered(language, material)
        ended = server.ended(language, material) if callable(server.ended) else server.ended
        message = {"role": "assistant", "content": reply}
        choice = {"index": 0, "message": message, "finish_reason": ended}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        shape = {"id": "c1", "object": "chat.completion", "created": 1, "model": body["model"]}
        self._send(shape | {"choices": [choice], "usage": usage}, 200)

    def _send(self, shape, status):
        content = json.dumps(shape).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words):
        """Stay silent."""


@contextmanager
def question_server():
    """Serve for the length of a block."""
    server = QuestionServer()
    with served(server):
        yield server
