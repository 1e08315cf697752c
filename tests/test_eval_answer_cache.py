"""The cache of answers: what is kept comes back as it was; what cannot be kept is asked again."""

import itertools
import sqlite3
import threading

import pytest
from trivial_target import an_answer

from eval.runs.answer_cache import PLACE, AnswerCache, Bounds, answer_key, open_answer_cache
from eval.targets.target import Asked

ASKED = Asked(an_answer(), 1.5, 9.25)


class Notices(list):
    """Keeps what is said."""

    __call__ = list.append


@pytest.fixture
def notices():
    return Notices()


@pytest.fixture
def cache(tmp_path, notices):
    opened = open_answer_cache(tmp_path, notices)
    yield opened
    opened.close()


def test_a_kept_answer_comes_back_whole_also_in_a_next_run(cache, tmp_path, notices):
    assert cache.get("k1") is None
    cache.put("k1", "local", ASKED)
    cache.put("k2", "local", Asked(an_answer("Anders?"), None, 1.0))
    assert cache.get("k1") == ASKED
    cache.close()
    again = open_answer_cache(tmp_path, notices)
    assert again.get("k1") == ASKED
    assert again.get("k2").first_event_ms is None
    assert again.get("k3") is None
    again.close()
    assert notices == []


def test_a_later_answer_replaces_the_kept_one(cache):
    cache.put("k1", "local", ASKED)
    cache.put("k1", "local", Asked(an_answer("Nieuw?"), None, 1.0))
    assert cache.get("k1").answer.question == "Nieuw?"


BASE = (("local", "p-1", "g-1"), ("Wie?",), "En in 2015?", 1, True)


@pytest.mark.parametrize(
    "other",
    [
        (("server", "p-1", "g-1"), ("Wie?",), "En in 2015?", 1, True),
        (("local", "p-2", "g-1"), ("Wie?",), "En in 2015?", 1, True),
        (("local", "p-1", "g-2"), ("Wie?",), "En in 2015?", 1, True),
        (("local", "p-1", "g-1"), ("Wat?",), "En in 2015?", 1, True),
        (("local", "p-1", "g-1"), (), "En in 2015?", 1, True),
        (("local", "p-1", "g-1"), ("Wie?", "En in 2015?"), "", 1, True),
        (("local", "p-1", "g-1"), ("Wie?",), "En in 2016?", 1, True),
        (("local", "p-1", "g-1"), ("Wie?",), "En in 2015?", 2, True),
        (("local", "p-1", "g-1"), ("Wie?",), "En in 2015?", 1, False),
        (("local", "p-1g-1", ""), ("Wie?",), "En in 2015?", 1, True),
    ],
)
def test_whatever_may_change_an_answer_is_in_its_key(other):
    assert answer_key(*BASE) == answer_key(*BASE)
    assert answer_key(*BASE) != answer_key(*other)


def test_one_target_is_forgotten_without_the_others(cache):
    cache.put("k1", "http://a", ASKED)
    cache.put("k2", "http://b", ASKED)
    cache.forget("http://a")
    assert cache.get("k1") is None
    assert cache.get("k2") == ASKED


def clocked(path, notices, bounds=None):
    ticks = itertools.count(1000)
    return AnswerCache(path, notices, bounds, clock=lambda: float(next(ticks)))


def test_an_answer_older_than_wanted_does_not_count(tmp_path, notices):
    cache = clocked(tmp_path / "a.sqlite", notices)
    cache.put("k1", "http://a", ASKED)
    assert cache.get("k1", longest=5.0) == ASKED
    for _ in range(5):
        cache.get("k0")
    assert cache.get("k1", longest=5.0) is None
    assert cache.get("k1") == ASKED
    cache.close()


def sizes(tmp_path):
    """The bytes that one kept answer takes."""
    cache = clocked(tmp_path / "maat.sqlite", Notices())
    cache.put("k", "local", ASKED)
    cache.close()
    connection = sqlite3.connect(tmp_path / "maat.sqlite")
    size = connection.execute("SELECT size FROM answers").fetchone()[0]
    connection.close()
    return size


@pytest.mark.parametrize("by", ["rows", "bytes"])
def test_above_its_bounds_what_was_used_longest_ago_goes_first(by, tmp_path, notices):
    size = sizes(tmp_path)
    bounds = Bounds(rows=3) if by == "rows" else Bounds(bytes=3 * size + size // 2)
    cache = clocked(tmp_path / "a.sqlite", notices, bounds)
    for number in range(1, 6):
        cache.put(f"k{number}", "local", ASKED)
    assert cache.get("k1") == ASKED  # used again, so it outlives the second and the third
    cache.close()
    cache = clocked(tmp_path / "a.sqlite", notices)
    assert [n for n in range(1, 6) if cache.get(f"k{n}")] == [1, 4, 5]
    cache.close()


def test_the_bounds_hold_during_a_long_run_too(tmp_path, notices):
    path = tmp_path / "a.sqlite"
    cache = clocked(path, notices, Bounds(rows=100))
    for number in range(1000):
        cache.put(f"k{number}", "local", ASKED)
    other = sqlite3.connect(path)
    assert other.execute("SELECT count(*) FROM answers").fetchone() == (100,)
    other.close()
    cache.close()


def no_database(path):
    path.parent.mkdir()
    path.write_bytes(b"dit is geen databank, maar lang genoeg om er op te lijken" * 100)


def cut_in_half(path):
    cache = AnswerCache(path, Notices())
    for number in range(200):
        cache.put(f"k{number}", "local", ASKED)
    cache.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def other_table(path):
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE answers (iets TEXT)")
    connection.close()


def a_folder(path):
    path.mkdir(parents=True)


def a_file_for_a_folder(path):
    path.parent.write_text("")


@pytest.mark.parametrize(
    "harm", [no_database, cut_in_half, other_table, a_folder, a_file_for_a_folder]
)
def test_a_file_that_is_no_good_is_said_once_and_stays_out_of_the_way(harm, tmp_path, notices):
    harm(tmp_path / PLACE)
    cache = open_answer_cache(tmp_path, notices)
    for number in range(200):
        cache.put(f"k{number}", "local", ASKED)
        assert cache.get(f"k{number}") in (None, ASKED)
    cache.forget("local")
    cache.close()
    cache.close()
    assert len(notices) == 1
    assert "answers.sqlite" in notices[0]
    assert "\n" not in notices[0]


def test_content_that_something_changed_is_not_taken_for_an_answer(cache, tmp_path, notices):
    cache.put("k1", "local", ASKED)
    other = sqlite3.connect(tmp_path / PLACE)
    other.execute("UPDATE answers SET content = x'00112233'")
    other.commit()
    other.close()
    assert cache.get("k1") is None
    assert notices == []


def test_several_threads_may_use_it_at_once(cache, notices):
    def keep(name):
        for number in range(50):
            cache.put(f"{name}{number}", "local", ASKED)

    threads = [threading.Thread(target=keep, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(cache.get(f"{name}{number}") for name in "abcd" for number in range(50))
    assert notices == []


def test_two_runs_at_once_share_what_they_keep(cache, tmp_path, notices):
    other = open_answer_cache(tmp_path, notices)
    cache.put("k1", "local", ASKED)
    other.put("k2", "local", ASKED)
    assert other.get("k1") == cache.get("k2") == ASKED
    other.close()
    assert notices == []
