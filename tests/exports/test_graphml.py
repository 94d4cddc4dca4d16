"""GraphML that other programs read back without loss."""

import io
import re
from pathlib import Path

import igraph
import networkx as nx
import pytest
from graph_corpus import HOSTILE, hostile, small

from kg.exports import graphml
from kg.exports.tables import EDGE_COLUMNS, LEAST_WEIGHT, NODE_COLUMNS, edge_rows, node_rows
from kg.graph import chart
from kg.model import KnowledgeGraph

#: What XML 1.0 cannot hold.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def written(graph: KnowledgeGraph, *, entities: bool = False) -> bytes:
    stream = io.BytesIO()
    (graphml.write_entities if entities else graphml.write)(graph, stream, chart=chart(graph))
    return stream.getvalue()


@pytest.mark.parametrize("graph", [small(), hostile(), KnowledgeGraph()], ids=["small", "hostile", "empty"])
def test_graphml_reads_back_in_networkx_with_every_value(graph: KnowledgeGraph) -> None:
    """Networkx finds every node and edge by its id, with the values of the tables."""
    net = nx.parse_graphml(written(graph).decode(), force_multigraph=True)
    nodes = {
        str(r[0]): dict(zip([c.name for c in NODE_COLUMNS], r, strict=True))
        for r in node_rows(graph, chart(graph))
    }
    edges = {str(r[0]): dict(zip([c.name for c in EDGE_COLUMNS], r, strict=True)) for r in edge_rows(graph)}
    assert set(nodes) == set(net.nodes)
    for id_, values in nodes.items():
        expected = {k: clean(v) for k, v in values.items() if v != "" and k != "id"}
        assert expected == dict(net.nodes[id_])
    assert len(edges) == net.number_of_edges()
    for source, target, id_, found in net.edges(keys=True, data=True):
        expected = {
            k: clean(v) for k, v in edges[id_].items() if v != "" and k not in {"id", "source", "target"}
        }
        assert (edges[id_]["source"], edges[id_]["target"]) == (source, target)
        assert expected == {k: v for k, v in found.items() if k not in {"id", "kg_id"}}
        assert id_ == found["kg_id"]


def clean(value: object) -> object:
    return ILLEGAL.sub("\ufffd", value) if isinstance(value, str) else value


@pytest.mark.parametrize("entities", [False, True])
def test_graphml_reads_back_in_igraph(tmp_path: Path, entities: bool) -> None:
    """Igraph finds every node and edge; the co-mention network is undirected."""
    graph = small()
    file = tmp_path / "x.graphml"
    file.write_bytes(written(graph, entities=entities))
    net = igraph.Graph.Read_GraphML(str(file))
    edges = graph.co_mentions if entities else graph.statements + graph.co_mentions
    assert {e.id for e in edges} == set(net.es["kg_id"])
    assert len(edges) == net.ecount()
    assert net.is_directed() is not entities
    weights = {c.id: max(c.npmi, LEAST_WEIGHT) for c in graph.co_mentions}
    assert weights == {e["kg_id"]: e["weight"] for e in net.es if e["relation"] == "co_mentioned"}


def test_graphml_of_entities_holds_what_is_named_together() -> None:
    """The co-mention network has the entities of its pairs, and no papers."""
    net = nx.parse_graphml(written(small(), entities=True).decode())
    assert {"system/clip", "system/blip", "resource/coco"} == set(net.nodes)
    assert not net.is_directed()


def test_graphml_has_no_zero_weight_and_tells_parallel_edges_apart() -> None:
    """Gephi drops edges of weight 0 and merges parallel edges of one kind; there are none."""
    net = nx.parse_graphml(written(small()).decode(), force_multigraph=True)
    assert all(data["weight"] > 0 for *_, data in net.edges(data=True))
    kinds = [(s, t, d["relation"]) for s, t, d in net.edges(data=True)]
    assert len(kinds) == len(set(kinds))
    assert re.findall('label="([a-z_]+)"', written(small()).decode()).count("introduces") == 2


def test_graphml_keeps_hostile_text_harmless() -> None:
    """No illegal character gets through, and legal text arrives as it was."""
    document = written(hostile()).decode()
    assert ILLEGAL.search(document) is None
    titles = nx.get_node_attributes(nx.parse_graphml(document, force_multigraph=True), "title")
    assert {clean(text) for text in HOSTILE} == set(titles.values())


def test_graphml_is_the_same_bytes_again() -> None:
    """Two runs give one file."""
    assert written(small()) == written(small())
