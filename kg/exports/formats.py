"""Every format that a graph is written in, as a table: its files, and which functions write them.

A format is a line in :data:`FORMATS`. Its functions live in the format's own module, take the graph and a
binary stream (and the keyword ``chart`` where the format draws), and return nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import OptionError


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a graph.

    Attributes:
        name: what people say on the command line.
        files: file name -> name of the function in ``module`` that writes it; or of several, each of which
            writes one piece of it, in their order.
        module: the dotted name of the module.
        description: what it is and what opens it, one line.
        draws: whether the functions take ``chart``, the positions and sizes of the nodes.
        undrawn: the functions that take none though the format draws, so that they need not wait for it.
        extra: the extra of the package that it needs; empty when it needs none.
        names: whether the functions take ``base_iri``, what the IRIs of the graph begin with.
    """

    name: str
    files: Mapping[str, str | tuple[str, ...]]
    module: str
    description: str
    draws: bool = False
    extra: str = ""
    names: bool = False
    undrawn: tuple[str, ...] = ()


#: Every format by name, in the order of help texts. To add one, write its module and add its line.
FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format(
            "json",
            {"graph.json": "write"},
            "kg.exports.graph_json",
            "the graph itself, lossless; what the other commands read",
        ),
        Format(
            "turtle",
            {"graph.ttl": ("write_turtle_things", "write_turtle_reasons")},
            "kg.exports.rdf",
            "RDF as Turtle, for SPARQL (kg query, kg serve) and every RDF tool",
            draws=True,
            names=True,
            undrawn=("write_turtle_reasons",),
        ),
        Format(
            "ntriples",
            {"graph.nt": "write_ntriples"},
            "kg.exports.rdf",
            "RDF as N-Triples, one triple a line, for tools that stream",
            draws=True,
            names=True,
        ),
        Format(
            "nquads",
            {"graph.nq": "write_nquads"},
            "kg.exports.rdf",
            "RDF as N-Quads, in a named graph, for stores",
            draws=True,
            names=True,
        ),
        Format(
            "trig",
            {"graph.trig": "write_trig"},
            "kg.exports.rdf",
            "RDF as TriG, in a named graph, for people and stores",
            draws=True,
            names=True,
        ),
        Format(
            "jsonld",
            {"graph.jsonld": "write_jsonld"},
            "kg.exports.rdf",
            "RDF as JSON-LD, for programs that read JSON",
            draws=True,
            names=True,
        ),
        Format(
            "rdfxml",
            {"graph.rdf": "write_rdfxml"},
            "kg.exports.rdf",
            "RDF as RDF/XML, for older RDF tools",
            draws=True,
            names=True,
        ),
        Format(
            "ontology",
            {"ontology.ttl": "write_ontology", "shapes.ttl": "write_shapes"},
            "kg.exports.rdf.ontology",
            "the vocabulary of the RDF formats, and the SHACL shapes that every graph keeps",
        ),
        Format(
            "graphml",
            {"graph.graphml": "write", "entities.graphml": "write_entities"},
            "kg.exports.graphml",
            "the whole graph, and the co-mention network alone, for Gephi, Gephi Lite, Cytoscape and yEd",
            draws=True,
        ),
        Format(
            "gexf",
            {"graph.gexf": "write"},
            "kg.exports.gexf",
            "the whole graph with looks and time, for Gephi's timeline and Gephi Lite",
            draws=True,
        ),
        Format(
            "csv",
            {
                "nodes.csv": "write_nodes",
                "edges.csv": "write_edges",
                "evidence.csv": "write_evidence",
                "results.csv": "write_results",
            },
            "kg.exports.csv_tables",
            "tables for spreadsheets and pandas, safe against formulas",
            draws=True,
        ),
        Format(
            "parquet",
            {
                "nodes.parquet": "write_nodes",
                "edges.parquet": "write_edges",
                "evidence.parquet": "write_evidence",
                "results.parquet": "write_results",
            },
            "kg.exports.parquet",
            "typed tables for pandas, Polars, DuckDB and Spark",
            draws=True,
            extra="parquet",
        ),
        Format(
            "neo4j",
            {"neo4j-nodes.csv": "write_nodes", "neo4j-edges.csv": "write_edges"},
            "kg.exports.neo4j",
            "tables for neo4j-admin database import",
            draws=True,
        ),
        Format(
            "cytoscape",
            {"graph.cyjs": "write"},
            "kg.exports.cytoscape",
            "JSON for Cytoscape and Cytoscape.js, with positions",
            draws=True,
        ),
        Format(
            "html",
            {"graph.html": "write"},
            "kg.exports.html",
            "an interactive map with search, filters and every sentence, one file for any browser",
            draws=True,
            names=True,
        ),
    )
}


def find(name: str) -> Format:
    """Return the format called ``name``.

    Raises:
        OptionError: there is none; the message lists the choices.
    """
    if name not in FORMATS:
        raise OptionError(f"{name!r} is no format", todo=f"choose from {', '.join(FORMATS)}")
    return FORMATS[name]
