"""Words of the question become the words of Dutch cultural policy."""

from importlib.resources import files

import pytest

from assistant.answer import Question
from assistant.extractive import search_text, widened_text
from assistant.glossary import dutch_words
from assistant.question import analyse


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Which cities were capital of culture?", "en", ("steden", "culturele", "hoofdstad")),
        ("Les arts de la scène en Flandre", "fr", ("podiumkunsten", "vlaanderen")),
        ("L’échange entre artistes", "fr", ("uitwisseling", "kunstenaars", "artiesten", "makers")),
        ("een paar romans", "nl", ("literatuur",)),
        ("Kaaitheater 2021", "en", ()),
    ],
)
def test_dutch_words(text, language, expected):
    assert dutch_words(text, language) == expected


def test_a_foreign_question_is_searched_with_dutch_words_names_and_numbers():
    analysis = analyse(Question("Which museums did IETM support in 2019?"))
    assert set(search_text(analysis).split()) >= {"musea", "IETM", "2019"}
    assert "museums" not in search_text(analysis).split()


def test_everyday_dutch_words_get_the_company_of_policy_words():
    analysis = analyse(Question("Wie betaalt de premies?"))
    assert "premies" in search_text(analysis).split()
    assert {"premies", "subsidies"} <= set(widened_text(analysis).split())


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_line_of_a_glossary_is_one_term_and_its_words(language):
    text = (files("assistant") / "glossaries" / f"{language}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    pairs = [line.split("\t") for line in lines]
    assert [pair for pair in pairs if len(pair) != 2 or not all(pair)] == []
    terms = [pair[0] for pair in pairs]
    assert len(terms) == len(set(terms))
    assert all(term == term.lower() for term in terms)
