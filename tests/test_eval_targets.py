"""Targets in this process: the assistant as everyone meets it, and the baseline of gates."""

import shutil
import tomllib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from answering_server import answering_server, opened_assistant
from command_child import LEUVEN, built_directory, copy_of_built

from assistant.answer import Question
from assistant.answer_json import to_json
from assistant.settings import Settings
from eval.runs.program_hash import ANSWERING, program_hash
from eval.targets.first_paragraph import FirstParagraph, first_paragraph
from eval.targets.local import LocalTarget
from eval.targets.named import target_named
from index.hit import Hit
from ingest.errors import BadQuestion, InputError


class Listener:
    """Hears that an index is built, which must not happen."""

    def announce(self, text):
        """Fail: there is an index."""
        raise AssertionError(text)

    def __call__(self, step, share):
        """Fail too."""
        raise AssertionError(step)


@pytest.fixture(scope="module")
def settings():
    return Settings(data_directory=built_directory())


@pytest.fixture(scope="module")
def assistant():
    with opened_assistant() as opened:
        yield opened


@pytest.fixture(scope="module")
def local(assistant):
    return LocalTarget(assistant, "local", "p", question_limit=500)


@pytest.fixture(scope="module")
def baseline(assistant):
    return LocalTarget(FirstParagraph(assistant.index), "first-paragraph", "p", 500)


def without_timings(answer):
    return to_json(replace(answer, total_ms=0.0))


@pytest.mark.parametrize(
    "question", [LEUVEN, "Which city will be Capital of Culture in 2030?", "?a"]
)
def test_the_local_target_answers_as_the_assistant_does(question, local, assistant):
    asked = local.ask(Question(question, explain=True))
    right = assistant.ask(Question(question, explain=True))
    assert without_timings(asked.answer) == without_timings(right)
    assert 0 < asked.first_event_ms < asked.total_ms
    assert local.generation == assistant.index.generation.id


def test_a_question_is_cleaned_and_limited_as_for_every_asker(local):
    seen = local.ask(Question(f"  {LEUVEN}\u200b\n")).answer
    assert seen.question == LEUVEN
    for text in ("x" * 501, " \u200b "):
        with pytest.raises(BadQuestion):
            local.ask(Question(text))


def test_a_local_passage_is_told_with_its_section(local):
    assert local.passage("s5.1.1-p6").section == "5.1.1"
    assert "Leuven" in local.passage("s5.1.1-p6").text
    assert local.passage("s99-p1") is None


QUESTIONS = [
    LEUVEN,
    "Hoe bak ik een appeltaart met kaneel?",
    "Goedemorgen!",
    "Who are the partners?",
    "Wat is het rekeningnummer van de minister?",
    "zzz qqq",
    "?!a",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_baseline_always_answers_with_a_literal_first_paragraph(question, baseline, passages):
    answer = baseline.ask(Question(question, explain=True)).answer
    assert answer.status == "answered"
    assert answer.short_answer is None
    (quote,) = answer.quotes
    passage = passages[quote.passage]
    assert passage.text[quote.start : quote.end] == quote.quote
    assert answer.text == f"{quote.quote} [1]"
    assert len(quote.quote.split()) <= 90
    of_section = [one for one in passages.values() if one.section == quote.section]
    paragraphs = [one for one in of_section if one.kind == "paragraph"]
    assert passage == (paragraphs or of_section)[0]
    assert baseline.ask(Question(question, explain=True)).answer.quotes == answer.quotes


def test_the_baseline_quotes_with_page_and_references_like_the_assistant(baseline, local):
    quote = baseline.ask(Question("Waarom internationaal werken?")).answer.quotes[0]
    assert quote.page is not None
    assert quote.references
    assert quote.url == f"/dossier#{quote.passage}"


def test_the_baseline_takes_the_section_of_the_best_hit_that_stands_in_one(passages):
    everything = tuple(passages.values())
    reference = replace(everything[-1], section="")
    row = next(one for one in everything if one.kind == "table_row" and one.section == "5.1.1")
    taken = first_paragraph([Hit(reference, 1.0), Hit(row, 0.5)], everything)
    assert (taken.section, taken.kind) == ("5.1.1", "paragraph")
    assert first_paragraph([], everything) == everything[0]
    assert first_paragraph([Hit(row, 1.0)], [reference, row]) == row


@pytest.mark.parametrize("name", ["local", "first-paragraph", " local "])
def test_targets_are_known_by_their_names(name, settings):
    with closing(target_named(name, settings, Listener())) as target:
        assert target.name == name.strip()
        assert target.program
        assert target.generation.startswith("g-")


def test_the_baseline_is_another_program_than_the_assistant(settings):
    programs = set()
    for name in ("local", "first-paragraph"):
        with closing(target_named(name, settings, Listener())) as target:
            programs.add(target.program)
    assert len(programs) == 2


def test_an_address_is_a_server_and_its_key_goes_along(assistant, settings):
    with answering_server(assistant, key="k-1") as server:
        with closing(target_named(server.address, settings, Listener(), "k-1")) as target:
            assert target.name == server.address
            assert target.ask(Question(LEUVEN, explain=True)).answer.short_answer == "Leuven"
        assert (target.program, target.generation) == ("", assistant.index.generation.id)


@pytest.mark.parametrize("words", ["", "lokaal", "localhost:8000", "Local", "x" * 1000, "a\nb"])
def test_an_unknown_target_is_refused_with_those_there_are(words, settings):
    with pytest.raises(InputError, match=r"local, first-paragraph .* http://") as failure:
        target_named(words, settings, Listener())
    assert len(str(failure.value)) < 250
    assert "\n" not in str(failure.value)


def test_the_index_is_built_when_there_is_none_of_today(tmp_path):
    data = copy_of_built(tmp_path)
    (data / "built-from.json").write_text("{}")
    said = []

    class Hearing(Listener):
        """Lets the index be built."""

        def announce(self, text):
            """Keep a sentence."""
            said.append(text)

        def __call__(self, step, share):
            """Let it go on."""

    with closing(target_named("local", Settings(data_directory=data), Hearing())) as target:
        assert target.ask(Question(LEUVEN)).answer.short_answer == "Leuven"
    assert len(said) == 1


def a_package(tmp_path, monkeypatch):
    folder = tmp_path / "proefpakket"
    (folder / "data").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "data" / "woorden.tsv").write_text("stad\tplaats\n")
    monkeypatch.syspath_prepend(tmp_path)
    return folder


def test_the_hash_of_a_program_is_that_of_its_files_and_settings(tmp_path, monkeypatch, settings):
    folder = a_package(tmp_path, monkeypatch)
    first = program_hash(settings, ["proefpakket"])
    (folder / "__pycache__").mkdir(exist_ok=True)
    (folder / "__pycache__" / "x.py").write_text("1")
    (folder / ".mypy_cache").mkdir()
    (folder / ".mypy_cache" / "x.json").write_text("1")
    elsewhere = settings.model_copy(update={"data_directory": tmp_path})
    assert program_hash(elsewhere, ["proefpakket"]) == first
    seen = {first}
    (folder / "data" / "woorden.tsv").write_text("stad\tgemeente\n")
    seen.add(program_hash(settings, ["proefpakket"]))
    (folder / "nieuw.py").write_text("")
    seen.add(program_hash(settings, ["proefpakket"]))
    shutil.move(folder / "nieuw.py", folder / "anders.py")
    seen.add(program_hash(settings, ["proefpakket"]))
    for update in ({"question_limit": 400}, {"embeddings": "ollama:bge-m3"}):
        seen.add(program_hash(settings.model_copy(update=update), ["proefpakket"]))
    assert len(seen) == 6


def test_every_package_below_the_measuring_is_in_the_hash():
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())
    packages = set(project["tool"]["importlinter"]["root_packages"])
    assert set(ANSWERING) == packages - {"ui", "eval"}
