"""Words of the question become the words of Dutch cultural policy, each with its weight."""

from importlib.resources import files

import pytest

from assistant.answer import Question
from assistant.understanding.glossary import dutch_words
from assistant.understanding.question import analyse
from assistant.understanding.search_query import NAME, PLAIN, search_query

LISTS = ("nl.tsv", "en.tsv", "fr.tsv", "vocabulary.en.tsv", "vocabulary.fr.tsv")


def rows_of(name):
    text = (files("assistant") / "glossaries" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def sought(text):
    """Weight of each word that is sought, the greatest where it is sought twice."""
    return dict(sorted(search_query(analyse(Question(text))).words, key=lambda pair: pair[1]))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Which cities were capital of culture?", "en", {"steden", "culturele", "hoofdstad"}),
        ("Les arts de la scène en Flandre", "fr", {"podiumkunsten", "vlaanderen"}),
        ("L’échange entre artistes", "fr", {"uitwisseling", "kunstenaars", "artiesten"}),
        ("een paar romans", "nl", {"literatuur"}),
        ("Kaaitheater 2021", "en", set()),
    ],
)
def test_expressions_are_known_by_their_dutch_words(text, language, expected):
    found = set(dutch_words(text, language))
    assert expected <= found
    assert bool(found) == bool(expected)


def test_a_foreign_word_weighs_less_than_its_translation():
    words = sought("Which museums did IETM support in 2019?")
    assert words["musea"] > words["museums"] > 0
    assert words["ietm"] == words["2019"] == NAME


def test_everyday_dutch_words_get_the_company_of_policy_words():
    words = sought("Wie betaalt de premies?")
    assert words["premies"] == PLAIN
    assert 0 < words["subsidies"] < PLAIN


def test_a_word_that_no_glossary_knows_is_translated_by_the_learnt_table():
    words = sought("Is the scholarship about spinach?")
    assert dutch_words("spinach", "en") == ()
    assert words["spinazie"] > words["spinach"] > 0


def test_words_about_the_dossier_itself_are_not_sought():
    assert "dossier" not in sought("Wat zegt het dossier over vrijwilligers?")
    assert sought("Wat is het dossier?") != {}


@pytest.mark.parametrize("name", LISTS)
def test_every_line_of_a_list_is_one_term_and_its_words(name):
    pairs = rows_of(name)
    assert [pair for pair in pairs if len(pair) != 2 or not all(pair)] == []
    terms = [pair[0] for pair in pairs]
    assert len(terms) == len(set(terms))
    assert [term for term in terms if term != term.lower()] == []


def test_the_terms_of_the_dossier_stand_in_three_languages(dossier, passages):
    rows = rows_of("terms.tsv")
    assert len(rows) >= 500
    assert [row for row in rows if len(row) != 4 or not row[0]] == []
    assert len({row[0] for row in rows}) == len(rows)
    text = " ".join(
        f"{' '.join(p.section_path)} {p.context} {p.text}" for p in passages.values()
    ).lower()
    standing = [row[0] for row in rows if row[0].lower() in text]
    assert len(standing) > 0.9 * len(rows)
