"""Prompts by name and language: Markdown files with named holes, each with a version.

What the words are for is known to whoever asks for them; here they are only text.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_HOLE = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt with its holes still open.

    Attributes:
        name: Name of the file, without language and ending ("judge").
        language: "nl", "en" or "fr".
        text: The words; a hole is a name between double braces.
    """

    name: str
    language: str
    text: str

    @property
    def version(self) -> str:
        """The first twelve characters of the SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    def filled(self, **holes: str) -> str:
        """Return the text with every hole filled; what is filled in is not read for holes again.

        Raises:
            KeyError: A hole has no filling, or a filling no hole.
        """
        wanted = set(_HOLE.findall(self.text))
        if wanted != holes.keys():
            raise KeyError(
                f"{self.name}.{self.language}.md has holes {sorted(wanted)}, "
                f"filled were {sorted(holes)}"
            )
        return _HOLE.sub(lambda match: holes[match.group(1)], self.text)


@cache
def load_prompt(name: str, language: str) -> Prompt:
    """Return a shipped prompt.

    Raises:
        FileNotFoundError: There is none of that name in that language.
    """
    place = files("prompts") / f"{name}.{language}.md"
    return Prompt(name, language, place.read_text(encoding="utf-8"))
