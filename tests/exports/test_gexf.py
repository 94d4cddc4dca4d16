"""GEXF with looks and time that other programs read back."""

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import networkx as nx
import pytest
from graph_corpus import HOSTILE, hostile, small

from kg.exports import gexf
from kg.exports.safe_text import legal
from kg.exports.tables import EDGE_COLUMNS, NODE_COLUMNS, edge_rows, node_rows
from kg.graph import chart
from kg.model import KnowledgeGraph

G = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"


def written(graph: KnowledgeGraph) -> str:
    stream = io.BytesIO()
    gexf.write(graph, stream, chart=chart(graph))
    return stream.getvalue().decode()


def test_gexf_reads_back_in_networkx_with_every_value() -> None:
    """Every node and edge comes back by its id with the values of the tables."""
    graph = replace(small(), papers=tuple(replace(p, date="") for p in small().papers))
    net = nx.read_gexf(io.BytesIO(written(graph).encode()))
    names = [c.name for c in NODE_COLUMNS]
    for row in node_rows(graph, chart(graph)):
        expected = {n: v for n, v in zip(names, row, strict=True) if v != "" and n not in gexf._OWN}
        found = net.nodes[row[0]]
        assert expected == {k: v for k, v in found.items() if k not in {"viz", "label"}}
        assert dict(zip(names, row, strict=True))["x"] == found["viz"]["position"]["x"]
    names = [c.name for c in EDGE_COLUMNS]
    rows = {row[0]: dict(zip(names, row, strict=True)) for row in edge_rows(graph)}
    assert set(rows) == {key for *_, key in net.edges(keys=True)}
    for source, target, id_, found in net.edges(keys=True, data=True):
        row = rows[id_]
        assert (row["source"], row["target"]) == (source, target)
        assert (row["relation"], row["weight"], row["label"]) == (
            found["relation"],
            found["weight"],
            found["label"],
        )


def test_gexf_begins_things_with_their_first_paper() -> None:
    """Papers begin on their date, what they say of entities with them, and no edge before its ends."""
    begins = gexf.beginnings(small())
    assert "2021-02-26" == begins["paper/one-00000001"] == begins["system/clip"]
    assert "2022-01-01" == begins["paper/two-00000002"] == begins["system/blip"]
    for s in small().statements:
        assert begins[s.id] >= max(begins.get(s.subject, ""), begins.get(s.object, ""))
    assert 'mode="dynamic" timeformat="date"' in written(small())
    assert f'<spell start="{begins["system/clip"]}"/>' in written(small())


@pytest.mark.parametrize("date", ["", "soon", "12"])
def test_gexf_without_dates_is_static(date: str) -> None:
    """Without a single date the file has no time at all."""
    graph = replace(small(), papers=tuple(replace(p, date=date) for p in small().papers))
    assert 'mode="static"' in written(graph)
    assert "<spell" not in written(graph)


def test_gexf_colours_nodes_by_type() -> None:
    """Nodes of one type share a colour, and different types differ."""
    root = ET.fromstring(written(small()))
    colours: dict[str, set[str]] = {}
    for node in root.iter(f"{G}node"):
        kind = next(v.get("value", "") for v in node.iter(f"{G}attvalue") if v.get("for") == "type")
        colour = node.find(f"{VIZ}color")
        assert colour is not None
        colours.setdefault(kind, set()).add(",".join(colour.get(c, "") for c in "rgb"))
    assert all(len(found) == 1 for found in colours.values())
    assert len(colours) == len({next(iter(found)) for found in colours.values()})


def test_gexf_keeps_hostile_text_harmless() -> None:
    """No illegal character gets through, and legal text arrives as it was."""
    document = written(hostile())
    assert re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", document) is None
    titles = {v.get("value") for v in ET.fromstring(document).iter(f"{G}attvalue") if v.get("for") == "title"}
    assert {legal(text) for text in HOSTILE} == titles


def test_gexf_of_nothing_is_a_file() -> None:
    """An empty graph is a valid file without nodes."""
    assert 0 == nx.read_gexf(io.BytesIO(written(KnowledgeGraph()).encode())).number_of_nodes()
