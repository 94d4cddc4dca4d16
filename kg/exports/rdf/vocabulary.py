"""The words that only RDF has, and what each of our words means in vocabularies that people already query.

Entity types and relations come from :mod:`kg.ontology`; the tables here add the classes and properties of
statements, evidence, results and so on, and align all of them with schema.org, Dublin Core, SKOS, FaBiO and
BIBO, ML-Schema (Publio et al. 2018), CiTO, PROV-O and the Web Annotation vocabulary. An alignment is a
subclass or a subproperty where every instance of ours is one of theirs, and a SKOS mapping where it is
merely close or related.
"""

from dataclasses import dataclass
from functools import lru_cache

from kg.exports.rdf.names import Iri, class_iri, expand
from kg.ontology import PAPER, TYPES, Kind

#: Classes of published vocabularies that include ours; every instance carries them too, so that a query in
#: those words finds it without reasoning.
SUPERCLASSES: dict[str, tuple[str, ...]] = {
    PAPER: ("fabio:ResearchPaper", "schema:ScholarlyArticle"),
    "Model": ("mls:Model",),
    "Method": ("mls:Algorithm",),
    "Dataset": ("mls:Dataset", "schema:Dataset"),
    "Benchmark": ("schema:Dataset",),
    "Task": ("mls:Task",),
    "Metric": ("mls:EvaluationMeasure",),
}

#: Further classes: name -> superclasses and definition.
CLASSES: dict[str, tuple[tuple[str, ...], str]] = {
    PAPER: (("bibo:AcademicArticle",), "A paper, known by its title and its abstract."),
    "Entity": ((), "A thing that papers name: a system, a resource, a task or a metric."),
    "System": (("kg:Entity",), "A model or a method."),
    "Resource": (("kg:Entity",), "A dataset or a benchmark."),
    "Statement": (
        ("rdf:Statement", "prov:Entity"),
        "A triple of the graph with the evidence for it; its subject, predicate and object are those of the "
        "triple, which the graph states directly as well.",
    ),
    "Evidence": (
        ("oa:SpecificResource", "prov:Entity"),
        "What one rule read in one sentence of one paper. Its source is the paper and its selector the "
        "sentence.",
    ),
    "Sentence": (
        ("oa:TextQuoteSelector", "oa:TextPositionSelector"),
        "A sentence of a title or of an abstract. Start and end count Unicode code points in the field that "
        "kg:field names, from 0; the end is not included.",
    ),
    "Mention": (
        ("oa:TextQuoteSelector", "oa:TextPositionSelector"),
        "A place in a title or in an abstract that names an entity, with the spelling that it has there; it "
        "is selected as a sentence is.",
    ),
    "Result": (("mls:ModelEvaluation",), "A number that a paper reports, as its sentence states it."),
    "CoMention": ((), "Two entities that the same papers name."),
}


@dataclass(frozen=True, slots=True)
class Property:
    """A property that :mod:`kg.ontology` does not know.

    Attributes:
        name: the local name.
        definition: what it says.
        domain: a class, as a prefixed name; empty when it goes with several.
        range: a class or a datatype, as a prefixed name.
        broader: the published properties that it is a case of.
    """

    name: str
    definition: str
    domain: str
    range: str
    broader: tuple[str, ...] = ()


#: The properties that stand beside the relations.
PROPERTIES: tuple[Property, ...] = (
    Property("evidence", "A reason to believe it.", "", "kg:Evidence", ("prov:wasDerivedFrom",)),
    Property("confidence", "How surely it holds, 0 to 1.", "", "xsd:decimal"),
    Property("rule", "The rule or the model that read it.", "kg:Evidence", "xsd:string"),
    Property("field", "Where in the paper: title or abstract.", "", "xsd:string"),
    Property("names", "The entity that is named there.", "kg:Mention", "kg:Entity"),
    Property("paper", "The paper that reports it.", "kg:Result", "kg:Paper", ("prov:wasDerivedFrom",)),
    Property("system", "The system that was scored.", "kg:Result", "kg:Entity"),
    Property("dataset", "What it was scored on.", "kg:Result", "kg:Entity"),
    Property("metric", "What was measured.", "kg:Result", "kg:Entity", ("mls:specifiedBy",)),
    Property("value", "The number as the sentence has it, with sign and unit.", "kg:Result", "xsd:string"),
    Property("number", "The same as a number.", "kg:Result", "xsd:decimal", ("mls:hasValue",)),
    Property("unit", "The unit, as % or points.", "kg:Result", "xsd:string"),
    Property("relative", "Whether it is a gain over something else.", "kg:Result", "xsd:boolean"),
    Property("member", "One of the two entities.", "kg:CoMention", "kg:Entity"),
    Property("papers", "How many papers name both.", "kg:CoMention", "xsd:integer"),
    Property(
        "npmi",
        "Normalised pointwise mutual information (Bouma 2009), -1 to 1: how much more often than by chance.",
        "kg:CoMention",
        "xsd:decimal",
    ),
    Property("coMentionedWith", "A paper names both.", "kg:Entity", "kg:Entity", ("skos:related",)),
    Property("year", "The year of the paper.", "kg:Paper", "xsd:integer"),
    Property("authors", "All authors in their order, with semicolons.", "kg:Paper", "xsd:string"),
    Property("listedAt", "The file and the line that it was read from.", "kg:Paper", "xsd:string"),
    Property("doubt", "Why a person may want to look at it.", "kg:Entity", "xsd:string", ("skos:note",)),
    Property("community", "The number of its community (Leiden), 0 for the largest.", "", "xsd:integer"),
    Property("pageRank", "Its PageRank in the graph, 0 to 1.", "", "xsd:decimal"),
)

#: Relation -> mappings to published properties, each with the property that says how close it is.
MAPPINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "introduces": (("skos:broadMatch", "schema:about"),),
    "trains_on": (("skos:relatedMatch", "cito:usesDataFrom"),),
    "evaluates_on": (("skos:relatedMatch", "cito:usesDataFrom"),),
    "evaluates": (("skos:broadMatch", "schema:about"), ("skos:relatedMatch", "cito:discusses")),
    "compares_with": (("skos:relatedMatch", "cito:discusses"),),
    "addresses": (("skos:closeMatch", "dcterms:subject"), ("skos:broadMatch", "schema:about")),
    "uses": (("skos:relatedMatch", "cito:usesMethodIn"),),
    "mentions": (("rdfs:subPropertyOf", "schema:mentions"),),
    "based_on": (("skos:closeMatch", "schema:isBasedOn"), ("skos:relatedMatch", "prov:wasDerivedFrom")),
    "applied_to": (("skos:relatedMatch", "mls:achieves"),),
    "variant_of": (("skos:closeMatch", "schema:isVariantOf"), ("skos:closeMatch", "dcterms:isVersionOf")),
    "successor_of": (("skos:closeMatch", "schema:successorOf"), ("skos:relatedMatch", "dcterms:replaces")),
}


#: The class of each coarse kind of entity; tasks and metrics are kinds of one type.
OF_KIND = {Kind.SYSTEM: "System", Kind.RESOURCE: "Resource", Kind.TASK: "Entity", Kind.METRIC: "Entity"}


@lru_cache(maxsize=1 << 10)
def superclasses(type_name: str) -> tuple[Iri, ...]:
    """Return the classes of an instance of ``type_name``: our own first, then the published ones."""
    published = SUPERCLASSES.get(type_name, ())
    return (class_iri(type_name), *(expand(name) for name in published))


def smallest(names: tuple[str, ...]) -> str:
    """Return the name of the smallest class that holds every class of ``names``."""
    if len(names) == 1 or PAPER in names:
        return names[0]
    kinds = {TYPES[name].kind for name in names}
    return OF_KIND[kinds.pop()] if len(kinds) == 1 else "Entity"
