"""A graph as RDF: ``graph.ttl`` and the other syntaxes, with stable IRIs and no blank nodes."""

from typing import IO

from kg.exports.rdf.describe import describe
from kg.exports.rdf.names import DEFAULT_BASE, check_base, prefixes
from kg.exports.rdf.turtle import write_turtle as _write_turtle
from kg.graph.places import Chart
from kg.model import KnowledgeGraph


def write_turtle(
    graph: KnowledgeGraph,
    stream: IO[bytes],
    *,
    chart: Chart | None = None,
    base_iri: str = DEFAULT_BASE,
) -> None:
    """Write ``graph`` as Turtle; the same graph gives the same bytes.

    Args:
        graph: what to write.
        stream: where to.
        chart: gives papers and entities their community and their PageRank.
        base_iri: what the IRIs begin with; see :mod:`kg.exports.rdf.names`.

    Raises:
        OptionError: ``base_iri`` is not an absolute IRI that ids can follow.
    """
    base = check_base(base_iri)
    _write_turtle(describe(graph, chart=chart, base=base), stream, prefixes=prefixes(base))
