"""Two graphs -> what changed between them: papers, entities, statements, and pairs that papers now share.

Entities keep their id while their name does, so most changes are read off the ids. What became of an id that
left is told by its names: if another entity now carries its label, it was merged into that one; if a new
entity carries a name that an older one gave up, it was split off.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import CoMention, Entity, KnowledgeGraph, Paper, Statement
from kg.ontology import kind_name


@dataclass(frozen=True, slots=True)
class Move:
    """An entity whose name went from one id to another: ``source`` is the old id, ``target`` the new one."""

    source: str
    source_label: str
    target: str
    target_label: str


@dataclass(frozen=True, slots=True)
class Retyping:
    """An entity that has another type now; its id changes with the coarse kind of its type."""

    old_id: str
    new_id: str
    label: str
    old_type: str
    new_type: str


@dataclass(frozen=True, slots=True)
class Rise:
    """A pair of entities and the papers that name both, before and now."""

    a: str
    a_label: str
    b: str
    b_label: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from an old graph to a new one; each part is sorted, and empty when nothing changed.

    Attributes:
        new_papers, gone_papers: papers in one graph alone.
        changed_papers: papers whose title or abstract is another one now.
        new_entities, gone_entities: entities in one graph alone, apart from those below.
        renamed: entities that are under another id now, and nothing else is.
        merged: entities that are one with another now.
        split: entities that were part of another, which is still there.
        retyped: entities that changed their type.
        new_statements, gone_statements: triples in one graph alone.
        rising: pairs that more papers name than before, the steepest first.
    """

    new_papers: tuple[Paper, ...] = ()
    gone_papers: tuple[Paper, ...] = ()
    changed_papers: tuple[Paper, ...] = ()
    new_entities: tuple[Entity, ...] = ()
    gone_entities: tuple[Entity, ...] = ()
    renamed: tuple[Move, ...] = ()
    merged: tuple[Move, ...] = ()
    split: tuple[Move, ...] = ()
    retyped: tuple[Retyping, ...] = ()
    new_statements: tuple[Statement, ...] = ()
    gone_statements: tuple[Statement, ...] = ()
    rising: tuple[Rise, ...] = ()


def compare(old: KnowledgeGraph, new: KnowledgeGraph) -> Difference:
    """Return what changed from ``old`` to ``new``."""
    papers, now = {p.id: p for p in old.papers}, {p.id: p for p in new.papers}
    before, after = {e.id: e for e in old.entities}, {e.id: e for e in new.entities}
    retyped = _retyped(before, after)
    moved = {r.old_id for r in retyped} | {r.new_id for r in retyped}
    gone = [e for e in old.entities if e.id not in after and e.id not in moved]
    come = [e for e in new.entities if e.id not in before and e.id not in moved]
    moves = _moves(gone, new.entities)
    arrivals = Counter(m.target for m in moves)
    renamed = tuple(m for m in moves if m.target not in before and arrivals[m.target] == 1)
    split = tuple(
        Move(m.target, m.target_label, m.source, m.source_label)
        for m in _moves(come, old.entities)
        if m.target in after
    )
    known, current = {s.id for s in old.statements}, {s.id for s in new.statements}
    lost = {m.source for m in moves}
    found = {m.target for m in (*split, *renamed)}
    return Difference(
        new_papers=tuple(p for p in new.papers if p.id not in papers),
        gone_papers=tuple(p for p in old.papers if p.id not in now),
        changed_papers=tuple(p for p in new.papers if p.id in papers and _text(p) != _text(papers[p.id])),
        new_entities=tuple(e for e in come if e.id not in found),
        gone_entities=tuple(e for e in gone if e.id not in lost),
        renamed=renamed,
        merged=tuple(m for m in moves if m not in renamed),
        split=split,
        retyped=retyped,
        new_statements=tuple(s for s in new.statements if s.id not in known),
        gone_statements=tuple(s for s in old.statements if s.id not in current),
        rising=_rising(old, new),
    )


def _text(paper: Paper) -> tuple[str, str]:
    return paper.title, paper.abstract


def _retyped(before: Mapping[str, Entity], after: Mapping[str, Entity]) -> tuple[Retyping, ...]:
    """Find entities with another type: under the same id, or under the same key and another kind."""
    found = [
        Retyping(e.id, e.id, after[e.id].label, e.type, after[e.id].type)
        for e in before.values()
        if e.id in after and e.type != after[e.id].type
    ]
    keys: dict[str, list[Entity]] = defaultdict(list)
    for e in after.values():
        if e.id not in before:
            keys[_key(e)].append(e)
    for e in before.values():
        others = keys.get(_key(e), [])
        if e.id not in after and len(others) == 1 and kind_name(e.type) != kind_name(others[0].type):
            found.append(Retyping(e.id, others[0].id, others[0].label, e.type, others[0].type))
    return tuple(sorted(found, key=lambda r: (r.old_id, r.new_id)))


def _key(entity: Entity) -> str:
    return entity.id.partition("/")[2]


def _moves(left: Iterable[Entity], others: Iterable[Entity]) -> tuple[Move, ...]:
    """Find for each entity that is only in one graph the one of the other graph that carries its label."""
    carriers: dict[tuple[str, str], Entity] = {}
    for entity in others:
        for name in (entity.label, *entity.aliases):
            carriers.setdefault((kind_name(entity.type), name.casefold()), entity)
    found = ((e, carriers.get((kind_name(e.type), e.label.casefold()))) for e in left)
    moves = (Move(e.id, e.label, other.id, other.label) for e, other in found if other is not None)
    return tuple(sorted(moves, key=lambda m: (m.target, m.source)))


def _rising(old: KnowledgeGraph, new: KnowledgeGraph) -> tuple[Rise, ...]:
    """Count the papers of every pair that either graph lists, and keep those with more than before.

    Counted from the statements, because a graph lists only the strongest pairs of an entity.
    """
    before, now = _papers_of(old), _papers_of(new)
    labels = {e.id: e.label for e in (*old.entities, *new.entities)}
    found = []
    for a, b in sorted({_pair(c) for graph in (old, new) for c in graph.co_mentions}):
        counts = [len(papers.get(a, _NONE) & papers.get(b, _NONE)) for papers in (before, now)]
        if counts[1] > counts[0]:
            found.append(Rise(a, labels[a], b, labels[b], *counts))
    return tuple(sorted(found, key=lambda r: (r.before - r.now, -r.now, r.a, r.b)))


_NONE: frozenset[str] = frozenset()


def _pair(co_mention: CoMention) -> tuple[str, str]:
    return co_mention.a, co_mention.b


def _papers_of(graph: KnowledgeGraph) -> dict[str, set[str]]:
    """Return for each entity the papers that state something about it."""
    known = {paper.id for paper in graph.papers}
    papers: dict[str, set[str]] = defaultdict(set)
    for statement in graph.statements:
        if statement.subject in known:
            papers[statement.object].add(statement.subject)
    return papers


def counts_by_relation(difference: Difference) -> dict[str, tuple[int, int]]:
    """Return for each relation how many statements are new and how many are gone."""
    new = Counter(s.relation for s in difference.new_statements)
    gone = Counter(s.relation for s in difference.gone_statements)
    return {relation: (new[relation], gone[relation]) for relation in sorted({*new, *gone})}


def counts(difference: Difference) -> dict[str, int]:
    """Return how long each part is, in the order of the attributes, with its name for headings."""
    return {name.replace("_", " "): len(getattr(difference, name)) for name in Difference.__slots__}
