"""The exports of one build hold the same papers, entities, statements and co-mentions, by id."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph
import pytest

from kg.exports.graph_json import read_graph
from kg.exports.rdf.names import DEFAULT_BASE

_GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
#: The parts of a graph that have ids, by what their ids begin with.
PARTS = ("paper", "entity", "statement", "comention")

Ids = dict[str, set[str]]


def sorted_by_part(ids: set[str]) -> Ids:
    """Sort ids into papers, statements, co-mentions and, what remains, entities."""
    parts: Ids = {part: set() for part in PARTS}
    for id_ in ids:
        head = id_.partition("/")[0]
        parts[head if head in parts else "entity"].add(id_)
    return parts


def graph_ids(folder: Path) -> Ids:
    graph = read_graph(folder)
    things = (*graph.papers, *graph.entities, *graph.statements, *graph.co_mentions)
    return sorted_by_part({thing.id for thing in things})


def html_ids(folder: Path) -> Ids:
    page = (folder / "graph.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="details">(.*?)</script>', page, re.DOTALL)
    assert found
    details = json.loads(found[1])
    return sorted_by_part({*details["ids"], *details["statements"]["id"], *details["together"]["id"]})


def graphml_ids(folder: Path) -> Ids:
    tree = ET.parse(folder / "graph.graphml")
    return sorted_by_part({e.attrib["id"] for tag in ("node", "edge") for e in tree.iter(_GRAPHML + tag)})


def turtle_ids(folder: Path) -> Ids:
    """Return the ids of everything that the Turtle file gives a type and a name or ends of an edge."""
    store = pyoxigraph.Store()
    store.bulk_load(path=str(folder / "graph.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    iris = {quad.subject.value for quad in store}
    subjects = {unquote(iri.removeprefix(DEFAULT_BASE)) for iri in iris if iri.startswith(DEFAULT_BASE)}
    kinds = ("paper/", "system/", "resource/", "task/", "metric/", "statement/", "comention/")
    return sorted_by_part({s for s in subjects if s.startswith(kinds)})


@pytest.mark.parametrize("read", [html_ids, graphml_ids, turtle_ids])
@pytest.mark.parametrize("part", PARTS)
def test_exports_hold_the_same(read, part: str, built: Path) -> None:
    """Each export holds every paper, entity, statement and co-mention of the graph and no other."""
    expected = graph_ids(built)[part]
    assert expected
    assert expected == read(built)[part]
