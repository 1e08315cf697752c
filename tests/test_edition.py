"""What became of each address between two editions."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ingest.edition import AddressChange, compare_editions
from ingest.passage import Passage


def passage(address, text, kind="paragraph"):
    return Passage(address, "nota", "1", "Titel", ("Titel",), kind, text)


OLD = (
    passage("nota:s1-p1", "De Raad van Europa is een intergouvernementele organisatie."),
    passage("nota:s1-p2", "Leuven wordt Culturele Hoofdstad van Europa in 2030."),
    passage("nota:s1-p3", "Deze zin verdwijnt helemaal uit de tekst."),
)


def test_the_same_edition_leaves_every_address():
    assert compare_editions(OLD, OLD) == tuple(
        AddressChange("stayed", one.id, one.id) for one in OLD
    )


def test_an_inserted_paragraph_moves_its_neighbours():
    new = (
        passage("nota:s1-p1", "Een nieuwe opening zonder verwantschap."),
        passage("nota:s1-p2", OLD[0].text),
        passage("nota:s1-p3", OLD[1].text),
        passage("nota:s1-p4", OLD[2].text),
    )
    assert compare_editions(OLD, new) == (
        AddressChange("moved", "nota:s1-p1", "nota:s1-p2"),
        AddressChange("moved", "nota:s1-p2", "nota:s1-p3"),
        AddressChange("moved", "nota:s1-p3", "nota:s1-p4"),
        AddressChange("came", None, "nota:s1-p1"),
    )


def test_a_reworded_passage_changed_and_a_deleted_one_went():
    new = (OLD[0], passage("nota:s1-p2", "Leuven wordt Culturele Hoofdstad van Europa in 2031."))
    assert compare_editions(OLD, new) == (
        AddressChange("stayed", "nota:s1-p1", "nota:s1-p1"),
        AddressChange("changed", "nota:s1-p2", "nota:s1-p2"),
        AddressChange("went", "nota:s1-p3", None),
    )


def test_a_reworded_passage_is_followed_to_its_new_address():
    new = (passage("nota:s7-p1", "Leuven wordt Culturele Hoofdstad van Europa in 2031."),)
    assert AddressChange("changed", "nota:s1-p2", "nota:s7-p1") in compare_editions(OLD, new)


def test_an_address_reused_for_another_text_is_not_called_changed():
    new = (passage("nota:s1-p1", "Iets geheel anders over subsidies en loketten."),)
    changes = compare_editions(OLD[:1], new)
    assert {change.fate for change in changes} == {"went", "came"}


def test_equal_texts_are_paired_one_to_one():
    old = (passage("nota:s1-p1", "Zelfde tekst."), passage("nota:s1-p2", "Zelfde tekst."))
    new = (passage("nota:s2-p1", "Zelfde tekst."), passage("nota:s2-p2", "Zelfde tekst."))
    assert [change.new for change in compare_editions(old, new)] == ["nota:s2-p1", "nota:s2-p2"]


texts = st.lists(st.sampled_from(["a b c", "a b d", "x y", "x z", "k", ""]), max_size=6)


@given(texts, texts)
def test_every_address_of_both_editions_occurs_exactly_once(old_texts, new_texts):
    old = [passage(f"nota:s1-p{n}", text) for n, text in enumerate(old_texts)]
    new = [passage(f"nota:s1-p{n}", text) for n, text in enumerate(new_texts)]
    changes = compare_editions(old, new)
    olds = Counter(change.old for change in changes if change.old is not None)
    news = Counter(change.new for change in changes if change.new is not None)
    assert olds == Counter(one.id for one in old)
    assert news == Counter(one.id for one in new)
