"""Tell homonyms apart: different things whose usual name is the same get labels that differ."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Entity


def tell_apart(entities: Iterable[Entity], support: Mapping[str, int]) -> list[Entity]:
    """Return the entities with distinct labels.

    Of things with one name the one that most papers name keeps it. The others are told from it by their
    type, ``VQA (dataset)``, or by their long form where the type is the same, ``CIR (circular image
    ranking)``.

    Args:
        entities: with labels that may be equal.
        support: for each id the number of papers that name the entity.
    """
    entities = list(entities)
    names = [entity.label.casefold() for entity in entities]
    times = Counter(names)
    told: list[Entity] = []
    by_name: dict[str, list[Entity]] = {}
    for entity, name in zip(entities, names, strict=True):
        if times[name] == 1:
            told.append(entity)
        else:
            by_name.setdefault(name, []).append(entity)
    for found in by_name.values():
        first, *others = sorted(found, key=lambda e: (-support.get(e.id, 0), e.id))
        told.append(first)
        types = [e.type for e in found]
        taken = {first.label}
        for entity in others:
            label = _qualified(entity, by_type=types.count(entity.type) == 1)
            label = label if label not in taken else f"{entity.label} ({entity.id.partition('/')[2]})"
            taken.add(label)
            others_of_name = f"another thing is named {entity.label} too"
            doubt = "; ".join(filter(None, (entity.doubt, others_of_name)))
            aliases = tuple(sorted({*entity.aliases, entity.label}))
            told.append(replace(entity, label=label, aliases=aliases, doubt=doubt))
    return told


def _qualified(entity: Entity, *, by_type: bool) -> str:
    longs = [a for a in entity.aliases if " " in a]
    if by_type or not longs:
        return f"{entity.label} ({entity.type.lower()})"
    return f"{entity.label} ({min(longs, key=lambda a: (len(a), a))})"
