"""Word translations learnt from sentence pairs: the chances, the files, and the shipped tables."""

import gzip
import math
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.translation import learn
from assistant.translation.word_alignment import LEAST, LONGEST, agreed, translation_chances
from assistant.translation.word_table import (
    LEAST_CHANCE,
    MOST_TRANSLATIONS,
    packed,
    unpacked,
    word_table,
)
from index.analysis import words_of

HOUSES = [
    ("the house".split(), "het huis".split()),
    ("the book".split(), "het boek".split()),
    ("a book".split(), "een boek".split()),
]


def by_hand(pairs, iterations):
    """IBM Model 1 as the article writes it, pair by pair."""
    chances = defaultdict(lambda: 1.0)
    for _ in range(iterations):
        counts, totals = defaultdict(float), defaultdict(float)
        for source, target in pairs:
            for word in target:
                whole = sum(chances[one, word] for one in ("", *source))
                for one in ("", *source):
                    counts[one, word] += chances[one, word] / whole
                    totals[one] += chances[one, word] / whole
        chances = defaultdict(
            float, {(one, word): count / totals[one] for (one, word), count in counts.items()}
        )
    return {pair: chance for pair, chance in chances.items() if chance >= LEAST and pair[0]}


def test_the_toy_corpus_of_the_textbooks_is_solved():
    chances = translation_chances(HOUSES, iterations=40)
    for source, target in {"the": "het", "house": "huis", "book": "boek", "a": "een"}.items():
        ways = {word: chance for (one, word), chance in chances.items() if one == source}
        assert max(ways, key=ways.get) == target
        assert ways[target] > 0.8


@pytest.mark.parametrize("iterations", [1, 2, 6])
def test_chances_are_those_of_the_formula(iterations):
    assert translation_chances(HOUSES, iterations) == pytest.approx(by_hand(HOUSES, iterations))


WORDS = st.lists(st.sampled_from("abcde"), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6))
def test_the_chances_of_a_word_are_one_together(pairs):
    sums = defaultdict(float)
    for (source, _), chance in translation_chances(pairs).items():
        assert LEAST <= chance <= 1 + 1e-9
        sums[source] += chance
    assert set(sums) == {word for source, _ in pairs for word in source}
    # At most the five targets of this alphabet may each have fallen below `LEAST`.
    assert all(1 - 5 * LEAST <= whole <= 1 + 1e-9 for whole in sums.values())


def test_empty_and_very_long_segments_teach_nothing():
    long = ["x"] * (LONGEST + 1)
    assert translation_chances([([], ["a"]), (["a"], []), (long, ["a"]), (["a"], long)]) == {}
    extended = [*HOUSES, (long, ["huis"]), ([], ["huis"])]
    assert translation_chances(extended) == translation_chances(HOUSES)


def test_both_directions_must_agree():
    forward = {("the", "het"): 0.9, ("the", "huis"): 0.4}
    backward = {("het", "the"): 0.4, ("boek", "the"): 0.5}
    assert agreed(forward, backward) == pytest.approx({("the", "het"): math.sqrt(0.36)})


CHANCES = {
    ("museum", "musea"): 0.25,
    ("museum", "museum"): 0.5,
    ("art", "kunst"): 1.0,
    ("œuvre", "coördinatie"): 0.031,
    ("rare", "zeldzaam"): LEAST_CHANCE / 2,
    **{("many", f"woord{number}"): 0.1 for number in range(MOST_TRANSLATIONS + 3)},
}


def test_a_packed_table_is_unpacked_likeliest_first():
    table = unpacked(packed(CHANCES))
    assert table["museum"] == (("museum", 0.5), ("musea", 0.25))
    assert (table["art"], table["œuvre"]) == ((("kunst", 1.0),), (("coördinatie", 0.031),))
    assert "rare" not in table
    assert [word for word, _ in table["many"]] == [f"woord{n}" for n in (0, 1, 10, 2, 3, 4, 5, 6)]


def test_packing_gives_the_same_bytes_in_whatever_order():
    assert packed(CHANCES) == packed(dict(reversed(CHANCES.items())))
    assert packed({}) == packed({("rare", "zeldzaam"): LEAST_CHANCE / 2})


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.from_regex(r"\A[a-zé]{1,5}\Z"), st.from_regex(r"\A[a-zë]{1,5}\Z")),
        st.integers(30, 1000),
        min_size=1,
        max_size=20,
    )
)
def test_nothing_is_lost_in_packing_but_the_least_likely(parts):
    table = unpacked(packed({pair: part / 1000 for pair, part in parts.items()}))
    assert set(table) == {source for source, _ in parts}
    for source, ways in table.items():
        own = [(target, part / 1000) for (one, target), part in parts.items() if one == source]
        assert ways == tuple(sorted(own, key=lambda way: (-way[1], way[0])))[:MOST_TRANSLATIONS]


@pytest.mark.parametrize(
    ("language", "word", "dutch"),
    [
        ("en", "bicycle", "fiets"),
        ("en", "hospital", "ziekenhuis"),
        ("en", "water", "water"),
        ("en", "horse", "paard"),
        ("fr", "lait", "melk"),
        ("fr", "eau", "water"),
        ("fr", "prix", "prijs"),
        ("fr", "enfants", "kinderen"),
    ],
)
def test_the_shipped_tables_know_common_words(language, word, dutch):
    assert dutch in [translation for translation, _ in word_table(language)[word]]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_shipped_tables_are_large_tidy_and_hold_no_phrases(language):
    table = word_table(language)
    assert len(table) > 10_000
    for word, ways in table.items():
        chances = [chance for _, chance in ways]
        assert 0 < len(ways) <= MOST_TRANSLATIONS, word
        assert chances == sorted(chances, reverse=True), word
        assert LEAST_CHANCE <= chances[-1] <= chances[0] <= 1, word
    odd = [word for word in table if words_of(word) != [word]]
    assert odd == []


def a_corpus(place, rows):
    with gzip.open(place, "wt", encoding="utf-8") as stream:
        stream.write("en\tnl\tfr\n" + "".join("\t".join(row) + "\n" for row in rows))
    return place


ROWS = [
    ("The museum opens.", "Museum opent.", "Musée ouvre."),
    ("The circus opens.", "Circus opent.", "Cirque ouvre."),
    ("The museum closes.", "Museum sluit.", "Musée ferme."),
    ("The circus closes.", "Circus sluit.", ""),
    ("", "Zonder vertaling.", 'Un "cirque'),
]


def test_learning_reads_a_packed_file_and_writes_a_table_of_each_language(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(learn, "HERE", tmp_path)
    assert learn.main([str(a_corpus(tmp_path / "segments.tsv.gz", ROWS))]) == 0
    english, french = (
        unpacked((tmp_path / f"words.{language}.npz").read_bytes()) for language in ("en", "fr")
    )
    for table, word, dutch in (
        (english, "museum", "museum"),
        (english, "closes", "sluit"),
        (french, "musée", "museum"),
        (french, "ouvre", "opent"),
    ):
        assert table[word][0][0] == dutch
    assert "words.en.npz" in capsys.readouterr().out
    first = (tmp_path / "words.en.npz").read_bytes()
    assert learn.main([str(tmp_path / "segments.tsv.gz")]) == 0
    assert (tmp_path / "words.en.npz").read_bytes() == first


def test_stop_words_are_nobodys_translation():
    rows = [{"en": "the museum", "nl": "het museum"}, {"en": "the house", "nl": "het huis"}]
    table = unpacked(learn.learnt(rows, "en"))
    assert {target for ways in table.values() for target, _ in ways} == {"museum", "huis"}


def test_learning_without_a_file_says_how_it_is_used(capsys, monkeypatch):
    assert learn.main([]) == 2
    assert "BESTAND.tsv.gz" in capsys.readouterr().err
