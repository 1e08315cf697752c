"""One writer, atomic publication, and what happens when a build dies or files are damaged."""

import json
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import index.generation
from index.build import build_generation
from index.generation import (
    MANIFEST,
    DamagedIndex,
    MissingIndex,
    OutdatedIndex,
    current_directory,
    own_files,
)
from index.opening import open_index
from ingest.errors import IndexBusy, StorageFailure
from ingest.passage import Passage

FIRST = ["Leuven wordt Culturele Hoofdstad van Europa.", "Musea werken samen met scholen."]
SECOND = ["Gent is een stad van muziek.", "Antwerpen heeft een haven.", "Brugge heeft reien."]

# Second builds that something befalls on the way, each in a fork of one process that has imported
# what a build needs.
FATES = """
import contextlib, json, os, resource, signal, sys
from pathlib import Path
import chromadb, sklearn.utils.extmath
import index.build, index.publish
from ingest.errors import StorageFailure
from ingest.passage import Passage

def die(*ignored):
    os.kill(os.getpid(), signal.SIGKILL)

def build(data, fate, place, texts):
    def at(step, share):
        if fate == "killed" and step == place:
            die()

    if place == "renamed":
        index.publish.make_current = die
    if place == "pointed":
        index.publish.unused = die
    if fate == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (place, place))
    passages = [
        Passage(f"s1-p{n}", "proef", "1", "Titel", ("Titel",), "paragraph", text)
        for n, text in enumerate(texts)
    ]
    index.build.build_generation([], passages, Path(data), progress=at)

for data, fate, place, texts in json.loads(sys.argv[1]):
    said, saying = os.pipe()
    child = os.fork()
    if child == 0:
        code = 0
        try:
            build(data, fate, place, texts)
        except StorageFailure as error:
            os.write(saying, str(error).encode())
            code = error.exit_code
        except BaseException as error:
            os.write(saying, repr(error).encode())
            code = 99
        os._exit(code)
    _, status = os.waitpid(child, 0)
    os.close(saying)
    with os.fdopen(said) as stream:
        print(json.dumps([os.waitstatus_to_exitcode(status), stream.read()]), flush=True)
"""


def passages(texts):
    return [
        Passage(f"s1-p{n}", "proef", "1", "Titel", ("Titel",), "paragraph", text)
        for n, text in enumerate(texts)
    ]


def best(data, question):
    index = open_index(data)
    try:
        return index.retrieve(question, 1)[0].passage.text
    finally:
        index.close()


def leftovers(data):
    return [path.name for path in (data / "generations").iterdir() if path.name.startswith(".")]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    data = tmp_path_factory.mktemp("built")
    build_generation([], passages(FIRST), data)
    return data


@pytest.fixture
def data(built, tmp_path):
    return Path(shutil.copytree(built, tmp_path / "data"))


@pytest.fixture(scope="module")
def fates(built, tmp_path_factory):
    """Of each second build the data directory, how its process ended, and what it said."""
    jobs = {}
    for fate, place in [
        *(("killed", place) for place in ("words", "chroma", "verify", "renamed", "pointed")),
        *(("full", limit) for limit in (600, 3_000, 60_000)),
    ]:
        data = Path(shutil.copytree(built, tmp_path_factory.mktemp("fate") / "data"))
        if place == "pointed":
            build_generation([], passages(["Oostende ligt aan zee."]), data)
        texts = [text * 20 for text in SECOND] if fate == "full" else SECOND
        jobs[fate, place] = (str(data), fate, place, texts)
    done = subprocess.run(
        [sys.executable, "-c", FATES, json.dumps(list(jobs.values()))],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    ends = [json.loads(line) for line in done.stdout.splitlines()]
    return {key: (Path(jobs[key][0]), *end) for key, end in zip(jobs, ends, strict=True)}


@pytest.mark.parametrize("place", ["words", "chroma", "verify", "renamed"])
def test_a_build_killed_at_any_step_leaves_the_old_index_answering(fates, place):
    data, code, said = fates["killed", place]
    assert code == -signal.SIGKILL, said
    assert bool(leftovers(data)) == (place != "renamed")
    assert best(data, "hoofdstad Leuven") == FIRST[0]
    build_generation([], passages(SECOND), data)
    assert leftovers(data) == []
    assert best(data, "haven") == SECOND[1]


def test_a_build_killed_after_the_pointer_moved_has_published(fates):
    data, code, said = fates["killed", "pointed"]
    assert code == -signal.SIGKILL, said
    assert best(data, "haven") == SECOND[1]


@pytest.mark.parametrize("limit", [600, 3_000, 60_000])
def test_a_full_disk_is_one_clear_line_and_the_old_index_answers(fates, limit):
    data, code, said = fates["full", limit]
    assert code == 3, said
    assert said and "\n" not in said
    assert leftovers(data) == []
    assert best(data, "hoofdstad Leuven") == FIRST[0]


def test_control_c_leaves_the_old_index_and_nothing_else(data):
    def interrupt(step, share):
        if step == "verify":
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        build_generation([], passages(SECOND), data, progress=interrupt)
    assert leftovers(data) == []
    assert best(data, "hoofdstad Leuven") == FIRST[0]
    build_generation([], passages(SECOND), data)
    assert best(data, "haven") == SECOND[1]


def test_a_second_writer_is_refused_within_a_second(data):
    begun, go_on = threading.Event(), threading.Event()

    def wait(step, share):
        if step == "words":
            begun.set()
            go_on.wait(20)

    first = threading.Thread(
        target=build_generation, args=([], passages(SECOND), data), kwargs={"progress": wait}
    )
    first.start()
    assert begun.wait(20)
    start = time.perf_counter()
    with pytest.raises(IndexBusy, match="wacht"):
        build_generation([], passages(["Iets anders."]), data)
    assert time.perf_counter() - start < 1
    assert best(data, "hoofdstad Leuven") == FIRST[0]
    go_on.set()
    first.join()
    assert best(data, "haven") == SECOND[1]


def test_only_the_current_and_the_previous_generation_stay(data):
    oldest = current_directory(data)
    middle = build_generation([], passages(SECOND), data).directory
    newest = build_generation([], passages(["Oostende ligt aan zee."]), data).directory
    assert sorted((data / "generations").iterdir()) == sorted([middle, newest])
    assert not oldest.exists()


def test_building_the_same_again_removes_nothing(data):
    build_generation([], passages(SECOND), data)
    before = sorted((data / "generations").iterdir())
    build_generation([], passages(SECOND), data)
    assert sorted((data / "generations").iterdir()) == before and len(before) == 2


def test_a_generation_in_use_stays_until_its_reader_closes(data):
    reader = open_index(data)
    held = reader.generation.directory
    build_generation([], passages(SECOND), data)
    build_generation([], passages(["Oostende ligt aan zee."]), data)
    assert held.exists()
    assert reader.retrieve("hoofdstad", 1)[0].passage.text == FIRST[0]
    reader.close()
    build_generation([], passages(["Kortrijk ligt aan de Leie."]), data)
    assert not held.exists()


def test_an_earlier_generation_can_become_the_current_one_again(data):
    first = current_directory(data)
    build_generation([], passages(SECOND), data)
    assert build_generation([], passages(FIRST), data).directory == first
    assert best(data, "hoofdstad Leuven") == FIRST[0]


def test_every_damaged_file_is_noticed_and_building_again_repairs_it(data):
    directory = current_directory(data)
    files = [path for path in own_files(directory) if path.stat().st_size]
    assert len(files) > 15
    for path in files:
        content = path.read_bytes()
        changed = bytes([content[-1] ^ 1])
        for damaged in (content[:-1], content[:-1] + changed, b""):
            path.write_bytes(damaged)
            with pytest.raises(DamagedIndex, match="dossierwijzer ingest"):
                open_index(data)
        path.write_bytes(content)
    files[0].unlink()
    with pytest.raises(DamagedIndex):
        open_index(data)
    repaired = build_generation([], passages(FIRST), data)
    assert repaired.directory != directory
    assert best(data, "hoofdstad Leuven") == FIRST[0]


@pytest.mark.parametrize("content", ["", "g-000000000000", "../..", "\x00", "g-../../etc"])
def test_a_pointer_to_nowhere_is_noticed(data, content):
    (data / "CURRENT").write_text(content)
    with pytest.raises(DamagedIndex, match="CURRENT"):
        open_index(data)
    build_generation([], passages(FIRST), data)
    assert best(data, "hoofdstad Leuven") == FIRST[0]


@pytest.mark.parametrize("content", ["", "{}", "[]", "geen json", '{"format_version": 1}'])
def test_a_damaged_manifest_is_noticed(data, content):
    (current_directory(data) / MANIFEST).write_text(content)
    with pytest.raises(DamagedIndex):
        open_index(data)


@pytest.mark.parametrize("field", ["format_version", "analyser"])
def test_an_index_of_another_version_is_recognised(data, field):
    manifest = current_directory(data) / MANIFEST
    facts = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(facts | {field: 0}))
    with pytest.raises(OutdatedIndex, match="andere versie"):
        open_index(data)


def test_a_newer_program_builds_again_beside_the_old_index(data, monkeypatch):
    old = current_directory(data)
    monkeypatch.setattr(index.generation, "FORMAT_VERSION", 99)
    monkeypatch.setattr("index.build.FORMAT_VERSION", 99)
    with pytest.raises(OutdatedIndex):
        open_index(data)
    new = build_generation([], passages(FIRST), data)
    assert new.directory != old
    assert best(data, "hoofdstad Leuven") == FIRST[0]


def test_no_index_is_told_apart_from_a_broken_one(tmp_path):
    with pytest.raises(MissingIndex, match="nog geen index"):
        open_index(tmp_path / "nergens")


def test_a_file_in_the_place_of_the_data_directory_is_one_clear_line(tmp_path):
    (tmp_path / "data").write_text("geen map")
    with pytest.raises(StorageFailure, match="schrijven"):
        build_generation([], passages(FIRST), tmp_path / "data")
