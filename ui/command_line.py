"""The way into `dossierwijzer`: one command, run inside a boundary that lets no error out.

Nothing but `sys` is imported at the top: Ctrl-C may come while Python is still loading the rest.
"""

import sys

# What `typing.TYPE_CHECKING` is, without loading typing; type checkers know the name.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.exit_boundary import ExitBoundary

INTERRUPTED = 130
# Loading makes some hundred thousand objects that stay; looking through them again and again, as
# Python does from 700 on, takes a tenth of the time of a first answer.
OBJECTS_BETWEEN_SWEEPS = 1_000_000


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: Words after the program's name; those of the process when None.

    Returns:
        0 good; 2 bad usage or input; 3 the environment failed; 130 interrupted with Ctrl-C.
    """
    import gc

    usual = gc.get_threshold()
    try:
        gc.set_threshold(OBJECTS_BETWEEN_SWEEPS)
        _open_missing_streams()
        from ui.exit_boundary import ExitBoundary

        boundary = ExitBoundary(sys.stdout, sys.stderr)
        with boundary:
            boundary.exit_code = _run(arguments, boundary)
            sys.stdout.flush()
    except KeyboardInterrupt:  # before the boundary stood, or a second one while it spoke
        sys.stderr.write("dossierwijzer: Onderbroken.\n")
        return INTERRUPTED
    finally:
        gc.set_threshold(*usual)
    return boundary.exit_code


def _run(arguments: "Sequence[str] | None", boundary: "ExitBoundary") -> int:
    import importlib

    from ui.command_words import build_parser

    _speak_utf8()
    options = build_parser().parse_args(arguments)
    from assistant.settings import load_settings, silence_telemetry

    settings = load_settings()
    boundary.debug = settings.debug
    boundary.details_directory = settings.data_directory
    silence_telemetry(settings)
    exit_code: int = importlib.import_module(options.module).run(options, settings)
    return exit_code


def _open_missing_streams() -> None:
    """Put nothing in the place of a stream the caller closed; Python leaves None there."""
    import os

    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _speak_utf8() -> None:
    """Make the streams UTF-8 whatever the locale: the texts are Dutch and French.

    A lone surrogate is written as its JSON escape, so a line of `--jsonl` stays valid.
    """
    import io

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
