"""What becomes of a word at the end of a line, decided by the document's own words."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pdf.text import Vocabulary, joint

WORDS = Vocabulary(
    Counter(
        {
            "sociaal-culturele": 3,
            "sociaal-cultureel": 2,
            "cultuurbeleid": 4,
            "beleid": 9,
            "co-creatie": 2,
        }
    )
)


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("cultuur-", "beleid", "cultuurbeleid"),
        ("samenwer-", "king.", "samenwerking."),
        ("sociaal-", "culturele", "sociaal-culturele"),
        ("sociaal-", "artistieke", "sociaal-artistieke"),
        ("co-", "creëren", "co-creëren"),
        ("coproductie-", "engagement", "coproductie-engagement"),
        ("2000-", "2001", "2000-2001"),
        ("Noord-", "Holland", "Noord-Holland"),
        ("EU-", "kunstenaar", "EU-kunstenaar"),
        ("in-", "en", "in- en"),
        ("boven-", "of", "boven- of"),
        ("en/", "of", "en/of"),
        ("werk", "en", "werk en"),
        ("samen\u00ad", "werking", "samenwerking"),
        ("https://www.kunsten.be/dossiers/", "kunstenbeleid/landschap", None),
        ("https:", "//www.kunsten.be", None),
    ],
)
def test_two_halves_at_a_line_end_are_joined_as_a_reader_would(left, right, whole):
    ending, between = joint(left, right, WORDS)

    assert ending + between + right == (whole or left + right)


def test_a_plain_hyphen_was_written_where_the_typesetter_marks_its_own():
    marking = Vocabulary(Counter(), marked=True)

    assert joint("tijd-", "ruimte", marking) == ("tijd-", "")
    assert joint("samen\u2010", "werking", marking) == ("samen", "")


@given(
    left=st.text("abeno-", min_size=1, max_size=8), right=st.text("abeno", min_size=1, max_size=8)
)
def test_no_letter_is_lost_or_added(left, right):
    ending, between = joint(left, right, WORDS)

    assert (ending + between + right).replace("-", "").replace(" ", "") == (left + right).replace(
        "-", ""
    )


@pytest.mark.parametrize(
    ("target", "joined"),
    [
        ("https://morpho.be/residenties", "https://morpho.be/residenties"),
        ("https://morpho.be/residen-ties", "https://morpho.be/residen-ties"),
    ],
)
def test_a_link_tells_whether_a_hyphen_at_a_line_end_is_its_own(target, joined):
    left, between = joint("https://morpho.be/residen-", "ties", WORDS, target, target)
    assert left + between + "ties" == joined
