"""The checks a new generation must pass before it is published."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.build import build_generation, embedded_text
from index.chroma import open_chroma
from index.generation import CHROMA, DamagedIndex, write_manifest
from index.lsa import load_lsa
from index.verify import ALL_UP_TO, SAMPLE, UnsoundIndex, sampled_rows, verify_generation
from ingest.passage import Passage

TEXTS = [
    "Leuven wordt Culturele Hoofdstad van Europa.",
    "Musea werken samen met scholen.",
    "Het circus tourt zonder subsidie.",
    "…",
    "Leuven wordt Culturele Hoofdstad van Europa.",
]
PASSAGES = [
    Passage(f"s1-p{n}", "proef", "1", "Titel", ("Titel",), "paragraph", text, context="lijst:")
    for n, text in enumerate(TEXTS)
]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build_generation([], PASSAGES, tmp_path_factory.mktemp("built"))


@pytest.fixture
def generation(built, tmp_path):
    directory = Path(shutil.copytree(built.directory, tmp_path / built.directory.name))
    return replace(built, directory=directory)


def verify(generation, passages=PASSAGES):
    fitted = load_lsa(generation.directory / "lsa")
    texts = [embedded_text(passage) for passage in passages]
    verify_generation(generation.directory, passages, texts, fitted)


def swap(path, first, second):
    array = np.load(path)
    array[[first, second]] = array[[second, first]]
    np.save(path, array)


def test_a_sound_generation_passes(generation):
    verify(generation)


def test_a_changed_file_is_noticed_by_its_hash(generation):
    swap(generation.directory / "vectors.npy", 0, 1)
    with pytest.raises(DamagedIndex, match=r"vectors\.npy"):
        verify(generation)


def test_vectors_of_other_passages_are_noticed(generation):
    swap(generation.directory / "vectors.npy", 0, 1)
    write_manifest(generation)
    with pytest.raises(UnsoundIndex, match="eigen vector"):
        verify(generation)


def test_vectors_of_equal_passages_may_stand_in_for_each_other(generation):
    swap(generation.directory / "vectors.npy", 0, 4)
    write_manifest(generation)
    verify(generation)


@pytest.mark.parametrize("kind", ["stems", "ngrams"])
def test_lexical_entries_of_other_passages_are_noticed(generation, kind):
    path = generation.directory / "lexical" / kind / "rows.npy"
    rows = np.load(path)
    np.save(path, np.where(rows == 1, 2, np.where(rows == 2, 1, rows)).astype(rows.dtype))
    write_manifest(generation)
    with pytest.raises(UnsoundIndex, match="eigen tekst"):
        verify(generation)


def test_another_text_on_disk_is_noticed(generation):
    others = [replace(PASSAGES[0], text="Iets anders."), *PASSAGES[1:]]
    with pytest.raises(UnsoundIndex, match="s1-p0 staat anders op schijf"):
        verify(generation, others)


def test_a_passage_too_few_is_noticed(generation):
    with pytest.raises(UnsoundIndex, match="4 passages werden 5"):
        verify(generation, PASSAGES[:-1])


def test_a_vector_that_chroma_lost_is_noticed(generation):
    chroma = open_chroma(generation.directory / CHROMA)
    chroma.remove(["s1-p1"])
    chroma.close()
    with pytest.raises(UnsoundIndex, match="Chroma bevat 4 van de 5"):
        verify(generation)


def test_all_passages_are_tried_up_to_a_limit_and_an_even_sample_above():
    assert sampled_rows(ALL_UP_TO).tolist() == list(range(ALL_UP_TO))
    sample = sampled_rows(100_000)
    assert len(set(sample.tolist())) == SAMPLE
    assert (sample[0], sample[-1]) == (0, 99_999)
    assert np.ptp(np.diff(sample)) <= 1
