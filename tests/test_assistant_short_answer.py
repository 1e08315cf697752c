"""A short answer is a value of the sort asked for that stands near the words of the question."""

import pytest

from assistant.answer import Question
from assistant.evidence_span import Evidence
from assistant.expectation import share_of_numbers
from assistant.question import analyse
from assistant.short_answer import short_answer
from ingest.passage import Passage, PassageReference
from ingest.sentences import sentence_spans

TITLES = (
    "In 2030 wordt Leuven - na Bergen (2015) en Brugge (2002) - één van de nieuwe titeldragers."
)


def found(question, text, kind="paragraph"):
    passage = Passage(
        "s1-p1", "dossier", "1", "Titel", ("Titel",), kind, text, sentences=sentence_spans(text)
    )
    return short_answer(analyse(Question(question)), [Evidence(passage, 0, len(text), 1.0)])


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Welke stad wordt titeldrager in 2030?", TITLES, "Leuven"),
        ("Which city will have the title in 2030?", TITLES, "Leuven"),
        ("Wanneer was Brugge titeldrager?", TITLES, "2002"),
        (
            "Hoeveel procent van de artiesten is actief in het buitenland?",
            "Van de artiesten is 70,6% actief in het buitenland, en dat neemt toe.",
            "70,6%",
        ),
        (
            "Hoeveel landen doen mee aan het netwerk?",
            "Aan het netwerk doen 63 landen mee met 547 organisaties.",
            "63 landen",
        ),
        ("Hoe zit het met de titel?", TITLES, None),
        ("Welke rol is er in 2030 voor titeldragers?", TITLES, None),
        ("Welke stad wordt titeldrager in 2031?", TITLES, None),
        ("Hoeveel procent van de buurt doet mee?", "In de buurt doet men mee.", None),
    ],
)
def test_short_answer(question, text, expected):
    assert found(question, text) == expected


def test_the_year_of_a_citation_is_not_the_year_asked_for():
    text = "Toen Marseille de titel droeg, kwam er protest tegen die stad (Giovanangeli, 2015)."
    cited = PassageReference("giovanangeli-2015", text.index("Giov"), text.index(")"))
    answers = {}
    for references in ((), (cited,)):
        passage = Passage(
            "s1-p1",
            "dossier",
            "1",
            "Titel",
            ("Titel",),
            "paragraph",
            text,
            sentences=sentence_spans(text),
            references=references,
        )
        piece = Evidence(passage, 0, len(text), 1.0)
        question = analyse(Question("Welke stad droeg de titel in 2015?"))
        answers[bool(references)] = short_answer(question, [piece])
        assert share_of_numbers(question, piece) == (0.0 if references else 1.0)
    assert answers == {False: "Marseille", True: None}


def test_the_name_of_a_row_answers_what_something_is_called():
    row = "Project: Vertical Visions; Partners: Cirkus in beweging; Inhoud: Dansers in de lucht."
    assert found("Hoe heet het project met dansers in de lucht?", row, "table_row") == (
        "Vertical Visions"
    )


def test_the_year_of_a_citation_is_no_answer():
    text = "De groei stokte (Jansen, 2019)."
    place = text.index("Jansen")
    from ingest.passage import PassageReference

    passage = Passage(
        "s1-p1", "dossier", "1", "Titel", ("Titel",), "paragraph", text,
        sentences=((0, len(text)),), references=(PassageReference("j", place, place + 12),),
    )  # fmt: skip
    question = analyse(Question("Wanneer stokte de groei?"))
    assert short_answer(question, [Evidence(passage, 0, len(text), 1.0)]) is None


YEARS = (
    "De Erfgoedconventie (1972) beschermt gebouwen, en de Conventie over de diversiteit van "
    "uitingen (2005) steunt makers."
)
TWO_SHARES = "70,6% van de artiesten is internationaal actief en 13,7% werkt uitsluitend elders."


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Uit welk jaar dateert de Erfgoedconventie?", YEARS, "1972"),
        ("Hoeveel procent van de artiesten is internationaal actief?", TWO_SHARES, "70,6%"),
        ("Wie werkt samen met het huis Dansant?", "Het huis Dansant werkt in Brussel.", None),
        ("Wie is Roland?", "Het project Kapitaal is van Roland en Kaai.", None),
        ("Wie zijn de partners van Grens?", "De partners van Grens zijn Pilar en Ohme.", None),
        ("Voor wie is het project Grens?", "Het project Grens is er voor Pilar.", None),
        ("Wie leidt het project 25AV?", "Het project 25AV loopt nog.", None),
    ],
)
def test_a_value_of_something_else_is_no_short_answer(question, text, expected):
    assert found(question, text) == expected


def test_the_name_of_a_row_is_not_who_made_it():
    text = "Project: Grote Kring; Partners: dansers uit het project"
    assert found("Wie leidt het project Kring?", text, "table_row") is None
