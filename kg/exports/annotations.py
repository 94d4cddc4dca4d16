"""Turn what was read and resolved into annotated papers, the format of gold files.

An entity of a paper gathers every mention that the resolution gave it there; its roles are the relations
that the paper claims, most telling first, or ``mentions`` alone.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from kg.annotations import AnnotatedEntity, AnnotatedPaper, AnnotatedResult
from kg.model import Entity, Measurement, Reading, Resolution
from kg.ontology import ROLES

_NO_ROLE = ("mentions",)


def annotate(readings: Iterable[Reading], resolution: Resolution) -> Iterator[AnnotatedPaper]:
    """Yield one annotated paper for each reading, in their order."""
    entities = {e.id: e for e in resolution.entities}
    for reading in readings:
        assigned = resolution.assignments[reading.paper.id]
        yield AnnotatedPaper(
            id=reading.paper.id,
            title=reading.paper.title,
            abstract=reading.paper.abstract,
            entities=tuple(_entities(reading, assigned, entities)),
            results=tuple(_result(m, assigned, entities) for m in reading.measurements),
        )


def _entities(
    reading: Reading, assigned: Sequence[str], entities: dict[str, Entity]
) -> Iterator[AnnotatedEntity]:
    places: dict[str, list[int]] = {}
    for index, entity in enumerate(assigned):
        if entity:
            places.setdefault(entity, []).append(index)
    claimed: dict[str, set[str]] = {}
    for claim in reading.claims:
        if claim.subject is None:
            claimed.setdefault(assigned[claim.object], set()).add(claim.relation)
    for entity, indices in places.items():
        roles = tuple(r for r in ROLES if r in claimed.get(entity, ()))
        mentions = tuple((m.field, m.start, m.end) for m in (reading.mentions[i] for i in indices))
        known = entities[entity]
        yield AnnotatedEntity(name=known.label, type=known.type, roles=roles or _NO_ROLE, mentions=mentions)


def _result(number: Measurement, assigned: Sequence[str], entities: dict[str, Entity]) -> AnnotatedResult:
    def label(index: int | None) -> str | None:
        entity = entities.get(assigned[index]) if index is not None else None
        return entity.label if entity else None

    return AnnotatedResult(
        system=label(number.system),
        on=label(number.dataset),
        metric=label(number.metric),
        value=number.value,
        relative=True if number.relative else msgspec.UNSET,
    )
