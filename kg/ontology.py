"""The closed vocabulary: entity types and relations, the only place where types are named.

Types follow the annotation scheme of scientific information extraction for machine learning (models,
methods, datasets, benchmarks, tasks, metrics). Everything else (RDF vocabulary, colours, columns, help
texts) is derived from the two tables here.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    """A coarse type: what a name stays within even when papers disagree about the finer type.

    The kind, unlike the type, is part of an entity's id, so that a better-supported type does not
    change the id.
    """

    SYSTEM = "system"
    RESOURCE = "resource"
    TASK = "task"
    METRIC = "metric"


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type of entity: its name, the plural for headings, its coarse kind and its definition."""

    name: str
    plural: str
    kind: Kind
    definition: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the graph.

    Attributes:
        name: the name in the code, in JSON and in tables, as in ``evaluates_on``.
        wording: how a sentence says it: ``paper evaluates on CLIP``.
        domain: names of the types that a subject may have; ``Paper`` stands for papers.
        range: names of the types that an object may have.
        definition: one sentence.
    """

    name: str
    wording: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    definition: str

    @property
    def iri_name(self) -> str:
        """The name in RDF: lower camel case, ``evaluatesOn``."""
        head, *tail = self.name.split("_")
        return head + "".join(part.capitalize() for part in tail)


#: The type name that stands for papers in domains and in node tables.
PAPER = "Paper"

#: Entity types by name, in the order in which tables and legends show them.
TYPES: dict[str, EntityType] = {
    t.name: t
    for t in (
        EntityType(
            "Model",
            "Models",
            Kind.SYSTEM,
            "A specific named model, architecture, system, assistant, agent or checkpoint.",
        ),
        EntityType(
            "Method",
            "Methods",
            Kind.SYSTEM,
            "A named technique, algorithm, objective, framework, strategy, module, loss or toolkit.",
        ),
        EntityType("Dataset", "Datasets", Kind.RESOURCE, "A named collection of data."),
        EntityType(
            "Benchmark", "Benchmarks", Kind.RESOURCE, "A named evaluation suite, challenge or leaderboard."
        ),
        EntityType("Task", "Tasks", Kind.TASK, "A named research task."),
        EntityType("Metric", "Metrics", Kind.METRIC, "A named measure of quality."),
    )
}

_SYSTEMS = ("Model", "Method")
_RESOURCES = ("Dataset", "Benchmark")
_ALL = tuple(TYPES)
_PAPER = (PAPER,)

#: What a paper does with an entity, most telling first; these are the roles of the annotation scheme.
ROLES: dict[str, Relation] = {
    r.name: r
    for r in (
        Relation("introduces", "introduces", _PAPER, _ALL, "The entity is a contribution of the paper."),
        Relation("trains_on", "trains on", _PAPER, _RESOURCES, "The paper trains or fine-tunes on the data."),
        Relation("evaluates_on", "evaluates on", _PAPER, _RESOURCES, "The paper tests on the data."),
        Relation(
            "evaluates", "evaluates", _PAPER, _ALL, "The paper tests or analyses it as its object of study."
        ),
        Relation("compares_with", "compares with", _PAPER, _ALL, "A baseline or prior work of the paper."),
        Relation("addresses", "addresses", _PAPER, ("Task",), "The paper works on the task."),
        Relation("measured_by", "is measured by", _PAPER, ("Metric",), "The paper reports the measure."),
        Relation("uses", "uses", _PAPER, _ALL, "The paper builds on it, as component, tool or technique."),
        Relation("mentions", "mentions", _PAPER, _ALL, "Background or example only."),
    )
}

#: Relations between entities.
LINKS: dict[str, Relation] = {
    r.name: r
    for r in (
        Relation("trained_on", "trained on", _SYSTEMS, _RESOURCES, "The system was trained on the data."),
        Relation("evaluated_on", "evaluated on", _SYSTEMS, _RESOURCES, "The system was tested on the data."),
        Relation("based_on", "based on", _SYSTEMS + _RESOURCES, _ALL, "The subject builds on the object."),
        Relation("compared_with", "compared with", _ALL, _ALL, "The subject was compared with the object."),
        Relation("applied_to", "applied to", _SYSTEMS, ("Task",), "The system was applied to the task."),
        Relation("variant_of", "variant of", _ALL, _ALL, "A version, size or variant of the object."),
        Relation("successor_of", "successor of", _ALL, _ALL, "The next version after the object."),
    )
}

#: Every relation by name.
RELATIONS: dict[str, Relation] = ROLES | LINKS


def kind_of(type_name: str) -> Kind:
    """Return the coarse kind of an entity type.

    Raises:
        KeyError: the name is not one of :data:`TYPES` (own types of a retrained model are their own kind
            of thing; callers that may meet them use :func:`kind_name`).
    """
    return TYPES[type_name].kind


@cache
def kind_name(type_name: str) -> str:
    """Return the coarse kind of a type as text; a type outside the vocabulary is its own kind."""
    known = TYPES.get(type_name)
    return str(known.kind) if known else type_name.casefold()
