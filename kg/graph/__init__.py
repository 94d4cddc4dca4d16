"""Readings and their resolution become one :class:`kg.model.KnowledgeGraph`, and views of it.

``assemble`` makes the graph; ``to_network`` shows it to networkx; ``chart`` gives every node its place for
drawing. The heavy libraries load when one of them runs.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.graph.places import Chart, Place
from kg.model import KnowledgeGraph, Reading, Resolution

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Chart", "Place", "assemble", "chart", "to_network"]


def assemble(
    readings: Iterable[Reading], resolution: Resolution, *, min_confidence: float = 0.0
) -> KnowledgeGraph:
    """Join what was read from the papers with the identity of what they name.

    Args:
        readings: one for each paper, in any order.
        resolution: the entities, and which mention is which.
        min_confidence: mentions, claims and measurements less sure than this are left out.

    Returns:
        The graph; the same for any order of ``readings``. Every paper is in it, with and without
        entities, and every paper states something of every entity that it names.
    """
    from kg.graph.assembly import assemble as run

    return run(readings, resolution, min_confidence=min_confidence)


def to_network(graph: KnowledgeGraph) -> "nx.MultiDiGraph[str]":
    """Return a networkx view: nodes and edges by id, with degree, PageRank and community on the nodes."""
    from kg.graph.network import to_network as run

    return run(graph)


def chart(graph: KnowledgeGraph) -> Chart:
    """Return position, size, PageRank, degree, community and paper count of every node."""
    from kg.graph.network import chart as run

    return run(graph)
