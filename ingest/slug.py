"""Words -> a name that is safe in an address, a file name and a URL."""

import re
import unicodedata

_LONGEST = 60


def slug(words: str) -> str:
    """Return lower-case letters, digits and hyphens: "Raad van Europa" is "raad-van-europa".

    Args:
        words: Any text; accents are folded. What holds no letter or digit gives "zonder-naam".
    """
    folded = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")[:_LONGEST].rstrip("-")
    return name or "zonder-naam"
