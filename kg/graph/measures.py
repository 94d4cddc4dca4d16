"""How important every node is and which it belongs with: degree, PageRank, communities.

PageRank is that of Page et al. (1999) and communities are those of the Leiden algorithm (Traag et al.,
"From Louvain to Leiden", Scientific Reports 9, 2019) for modularity, both by igraph: networkx took 26
times as long. Everything is seeded and numbered by size and id, so that neither the hash seed nor the
order of the input shows.
"""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from kg.model import KnowledgeGraph

#: The seed of everything that needs chance.
SEED = 20260

#: PageRank's damping factor, as usual.
DAMPING = 0.85


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures of every node, in the order of ``ids``, which is sorted."""

    ids: tuple[str, ...]
    papers: tuple[int, ...]
    degree: tuple[int, ...]
    rank: tuple[float, ...]
    community: tuple[int, ...]
    edges: tuple[tuple[int, int], ...]
    weights: tuple[float, ...]


def measure(graph: KnowledgeGraph) -> Measures:
    """Measure every node of ``graph``.

    PageRank follows statements from subject to object and co-mentions both ways; communities take every
    edge both ways. Edges weigh as much as they are believed (statements) or associated (co-mentions).
    """
    ids = tuple(sorted([p.id for p in graph.papers] + [e.id for e in graph.entities]))
    number = {id_: i for i, id_ in enumerate(ids)}
    statements = sorted(graph.statements, key=attrgetter("id"))
    pairs = sorted(graph.co_mentions, key=attrgetter("id"))
    stated = [(number[s.subject], number[s.object]) for s in statements]
    belief = [max(s.confidence, 0.01) for s in statements]
    paired = [(number[c.a], number[c.b]) for c in pairs]
    npmi = [max(c.npmi, 0.01) for c in pairs]
    edges, weights = stated + paired, belief + npmi
    degree = [0] * len(ids)
    for a, b in edges:
        degree[a] += 1
        degree[b] += 1
    rank = _ranks(len(ids), edges + [(b, a) for a, b in paired], weights + npmi)
    return Measures(
        ids=ids,
        papers=_papers(graph, number, stated),
        degree=tuple(degree),
        rank=rank,
        community=_communities(len(ids), edges, weights),
        edges=tuple(edges),
        weights=tuple(weights),
    )


def _papers(graph: KnowledgeGraph, number: dict[str, int], stated: list[tuple[int, int]]) -> tuple[int, ...]:
    """Count the papers that name each entity; a paper counts itself."""
    papers = {number[p.id] for p in graph.papers}
    named = Counter(o for s, o in set(stated) if s in papers)
    return tuple(1 if i in papers else named[i] for i in range(len(number)))


def _ranks(size: int, edges: list[tuple[int, int]], weights: list[float]) -> tuple[float, ...]:
    import igraph

    if not size:
        return ()
    net = igraph.Graph(n=size, edges=edges, directed=True)
    ranks: list[float] = net.pagerank(damping=DAMPING, weights=weights or None)
    return tuple(round(r, 10) for r in ranks)


def _communities(size: int, edges: list[tuple[int, int]], weights: list[float]) -> tuple[int, ...]:
    """Number communities by size, the largest first, equal ones by their first node."""
    import igraph

    net = igraph.Graph(n=size, edges=edges)
    with seeded():
        found: Any = net.community_leiden("modularity", weights=weights or None, n_iterations=3)
    groups = sorted((group for group in found if group), key=lambda group: (-len(group), min(group)))
    community = [0] * size
    for i, group in enumerate(groups):
        for node in group:
            community[node] = i
    return tuple(community)


@contextmanager
def seeded() -> Iterator[None]:
    """Give igraph a freshly seeded source of chance, and Python's own one back afterwards."""
    import igraph

    igraph.set_random_number_generator(random.Random(SEED))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
