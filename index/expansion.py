"""Questions beside passages, written by whoever is asked: what of a reply is worth keeping.

A question stays when it finds its own passage again (round-trip filtering: Alberti and others,
"Synthetic QA Corpora Generation with Roundtrip Consistency", 2019). What writes the questions and
what searches are callables; neither prompts nor models are known here.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from index.analysis import content_words, ngrams_of, words_of
from ingest.expansion import QuestionLanguage, passage_hash
from ingest.passage import Passage

# How many questions are asked for and kept at most, for a passage in each language.
MOST: Mapping[QuestionLanguage, int] = {"nl": 6, "en": 5, "fr": 4}
# A question must find its passage among so many, in a small document among this share of all.
FOUND_WITHIN = 3
FOUND_WITHIN_SHARE = 0.25
LONGEST_REPLY = 20_000
LONGEST_QUESTION = 200
FEWEST_WORDS = 2
# Share of character n-grams in common from which two texts say the same.
SAME = 0.75
# A shorter sentence, such as a table row of two cells, cannot be asked about without its words.
SHORTEST_SENTENCE = 5
# Fewer words do not show in what language they are.
WORDS_TO_RECOGNISE = 8

Ask = Callable[[Passage, QuestionLanguage], str]
Find = Callable[[str, QuestionLanguage], Collection[str]]
Recognise = Callable[[str], str]
# Why a question is left out, in the order in which it is looked at.
Reason = Literal["malformed", "copied", "double", "lost", "surplus"]

_STRING = r'"(?:[^"\\]|\\.)*+"'
_LIST = re.compile(rf"\[\s*+{_STRING}(?:\s*+,\s*+{_STRING})*+\s*+\]")
_BULLET = re.compile(r"^(?:\d{1,2}[.)]|[-•*])\s+")
_MARKUP = re.compile(r"[<>{}|\\]|://")


@dataclass(frozen=True, slots=True)
class Task:
    """One request: questions in one language about one passage."""

    passage: Passage
    language: QuestionLanguage

    @property
    def key(self) -> tuple[str, QuestionLanguage]:
        """What is asked, by content: the hash of the text, and the language."""
        return passage_hash(self.passage), self.language


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is left of a reply.

    Attributes:
        questions: Those to keep, in the order of the reply.
        dropped: How many were left out for each reason.
        usable: Whether the reply held a list of questions in the language asked for.
    """

    questions: tuple[str, ...] = ()
    dropped: Mapping[Reason, int] = field(default_factory=dict)
    usable: bool = True


def tasks_for(passages: Iterable[Passage]) -> tuple[Task, ...]:
    """Return all requests for a document, one language after another.

    Reference entries are left out, and so is a text that stood in an earlier passage already.

    Args:
        passages: Of one document, in order.
    """
    by_text: dict[str, Passage] = {}
    for passage in passages:
        if passage.kind != "reference" and any(map(str.isalpha, passage.text)):
            by_text.setdefault(passage_hash(passage), passage)
    # Not passage by passage: one that a model chokes on would choke three requests in a row.
    return tuple(
        Task(passage, language)
        for language in get_args(QuestionLanguage)
        for passage in by_text.values()
    )


def found_within(passages: int) -> int:
    """Return among how many hits a question must find its passage, in a document of so many.

    Among the best three of four passages every question would find its own.
    """
    return max(1, min(FOUND_WITHIN, int(passages * FOUND_WITHIN_SHARE)))


def sift(task: Task, reply: str, find: Find, recognise: Recognise) -> Sifted:
    """Return the questions of a reply that are worth keeping.

    Args:
        task: What was asked.
        reply: Whatever came back.
        find: Gives the ids of the passages that a question finds, own questions left out.
        recognise: Gives the language of a text ("nl", "en", "fr").
    """
    written = read_questions(reply)
    together = " ".join(written)
    recognisable = len(words_of(together)) >= WORDS_TO_RECOGNISE
    if not written or (recognisable and recognise(together) != task.language):
        return Sifted(usable=False)
    sentences = tuple(_sentences(task.passage))
    dropped: Counter[Reason] = Counter()
    kept: dict[str, frozenset[str]] = {}
    for question in written:
        content = _content(question)
        reason: Reason | None = None
        if not _well_formed(question):
            reason = "malformed"
        elif any(_copies(question, sentence) for sentence in sentences):
            reason = "copied"
        elif any(_alike(content, other) for other in kept.values()):
            reason = "double"
        elif len(kept) == MOST[task.language]:
            reason = "surplus"
        elif task.passage.id not in find(question, task.language):
            reason = "lost"
        if reason is None:
            kept[question] = content
        else:
            dropped[reason] += 1
    return Sifted(tuple(kept), dropped)


def read_questions(reply: str) -> tuple[str, ...]:
    """Return the last list of strings in a reply, made plain; empty when there is none.

    Models put thoughts before their list or wrap it in an object or a code block.
    """
    if len(reply) > LONGEST_REPLY:
        return ()
    found = _LIST.findall(reply)
    try:
        written = json.loads(found[-1], strict=False) if found else []
    except ValueError:
        return ()
    return tuple(filter(None, map(_plain, written)))


def _plain(text: str) -> str:
    """Return a question without characters that act unseen, and without a number before it."""
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(letter if letter.isprintable() else " " for letter in composed)
    return _BULLET.sub("", " ".join(seen.split()))


def _well_formed(question: str) -> bool:
    return (
        len(question) <= LONGEST_QUESTION
        and len(words_of(question)) >= FEWEST_WORDS
        and not _MARKUP.search(question)
    )


def _sentences(passage: Passage) -> Iterator[str]:
    spans: Sequence[tuple[int, int]] = passage.sentences or ((0, len(passage.text)),)
    for start, end in spans:
        sentence = passage.text[start:end]
        if len(words_of(sentence)) >= SHORTEST_SENTENCE:
            yield sentence


def _copies(question: str, sentence: str) -> bool:
    whole = f" {' '.join(words_of(sentence))} " in f" {' '.join(words_of(question))} "
    return whole or _alike(_content(question), _content(sentence))


def _content(text: str) -> frozenset[str]:
    words = content_words(words_of(text))
    return frozenset(gram for word in words for gram in ngrams_of(word))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether most of what two texts hold together is in both (Jaccard)."""
    whole = len(one | other)
    return bool(whole) and len(one & other) / whole >= SAME
