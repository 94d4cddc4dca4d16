"""The graph files of the bundled sample hold what its graph holds."""

from pathlib import Path

import igraph
import networkx as nx
import pytest

from kg.exports.graph_json import read_graph
from kg.exports.lint import lint
from kg.exports.tables import LEAST_WEIGHT
from kg.model import KnowledgeGraph


@pytest.fixture(scope="module")
def graph(built: Path) -> KnowledgeGraph:
    return read_graph(built)


@pytest.fixture(scope="module")
def network(built: Path) -> "nx.MultiDiGraph[str]":
    return nx.read_graphml(built / "graph.graphml", force_multigraph=True)


def test_sample_graphml_holds_every_node_and_edge(
    graph: KnowledgeGraph, network: "nx.MultiDiGraph[str]"
) -> None:
    """Nodes, edges, ends and weights are those of the graph."""
    assert {x.id for x in (*graph.papers, *graph.entities)} == set(network)
    expected = {s.id: (s.subject, s.object, max(s.confidence, LEAST_WEIGHT)) for s in graph.statements}
    expected |= {c.id: (c.a, c.b, max(c.npmi, LEAST_WEIGHT)) for c in graph.co_mentions}
    edges = network.edges(keys=True, data="weight")
    assert expected == {id_: (a, b, weight) for a, b, id_, weight in edges}


def test_sample_entities_graphml_is_the_co_mention_network(built: Path, graph: KnowledgeGraph) -> None:
    """The file for clustering has every co-mention and nothing that stands alone."""
    net = igraph.Graph.Read_GraphML(str(built / "entities.graphml"))
    assert {c.id for c in graph.co_mentions} == set(net.es["kg_id"])
    assert min(net.degree()) > 0


@pytest.mark.parametrize("name", ["graph.graphml", "entities.graphml"])
def test_sample_files_pass_the_lint(built: Path, name: str) -> None:
    """Gephi and Gephi Lite have nothing to complain of."""
    assert [] == lint(built / name).found


def test_sample_papers_state_something_of_every_entity_they_name(graph: KnowledgeGraph) -> None:
    """Every entity is stated by a paper or follows from names, and every quote is verbatim."""
    text = {(p.id, field): p.text(field) for p in graph.papers for field in ("title", "abstract")}
    for s in graph.statements:
        assert s.evidence
        for e in s.evidence:
            assert text[e.paper_id, e.field][e.start : e.end] == e.quote
    assert {e.id for e in graph.entities} <= {end for s in graph.statements for end in (s.subject, s.object)}
