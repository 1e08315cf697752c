"""A server as a target: what it answers is taken as it is, what it fails at is never an answer."""

import gzip
import json
import socket
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from answering_server import (
    altered,
    answering_server,
    cut_off,
    drip_of_body,
    drip_of_headers,
    elsewhere,
    hang_up,
    late,
    opened_assistant,
    with_body,
    with_status,
)
from command_child import LEUVEN

from assistant.answer import Question
from assistant.answer_json import to_json
from eval.targets.exchange import MOST_BYTES, Patience
from eval.targets.server import MOST_UNTOLD, ServerTarget
from eval.targets.target import CannotTell, NotJudged, Unreachable

ASKED = Question(LEUVEN, explain=True)
HASTY = Patience(attempts=3, connect=1.0, answer=5.0, first_wait=0.01, longest_wait=0.2)


@pytest.fixture(scope="module")
def assistant():
    with opened_assistant() as opened:
        yield opened


@pytest.fixture
def server(assistant):
    with answering_server(assistant) as running:
        yield running


@contextmanager
def target_of(server, key=None, patience=HASTY, after=""):
    with closing(ServerTarget(server.address + after, key, patience)) as target:
        yield target


def without_timings(answer):
    shape = to_json(answer)
    del shape["timings_ms"]
    return shape


@pytest.mark.parametrize(("prefix", "after"), [("", ""), ("", "/"), ("/dossiers/vier", "/")])
def test_a_server_gives_the_answer_of_the_assistant_itself(prefix, after, assistant):
    with answering_server(assistant, prefix) as server, target_of(server, after=after) as target:
        asked = target.ask(ASKED)
        assert server.requests[-1][1] == f"{prefix}/v1/ask"
        assert target.name == server.address
    assert without_timings(asked.answer) == without_timings(assistant.ask(ASKED))
    assert asked.first_event_ms is None
    assert asked.total_ms > 0
    assert server.asked() == [{"question": LEUVEN, "explain": True}]


def test_the_conversation_and_the_key_go_along(assistant):
    with (
        answering_server(assistant, key="sleutel-1") as server,
        target_of(server, "sleutel-1") as target,
    ):
        answer = target.ask(Question("En in 2015?", conversation="c7", explain=True)).answer
        assert target.generation == assistant.index.generation.id
    assert answer.conversation == "c7"
    assert server.asked()[0]["conversation"] == "c7"
    with (
        answering_server(assistant, key="sleutel-1") as server,
        target_of(server, "een andere") as target,
    ):
        with pytest.raises(NotJudged, match="status 401") as failure:
            target.ask(ASKED)
        assert "geheim" not in str(failure.value)


def test_the_generation_is_told_by_the_health_page_before_any_question(server, assistant):
    with target_of(server) as target:
        assert target.generation == assistant.index.generation.id
        assert server.asked() == []


def test_without_a_health_page_the_generation_is_that_of_the_first_answer(assistant):
    with answering_server(assistant, has_health=False) as server, target_of(server) as target:
        assert target.generation == ""
        target.ask(ASKED)
        assert target.generation == assistant.index.generation.id


@pytest.mark.parametrize(
    "misbehaviour",
    [with_status(429, Retry_After="0"), with_status(500), with_status(503), cut_off, hang_up],
)
def test_a_server_that_fails_for_a_moment_is_asked_again(misbehaviour, server):
    server.misbehaviours += [misbehaviour, misbehaviour]
    with target_of(server) as target:
        assert target.ask(ASKED).answer.short_answer == "Leuven"
    assert len(server.asked()) == 3


NESTED = b"[" * 100_000
ANSWER_OF_TOO_MUCH = b'{"id": "' + b"x" * MOST_BYTES + b'"}'


@pytest.mark.parametrize(
    ("misbehaviour", "kind", "reason", "times"),
    [
        (with_status(400), NotJudged, "status 400", 1),
        (with_status(404), NotJudged, "status 404", 1),
        (with_status(500), NotJudged, "status 500", 3),
        (with_status(429), NotJudged, "status 429", 3),
        (with_status(502), Unreachable, "status 502", 3),
        (with_status(503), Unreachable, "status 503", 3),
        (with_status(504), Unreachable, "status 504", 3),
        (cut_off, NotJudged, "afgebroken", 3),
        (hang_up, NotJudged, "afgebroken", 3),
        (with_body(b"<html>Welkom</html>"), NotJudged, "geen JSON", 1),
        (with_body(b'{"confidence": NaN}'), NotJudged, "geen JSON", 1),
        (with_body(b"\xff\xfe"), NotJudged, "geen JSON", 1),
        (with_body(NESTED), NotJudged, "geen JSON", 1),
        (with_body(b"{}"), NotJudged, "niet de afgesproken vorm", 1),
        (with_body(b"[1, 2]"), NotJudged, "niet de afgesproken vorm", 1),
        (with_body(b"null"), NotJudged, "niet de afgesproken vorm", 1),
        (altered(status="misschien"), NotJudged, "niet de afgesproken vorm", 1),
        (altered(citations=[{"marker": 1}]), NotJudged, "niet de afgesproken vorm", 1),
        (with_body(ANSWER_OF_TOO_MUCH), NotJudged, "groter dan 2 MB", 1),
        (with_body(gzip.compress(b"{}"), Content_Encoding="gzip"), NotJudged, "samengedrukt", 1),
        (elsewhere("http://localhost.invalid/v1/ask"), NotJudged, "andere plaats", 1),
        (elsewhere("/v1/ask", status=303), NotJudged, "andere plaats", 1),
        (elsewhere("/v1/ask"), NotJudged, "telkens door", 4),
    ],
)
def test_what_is_no_answer_is_not_judged_and_says_why(misbehaviour, kind, reason, times, server):
    server.always = misbehaviour
    with target_of(server) as target, pytest.raises(NotJudged, match=reason) as failure:
        target.ask(ASKED)
    assert type(failure.value) is kind or kind is NotJudged
    assert isinstance(failure.value, Unreachable) == (kind is Unreachable)
    assert "geheim" not in str(failure.value)
    assert len(server.asked()) == times


def test_a_number_too_large_to_be_one_is_not_judged(server, assistant):
    shape = json.dumps(to_json(assistant.ask(ASKED)) | {"confidence": 12345.0})
    server.always = with_body(shape.replace("12345.0", "1e999").encode())
    with target_of(server) as target, pytest.raises(NotJudged, match="geen getal is"):
        target.ask(ASKED)


def test_a_redirect_within_the_server_is_followed(server):
    server.misbehaviours.append(elsewhere("/elders/v1/ask"))
    with target_of(server) as target:
        assert target.ask(ASKED).answer.short_answer == "Leuven"
    assert [path for method, path, _ in server.requests if method == "POST"][-1] == "/elders/v1/ask"


def test_a_redirect_to_another_name_at_the_same_port_is_not_followed(server):
    server.always = elsewhere(server.address.replace("127.0.0.1", "localhost") + "/v1/ask")
    with target_of(server) as target, pytest.raises(NotJudged, match="andere plaats"):
        target.ask(ASKED)
    assert len(server.asked()) == 1


def test_a_proxy_of_the_environment_is_not_used(server, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with target_of(server) as target:
        assert target.ask(ASKED).answer.short_answer == "Leuven"


@pytest.mark.parametrize("slowly", [late(5.0), drip_of_headers, drip_of_body])
def test_a_server_that_takes_too_long_is_unreachable_and_not_asked_again(slowly, server):
    server.always = slowly
    hasty = Patience(attempts=3, connect=0.2, answer=0.3, first_wait=0.01)
    started = time.perf_counter()
    with target_of(server, patience=hasty) as target:  # noqa: SIM117
        with pytest.raises(Unreachable, match="niet op tijd"):
            target.ask(ASKED)
    assert time.perf_counter() - started < 3
    assert len(server.asked()) == 1


def test_where_nobody_listens_the_target_is_unreachable():
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    with closing(ServerTarget(f"http://127.0.0.1:{port}", patience=HASTY)) as target:
        assert target.generation == ""
        with pytest.raises(Unreachable, match="geen verbinding"):
            target.ask(ASKED)
        with pytest.raises(CannotTell):
            target.passage("s5.1.1-p6")


def in_a_while():
    return format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)


@pytest.mark.parametrize(
    ("retry_after", "least"),
    [
        (lambda: "1", 1.0),  # as the server asks
        (lambda: "99999999999", 1.5),  # never longer than the asker's own limit
        (in_a_while, 1.5),
        (lambda: "0", 0.0),
        (lambda: "straks", 0.0),
        (lambda: "²", 0.0),
    ],
)
def test_the_wait_a_server_asks_for_is_kept_within_a_limit(retry_after, least, server):
    server.misbehaviours.append(with_status(503, Retry_After=retry_after()))
    patience = Patience(attempts=2, first_wait=0.01, longest_wait=1.5)
    with target_of(server, patience=patience) as target:
        started = time.perf_counter()
        target.ask(ASKED)
    assert least <= time.perf_counter() - started < 30


def test_passages_are_asked_once_each(server):
    with target_of(server) as target:
        for _ in range(2):
            assert "Leuven" in target.passage("s5.1.1-p6").text
            assert target.passage("s5.1.1-p6").section == "5.1.1"
            assert target.passage("s99-p1") is None
            assert target.passage("../../v1/ask") is None
    assert len(server.requests) == 3


def test_a_server_without_passages_leaves_it_open_whether_one_exists(assistant):
    with answering_server(assistant, has_passages=False) as server, target_of(server) as target:  # noqa: SIM117
        with pytest.raises(CannotTell):
            target.passage("s5.1.1-p6")


def test_a_server_that_shows_no_passages_is_not_asked_for_them_on_and_on(assistant):
    with answering_server(assistant, has_passages=False) as server, target_of(server) as target:
        for number in range(10):
            with pytest.raises(CannotTell):
                target.passage(f"s5.1.1-p{number}")
        assert len(server.requests) == MOST_UNTOLD


def test_a_server_that_sometimes_shows_no_passage_is_asked_on(assistant):
    with answering_server(assistant, has_passages=False) as server, target_of(server) as target:
        for _ in range(MOST_UNTOLD - 1):
            with pytest.raises(CannotTell):
                target.passage("s5.1.1-p6")
        server.has_passages = True
        assert target.passage("s5.1.1-p6").section == "5.1.1"


def test_asking_again_is_not_told_on_the_error_output(server, capfd):
    server.misbehaviours.append(with_status(503, Retry_After="0"))
    with target_of(server) as target:
        target.ask(ASKED)
    assert capfd.readouterr().err == ""
