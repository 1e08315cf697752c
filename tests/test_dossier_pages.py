"""Pages of the shipped dossier, proved from what the text still shows, and the proof itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import page_at
from ingest.structuring.pages import (
    MAYBE_NEXT,
    NEXT_PAGE,
    SAME_PAGE,
    ContradictoryPages,
    prove_pages,
)


@pytest.mark.parametrize(
    ("passage", "quoted", "page"),
    [
        ("s1.2-l1-i2", "Persoonsgebonden motieven", 6),
        ("s1.2-l1-i3", "Artistieke en inhoudelijke motieven", 7),
        ("s1.3.3-p3", "Raad van Europa en UNESCO", 9),
        ("s1.3.3-p3", "intergouvernementele contexten", 10),
        ("s2-p2", "bijdrage van internationale samenwerking aan bredere", 13),
        ("s4.1.1-p2", "70,6% van de Vlaamse circusartiesten", 18),
        ("s4.1.1-p2", "internationaal actief en 13,7%", 19),
        ("s5.1.1-p6", "In 2030 wordt Leuven", 29),
        ("s5.1.2-p1", "UNESCO legt wereldwijd", 29),
        ("s5.2.1-t7-r1", "25AV", 31),
        ("s6.2.3-l1-i4", "Ecologisch", 41),
        ("fn13", "In 2024 voerde", 19),
        ("fn27", "Belgium Booms", 39),
    ],
)
def test_a_page_that_the_text_proves_is_inferred(passages, passage, quoted, page):
    found = passages[passage]
    mark = page_at(found.pages, found.text.index(quoted))
    assert (mark.page, mark.basis) == (page, "inferred")


@pytest.mark.parametrize(
    ("passage", "page"), [("samenvatting-p3", 3), ("s5-p5", 23), ("s5.1.1-p2", 27), ("s8.1-p3", 45)]
)
def test_where_a_page_cannot_be_proved_only_the_sections_first_page_is_given(
    passages, passage, page
):
    assert [(m.page, m.basis) for m in passages[passage].pages] == [(page, "section_start")]


def test_pages_never_go_back_and_never_leave_their_section(dossier, passages):
    starts = {section.number: section.page for section in dossier.sections}
    order = [section.number for section in dossier.sections]
    ends = dict(zip(order, [starts[n] for n in order[1:]] + [10_000], strict=True))
    last = 0
    for passage in passages.values():
        if passage.kind in ("footnote", "reference"):
            continue
        for mark in passage.pages:
            assert starts[passage.section] <= mark.page
            if mark.basis == "inferred":
                assert mark.page <= ends[passage.section]
        inferred = [m.page for m in passage.pages if m.basis == "inferred"]
        if inferred and passage.kind == "paragraph":
            assert inferred == sorted(inferred)
            assert inferred[0] >= last
            last = inferred[-1]


def test_a_footnote_pins_the_page_of_its_call():
    steps = [SAME_PAGE, MAYBE_NEXT, MAYBE_NEXT, MAYBE_NEXT, SAME_PAGE]
    known = {0: 27}
    assert prove_pages(steps, known, []) == [27, None, None, None, None]
    # The footnote (4) stands on the page of the call (1), and no page lies between.
    assert prove_pages(steps, {0: 27, 4: 28}, [(1, 4)]) == [27, 28, 28, 28, 28]


def test_too_few_breaks_leave_the_middle_open():
    steps = [SAME_PAGE, MAYBE_NEXT, NEXT_PAGE, MAYBE_NEXT]
    assert prove_pages(steps, {0: 3, 3: 5}, []) == [3, None, None, 5]
    assert prove_pages(steps, {0: 3, 3: 4}, []) == [3, 3, 4, 4]


def test_facts_that_exclude_each_other_are_not_smoothed_over():
    with pytest.raises(ContradictoryPages):
        prove_pages([SAME_PAGE, NEXT_PAGE], {0: 3, 1: 3}, [])


@given(st.lists(st.sampled_from([SAME_PAGE, NEXT_PAGE, MAYBE_NEXT]), min_size=1), st.data())
def test_a_proved_page_is_always_the_true_page(steps, data):
    true = [1]
    for step in steps:
        true.append(true[-1] + data.draw(st.integers(step.least, step.most)))
    all_steps = [SAME_PAGE, *steps]
    places = st.integers(0, len(true) - 1)
    known = {place: true[place] for place in data.draw(st.lists(places))}
    pairs = [
        (a, b) for a, b in data.draw(st.lists(st.tuples(places, places))) if true[a] == true[b]
    ]
    proved = prove_pages(all_steps, known, pairs)
    assert all(page in (None, real) for page, real in zip(proved, true, strict=True))
