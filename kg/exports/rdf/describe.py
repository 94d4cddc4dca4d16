"""A :class:`kg.model.KnowledgeGraph` becomes RDF: one description after another, without blank nodes.

A statement is one direct triple, ``paper kg:evaluatesOn entity``, for those who just ask, and a node of its
own (RDF 1.1 reification, with PROV-O) for those who ask why: it leads to its evidence, each of which is a Web
Annotation specific resource that selects one sentence by quote and position. A sentence that supports many
statements stands there once. Every place where a paper names an entity is a selector of its own. Descriptions
come in the order dataset, papers, entities, statements, evidence, sentences, mentions (by place), results,
co-mentions, sources, own types, the others each sorted by id.
"""

from collections.abc import Iterable, Iterator

from kg import __version__
from kg.exports.rdf.forms import Part, Slot, Table, spread
from kg.exports.rdf.names import DEFAULT_BASE, VOCABULARY, Iri, class_iri, expand, iri, relation_iri
from kg.exports.rdf.passages import describe_evidence, describe_mentions, evidence_id
from kg.exports.rdf.terms import Description, Term, boolean, date, decimal, integer, text, year
from kg.exports.rdf.vocabulary import superclasses
from kg.graph.places import Chart, Place
from kg.model import Entity, Evidence, KnowledgeGraph, Paper, Result, Statement
from kg.ontology import PAPER, TYPES

_A, _LABEL = expand("rdf:type"), expand("rdfs:label")
_KG = VOCABULARY
_Properties = list[tuple[str, Term]]

_STATEMENT = (
    (_A, expand("kg:Statement")),
    (expand("rdf:subject"), Slot.ID),
    (expand("rdf:predicate"), Slot.IRI),
    (expand("rdf:object"), Slot.ID),
    (expand("kg:confidence"), Slot.DECIMAL),
    (expand("kg:evidence"), Slot.IDS),
)
_CO_MENTION = (
    (_A, expand("kg:CoMention")),
    (expand("kg:member"), Slot.ID),
    (expand("kg:member"), Slot.ID),
    (expand("kg:papers"), Slot.INTEGER),
    (expand("kg:npmi"), Slot.DECIMAL),
)


def describe(
    graph: KnowledgeGraph, *, chart: Chart | None = None, base: str = DEFAULT_BASE
) -> Iterator[Description]:
    """Yield all descriptions of ``graph``, each subject once.

    Args:
        graph: what to describe.
        chart: gives papers and entities their ``kg:community`` and ``kg:pageRank``.
        base: the base of all IRIs of the graph; see :mod:`kg.exports.rdf.names`.
    """
    yield from describe_things(graph, chart=chart, base=base)
    yield from spread(describe_reasons(graph, base=base))


def describe_things(
    graph: KnowledgeGraph, *, chart: Chart | None = None, base: str = DEFAULT_BASE
) -> Iterator[Description]:
    """Yield the first half of :func:`describe`: the dataset, papers and entities."""
    places = chart.places if chart else {}
    direct = _direct(graph, base)
    yield from describe_dataset(len(graph.papers), source_names(graph.papers), base=base)
    for paper in graph.papers:
        properties = [*_paper(paper, base), *_place(places.get(paper.id)), *direct.get(paper.id, ())]
        yield Description(iri(base, paper.id), properties)
    for entity in graph.entities:
        properties = [*_entity(entity), *_place(places.get(entity.id)), *direct.get(entity.id, ())]
        yield Description(iri(base, entity.id), properties)


def describe_reasons(graph: KnowledgeGraph, *, base: str = DEFAULT_BASE) -> Iterator[Part]:
    """Yield the second half of :func:`describe`: from statements on, which is where most of a graph is."""
    pieces: dict[str, Evidence] = {}
    yield Table(base, _STATEMENT, _statements(graph.statements, pieces))
    pieces |= {evidence_id(r.evidence): r.evidence for r in graph.results}
    yield from describe_evidence(pieces, base=base)
    yield describe_mentions(graph.papers, graph.occurrences, base=base)
    for result in graph.results:
        yield Description(iri(base, result.id), _result(result, base))
    yield Table(base, _CO_MENTION, ((c.id, c.a, c.b, c.papers, c.npmi) for c in graph.co_mentions))
    yield from _sources(graph.papers, base)
    yield from _own_classes(graph.entities)


def _direct(graph: KnowledgeGraph, base: str) -> dict[str, list[tuple[str, Term]]]:
    """Return the triples that need no node of their own, by the id of their subject, sorted."""
    direct: dict[str, list[tuple[str, Term]]] = {}
    for s in graph.statements:
        pair = (relation_iri(s.relation), iri(base, s.object))
        direct.setdefault(s.subject, []).append(pair)
    together = _KG + "coMentionedWith"
    for c in graph.co_mentions:
        direct.setdefault(c.a, []).append((together, iri(base, c.b)))
        direct.setdefault(c.b, []).append((together, iri(base, c.a)))
    for pairs in direct.values():
        pairs.sort()
    return direct


def describe_dataset(
    papers: int, sources: Iterable[str], *, base: str = DEFAULT_BASE
) -> Iterator[Description]:
    """Describe the graph itself, the build that made it and the program that ran it (PROV-O).

    Args:
        papers: how many there are.
        sources: from :func:`source_names` of them all.
        base: as for :func:`describe`.
    """
    build, program = iri(base, "build"), iri(DEFAULT_BASE, "software")
    yield Description(
        iri(base, "graph"),
        [
            (_A, expand("void:Dataset")),
            (_A, expand("prov:Entity")),
            (expand("dcterms:title"), text(f"Knowledge graph of {papers} papers")),
            (expand("prov:wasGeneratedBy"), build),
            (expand("void:vocabulary"), Iri(VOCABULARY)),
        ],
    )
    used: _Properties = [(expand("prov:used"), s) for s in _source_iris(sources, base)]
    activity: _Properties = [
        (_A, expand("prov:Activity")),
        (_LABEL, text("kg build")),
        (expand("prov:wasAssociatedWith"), program),
    ]
    yield Description(build, activity + used)
    yield Description(
        program,
        [
            (_A, expand("prov:SoftwareAgent")),
            (_LABEL, text("kg")),
            (expand("schema:softwareVersion"), text(__version__)),
        ],
    )


def _paper(paper: Paper, base: str) -> _Properties:
    properties: _Properties = [(_A, c) for c in superclasses(PAPER)]
    properties.append((_LABEL, text(paper.title)))
    properties.append((expand("dcterms:title"), text(paper.title)))
    properties.append((expand("dcterms:abstract"), text(paper.abstract)))
    if paper.date:
        properties.append((expand("dcterms:date"), date(paper.date)))
        properties.extend((_KG + "year", y) for y in year(paper.date))
    properties.extend((expand("dcterms:creator"), text(a)) for a in dict.fromkeys(paper.authors))
    if len(paper.authors) > 1:
        properties.append((_KG + "authors", text("; ".join(paper.authors))))
    if paper.url:
        properties.append((expand("schema:url"), text(paper.url)))
    properties.extend((_KG + "listedAt", text(s)) for s in paper.sources)
    properties.extend((expand("prov:wasDerivedFrom"), s) for s in _source_iris(source_names((paper,)), base))
    return properties


def _entity(entity: Entity) -> _Properties:
    properties: _Properties = [(_A, c) for c in superclasses(entity.type)]
    properties.append((_LABEL, text(entity.label)))
    properties.append((expand("skos:prefLabel"), text(entity.label)))
    properties.extend((expand("skos:altLabel"), text(a)) for a in entity.aliases)
    if entity.doubt:
        properties.append((_KG + "doubt", text(entity.doubt)))
    return properties


def _place(place: Place | None) -> _Properties:
    if place is None:
        return []
    return [(_KG + "community", integer(place.community)), (_KG + "pageRank", decimal(place.rank))]


def _statements(
    statements: Iterable[Statement], pieces: dict[str, Evidence]
) -> Iterator[tuple[str, str, Iri, str, float, list[str]]]:
    """Yield rows of :data:`_STATEMENT`, and gather their evidence by its id."""
    for s in statements:
        own = {evidence_id(e): e for e in s.evidence}
        pieces.update(own)
        yield s.id, s.subject, relation_iri(s.relation), s.object, s.confidence, list(own)


def _result(result: Result, base: str) -> _Properties:
    properties: _Properties = [
        (_A, expand("kg:Result")),
        (_A, expand("mls:ModelEvaluation")),
        (_KG + "paper", iri(base, result.paper_id)),
    ]
    roles = {"system": result.system, "dataset": result.dataset, "metric": result.metric}
    properties.extend((_KG + role, iri(base, ident)) for role, ident in roles.items() if ident)
    properties.append((_KG + "value", text(result.value)))
    properties.extend((_KG + "number", n) for n in _number(result.value))
    if result.unit:
        properties.append((_KG + "unit", text(result.unit)))
    properties.append((_KG + "relative", boolean(result.relative)))
    properties.append((_KG + "evidence", iri(base, evidence_id(result.evidence))))
    return properties


def _number(value: str) -> Iterator[Term]:
    """Yield the number in a value as it stands in a text, ``+4.9%`` as 4.9; nothing when there is none."""
    digits = value.replace("\u2212", "-").replace(",", "").strip(" ~\u2248+%x\u00d7$\\")
    try:
        number = float(digits.split()[0])
    except (ValueError, IndexError):
        return
    if abs(number) < 1e15:
        yield decimal(number)


def source_names(papers: Iterable[Paper]) -> list[str]:
    """Return the inputs that papers were read from, without line numbers, sorted."""
    return sorted({s.rpartition(":")[0] or s for p in papers for s in p.sources})


def _source_iris(names: Iterable[str], base: str) -> list[Iri]:
    return [iri(base, f"source/{name.lstrip('/')}") for name in names]


def _sources(papers: Iterable[Paper], base: str) -> Iterator[Description]:
    names = source_names(papers)
    for subject, name in dict(zip(_source_iris(names, base), names, strict=True)).items():
        yield Description(subject, [(_A, expand("prov:Entity")), (_LABEL, text(name))])


def _own_classes(entities: Iterable[Entity]) -> Iterator[Description]:
    """Describe the types that only the model of this build knows, as kinds of entities."""
    for name in sorted({e.type for e in entities} - TYPES.keys()):
        about = [(_A, expand("owl:Class")), (expand("rdfs:subClassOf"), expand("kg:Entity"))]
        yield Description(class_iri(name), [*about, (_LABEL, text(name))])
