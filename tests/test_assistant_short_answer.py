"""A short answer is a value of the sort asked for that stands near the words of the question."""

import pytest

from assistant.answer import Question
from assistant.quoting.evidence_span import Evidence
from assistant.ranking.expectation import share_of_numbers
from assistant.short_answers.abbreviations import expansions
from assistant.short_answers.short_answer import short_answer
from assistant.understanding.question import analyse
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


@pytest.mark.parametrize(
    ("question", "passage_id", "expected"),
    [
        ("Wie is de partner van publiq?", "s4.1-t2-r3", "50° NORD"),
        ("Met wie werkt Kaaitheater samen?", "s4.2-t3-r2", "Roland Gunst/John K Cobra"),
        ("Who did Pilar work with on biometric technology?", "s4.3-t4-r3", "Ohme"),
        ("Welk project gaat over biometrie op het podium?", "s4.3-t4-r3", "Biometrika"),
        ("Uit welke stad komt Ultima Vez?", "fn8", "Brussel"),
        ("Waar ligt het Battersea Art Centre?", "fn6", "Londen"),
        ("Wat voor instrument is het Compendium?", "s5-t5-r3", "Kennisplatform"),
        ("Welk type instrument is Creative Cities Network?", "s5-t5-r12", "Stedennetwerk"),
        (
            "What type of instrument is Horizon Europe?",
            "s5-t5-r11",
            "Onderzoeks- en subsidieprogramma",
        ),
        ("Waar staat DKBUZA voor?", "s1.3.4-p1", "Departement Kanselarij en Buitenlandse Zaken"),
        ("Wat betekent de afkorting ECoC?", "s5.1.1-p6", "European Capital of Culture"),
        ("What does VAP stand for?", "s5.3.1-t8-r2", "Visiting Artists Programme"),
        ("Que signifie le sigle BAC ?", "fn6", "Battersea Art Centre"),
        ("Waar staat IETM voor?", "s5.3.1-t8-r4", "Informal European Theatre Meeting"),
        (
            "Waarvoor staat de afkorting IP in het Kunstendecreet?",
            "s1.3.2-t1-r5",
            "Internationale presentatieprojecten",
        ),
        ("Van welk jaar is het Porto Santo Charter?", "s5-l3-i9", "2021"),
        ("In welk jaar werd de werelderfgoedconventie aangenomen?", "s5-t5-r13", "1972"),
        ("Wanneer liep Voices of Culture?", "s5.2.1-p1", "2015-2023"),
        ("Hoelang loopt het CELA-project?", "s5.3.1-t8-r3", "2024-2027"),
        ("When did Marseille hold the capital of culture title?", "s5.1.1-p6.2", "2013"),
        ("In welk jaar was Brussel culturele hoofdstad?", "s5.1.1-p6", "2000"),
        ("Welke stad was in 1993 culturele hoofdstad?", "s5.1.1-p6", "Antwerpen"),
        ("Welk jaar is de Joint Declaration Europe for Culture?", "s5.1.1-p5", "2023"),
        ("Hoeveel partners heeft Cultural BEES?", "s5.3.1-t8-r1", "11 partners"),
        ("Uit hoeveel landen komen de partners van Cultural BEES?", "s5.3.1-t8-r1", "6 landen"),
        (
            "Hoeveel respondenten werden geïnterviewd in het circusonderzoek?",
            "fn13",
            "15 respondenten",
        ),
        ("In hoeveel landen heeft IETM leden?", "s5.3.1-t8-r4", "63 landen"),
        ("Hoeveel organisaties zijn lid van IETM?", "s5.3.1-t8-r4", "547 organisaties"),
        ("Hoe heet het Europese kaderprogramma voor onderzoek?", "s5.3.1-p4", "Horizon Europe"),
        (
            "Welk programma vergelijkt het cultuurbeleid van verschillende landen?",
            "s5.3.1-p6",
            "Compendium of Cultural Policies & Trends",
        ),
        ("Hoe heet de geluidsinstallatie van Budhaditya Chattopadhyay?", "fn12", "Dhvani"),
        (
            "Welk project maakt boeken toegankelijk voor mensen met een verstandelijke beperking?",
            "s5.1.1-t6-r3",
            "PAGE",
        ),
        ("Wie is het steunpunt voor cultureel erfgoed?", "s8.1-p6", "FARO"),
        ("Welk stedennetwerk van UNESCO is er?", "s5-t5-r12", "Creative Cities Network"),
        ("Welke Italiaanse partner heeft R.O.M.?", "s5.2.1-t7-r2", "Santarcangelo Festival"),
        (
            "Wie is de Oekraïense partner van OASis?",
            "s5.2.1-t7-r3",
            "Congres of Cultural Activists",
        ),
        ("Wie is de Franse partner in het project PAGE?", "s5.1.1-t6-r3", "Les Apprimeurs"),
        ("Which Spanish partner takes part in IHMESI?", "s5.1.1-t6-r2", None),
        ("Wie coördineert CELA?", "s5.3.1-t8-r3", "Stichting Wintertuin"),
        (
            "Welk tijdschrift publiceerde Quantifying reputation and success in art?",
            "ref-fraiberger-et-al-2018",
            "Science",
        ),
        (
            "Wie schreef Marseille, European Capital of Culture 2013 Ins and Offs?",
            "ref-giovanangeli-2015",
            "Giovanangeli, A.",
        ),
        ("Welke minister stelt in 2026 een nieuw kader voor?", "fn7", "Caroline Gennez"),
        ("Hoeveel landen nemen deel aan Creative Europe?", "s5.2.1-p3", None),
        ("Waarom is internationale samenwerking belangrijk?", "s6-p1", None),
        ("Welke drempels zijn er bij subsidieaanvragen?", "s6.2.3-p2", None),
        ("Wat is culturele democratie?", "s2-p2", None),
        ("Welke drie doelstellingen heeft het strategisch kader?", "s1.3.1-l1", None),
        ("Hoe kan ik subsidie aanvragen voor reiskosten?", "s1.3.2-t1-r2", None),
        ("Wat doet Flanders Literature?", "s8.1-p5", None),
        ("Wie zijn de partners van 25AV?", "s5.2.1-t7-r1", None),
        (
            "Bestaat er een Europees programma voor uitwisseling van jongeren?",
            "s5-l2-i7",
            "Erasmus+",
        ),
        ("Wie leidt Circuscentrum?", "s8.1-p8", None),
        ("Hoeveel subsidie krijgt deBuren?", "s4.2-t3-r3", None),
        ("Wanneer werd Ultima Vez opgericht?", "fn8", None),
        ("Wie is de directeur van Kunstenpunt?", "s5.3.1-p6", None),
        ("Welke stad is culturele hoofdstad in 2040?", "s5.1.1-p6", None),
    ],
)
def test_a_value_is_read_from_the_passage_that_answers(question, passage_id, expected, passages):
    passage = passages[passage_id]
    answer = short_answer(
        analyse(Question(question)), [Evidence(passage, 0, len(passage.text), 1.0)]
    )
    assert answer == expected
    assert answer is None or answer in passage.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de Culturele Raad van Mol (CRM) groeit", (("CRM", "Culturele Raad van Mol"),)),
        ("het CRM (Culturele Raad Mol) groeit", (("CRM", "Culturele Raad Mol"),)),
        ("de hoofdstad (ECoC, European Capital) telt", (("ECoC", "European Capital"),)),
        ("de dansers (Jansen, 2019) en Kunst (ABC)", ()),
    ],
)
def test_an_abbreviation_and_its_words_stand_side_by_side(text, expected):
    assert expansions(text) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Welk netwerk is er voor poppenspel?",
         "Netwerken zijn er in dans (bijvoorbeeld Zwaai) en poppenspel (bijvoorbeeld Draad).",
         "Draad"),
        ("Wie is het steunpunt voor poppenspel?",
         "Draad – het steunpunt voor poppenspel – helpt makers, net als Zwaai.", "Draad"),
        ("Hoeveel zalen telt Draad?", "Sinds de start groeide Draad van 12 naar 30 zalen.",
         "30 zalen"),
        ("Hoeveel makers gaan op reis?", "Bij Draad gaan 20 van de 50 makers op reis.",
         "20 van de 50"),
        ("In welke jaren was er een feest?", "Er was een feest in 2011 en 2013.", "2011 en 2013"),
        ("Hoeveel makers reizen?", "Tabel 7 toont makers die reizen.", None),
        ("Hoeveel procent van de makers werkt enkel thuis?",
         "30% van de makers reist en 12% werkt enkel thuis.", "12%"),
    ],
)  # fmt: skip
def test_a_value_is_bound_to_what_is_said_of_it(question, text, expected):
    assert found(question, text) == expected
