"""Questions beside passages as a field: the most alike speaks for its passage and sentence."""

import shutil

import numpy as np
import pytest

from index.build import build_generation
from index.expansion_field import FURTHER
from index.fusion import WEIGHTS
from index.generation import DamagedIndex
from index.opening import open_index
from index.query import keys_of_words, plain_query
from ingest.expansion import ExpansionQuestion
from ingest.passage import Passage

TEXTS = {
    "s1-p1": "Gezelschappen toeren. Ze krijgen een toelage voor hun reis.",
    "s1-p2": "Musea lenen werken uit aan huizen elders.",
    "s1-p3": "Bibliotheken werken samen met scholen.",
}
BESIDE = (
    ExpansionQuestion("s1-p2", 0, "fr", "Qui prête des tableaux à l'étranger ?"),
    ExpansionQuestion("s1-p1", 1, "nl", "Wie trekt met een circus rond?"),
    ExpansionQuestion("s1-p1", 2, "nl", "Betaalt de overheid het vliegtuig van een circus?"),
    ExpansionQuestion("s1-p1", 2, "en", "Who pays for flights?"),
    ExpansionQuestion("s1-p2", 0, "nl", "Kan ik een schilderij lenen?"),
)


def passage(id_):
    text = TEXTS[id_]
    end = text.index(".") + 1
    spans = ((0, end), (end + 1, len(text))) if end < len(text) else ((0, end),)
    return Passage(id_, "nota", "1", "Nota", ("Nota",), "paragraph", text, sentences=spans)


def build(place, questions=BESIDE, names=tuple(TEXTS)):
    return build_generation([], [passage(id_) for id_ in names], place, questions=questions)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    place = tmp_path_factory.mktemp("field")
    build(place)
    return place


@pytest.fixture(scope="module")
def index(built):
    opened = open_index(built)
    yield opened
    opened.close()


def channel(hit, name="expansion"):
    return dict(hit.channels)[name]


def test_a_question_finds_its_like_and_so_a_passage_without_its_words(index):
    best = index.retrieve("Wie betaalt het vliegtuig?", 3)[0]
    assert best.passage.id == "s1-p1"
    assert channel(best, "stems") == 0
    assert channel(best) > 0.5
    assert best.matched[0].text == BESIDE[2].text
    assert (best.matched[0].sentence, best.matched[0].language) == (2, "nl")


def test_a_known_question_is_wholly_alike_to_itself(index):
    for question in BESIDE:
        hits = index.retrieve(question.text, 3)
        matched = hits[0].matched[0]
        assert (hits[0].passage.id, matched.text) == (question.passage, question.text)
        assert matched.meaning == pytest.approx(1, abs=1e-5)
        assert 0.8 < matched.words <= 1


def test_each_sentence_has_one_matched_question_the_best_first(index):
    hit = index.retrieve("Betaalt de overheid een circus?", 1)[0]
    assert sorted(one.sentence for one in hit.matched) == [1, 2]
    alike = [one.words + one.meaning for one in hit.matched]
    assert alike == sorted(alike, reverse=True)
    assert all(0 <= value <= 1 for one in hit.matched for value in (one.words, one.meaning))


def test_the_best_question_of_a_passage_counts_whole_and_further_ones_less(built):
    index = open_index(built)
    field = index._expansion
    likeness = np.array([0.5, 0.75, 0.25, 0.0, 1.0], np.float32)
    scores = field.by_passage(likeness, len(TEXTS))
    rows = field.places[:, 0].tolist()
    assert rows == sorted(rows)
    # 0.25 is too far from the best question of all to count.
    expected = [0.75 + 0.5 * FURTHER, 1.0, 0.0]
    assert scores.tolist() == pytest.approx(expected, rel=1e-6)
    index.close()


def test_likeness_is_the_share_of_the_question_that_is_held(index):
    field = index._expansion
    stems = keys_of_words(plain_query("circus vliegtuig").words)["stems"]
    likeness = field.likeness(stems)
    whole = sum(field.stems.idf(key) * often for key, often in stems.items())
    expected = field.stems.scores(stems) / whole
    assert likeness == pytest.approx(np.minimum(expected, 1), rel=1e-5)
    assert not field.likeness({"xyzzy": 1.0}).any()


def test_the_text_stands_in_where_a_passage_has_no_questions(index):
    best = index.retrieve("Werken bibliotheken samen met scholen?", 3)[0]
    assert (best.passage.id, best.matched) == ("s1-p3", ())
    assert channel(best) > 0


def test_without_any_questions_the_channel_says_nothing(tmp_path):
    build(tmp_path, questions=())
    index = open_index(tmp_path)
    hits = index.retrieve("musea lenen", 3)
    assert hits[0].passage.id == "s1-p2"
    assert {(channel(hit), hit.matched) for hit in hits} == {(0.0, ())}
    assert index.generation.questions == 0
    index.close()


def test_the_order_of_passages_does_not_change_what_is_found(tmp_path, index):
    build(tmp_path, names=tuple(reversed(TEXTS)))
    other = open_index(tmp_path)
    for text in ("circus vliegtuig", "schilderij lenen", "pays flights"):
        ours, theirs = index.retrieve(text, 3), other.retrieve(text, 3)
        assert [hit.passage.id for hit in ours] == [hit.passage.id for hit in theirs]
        assert [channel(hit) for hit in ours] == [channel(hit) for hit in theirs]
    other.close()


def test_other_questions_make_another_index(tmp_path, built):
    one = build(tmp_path / "one", questions=BESIDE[:-1])
    other = open_index(built)
    assert (one.questions, other.generation.questions) == (len(BESIDE) - 1, len(BESIDE))
    assert one.id != other.generation.id
    other.close()


def test_the_questions_of_the_dossier_find_their_own_passages(dossier_index, questions):
    every = questions[:: len(questions) // 60]
    # As "nota" and "list as a whole" share questions' subjects, a neighbour may come first.
    found = [
        one.passage in [hit.passage.id for hit in dossier_index.retrieve(one.text, 3)]
        for one in every
    ]
    assert sum(found) > 0.95 * len(found)
    assert WEIGHTS["expansion"] > 0


@pytest.mark.parametrize("name", ["questions.txt", "places.npy", "vectors.npy", "stems/rows.npy"])
@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_a_damaged_file_is_told_with_what_to_do(name, damage, built, tmp_path):
    data = shutil.copytree(built, tmp_path / "data")
    place = next(data.glob("generations/g-*/expansion")) / name
    if damage == "gone":
        place.unlink()
    elif damage == "cut":
        place.write_bytes(place.read_bytes()[: place.stat().st_size // 2])
    elif name.endswith(".txt"):
        place.write_text("Een vraag?")
    else:
        np.save(place, np.load(place)[1:])
    with pytest.raises(DamagedIndex, match="dossierwijzer ingest") as failure:
        open_index(data)
    assert "\n" not in str(failure.value)


def test_a_field_that_is_gone_as_a_whole_is_told_too(built, tmp_path):
    data = shutil.copytree(built, tmp_path / "data")
    shutil.rmtree(next(data.glob("generations/g-*/expansion")))
    with pytest.raises(DamagedIndex, match="dossierwijzer ingest"):
        open_index(data)
