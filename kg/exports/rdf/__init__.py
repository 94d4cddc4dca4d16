"""A graph as RDF: ``graph.ttl`` and the other syntaxes, with stable IRIs and no blank nodes.

Every writer takes a graph and a binary stream, and writes the same triples; the same graph gives the same
bytes. ``chart`` gives papers and entities their community and their PageRank; ``base_iri`` is what IRIs
begin with (see :mod:`kg.exports.rdf.names`), and an :class:`kg.errors.OptionError` says when nothing can
follow it. In the syntaxes with named graphs, TriG and N-Quads, the triples stand in the graph that they
describe, ``<base>graph``.
"""

from typing import IO

from kg.exports.rdf import jsonld, lines, turtle, xml
from kg.exports.rdf.describe import describe
from kg.exports.rdf.names import DEFAULT_BASE, check_base, iri, prefixes
from kg.graph.places import Chart
from kg.model import KnowledgeGraph


def write_turtle(
    graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart | None = None, base_iri: str = DEFAULT_BASE
) -> None:
    """Write ``graph`` as Turtle."""
    base = check_base(base_iri)
    turtle.write_turtle(describe(graph, chart=chart, base=base), stream, prefixes=prefixes(base))


def write_trig(
    graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart | None = None, base_iri: str = DEFAULT_BASE
) -> None:
    """Write ``graph`` as TriG."""
    base = check_base(base_iri)
    found = describe(graph, chart=chart, base=base)
    turtle.write_turtle(found, stream, prefixes=prefixes(base), name=iri(base, "graph"))


def write_ntriples(
    graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart | None = None, base_iri: str = DEFAULT_BASE
) -> None:
    """Write ``graph`` as N-Triples."""
    lines.write_lines(describe(graph, chart=chart, base=check_base(base_iri)), stream)


def write_nquads(
    graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart | None = None, base_iri: str = DEFAULT_BASE
) -> None:
    """Write ``graph`` as N-Quads."""
    base = check_base(base_iri)
    lines.write_lines(describe(graph, chart=chart, base=base), stream, name=iri(base, "graph"))


def write_jsonld(
    graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart | None = None, base_iri: str = DEFAULT_BASE
) -> None:
    """Write ``graph`` as JSON-LD."""
    base = check_base(base_iri)
    # A base whose scheme is one of our prefixes would be taken for that prefix.
    short = {p: n for p, n in prefixes(base).items() if p != base.partition(":")[0]}
    jsonld.write_jsonld(describe(graph, chart=chart, base=base), stream, prefixes=short)


def write_rdfxml(
    graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart | None = None, base_iri: str = DEFAULT_BASE
) -> None:
    """Write ``graph`` as RDF/XML."""
    base = check_base(base_iri)
    xml.write_xml(describe(graph, chart=chart, base=base), stream, prefixes=prefixes(base))
