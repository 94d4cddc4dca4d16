"""What Gephi Lite reads our files with (graphology and its GraphML and GEXF parsers) finds everything."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from graph_corpus import hostile, small

from kg.exports import write
from kg.exports.safe_text import legal
from kg.exports.tables import EDGE_COLUMNS, NODE_COLUMNS, edge_rows, node_rows
from kg.graph import chart
from kg.model import KnowledgeGraph

pytestmark = pytest.mark.node

NODE = Path(__file__).parent.parent / "node"


@cache
def missing() -> str:
    """Install the packages once; return why they cannot be used, or nothing."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "Node.js and npm are not installed"
    if not (NODE / "node_modules" / "graphology-graphml").is_dir():
        install = [
            "npm",
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--no-package-lock",
            "--prefix",
            str(NODE),
        ]
        done = subprocess.run(install, capture_output=True, text=True, check=False, timeout=300)
        if done.returncode:
            return f"npm install failed: {done.stderr[-200:]}"
    return ""


@pytest.fixture(autouse=True)
def _packages() -> None:
    if missing():
        pytest.skip(missing())


def read(file: Path) -> dict[str, Any]:
    done = subprocess.run(
        ["node", str(NODE / "read.js"), str(file)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert 0 == done.returncode, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def rows_by_id(columns: Any, rows: Any) -> dict[str, dict[str, Any]]:
    names = [c.name for c in columns]
    cleaned = ([legal(c) if isinstance(c, str) else c for c in row] for row in rows)
    return {str(row[0]): dict(zip(names, row, strict=True)) for row in cleaned}


@pytest.mark.parametrize("graph", [small(), hostile()], ids=["small", "hostile"])
@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_gephi_lite_reads_every_node_edge_and_value(tmp_path: Path, name: str, graph: KnowledgeGraph) -> None:
    """Ids, ends, attributes and looks are those of the graph, and no edge is lost."""
    write(graph, tmp_path, formats=[name])
    found = read(tmp_path / f"graph.{name}")
    nodes, edges = (
        rows_by_id(NODE_COLUMNS, node_rows(graph, chart(graph))),
        rows_by_id(EDGE_COLUMNS, edge_rows(graph)),
    )
    assert (set(nodes), set(edges)) == (set(found["nodes"]), set(found["edges"]))
    for id_, values in nodes.items():
        attributes = found["nodes"][id_]
        for key in ("label", "type", "papers", "community", "pagerank", "x", "y", "size", "title"):
            assert values[key] == attributes[key]
        assert rgb(values["color"]) == rgb(attributes["color"])
    for id_, values in edges.items():
        edge = found["edges"][id_]
        assert (values["source"], values["target"], False) == (
            edge["source"],
            edge["target"],
            edge["undirected"],
        )
        for key in ("relation", "label", "weight", "papers", "evidence"):
            assert values[key] == edge["attributes"][key]


def rgb(color: str) -> tuple[int, ...]:
    """Return the channels of ``#RRGGBB`` or ``rgb(r,g,b)``."""
    if color.startswith("#"):
        return tuple(int(color[i : i + 2], 16) for i in (1, 3, 5))
    return tuple(map(int, color[4:-1].split(",")))


def test_gephi_lite_reads_the_co_mention_network_as_undirected(tmp_path: Path) -> None:
    """The network of entities has undirected edges with positive weights."""
    write(small(), tmp_path, formats=["graphml"])
    edges = read(tmp_path / "entities.graphml")["edges"]
    assert {c.id for c in small().co_mentions} == set(edges)
    assert all(edge["undirected"] and edge["attributes"]["weight"] > 0 for edge in edges.values())
