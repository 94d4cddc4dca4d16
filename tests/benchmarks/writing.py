"""Writing and asking, against the libraries that one would use instead."""

import io
from functools import partial
from pathlib import Path

import networkx as nx
import pyoxigraph
import rdflib

from kg import exports
from kg.build import DEFAULT_FORMATS, Options, read_and_resolve
from kg.exports import graphml, rdf
from kg.graph import assemble, chart, to_network
from tests.benchmarks.corpus import write
from tests.benchmarks.measure import print_rows, timed

#: What papers introduce, with the data that they test it on: a join of two roles, counted.
_QUESTION = """
PREFIX kg: <urn:x-kg:ontology#>
SELECT ?thing ?data (COUNT(DISTINCT ?paper) AS ?papers) WHERE {
  ?paper kg:introduces ?thing . ?other kg:uses ?thing .
  ?paper kg:evaluatesOn ?data . ?other kg:evaluatesOn ?data
} GROUP BY ?thing ?data
"""


def run(size: int, corpus: Path | None, folder: Path, model: str) -> None:
    """Print the rows: RDF out, RDF in and asked, GraphML out, and all default formats."""
    done = read_and_resolve(Options((str(write(folder / "p.jsonl", size, corpus)),), model=model, jobs=1))
    graph = assemble(done.readings, done.resolution)
    looks = chart(graph)
    lines = io.BytesIO()
    rdf.write_ntriples(graph, lines, chart=looks)
    triples = lines.getvalue().count(b"\n")
    theirs = rdflib.Graph()
    parse = timed(
        "rdflib parses N-Triples", triples, lambda: theirs.parse(data=lines.getvalue(), format="nt"), times=1
    )
    print_rows(
        [
            timed(
                "kg writes N-Triples", triples, lambda: rdf.write_ntriples(graph, io.BytesIO(), chart=looks)
            ),
            timed("kg writes Turtle", triples, lambda: rdf.write_turtle(graph, io.BytesIO(), chart=looks)),
            timed("rdflib writes N-Triples", triples, lambda: theirs.serialize(format="nt"), times=1),
            timed("rdflib writes Turtle", triples, lambda: theirs.serialize(format="turtle"), times=1),
        ],
        "triples",
    )
    store = pyoxigraph.Store()
    print_rows(
        [
            timed(
                "Oxigraph, as kg query uses it, loads",
                triples,
                lambda: store.bulk_load(lines.getvalue(), pyoxigraph.RdfFormat.N_TRIPLES),
                times=1,
            ),
            parse,
        ],
        "triples",
    )
    print_rows(
        [
            timed("Oxigraph answers a join of two roles", 1, lambda: list(store.query(_QUESTION))),
            timed("rdflib answers it", 1, lambda: list(theirs.query(_QUESTION)), times=1),
        ],
        "answers",
    )
    network = to_network(graph)
    edges = network.number_of_edges()
    print_rows(
        [
            timed("kg writes GraphML", edges, lambda: graphml.write(graph, io.BytesIO(), chart=looks)),
            timed("networkx writes GraphML", edges, lambda: nx.write_graphml(network, io.BytesIO()), times=1),
        ],
        "edges",
    )
    print_rows(
        [
            timed(
                f"kg lays out and writes {', '.join(DEFAULT_FORMATS)}, processes: {jobs}",
                edges,
                partial(exports.write, graph, folder / "formats", formats=DEFAULT_FORMATS, jobs=jobs),
                times=1,
            )
            for jobs in (1, 2)
        ],
        "edges",
    )
