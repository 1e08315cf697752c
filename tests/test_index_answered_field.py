"""Known questions with and without an answer: cosines as scikit-learn works them out."""

import numpy as np
import pytest

from index.answered_field import HEARD, load_answered, phrases_of, save_answered
from index.build import build_generation
from index.generation import DamagedIndex
from index.opening import open_index
from ingest.passage import Passage
from ingest.shipped import shipped_unanswered

ANSWERED = (
    "Welke steden waren culturele hoofdstad?",
    "Which cities were capital of culture?",
    "Wie steunt circus in het buitenland?",
    "Waarom reizen kunstenaars minder met het vliegtuig?",
    "Wat doet Kunstenpunt voor wie naar het buitenland reist?",
    "Qui soutient le cirque à l'étranger ?",
    "steun steun steun voor circus",
)
UNANSWERED = (
    "Hoe vraag ik een subsidie aan voor circus?",
    "Since when does the circus exist?",
    "Wat is het telefoonnummer van Kunstenpunt?",
)
ASKED = [
    "Hoe vraag ik steun aan voor een circus in het buitenland?",
    "Since when is Leuven capital of culture?",
    "steun",
    "Kunstenpunt Kunstenpunt telefoonnummer",
    *ANSWERED[:2],
    *UNANSWERED[:2],
]


def expected(text, answered, unanswered):
    """Mean cosine with the best of both sorts, and the best of the second, worked out anew."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer=phrases_of, sublinear_tf=True)
    known = vectorizer.fit_transform([*answered, *unanswered])
    cosines = (known @ vectorizer.transform([text]).T).toarray().ravel()
    ours, others = cosines[: len(answered)], cosines[len(answered) :]
    best = [np.sort(part)[-HEARD:].mean() for part in (ours, others)]
    return [*best, others.max()], unanswered[int(others.argmax())]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    place = tmp_path_factory.mktemp("answered") / "field"
    save_answered(ANSWERED, UNANSWERED, place)
    return place


@pytest.mark.parametrize("text", ASKED)
def test_likeness_is_the_cosine_of_tf_idf_weights(text, built):
    found = load_answered(built).likeness(text)
    values, example = expected(text, ANSWERED, UNANSWERED)
    assert [found.answered, found.mean_unanswered, found.nearest] == pytest.approx(values, abs=2e-6)
    assert found.example == (example if values[2] else "")


def test_the_shipped_questions_are_compared_the_same_way(dossier_index, questions):
    text = "Hoeveel geld krijgt een muzikant die naar Japan wil?"
    values, example = expected(text, [one.text for one in questions], shipped_unanswered())
    found = dossier_index.answered_likeness(text)
    assert [found.answered, found.mean_unanswered, found.nearest] == pytest.approx(values, abs=2e-6)
    assert found.example == example


def test_a_known_question_is_most_like_itself(built):
    field = load_answered(built)
    for text in UNANSWERED:
        assert (field.likeness(text).nearest, field.likeness(text).example) == (1.0, text)


@pytest.mark.parametrize("text", ["", "?", "xyzzy plugh"])
def test_a_question_of_unknown_words_is_like_nothing(text, built):
    found = load_answered(built).likeness(text)
    assert (found.answered, found.mean_unanswered, found.nearest, found.example) == (0, 0, 0, "")


def test_how_something_is_asked_counts_too(built):
    field = load_answered(built)
    asked, stated = (field.likeness(text) for text in ("Hoe vraag ik dat aan?", "Circus dat"))
    assert asked.nearest > stated.nearest / 2 > 0
    assert "hoe vraag" in phrases_of("Hoe vraag ik dat aan?")


def test_two_builds_give_the_same_bytes(built, tmp_path):
    save_answered(iter(ANSWERED), UNANSWERED, tmp_path / "again")
    names = sorted(path.name for path in built.iterdir())
    assert len(names) == 7
    for name in names:
        assert (tmp_path / "again" / name).read_bytes() == (built / name).read_bytes(), name


def test_answered_questions_may_be_none(tmp_path):
    save_answered((), UNANSWERED, tmp_path / "field")
    found = load_answered(tmp_path / "field").likeness(UNANSWERED[0])
    assert (found.answered, found.nearest) == (0.0, 1.0)


def an_index(place, unanswered=UNANSWERED):
    text = "Circus krijgt steun."
    passage = Passage("s1-p1", "nota", "1", "Nota", ("Nota",), "paragraph", text)
    return build_generation([], [passage], place, unanswered=unanswered)


def test_an_index_without_unanswered_questions_cannot_tell(tmp_path):
    one = an_index(tmp_path / "one", unanswered=())
    index = open_index(tmp_path / "one")
    assert index.answered_likeness("Circus?") is None
    index.close()
    assert one.id != an_index(tmp_path / "other").id


FILES = ("keys.txt", "starts.npy", "rows.npy", "weights.npy", "idf.npy", "answered.npy")


@pytest.mark.parametrize("name", [*FILES, "unanswered.txt"])
@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_a_damaged_file_is_told_with_what_to_do(name, damage, tmp_path):
    an_index(tmp_path)
    place = next(tmp_path.glob("generations/g-*/answered")) / name
    if damage == "gone":
        place.unlink()
    else:
        place.write_bytes(place.read_bytes()[: place.stat().st_size // 2])
    with pytest.raises(DamagedIndex, match="dossierwijzer ingest") as failure:
        open_index(tmp_path)
    assert "\n" not in str(failure.value)
