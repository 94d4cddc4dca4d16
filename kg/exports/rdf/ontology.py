"""The vocabulary becomes ``ontology.ttl`` (RDFS and OWL 2) and ``shapes.ttl`` (SHACL), from the tables.

Neither file has blank nodes, so unions cannot be written with ``owl:unionOf``: where several classes may be
subject or object, ``rdfs:domain`` or ``rdfs:range`` names the smallest class that holds them all, and
schema.org's ``domainIncludes`` and ``rangeIncludes`` name each of them.
"""

from collections.abc import Iterable, Iterator
from typing import IO

from kg import __version__
from kg.exports.rdf.names import PREFIXES, VOCABULARY, Iri, class_iri, expand, relation_iri
from kg.exports.rdf.shapes import shapes
from kg.exports.rdf.terms import Description, Literal, Term, text
from kg.exports.rdf.turtle import write_turtle
from kg.exports.rdf.vocabulary import (
    CLASSES,
    MAPPINGS,
    OF_KIND,
    PROPERTIES,
    SUPERCLASSES,
    Property,
    smallest,
)
from kg.model import KnowledgeGraph
from kg.ontology import LINKS, RELATIONS, TYPES, Relation

_A = expand("rdf:type")
_KG = Iri(VOCABULARY)


def write_ontology(graph: KnowledgeGraph, stream: IO[bytes]) -> None:
    """Write the vocabulary as Turtle; it is the same for every ``graph``."""
    del graph
    write_turtle(ontology(), stream, prefixes=PREFIXES)


def write_shapes(graph: KnowledgeGraph, stream: IO[bytes]) -> None:
    """Write the shapes as Turtle; they are the same for every ``graph``."""
    del graph
    write_turtle(shapes(), stream, prefixes=PREFIXES)


def ontology() -> Iterator[Description]:
    """Yield the description of the vocabulary itself, then of its classes, relations and properties."""
    yield Description(
        _KG,
        [
            (_A, expand("owl:Ontology")),
            (expand("dcterms:title"), _english("Knowledge graphs of machine-learning papers")),
            (
                expand("dcterms:description"),
                _english("What papers say about models, methods, datasets, benchmarks, tasks and metrics."),
            ),
            (expand("owl:versionInfo"), text(__version__)),
            (expand("vann:preferredNamespacePrefix"), text("kg")),
            (expand("vann:preferredNamespaceUri"), text(VOCABULARY)),
        ],
    )
    yield from _classes()
    for relation in RELATIONS.values():
        yield _relation(relation)
    for known in PROPERTIES:
        yield _property(known)


def _classes() -> Iterator[Description]:
    for name, (broader, definition) in CLASSES.items():
        yield _class(name, name, (*SUPERCLASSES.get(name, ()), *broader), definition)
    for known in TYPES.values():
        broader = (f"kg:{OF_KIND[known.kind]}", *SUPERCLASSES.get(known.name, ()))
        yield _class(known.name, known.name.lower(), broader, known.definition)


def _class(name: str, label: str, broader: Iterable[str], definition: str) -> Description:
    properties: list[tuple[str, Term]] = [(_A, expand("owl:Class"))]
    properties.extend((expand("rdfs:subClassOf"), expand(b)) for b in broader)
    return Description(class_iri(name), properties + _words(label, definition))


def _relation(relation: Relation) -> Description:
    properties: list[tuple[str, Term]] = [(_A, expand("owl:ObjectProperty"))]
    if relation.name not in LINKS and relation.name != "mentions":
        properties.append((expand("rdfs:subPropertyOf"), relation_iri("mentions")))
    properties.extend((expand(how), expand(to)) for how, to in MAPPINGS.get(relation.name, ()))
    properties.extend(_place("domain", relation.domain))
    properties.extend(_place("range", relation.range))
    words = _words(relation.wording, relation.definition)
    return Description(relation_iri(relation.name), properties + words)


def _place(side: str, names: tuple[str, ...]) -> Iterator[tuple[str, Term]]:
    """Yield the domain or the range: the smallest class that holds all, and each when there are several."""
    yield expand(f"rdfs:{side}"), expand(f"kg:{smallest(names)}")
    if len(names) > 1:
        for name in names:
            yield expand(f"schema:{side}Includes"), class_iri(name)


def _property(known: Property) -> Description:
    data = known.range.startswith("xsd:")
    kind = "owl:DatatypeProperty" if data else "owl:ObjectProperty"
    properties: list[tuple[str, Term]] = [(_A, expand(kind))]
    if known.name == "coMentionedWith":
        properties.append((_A, expand("owl:SymmetricProperty")))
    properties.extend((expand("rdfs:subPropertyOf"), expand(b)) for b in known.broader)
    if known.domain:
        properties.append((expand("rdfs:domain"), expand(known.domain)))
    properties.append((expand("rdfs:range"), expand(known.range)))
    label = "".join(f" {c.lower()}" if c.isupper() else c for c in known.name)
    return Description(Iri(VOCABULARY + known.name), properties + _words(label, known.definition))


def _words(label: str, definition: str) -> list[tuple[str, Term]]:
    return [
        (expand("rdfs:label"), _english(label)),
        (expand("skos:definition"), _english(definition)),
        (expand("rdfs:isDefinedBy"), _KG),
    ]


def _english(words: str) -> Literal:
    return Literal(words, language="en")
