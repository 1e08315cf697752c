"""Everything that was learnt from questions, as one value that the chain is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.abstaining.abstention import Calibration, load_calibration
from assistant.ranking.channel_weights import ChannelWeights, channel_weights
from assistant.ranking.sentence_order import sentence_weights


@dataclass(frozen=True, slots=True)
class Tuning:
    """What `dossierwijzer eval tune` learns.

    Attributes:
        channels: For each language the weight of each channel of the search.
        sentences: The weight of each feature of a sentence.
        calibration: When there is an answer.
    """

    channels: ChannelWeights
    sentences: Mapping[str, float]
    calibration: Calibration


@cache
def shipped_tuning() -> Tuning:
    """Return what is shipped in `tuned/`."""
    return Tuning(channel_weights(), sentence_weights(), load_calibration())
