"""Questions beside passages: the shipped tables hold what they must, and damage is told."""

from collections import Counter
from dataclasses import replace

import pytest

from eval.question_set import asked_turns
from eval.sets.set_reading import shipped_set
from index.analysis import content_words, stems_of, words_of
from ingest.errors import UnusableText
from ingest.expansion import (
    HEADER,
    ExpansionQuestion,
    passage_hash,
    read_expansion,
    written_expansion,
)
from ingest.passage import Passage
from ingest.shipped import shipped_questions, shipped_unanswered

FEWEST = {"nl": 4, "en": 3, "fr": 2}
# Share of all stems of two questions that both have: from here on they are one question.
ALIKE = 0.7
# So many words in a row of a passage are copied from it.
COPIED = 8

CIRCUS = Passage(
    "s1-p1", "nota", "1", "Circus", ("Circus",), "paragraph",
    "Circus reist veel. Het publiek reist mee.", sentences=((0, 18), (19, 41)),
)  # fmt: skip
MUSEUM = Passage(
    "s1-p2", "nota", "1", "Circus", ("Circus",), "list_item", "Musea lenen stukken uit."
)
BESIDE = (
    ExpansionQuestion("s1-p1", 2, "nl", "Wie gaat er mee op tournee?"),
    ExpansionQuestion("s1-p1", 0, "en", "Do circuses travel?"),
    ExpansionQuestion("s1-p2", 1, "fr", "Les musées prêtent-ils des œuvres ?"),
)


def table(*lines):
    return "\n".join((HEADER, *lines, ""))


def stems(text):
    return frozenset(stem for word in content_words(words_of(text)) for stem in stems_of(word))


def copied(text, said):
    """Whether a question repeats a piece of a text that is not mostly a name: a title may be."""
    words = [word for word in text.split() if words_of(word)]
    runs = (words[at : at + COPIED] for at in range(len(words) - COPIED + 1))
    pieces = (f" {' '.join(words_of(' '.join(run)))} " for run in runs if not is_name(run))
    return any(piece in f" {said} " for piece in pieces)


def is_name(run):
    opens = [word.lstrip("\"'“‘«(")[:1] for word in run]
    return 2 * sum(letter.isupper() or letter.isdigit() for letter in opens) >= len(run)


def test_every_passage_of_the_dossier_has_questions_in_three_languages(passages, questions):
    found = Counter((one.passage, one.language) for one in questions)
    short = [
        (id_, language, found[id_, language])
        for id_ in passages
        for language, fewest in FEWEST.items()
        if found[id_, language] < fewest
    ]
    assert short == []


def test_the_shipped_questions_fit_the_dossier_as_it_is(passages, questions):
    expansion = shipped_questions(passages.values())
    assert expansion.changed == ()
    assert expansion.questions == questions
    pairs = [(one.passage, one.text.casefold()) for one in questions]
    assert [pair for pair, count in Counter(pairs).items() if count > 1] == []


def test_no_shipped_question_copies_its_passage(passages, questions):
    said = {id_: " ".join(words_of(passage.text)) for id_, passage in passages.items()}
    found = [one.text for one in questions if copied(one.text, said[one.passage])]
    assert found == []
    whole = passages["samenvatting-p1"]
    assert copied(f"Klopt het: {whole.text}", said[whole.id])


def test_no_question_stands_both_among_the_answered_and_the_unanswered(questions):
    answered = {one.text.casefold() for one in questions}
    unanswered = [text.casefold() for text in shipped_unanswered()]
    assert len(unanswered) >= 3000
    assert [text for text, count in Counter(unanswered).items() if count > 1 or not text] == []
    assert answered.isdisjoint(unanswered)


def finder(texts):
    """Return what tells whether a question has its like among these, judged by shared stems."""
    by_stem = {}
    for own in map(stems, texts):
        for stem in own:
            by_stem.setdefault(stem, set()).add(own)

    def has_like(text):
        asked = stems(text)
        others = set().union(*(by_stem.get(stem, set()) for stem in asked))
        return any(len(asked & own) >= ALIKE * len(asked | own) for own in others)

    return has_like


def test_a_question_in_disguise_would_be_found_and_a_related_one_not():
    has_like = finder(["Welke Vlaamse stad wordt in 2030 Culturele Hoofdstad van Europa?"])
    assert has_like("Wordt in 2030 een Vlaamse stad culturele hoofdstad van Europa?")
    assert not has_like("Wat kost een jaar culturele hoofdstad voor een stad?")


@pytest.mark.parametrize("name", ["answered", "unanswered"])
def test_no_shipped_question_is_a_measured_one_in_disguise(name, questions):
    has_like = finder(
        [one.text for one in questions] if name == "answered" else shipped_unanswered()
    )
    # By number only: who sees this must not read the questions that measure.
    alike = [
        f"{question.id}, turn {turn.turn}"
        for question in shipped_set().questions
        for turn in asked_turns(question)
        if has_like(turn.question)
    ]
    assert alike == []


def test_what_is_written_is_read_back():
    written = written_expansion(BESIDE, {one.id: one for one in (CIRCUS, MUSEUM)})
    expansion = read_expansion(written, [CIRCUS, MUSEUM])
    assert (expansion.questions, expansion.changed) == (BESIDE, ())
    assert written.startswith(HEADER)
    assert read_expansion("", [CIRCUS]).questions == ()


def test_white_space_in_a_question_cannot_break_its_line():
    odd = replace(BESIDE[0], text="Wie\tgaat\n er mee?")
    written = written_expansion([odd], {"s1-p1": CIRCUS})
    assert read_expansion(written, [CIRCUS]).questions[0].text == "Wie gaat er mee?"


@pytest.mark.parametrize(
    "now", [[replace(CIRCUS, text="Circus reist weinig."), MUSEUM], [MUSEUM]], ids=["other", "gone"]
)
def test_questions_of_a_passage_that_changed_are_told_and_left_out(now):
    written = written_expansion(BESIDE, {one.id: one for one in (CIRCUS, MUSEUM)})
    expansion = read_expansion(written, now)
    assert expansion.changed == ("s1-p1",)
    assert expansion.questions == BESIDE[2:]


@pytest.mark.parametrize(
    "line",
    [
        "s1-p1\t{hash}\t1\tnl",
        "s1-p1\t{hash}\t1\tnl\tWie reist?\tnog iets",
        "s1-p1\t{hash}\t1\tde\tWer reist?",
        "s1-p1\t{hash}\teen\tnl\tWie reist?",
        "s1-p1\t{hash}\t-1\tnl\tWie reist?",
        "s1-p1\t{hash}\t3\tnl\tWie reist?",
        "s1-p1\t{hash}\t1\tnl\t ",
        "\t{hash}\t1\tnl\tWie reist?",
        "zomaar wat tekst",
    ],
)
def test_a_line_of_another_form_is_one_error_that_says_which(line):
    good = f"s1-p1\t{passage_hash(CIRCUS)}\t1\tnl\tWie trekt rond?"
    with pytest.raises(UnusableText, match=r"^Regel 3 .*passage, hash, nummer") as failure:
        read_expansion(table(good, line.format(hash=passage_hash(CIRCUS))), [CIRCUS])
    assert "\n" not in str(failure.value)
