"""Every syntax parses back, with two libraries, to the triples of the Turtle file."""

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdf_corpus import chart, corpus, hostile

from kg.exports import rdf
from kg.model import KnowledgeGraph

GRAPHS = {"corpus": corpus(), "hostile": hostile(), "empty": KnowledgeGraph()}

#: writer: Oxigraph's, rdflib's and rapper's name of the syntax.
SYNTAXES = {
    "write_ntriples": (pyoxigraph.RdfFormat.N_TRIPLES, "nt", "ntriples"),
    "write_nquads": (pyoxigraph.RdfFormat.N_QUADS, "nquads", "nquads"),
    "write_trig": (pyoxigraph.RdfFormat.TRIG, "trig", ""),
    "write_jsonld": (pyoxigraph.RdfFormat.JSON_LD, "json-ld", ""),
    "write_rdfxml": (pyoxigraph.RdfFormat.RDF_XML, "xml", "rdfxml"),
    "write_turtle": (pyoxigraph.RdfFormat.TURTLE, "turtle", "turtle"),
}
BASES = ["urn:x-kg:", "https://example.com/kg/", "paper:"]


def written(writer: str, graph: KnowledgeGraph, **options: object) -> bytes:
    stream = io.BytesIO()
    getattr(rdf, writer)(graph, stream, **options)
    return stream.getvalue()


def by_oxigraph(writer: str, data: bytes) -> set[str]:
    return {str(q.triple) for q in pyoxigraph.parse(data, SYNTAXES[writer][0])}


def by_rdflib(writer: str, data: bytes) -> set[tuple[object, ...]]:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=data, format=SYNTAXES[writer][1])
    return {quad[:3] for quad in dataset.quads()}


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("writer", SYNTAXES)
def test_syntax_parses_back_to_the_triples_of_turtle(writer: str, name: str, base: str) -> None:
    """Oxigraph reads the same triples from every syntax, hostile text included."""
    expected = by_oxigraph("write_turtle", written("write_turtle", GRAPHS[name], base_iri=base))
    assert expected == by_oxigraph(writer, written(writer, GRAPHS[name], base_iri=base))


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("writer", SYNTAXES)
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_syntax_parses_back_with_rdflib(writer: str, name: str) -> None:
    """So does rdflib."""
    expected = by_rdflib("write_turtle", written("write_turtle", GRAPHS[name]))
    assert expected == by_rdflib(writer, written(writer, GRAPHS[name]))


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("writer", [w for w, names in SYNTAXES.items() if names[2]])
def test_syntax_parses_back_with_rapper(writer: str, name: str, tmp_path: Path) -> None:
    """So does Raptor, without a warning."""
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper is not installed (Debian package raptor2-utils)")
    file = tmp_path / "graph"
    file.write_bytes(written(writer, GRAPHS[name]))
    done = subprocess.run(
        [rapper, "-q", "-i", SYNTAXES[writer][2], "-o", "ntriples", file], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    expected = by_oxigraph("write_turtle", written("write_turtle", GRAPHS[name]))
    assert expected == by_oxigraph("write_ntriples", done.stdout)


@pytest.mark.parametrize("writer", ["write_nquads", "write_trig"])
def test_named_graph_is_the_graph_that_it_describes(writer: str) -> None:
    """All quads stand in one named graph, whose description is among them."""
    quads = list(pyoxigraph.parse(written(writer, corpus()), SYNTAXES[writer][0]))
    assert {pyoxigraph.NamedNode("urn:x-kg:graph")} == {q.graph_name for q in quads}


def test_syntaxes_have_the_same_bytes_under_two_hash_seeds() -> None:
    """No set or dict order leaks into any syntax."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import rdf_corpus\n"
        "from kg.exports import rdf\n"
        "for writer in sys.argv[2:]:\n"
        "    getattr(rdf, writer)(rdf_corpus.corpus(), sys.stdout.buffer, chart=rdf_corpus.chart())"
    )
    command = [sys.executable, "-c", script, str(Path(__file__).parents[2]), *SYNTAXES]
    outputs = {
        subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert outputs == {b"".join(written(w, corpus(), chart=chart()) for w in SYNTAXES)}
