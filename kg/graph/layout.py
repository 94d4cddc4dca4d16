"""Positions for drawing: communities apart, what belongs together near, nothing on top of a hub.

Three steps. Communities are laid out as a small graph of their own and their discs pushed apart; their
nodes start on a spiral inside the disc; then ForceAtlas2 over the whole network moves everything to its
neighbours. At the end overlapping nodes are pushed apart. networkx's layouts took sixty times as long.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.graph.forces import Edges, relax
from kg.graph.measures import Measures, seeded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

#: How much stronger edges within a community pull.
_WITHIN = 2.0

#: How many edges and nodes ForceAtlas2 moves in all, and the fewest and the most rounds.
_WORK = 15_000_000
_ROUNDS = (25, 250)

#: The distance between neighbours from which ForceAtlas2 starts.
_SPREAD = 3.0

#: The share of its area that a layout fills with nodes.
_FILLED = 0.06

#: How far apart the centres of two nodes stay, in sums of their radii.
_APART = 1.15

#: Up to so many nodes, every pair is looked at.
_FEW = 300

#: Where more than this part of the nodes are large ones, all others are near one of them.
_MOST = 20

#: The angle between one node of a spiral and the next: it fills a disc evenly (Vogel 1979).
_GOLDEN = math.pi * (3 - math.sqrt(5))


def layout(measures: Measures, sizes: Sequence[float]) -> list[tuple[float, float]]:
    """Return the position of every node, in the order of ``measures.ids`` and the unit of ``sizes``."""
    import numpy as np

    if not measures.ids:
        return []
    size = np.array(sizes, dtype=np.float64)
    community = np.array(measures.community, dtype=np.int64)
    edges = np.array(measures.edges, dtype=np.int64).reshape(-1, 2)
    weights = np.array(measures.weights, dtype=np.float64)
    start = _spirals(_discs(community, size, edges, weights), community, size)
    placed = _pull(start, community, edges, weights)
    placed = _scale(placed, size)
    return [(x, y) for x, y in np.round(_separate(placed, size, rounds=20), 2).tolist()]


def _discs(community: "Ints", size: "Floats", edges: "Ints", weights: "Floats") -> "Floats":
    """Return centre and radius of the disc of every community."""
    import igraph
    import numpy as np

    many = int(community.max()) + 1
    radius = np.sqrt(np.bincount(community, size**2, many) / _FILLED) / 2
    ends = community[edges]
    ends = np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1)
    between, place = np.unique(ends, axis=0, return_inverse=True)
    pull = np.bincount(place.ravel(), weights[community[edges][:, 0] != community[edges][:, 1]], len(between))
    net = igraph.Graph(n=many, edges=between.tolist())
    with seeded():
        start = _spirals(np.zeros((1, 3)), np.zeros(many, dtype=np.int64), radius)
        spots = np.array(
            net.layout_fruchterman_reingold(
                weights=(pull / pull.max()).tolist() if len(pull) else None,
                seed=(start / max(float(radius.mean()), 1e-9)).tolist(),
                niter=500,
                grid=many > 2000,
            ).coords
        )
    spots = _scale(spots.reshape(-1, 2), radius * 2, filled=0.5)
    return np.column_stack((_separate(spots, radius * 2, rounds=100), radius))


def _spirals(discs: "Floats", community: "Ints", size: "Floats") -> "Floats":
    """Put the nodes of every community on a spiral from the centre of its disc, large ones first."""
    import numpy as np

    order = np.lexsort((np.arange(len(size)), -size, community))
    groups = community[order]
    nth = np.arange(len(order)) - np.searchsorted(groups, groups, side="left")
    many = np.bincount(community, minlength=len(discs))[groups]
    # A lone disc without radius of its own grows with what it holds.
    radius = np.where(discs[groups, 2] > 0, discs[groups, 2], np.sqrt((size**2).sum()))
    away = radius * np.sqrt((nth + 0.5) / many)
    spots = np.empty((len(order), 2))
    spots[order, 0] = discs[groups, 0] + away * np.cos(nth * _GOLDEN)
    spots[order, 1] = discs[groups, 1] + away * np.sin(nth * _GOLDEN)
    return spots


def _pull(start: "Floats", community: "Ints", edges: "Ints", weights: "Floats") -> "Floats":
    """Let the edges pull their ends together and all nodes push each other away."""
    import numpy as np

    edges, order = np.sort(edges, axis=1), np.lexsort((edges.max(axis=1), edges.min(axis=1)))
    a, b, weight = edges[order, 0], edges[order, 1], weights[order]
    within = community[a] == community[b]
    strength = np.where(within, _WITHIN, 1.0) * weight
    spread = np.sqrt(np.ptp(start, axis=0).prod() / len(start))
    rounds = int(np.clip(_WORK / (len(edges) + len(start) + 1), *_ROUNDS))
    return relax(start * (_SPREAD / max(float(spread), 1e-9)), Edges(a, b, strength), rounds=rounds)


def _scale(spots: "Floats", size: "Floats", *, filled: float = _FILLED) -> "Floats":
    """Centre the positions and scale them until nodes fill the given share of the middle 90 percent."""
    import numpy as np

    spots = spots - np.median(spots, axis=0)
    away = float(np.quantile(np.hypot(spots[:, 0], spots[:, 1]), 0.9))
    wanted = math.sqrt(float((size**2).sum()) / 4 / filled)
    return spots * (wanted / away) if away > 0 else spots


def _separate(spots: "Floats", size: "Floats", *, rounds: int) -> "Floats":
    """Push overlapping nodes apart; small nodes give way to large ones."""
    import numpy as np

    spots = spots.copy()
    for _ in range(rounds):
        i, j = _near(spots, size)
        between = spots[j] - spots[i]
        away = np.hypot(between[:, 0], between[:, 1])
        missing = _APART * (size[i] + size[j]) / 2 - away
        touching = missing > 1e-3
        if not touching.any():
            break
        i, j, away, missing = i[touching], j[touching], away[touching], missing[touching]
        # Nodes on one spot part in a direction of their own.
        turn = np.column_stack((np.cos(i * _GOLDEN), np.sin(i * _GOLDEN)))
        along = np.where(away[:, None] > 1e-9, between[touching] / np.maximum(away, 1e-9)[:, None], turn)
        share = size[j] ** 2 / (size[i] ** 2 + size[j] ** 2)
        for axis in (0, 1):
            push = missing * along[:, axis]
            spots[:, axis] -= np.bincount(i, push * share, len(spots))
            spots[:, axis] += np.bincount(j, push * (1 - share), len(spots))
    return spots


def _near(spots: "Floats", size: "Floats") -> "tuple[Ints, Ints]":
    """Return pairs of nodes that may touch, the larger one first, by grids as coarse as nodes are large."""
    import numpy as np

    if len(spots) <= _FEW:
        i, j = np.triu_indices(len(spots), 1)
        larger = size[i] >= size[j]
        return np.where(larger, i, j), np.where(larger, j, i)
    first, second = [], []
    scale = np.floor(np.log2(np.maximum(size, 1e-9))).astype(np.int64)
    for level in np.unique(scale).tolist():
        reach = _APART * 2.0 ** (level + 1)
        large, others = np.flatnonzero(scale == level), np.flatnonzero(scale <= level)
        cell = np.floor(spots / reach).astype(np.int64)
        keys = (cell[:, 0] << 32) + cell[:, 1]
        steps = [dx * 2**32 + dy for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        if len(large) < len(others) / _MOST:
            # Only what is beside one of the few large ones needs to be put in order.
            around = np.unique(np.concatenate([keys[large] + step for step in steps]))
            place = np.minimum(np.searchsorted(around, keys[others]), len(around) - 1)
            others = others[around[place] == keys[others]]
        # Both in the order of the grid, or the searches would jump through memory.
        large, others = (nodes[np.argsort(keys[nodes], kind="stable")] for nodes in (large, others))
        there = keys[others]
        for step in steps:
            low = np.searchsorted(there, keys[large] + step, side="left")
            many = np.searchsorted(there, keys[large] + step, side="right") - low
            nth = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
            i, j = np.repeat(large, many), others[np.repeat(low, many) + nth]
            once = (scale[j] < level) | (i < j)
            first.append(i[once])
            second.append(j[once])
    return np.concatenate(first), np.concatenate(second)
