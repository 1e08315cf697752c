"""Ctrl-C and closed streams: one line and the right exit code, however early they come."""

import os
import signal
import subprocess
import sys
import time

import pytest
from command_child import COMMAND, LEUVEN, environment

# Stops in the middle of an import, where Ctrl-C comes before anything of ours is ready.
WHILE_IMPORTING = """
import builtins, sys
wanted, real = sys.argv[1], builtins.__import__
def interrupted(name, *rest):
    if name == wanted:
        raise KeyboardInterrupt
    return real(name, *rest)
builtins.__import__ = interrupted
from ui.command_line import main
sys.exit(main(["status"]))
"""


@pytest.mark.parametrize(
    "module", ["os", "ui.exit_boundary", "argparse", "ui.command_words", "assistant.settings"]
)
def test_ctrl_c_while_the_program_is_still_loading_is_one_line(module, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", WHILE_IMPORTING, module],
        capture_output=True, text=True, env=environment(tmp_path), check=False,
    )  # fmt: skip
    assert done.returncode == 130
    assert done.stderr.startswith("dossierwijzer: Onderbroken.")
    assert done.stderr.count("\n") == 1


def test_ctrl_c_while_it_waits_for_questions_is_one_line(tmp_path):
    child = subprocess.Popen(
        [COMMAND, "ask", "--jsonl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(tmp_path),
    )  # fmt: skip
    time.sleep(0.4)
    child.send_signal(signal.SIGINT)
    output, notes = child.communicate(timeout=60)
    assert child.returncode == 130
    assert output == b""
    assert b"Traceback" not in notes
    assert b"Onderbroken" in notes.splitlines()[-1]


@pytest.mark.parametrize(
    ("descriptor", "arguments", "exit_code"),
    [(0, ["ask", "--jsonl", LEUVEN], 2), (1, ["status"], 0), (2, ["ask", ""], 2)],
)
def test_a_stream_that_the_caller_closed_is_no_failure(descriptor, arguments, exit_code, tmp_path):
    child = subprocess.Popen(
        [COMMAND, *arguments],
        env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: os.close(descriptor),
    )  # fmt: skip
    _, notes = child.communicate(timeout=60)
    assert child.returncode == exit_code
    assert b"Traceback" not in notes
    assert b"Onverwachte fout" not in notes
