"""Every status and every note has its words in three languages."""

import pytest

from assistant.wording.phrases import message, note_text

LANGUAGES = ("nl", "en", "fr")


@pytest.mark.parametrize(
    "status", ["not_in_dossier", "needs_clarification", "out_of_scope", "refused"]
)
def test_every_status_without_an_answer_has_words(status):
    assert len({message(status, language) for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize("code", ["quotes_are_dutch", "quote_shortened"])
def test_every_note_has_words(code):
    assert len({note_text(code, language) for language in LANGUAGES}) == len(LANGUAGES)


def test_the_part_without_an_answer_is_named_in_every_language():
    asked = (("question", "Wie is er de directeur?"),)
    texts = {note_text("part_not_answered", language, asked) for language in LANGUAGES}
    assert len(texts) == len(LANGUAGES)
    assert all("Wie is er de directeur?" in text for text in texts)
