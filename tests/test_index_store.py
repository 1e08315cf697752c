"""An index that is built, opened and asked."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.build import STEPS, build_generation
from index.generation import DamagedIndex, MissingIndex
from index.opening import open_index
from index.passage_file import PassageFile, save_passages
from index.query import text_keys
from ingest.document import (
    Document,
    ListBlock,
    ListItem,
    PageMark,
    Paragraph,
    Section,
    Subtitle,
    Table,
    TableRow,
)
from ingest.errors import InputError, UnusableText
from ingest.passage import Passage, PassageReference
from ingest.passages import passages_of
from ingest.richtext import Mark, RichText
from ingest.shipped import shipped_dossier

TEXTS = {
    "s1-p1": "Leuven wordt in 2030 Culturele Hoofdstad van Europa.",
    "s1-p2": "De Vlaamse overheid subsidieert kunstenorganisaties.",
    "s2-p1": "Musea werken samen met scholen en bibliotheken.",
    "s2-p2": "Circusgezelschappen touren zonder subsidie door Europa.",
    "s3-p1": "…",
}


def passage(id_, text, path=("Inleiding",), **more):
    number = id_.split("-")[0].lstrip("s")
    return Passage(id_, "proef", number, path[-1], tuple(path), "paragraph", text, **more)


def small():
    return [passage(id_, text) for id_, text in TEXTS.items()]


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    data = tmp_path_factory.mktemp("dossier")
    document = shipped_dossier()
    passages = passages_of(document)
    build_generation([document], passages, data)
    index = open_index(data)
    yield document, passages, index
    index.close()


def test_the_real_dossier_is_found_by_questions_in_other_words(dossier):
    _, passages, index = dossier
    hits = index.retrieve("Welke stad wordt in 2030 Culturele Hoofdstad van Europa?", 5)
    assert any(hit.passage.section == "5.1.1" and "Leuven" in hit.passage.text for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert index.notes == ()
    assert index.generation.passages == len(passages)


def test_documents_and_passages_come_back_as_they_were(dossier):
    document, passages, index = dossier
    assert index.documents == (document,)
    assert index.passages == tuple(passages)
    assert index.passage(passages[7].id) == passages[7]
    with pytest.raises(KeyError):
        index.passage("s99-p1")


def test_threads_get_the_same_hits(dossier):
    _, _, index = dossier
    questions = ["culturele democratie", "financiering van erfgoed", "Brexit", "jonge makers"] * 5
    expected = [index.retrieve(question, 5) for question in questions]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda q: index.retrieve(q, 5), questions)) == expected


def test_sentences_are_judged_by_the_words_of_the_question(dossier):
    _, _, index = dossier
    question = "Welke stad wordt Culturele Hoofdstad van Europa?"
    about, beside, nothing, itself = index.relevance(
        question,
        ["Leuven is in 2030 culturele hoofdstad.", "Europa telt veel landen.", "", question],
    )
    assert 1 >= itself > about > beside > nothing == 0
    assert index.self_score(question) > index.self_score("hoofdstad") > 0
    assert index.relevance("", ["tekst"]) == [0.0]


def test_judging_a_sentence_again_or_among_others_gives_the_same(dossier):
    _, passages, index = dossier
    texts = [passage.text for passage in passages[:20]]
    alone = [index.relevance("culturele hoofdstad 2030", [text])[0] for text in texts]
    assert index.relevance("culturele hoofdstad 2030", texts) == alone
    with pytest.raises(TypeError):
        text_keys(texts[0])["stems"] = {}  # what is remembered cannot be changed


def test_a_document_file_that_changes_under_an_open_index_is_a_clear_failure(tmp_path):
    build_generation([], [Passage("s1-p1", "proef", "1", "", (), "paragraph", "Musea.")], tmp_path)
    index = open_index(tmp_path)
    (index.generation.directory / "documents.jsonl").write_text("{}\n[]\n")
    with pytest.raises(DamagedIndex, match="dossierwijzer ingest"):
        _ = index.documents
    index.close()


def test_terms_are_the_stems_without_stop_words(dossier):
    _, _, index = dossier
    assert index.terms("Wat zijn de subsidies van een stad niet?") == ("subsidie", "stad", "niet")


def test_two_builds_give_the_same_bytes_and_the_same_id(tmp_path):
    one = build_generation([], small(), tmp_path / "one")
    other = build_generation([], small(), tmp_path / "other")
    assert one.id == other.id
    files = [p for p in sorted(one.directory.rglob("*")) if p.suffix in {".npy", ".txt", ".jsonl"}]
    assert len(files) > 15
    for path in files:
        twin = other.directory / path.relative_to(one.directory)
        assert path.read_bytes() == twin.read_bytes(), path.name


@pytest.mark.parametrize(
    "change",
    [
        lambda passages: passages[:-1],
        lambda passages: [*passages[1:], passages[0]],
        lambda passages: [passage("s1-p1", "Andere tekst."), *passages[1:]],
    ],
)
def test_other_passages_give_another_id(tmp_path, change):
    one = build_generation([], small(), tmp_path)
    other = build_generation([], change(small()), tmp_path)
    assert one.id != other.id


def test_building_the_same_again_keeps_what_stands(tmp_path):
    one = build_generation([], small(), tmp_path)
    before = (one.directory / "manifest.json").stat().st_mtime_ns
    again = build_generation([], small(), tmp_path)
    assert again == one
    assert (one.directory / "manifest.json").stat().st_mtime_ns == before


def test_equal_passages_come_in_the_order_of_their_ids(tmp_path):
    passages = [passage(f"s1-p{number}", "Kunst en cultuur.") for number in (3, 1, 2)]
    build_generation([], passages, tmp_path)
    index = open_index(tmp_path)
    hits = index.retrieve("kunst", 2)
    assert [hit.passage.id for hit in hits] == ["s1-p1", "s1-p2"]
    assert index.retrieve("kunst", 0) == []
    assert index.retrieve("xyzzy", 5) == []
    assert index.retrieve("", 5) == []
    index.close()


def test_section_path_and_context_help_but_weigh_less_than_the_text(tmp_path):
    passages = [
        passage("s1-p1", "Er zijn drie manieren.", ("Financiering van erfgoed",)),
        passage("s2-p1", "De financiering van erfgoed stijgt.", ("Slot",)),
        passage("s3-p1", "Alles gaat goed.", ("Slot",), context="de volgende festivals:"),
    ]
    build_generation([], passages, tmp_path)
    index = open_index(tmp_path)
    assert [h.passage.id for h in index.retrieve("financiering erfgoed", 2)] == ["s2-p1", "s1-p1"]
    assert index.retrieve("festivals", 1)[0].passage.id == "s3-p1"
    index.close()


def test_progress_goes_up_through_the_steps_to_the_end(tmp_path):
    told = []
    build_generation([], small(), tmp_path, progress=lambda step, share: told.append((step, share)))
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[-1] == ("publish", 1.0)
    assert list(dict.fromkeys(step for step, _ in told)) == list(STEPS)


def test_nothing_to_index_and_double_addresses_are_refused(tmp_path):
    with pytest.raises(UnusableText, match="geen passages"):
        build_generation([], [], tmp_path)
    with pytest.raises(InputError, match="s1-p1"):
        build_generation([], [*small(), passage("s1-p1", "dubbel")], tmp_path)
    with pytest.raises(MissingIndex, match="dossierwijzer ingest"):
        open_index(tmp_path)


@settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_texts_can_be_indexed_and_are_found(tmp_path, texts):
    passages = [passage(f"s1-p{number}", text) for number, text in enumerate(texts)]
    build_generation([], passages, tmp_path)
    index = open_index(tmp_path)
    for one in passages:
        found = [hit.passage for hit in index.retrieve(one.text, len(passages))]
        assert one in found or not index.terms(one.text)
    index.close()


def test_every_kind_of_block_survives_the_disk(tmp_path):
    rich = RichText("vet en link", (Mark(0, 3, "bold"), Mark(7, 11, "link", "https://a.be")))
    pages = (PageMark(0, 3, "printed"),)
    blocks = (
        Paragraph("s1-p1", "1", rich, pages, "titel"),
        Paragraph("s1-p2", "1", rich),
        Subtitle("s1-h1", "1", rich),
        ListBlock("s1-l1", "1", (ListItem("s1-l1-i1", rich, "-", 0, None),), "s1-p1"),
        Table("s1-t1", "1", 1, rich, ("a",), (TableRow("s1-t1-r1", (rich,), "groep"),)),
    )
    section = Section("1", "Titel", 1, None, ("Titel",))
    document = Document(
        "proef", "T", (("date", "2026"),), "paged", (section,), blocks, (), (), (), (), ()
    )
    build_generation([document, document], small(), tmp_path)
    index = open_index(tmp_path)
    assert index.documents == (document, document)
    index.close()


def test_passages_come_back_from_the_disk_as_they_were(tmp_path):
    passages = [
        passage(
            f"s1-p{number}",
            "Een zin over cultuur. " * 15,
            sentences=tuple((i * 22, i * 22 + 21) for i in range(15)),
            references=(PassageReference("jans-2024", 1, 5),),
            pages=(PageMark(0, 3, "printed"),),
        )
        for number in range(600)
    ]
    save_passages(passages, tmp_path)
    stored = PassageFile(tmp_path)
    assert [stored[row] for row in range(600)] == passages


def test_answering_imports_no_scikit_learn_and_no_scipy(tmp_path):
    build_generation([], small(), tmp_path)
    script = (
        "import sys; from pathlib import Path; from index.opening import open_index\n"
        "index = open_index(Path(sys.argv[1])); hits = index.retrieve('Leuven 2030', 3)\n"
        "index.relevance('Leuven', ['Leuven']); index.documents; index.close()\n"
        "assert hits and not index.notes == ('x',)\n"
        "print({'sklearn', 'scipy', 'gradio'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
