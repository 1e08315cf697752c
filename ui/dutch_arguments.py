"""argparse that speaks Dutch: headings, and one line for a mistake instead of a page."""

import argparse
import re
from typing import Any, NoReturn

from ingest.errors import InputError

# What argparse says, as patterns, and what this program says instead.
_MESSAGES = (
    (r"unrecognized arguments: (.+)", r"onbekende optie of overtollig woord: \1"),
    (r"the following arguments are required: (.+)", r"er ontbreekt: \1"),
    (r"argument (\S+): invalid choice: (.+?) \(choose from (.+)\)", r"\1: \2 kan niet, wel \3"),
    (r"argument (.+?): expected one argument", r"\1: hier hoort een waarde achter"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 gaat niet samen met \2"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 krijgt geen waarde (\2)"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 is dubbelzinnig: \2"),
)


class UsageMistake(InputError):
    """A command that is not written as the help says."""


class DutchParser(argparse.ArgumentParser):
    """A parser with Dutch headings that raises `UsageMistake` instead of leaving the program."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 (argparse's own options)
        """Make a parser; `options` are those of `argparse.ArgumentParser`."""
        super().__init__(
            formatter_class=_DutchFormatter, add_help=False, allow_abbrev=False, **options
        )
        self._positionals.title = "argumenten"
        self._optionals.title = "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze hulp en stop")

    def error(self, message: str) -> NoReturn:
        """Raise the mistake, in Dutch, with where to look."""
        for pattern, dutch in _MESSAGES:
            message = re.sub(f"^{pattern}$", dutch, message, flags=re.DOTALL)
        raise UsageMistake(f"{message}. Zie: {self.prog} --help")


class _DutchFormatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the layout of descriptions and examples, and says "gebruik" for "usage"."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:  # noqa: ANN401
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)
