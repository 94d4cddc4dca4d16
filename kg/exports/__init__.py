"""A :class:`kg.model.KnowledgeGraph` becomes files: ``write`` and the table of every format.

A format is a line in :data:`FORMATS`: its files, each with the function that writes it. Such a function
lives in the format's own module, takes the graph and a binary stream (and the keyword ``chart`` where the
format draws), and returns nothing. Modules load only when their format is written.
"""

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OnProblem, OptionError, Problem, ignore
from kg.files import write_whole
from kg.graph.places import Chart
from kg.model import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a graph.

    Attributes:
        name: what people say on the command line.
        files: file name -> name of the function in ``module`` that writes it.
        module: the dotted name of the module.
        description: what it is and what opens it, one line.
        draws: whether the functions take ``chart``, the positions and sizes of the nodes.
        extra: the extra of the package that it needs; empty when it needs none.
        names: whether the functions take ``base_iri``, what the IRIs of the graph begin with.
    """

    name: str
    files: Mapping[str, str]
    module: str
    description: str
    draws: bool = False
    extra: str = ""
    names: bool = False


#: The suffixes of files that are checked as Gephi would.
_LINTED = {".graphml", ".gexf"}

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
            {"graph.ttl": "write_turtle"},
            "kg.exports.rdf",
            "RDF as Turtle, for SPARQL (kg query, kg serve) and every RDF tool",
            draws=True,
            names=True,
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


def write(
    graph: KnowledgeGraph,
    folder: Path,
    *,
    formats: Sequence[str],
    chart: Chart | None = None,
    base_iri: str = "",
    on_problem: OnProblem = ignore,
) -> list[Path]:
    """Write ``graph`` into ``folder`` in each of ``formats``, every file whole or not at all.

    Args:
        graph: what to write.
        folder: where to; made when missing.
        formats: names of :data:`FORMATS`.
        chart: positions and sizes, so that all formats agree; computed once here when not given and a
            format draws.
        base_iri: what the IRIs of the RDF formats begin with; empty for the default of
            :mod:`kg.exports.rdf.names`.
        on_problem: is handed what Gephi or Gephi Lite would not take of the files just written.

    Returns:
        The paths that were written, in the order of ``formats``.

    Raises:
        OptionError: a name is not a format, or its extra is not installed.
        OutputError: a file cannot be written.
    """
    chosen = [find(name) for name in dict.fromkeys(formats)]
    if chart is None and any(f.draws for f in chosen):
        from kg.graph import chart as draw

        chart = draw(graph)
    paths = [path for format_ in chosen for path in _write_format(graph, folder, format_, chart, base_iri)]
    if on_problem is not ignore:
        for path in paths:
            if path.suffix in _LINTED:
                _report(path, on_problem)
    return paths


def _report(path: Path, on_problem: OnProblem) -> None:
    """Hand over what the lint finds in a file of ours; it should find nothing."""
    from kg.exports.lint import RULES, lint

    for finding in lint(path).found:
        rule = RULES[finding.rule]
        on_problem(Problem(f"{finding.detail}: {rule.what}", where=f"{path}:{finding.line}", todo=rule.todo))


def find(name: str) -> Format:
    """Return the format called ``name``.

    Raises:
        OptionError: there is none; the message lists the choices.
    """
    if name not in FORMATS:
        raise OptionError(f"{name!r} is no format", todo=f"choose from {', '.join(FORMATS)}")
    return FORMATS[name]


def _write_format(
    graph: KnowledgeGraph, folder: Path, format_: Format, chart: Chart | None, base_iri: str
) -> list[Path]:
    try:
        module = importlib.import_module(format_.module)
    except ModuleNotFoundError as error:
        if not format_.extra:
            raise
        raise OptionError(
            f"format {format_.name!r} needs the package {error.name}",
            todo=f"install it with: pip install 'kg[{format_.extra}]'",
        ) from error
    options: dict[str, object] = {"chart": chart} if format_.draws else {}
    if format_.names and base_iri:
        options["base_iri"] = base_iri
    paths = []
    for file, function in format_.files.items():
        with write_whole(folder / file) as stream:
            getattr(module, function)(graph, stream, **options)
        paths.append(folder / file)
    return paths
