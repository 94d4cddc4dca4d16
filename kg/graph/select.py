"""The part of a graph that people want: a graph again, so that every format can write it.

The steps, in this order: statements that are sure enough; variants folded into what they are variants of;
entities of the wanted types, named by enough papers, near the wanted ones, and of these the top ones.
Papers stay when they are where a kept statement comes from; everything in the result refers to what is in
the result.
"""

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass, replace

from kg.errors import OptionError
from kg.graph.belief import belief
from kg.graph.comentions import co_mentions
from kg.graph.ids import statement_id
from kg.model import Entity, KnowledgeGraph, Result, Statement
from kg.ontology import TYPES

#: The relation that ``collapse_variants`` folds along.
_VARIANT = "variant_of"


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep.

    Attributes:
        types: names of entity types; none for all.
        min_papers: the fewest papers that name an entity.
        top: how many entities, those that most papers name; 0 for all.
        around: ids, labels or aliases of entities in the middle; none for no middle.
        hops: how many statements or co-mentions away from the middle.
        collapse_variants: whether versions, sizes and variants become one with their family.
        min_confidence: the least belief in a statement or a result, 0 to 1.
    """

    types: tuple[str, ...] = ()
    min_papers: int = 0
    top: int = 0
    around: tuple[str, ...] = ()
    hops: int = 1
    collapse_variants: bool = False
    min_confidence: float = 0.0


def select(graph: KnowledgeGraph, selection: Selection) -> KnowledgeGraph:
    """Return the part of ``graph`` that ``selection`` describes; the graph itself when it keeps all.

    Raises:
        OptionError: a type or a name is not in the graph; the message lists what is.
    """
    if selection == Selection(hops=selection.hops):
        return graph
    _check_types(graph, selection.types)
    middle = {_find(graph, name) for name in selection.around}
    if selection.min_confidence:
        graph = _sure(graph, selection.min_confidence)
    if selection.collapse_variants:
        family = _families(graph)
        graph, middle = _folded(graph, family), {family.get(id_, id_) for id_ in middle}
    kept = {e.id for e in graph.entities if not selection.types or e.type in selection.types} | middle
    papers = _named_by(graph)
    kept = {id_ for id_ in kept if len(papers[id_]) >= selection.min_papers or id_ in middle}
    graph = _restricted(graph, kept)
    if middle:
        near = _near(graph, middle, selection.hops)
        kept &= near
        graph = _restricted(graph, kept, papers=near)
    if selection.top and len(kept) > selection.top:
        order = sorted(kept, key=lambda id_: (id_ not in middle, -len(papers[id_]), id_))
        graph = _restricted(graph, set(order[: selection.top]))
    return graph


def _check_types(graph: KnowledgeGraph, types: Iterable[str]) -> None:
    known = list(TYPES) + sorted({e.type for e in graph.entities} - set(TYPES))
    for name in types:
        if name not in known:
            raise OptionError(f"{name!r} is no type of entity", todo=f"choose from {', '.join(known)}")


def _find(graph: KnowledgeGraph, name: str) -> str:
    """Return the id of the entity that is called ``name``: its id, its label or an alias, in any case."""
    wanted = name.casefold()
    known: dict[str, str] = {}
    for called in (lambda e: (e.id,), lambda e: (e.label,), lambda e: e.aliases):
        for entity in graph.entities:
            for each in called(entity):
                known.setdefault(each.casefold(), entity.id)
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, n=3)
    todo = f"did you mean {', '.join(near)}?" if near else "see kg stats for names"
    raise OptionError(f"no entity is called {name!r}", todo=todo)


def _named_by(graph: KnowledgeGraph) -> dict[str, set[str]]:
    """Return for each entity the papers that name it."""
    papers = {p.id for p in graph.papers}
    named: dict[str, set[str]] = defaultdict(set)
    for s in graph.statements:
        if s.subject in papers:
            named[s.object].add(s.subject)
    return named


def _sure(graph: KnowledgeGraph, least: float) -> KnowledgeGraph:
    statements = tuple(s for s in graph.statements if s.confidence >= least)
    results = tuple(r for r in graph.results if r.evidence.confidence >= least)
    ends = {end for s in statements for end in (s.subject, s.object)}
    kept = replace(graph, statements=statements, results=results)
    return _restricted(kept, {e.id for e in graph.entities if e.id in ends})


def _families(graph: KnowledgeGraph) -> dict[str, str]:
    """Return the root of every variant, following the surest link from each; circles end where they began."""
    parent: dict[str, str] = {}
    for s in sorted(graph.statements, key=lambda s: (-s.confidence, s.id)):
        if s.relation == _VARIANT:
            parent.setdefault(s.subject, s.object)
    roots = {}
    for id_ in sorted(parent):
        seen = [id_]
        while seen[-1] in parent and parent[seen[-1]] not in seen:
            seen.append(parent[seen[-1]])
        # In a circle, its smallest id is the root of all of it.
        circle = seen[seen.index(parent[seen[-1]]) :] if seen[-1] in parent else [seen[-1]]
        roots[id_] = min(circle)
    return {id_: root for id_, root in roots.items() if id_ != root}


def _folded(graph: KnowledgeGraph, family: dict[str, str]) -> KnowledgeGraph:
    """Return the graph with each variant's statements, names and results given to its root."""
    names: dict[str, list[str]] = defaultdict(list)
    for e in graph.entities:
        if e.id in family:
            names[family[e.id]] += [e.label, *e.aliases]
    merged: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in graph.statements:
        triple = (family.get(s.subject, s.subject), s.relation, family.get(s.object, s.object))
        if triple[0] != triple[2]:
            merged[triple].append(s)
    statements = [_merge(triple, parts) for triple, parts in merged.items()]
    folded = replace(
        graph,
        entities=tuple(_with_names(e, names[e.id]) for e in graph.entities if e.id not in family),
        statements=tuple(sorted(statements, key=lambda s: s.id)),
        results=tuple(_of_family(r, family) for r in graph.results),
        co_mentions=(),
        occurrences=tuple(replace(o, entity=family.get(o.entity, o.entity)) for o in graph.occurrences),
        joins=tuple(
            sorted({replace(j, entity=family.get(j.entity, j.entity)) for j in graph.joins}, key=astuple)
        ),
    )
    # Counted anew: a paper that names two variants names their family once.
    named: dict[str, list[str]] = {p.id: [] for p in graph.papers}
    for entity, papers in _named_by(folded).items():
        for paper in papers:
            named[paper].append(entity)
    return replace(folded, co_mentions=co_mentions(named))


def _merge(triple: tuple[str, str, str], parts: Sequence[Statement]) -> Statement:
    if len(parts) == 1 and (parts[0].subject, parts[0].relation, parts[0].object) == triple:
        return parts[0]
    every = {e for part in parts for e in part.evidence}
    evidence = tuple(
        sorted(every, key=lambda e: (e.paper_id, e.field, e.start, e.end, e.rule, e.confidence, e.quote))
    )
    return Statement(statement_id(*triple), *triple, belief(evidence), evidence)


def _with_names(entity: Entity, names: Collection[str]) -> Entity:
    aliases = (set(entity.aliases) | set(names)) - {entity.label}
    return replace(entity, aliases=tuple(sorted(aliases))) if names else entity


def _of_family(result: Result, family: dict[str, str]) -> Result:
    system, dataset, metric = (family.get(i, i) for i in (result.system, result.dataset, result.metric))
    return replace(result, system=system, dataset=dataset, metric=metric)


def _near(graph: KnowledgeGraph, middle: Collection[str], hops: int) -> set[str]:
    """Return what is at most ``hops`` statements or co-mentions away from ``middle``."""
    beside: dict[str, set[str]] = defaultdict(set)
    for a, b in [(s.subject, s.object) for s in graph.statements] + [(c.a, c.b) for c in graph.co_mentions]:
        beside[a].add(b)
        beside[b].add(a)
    found = last = set(middle)
    for _ in range(hops):
        last = {there for here in last for there in beside[here]} - found
        found |= last
    return found


def _restricted(
    graph: KnowledgeGraph, kept: Collection[str], *, papers: Collection[str] | None = None
) -> KnowledgeGraph:
    """Return the graph of the kept entities, and of the papers that state something of them.

    With ``papers``, only these state something; others stay where a statement between entities quotes them.
    """
    stating = {p.id for p in graph.papers if papers is None or p.id in papers}
    statements = tuple(
        s for s in graph.statements if s.object in kept and (s.subject in kept or s.subject in stating)
    )
    results = tuple(
        r
        for r in graph.results
        if r.paper_id in stating and all(i in kept for i in (r.system, r.dataset, r.metric) if i)
    )
    sources = {e.paper_id for s in statements for e in s.evidence} | {r.paper_id for r in results}
    return KnowledgeGraph(
        occurrences=tuple(o for o in graph.occurrences if o.paper_id in sources and o.entity in kept),
        joins=tuple(j for j in graph.joins if j.entity in kept),
        papers=tuple(p for p in graph.papers if p.id in sources),
        entities=tuple(e for e in graph.entities if e.id in kept),
        statements=statements,
        co_mentions=tuple(c for c in graph.co_mentions if c.a in kept and c.b in kept),
        results=results,
    )
