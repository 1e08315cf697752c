"""Spans of passages: cut, joined and chosen without leaving the literal text."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.quoting.evidence_span import Evidence, clipped, merged, word_count
from assistant.quoting.listing import Listing, quote_listing
from assistant.quoting.selection import select_sentences, total_words, with_opening
from ingest.passage import Passage
from ingest.sentences import sentence_spans


def passage(text, identifier="s1-p1", kind="paragraph", section="1"):
    return Passage(
        identifier, "dossier", section, "Titel", ("Titel",), kind, text,
        sentences=sentence_spans(text),
    )  # fmt: skip


def sentences(of, scores):
    return [
        Evidence(of, start, end, score)
        for (start, end), score in zip(of.sentences, scores, strict=True)
    ]


def test_neighbouring_sentences_become_one_quote():
    first, second, third = sentences(passage("Een is een. Twee is twee. Drie is drie."), [3, 2, 1])
    assert [piece.text for piece in merged([second, first])] == ["Een is een. Twee is twee."]
    assert [piece.text for piece in merged([first, third])] == ["Een is een.", "Drie is drie."]


def test_a_long_span_is_cut_at_the_end_of_a_clause():
    whole = passage("Dit duurt lang, want er staat veel achter de komma dat niet past")
    assert clipped(Evidence(whole, 0, len(whole.text), 1), 5).text == "Dit duurt lang"


def test_a_cut_keeps_at_least_half_of_the_words_that_fit():
    whole = passage("Kort, en daarna volgt een heel lange bijzin zonder enig teken erin")
    assert clipped(Evidence(whole, 0, len(whole.text), 1), 8).text.endswith("lange bijzin")


def test_a_sentence_that_opens_with_a_pronoun_brings_the_one_before():
    first, second = sentences(passage("Leuven wint de titel. Dit gebeurt in 2030."), [1, 2])
    assert [piece.text for piece in with_opening(second)] == [first.text, second.text]
    assert with_opening(first) == (first,)


def row(partners):
    cells = (
        "Project: Vuur",
        f"Partners: {partners}",
        "Inhoud: Een voorstelling.",
        "Ze reist rond.",
    )
    text = f"{'; '.join(cells[:3])} {cells[3]}"
    spans = tuple((text.index(cell), text.index(cell) + len(cell)) for cell in cells)
    return Passage(
        "s1-t1-r1", "dossier", "1", "T", ("T",), "table_row", text, sentences=spans
    )  # fmt: skip


def test_a_sentence_of_a_row_brings_the_cells_before_it():
    of = row("Theater Zuid")
    opening = with_opening(Evidence(of, *of.sentences[-1], 1))
    assert "".join(piece.text for piece in merged(opening)) == of.text


def test_after_long_cells_only_the_name_of_the_row_is_brought():
    of = row("Theater " * 30 + "Zuid")
    opening = with_opening(Evidence(of, *of.sentences[-1], 1))
    assert [piece.text for piece in opening] == ["Project: Vuur", "Ze reist rond."]


def test_the_best_sentence_comes_first_and_weak_ones_stay_out():
    strong = sentences(passage("Het beste antwoord. Ook goed hier."), [2.0, 1.5])
    weak = sentences(passage("Iets heel anders.", "s2-p1", section="2"), [0.2])
    chosen = select_sentences([*strong, *weak])
    assert [piece.text for piece in chosen] == ["Het beste antwoord. Ook goed hier."]


def test_the_same_words_in_another_passage_are_not_repeated():
    text = "De Faro-conventie benadert erfgoed als een maatschappelijke hulpbron."
    once = sentences(passage(text), [2.0])
    again = sentences(passage(text, "s2-p1", section="2"), [1.9])
    assert len(select_sentences([*once, *again])) == 1


def listing(*items):
    text = "Er zijn er drie:\n" + "\n".join(f"- {item}" for item in items)
    whole = passage(text, "s1-l1", "list")
    places = [(text.index(item), item) for item in items]
    pieces = tuple(Evidence(whole, start, start + len(item), 1) for start, item in places)
    return Listing(pieces, "drie dingen", 1.0)


def test_a_list_that_fits_is_quoted_whole_with_its_lead_in():
    (quote,) = quote_listing(listing("sectoraal;", "bilateraal;", "multilateraal."), 90)
    assert quote.text == quote.passage.text


def test_of_a_long_list_every_item_keeps_its_beginning():
    items = [f"{name}: {'woord ' * 40}einde" for name in ("Eerste", "Tweede", "Derde")]
    quotes = quote_listing(listing(*items), 60)
    assert [quote.text.split(":")[0] for quote in quotes] == ["Eerste", "Tweede", "Derde"]
    assert total_words(quotes) + len(quotes) <= 60


WORDS = st.lists(st.sampled_from(["dit", "is", "Een", "zin.", "en;", "ja,", "Dit"]), min_size=1)


@given(st.lists(WORDS, min_size=1, max_size=6), st.integers(5, 60))
def test_a_choice_never_exceeds_its_budget_and_stays_literal(texts, budget):
    pieces = [
        piece
        for number, words in enumerate(texts)
        for piece in sentences_of(passage(" ".join(words), f"s1-p{number}"))
    ]
    chosen = select_sentences(pieces, budget)
    assert total_words(chosen) <= budget
    assert all(piece.text in piece.passage.text for piece in chosen)


def sentences_of(one):
    return [Evidence(one, start, end, 1.0) for start, end in one.sentences]


@given(WORDS, st.integers(0, 40))
def test_clipping_keeps_a_beginning_of_the_span(words, most):
    one = passage(" ".join(words))
    cut = clipped(Evidence(one, 0, len(one.text), 1.0), most)
    assert one.text.startswith(cut.text)
    assert word_count(cut.text) <= most


def test_the_name_of_a_row_is_not_quoted_without_the_cell_behind_it():
    of = row("Theater Zuid")
    opening = with_opening(Evidence(of, *of.sentences[0], 1))
    assert [piece.text for piece in opening] == ["Project: Vuur", "Partners: Theater Zuid"]


def test_a_sentence_that_leans_is_left_out_where_what_it_leans_on_does_not_fit():
    best = sentences(passage("Het beste antwoord staat hier."), [2.0])
    long = passage(f"Een zin van {'zeer ' * 90}veel woorden. Dit zegt zij daarover.", "s2-p1")
    leaning = sentences(long, [0.1, 1.9])
    assert select_sentences(sorted([*best, *leaning], key=lambda one: -one.score)) == tuple(best)


def test_a_few_words_are_no_quote_beside_another():
    best = sentences(passage("Het beste antwoord staat hier."), [2.0])
    few = sentences(passage("Een nieuwe wereld?!", "s2-p1"), [1.9])
    assert select_sentences([*best, *few]) == tuple(best)
