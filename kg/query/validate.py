"""A graph is checked: by the SHACL shapes, and by rules that no shape can say.

The shapes (:mod:`kg.exports.rdf.shapes`) are run by pySHACL, with the vocabulary at hand so that it knows
which class is a case of which. Two rules span several triples and are asked as SPARQL, of the whole graph at
once: a statement's triple stands in the graph, and a quote stands where its selector says.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import OptionError
from kg.exports.rdf.names import PREFIXES
from kg.exports.rdf.ontology import ontology
from kg.exports.rdf.shapes import shapes
from kg.exports.rdf.terms import Description
from kg.exports.rdf.turtle import write_turtle
from kg.query.engine import ask
from kg.query.library import parse_question
from kg.query.results import table
from kg.query.stores import open_store

if TYPE_CHECKING:
    import rdflib

_SH = PREFIXES["sh"]

#: Message -> a query for the nodes that break the rule.
_RULES = {
    "the graph does not state the triple of this statement": """
        SELECT ?node WHERE {
          ?node a kg:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
          FILTER NOT EXISTS { ?s ?p ?o }
        } ORDER BY ?node""",
    "the quote does not stand between start and end of its field": """
        SELECT ?node WHERE {
          VALUES ?class { kg:Sentence kg:Mention }
          ?node a ?class ; dcterms:isPartOf ?paper ; kg:field ?field ; oa:exact ?quote ;
            oa:start ?start ; oa:end ?end .
          ?paper dcterms:title ?title .
          OPTIONAL { ?paper dcterms:abstract ?abstract }
          BIND(IF(?field = "title", ?title, ?abstract) AS ?text)
          FILTER(SUBSTR(?text, ?start + 1, ?end - ?start) != ?quote)
        } ORDER BY ?node""",
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that breaks a rule.

    Attributes:
        severity: ``violation`` or ``warning``.
        node: the IRI of the node.
        path: the IRI of the property, empty when it is not about one.
        message: what is wrong.
    """

    severity: str
    node: str
    path: str
    message: str


def validate(source: Path) -> tuple[Finding, ...]:
    """Check the graph in ``source``.

    Args:
        source: an output folder, an RDF file or the folder of an Oxigraph store.

    Returns:
        What breaks a rule, violations first, sorted; empty when all is well.

    Raises:
        GraphError: there is no graph to read.
        OptionError: the extra ``validate`` is not installed.
    """
    store = open_store(source)
    return tuple(sorted((*_by_rules(store), *_by_shapes(store))))


def _by_rules(store: ox.Store) -> list[Finding]:
    return [
        Finding("violation", row[0], "", message)
        for message, query in _RULES.items()
        for row in table(ask(store, parse_question(query)))[1]
    ]


def _by_shapes(store: ox.Store) -> list[Finding]:
    try:
        import pyshacl
    except ModuleNotFoundError as error:
        raise OptionError(
            "checking shapes needs the package pyshacl", todo="install it with: pip install 'kg[validate]'"
        ) from error
    _, report, _ = pyshacl.validate(
        _data(store),
        shacl_graph=_parsed(_turtle(shapes())),
        ont_graph=_parsed(_turtle(ontology())),
        inplace=True,
    )
    return _findings(report)


def _findings(report: "rdflib.Graph") -> list[Finding]:
    """Return the results of a SHACL validation report."""
    import rdflib

    sh, found = rdflib.Namespace(_SH), []
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        severity = str(report.value(result, sh.resultSeverity)).rpartition("#")[2].lower()
        node, path = report.value(result, sh.focusNode), report.value(result, sh.resultPath)
        message = report.value(result, sh.resultMessage)
        found.append(Finding(severity, str(node), str(path or ""), str(message)))
    return found


def _data(store: ox.Store) -> "rdflib.Graph":
    """Return the triples of all graphs of ``store`` for pySHACL."""
    stream = io.BytesIO()
    ox.serialize((quad.triple for quad in store), stream, ox.RdfFormat.N_TRIPLES)
    return _parsed(stream.getvalue(), "nt")


def _parsed(data: bytes, syntax: str = "turtle") -> "rdflib.Graph":
    import rdflib

    return rdflib.Graph().parse(data=data, format=syntax)


def _turtle(descriptions: Iterable[Description]) -> bytes:
    stream = io.BytesIO()
    write_turtle(descriptions, stream, prefixes=PREFIXES)
    return stream.getvalue()
