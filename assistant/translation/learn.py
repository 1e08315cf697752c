"""Learn the tables of word translations anew from a file of aligned segments.

    python -m assistant.translation.learn en-nl-fr.tsv.gz

The file has a heading and columns with the names "en", "nl" and "fr", tab separated.
"""

import csv
import gzip
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from assistant.translation.word_alignment import SentencePair, agreed, translation_chances
from assistant.translation.word_table import SourceLanguage, packed
from index.analysis import words_of
from index.stopwords import STOP_WORDS

HERE = Path(__file__).parent


def learnt(segments: Iterable[Mapping[str, str]], language: SourceLanguage) -> bytes:
    """Return the table of one language as bytes.

    Args:
        segments: The same text in several languages, by name of the language.
        language: The one to translate from.
    """
    pairs = list(_pairs(segments, language))
    both = agreed(
        translation_chances(pairs),
        translation_chances((target, source) for source, target in pairs),
    )
    return packed({pair: chance for pair, chance in both.items() if pair[1] not in STOP_WORDS})


def _pairs(segments: Iterable[Mapping[str, str]], language: str) -> Iterator[SentencePair]:
    for segment in segments:
        if segment[language] and segment["nl"]:
            yield words_of(segment[language]), words_of(segment["nl"])


def main(arguments: list[str]) -> int:
    """Learn and write the table of each language; return the exit code."""
    if len(arguments) != 1:
        sys.stderr.write(f"Gebruik: python -m {__spec__.name} BESTAND.tsv.gz\n")
        return 2
    with gzip.open(arguments[0], "rt", encoding="utf-8", newline="") as stream:
        segments = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    for language in get_args(SourceLanguage):
        content = learnt(segments, language)
        (HERE / f"words.{language}.npz").write_bytes(content)
        sys.stdout.write(f"words.{language}.npz: {len(content)} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
