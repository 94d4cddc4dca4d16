"""The rules that every graph keeps, as SHACL (W3C Recommendation 2017): what ``kg validate`` checks.

The table says, for each class, which properties an instance has, how often, and what stands there. Only
SHACL Core is used, so that every processor can run the file. A subject or an object outside the domain or
the range of its relation is a warning, since models of one's own may bring types of their own; everything
else is a violation.
"""

from collections.abc import Iterator

from kg.exports.rdf.names import Iri, expand, relation_iri
from kg.exports.rdf.terms import Description, Literal, Term, integer
from kg.exports.rdf.vocabulary import smallest
from kg.ontology import RELATIONS, TYPES

_A = expand("rdf:type")
_ENTITY = "kg:Entity"

_Rules = tuple[tuple[str, int, int | None, str], ...]

#: What selects a place of a paper.
_SELECTOR: _Rules = (
    ("dcterms:isPartOf", 1, 1, "kg:Paper"),
    ("kg:field", 1, 1, "xsd:string"),
    ("oa:exact", 1, 1, "xsd:string"),
    ("oa:start", 1, 1, "xsd:integer 0"),
    ("oa:end", 1, 1, "xsd:integer 0"),
)

#: class -> property, least and greatest number of values (None for any), and what each value is: a datatype,
#: a class, or ``IRI``; a datatype may be followed by its least and greatest value.
_RULES: dict[str, _Rules] = {
    "kg:Paper": (
        ("dcterms:title", 1, 1, "xsd:string"),
        ("dcterms:abstract", 0, 1, "xsd:string"),
        ("rdfs:label", 1, 1, "xsd:string"),
        ("dcterms:date", 0, 1, ""),
        ("kg:year", 0, 1, "xsd:integer"),
        ("kg:community", 0, 1, "xsd:integer 0"),
        ("kg:pageRank", 0, 1, "xsd:decimal 0 1"),
    ),
    "kg:Entity": (
        ("rdfs:label", 1, 1, "xsd:string"),
        ("skos:prefLabel", 1, 1, "xsd:string"),
        ("skos:altLabel", 0, None, "xsd:string"),
        ("kg:community", 0, 1, "xsd:integer 0"),
        ("kg:pageRank", 0, 1, "xsd:decimal 0 1"),
    ),
    "kg:Statement": (
        ("rdf:subject", 1, 1, "IRI"),
        ("rdf:predicate", 1, 1, "IRI"),
        ("rdf:object", 1, 1, "IRI"),
        ("kg:confidence", 1, 1, "xsd:decimal 0 1"),
        ("kg:evidence", 1, None, "kg:Evidence"),
    ),
    "kg:Evidence": (
        ("oa:hasSource", 1, 1, "kg:Paper"),
        ("oa:hasSelector", 1, 1, "kg:Sentence"),
        ("kg:rule", 1, 1, "xsd:string"),
        ("kg:confidence", 1, 1, "xsd:decimal 0 1"),
    ),
    "kg:Sentence": _SELECTOR,
    "kg:Mention": (("kg:names", 1, 1, "IRI"), *_SELECTOR),
    "kg:Result": (
        ("kg:paper", 1, 1, "kg:Paper"),
        ("kg:value", 1, 1, "xsd:string"),
        ("kg:number", 0, 1, "xsd:decimal"),
        ("kg:relative", 1, 1, "xsd:boolean"),
        ("kg:evidence", 1, 1, "kg:Evidence"),
        ("kg:system", 0, 1, "IRI"),
        ("kg:dataset", 0, 1, "IRI"),
        ("kg:metric", 0, 1, "IRI"),
    ),
    "kg:CoMention": (
        ("kg:member", 2, 2, "IRI"),
        ("kg:papers", 1, 1, "xsd:integer 1"),
        ("kg:npmi", 1, 1, "xsd:decimal -1 1"),
    ),
}


def shapes() -> Iterator[Description]:
    """Yield the description of every shape."""
    for class_, rules in _RULES.items():
        yield from _node_shape(class_, rules)
    for relation in RELATIONS.values():
        iri = relation_iri(relation.name)
        yield _ends(iri, "Subjects", relation.domain)
        yield _ends(iri, "Objects", relation.range)


def _shape(class_: str) -> str:
    return f"{expand(class_)}Shape"


def _node_shape(class_: str, rules: _Rules) -> Iterator[Description]:
    node = _shape(class_)
    own = {rule: f"{node}-{rule[0].replace(':', '-')}" for rule in rules}
    targets = ["kg:Entity", *(f"kg:{t}" for t in TYPES)] if class_ == _ENTITY else [class_]
    properties: list[tuple[str, Term]] = [(_A, expand("sh:NodeShape"))]
    # Each type is named as well, so that the shapes also work without the ontology's subclasses at hand.
    properties.extend((expand("sh:targetClass"), expand(t)) for t in targets)
    if class_ == _ENTITY:  # also of types that only a model of one's own knows
        properties.append((expand("sh:targetSubjectsOf"), expand("skos:prefLabel")))
    properties.append((expand("sh:nodeKind"), expand("sh:IRI")))
    properties.extend((expand("sh:property"), Iri(iri)) for iri in own.values())
    yield Description(Iri(node), properties)
    for (path, least, most, value), iri in own.items():
        yield Description(Iri(iri), _property_shape(path, least, most, value))


def _property_shape(path: str, least: int, most: int | None, value: str) -> list[tuple[str, Term]]:
    properties: list[tuple[str, Term]] = [
        (_A, expand("sh:PropertyShape")),
        (expand("sh:path"), expand(path)),
    ]
    if least:
        properties.append((expand("sh:minCount"), integer(least)))
    if most is not None:
        properties.append((expand("sh:maxCount"), integer(most)))
    kind, *limits = value.split()[:3] or [""]
    if kind.startswith("xsd:"):
        properties.append((expand("sh:datatype"), expand(kind)))
    elif kind == "IRI":
        properties.append((expand("sh:nodeKind"), expand("sh:IRI")))
    elif kind:
        properties.append((expand("sh:class"), expand(kind)))
    for limit, number in zip(("sh:minInclusive", "sh:maxInclusive"), limits, strict=False):
        properties.append((expand(limit), Literal(number, expand(kind))))
    return properties


def _ends(relation: str, side: str, names: tuple[str, ...]) -> Description:
    """Return the warning for subjects or objects of a relation outside its domain or its range."""
    return Description(
        Iri(f"{relation}-{side}"),
        [
            (_A, expand("sh:NodeShape")),
            (expand(f"sh:target{side}Of"), Iri(relation)),
            (expand("sh:class"), expand(f"kg:{smallest(names)}")),
            (expand("sh:severity"), expand("sh:Warning")),
        ],
    )
