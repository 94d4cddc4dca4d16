"""The vocabulary in RDF: what the classes and properties of a graph mean, beside :mod:`kg.ontology`.

The relations and entity types come from :mod:`kg.ontology`; here stand the classes and properties that only
RDF has (statements, evidence, results), and which terms of published vocabularies they stand for.
"""

from functools import lru_cache

from kg.exports.rdf.names import class_iri, expand
from kg.exports.rdf.terms import Iri
from kg.ontology import PAPER

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


@lru_cache(maxsize=1 << 10)
def superclasses(type_name: str) -> tuple[Iri, ...]:
    """Return the classes of an instance of ``type_name``: our own first, then the published ones."""
    published = SUPERCLASSES.get(type_name, ())
    return (Iri(class_iri(type_name)), *(Iri(expand(name)) for name in published))
