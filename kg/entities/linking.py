"""Links between entities that follow from their names: variant_of a family, successor_of a version.

A name is parsed into family, version, size and variant (:mod:`kg.entities.parsing`); its parent is the
entity whose name has the same family and the most of the same marks, and no other: GPT-4V is a variant of
GPT-4 where papers name GPT-4, and of GPT where they do not. Successors have the same family, sizes and
variants and the next version. The work is linear in the entities, apart from sorting.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from kg.entities.names import fold
from kg.entities.parsing import NameParts, parse_name
from kg.entities.variants import extends
from kg.model import Entity, Link
from kg.ontology import kind_name

#: A name's kind, family key, numbers and variants.
Shape = tuple[str, str, tuple[str, ...], tuple[str, ...]]

#: Kinds whose names have versions.
_KINDS = frozenset({"system", "resource", "metric"})
#: Names with more marks than this are not looked up in every shorter form.
_MARKS = 6


def find_links(entities: Iterable[Entity]) -> tuple[Link, ...]:
    """Return the links between entities, sorted.

    Args:
        entities: with their final labels; the label alone is parsed. Links of an entity depend on those that
            :func:`fewer_marks` and :func:`shorter_families` lead to, and on those of its family.
    """
    named = [named_parts(e) for e in sorted(entities, key=lambda e: e.id) if kind_name(e.type) in _KINDS]
    by_shape: dict[Shape, str] = {}
    by_name: dict[tuple[str, str], Entity] = {}
    for name in named:
        by_shape.setdefault(name.shape, name.entity.id)
        by_name.setdefault((name.shape[0], fold(name.entity.label)), name.entity)
    links = [link for name in named for link in _variant_links(name, by_shape, by_name)]
    links += _successor_links(named)
    return tuple(sorted(set(links), key=lambda k: (k.subject, k.relation, k.object)))


@dataclass(frozen=True, slots=True)
class Named:
    """An entity with the parts of its name and their shape."""

    entity: Entity
    parts: NameParts
    shape: Shape


def named_parts(entity: Entity) -> Named:
    """Return an entity with the parts of its label."""
    parts = parse_name(entity.label)
    if "--" not in entity.id:
        return Named(entity, parts, (kind_name(entity.type), parts.family_key, *parts.marks))
    # Names that differ in capitals alone, EAGLE-2 and Eagle 2, are of different families.
    family = parts.family_key + "".join(entity.id.partition("--")[1:])
    return Named(entity, parts, (kind_name(entity.type), family, *parts.marks))


def _variant_links(
    name: Named, by_shape: dict[Shape, str], by_name: dict[tuple[str, str], Entity]
) -> Iterator[Link]:
    """Yield the link to the nearest entity of the family, if there is one."""
    entity, (kind, family, *marks) = name.entity, name.shape
    if not any(marks) and " " not in name.parts.family:
        return
    for numbers, variants in fewer_marks(name):
        parent = by_shape.get((kind, family, numbers, variants))
        if parent and parent != entity.id:
            yield Link(entity.id, "variant_of", parent, "name:marks")
            return
    for base in shorter_families(name.parts.family):
        found = by_name.get((kind, fold(base)))
        same_type = found is not None and found.id != entity.id and found.type == entity.type
        if found and same_type and extends(base, name.parts.family, kind):
            yield Link(entity.id, "variant_of", found.id, "name:words behind it")
            return


def fewer_marks(name: Named) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the marks of a name without some of them, those with the version and the most marks first."""
    _, _, numbers, variants = name.shape
    marks = [(0, n) for n in numbers] + [(1, v) for v in variants]
    if len(marks) < 2:
        yield from [((), ())] * len(marks)
        return
    if len(marks) > _MARKS:
        return
    version = name.parts.version.casefold()
    for count in range(len(marks) - 1, -1, -1):
        kept = sorted(combinations(marks, count), key=lambda c: ((0, version) not in c, c))
        for choice in kept:
            yield tuple(m for k, m in choice if k == 0), tuple(m for k, m in choice if k == 1)


def shorter_families(family: str) -> Iterator[str]:
    """Yield the family without its last words, the longest first."""
    words = family.split()
    for count in range(len(words) - 1, 0, -1):
        yield " ".join(words[:count])


def _successor_links(named: Iterable[Named]) -> Iterator[Link]:
    """Yield a link from each version to the one before it."""
    lines: dict[Shape, dict[tuple[int, ...], str]] = {}
    for name in named:
        kind, family, numbers, variants = name.shape
        version = _order(name.parts.version)
        if version:
            written = {name.parts.version.casefold(), _short_year(name.parts.version)}
            rest = tuple(n for n in numbers if n not in written)
            lines.setdefault((kind, family, rest, variants), {}).setdefault(version, name.entity.id)
    for shape, versions in lines.items():
        # Metrics count places (Recall@5), they do not succeed each other.
        if shape[0] != "metric":
            ordered = sorted(versions.items())
            for (_, older), (_, newer) in pairwise(ordered):
                yield Link(newer, "successor_of", older, "name:next version")


def _order(version: str) -> tuple[int, ...]:
    """Return a version as numbers that order, without trailing zeros."""
    numbers = [int(n) for n in re.findall(r"\d+", version)]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _short_year(version: str) -> str:
    return version[2:] if len(version) == 4 and version.isdigit() else version
