"""Passages in, a verified and published generation out; what stood before keeps answering."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import chroma, lexical, lsa
from index.analysis import analyser_hash
from index.answered_field import save_answered
from index.chroma import create_chroma
from index.counts import KEY_KINDS, count_words
from index.dense import directed
from index.embeddings import DEFAULT, embeddings_named
from index.expansion_field import save_expansion
from index.generation import (
    ANSWERED,
    CHROMA,
    EXPANSION,
    FORMAT_VERSION,
    GENERATIONS,
    LSA,
    VOCABULARY,
    Generation,
    file_hash,
    graph_is_whole,
    read_generation,
    write_manifest,
)
from index.lexical import save_field, weigh
from index.lsa import fit_lsa, load_lsa, unit_rows
from index.passage_file import DOCUMENTS, PASSAGES, save_documents, save_passages
from index.providers import Access
from index.publish import make_current, publish, writer
from index.verify import check_chroma, verify_generation
from index.vocabulary import save_vocabulary, words_with_counts
from ingest.document import Document
from ingest.errors import InputError, StorageFailure, UnusableText
from ingest.expansion import ExpansionQuestion
from ingest.passage import Passage

Progress = Callable[[str, float], None]

# Steps in order, with the share of the work (0..1) that is done when each ends.
STEPS: dict[str, float] = {
    "passages": 0.05,
    "words": 0.15,
    "lexical": 0.30,
    "vectors": 0.65,
    "chroma": 0.80,
    "verify": 0.98,
    "publish": 1.0,
}
EMBEDDED_AT_ONCE = 64

Floats = npt.NDArray[np.float32]


def build_generation(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    data_directory: Path,
    embeddings: str = DEFAULT,
    progress: Progress | None = None,
    access: Access | None = None,
    questions: Sequence[ExpansionQuestion] = (),
    unanswered: Sequence[str] = (),
) -> Generation:
    """Build an index aside, verify it, and make it the current one in a single step.

    The same passages and settings give the same id; when an index with that id stands there and is
    whole, it is kept.

    Args:
        documents: The parsed documents, kept with the index.
        passages: What can be found, with unique ids.
        data_directory: Where indexes live; made when missing.
        embeddings: Name for `index.embeddings.embeddings_named`.
        progress: Told the step at hand (see `STEPS`) and the share of all work done, 0..1.
        access: How to reach the embeddings' server.
        questions: Questions that passages answer, to find them by.
        unanswered: Questions that none of the passages answers, to know their like by.

    Returns:
        The generation that now answers.

    Raises:
        UnusableText: No passages.
        InputError: Two passages have the same id.
        IndexBusy: Another process is writing.
        StorageFailure: Not writable, disk full, or the new index failed its checks.
        ProviderFailure: The embeddings are missing or do not answer.
    """
    _check_ids(passages)
    report = progress or _silent
    with writer(data_directory) as working:
        report("passages", 0.0)
        save_passages(passages, working)
        save_documents(documents, working)
        identity = _identity(working, embeddings, questions, unanswered)
        generation = _standing(data_directory, identity)
        if generation is not None:
            make_current(data_directory, generation.directory)
        else:
            task = _Task(passages, questions, unanswered, working, embeddings, access, report)
            made = _write(task, identity, len(documents))
            report("publish", STEPS["verify"])
            generation = replace(made, directory=publish(data_directory, working, identity))
    report("publish", 1.0)
    return generation


@dataclass(frozen=True, slots=True)
class _Task:
    """What is built, where, with which embeddings, and who hears how far it is."""

    passages: Sequence[Passage]
    questions: Sequence[ExpansionQuestion]
    unanswered: Sequence[str]
    working: Path
    embeddings: str
    access: Access | None
    report: Progress


def embedded_text(passage: Passage, questions: Iterable[str] = ()) -> str:
    """Return what is embedded for a passage: the words around it, its text, questions beside it."""
    return "\n".join(filter(None, (passage.context, passage.text, *questions)))


def _fitted_texts(task: _Task) -> list[str]:
    """Return what the space of the corpus is fitted on, a text for each passage.

    It also learns from the questions beside a passage; they bring the words of other languages near
    those of the text.
    """
    beside: dict[str, list[str]] = {}
    for question in task.questions:
        beside.setdefault(question.passage, []).append(question.text)
    return [embedded_text(passage, beside.get(passage.id, ())) for passage in task.passages]


def _write(task: _Task, identity: str, documents: int) -> Generation:
    """Write everything beside the passages into the working directory, and verify it."""
    working, passages = task.working, task.passages
    texts = _fitted_texts(task)
    _write_lexical(task)
    vectors = _write_vectors(task, texts)
    np.save(working / "vectors.npy", vectors)
    rows = directed(vectors)
    ids = [passages[row].id for row in rows.tolist()]
    create_chroma(working / CHROMA, ids, vectors[rows], _within("chroma", task.report))
    generation = Generation(
        id=identity,
        directory=working,
        documents=documents,
        passages=len(passages),
        questions=len(task.questions),
        vectors=len(rows),
        embeddings=task.embeddings,
        dimensions=vectors.shape[1],
        format_version=FORMAT_VERSION,
        analyser=analyser_hash(),
    )
    write_manifest(generation)
    task.report("verify", STEPS["chroma"])
    fitted = load_lsa(working / LSA) if task.embeddings == DEFAULT else None
    verify_generation(working, passages, texts, fitted)
    return generation


def _write_lexical(task: _Task) -> None:
    """Write the lexical fields and the vocabulary."""
    passages, working = task.passages, task.working
    task.report("words", STEPS["passages"])
    words = count_words(passage.text for passage in passages)
    place = count_words(" ".join((*passage.section_path, passage.context)) for passage in passages)
    task.report("lexical", STEPS["words"])
    save_field(weigh(place.keyed("ngrams")), working / "lexical" / "place")
    for kind in KEY_KINDS:
        save_field(weigh(words.keyed(kind)), working / "lexical" / kind)
    save_vocabulary(words_with_counts(passages, task.questions), working / VOCABULARY)


def _write_vectors(task: _Task, texts: Sequence[str]) -> Floats:
    """Write the fitted space and the questions with their places in it; return the vectors."""
    working = task.working
    task.report("vectors", STEPS["lexical"])
    if task.embeddings == DEFAULT or task.questions:
        words = count_words(texts)
        vectors = fit_lsa({kind: words.keyed(kind) for kind in KEY_KINDS}, working / LSA)
    if task.questions:
        row_of = {passage.id: row for row, passage in enumerate(task.passages)}
        save_expansion(task.questions, row_of, load_lsa(working / LSA), working / EXPANSION)
    if task.unanswered:
        known = (question.text for question in task.questions)
        save_answered(known, task.unanswered, working / ANSWERED)
    if task.embeddings != DEFAULT:
        own = [embedded_text(passage) for passage in task.passages]
        vectors = _provided(own, task.embeddings, task.access, _within("vectors", task.report))
    return vectors


def _provided(
    texts: Sequence[str], name: str, access: Access | None, progress: Callable[[float], None]
) -> Floats:
    """Return the unit vectors a provider gives, asked for a few texts at a time."""
    provider = embeddings_named(name, access)
    rows: list[list[float]] = []
    for start in range(0, len(texts), EMBEDDED_AT_ONCE):
        rows += provider.embed_documents(list(texts[start : start + EMBEDDED_AT_ONCE]))
        progress(len(rows) / len(texts))
    return unit_rows(np.nan_to_num(np.asarray(rows, np.float32)))


def _identity(
    working: Path,
    embeddings: str,
    questions: Sequence[ExpansionQuestion],
    unanswered: Sequence[str],
) -> str:
    """Return the id made of the texts, every setting and the analyser."""
    settings = (
        FORMAT_VERSION,
        analyser_hash(),
        embeddings,
        (lexical.SATURATION, lexical.LENGTH_NORMALISATION),
        (lsa.DIMENSIONS, lsa.SEED, lsa.FITTED_PASSAGES, sorted(lsa.SHARES.items())),
        (chroma.BUILD_WIDTH, chroma.NEIGHBOURS, chroma.SEARCH_WIDTH),
        [file_hash(working / name) for name in (PASSAGES, DOCUMENTS)],
        [astuple(question) for question in questions],
        list(unanswered),
    )
    return f"g-{hashlib.sha256(repr(settings).encode()).hexdigest()[:12]}"


def _standing(data_directory: Path, identity: str) -> Generation | None:
    """Return a whole generation of this id that is there already."""
    for directory in sorted((data_directory / GENERATIONS).glob(f"{identity}*")):
        try:
            generation = read_generation(directory, thorough=True)
            if not graph_is_whole(directory):
                continue
            vectors = np.load(directory / "vectors.npy", mmap_mode="r")
            ids = (directory / "passage-ids.txt").read_text(encoding="utf-8").split("\n")
            check_chroma(directory, np.asarray(vectors), ids)
        except StorageFailure:
            continue
        return generation
    return None


def _within(step: str, report: Progress) -> Callable[[float], None]:
    """Return a report of the share done of one step, as a share of all work."""
    names = list(STEPS)
    before = STEPS[names[names.index(step) - 1]]
    return lambda share: report(step, before + share * (STEPS[step] - before))


def _check_ids(passages: Sequence[Passage]) -> None:
    if not passages:
        raise UnusableText("Er zijn geen passages om te indexeren; geef een document met tekst.")
    seen: set[str] = set()
    for passage in passages:
        if passage.id in seen or "\n" in passage.id or not passage.id:
            raise InputError(
                f"Het adres {passage.id!r} is leeg of komt tweemaal voor; "
                f"geef elk document een eigen naam."
            )
        seen.add(passage.id)


def _silent(step: str, share: float) -> None:
    """Report nothing."""
