"""Which index answers: the one in use, a renewed one, or the previous one when that fails."""

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from command_child import NOTE, copy_of_built
from filelock import FileLock

from assistant.compose import CHANGED, current_index
from assistant.documents.library import list_documents
from assistant.documents.rebuild import is_of_today, rebuild
from assistant.documents.sources_hash import sources_hash
from assistant.settings import Settings
from ingest.errors import IndexBusy, InputError, ProviderFailure, StorageFailure


@dataclass
class Listener:
    """Keeps what a build says."""

    sentences: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    def announce(self, text: str) -> None:
        """Keep a sentence."""
        self.sentences.append(text)

    def __call__(self, step: str, share: float) -> None:
        """Keep a step."""
        self.steps.append(step)


@pytest.fixture
def settings(tmp_path):
    return Settings(data_directory=copy_of_built(tmp_path))


@pytest.fixture
def listener():
    return Listener()


def opened(settings, listener):
    index = current_index(settings, listener)
    index.close()
    return index.generation


def test_an_index_of_today_is_used_in_silence(settings, listener):
    generation = opened(settings, listener)
    assert listener == Listener()
    assert is_of_today(settings, generation.id)


def damage_pointer(data):
    (data / "CURRENT").write_text("g-ffffffffffff")


def cut_vectors(data):
    vectors = next(data.glob("generations/g-*/vectors.npy"))
    vectors.write_bytes(vectors.read_bytes()[:1000])


def age_format(data):
    manifest = next(data.glob("generations/g-*/manifest.json"))
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format_version": 0}))


def change_a_weight(data):
    """In the middle of a file of 200 KB, where its size tells nothing."""
    weights = next(data.glob("generations/g-*/lexical/ngrams/weights.npy"))
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 0xFF
    weights.write_bytes(content)


@pytest.mark.parametrize("harm", [damage_pointer, cut_vectors, age_format, change_a_weight])
def test_an_index_that_is_no_good_is_rebuilt_and_said_to_be(harm, settings, listener):
    harm(settings.data_directory)
    generation = opened(settings, listener)
    assert "Dat gebeurt nu vanzelf" in listener.sentences[0]
    assert generation.passages > 300
    again = Listener()
    opened(settings, again)
    assert again.sentences == []


def test_an_index_of_another_parser_is_renewed(settings, listener):
    record = settings.data_directory / "built-from.json"
    record.write_text(record.read_text().replace('"sources": "', '"sources": "0'))
    opened(settings, listener)
    assert listener.sentences == [CHANGED]
    assert "publish" in listener.steps


def test_while_another_process_builds_the_previous_index_answers(settings, listener):
    (settings.data_directory / "built-from.json").unlink()
    with FileLock(settings.data_directory / "library.lock"):
        generation = opened(settings, listener)
    assert generation.passages > 300
    assert "De vorige index antwoordt" in listener.sentences[-1]


def test_a_renewal_whose_provider_is_missing_leaves_the_previous_index(settings, listener):
    other = settings.model_copy(update={"embeddings": "onbekend:model"})
    generation = opened(other, listener)
    assert generation.embeddings == "lsa"
    assert "De vorige index antwoordt" in listener.sentences[-1]


def test_without_an_index_a_missing_provider_is_an_error(tmp_path, listener):
    settings = Settings(data_directory=tmp_path / "leeg", embeddings="onbekend:model")
    with pytest.raises(ProviderFailure):
        current_index(settings, listener)


def test_a_first_question_waits_for_the_index_another_process_is_building(settings, listener):
    pointer = settings.data_directory / "CURRENT"
    name = pointer.read_text()
    pointer.unlink()
    lock = FileLock(settings.data_directory / "library.lock", thread_local=False)
    lock.acquire()

    def finish() -> None:
        pointer.write_text(name)
        lock.release()

    other = threading.Timer(1.0, finish)
    other.start()
    generation = opened(settings, listener)
    other.join()
    assert generation.directory.name == name.strip()
    assert "even wachten" in listener.sentences[-1]
    assert listener.steps == []


def test_a_second_ingest_at_the_same_time_is_refused_and_changes_nothing(settings, listener):
    before = tree(settings.data_directory)
    with FileLock(settings.data_directory / "library.lock"), pytest.raises(IndexBusy):
        rebuild(settings, listener)
    assert tree(settings.data_directory) == before


def test_a_place_where_nothing_can_be_written_is_named(tmp_path, listener):
    (tmp_path / "bestand").write_text("")
    with pytest.raises(StorageFailure, match="bestand"):
        rebuild(Settings(data_directory=tmp_path / "bestand" / "map"), listener)


def test_two_files_of_one_name_are_refused(settings, listener, tmp_path):
    places = [tmp_path / "een" / "nota.md", tmp_path / "twee" / "nota.md"]
    for place in places:
        place.parent.mkdir()
        place.write_text(NOTE)
    with pytest.raises(InputError, match=r"twee bestanden met de naam nota\.md"):
        rebuild(settings, listener, places)


def test_the_hash_of_the_sources_tells_settings_and_documents_apart(settings):
    entries = list_documents(settings.data_directory)
    assert sources_hash(entries, "lsa") == sources_hash(entries, "lsa")
    assert sources_hash(entries, "lsa") != sources_hash(entries, "ollama:bge-m3")


def test_a_kept_original_that_got_lost_is_left_out_and_said(settings, listener, tmp_path):
    note = tmp_path / "nota.md"
    note.write_text(NOTE)
    rebuild(settings, listener, [note])
    list_documents(settings.data_directory)[0].original.unlink()
    again = Listener()
    done = rebuild(settings, again)
    assert [one.document.name for one in done.documents] == ["dossier"]
    assert again.sentences[0].startswith("nota.md doet niet mee")


def tree(directory: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file() and "chroma" not in path.parts and path.suffix != ".lock"
    }
