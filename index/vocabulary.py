"""The words of a corpus on disk: how each is written, how often it stands there, in what language.

Only words of letters are kept, no numbers or codes. They are found without accents, by halving, so
opening a large vocabulary costs nothing.
"""

import mmap
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.analysis import folded
from ingest.expansion import ExpansionQuestion
from ingest.passage import Passage

# Stands for the language of the passages, which may quote others.
OF_PASSAGES = "*"
# After every letter that a key can hold.
LAST_LETTER = "\U0010ffff"

_KEYS = "keys.txt"
_LINES = "words.tsv"
_STARTS = "starts.npy"
_TOKEN = re.compile(r"\w+")
_OPENING = re.compile(r"(?:^|[.?!:;|•–\"“”‘]\s*)$")


@dataclass(frozen=True, slots=True)
class VocabularyWord:
    """A word of the corpus.

    Attributes:
        key: The word without capitals and accents.
        form: As it is written most often, not counting the capital that opens a sentence.
        count: How often it stands in the corpus.
        languages: Languages of the questions it stands in, and `OF_PASSAGES`.
    """

    key: str
    form: str
    count: int
    languages: frozenset[str]


@dataclass(slots=True)
class _Tally:
    """What was seen of one word so far."""

    count: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    plain: Counter[str] = field(default_factory=Counter)
    languages: set[str] = field(default_factory=set)


class Vocabulary:
    """An open vocabulary; safe to share between threads."""

    def __init__(
        self, keys: bytes | mmap.mmap, lines: bytes | mmap.mmap, starts: npt.NDArray[np.int64]
    ) -> None:
        """Take the parts that `load_vocabulary` opened.

        Args:
            keys: The keys, one a line, in the order of their bytes.
            lines: For each what else is known of it.
            starts: For each where it starts in `keys` and in `lines`, and where the last ends.
        """
        self._keys = keys
        self._lines = lines
        self._starts = starts

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self._starts) - 1

    def __contains__(self, word: str) -> bool:
        """Tell whether a word stands in the corpus, whatever its capitals and accents."""
        key = key_of(word)
        return self._holds(self._place(key), key)

    def word(self, word: str) -> VocabularyWord | None:
        """Return what is known of a word, whatever its capitals and accents; None if nothing."""
        key = key_of(word)
        place = self._place(key)
        if not self._holds(place, key):
            return None
        line = self._lines[self._starts[place, 1] : self._starts[place + 1, 1]].decode()
        form, count, languages = line.rstrip("\n").split("\t")
        return VocabularyWord(key, form, int(count), frozenset(languages.split()))

    def beginning(self, letters: str) -> list[str]:
        """Return the keys that begin so, in order."""
        first, last = self._place(letters), self._place(letters + LAST_LETTER)
        return self._keys[self._starts[first, 0] : self._starts[last, 0]].decode().split()

    def _holds(self, place: int, key: str) -> bool:
        return place < len(self) and self._key_at(place) == key.encode()

    def _place(self, key: str) -> int:
        return bisect_left(range(len(self)), key.encode(), key=self._key_at)

    def _key_at(self, place: int) -> bytes:
        return self._keys[self._starts[place, 0] : self._starts[place + 1, 0] - 1]


def key_of(word: str) -> str:
    """Return a word without capitals and accents."""
    if word.isascii():
        return word.lower()
    return folded(unicodedata.normalize("NFKC", word).casefold())


def words_with_counts(
    passages: Iterable[Passage], questions: Iterable[ExpansionQuestion]
) -> list[VocabularyWord]:
    """Return the words of passages, of the headings above them and of the questions beside them.

    Returns:
        Words in the order of the bytes of their keys.
    """
    tallies: dict[str, _Tally] = {}
    headings: dict[str, None] = {}
    for passage in passages:
        _add(passage.text, OF_PASSAGES, tallies)
        headings |= dict.fromkeys((*passage.section_path, passage.context))
    for heading in headings:
        _add(heading, OF_PASSAGES, tallies)
    for question in questions:
        _add(question.text, question.language, tallies)
    return [
        VocabularyWord(
            key, _usual(tally.forms or tally.plain), tally.count, frozenset(tally.languages)
        )
        for key, tally in sorted(tallies.items(), key=lambda pair: pair[0].encode())
    ]


def save_vocabulary(words: Sequence[VocabularyWord], directory: Path) -> None:
    """Write words, in the order of `words_with_counts`, into a directory that is made."""
    directory.mkdir(parents=True)
    keys = [f"{word.key}\n".encode() for word in words]
    lines = [
        f"{word.form}\t{word.count}\t{' '.join(sorted(word.languages))}\n".encode()
        for word in words
    ]
    (directory / _KEYS).write_bytes(b"".join(keys))
    (directory / _LINES).write_bytes(b"".join(lines))
    lengths = [(0, 0), *zip(map(len, keys), map(len, lines), strict=True)]
    np.save(directory / _STARTS, np.cumsum(lengths, axis=0, dtype=np.int64))


def load_vocabulary(directory: Path) -> Vocabulary:
    """Open a vocabulary; the words stay on disk until they are looked for.

    Raises:
        OSError: A file is missing.
        ValueError: The files do not fit together.
    """
    starts = np.asarray(np.load(directory / _STARTS, mmap_mode="r"))
    keys, lines = (_mapped(directory / name) for name in (_KEYS, _LINES))
    if starts.ndim != 2 or starts[-1].tolist() != [len(keys), len(lines)]:
        raise ValueError(f"{directory.name}: de woorden passen niet bij hun plaatsen")
    return Vocabulary(keys, lines, starts)


def _mapped(path: Path) -> bytes | mmap.mmap:
    with path.open("rb") as stream:
        # An empty file cannot be mapped.
        if not path.stat().st_size:
            return b""
        return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


def _add(text: str, language: str, tallies: dict[str, _Tally]) -> None:
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    for match in _TOKEN.finditer(plain):
        word = match.group()
        key = key_of(word)
        if not key or not word.isalpha():
            continue
        tally = tallies.setdefault(key, _Tally())
        tally.count += 1
        tally.languages.add(language)
        opens = _OPENING.search(plain, max(0, match.start() - 4), match.start())
        if opens and word[1:].islower():
            tally.plain[word.lower()] += 1
        else:
            tally.forms[word] += 1


def _usual(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form.swapcase()))
