"""`eval retrieval`: paragraphs of a SQuAD file, searched as the assistant searches."""

import json
from pathlib import Path

import pytest
from command_child import run

from eval.foreign_retrieval import SCORES, in_other_words, measure
from eval.squad import read_squad
from ingest.errors import InputError
from ui.command_line import main

PARAGRAPHS = {
    "schip": "De haven van Oostende ontvangt elk jaar driehonderd zeilschepen uit Noorwegen.",
    "brood": "De bakker van Geel bakt zijn roggebrood in een oven uit 1874.",
    "dans": "Het ballet van Aalst danst dit seizoen in een leegstaande textielfabriek.",
}
DUTCH = {
    "schip": "Hoeveel zeilschepen komen er in de haven?",
    "brood": "Hoe oud is de oven van de bakker?",
    "dans": "Waar treedt het ballet op?",
}
ENGLISH = {
    "schip": "How many ships visit Oostende?",
    "brood": "How old is the oven in Geel?",
    "dans": "Where does the ballet of Aalst perform?",
}


def squad_file(folder, name, questions, **more):
    articles = [
        {
            "title": key,
            "paragraphs": [
                {
                    "context": PARAGRAPHS[key],
                    "qas": [
                        {
                            "id": key,
                            "question": question,
                            "answers": [{"text": "x", "answer_start": 0}],
                            **more,
                        }
                    ],
                }
            ],
        }
        for key, question in questions.items()
    ]
    path = Path(folder) / name
    path.write_text(json.dumps({"version": "1.1", "data": articles}), encoding="utf-8")
    return path


def silent(step, share):
    pass


def test_the_right_paragraph_comes_first_and_the_figures_say_so(tmp_path):
    measured = measure(read_squad(squad_file(tmp_path, "nl.json", DUTCH)), silent)
    assert measured.paragraphs == 3
    assert {figure.metric: figure.value for figure in measured.figures} == dict.fromkeys(SCORES, 1)
    assert all(figure.n == 3 for figure in measured.figures)
    assert 0 < measured.milliseconds[0] <= measured.milliseconds[1]


def test_a_question_on_another_paragraph_lowers_the_figures(tmp_path):
    swapped = {"schip": DUTCH["brood"], "brood": DUTCH["schip"], "dans": DUTCH["dans"]}
    measured = measure(read_squad(squad_file(tmp_path, "nl.json", swapped)), silent)
    figures = {figure.metric: figure.value for figure in measured.figures}
    assert figures["recall@1"] == pytest.approx(1 / 3)
    assert figures["ndcg@10"] < 1


@pytest.mark.parametrize(
    ("rank", "ndcg", "first", "five", "reciprocal"),
    [
        (1, 1.0, 1, 1, 1.0),
        (3, 0.5, 0, 1, 1 / 3),
        (5, 0.3869, 0, 1, 0.2),
        (7, 1 / 3, 0, 0, 1 / 7),
        (None, 0.0, 0, 0, 0.0),
    ],
)
def test_scores_of_a_rank(rank, ndcg, first, five, reciprocal):
    scores = [score(rank) for score in SCORES.values()]
    assert scores == pytest.approx([ndcg, first, five, reciprocal], abs=1e-4)


def test_questions_of_a_second_file_replace_those_of_the_same_id(tmp_path, capsys):
    dutch = squad_file(tmp_path, "nl.json", DUTCH)
    fewer = {key: ENGLISH[key] for key in ("schip", "dans")} | {}
    english = squad_file(tmp_path, "en.json", fewer)
    words = ["eval", "retrieval", "--squad", str(dutch), "--queries", str(english), "--json"]
    assert main(words) == 0
    shown = capsys.readouterr()
    figures = json.loads(shown.out)
    assert figures["questions"] == 2
    assert figures["R@1"] == 1.0
    assert figures["not_asked"] == ["brood"]
    assert "niet gesteld: brood" in shown.err


def test_the_figures_are_shown_in_dutch(tmp_path, capsys):
    path = squad_file(tmp_path, "nl.json", DUTCH)
    assert main(["eval", "retrieval", "--squad", str(path)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "3 alinea's, 3 vragen"
    assert shown[1].split()[:2] == ["nDCG@10", "100,0"]
    assert [line.split()[0] for line in shown[1:5]] == ["nDCG@10", "R@1", "R@5", "MRR"]


def test_with_one_article_there_is_no_interval_and_the_json_is_json(tmp_path, capsys):
    path = squad_file(tmp_path, "nl.json", {"schip": DUTCH["schip"]})
    assert main(["eval", "retrieval", "--squad", str(path), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert (figures["MRR"], figures["intervals"]["MRR"]) == (1.0, [None, None])
    assert main(["eval", "retrieval", "--squad", str(path)]) == 0
    assert capsys.readouterr().out.count("geen interval") == len(SCORES)


def test_questions_that_have_no_answer_are_told(tmp_path, capsys):
    path = squad_file(tmp_path, "nl.json", DUTCH)
    shape = json.loads(path.read_text(encoding="utf-8"))
    impossible = {"id": "kan niet", "question": "Wie schilderde het?", "is_impossible": True}
    shape["data"][1]["paragraphs"][0]["qas"].append(impossible)
    path.write_text(json.dumps(shape), encoding="utf-8")
    assert main(["eval", "retrieval", "--squad", str(path), "--json"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["questions"] == 3
    assert "1 vragen zijn leeg of hebben volgens het bestand geen antwoord" in shown.err


def test_a_disk_without_room_for_the_index_is_said_with_where_to_go(tmp_path):
    """A file may not grow beyond a few bytes, which is what a full disk does."""
    path = squad_file(tmp_path, "nl.json", DUTCH)
    limit = ["sh", "-c", 'ulimit -f 4; exec "$@"', "sh"]
    done = run(
        tmp_path, "eval", "retrieval", "--squad", path, before=limit, PYTHONDONTWRITEBYTECODE="1"
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert "TMPDIR" in done.stderr
    assert "DOSSIERWIJZER_DATA" not in done.stderr


def test_files_without_a_question_in_common_are_refused(tmp_path):
    dutch = read_squad(squad_file(tmp_path, "nl.json", {"schip": DUTCH["schip"]}))
    english = read_squad(squad_file(tmp_path, "en.json", {"dans": ENGLISH["dans"]}))
    with pytest.raises(InputError, match="geen enkele vraag met dezelfde id"):
        in_other_words(dutch, english)


def test_the_same_paragraph_twice_is_one_and_questions_without_answer_are_left_out(tmp_path):
    path = squad_file(tmp_path, "nl.json", DUTCH)
    shape = json.loads(path.read_text(encoding="utf-8"))
    again = json.loads(json.dumps(shape["data"][0]))
    again["paragraphs"][0]["qas"][0]["id"] = "nog eens"
    impossible = {"id": "kan niet", "question": "Wie schilderde het?", "is_impossible": True}
    shape["data"][1]["paragraphs"][0]["qas"].append(impossible)
    shape["data"].append(again)
    path.write_text(json.dumps(shape), encoding="utf-8")
    file = read_squad(path)
    assert len(file.paragraphs) == 3
    assert [(asked.id, asked.paragraph) for asked in file.questions] == [
        ("schip", 0),
        ("brood", 1),
        ("dans", 2),
        ("nog eens", 0),
    ]
    assert file.unanswerable == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "niet de vorm van SQuAD"),
        (b"[1, 2]", "niet de vorm van SQuAD"),
        (b'{"data": [{"paragraphs": [{"qas": []}]}]}', "data.0.paragraphs.0.context"),
        (b'{"data": []}', "geen vraag met een antwoord"),
        (b'{"data": [{"paragraphs": [{"context": "x", "qas": [{"id"', "niet de vorm van SQuAD"),
        (b"\xff\xfe\x00", "niet de vorm van SQuAD"),
    ],
)
def test_a_file_of_another_form_is_one_clear_line(tmp_path, capsys, content, said):
    path = tmp_path / "vragen.json"
    path.write_bytes(content)
    assert main(["eval", "retrieval", "--squad", str(path)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert shown.err.count("\n") == 1


def test_the_same_id_twice_is_refused(tmp_path):
    path = squad_file(tmp_path, "nl.json", DUTCH)
    shape = json.loads(path.read_text(encoding="utf-8"))
    shape["data"].append(shape["data"][0])
    path.write_text(json.dumps(shape), encoding="utf-8")
    with pytest.raises(InputError, match="'schip' staat er twee keer"):
        read_squad(path)


def test_a_missing_file_is_one_clear_line(tmp_path, capsys):
    assert main(["eval", "retrieval", "--squad", str(tmp_path / "weg.json")]) == 2
    assert "weg.json is niet te lezen" in capsys.readouterr().err
