"""In which order nodes come onto the map: the most important first, but every type and community early.

A map that simply took the highest ranks would show the centre of the field and hide its edges; so a share
of the first view goes to the best of each type and of each community.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.ontology import PAPER

#: How many nodes the first view shows.
FIRST_VIEW = 300
#: How many of each type, and of each community, are sure of a place in the first view.
_OF_EACH_TYPE, _OF_EACH_COMMUNITY = 8, 2
#: At most this share of the first view goes to communities, however many there are.
_COMMUNITY_SHARE = 0.5
#: This share of it are the papers with most connections: they are what ties the rest together.
_PAPER_SHARE = 0.2


def order_nodes(
    types: Sequence[str],
    ranks: Sequence[float],
    communities: Sequence[int],
    degrees: Sequence[int],
    *,
    first: int = FIRST_VIEW,
) -> list[int]:
    """Return the indexes of all nodes in the order in which the map shows them.

    Args:
        types: the type of each node.
        ranks: its importance.
        communities: the number of its community.
        degrees: how many edges it has.
        first: how many nodes the first view holds; the order is by rank alone within it and after it.

    Returns:
        Every index once. Among the first ``first`` are the best of each type and of the communities with
        the highest total rank. The same for equal input; equal ranks go by index.
    """
    by_rank = sorted(range(len(types)), key=lambda i: (-ranks[i], i))
    sure = _best_of_each((types[i] for i in by_rank), by_rank, _OF_EACH_TYPE)
    totals: dict[int, float] = defaultdict(float)
    for i in by_rank:
        totals[communities[i]] += ranks[i]
    best = _best_of_each((communities[i] for i in by_rank), by_rank, _OF_EACH_COMMUNITY)
    best.sort(key=lambda i: (-totals[communities[i]], communities[i], i))
    papers = sorted((i for i in by_rank if types[i] == PAPER), key=lambda i: (-degrees[i], i))
    sure += papers[: int(first * _PAPER_SHARE)] + best[: int(first * _COMMUNITY_SHARE)]
    chosen = set(list(dict.fromkeys(sure))[:first])
    for i in by_rank:
        if len(chosen) >= first:
            break
        chosen.add(i)
    return sorted(by_rank, key=lambda i: i not in chosen)


def _best_of_each(keys: Iterable[object], by_rank: Sequence[int], count: int) -> list[int]:
    """Return the first ``count`` indexes of each key."""
    seen: dict[object, int] = defaultdict(int)
    best = []
    for key, i in zip(keys, by_rank, strict=True):
        if seen[key] < count:
            seen[key] += 1
            best.append(i)
    return best
