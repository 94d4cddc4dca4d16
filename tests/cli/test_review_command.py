"""``kg review`` and ``kg explain`` on a built folder."""

from pathlib import Path

import pytest

from kg.exports import graph_json
from kg.model import Entity, Join, KnowledgeGraph, Occurrence, Paper

TEXT = "FoxNet (Fox Network) runs.\x1b[31m FoxNet wins."
GRAPH = KnowledgeGraph(
    papers=(Paper("paper/a", "A", TEXT),),
    entities=(
        Entity("system/foxnet", "Model", "FoxNet", ("Fox Network",), "typed Method in 1 of 2 papers"),
        Entity("system/hare", "Model", "Hare"),
    ),
    occurrences=(
        Occurrence("paper/a", "abstract", 0, 6, "system/foxnet", "test"),
        Occurrence("paper/a", "abstract", 8, 19, "system/foxnet", "test"),
    ),
    joins=(
        Join("system/foxnet", "Fox Network", "definition", 1),
        Join("system/foxnet", "FoxNet", "key", 1),
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with (tmp_path / graph_json.FILE_NAME).open("wb") as stream:
        graph_json.write(GRAPH, stream)
    return tmp_path


def test_review_lists_questions_and_writes_answers(kg, folder: Path) -> None:
    """Off a terminal questions are listed with ids; accepted ones go into corrections.toml and are closed."""
    listed = kg("review", "--graph", str(folder))
    ids = [line.split()[0] for line in listed.stdout.splitlines()[2:]]
    assert (0, 2) == (listed.returncode, len(ids))
    done = kg("review", "-g", str(folder), "--accept", ids[0], "--reject", ids[1], "--author", "me")
    assert 0 == done.returncode
    written = (folder / "corrections.toml").read_text()
    assert 2 == written.count('author = "me"')
    assert "0 questions" in kg("review", "-g", str(folder)).stderr


def test_review_refuses_unknown_ids(kg, folder: Path) -> None:
    """An id that is no open question is one line and exit status 1, and nothing is written."""
    done = kg("review", "-g", str(folder), "--accept", "12345678")
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert not (folder / "corrections.toml").exists()


def test_explain_prints_forms_and_marked_sentences(kg, folder: Path) -> None:
    """Forms, rules and sentences with marked names are printed, and nothing that a terminal obeys."""
    done = kg("explain", "foxnet", "-g", str(folder))
    assert 0 == done.returncode
    assert "Fox Network  by definition, 1 paper" in done.stdout
    assert "FoxNet (»Fox Network«) runs." in done.stdout
    assert "\x1b" not in done.stdout


def test_explain_tells_one_entity_from_two(kg, folder: Path) -> None:
    """Two names of one entity are said to be one; two entities are compared."""
    assert "are one entity" in kg("explain", "FoxNet", "Fox Network", "-g", str(folder)).stdout
    assert "linked by: no statement" in kg("explain", "FoxNet", "Hare", "-g", str(folder)).stdout


def test_explain_suggests_the_nearest_names(kg, folder: Path) -> None:
    """A name that nothing has is one line with the nearest names."""
    done = kg("explain", "FoxNett", "-g", str(folder))
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert "nearest names: FoxNet" in done.stderr
