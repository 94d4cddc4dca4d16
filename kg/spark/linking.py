"""Entities -> links between them that follow from names: each entity asks for those it could be linked to.

:func:`kg.entities.linking.find_links` looks at an entity, at the first entity of each shape that it could be
a variant of, and at the versions of its family; given no more than these it finds the same links.
"""

from collections.abc import Iterator

from kg.entities.linking import Named, fewer_marks, find_links, named_parts, shorter_families
from kg.entities.names import fold
from kg.model import Entity, Link
from kg.spark.job import BETWEEN
from kg.spark.rows import Frame, Group, Row, answered, grouped, mapped, pack, parts


def link_entities(entities: Frame) -> Frame:
    """Return a row ``link`` for each link, by its subject."""
    places = mapped(entities, _places)
    book = grouped(parts(places, "place"), _first)
    variants = grouped(parts(entities, "entity").union(answered(mapped(entities, _asks), book)), _variants)
    return variants.union(grouped(parts(places, "version"), _successors))


def _places(rows: Iterator[Row]) -> Iterator[Row]:
    """Say where each entity can be found: under its shape, its name and, with a version, its family."""
    for row in rows:
        name = named_parts(row.unpack(Entity))
        kind, family, numbers, variants = name.shape
        yield Row("place", _shape_key(kind, family, numbers, variants), row.value)
        yield Row("place", _name_key(kind, name.entity.label), row.value)
        if name.parts.version:
            yield Row("version", BETWEEN.join((kind, family)), row.value)


def _first(groups: Iterator[Group]) -> Iterator[Row]:
    """Keep of all entities in one place the one that a link leads to."""
    for key, rows in groups:
        first = min((row.unpack(Entity) for row in rows), key=lambda entity: entity.id)
        yield Row("answer", key, pack(first))


def _asks(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        name = named_parts(row.unpack(Entity))
        yield from (Row("ask", key, row.key.encode()) for key in sorted(_keys(name)))


def _keys(name: Named) -> set[str]:
    """Return every place that a link of an entity could lead to."""
    kind, family, *_ = name.shape
    shapes = {_shape_key(kind, family, *marks) for marks in fewer_marks(name)}
    return shapes | {_name_key(kind, base) for base in shorter_families(name.parts.family)}


def _variants(groups: Iterator[Group]) -> Iterator[Row]:
    for key, rows in groups:
        if len(rows) > 1:
            known = {entity.id: entity for entity in (row.unpack(Entity) for row in rows)}
            yield from _rows(find_links(known.values()), "variant_of", key)


def _successors(groups: Iterator[Group]) -> Iterator[Row]:
    for _, rows in groups:
        yield from _rows(find_links(row.unpack(Entity) for row in rows), "successor_of")


def _rows(links: tuple[Link, ...], relation: str, subject: str = "") -> Iterator[Row]:
    for link in links:
        if link.relation == relation and subject in {"", link.subject}:
            yield Row("link", link.subject, pack(link))


def _shape_key(kind: str, family: str, numbers: tuple[str, ...], variants: tuple[str, ...]) -> str:
    return BETWEEN.join(("shape", kind, family, *numbers, "", *variants))


def _name_key(kind: str, name: str) -> str:
    return BETWEEN.join(("name", kind, fold(name)))
