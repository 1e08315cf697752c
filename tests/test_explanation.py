"""Why an answer is what it is: read from what the chain really did, and adding up."""

from math import exp, log

import pytest

from assistant.abstaining.answerability import BY_QUESTIONS
from assistant.abstaining.answerability import FEATURES as OF_ANSWERS
from assistant.answer import Answer, Question
from assistant.assistant import Assistant
from assistant.explaining.explanation import channel_ranks
from assistant.ranking.sentence_features import FEATURES as OF_SENTENCES
from assistant.translation.word_table import word_table
from assistant.understanding.glossary import known_words
from index.build import build_generation
from index.hit import Hit
from index.opening import open_index

CITY = "Welke stad wordt in 2030 Culturele Hoofdstad van Europa?"
TICKET = "Hoeveel kost een ticket voor de opera in Gent?"


@pytest.fixture(scope="module")
def assistant(dossier_index) -> Assistant:
    return Assistant(dossier_index)


def why(assistant, text, **fields):
    """Ask with an explanation."""
    explanation = assistant.ask(Question(text, explain=True, **fields)).explanation
    assert explanation is not None
    return explanation


def test_it_tells_how_the_question_was_read(assistant):
    reading = why(assistant, CITY).reading
    assert (reading.text, reading.recognised, reading.kind) == (CITY, True, "where")
    assert "2030" in reading.numbers
    assert "Europa" in reading.names
    assert not reading.read_as
    assert not reading.spelling
    assert not why(assistant, CITY, language="nl").reading.recognised


def test_a_mended_word_and_a_follow_up_are_told(assistant):
    assistant.ask(Question(CITY, conversation="a"))
    later = why(assistant, "En in 2015?", conversation="a").reading
    assert "2015" in later.read_as
    assert "Hoofdstad" in later.read_as
    mended = why(assistant, "Wat is culturele democratei?").reading
    assert "democratei → democratie" in mended.spelling
    assert "democratie" in mended.text


def test_each_word_sought_says_where_it_comes_from(assistant):
    terms = {term.asked: term.sought for term in why(assistant, "Which city is capital?").sought}
    origins = {one.word: (one.origin, one.weight) for one in terms["city"]}
    assert origins["city"] == ("question", 0.4)
    assert origins["stad"][0] == "glossary"


def test_a_word_of_the_learnt_table_is_told_from_one_of_the_glossary(assistant):
    word = next(
        one for one in sorted(word_table("en")) if len(one) > 6 and not known_words(one, "en")
    )
    explanation = why(assistant, f"Which {word} is there?", language="en")
    sought = {term.asked: term.sought for term in explanation.sought}[word]
    assert {one.origin for one in sought} <= {"learnt", "question"}
    assert [one.word for one in sought if one.origin == "learnt"]


def test_what_is_sought_is_what_was_searched(assistant, dossier_index):
    explanation = why(assistant, "Quelle ville devient capitale de la culture ?")
    words = [one.word for term in explanation.sought for one in term.sought]
    assert set(dossier_index.terms(" ".join(words))) <= set(explanation.terms)


def test_passages_have_their_fused_score_ranks_and_question(assistant):
    hits = why(assistant, CITY).hits
    best = hits[0]
    assert best.passage == "s5.1.1-p6"
    assert best.score == 1
    assert best.fused >= max(hit.fused for hit in hits[1:])
    assert "2030" in best.question.text
    assert 0 < best.question.words <= 1
    for name in dict(best.channels):
        by_rank = {dict(hit.ranks)[name]: dict(hit.channels)[name] for hit in hits
                   if name in dict(hit.ranks)}  # fmt: skip
        assert sorted(by_rank.values(), reverse=True) == [by_rank[rank] for rank in sorted(by_rank)]


def test_equal_scores_share_a_place_and_no_score_has_none(passages):
    found = list(passages.values())[:4]
    scores = (0.5, 0.9, 0.5, 0.0)
    hits = [Hit(one, 1.0, (("stems", score),)) for one, score in zip(found, scores, strict=True)]
    assert channel_ranks(hits) == {"stems": {0.9: 1, 0.5: 2}}


def test_sentences_are_literal_and_their_parts_add_up_to_their_score(assistant, passages):
    sentences = why(assistant, CITY).sentences
    assert len(sentences) == 3
    for one in sentences:
        assert passages[one.passage].text[one.start : one.end] == one.text
        assert set(dict(one.parts)) <= set(OF_SENTENCES)
        assert sum(dict(one.parts).values()) == pytest.approx(one.score, abs=0.02)
    first, second, _ = sentences
    assert first.text.startswith("In 2030 wordt Leuven")
    assert first.chance / second.chance == pytest.approx(exp(first.score - second.score), rel=0.01)


@pytest.mark.parametrize("text", [CITY, TICKET, "Who can apply for a grant?"])
def test_the_parts_of_the_chance_add_up_to_it(assistant, text):
    explanation = why(assistant, text)
    doubt, chance = explanation.doubt, explanation.answerability
    assert set(dict(doubt.parts)) <= set(OF_ANSWERS)
    odds = doubt.start + sum(dict(doubt.parts).values())
    assert odds == pytest.approx(log(chance / (1 - chance)), abs=0.02)
    assert doubt.assumed == ()


def test_the_most_alike_question_without_an_answer_is_named(assistant, dossier_index):
    doubt = why(assistant, TICKET).doubt
    alike = dossier_index.answered_likeness(TICKET)
    assert (doubt.unanswered, doubt.likeness) == (alike.example, alike.nearest)
    assert "ticket" in doubt.unanswered.lower()


def test_what_is_no_question_to_a_dossier_was_not_searched(assistant):
    explanation = why(assistant, "Hallo")
    assert explanation.reading is not None
    assert (explanation.hits, explanation.sought, explanation.sentences) == ((), (), ())
    assert explanation.doubt is None


def test_words_that_are_nowhere_find_nothing_and_say_so(assistant):
    explanation = why(assistant, "xyzzyqwf brrrt")
    assert [term.asked for term in explanation.sought] == ["xyzzyqwf", "brrrt"]
    assert explanation.doubt is None


def test_without_questions_beside_the_passages_their_likeness_is_assumed(
    dossier, passages, tmp_path
):
    build_generation([dossier], [*passages.values()], tmp_path)
    index = open_index(tmp_path)
    explanation = why(Assistant(index), CITY)
    index.close()
    assert explanation.doubt.assumed == BY_QUESTIONS
    assert explanation.doubt.unanswered == ""
    assert explanation.hits[0].question is None


def test_the_answer_is_the_same_with_and_without(assistant):
    def told(answer: Answer):
        return answer.text, answer.quotes, answer.status, answer.confidence, answer.notes

    for text in (CITY, TICKET):
        plain, explained = (assistant.ask(Question(text, explain=own)) for own in (False, True))
        assert plain.explanation is None
        assert told(plain) == told(explained)
