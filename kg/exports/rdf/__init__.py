"""A graph as RDF: ``graph.ttl`` and the other syntaxes, with stable IRIs and no blank nodes.

Every writer takes a graph and a binary stream, and writes the same triples; the same graph gives the same
bytes. ``chart`` gives papers and entities their community and their PageRank; ``base_iri`` is what IRIs
begin with (see :mod:`kg.exports.rdf.names`), and an :class:`kg.errors.OptionError` says when nothing can
follow it. In the syntaxes with named graphs, TriG and N-Quads, the triples stand in the graph that they
describe, ``<base>graph``.
"""

from itertools import chain
from typing import IO

from kg.exports.rdf import jsonld, lines, turtle, xml
from kg.exports.rdf.describe import describe, describe_reasons, describe_things
from kg.exports.rdf.names import DEFAULT_BASE, check_base, iri, prefixes
from kg.graph.places import Chart
from kg.model import KnowledgeGraph


def write_turtle(
    graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart | None = None, base_iri: str = DEFAULT_BASE
) -> None:
    """Write ``graph`` as Turtle."""
    write_turtle_things(graph, stream, chart=chart, base_iri=base_iri)
    write_turtle_reasons(graph, stream, base_iri=base_iri)


def write_turtle_things(
    graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart | None = None, base_iri: str = DEFAULT_BASE
) -> None:
    """Write the first half of :func:`write_turtle`: papers, entities and what is said of them."""
    base = check_base(base_iri)
    turtle.write_turtle(describe_things(graph, chart=chart, base=base), stream, prefixes=prefixes(base))


def write_turtle_reasons(graph: KnowledgeGraph, stream: IO[bytes], *, base_iri: str = DEFAULT_BASE) -> None:
    """Write the second half: why it is said, and where."""
    base = check_base(base_iri)
    turtle.write_blocks(describe_reasons(graph, base=base), stream, prefixes=prefixes(base))


def write_trig(
    graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart | None = None, base_iri: str = DEFAULT_BASE
) -> None:
    """Write ``graph`` as TriG."""
    base = check_base(base_iri)
    found = chain(describe_things(graph, chart=chart, base=base), describe_reasons(graph, base=base))
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
