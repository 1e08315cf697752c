"""Which files and folders are question sets, and how one that is none is refused."""

import pytest

from eval.sets.set_reading import SetMistakes, load_set, named_set, shipped_set
from ingest.errors import InputError, UnreadableFile, UnusableText


@pytest.fixture
def write(tmp_path):
    def written(content, name="set.yaml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def test_a_folder_is_one_set_with_ids_unique_over_its_files(write, tmp_path):
    write("- {id: a, question: q, facts: [x]}\n", "2.yaml")
    write('{"id": "b", "question": "q", "status": "refused"}\n', "1.jsonl")
    write("geen set", "gates.toml")
    write("niet van belang", "~$set.xlsx")
    write("niet van belang", ".set.yaml.123.yaml")
    read = load_set(tmp_path)
    assert [question.id for question in read.questions] == ["b", "a"]
    assert read.name == tmp_path.name
    assert read.questions[1].place == f"{tmp_path.name}/2.yaml, regel 1"
    write("\n- {id: b, question: q, facts: [x]}\n", "3.yaml")
    with pytest.raises(SetMistakes) as caught:
        load_set(tmp_path)
    (mistake,) = caught.value.mistakes
    assert (mistake.line, mistake.field) == (2, "id")
    assert f"staat al in {tmp_path.name}/1.jsonl, regel 1" in mistake.text


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("leeg.yaml", "", "bevat geen vragen"),
        ("leeg.jsonl", "\n\n", "bevat geen vragen"),
        ("nul.yaml", "questions: []", "bevat geen vragen"),
        ("set.xls", "x", "bewaar het in Excel als .xlsx"),
        ("set.xlsm", "x", "zonder macro's"),
        ("set.ods", "x", "bewaar het als .xlsx of als .csv"),
        ("set.json", "[]", "noem het .jsonl"),
        ("set", "x", "zonder extensie kan niet; gebruik een bestand op .yaml"),
        ("nul.yaml", b"a\x00b", "nulbytes"),
    ],
)
def test_a_file_that_is_no_set_is_refused_in_one_line(write, name, content, told):
    with pytest.raises(InputError) as caught:
        load_set(write(content, name))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_path_that_holds_no_set_is_refused(tmp_path, write):
    for path in (tmp_path / "weg.yaml", tmp_path, tmp_path / "a\0b.yaml", tmp_path / ("a" * 300)):
        with pytest.raises(UnreadableFile):
            load_set(path)
    (tmp_path / "map.yaml").mkdir()
    with pytest.raises(UnreadableFile, match="bevat geen vragensets"):
        load_set(tmp_path / "map.yaml")
    with (tmp_path / "groot.yaml").open("wb") as stream:
        stream.truncate(20_000_001)
    with pytest.raises(UnreadableFile, match="groter dan 20 MB"):
        load_set(tmp_path / "groot.yaml")
    with pytest.raises(UnusableText):
        load_set(write(b"caf\x82 \x81", "dos.yaml"))


def test_gold_is_the_shipped_set_and_other_names_are_paths(write):
    assert named_set("gold") == shipped_set()
    assert shipped_set().name == "gold"
    assert named_set(str(write("- {id: a, question: q, facts: [x]}"))).name == "set"
