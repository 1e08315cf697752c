"""Passages: addresses, lengths, sentences and the references they rest on."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.address import parse_address
from ingest.passages import passages_of
from ingest.sentences import sentence_spans
from ingest.shipped import shipped_dossier
from ingest.splitting import MOST_TOKENS, split_lines, split_sentences
from ingest.tokens import count_tokens


def test_every_address_follows_the_grammar_and_names_its_section(passages):
    for passage in passages.values():
        address = parse_address(passage.id)
        assert address is not None, passage.id
        if passage.kind not in ("footnote", "reference"):
            assert address.section == passage.section


def test_every_address_occurs_once(dossier):
    ids = [passage.id for passage in passages_of(dossier)]
    assert len(ids) == len(set(ids))


def test_two_parses_give_the_same_passages(dossier):
    assert passages_of(shipped_dossier()) == passages_of(dossier)


def test_no_passage_is_longer_than_300_tokens(passages):
    assert max(passage.tokens for passage in passages.values()) <= MOST_TOKENS
    assert all(p.tokens == count_tokens(p.text) for p in passages.values())


def test_a_long_paragraph_goes_on_in_a_second_part_and_loses_nothing(dossier, passages):
    whole = next(b for b in dossier.blocks if b.address == "s5.1.1-p6")
    parts = [passages["s5.1.1-p6"], passages["s5.1.1-p6.2"]]
    assert " ".join(part.text for part in parts) == whole.text.text
    leuven = "In 2030 wordt Leuven - na Bergen (2015)"
    assert parts[0].text.index(leuven) == 207


def test_every_row_of_a_table_is_one_passage_with_its_column_names(passages):
    row = passages["s4.1-t2-r3"]
    assert row.text.startswith("Project: Op de tast; Partners: publiq vzw")
    assert "; Inhoud: Een samenwerking" in row.text
    assert row.context.startswith("Tabel 2: ")
    assert row.parent == "s4.1-t2"


def test_an_item_knows_its_lead_in_and_a_list_holds_all_items(passages):
    item = passages["s1.2-l1-i1"]
    assert item.context.endswith("onderscheiden de volgende:")
    assert item.text in passages["s1.2-l1"].text
    assert item.parent == "s1.2-l1"


def test_an_item_rests_on_what_its_lead_in_cites(passages):
    keys = [r.key for r in passages["s1.2-l1-i1"].references]
    assert keys == ["janssens-boogaarts-2024"]


def test_a_row_rests_on_what_the_source_line_cites(passages):
    assert [r.key for r in passages["s5.1.1-t6-r1"].references] == ["europese-commissie-2026"]


def test_the_citations_of_a_passage_stand_at_their_offsets(passages):
    liu = next(r for r in passages["s5.1.1-p6"].references if r.key == "liu-2014")
    assert passages["s5.1.1-p6"].text[liu.start : liu.end] == "Liu, 2014"


def test_sentences_lie_within_the_text_in_order(passages):
    for passage in passages.values():
        assert passage.sentences, passage.id
        last = 0
        for start, end in passage.sentences:
            assert last <= start < end <= len(passage.text)
            last = end


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_sentences_cover_everything_but_white_space(text):
    spans = sentence_spans(text)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())


def test_abbreviations_dates_and_pinpoints_end_no_sentence():
    text = (
        "Het gaat bv. om makers (Jans, 2024, p. 135). De Federatie (z.d.) telt o.a. koepels. "
        "Volgens J. Janssens et al. is dat veel. Steun, netwerken etc. Daarna volgt nr. 2."
    )
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "Het gaat bv. om makers (Jans, 2024, p. 135).",
        "De Federatie (z.d.) telt o.a. koepels.",
        "Volgens J. Janssens et al. is dat veel.",
        "Steun, netwerken etc.",
        "Daarna volgt nr. 2.",
    ]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("abcdé ,", min_size=1, max_size=80), min_size=1, max_size=80))
def test_pieces_never_overlap_never_lose_a_word_and_always_fit(sentences):
    text = ". ".join(f"X{sentence}" for sentence in sentences) + "."
    for pieces in (split_sentences(text, sentence_spans(text)), split_lines(text)):
        assert all(count_tokens(text[p.start : p.end]) <= MOST_TOKENS for p in pieces)
        kept = "".join(text[p.start : p.end] for p in pieces)
        assert "".join(kept.split()) == "".join(text.split())
