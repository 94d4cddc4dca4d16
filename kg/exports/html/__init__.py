"""A :class:`kg.model.KnowledgeGraph` becomes one HTML file that answers questions without a network.

``page`` puts our template, style and scripts (``kg/data/html``) and vis-network, which pyvis carries, into
one page; ``pack`` says what of the graph stands in it, in which compact form; ``opening`` says what is
shown first.
"""

from typing import IO

from kg.exports.rdf.names import DEFAULT_BASE
from kg.graph.places import Chart
from kg.model import KnowledgeGraph

#: The file name in an output folder.
FILE_NAME = "graph.html"

__all__ = ["FILE_NAME", "write"]


def write(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart, base_iri: str = DEFAULT_BASE) -> None:
    """Write ``graph`` to ``stream`` as one self-contained HTML page, UTF-8.

    Args:
        graph: what to show; all of it is in the page.
        stream: where to.
        chart: position, size and importance of every node.
        base_iri: what IRIs begin with in the SPARQL queries that the page offers.
    """
    from kg.exports.html.page import render

    stream.writelines(render(graph, chart, base_iri))
