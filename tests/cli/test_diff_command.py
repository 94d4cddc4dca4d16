"""``kg diff`` on the command line: three formats, untrusted names, and files that are no graphs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.diff import command
from kg.errors import GraphError
from kg.exports import graph_json
from kg.model import Entity, Evidence, KnowledgeGraph, Paper, Statement

EVIL = "a|b](javascript:x)<img src=x>\x1b[31m"


def write_graph(file: Path, entities: list[Entity]) -> Path:
    """Write a graph of one paper that uses ``entities``."""
    evidence = (Evidence("paper/p", "title", 0, 1, "T", "cue:x", 0.5),)
    statements = [Statement(f"statement/{e.id}", "paper/p", "uses", e.id, 0.5, evidence) for e in entities]
    with file.open("wb") as stream:
        graph_json.write(
            KnowledgeGraph((Paper("paper/p", "T", "A"),), tuple(entities), tuple(statements)), stream
        )
    return file


@pytest.fixture
def graphs(tmp_path: Path) -> tuple[str, str]:
    """Return two graphs: the second has one more entity, with a name full of marks."""
    clip, evil = Entity("system/clip", "Model", "CLIP"), Entity("system/evil", "Method", EVIL)
    files = write_graph(tmp_path / "a.json", [clip]), write_graph(tmp_path / "b.json", [clip, evil])
    return str(files[0]), str(files[1])


def run(*arguments: str) -> str:
    done = CliRunner().invoke(command, list(arguments), catch_exceptions=False)
    assert 0 == done.exit_code
    return done.stdout


def test_diff_prints_a_table(graphs: tuple[str, str]) -> None:
    """The table counts everything and names what is new; escape sequences in names are shown."""
    text = run(*graphs)
    assert "system/evil" in text
    assert "\x1b" not in text
    assert ["new entities", "1"] == next(line for line in text.splitlines() if "new ent" in line).rsplit(
        maxsplit=1
    )


def test_diff_prints_json(graphs: tuple[str, str]) -> None:
    """JSON holds the whole answer."""
    answer = json.loads(run(*graphs, "--format", "json"))
    assert [EVIL] == [entity["label"] for entity in answer["new_entities"]]
    assert ["uses"] == [statement["relation"] for statement in answer["new_statements"]]
    assert [] == answer["gone_entities"]


def test_diff_prints_markdown(graphs: tuple[str, str]) -> None:
    """Markdown shows names and obeys none of their marks; each table has as many cells in every row."""
    text = run(*graphs, "--format", "markdown")
    assert "| Method | a\\|b\\]\\(javascript:x\\)\\<img src=x\\>\\\\x1b\\[31m | system/evil |" in text
    assert "## New entities\n" in text


def test_diff_says_when_there_are_more(tmp_path: Path) -> None:
    """With many changes, the first ones are shown and the number of all is told."""
    many = [Entity(f"system/m{n:02}", "Model", f"M{n:02}") for n in range(30)]
    old, new = write_graph(tmp_path / "a.json", []), write_graph(tmp_path / "b.json", many)
    text = run(str(old), str(new), "--top", "5")
    assert "New entities (first 5 of 30)" in text
    assert "M04" in text
    assert "M05" not in text


def test_diff_of_no_graph_is_an_error(tmp_path: Path, graphs: tuple[str, str]) -> None:
    """What is no graph is one error."""
    (tmp_path / "no.json").write_text("{}")
    with pytest.raises(GraphError):
        run(graphs[0], str(tmp_path / "no.json"))
    with pytest.raises(GraphError):
        run(str(tmp_path / "missing"), graphs[0])
