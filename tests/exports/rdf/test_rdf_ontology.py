"""``ontology.ttl`` and ``shapes.ttl``: complete, aligned, without blank nodes, and true of our graphs."""

import io

import rdflib
from rdf_corpus import chart, corpus

from kg.exports import rdf
from kg.exports.rdf.names import PREFIXES, class_iri, relation_iri
from kg.exports.rdf.ontology import write_ontology, write_shapes
from kg.exports.rdf.vocabulary import smallest
from kg.model import KnowledgeGraph
from kg.ontology import RELATIONS, TYPES

KG, RDFS, RDF = (rdflib.Namespace(PREFIXES[p]) for p in ("kg", "rdfs", "rdf"))
SKOS, SCHEMA = rdflib.Namespace(PREFIXES["skos"]), rdflib.Namespace(PREFIXES["schema"])


def parsed(writer: object, graph: KnowledgeGraph | None = None, **options: object) -> rdflib.Graph:
    stream = io.BytesIO()
    writer(graph or KnowledgeGraph(), stream, **options)  # type: ignore[operator]
    return rdflib.Graph().parse(data=stream.getvalue(), format="turtle")


def test_ontology_defines_every_type_and_every_relation() -> None:
    """Each has a label, a definition and a link to the vocabulary; relations have domain and range."""
    ontology = parsed(write_ontology)
    terms = [rdflib.URIRef(class_iri(t)) for t in TYPES]
    relations = [rdflib.URIRef(relation_iri(r)) for r in RELATIONS]
    for term in terms + relations:
        assert (term, RDFS.isDefinedBy, rdflib.URIRef(str(KG))) in ontology
        assert ontology.value(term, RDFS.label).language == "en"  # type: ignore[union-attr]
        assert ontology.value(term, SKOS.definition)
    for relation in relations:
        assert ontology.value(relation, RDFS.domain)
        assert ontology.value(relation, RDFS.range)


def test_ontology_defines_every_word_of_a_graph() -> None:
    """Every class and property of ours that a graph uses is in the vocabulary."""
    graph, ontology = parsed(rdf.write_turtle, corpus(), chart=chart()), parsed(write_ontology)
    used = {str(p) for p in graph.predicates()} | {str(o) for o in graph.objects(predicate=RDF.type)}
    defined = {str(s) for s in ontology.subjects()}
    assert {u for u in used if u.startswith(str(KG))} - defined == set()


def test_ontology_and_shapes_have_no_blank_node() -> None:
    """Every node has a name, so that two versions can be compared line by line."""
    for writer in (write_ontology, write_shapes):
        assert [t for triple in parsed(writer) for t in triple if isinstance(t, rdflib.BNode)] == []


def test_ontology_names_the_smallest_class_of_a_domain() -> None:
    """A union of types is the class of their kind, or entities at large."""
    assert smallest(("Paper",)) == "Paper"
    assert smallest(("Task",)) == "Task"
    assert smallest(("Model", "Method")) == "System"
    assert smallest(("Dataset", "Benchmark")) == "Resource"
    assert smallest(("Model", "Dataset")) == "Entity"
    ontology = parsed(write_ontology)
    assert set(ontology.objects(KG.evaluatesOn, SCHEMA.rangeIncludes)) == {KG.Dataset, KG.Benchmark}


def test_ontology_uses_terms_that_rdflib_knows() -> None:
    """No term of RDF, RDFS, OWL, SKOS, DCTERMS, PROV or SHACL is misspelt: rdflib's closed lists hold it."""
    namespaces = rdflib.namespace
    closed = (
        *(
            namespaces.RDFS,
            namespaces.OWL,
            namespaces.SKOS,
            namespaces.DCTERMS,
            namespaces.PROV,
            namespaces.SH,
        ),
        namespaces.VOID,
    )
    sources = (
        parsed(write_ontology),
        parsed(write_shapes),
        parsed(rdf.write_turtle, corpus(), chart=chart()),
    )
    terms = {t for graph in sources for triple in graph for t in triple if isinstance(t, rdflib.URIRef)}
    for term in sorted(terms):
        for namespace in closed:
            if term.startswith(str(namespace)):
                assert term in namespace, f"{term} is not in {namespace}"
