"""Length of a text in tokens, by tiktoken with the vocabulary that is shipped here.

The only file that imports tiktoken. Nothing is downloaded: tiktoken would fetch its vocabulary at
first use, so the encoding is built from the local file after its hash is checked.
"""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ingest.errors import StorageFailure

if TYPE_CHECKING:
    from tiktoken import Encoding

VOCABULARY = "o200k_base.tiktoken"
VOCABULARY_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
# The published splitting pattern of o200k_base: words, numbers of at most three digits,
# punctuation, line ends, white space.
_UPPER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"
_LOWER = r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
_ENDING = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
_PATTERN = "|".join(
    (
        rf"[^\r\n\p{{L}}\p{{N}}]?{_UPPER}*{_LOWER}+{_ENDING}",
        rf"[^\r\n\p{{L}}\p{{N}}]?{_UPPER}+{_LOWER}*{_ENDING}",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    )
)


def count_tokens(text: str) -> int:
    """Return the number of o200k_base tokens of a text.

    Raises:
        StorageFailure: The shipped vocabulary is damaged.
    """
    return len(_encoding().encode_ordinary(text))


@cache
def _encoding() -> "Encoding":
    import tiktoken

    data = files("ingest").joinpath("data", VOCABULARY).read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != VOCABULARY_SHA256:
        raise StorageFailure(
            f"Het bestand {VOCABULARY} is beschadigd (sha256 {found[:12]}…, verwacht "
            f"{VOCABULARY_SHA256[:12]}…); installeer dossierwijzer opnieuw."
        )
    ranks = {
        base64.b64decode(token): int(rank)
        for token, rank in (line.split() for line in data.splitlines() if line)
    }
    return tiktoken.Encoding(
        "o200k_base",
        pat_str=_PATTERN,
        mergeable_ranks=ranks,
        special_tokens={"<|endoftext|>": 199999, "<|endofprompt|>": 200018},
    )
