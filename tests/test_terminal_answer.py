"""How an answer looks: on a terminal of any width, and plain when it goes elsewhere."""

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from assistant.answer import (
    Answer,
    CitedReference,
    DocumentLabel,
    Explanation,
    NearSection,
    Note,
    Quote,
)
from ui.terminal_answer import AnswerScreen, console_for

REFERENCE = CitedReference(
    key="departement-zdc",
    label="Departement Cultuur, Jeugd & Media, z.d.c",
    entry="Departement …",
    url="https://www.vlaanderen.be/cjm/nl/cultuur/culturele-hoofdstad-van-europa-2030",
    scope="inherited",
    evidence="not_fetched",
)
QUOTE = Quote(
    marker=1, passage="s5.1.1-p6", document="dossier", section="5.1.1",
    section_title="Europees niveau", section_path=("Multilateraal", "Europees niveau"),
    page=29, page_basis="inferred", kind="paragraph", quote="In 2030 wordt Leuven …",
    start=0, end=22, url="/dossier#s5.1.1-p6", references=(REFERENCE,),
)  # fmt: skip
ANSWER = Answer(
    question="Welke stad?", language="nl", status="answered", short_answer="Leuven",
    text="In 2030 wordt Leuven, na Bergen, Brugge en Brussel, één van de titeldragers. [1]",
    quotes=(QUOTE,), document=DocumentLabel("", ""), generation="g-1", confidence=0.9,
)  # fmt: skip


def plain(answer):
    stream = io.StringIO()
    AnswerScreen(console_for(stream)).show(answer)
    return stream.getvalue()


def on_terminal(answer, width, **options):
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=width, highlight=False, **options)
    AnswerScreen(console).show(answer)
    return stream.getvalue()


def test_elsewhere_than_a_terminal_it_is_plain_and_lines_are_whole():
    assert plain(ANSWER) == (
        "Kort antwoord: Leuven\n"
        "\n"
        "In 2030 wordt Leuven, na Bergen, Brugge en Brussel, één van de titeldragers. [1]\n"
        "\n"
        "Bronnen\n"
        "[1] § 5.1.1 Europees niveau (Multilateraal), p. 29\n"
        "    Departement Cultuur, Jeugd & Media, z.d.c (eerder in deze alinea)\n"
        "    https://www.vlaanderen.be/cjm/nl/cultuur/culturele-hoofdstad-van-europa-2030\n"
    )


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"page_basis": "section_start", "page": 27}, "(Multilateraal), vanaf p. 27"),
        ({"page_basis": None, "page": None}, "[1] § 5.1.1 Europees niveau (Multilateraal)\n"),
        ({"kind": "table_row"}, "(Multilateraal), rij van een tabel, p. 29"),
        (
            {"section": "samenvatting", "section_title": "Samenvatting", "section_path": ()},
            "[1] Samenvatting, p. 29",
        ),
        ({"document": "nota"}, "[1] nota: § 5.1.1 Europees niveau (Multilateraal)"),
        ({"references": (replace(REFERENCE, scope="sentence"),)}, "z.d.c (uit deze zin)"),
        ({"references": (replace(REFERENCE, scope="passage"),)}, "(elders in deze passage)"),
    ],
)  # fmt: skip
def test_a_source_says_where_it_stands_and_how_sure_the_page_is(change, line):
    assert line in plain(replace(ANSWER, quotes=(replace(QUOTE, **change),)))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Kort antwoord", "Bronnen")),
        ("en", ("Short answer", "Sources", "earlier in this paragraph")),
        ("fr", ("Réponse courte", "Sources", "plus haut dans ce paragraphe")),
    ],
)
def test_the_words_around_an_answer_are_in_its_language(language, words):
    shown = plain(replace(ANSWER, language=language))
    assert all(word in shown for word in words)


def test_no_answer_is_said_plainly_with_the_nearest_sections():
    refused = replace(
        ANSWER, status="not_in_dossier", short_answer=None, text="Dit staat niet in het dossier.",
        quotes=(), nearest=(NearSection("dossier", "4.2", "Solidariteit", "/dossier#s4.2"),),
    )  # fmt: skip
    assert plain(refused) == (
        "Dit staat niet in het dossier.\n\nHet dichtst in de buurt\n- § 4.2 Solidariteit\n"
    )


def test_a_note_is_worded_and_an_item_of_a_list_keeps_its_dash():
    shown = plain(replace(ANSWER, text="- een\n- twee [1]", notes=(Note("quotes_are_dutch"),)))
    assert "\n- een\n- twee [1]\n" in shown
    assert shown.endswith("overgenomen uit het dossier.\n")


def test_what_stands_under_a_line_about_it_is_indented_and_cells_stand_under_their_row():
    text = (
        "Tabel 2, § 4.1:\n- Op de tast\nPartners: publiq [1]\n- Dans [2]\nDe bron:\n"
        "Goffin, K. (2023). [3]"
    )
    assert plain(replace(ANSWER, short_answer=None, text=text)).startswith(
        "Tabel 2, § 4.1:\n  - Op de tast\n    Partners: publiq [1]\n  - Dans [2]\n"
        "\nDe bron:\n  Goffin, K. (2023). [3]\n"
    )


def test_a_quote_that_ends_in_a_colon_heads_nothing():
    led = replace(QUOTE, quote="Het gaat om:\n1. een")
    shown = plain(
        replace(ANSWER, short_answer=None, text="Het gaat om:\n1. een [1]", quotes=(led,))
    )
    assert shown.startswith("Het gaat om:\n1. een [1]\n")


EXPLAINED = replace(ANSWER, explanation=Explanation(("stad", "2030"), (), 0.8123, 0.4))


@pytest.mark.parametrize("width", [40, 79, 80, 200])
def test_every_line_fits_the_terminal_and_an_explanation_comes_last(width):
    shown = on_terminal(EXPLAINED, width, color_system=None)
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    assert shown.rstrip().endswith("Woordstammen: stad, 2030")


def test_a_wide_terminal_keeps_lines_short_enough_to_read():
    long = replace(ANSWER, text="woord " * 100)
    shown = on_terminal(long, 200, color_system=None)
    assert 90 < max(cell_len(line) for line in shown.splitlines()) <= 100


def test_a_terminal_gets_colour_and_links_but_no_link_to_anything_but_the_web():
    assert "\x1b]8;" in on_terminal(ANSWER, 100, color_system="standard")
    bad = replace(QUOTE, references=(replace(REFERENCE, url="javascript:alert(1)"),))
    shown = on_terminal(replace(ANSWER, quotes=(bad,)), 100, color_system="standard")
    assert "\x1b]8;" not in shown


class Terminal(io.StringIO):
    """Text that believes it is a terminal."""

    def isatty(self):
        """Say so."""
        return True


@pytest.mark.parametrize("no_color", [True, False])
def test_no_color_is_respected_in_a_terminal(monkeypatch, no_color):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    stream = Terminal()
    AnswerScreen(console_for(stream)).show(ANSWER)
    assert ("\x1b" in stream.getvalue()) != no_color


def test_colour_cannot_be_forced_where_there_is_no_terminal(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in plain(ANSWER)


def test_texts_cannot_steer_the_terminal():
    evil = "\x1b[2J\x1b]0;titel\x07\u202eomgekeerd [bold]vet[/bold]"
    hostile = replace(
        ANSWER, short_answer=evil, text=evil,
        quotes=(replace(QUOTE, section_title=evil, references=(replace(REFERENCE, label=evil),)),),
    )  # fmt: skip
    for shown in (plain(hostile), on_terminal(hostile, 100, color_system=None)):
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)
        assert "[bold]vet[/bold]" in shown
