"""The rim of the command line: whatever goes wrong becomes one line and an exit code."""

import errno
import os
import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from assistant.question_check import without_unseen
from ingest.errors import DossierwijzerError

INTERRUPTED = 130
ENVIRONMENT_FAILED = 3

_DISK_ERRORS = {
    errno.ENOSPC: "de schijf is vol; maak plaats en probeer opnieuw",
    errno.EDQUOT: "het schijfquotum is bereikt; maak plaats en probeer opnieuw",
    errno.EROFS: "de schijf is alleen-lezen; kies met DOSSIERWIJZER_DATA een andere map",
    errno.EFBIG: "het bestand wordt groter dan toegestaan is; verhoog die grens (ulimit -f)",
    errno.EACCES: "er is geen toegang; geef rechten of kies een andere map",
    errno.EMFILE: "er staan te veel bestanden open; sluit programma's en probeer opnieuw",
}


class ExitBoundary:
    """A `with` block that never lets an error out.

    Attributes:
        exit_code: What the process ends with; the block sets it when all went well.
    """

    def __init__(self, output: TextIO, notes: TextIO) -> None:
        """Guard a block that writes results to `output` and notes to `notes`."""
        self.exit_code = 0
        self.debug = False
        self.details_directory: Path | None = None
        self._output = output
        self._notes = notes

    def __enter__(self) -> "ExitBoundary":
        """Start guarding."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Turn an error into a line and an exit code."""
        if error is None:
            return True
        if isinstance(error, SystemExit):  # argparse's --help
            self.exit_code = error.code if isinstance(error.code, int) else 0
            return True
        if isinstance(error, BrokenPipeError):
            self._stop_writing()
            return True
        if self.debug:
            traceback.print_exception(error, file=self._notes)
        if isinstance(error, KeyboardInterrupt):
            self._say("Onderbroken. De vorige index is ongewijzigd.", INTERRUPTED)
        elif isinstance(error, DossierwijzerError):
            self._say(str(error), error.exit_code)
        elif isinstance(error, OSError) and error.errno in _DISK_ERRORS:
            place = f"{error.filename}: " if error.filename else ""
            self._say(f"{place}{_DISK_ERRORS[error.errno]}.", ENVIRONMENT_FAILED)
            self._stop_writing()
        else:
            details = self._keep_details(error)
            self._say(
                f"Onverwachte fout ({type(error).__name__}). Details staan in {details}; "
                "meld ze aan de beheerder.",
                ENVIRONMENT_FAILED,
            )
        return True

    def _say(self, message: str, exit_code: int) -> None:
        line = " ".join(without_unseen(message).split())
        self._notes.write(f"dossierwijzer: {line}\n")
        self.exit_code = exit_code

    def _stop_writing(self) -> None:
        """Send what is still buffered nowhere, or Python would complain again at exit."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._output.fileno())

    def _keep_details(self, error: BaseException) -> Path:
        moment = datetime.now().astimezone().isoformat(timespec="seconds")
        text = f"{moment} {sys.version}\n" + "".join(traceback.format_exception(error))
        try:
            if self.details_directory is not None and self.details_directory.is_dir():
                place = self.details_directory / "laatste-fout.txt"
                place.write_text(text, encoding="utf-8")
                return place
        except OSError:
            pass  # a full or read-only data directory: the next place may do
        return self._keep_in_temporary(text)

    @staticmethod
    def _keep_in_temporary(text: str) -> Path:
        try:
            with tempfile.NamedTemporaryFile(
                "w", prefix="dossierwijzer-fout-", suffix=".txt", delete=False, encoding="utf-8"
            ) as stream:
                stream.write(text)
            return Path(stream.name)
        except OSError:
            return Path("geen bestand (nergens schrijfrecht; zet DOSSIERWIJZER_DEBUG=1)")
