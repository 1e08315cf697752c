"""Chroma proposes the dense candidates; when it cannot, exact search takes its place."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

from index.build import build_generation
from index.chroma import create_chroma, open_chroma
from index.dense import DenseIndex, directed, missed, nearest_rows
from index.generation import CHROMA, current_directory, graph_files
from index.opening import open_index
from index.verify import UnsoundIndex, check_chroma
from ingest.errors import StorageFailure
from ingest.passage import Passage

SUBJECTS = ["muziek", "theater", "erfgoed", "letteren", "circus", "film", "dans", "architectuur"]
QUESTIONS = ["Wie steunt muziek?", "erfgoed in steden", "Wat doet het circus in dorp 7?"]


def passages(count=60):
    return [
        Passage(
            f"s1-p{n}",
            "proef",
            "1",
            "Titel",
            ("Titel",),
            "paragraph",
            f"In dorp {n} steunt men {SUBJECTS[n % 8]} en {SUBJECTS[n % 5]}.",
        )
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    data = tmp_path_factory.mktemp("built")
    build_generation([], passages(), data)
    return data


@pytest.fixture
def data(built, tmp_path):
    return Path(shutil.copytree(built, tmp_path / "data"))


def answers(data):
    index = open_index(data)
    found = [index.retrieve(question, 10) for question in QUESTIONS]
    notes = index.notes
    index.close()
    return found, notes


def unit_vectors(count, seed=1):
    vectors = np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_candidates_are_what_chroma_holds_and_not_what_our_own_vectors_say(data):
    index = open_index(data)
    vector = index.dense.vectors[7]
    assert 7 in index.dense.candidates(vector, 3)
    index.dense.chroma.remove(["s1-p7"])
    assert 7 not in index.dense.candidates(vector, 3)
    assert 7 in nearest_rows(index.dense.vectors, vector, 3)
    index.close()


def test_chroma_finds_every_true_neighbour_of_some_thousands(tmp_path):
    vectors = unit_vectors(3_000)
    ids = [f"p{n}" for n in range(len(vectors))]
    create_chroma(tmp_path / CHROMA, ids, vectors, lambda share: None)
    dense = DenseIndex(vectors, ids, open_chroma(tmp_path / CHROMA))
    shares = []
    for query in unit_vectors(20, seed=2):
        exact = nearest_rows(vectors, query, 50)
        shares.append(np.isin(dense.candidates(query, 50), exact).mean())
    assert dense.chroma is not None
    dense.close()
    assert np.mean(shares) > 0.99


def test_more_than_one_batch_is_written_and_read_back(tmp_path):
    vectors = unit_vectors(5_003)
    ids = [f"p{n}" for n in range(len(vectors))]
    told = []
    create_chroma(tmp_path / CHROMA, ids, vectors, told.append)
    assert told[-1] == 1.0 and len(told) == 2
    check_chroma(tmp_path, vectors, ids)
    vectors[4_321] = -vectors[4_321]
    with pytest.raises(UnsoundIndex, match="andere vectoren"):
        check_chroma(tmp_path, vectors, ids)


def test_a_vector_that_chroma_lacks_is_named(tmp_path):
    vectors = unit_vectors(50)
    ids = [f"p{n}" for n in range(50)]
    create_chroma(tmp_path / CHROMA, ids, vectors, lambda share: None)
    chroma = open_chroma(tmp_path / CHROMA)
    chroma.remove(["p8"])
    assert missed(chroma, vectors, ids, np.arange(50)) == ["p8"]
    chroma.close()
    with pytest.raises(UnsoundIndex, match="49 van de 50"):
        check_chroma(tmp_path, vectors, ids)


def remove_one(directory):
    chroma = open_chroma(directory / CHROMA)
    chroma.remove(["s1-p7"])
    chroma.close()


def cut_database(directory):
    path = directory / CHROMA / "chroma.sqlite3"
    path.write_bytes(path.read_bytes()[:5_000])


def scramble_database(directory):
    path = directory / CHROMA / "chroma.sqlite3"
    path.write_bytes(b"\x55" * path.stat().st_size)


def scramble_graph(directory):
    for path in graph_files(directory):
        path.write_bytes(b"\xff" * path.stat().st_size)


def remove_all(directory):
    shutil.rmtree(directory / CHROMA)


@pytest.mark.parametrize(
    "damage", [remove_one, cut_database, scramble_database, scramble_graph, remove_all]
)
def test_without_a_whole_chroma_exact_search_gives_the_same_answers(data, damage):
    expected, notes = answers(data)
    assert notes == ()
    damage(current_directory(data))
    found, notes = answers(data)
    assert notes == ("chroma_unavailable",)
    assert found == expected


def test_a_chroma_that_fails_while_answering_is_left_for_exact_search(data):
    expected, _ = answers(data)
    index = open_index(data)
    index.dense.chroma.close()
    assert [index.retrieve(question, 10) for question in QUESTIONS] == expected
    index.close()


READ_ONLY = """
import os, sys
from pathlib import Path
from index.opening import open_index

data = Path(sys.argv[1])
def ask():
    index = open_index(data)
    found = [(h.passage.id, h.score) for h in index.retrieve("erfgoed in steden", 5)]
    notes = index.notes
    index.close()
    return found, notes

before, notes = ask()
assert notes == (), notes
for path in [data, *data.rglob("*")]:
    path.chmod(0o555 if path.is_dir() else 0o444)
if os.geteuid() == 0:
    os.seteuid(65534)
after, notes = ask()
assert after == before and before
print(notes)
"""


def test_a_read_only_data_directory_answers_and_refuses_a_build_in_one_line(built):
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch).chmod(0o755)
        data = Path(shutil.copytree(built, Path(scratch) / "data"))
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(data)], capture_output=True, text=True
        )
        for path in [data, *data.rglob("*")]:
            path.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "('chroma_unavailable',)"


def test_opening_a_missing_collection_says_what_to_do(tmp_path):
    with pytest.raises(StorageFailure, match="bouw de index opnieuw"):
        open_chroma(tmp_path)


def test_texts_without_words_have_no_direction_and_stay_out_of_chroma(tmp_path):
    wordless = Passage("s2-p1", "proef", "2", "", (), "paragraph", "…")
    generation = build_generation([], [*passages(3), wordless], tmp_path)
    assert (generation.passages, generation.vectors) == (4, 3)
    vectors = np.load(generation.directory / "vectors.npy")
    assert directed(vectors).tolist() == [0, 1, 2]
    index = open_index(tmp_path)
    assert index.notes == ()
    index.close()
