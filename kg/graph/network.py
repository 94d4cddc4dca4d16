"""Views of the graph: as a networkx multigraph, and as a chart that says how every node is drawn."""

import math
from typing import TYPE_CHECKING

from kg.graph.layout import layout
from kg.graph.measures import Measures, measure
from kg.graph.places import Chart, Place
from kg.model import KnowledgeGraph
from kg.ontology import PAPER

if TYPE_CHECKING:
    import networkx as nx

#: The diameter of a paper, and of an entity that no paper names.
SMALLEST = 4.0

#: The diameter of the entity that most papers name.
LARGEST = 40.0


def to_network(graph: KnowledgeGraph) -> "nx.MultiDiGraph[str]":
    """Return a networkx view of ``graph``, nodes and edges keyed by their ids.

    Nodes carry ``label``, ``type``, ``papers``, ``degree``, ``rank`` (PageRank) and ``community``; edges
    carry ``relation``, ``weight`` and, for co-mentions (from the smaller id to the larger), ``papers``.
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    measures = measure(graph)
    about = {p.id: (p.title, PAPER) for p in graph.papers} | {e.id: (e.label, e.type) for e in graph.entities}
    for i, id_ in enumerate(measures.ids):
        label, type_ = about[id_]
        network.add_node(
            id_,
            label=label,
            type=type_,
            papers=measures.papers[i],
            degree=measures.degree[i],
            rank=measures.rank[i],
            community=measures.community[i],
        )
    for s in graph.statements:
        network.add_edge(s.subject, s.object, key=s.id, relation=s.relation, weight=s.confidence)
    for c in graph.co_mentions:
        network.add_edge(c.a, c.b, key=c.id, relation="co_mentioned", weight=c.npmi, papers=c.papers)
    return network


def chart(graph: KnowledgeGraph) -> Chart:
    """Do what :func:`kg.graph.chart` says."""
    measures = measure(graph)
    sizes = _sizes(graph, measures)
    spots = layout(measures, sizes)
    return Chart(
        {
            id_: Place(
                x=spots[i][0],
                y=spots[i][1],
                size=sizes[i],
                rank=measures.rank[i],
                degree=measures.degree[i],
                community=measures.community[i],
                papers=measures.papers[i],
            )
            for i, id_ in enumerate(measures.ids)
        }
    )


def _sizes(graph: KnowledgeGraph, measures: Measures) -> list[float]:
    """Return diameters: the area of an entity grows with the papers that name it."""
    papers = {p.id for p in graph.papers}
    most = max(
        (n for id_, n in zip(measures.ids, measures.papers, strict=True) if id_ not in papers), default=1
    )
    step = (LARGEST**2 - SMALLEST**2) / max(most, 4)
    return [
        SMALLEST if id_ in papers else round(math.sqrt(SMALLEST**2 + step * n), 2)
        for id_, n in zip(measures.ids, measures.papers, strict=True)
    ]
