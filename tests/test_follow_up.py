"""Follow-ups become questions that stand by themselves; other questions stay to the letter."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, CitedReference, DocumentLabel, Exchange, Question, Quote
from assistant.follow_ups.standalone import standalone


def quote(text: str, kind: str = "paragraph", passage: str = "s1-p1", label: str = "") -> Quote:
    cited = (CitedReference("k", label, label, "", "sentence", "unchecked"),) if label else ()
    return Quote(
        1, passage, "dossier", "1", "", (), None, None, kind, text, 0, len(text), "", cited
    )


def said(text: str, language: str = "nl", short: str | None = None, *quotes: Quote) -> Exchange:
    answer = Answer(
        text, language, "answered", short, "", quotes, DocumentLabel("", ""), "g-1", 1.0
    )
    return Exchange(text, answer)


CAPITAL = said(
    "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?",
    "nl",
    "Leuven",
    quote("In 2030 wordt Leuven één van de nieuwe titeldragers.", passage="s5.1.1-p6"),
)
IETM = said("Wat is IETM?", "nl", None, quote("IETM is een netwerk voor podiumkunsten."))
ROW = said(
    "Welk project gaat over biometrie?",
    "nl",
    None,
    quote(
        "Project: Biometrika; Partners: Pilar vzw (Vlaamse Gemeenschap) & Ohme asbl (Franse "
        "Gemeenschap); Inhoud: Dit partnerschap zet in op kennisdeling.",
        "table_row",
    ),
)
SHARE = said(
    "Hoeveel procent van de circusartiesten is internationaal actief?",
    "nl",
    "70,6%",
    quote("70,6% is internationaal actief.", label="Goffin et al., 2023"),
)
LEVELS = said(
    "Op welke drie niveaus werkt men samen?",
    "nl",
    None,
    quote("Drie niveaus:\n1. Sectoraal, door kunstenaars;\n2. Bilateraal, met landen.", "list"),
)
SUPPORT = said("Welke steun is er voor circus?")
DECREE = said("Welke steun staat er in het circusdecreet?")
CENTRE = said("Who is the support centre for circus?", "en", "Circuscentrum")
VILLE = said(
    "Quelle ville sera capitale européenne de la culture en 2030 ?",
    "fr",
    "Leuven",
    quote("In 2030 wordt Leuven één van de nieuwe titeldragers.", passage="s5.1.1-p6"),
)

LEUVEN = "Leuven wordt in 2030 Culturele Hoofdstad van Europa"
READ_AS = [
    (CAPITAL, "En in 2015?", "Welke stad wordt in 2015 Culturele Hoofdstad van Europa?"),
    (CAPITAL, "en 2002", "Welke stad wordt in 2002 Culturele Hoofdstad van Europa?"),
    (CAPITAL, "En welke stad in 2000?", "Welke stad wordt in 2000 Culturele Hoofdstad van Europa?"),
    (CAPITAL, "Waarom?", f"Waarom ({LEUVEN})?"),
    (CAPITAL, "Sinds wanneer?", f"Sinds wanneer ({LEUVEN})?"),
    (CAPITAL, "Wie heeft dat beslist?", f"Wie heeft dat beslist ({LEUVEN})?"),
    (CAPITAL, "Waar staat dat in het dossier?", f"Waar staat dat in het dossier ({LEUVEN})?"),
    (CAPITAL, "En de bron?", f"De bron ({LEUVEN})?"),
    (CAPITAL, "Wat gaat die stad doen?", "Wat gaat Leuven doen?"),
    (CAPITAL, "Kan je dat uitleggen?", "Wat zegt het dossier over Leuven?"),
    (IETM, "Wat doet die organisatie nog?", "Wat doet IETM nog?"),
    (IETM, "Wie zijn de leden?", "Wie zijn de leden van IETM?"),
    (IETM, "Hoeveel leden hebben ze?", "Hoeveel leden hebben ze (IETM)?"),
    (IETM, "Waar is het gevestigd?", "Waar is IETM gevestigd?"),
    (IETM, "Wie zit erachter?", "Wie zit achter IETM?"),
    (IETM, "Geven ze daar voorbeelden van?", "Geven ze voorbeelden van IETM?"),
    (IETM, "En Circostrada?", "Wat is Circostrada?"),
    (IETM, "En het budget?", "Het budget van IETM?"),
    (ROW, "Wie zijn de partners daarvan?", "Wie zijn de partners van Biometrika?"),
    (ROW, "Wie werkt daaraan mee?", "Wie werkt aan Biometrika mee?"),
    (SHARE, "Wie schreef die studie?", "Wie schreef die studie (Goffin et al., 2023)?"),
    (IETM, "En hun budget?", "Hun budget (IETM)?"),
    (IETM, "Wat is het verschil met ENCC?", "Wat is het verschil met ENCC (IETM)?"),
    (CENTRE, "Which countries take part in it?", "Which countries take part in Circuscentrum?"),
    (LEVELS, "Wat houdt het tweede in?", "Wat houdt Bilateraal in?"),
    (LEVELS, "Leg het eerste uit", "Leg Sectoraal uit"),
    (ROW, "Wat doet het project?", "Wat doet het project (Biometrika)?"),
    (SUPPORT, "En voor dans?", "Welke steun is er voor dans?"),
    (SUPPORT, "Geldt dat ook voor amateurs?", "Welke steun is er voor amateurs?"),
    (SUPPORT, "En op Europees niveau?", "Welke steun is er voor circus op Europees niveau?"),
    (DECREE, "En in dat voor erfgoed?", "Welke steun staat er in het erfgoeddecreet?"),
    (CENTRE, "And for heritage?", "Who is the support centre for heritage?"),
    (CENTRE, "What does it do?", "What does Circuscentrum do?"),
    (CENTRE, "What are its tasks?", "What are its tasks (Circuscentrum)?"),
    (CENTRE, "Does that also apply to amateurs?", "Who is the support centre for amateurs?"),
    (CENTRE, "And the budget?", "The budget of Circuscentrum?"),
    (
        VILLE,
        "Et en 2015 ?",
        "Quelle ville sera capitale européenne de la culture en 2015?",
    ),
    (
        VILLE,
        "Et à Bruges ?",
        "Quelle ville sera capitale européenne de la culture en 2030 à Bruges?",
    ),
    (VILLE, "Que fait cette ville ?", "Que fait Leuven?"),
    (VILLE, "Qui sont ses partenaires ?", "Qui sont ses partenaires (Leuven)?"),
]


@pytest.mark.parametrize(("before", "asked", "understood"), READ_AS)
def test_a_follow_up_is_completed_from_what_was_asked_before(before, asked, understood):
    found = standalone(Question(asked, earlier=(before,)))
    assert (found.text, found.carried) == (understood, understood)
    assert found.language == before.answer.language


ALONE = [
    "Wat is culturele democratie?",
    "Waarom internationalisering?",
    "Wat doet Kunstenpunt en wie werkt er?",
    "Welke netwerken zijn er die kleine beurzen uitdelen?",
    "Interreg, wat voor soort instrument is dat eigenlijk?",
    "Hoe zorgen steunpunten ervoor dat makers hun werk kunnen tonen?",
    "STUK en Eupen, waarover ging dat project?",
    "Welk radiostation doet mee met die zenders uit Griekenland?",
    "Wat verstaat het dossier onder fair practice?",
    "Hoeveel opvoeringen in het buitenland waren er in 2013-2014?",
    "Dank je wel!",
    "Wat is het verschil tussen het VAF en verschillende andere fondsen?",
    "Qui sont les auteurs de la deuxième mesure de Loont Passie ?",
    "What do they mean by capacity building?",
    "Which museums work together with schools in Ghent?",
    "How is it that so few artists from Africa are shown?",
    "Quels réseaux existe-t-il pour les musées ?",
    "Le VAF soutient-il des coproductions avec les Pays-Bas ?",
]


@pytest.mark.parametrize("text", ALONE)
@pytest.mark.parametrize("before", [IETM, CAPITAL, SUPPORT, LEVELS])
def test_a_question_that_stands_by_itself_stays_as_it_is(before, text):
    found = standalone(Question(text, earlier=(before,)))
    assert (found.text, found.carried) == (text, "")


def test_without_anything_before_it_a_question_stays_as_it_is():
    found = standalone(Question("En in 2015?"))
    assert (found.text, found.carried, found.language) == ("En in 2015?", "", None)


def test_a_new_subject_takes_nothing_along():
    found = standalone(Question("Iets anders: waar ligt dat?", earlier=(CAPITAL,)))
    assert (found.text, found.carried) == ("waar ligt dat?", "")


def test_more_of_the_same_is_asked_without_what_was_shown():
    found = standalone(Question("Nog andere voorbeelden?", earlier=(IETM, CAPITAL)))
    assert (found.text, found.shown) == (CAPITAL.question, ("s5.1.1-p6",))


def test_a_dialogue_goes_back_to_the_question_that_has_a_counterpart():
    what = said("Wat doet Circuscentrum nog?")
    found = standalone(Question("En voor erfgoed?", earlier=(SUPPORT, what)))
    assert found.text == "Welke steun is er voor erfgoed?"


def test_thanks_in_between_are_passed_over():
    answer = replace(said("Dank je!").answer, status="out_of_scope")
    found = standalone(Question("En voor dans?", earlier=(SUPPORT, Exchange("Dank je!", answer))))
    assert found.text == "Welke steun is er voor dans?"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "en and et waarom die dat daarvan ze hij it they cela nog andere in 2015 voor dans "
            "welke stad IETM ? ( ) ' \\ [ * + tweede de the la bron hoeveel".split()
        ),
        max_size=8,
    ).map(" ".join)
    | st.text(max_size=60)
)
def test_no_question_makes_it_fail_and_what_is_made_is_one_line(text):
    for before in (CAPITAL, ROW, LEVELS, VILLE, CENTRE):
        found = standalone(Question(text, earlier=(before,)))
        assert found.text == text or (found.carried == found.text and "\n" not in found.text)
