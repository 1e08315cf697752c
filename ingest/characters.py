"""Which characters of a file are text: nothing invisible, nothing that reorders, NFC."""

import re
import unicodedata

# Format characters (bidi controls, tags, zero-width space, soft hyphen, byte order mark), other
# control characters and variation selectors: what a reader never sees but a program would.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U000e0fff\ud800-\udfff]"
)
# Joiners change meaning between letters of scripts such as Arabic; elsewhere they only hide.
_IDLE_JOINER = re.compile(
    "(?<![\u0600-\U0001ffff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0600-\U0001ffff])"
)
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})


def cleaned(text: str) -> str:
    """Return the visible characters of a text, composed (NFC), with plain hyphens.

    Joiners (U+200C, U+200D) stay only between characters of scripts that need them.
    """
    if text.isascii() and text.isprintable():
        return text
    visible = _IDLE_JOINER.sub("", _CONTROL.sub("", text)).translate(_HYPHENS)
    return unicodedata.normalize("NFC", visible)
