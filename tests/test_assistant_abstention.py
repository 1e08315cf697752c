"""What counts against an answer: a property or place asked for that the evidence never names."""

import pytest

from assistant.understanding.asked_properties import missing_properties
from assistant.understanding.place_names import places_in


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Wie is de directeur van het huis?", "De directrice opent het seizoen."),
        ("Who is the director of the house?", "De directeur opent het seizoen."),
        ("Combien de visiteurs ?", "Het festival trok veel bezoekers."),
        ("When was it founded?", "Het huis is opgericht in 1990."),
        ("What is the closing date?", "De deadline is 1 maart."),
    ],
)
def test_a_property_is_known_again_in_another_language(asked, said):
    assert missing_properties(asked, "Het huis werkt samen met scholen.")
    assert not missing_properties(asked, said)


@pytest.mark.parametrize(
    "text",
    [
        "Wat betekent directe steun?",
        "Wie werkt samen met wie?",
        "Pourquoi les habitants protestent-ils ?",
        "Hoe lokken we andere bezoekers?",
    ],
)
def test_ordinary_questions_name_no_property(text):
    assert not missing_properties(text, "")


def test_a_place_is_known_again_by_its_adjective():
    assert places_in("Welke Waalse steden?") == places_in("steden in Wallonië") != frozenset()
