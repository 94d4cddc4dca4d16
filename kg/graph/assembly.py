"""Readings and their resolution become one graph: every triple once, with all of its evidence.

Papers state what their sentences say of an entity, and at least that they mention it. Entities state what
sentences say of two of them, and what follows from their names. The truth is in the sentences: evidence
quotes them verbatim, and what has no sentence is left out.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from sys import intern

from kg.graph.belief import belief
from kg.graph.comentions import co_mentions
from kg.graph.ids import result_id, statement_id
from kg.graph.sentences import sentence_around
from kg.model import (
    Claim,
    Evidence,
    KnowledgeGraph,
    Link,
    Measurement,
    Mention,
    Occurrence,
    Paper,
    Reading,
    Resolution,
    Result,
    Statement,
)
from kg.ontology import PAPER, RELATIONS, ROLES, TYPES, kind_name

#: How sure a relation is that follows from how two names are written.
NAME_CONFIDENCE = 0.95

#: The weakest role: stated only where nothing else is.
_MENTIONS = tuple(ROLES)[-1]

#: The kinds of the vocabulary, with which ids begin, and which of them each relation takes at its two ends.
_KINDS = {kind_name(name) for name in (PAPER, *TYPES)}
_ENDS = {
    r.name: tuple(frozenset(kind_name(name) for name in side) for side in (r.domain, r.range))
    for r in RELATIONS.values()
}

#: The ids of subject and object with the name of the relation between them.
Triple = tuple[str, str, str]

_BY_PLACE = attrgetter("paper_id", "field", "start", "end", "entity", "rule")


@dataclass(slots=True)
class Found:
    """What the readings hold, while they are gone through."""

    papers: list[Paper] = field(default_factory=list)
    #: For each triple what says it; the same may come several times.
    triples: dict[Triple, list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    results: dict[str, Result] = field(default_factory=dict)
    occurrences: list[Occurrence] = field(default_factory=list)
    named: dict[str, set[str]] = field(default_factory=dict)
    #: For each entity the surest sentence that names it.
    sentence: dict[str, Evidence] = field(default_factory=dict)


def assemble(
    readings: Iterable[Reading], resolution: Resolution, *, min_confidence: float = 0.0
) -> KnowledgeGraph:
    """Do what :func:`kg.graph.assemble` says."""
    found = Found()
    for reading in readings:
        gather(reading, resolution, min_confidence, found)
    ids = {e.id for e in resolution.entities}
    for link in resolution.links:
        if link.object in ids:
            add_link(link, found)
    known = {end for s, _, o in found.triples for end in (s, o)}
    return KnowledgeGraph(
        papers=tuple(sorted(found.papers, key=attrgetter("id"))),
        entities=tuple(sorted((e for e in resolution.entities if e.id in known), key=attrgetter("id"))),
        statements=make_statements(found.triples),
        co_mentions=co_mentions(found.named),
        results=tuple(sorted(found.results.values(), key=attrgetter("id"))),
        occurrences=tuple(sorted(found.occurrences, key=_BY_PLACE)),
        joins=tuple(j for j in resolution.joins if j.entity in known),
    )


def gather(reading: Reading, resolution: Resolution, least: float, found: Found) -> None:
    """Add one reading to what was found.

    Args:
        reading: of a paper.
        resolution: says at least which entities this paper names.
        least: what is less sure than this is left out.
        found: gets what the reading holds.
    """
    paper = reading.paper
    entities = _entities(reading, resolution, least)
    found.papers.append(paper)
    found.named[paper.id] = {e for e in entities if e}
    stated: set[str] = set()
    for claim in reading.claims:
        triple = _triple(claim, paper, entities, least)
        if triple is not None:
            found.triples[triple].append(_evidence(paper, claim))
            if claim.subject is None:
                stated.add(triple[2])
    for mention, entity in zip(reading.mentions, entities, strict=True):
        if entity:
            found.occurrences.append(
                Occurrence(paper.id, mention.field, mention.start, mention.end, entity, intern(mention.rule))
            )
            _name(reading, mention, entity, stated, found)
    for measurement in reading.measurements:
        if measurement.confidence >= least:
            result = _result(paper, measurement, entities)
            found.results[result.id] = result


def _entities(reading: Reading, resolution: Resolution, least: float) -> list[str]:
    """Return the entity of each mention; an empty text where it was dropped or is not sure enough."""
    assigned = resolution.assignments.get(reading.paper.id, ("",) * len(reading.mentions))
    return [
        entity if mention.score >= least else ""
        for mention, entity in zip(reading.mentions, assigned, strict=True)
    ]


def _name(reading: Reading, mention: Mention, entity: str, stated: Collection[str], found: Found) -> None:
    """Note the sentence that names an entity, where the paper states nothing more or none is surer."""
    known = found.sentence.get(entity)
    # Most sentences are neither: to find and to quote them all took half of the time of a large graph.
    surer = known is None or (-round(mention.score, 6), reading.paper.id, mention.field) <= (
        -known.confidence,
        known.paper_id,
        known.field,
    )
    if surer or entity not in stated:
        evidence = _naming(reading, mention)
        if entity not in stated:
            found.triples[reading.paper.id, _MENTIONS, entity].append(evidence)
        if known is None or surest_first(evidence) < surest_first(known):
            found.sentence[entity] = evidence


def _triple(claim: Claim, paper: Paper, entities: list[str], least: float) -> Triple | None:
    """Return the triple of a claim, if it says more than that the paper mentions something."""
    object_ = entities[claim.object]
    subject = paper.id if claim.subject is None else entities[claim.subject]
    says_more = claim.relation != _MENTIONS and claim.confidence >= least
    if says_more and subject and object_ and subject != object_ and _takes(claim.relation, subject, object_):
        return subject, claim.relation, object_
    return None


def _takes(relation: str, subject: str, object_: str) -> bool:
    return _take(relation, subject.partition("/")[0], object_.partition("/")[0])


@cache
def _take(relation: str, *kinds: str) -> bool:
    """Say whether a relation can hold between things of these kinds.

    A name that looks like a task in one paper may be a method in all others: then that paper does not address
    it, and no more is stated than that it mentions it. Types of one's own can take part in everything.
    """
    ends = zip(_ENDS.get(relation, ()), kinds, strict=False)
    return all(kind in taken or kind not in _KINDS for taken, kind in ends)


def add_link(link: Link, found: Found) -> None:
    """Add a relation that follows from names, if a sentence in ``found.sentence`` names its subject."""
    sentence = found.sentence.get(link.subject)
    if sentence is None or link.subject == link.object:
        return
    confidence = round(min(NAME_CONFIDENCE, sentence.confidence), 6)
    evidence = Evidence(
        sentence.paper_id, sentence.field, sentence.start, sentence.end, sentence.quote, link.rule, confidence
    )
    found.triples[link.subject, link.relation, link.object].append(evidence)


def _naming(reading: Reading, mention: Mention) -> Evidence:
    """Return the sentence that names an entity as evidence that the paper mentions it."""
    start, end = sentence_around(reading, mention)
    quote = reading.paper.text(mention.field)[start:end]
    score = round(mention.score, 6)
    return Evidence(reading.paper.id, mention.field, start, end, quote, intern(mention.rule), score)


def _evidence(paper: Paper, source: Claim | Measurement) -> Evidence:
    quote = paper.text(source.field)[source.start : source.end]
    sure = round(source.confidence, 6)
    return Evidence(paper.id, source.field, source.start, source.end, quote, intern(source.rule), sure)


def _result(paper: Paper, found: Measurement, entities: list[str]) -> Result:
    system, dataset, metric = (
        "" if i is None else entities[i] for i in (found.system, found.dataset, found.metric)
    )
    evidence = _evidence(paper, found)
    place = (found.field, str(found.start), str(found.end))
    key = (paper.id, system, dataset, metric, found.value, str(found.relative), *place)
    return Result(
        id=result_id(*key),
        paper_id=paper.id,
        system=system,
        dataset=dataset,
        metric=metric,
        value=found.value,
        unit=found.unit,
        relative=found.relative,
        evidence=evidence,
    )


def make_statements(triples: Mapping[Triple, Collection[Evidence]]) -> tuple[Statement, ...]:
    """Make a statement of every triple; of equal sentences and rules the surest is kept."""
    statements = []
    for (subject, relation, object_), evidence in triples.items():
        kept = tuple(evidence) if len(evidence) == 1 else _surest(evidence)
        id_ = statement_id(subject, relation, object_)
        statements.append(Statement(id_, subject, relation, object_, belief(kept), kept))
    return tuple(sorted(statements, key=attrgetter("id")))


def _surest(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Sort evidence by place, and keep the surest of equal places and rules."""
    surest: dict[tuple[str, str, int, int, str], Evidence] = {}
    for e in sorted(evidence, key=lambda e: (e.paper_id, e.field, e.start, e.end, e.rule, e.confidence)):
        surest[e.paper_id, e.field, e.start, e.end, e.rule] = e
    return tuple(surest.values())


def surest_first(evidence: Evidence) -> tuple[float, str, str, int]:
    """Sort the surest first, then by place, so that the choice does not depend on the order of papers."""
    return (-evidence.confidence, evidence.paper_id, evidence.field, evidence.start)
