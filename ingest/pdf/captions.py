"""How the caption of a table or figure begins."""

import re

CAPTION = re.compile(
    r"(?:tabel|figuur|table|figure|tableau|grafiek|kaart|afbeelding|foto|tab\.|fig\.)\s*\d+",
    re.IGNORECASE,
)
CAPTION_START = re.compile(CAPTION.pattern + r"\s*[:.–-]\s", re.IGNORECASE)
