"""The shipped dossier answers as a user asks it: cited, literal, short, or not at all."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Question
from assistant.assistant import Assistant
from assistant.events import AnswerReady, EvidenceFound, Status


@pytest.fixture(scope="module")
def assistant(dossier_index) -> Assistant:
    return Assistant(dossier_index)


def sections(answer: Answer) -> list[str]:
    return [quote.section for quote in answer.quotes]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Welke stad wordt in 2030 Culturele Hoofdstad van Europa?", "nl"),
        ("Which city will be European Capital of Culture in 2030?", "en"),
        ("Quelle ville sera capitale européenne de la culture en 2030 ?", "fr"),
    ],
)
def test_the_capital_of_culture_is_quoted_with_its_inherited_source(assistant, text, language):
    answer = assistant.ask(Question(text))
    first = answer.quotes[0]
    assert (answer.status, answer.language, answer.short_answer) == ("answered", language, "Leuven")
    assert "In 2030 wordt Leuven - na Bergen (2015), Brugge (2002)" in first.quote
    assert (first.passage, first.section, first.page) == ("s5.1.1-p6", "5.1.1", 29)
    source = first.references[0]
    assert source.key == "departement-cultuur-jeugd-media-zdc"
    assert source.scope == ("inherited" if first.quote.startswith("In 2030") else "sentence")
    assert source.url.startswith("https://www.vlaanderen.be/")
    assert source.evidence == "not_fetched"
    assert first.url == "/dossier#s5.1.1-p6"


@pytest.mark.parametrize(
    ("text", "section", "facts"),
    [
        (
            "Welke vijf aandachtspunten noemt het dossier?",
            "samenvatting",
            ["ecosysteemdenken", "Verankering van waarden", "projectlogica", "regie", "proeftuin"],
        ),
        (
            "Wat zijn de drie doelstellingen van het strategisch kader?",
            "1.3.1",
            ["internationale positie", "uitwisseling stimuleren", "State of the Art"],
        ),
        (
            "Noem de drie niveaus van internationale samenwerking",
            "samenvatting",
            ["Sectoraal", "Bilateraal", "Multilateraal"],
        ),
        (
            "Welke structurele en geografische uitdagingen zijn er?",
            "6.2.1",
            ["Sterke Europese oriëntatie", "Afhankelijkheid", "Fragmentatie", "Datakloof"],
        ),
        ("Welke projecten staan in tabel 6?", "5.1.1", ["queerPassion", "IHMESI", "PAGE"]),
        (
            "Welke internationale subsidies voorziet het Kunstendecreet?",
            "1.3.2",
            ["Kunstendecreet", "Residentiebeurzen", "presentatiemomenten (TIP)"],
        ),
        (
            "Hoeveel procent van de Vlaamse circusartiesten is internationaal actief?",
            "4.1.1",
            ["70,6%"],
        ),
        ("Waar in het dossier gaat het over visa?", "6.2.3", ["visaproblematieken"]),
        (
            "Op welke bron steunt het cijfer dat 70,6% van de circusartiesten actief is?",
            "4.1.1",
            ["Goffin, K., Janssens, J.", "Duurzame loopbanen van circusartiesten"],
        ),
        (
            "Hoeveel internationale coproducties zijn er in de film?",
            "4.1.1",
            ["geen cijfers beschikbaar"],
        ),
        (
            "Wat doet Circostrada voor circus?",
            "3",
            ["Circostrada"],
        ),
    ],
)
def test_a_question_gets_what_the_dossier_says(assistant, text, section, facts):
    answer = assistant.ask(Question(text))
    assert answer.status == "answered"
    assert sections(answer)[0] == section
    assert [fact for fact in facts if fact not in answer.text] == []
    assert len(re.sub(r"\[\d+\]", "", answer.text).split()) <= 90


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Hoeveel kost een museumticket?", "not_in_dossier"),
        ("Wie won de Oscar in 2020?", "not_in_dossier"),
        (
            "Hoeveel procent van de Poolse circusartiesten is internationaal actief?",
            "not_in_dossier",
        ),
        ("Welke stad is culturele hoofdstad in 2031?", "not_in_dossier"),
        ("Hoeveel buitenlandse voorstellingen waren er in 2022?", "not_in_dossier"),
        ("Hoe groot is het budget van Creative Europe?", "not_in_dossier"),
        ("How much did Marseille spend on its year as capital of culture?", "not_in_dossier"),
        ("xqzw vrblt kkkp", "not_in_dossier"),
        ("Hallo!", "out_of_scope"),
        ("Schrijf een brief aan de minister", "out_of_scope"),
        ("Wat is het gsm-nummer van minister Gennez?", "refused"),
        ("en dan?", "needs_clarification"),
        ("", "needs_clarification"),
    ],
)
def test_what_the_dossier_does_not_answer_gets_no_quotes(assistant, text, status):
    answer = assistant.ask(Question(text))
    assert (answer.status, answer.quotes, answer.short_answer) == (status, (), None)
    assert answer.text
    assert len(answer.nearest) <= 3


def test_without_an_answer_the_nearest_sections_are_offered(assistant):
    nearest = assistant.ask(Question("Welke stad is culturele hoofdstad in 2031?")).nearest
    assert "5.1.1" in [near.section for near in nearest]
    assert all(near.title and near.url.startswith("/dossier#s") for near in nearest)


def test_messages_follow_the_language_of_the_question(assistant):
    texts = {
        language: assistant.ask(Question("Oscar 1234?", language=language)).text
        for language in ("nl", "en", "fr")
    }
    assert len(set(texts.values())) == 3


def test_a_quote_in_another_language_than_the_question_is_noted(assistant):
    codes = [note.code for note in assistant.ask(Question("Who is in Belgium Booms?")).notes]
    assert codes == ["quotes_are_dutch"]
    assert assistant.ask(Question("Wie zit in Belgium Booms?")).notes == ()


def test_a_quote_that_had_to_be_cut_is_noted(assistant, passages, questions):
    wholes = [one.text for one in questions if passages[one.passage].kind in ("list", "table")]
    noted = set()
    for text in wholes[::3]:
        answer = assistant.ask(Question(text))
        cut = any(
            start < quote.end < end
            for quote in answer.quotes
            for start, end in passages[quote.passage].sentences
        )
        assert ("quote_shortened" in [note.code for note in answer.notes]) == cut, text
        noted.add(cut)
    assert noted == {True, False}


def test_a_reference_without_a_link_says_so(assistant):
    answer = assistant.ask(
        Question("Welke bron zegt dat 13,7% uitsluitend in het buitenland werkt?")
    )
    evidence = {r.key: r.evidence for quote in answer.quotes for r in quote.references}
    assert evidence["goffin-et-al-2023"] == "no_source"


def test_the_stream_tells_the_steps_and_ends_with_the_answer(assistant):
    question = Question("Wat is de Faro-conventie?", id="q1", conversation="c1")
    events = list(assistant.stream(question))
    assert [event.stage for event in events if isinstance(event, Status)] == [
        "analysed",
        "retrieved",
        "selected",
        "judged",
    ]
    (found,) = [event for event in events if isinstance(event, EvidenceFound)]
    assert isinstance(events[-1], AnswerReady)
    answer = events[-1].answer
    assert found.passages == tuple(quote.passage for quote in answer.quotes)
    assert (answer.id, answer.conversation) == ("q1", "c1")
    assert replace(answer, total_ms=0) == replace(assistant.ask(question), total_ms=0)


def test_the_chain_is_one_langchain_runnable(assistant):
    question = Question("Hoeveel leden telt het IETM-netwerk?")
    whole = assistant.chain.invoke(question)
    assert whole == replace(assistant.ask(question), total_ms=0.0)


def test_an_explanation_is_given_when_asked(assistant):
    question = Question("Wat is de Faro-conventie?", explain=True)
    explanation = assistant.ask(question).explanation
    assert explanation is not None
    assert explanation.answerability >= explanation.threshold
    assert explanation.hits == tuple(sorted(explanation.hits, key=lambda hit: -hit.score))
    assert "faro" in explanation.terms
    assert assistant.ask(Question("Wat is de Faro-conventie?")).explanation is None


WORDS = st.sampled_from(
    "wie wat waar hoeveel wanneer welke noem vijf drie bron tabel 6 2030 2015 Leuven UNESCO circus "
    "Creative Europe subsidies doelstellingen uitdagingen the which city année combien réseaux "
    "Kunstenpunt % ? , internationale solidariteit procent visa dossier niet [1] ( «".split()
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=9).map(" ".join)))
def test_whatever_is_asked_quotes_are_literal_numbered_and_short(assistant, passages, text):
    answer = assistant.ask(Question(text))
    for number, quote in enumerate(answer.quotes, start=1):
        assert quote.quote
        assert passages[quote.passage].text[quote.start : quote.end] == quote.quote
        assert quote.marker == number
        assert f"[{number}]" in answer.text
    assert sum(len(quote.quote.split()) for quote in answer.quotes) <= 90
    assert 0 <= answer.confidence <= 1
    assert (answer.status == "answered") == bool(answer.quotes)
    if answer.short_answer is not None:
        assert any(answer.short_answer in quote.quote for quote in answer.quotes)
    assert replace(assistant.ask(Question(text)), total_ms=0) == replace(answer, total_ms=0)


def test_a_value_that_stands_out_is_quoted_without_company(assistant):
    answer = assistant.ask(Question("Welke stad wordt in 2030 Culturele Hoofdstad van Europa?"))
    assert [quote.passage for quote in answer.quotes] == ["s5.1.1-p6"]
