"""``kg export``: files on disk, the selection the same for every format."""

import csv
import json
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner
from graph_corpus import hostile, small

from kg.cli import group
from kg.exports import FORMATS, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a built graph."""
    write(small(), tmp_path / "built", formats=["json"])
    return tmp_path / "built"


def run(*arguments: str | Path) -> str:
    done = CliRunner().invoke(group, ["export", *map(str, arguments)], catch_exceptions=False)
    assert 0 == done.exit_code
    return done.stdout


def test_export_writes_every_file_of_every_format(folder: Path, tmp_path: Path) -> None:
    """All formats at once write all of their files, and the command lists them."""
    printed = run("--graph", folder, "--format", ",".join(FORMATS), "-o", tmp_path / "x")
    expected = {file for f in FORMATS.values() for file in f.files}
    assert expected == {file.name for file in (tmp_path / "x").iterdir()}
    assert all(file in printed for file in expected)


def test_export_selects_the_same_for_every_format(folder: Path, tmp_path: Path) -> None:
    """GraphML, CSV and Cytoscape JSON of one selection hold the same nodes and edges."""
    run(
        "-g",
        folder,
        "-f",
        "graphml,csv,cytoscape",
        "--around",
        "CLIP",
        "--types",
        "Model,Dataset",
        "-o",
        tmp_path,
    )
    net = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    with (tmp_path / "nodes.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["id"] for row in csv.DictReader(file)}
    elements = json.loads((tmp_path / "graph.cyjs").read_bytes())["elements"]
    assert set(net) == rows == {node["data"]["id"] for node in elements["nodes"]}
    assert {"resource/coco", "system/blip", "system/clip"} == {
        id_ for id_ in net if not id_.startswith("paper/")
    }
    assert net.number_of_edges() == len(elements["edges"])


def test_export_names_an_unknown_format(folder: Path) -> None:
    """A format that is none is one line with the choices."""
    done = CliRunner().invoke(group, ["export", "-g", str(folder), "-f", "gefx"])
    assert 1 == done.exit_code
    assert "gexf" in str(done.exception)


def test_export_help_lists_every_format() -> None:
    """The help says what each format is for."""
    done = CliRunner().invoke(group, ["export", "--help"])
    assert all(f.name in done.output and f.description in done.output for f in FORMATS.values())


def test_export_writes_the_same_bytes_again(folder: Path, tmp_path: Path) -> None:
    """Two exports of one graph are equal, file by file."""
    for name in ("a", "b"):
        run("-g", folder, "-f", "graphml,gexf,csv,parquet,neo4j,cytoscape", "-o", tmp_path / name)
    for file in sorted((tmp_path / "a").iterdir()):
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_export_survives_hostile_text(tmp_path: Path) -> None:
    """Every graph and table file can be written from the most hostile text."""
    formats = ["graphml", "gexf", "csv", "parquet", "neo4j", "cytoscape"]
    assert all(file.stat().st_size for file in write(hostile(), tmp_path, formats=formats))
