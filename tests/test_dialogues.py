"""Dialogues are remembered within bounds, and a conversation makes turns follow each other."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from assistant.answer import Answer, DocumentLabel, Exchange, Explanation, Question
from assistant.answer_json import to_json
from assistant.assistant import Assistant
from assistant.follow_ups.dialogues import Dialogues
from index.build import build_generation
from index.opening import open_index
from ingest.passages import passages_of
from ingest.shipped import shipped_questions


@pytest.fixture(scope="module")
def assistant(dossier, tmp_path_factory) -> Iterator[Assistant]:
    place = tmp_path_factory.mktemp("index")
    found = passages_of(dossier)
    questions = shipped_questions(found).questions
    build_generation([dossier], found, place, questions=questions)
    index = open_index(place)
    yield Assistant(index)
    index.close()


def exchange(text: str) -> Exchange:
    answer = Answer(text, "nl", "answered", None, "", (), DocumentLabel("", ""), "g-1", 1.0)
    return Exchange(text, answer)


def questions(dialogues: Dialogues, conversation: str) -> list[str]:
    return [one.question for one in dialogues.earlier(conversation)]


def test_the_last_exchanges_of_a_dialogue_are_remembered_in_order():
    dialogues = Dialogues(most_exchanges=2)
    for text in ("een", "twee", "drie"):
        dialogues.remember("a", exchange(text))
    dialogues.remember("b", exchange("vier"))
    assert questions(dialogues, "a") == ["twee", "drie"]
    assert questions(dialogues, "b") == ["vier"]
    assert questions(dialogues, "nieuw") == []


def test_the_dialogue_used_longest_ago_is_forgotten_first():
    dialogues = Dialogues(most_dialogues=2)
    dialogues.remember("a", exchange("een"))
    dialogues.remember("b", exchange("twee"))
    dialogues.earlier("a")
    dialogues.remember("c", exchange("drie"))
    assert [questions(dialogues, name) for name in "abc"] == [["een"], [], ["drie"]]
    assert len(dialogues) == 2


def test_explanations_are_not_kept():
    dialogues = Dialogues()
    one = exchange("een")
    explained = replace(one.answer, explanation=Explanation((), (), 1.0, 0.5))
    dialogues.remember("a", replace(one, answer=explained))
    assert dialogues.earlier("a")[0].answer.explanation is None


def test_many_threads_lose_no_exchange_of_a_dialogue():
    dialogues = Dialogues(most_exchanges=400)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: dialogues.remember("a", exchange(str(n))), range(400)))
    assert sorted(map(int, questions(dialogues, "a"))) == list(range(400))


TURNS = ("Welke stad wordt in 2030 Culturele Hoofdstad van Europa?", "En in 2015?", "En in 2002?")


def ask(assistant: Assistant, conversation: str | None) -> list[Answer]:
    return [assistant.ask(Question(turn, conversation=conversation)) for turn in TURNS]


def test_turns_of_a_conversation_follow_each_other_and_keep_what_was_asked(assistant):
    answers = ask(assistant, "een")
    assert [answer.short_answer for answer in answers] == ["Leuven", "Bergen", "Brugge"]
    assert [answer.question for answer in answers] == list(TURNS)
    assert [note.code for note in answers[0].notes] == []
    assert dict(answers[2].notes[0].values) == {
        "question": "Welke stad wordt in 2002 Culturele Hoofdstad van Europa?"
    }


def test_the_same_dialogue_gives_the_same_bytes(assistant):
    def shapes(conversation: str) -> list[dict[str, object]]:
        found = [to_json(answer) for answer in ask(assistant, conversation)]
        return [{**shape, "timings_ms": None, "conversation": None} for shape in found]

    assert shapes("twee") == shapes("drie")


def test_without_a_conversation_nothing_is_taken_along(assistant):
    ask(assistant, "vier")
    alone = assistant.ask(Question(TURNS[1]))
    assert "read_as" not in {note.code for note in alone.notes}
    other = assistant.ask(Question(TURNS[1], conversation="vijf"))
    assert "read_as" not in {note.code for note in other.notes}


def test_earlier_exchanges_given_along_count_instead_of_those_remembered(assistant):
    ask(assistant, "zes")
    first = assistant.ask(Question("Wat is Belgium Booms?"))
    question = Question(
        "Wie zit erachter?", conversation="zes", earlier=(Exchange(first.question, first),)
    )
    assert [quote.passage for quote in assistant.ask(question).quotes] == ["fn27"]


DIALOGUES = [
    (("Wie is het steunpunt voor circus?", "En voor erfgoed?"), "s8.1-p6"),
    (("Wat is het project Op de tast?", "Wie zijn de partners daarvan?"), "s4.1-t2-r3"),
    (("Wat is Belgium Booms?", "Wie zit erachter?", "Waar staat dat?"), "fn27"),
    (("Wat is Creative Europe?", "En Horizon Europe?"), "s5-l2-i10"),
    (("What is the Faro Convention?", "And the Porto Santo Charter?"), "fn25"),
    (
        ("Welke subsidies zijn er in het Kunstendecreet?", "En in het circusdecreet?"),
        "s1.3.2-t1-r2",
    ),
    (
        ("Quelle ville sera capitale européenne de la culture en 2030 ?", "Et en 2002 ?"),
        "s5.1.1-p6",
    ),
    (("What is STUK?", "Where is it located?"), "fn10"),
    (("Wat is Pilar vzw?", "In welk project zitten ze?", "Met wie?"), "s4.3-t4-r3"),
    (
        (
            "Hoeveel procent van de circusartiesten is internationaal actief?",
            "Op welke bron steunt dat?",
        ),
        "s4.1.1-p2",
    ),
]


@pytest.mark.parametrize(("turns", "passage"), DIALOGUES)
def test_the_last_turn_of_a_dialogue_is_answered_from_the_right_place(assistant, turns, passage):
    conversation = " ".join(turns)
    answers = [assistant.ask(Question(turn, conversation=conversation)) for turn in turns]
    assert passage in [one.passage for one in answers[-1].quotes]
