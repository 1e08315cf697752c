"""Draw the pictures of the README from real answers; `make pictures` runs it.

Run it again when the look of an answer changes, and look at what it drew.
"""

import io
import re
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from assistant.answer import Question
from assistant.compose import open_assistant
from assistant.settings import Settings, silence_telemetry
from ui.progress import Progress
from ui.terminal_answer import AnswerScreen

QUESTION = "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?"
WIDTH = 96
# Without the fonts that rich would have fetched from elsewhere; any monospaced one fits.
_FORMAT = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def main() -> None:
    """Write `ask.svg` beside this file."""
    with tempfile.TemporaryDirectory() as scratch, Progress(sys.stderr) as progress:
        settings = Settings(data_directory=Path(scratch))
        silence_telemetry(settings)
        assistant = open_assistant(settings, progress)
        with closing(assistant.index):
            answer = assistant.ask(Question(QUESTION))
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    console.print(Text.assemble(("$ ", "dim"), f'dossierwijzer ask "{QUESTION}"\n'))
    AnswerScreen(console).show(answer)
    picture = console.export_svg(title="dossierwijzer", code_format=_FORMAT, unique_id="ask")
    Path(__file__).with_name("ask.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
