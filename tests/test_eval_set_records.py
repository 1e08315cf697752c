"""What the fields of a question may hold, and how every mistake in a YAML or JSON file is told."""

from datetime import date

import pytest

from eval.question_set import asked_turns
from eval.sets.forms.record import asked_from_record, asked_record, read_record
from eval.sets.set_reading import SetMistakes, load_set


@pytest.fixture
def write(tmp_path):
    def written(content, name="set.yaml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture
def mistakes(write):
    def found(content, name="set.yaml"):
        with pytest.raises(SetMistakes) as caught:
            load_set(write(content, name))
        return [str(mistake) for mistake in caught.value.mistakes]

    return found


def test_a_question_needs_only_an_id_words_and_something_expected(write):
    (question,) = load_set(write("- {id: q1, question: Wie?, facts: [Leuven]}\n")).questions
    assert (question.language, question.split, question.difficulty) == ("nl", "dev", "medium")
    assert (question.must_pass, question.draft, question.reviewed) == (False, False, None)
    assert question.turns[0].expected.status == ("answered",)
    assert question.turns[0].expected.max_words == 90
    assert question.place == "set.yaml, regel 1"


def test_yaml_values_stay_what_was_typed(write):
    text = """\
name: proef
questions:
- id: 012
  question: yes
  facts: [5.10, no, 2026-11-22, [0x1F, 1e3], "70,6%"]
  sections: 5.10
  short_answer: ~
  max_words: "120,0"
  must_pass: ja
  reviewed: 22/11/2026
"""
    read = load_set(write(text))
    (question,) = read.questions
    expected = question.turns[0].expected
    assert read.name == "proef"
    assert (question.id, question.turns[0].question) == ("012", "yes")
    assert expected.facts == (("5.10",), ("no",), ("2026-11-22",), ("0x1F", "1e3"), ("70,6%",))
    assert expected.sections == (("5.10",),)
    assert expected.short_answers == ()
    assert (expected.max_words, question.must_pass) == (120, True)
    assert question.reviewed == date(2026, 11, 22)


def test_numbers_in_json_lines_stay_what_was_typed(write):
    line = '{"id": 7, "question": "q", "sections": [5.10], "max_words": 80, "must_pass": true}'
    (question,) = load_set(write(f"\n{line}\n", "set.jsonl")).questions
    assert question.id == "7"
    assert question.turns[0].expected.sections == (("5.10",),)
    assert question.turns[0].expected.max_words == 80
    assert question.must_pass
    assert question.place == "set.jsonl, regel 2"


@pytest.mark.parametrize(
    ("written", "limit"),
    [
        ("90,0", 90),
        ("90.0", 90),
        ("1.000", 1000),
        ("1 000,0", 1000),
        ("00090", 90),
        ("10.000", 10000),
    ],
)
def test_a_number_is_read_as_belgians_write_it(write, written, limit):
    text = f'- {{id: a, question: q, facts: [x], max_words: "{written}"}}\n'
    assert load_set(write(text)).questions[0].turns[0].expected.max_words == limit


def test_a_dialogue_has_turns_and_one_turn_is_a_question(write):
    text = """\
- id: d
  turns:
  - {question: Wie?, facts: [Leuven]}
  - {question: En in 2015?, status: [not_in_dossier, refused]}
- id: e
  turns: [{question: Wie?, facts: [Leuven]}]
"""
    dialogue, single = load_set(write(text)).questions
    assert [turn.question for turn in dialogue.turns] == ["Wie?", "En in 2015?"]
    assert not dialogue.turns[1].expected.answerable
    assert len(single.turns) == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("question: q, facts: [x]", "id: ontbreekt"),
        ("id: a, facts: [x]", "(a), question: ontbreekt"),
        ("id: a, question: '', facts: [x]", "(a), question: ontbreekt"),
        ("id: a, question: q", "status: ontbreekt; kies answered"),
        ("id: a, question: q, status: answered", "facts: ontbreekt; geef minstens"),
        ("id: a#1, question: q, facts: [x]", "id: 'a#1' bevat #"),
        ("id: a, question: q, fact: [x]", "fact: onbekend veld; bedoelt u facts?"),
        ("id: a, question: q, facts: [x], language: ne", "language: 'ne' kan niet, wel nl, en, fr"),
        ("id: a, question: q, facts: [x], split: tset", "bedoelt u test?"),
        ("id: a, question: q, facts: [x], status: error", "status: 'error' kan niet"),
        ("id: a, question: q, facts: [x], status: [answered, refused]", "één van beide"),
        ("id: a, question: q, facts: [x], status: refused", "facts: hoort niet bij een vraag met"),
        ("id: a, question: q, sections: [x], status: refused", "sections: hoort niet bij"),
        ("id: a, question: q, status: [refused, refused]", "noemt tweemaal"),
        ("id: a, question: q, draft: true, must_pass: true", "must_pass: een concept wordt nooit"),
        ("id: a, question: q, draft: ja, reviewed: 2026-01-01", "reviewed: een concept is niet"),
        ("id: a, question: q, facts: [x], must_pass: misschien", "is geen ja of nee"),
        ("id: a, question: q, facts: [x], max_words: 0", "max_words: 0 kan niet"),
        ("id: a, question: q, facts: [x], max_words: veel", "geen geheel getal"),
        ("id: a, question: q, facts: [x], reviewed: 31/02/2026", "is geen datum"),
        ("id: a, question: q, facts: [x], max_words: 90.000", "max_words: 90000 kan niet"),
        (
            "id: a, question: q, facts: [/(/]",
            "facts: /(/: de regex klopt niet bij teken 2 (er ontbreekt een haakje ))",
        ),
        ("id: a, question: q, facts: [/(x+)+y/]", "de regex kan te lang zoeken"),
        (
            "id: a, question: q, facts: [x], forbidden: ['/y*/']",
            "forbidden: /y*/: de regex past ook",
        ),
        ("id: a, question: q, facts: [{x: y}]", "aanhalingstekens rond tekst met een dubbelepunt"),
        ("id: a, question: q, facts: [[[x]]]", "hier hoort tekst, geen lijst"),
        ("id: a, question: q, facts: [x, ~]", "lege plaats"),
        ("id: a, question: q, facts: [[]]", "lege lijst"),
        ('id: a, question: "q\\0", facts: [x]', "onzichtbaar stuurteken"),
        ("id: a, question: q, facts: [x], tags: ['a, b']", "tags: het label 'a, b'"),
        ("id: a, turns: []", "turns: ontbreekt"),
        ("id: a, turns: tekst", "turns: hier hoort een lijst van beurten"),
        ("id: a, question: q, turns: [{question: q, facts: [x]}]", "zet het onder turns"),
        ("id: a, turns: [{question: q, facts: [x], id: b}]", "turns[1].id: hoort bij de hele"),
        ("id: a, turns: [{facts: [x]}, 3]", "turns[1].question: ontbreekt"),
        ("id: a, turns: [{question: q}]", "turns[1].status: ontbreekt"),
        ("id: a, id: b, question: q, facts: [x]", "id: staat al op regel 2"),
        ("id: a, question: !!python/object:x q, facts: [x]", "het type !!python/object:x kan niet"),
        ("id: a, question: *x, facts: [x]", "*x verwijst nergens naar"),
    ],
)
def test_a_mistake_says_where_what_and_what_to_do(mistakes, fields, told):
    found = mistakes(f"\n- {{{fields}}}\n")
    assert all(mistake.startswith("set.yaml, regel 2") for mistake in found)
    assert any(told in mistake for mistake in found), found


def test_every_mistake_of_a_file_is_told_with_its_own_line(mistakes):
    text = """\
- id: a
  question: q
  fcts: [x]
- id: b
  question: q
  status: refused
  max_words: x
  split: y
- tekst
- id: b
  question: q
  turns:
  - question: q
    facts:
    - x
    max_words: -1
"""
    assert [mistake.split(":")[0] for mistake in mistakes(text)] == [
        "set.yaml, regel 3 (a), fcts",
        "set.yaml, regel 7 (b), max_words",
        "set.yaml, regel 8 (b), split",
        "set.yaml, regel 9",
        "set.yaml, regel 10 (b), id",
        "set.yaml, regel 11 (b), question",
        "set.yaml, regel 16 (b), turns[1].max_words",
    ]


def test_the_message_is_the_first_mistake_and_how_many_more_there_are(write):
    with pytest.raises(SetMistakes, match=r"^set.yaml, regel 1 \(a\), status: .+ En nog 1\.$"):
        load_set(write("- {id: a, question: q}\n- {id: b, question: q}\n"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('- id: a\n  question: "x\n', "regel 2: de YAML klopt hier niet: er ontbreekt"),
        ("- id: a\n  question: wat: dat\n", "regel 2: de YAML klopt hier niet: zet tekst met"),
        ("- id: a\n\tquestion: x\n", "regel 2: de YAML klopt hier niet: zet spaties in plaats van"),
        ("- id: a\n  facts: [x\n- id: b\n", "regel 2: de YAML klopt hier niet: er ontbreekt"),
        ("tekst", "regel 1: hier hoort een lijst"),
        ("questions: 3\n", "hier hoort een lijst"),
        ("vragen: [{id: a}]\n", "vragen: onbekend veld; zet de vragen onder questions"),
        ("- {id: a, question: q, facts: [x]}\n---\n- {id: b}\n", "regel 2: een tweede document"),
        ("[" * 200_000, "lagen diep"),
        ("{a: " * 200_000, "lagen diep"),
        ("- " * 200_000, "lagen diep"),
        ("- &a [*a]\n", "*a verwijst nergens naar"),
        ("- &a {id: a, question: q, facts: [x]}\n" + "- *a\n" * 9000, "herhalen te veel"),
        (
            "- &a [x, x]\n"
            + "".join(
                f"- &{chr(98 + place)} [[{', '.join([f'*{chr(97 + place)}'] * 9)}]]\n"
                for place in range(5)
            ),
            "herhalen te veel",
        ),
        (
            "- &a [x, x]\n"
            + "".join(
                f"- &{chr(98 + place)} [{', '.join([f'*{chr(97 + place)}'] * 9)}]\n"
                for place in range(12)
            ),
            "herhalen te veel",
        ),
    ],
)
def test_broken_or_hostile_yaml_is_told_not_followed(mistakes, text, told):
    assert any(told in mistake for mistake in mistakes(text))


def test_an_alias_repeats_a_value_but_not_a_question(write, mistakes):
    text = "- {id: a, question: q, facts: &f [x, y]}\n- {id: b, question: q, facts: *f}\n"
    one, other = load_set(write(text)).questions
    assert one.turns[0].expected.facts == other.turns[0].expected.facts
    (found,) = mistakes("- &a {id: a, question: q, facts: [x]}\n- *a\n")
    assert "regel 2 (a), id: staat al in set.yaml, regel 1" in found


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "regel 1: dit is geen JSON"),
        ("[1]", "regel 1: dit is geen JSON-object"),
        ('{"id": "a", "id": "b"}', "regel 1, id: staat er tweemaal"),
        ("[" * 100_000, "regel 1: dit is geen JSON"),
        ('{"id": "a", "question": "\\ud800", "status": "refused"}', "stuurteken"),
        ('{"id": "a", "question": true, "status": "refused"}', "hier hoort tekst"),
        ('{"id": "a", "short_answer": NaN}', "regel 1: NaN kan niet in JSON; schrijf null"),
        ('{"id": "a", "question": "q", "facts": ["x"], "\\ud800": 1}', "kan hier niet; schrijf"),
    ],
)
def test_bad_lines_of_json_are_told_and_the_others_still_read(mistakes, line, told):
    found = mistakes(f'{line}\n{{"id": "c", "question": "q"}}\n', "set.jsonl")
    assert any(told in mistake for mistake in found)
    assert any("regel 2 (c), status" in mistake for mistake in found)


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("Welke stad wordt in 2030 hoofdstad?", "nl"),
        ("Which city becomes the capital in 2030?", "en"),
        ("Quelle ville sera la capitale en 2030 ?", "fr"),
    ],
)
def test_a_language_that_is_not_given_is_recognised(asked, language):
    question, wrong = read_record({"id": "q", "question": asked, "facts": "Leuven"})
    assert wrong == ()
    assert question.language == language


def test_the_turns_of_a_dialogue_are_drawn_together_also_in_a_file_of_results():
    turns = [
        {"question": "Dag?", "status": "out_of_scope"},
        {"question": "Welke stad?", "facts": "Leuven", "sections": "5.1.1"},
        {"question": "En waar nog?", "facts": "Gent", "sections": "8.1"},
    ]
    question, _ = read_record({"id": "d", "turns": turns})
    asked = asked_turns(question)
    assert [turn.cluster for turn in asked] == ["5.1.1"] * 3
    assert tuple(asked_from_record(asked_record(turn)) for turn in asked) == asked
