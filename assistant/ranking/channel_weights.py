"""How much each channel of the search weighs for questions of each language.

One convex combination per language stands in `tuned/channels.toml`; `dossierwijzer eval tune`
learns them, see `index.fusion` for what they weigh.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from assistant.answer import Language
from index.fusion import WEIGHTS

ChannelWeights = Mapping[Language, Mapping[str, float]]


@cache
def channel_weights() -> ChannelWeights:
    """Return the weight of each channel for each language, as they are shipped."""
    text = (files("assistant") / "tuned" / "channels.toml").read_text(encoding="utf-8")
    stored = tomllib.loads(text)
    return {
        "nl": _of(stored["nl"]),
        "en": _of(stored["en"]),
        "fr": _of(stored["fr"]),
    }


def _of(stored: Mapping[str, float]) -> dict[str, float]:
    return {name: float(stored[name]) for name in WEIGHTS}
