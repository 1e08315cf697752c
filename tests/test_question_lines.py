"""Batches of questions, and what makes a question one that can be asked."""

import io
import json

import pytest

from assistant.question_check import checked_question, without_unseen
from ingest.errors import BadQuestion, StorageFailure
from ui.question_lines import LONGEST_LINE, LineDefaults, answer_lines, lines_of


def echoed(question):
    return {
        "id": None,
        "text": question.text,
        "lang": question.language,
        "conversation": question.conversation,
    }


def results(*lines, defaults=None):
    content = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(answer_lines(lines_of(io.BytesIO(content)), echoed, defaults or LineDefaults()))


def test_answers_come_in_order_with_the_ids_given():
    found = results(
        '{"id": "b", "question": "Wat is X?", "lang": "nl", "conversation": "c1"}',
        '{"id": 7, "question": "What?"}',
        '{"question": "Quoi ?"}',
    )
    assert [one["id"] for one in found] == ["b", 7, None]
    assert found[0] == {"id": "b", "text": "Wat is X?", "lang": "nl", "conversation": "c1"}


def test_the_options_of_the_command_hold_where_a_line_says_nothing():
    found = results(
        '{"question": "What?"}',
        '{"question": "Quoi ?", "lang": "fr"}',
        defaults=LineDefaults(language="en"),
    )
    assert [one["lang"] for one in found] == ["en", "fr"]


BAD_LINES = {
    "no JSON": ("geen json", None),
    "cut JSON": ('{"id": "x", "question"', None),
    "empty line": ("", None),
    "a list": ("[1]", None),
    "a number": ("12", None),
    "deeply nested": ("[" * 100_000, None),
    "no question": ('{"id": "x"}', "x"),
    "question is a number": ('{"id": "x", "question": 5}', "x"),
    "question is null": ('{"id": "x", "question": null}', "x"),
    "empty question": ('{"id": "x", "question": "  "}', "x"),
    "too long a question": (json.dumps({"id": "x", "question": "a" * 501}), "x"),
    "unknown language": ('{"id": "x", "question": "Was?", "lang": "de"}', "x"),
    "language is a list": ('{"id": "x", "question": "Wat?", "lang": ["nl"]}', "x"),
    "conversation is a number": ('{"id": "x", "question": "Wat?", "conversation": 1}', "x"),
    "id is an object": ('{"id": {}, "question": "Wat?"}', None),
    "id is a truth value": ('{"id": true, "question": "Wat?"}', None),
    "not UTF-8": (b'{"question": "caf\xe9"}', None),
    "endless line": (b'{"question": "' + b"a" * (3 * LONGEST_LINE) + b'"}', None),
}


@pytest.mark.parametrize(("line", "identity"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_yields_an_error_and_the_batch_goes_on(line, identity):
    found = results('{"id": 1, "question": "Voor?"}', line, '{"id": 2, "question": "Na?"}')
    assert [one["id"] for one in found] == [1, identity, 2]
    assert set(found[1]) == {"id", "error"}
    assert "\n" not in found[1]["error"]


def test_a_failure_of_the_environment_is_an_error_of_that_line_only():
    def failing(question):
        if "faal" in question.text:
            raise StorageFailure("De schijf is weg.")
        return echoed(question)

    lines = [b'{"id": 1, "question": "faal nu"}', b'{"id": 2, "question": "gaat goed"}']
    found = list(answer_lines(lines, failing, LineDefaults()))
    assert found[0] == {"id": 1, "error": "De schijf is weg."}
    assert found[1]["text"] == "gaat goed"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    found = results(
        b'\xef\xbb\xbf{"id": 1, "question": "Wat?"}\r', b'{"id": 2, "question": "Wie?"}'
    )
    assert [one.get("text") for one in found] == ["Wat?", "Wie?"]


@pytest.mark.parametrize(
    "text", ["", "   \t\n", "???", "…!?", "\x00\x1b\x07", "\u200b\u202e", "🙂", "-- _ --"]
)
def test_a_question_without_letter_or_digit_is_refused(text):
    with pytest.raises(BadQuestion, match="leeg"):
        checked_question(text, 500)


@pytest.mark.parametrize("length", [501, 100_000])
def test_a_question_that_is_too_long_is_refused_with_both_lengths(length):
    with pytest.raises(BadQuestion, match=rf"{length} tekens.*500"):
        checked_question("a" * length, 500)


def test_a_question_at_the_limit_passes():
    assert checked_question("a" * 500, 500) == "a" * 500


def test_control_characters_are_taken_out_of_a_question():
    assert checked_question("Wat\x1b[31m is\u202e  dit\n?", 500) == "Wat [31m is dit ?"


def test_letters_of_any_language_stay_as_they_are():
    assert without_unseen("Crêpe, Σ, 中 – “één”") == "Crêpe, Σ, 中 – “één”"
