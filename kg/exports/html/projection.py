"""The positions of the chart, drawn so that a screen holds them: a projection, as maps have one.

A layout by forces crowds its centre and throws what is loosely connected far out. Here each community
becomes a round country whose area follows its importance: within it angles stay and distances from its
middle are stretched until every ring holds as much as its area (histogram equalisation, by radius). The
countries keep their directions from each other and are pushed together without overlap; last, the nodes
of the first view make room for each other's names. The file for Gephi keeps the layout as it is.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: Area of the map for one node of the first view, in the unit of node sizes.
_AREA = 80.0**2
#: How much more room a node of the first view gets than another.
_FIRST_WEIGHT = 8.0
#: The heaviest communities become countries; the others lie around them.
_COUNTRIES = 150
#: Water between countries, as a share of their radii.
_WATER = 1.12
#: Distance at which two nodes of the first view no longer push each other; across, names need more room.
_ROOM_ACROSS, _ROOM_DOWN = 92.0, 40.0
_PACKING_STEPS, _PUSHING_STEPS = 240, 40

_Floats = NDArray[np.float64]
_Indexes = NDArray[np.intp]


def project(
    points: Sequence[tuple[float, float]], communities: Sequence[int], first: Sequence[int]
) -> list[tuple[float, float]]:
    """Return where each of ``points`` is drawn.

    Args:
        points: positions of the chart.
        communities: the number of the community of each.
        first: indexes of the points that the first view shows.

    Returns:
        A position for every point, around the origin.
    """
    if not points:
        return []
    given = np.asarray(points, dtype=np.float64)
    chosen = np.asarray(first, dtype=np.intp)
    weights = np.ones(len(given))
    weights[chosen] = _FIRST_WEIGHT
    drawn = _equalise(given, weights)
    countries, rest = _countries(communities, weights)
    radii = np.array([_radius(weights[members].sum()) for members in countries])
    centres = np.array(
        [np.average(drawn[members], axis=0, weights=weights[members]) for members in countries]
    )
    centres = _pack(centres, radii)
    edge = float((np.hypot(*centres.T) + radii).max())
    drawn[rest] = _equalise(drawn[rest], weights[rest], inner=edge)
    for members, centre in zip(countries, centres, strict=True):
        drawn[members] = centre + _equalise(given[members], weights[members])
    drawn[chosen] = _push_apart(drawn[chosen])
    return [(float(x), float(y)) for x, y in drawn]


def _countries(communities: Sequence[int], weights: _Floats) -> tuple[list[_Indexes], _Indexes]:
    """Return the members of the heaviest communities, and the members of all others together."""
    members: dict[int, list[int]] = defaultdict(list)
    for i, community in enumerate(communities):
        members[community].append(i)
    heavy = sorted(members, key=lambda c: (-weights[members[c]].sum(), c))
    rest = sorted(i for c in heavy[_COUNTRIES:] for i in members[c])
    return [np.array(members[c], dtype=np.intp) for c in heavy[:_COUNTRIES]], np.array(rest, dtype=np.intp)


def _radius(weight: float) -> float:
    """Return the radius of a disc that gives nodes of this weight their room."""
    return float(np.sqrt(_AREA * weight / _FIRST_WEIGHT / np.pi))


def _equalise(points: _Floats, weights: _Floats, *, inner: float = 0.0) -> _Floats:
    """Stretch distances from the middle so that weight is spread evenly over a disc around the origin.

    With ``inner`` the disc has a hole of that radius, and the origin is the middle.
    """
    if not len(points):
        return points
    offsets = points if inner else points - np.median(points, axis=0)
    radii = np.hypot(offsets[:, 0], offsets[:, 1])
    order = np.argsort(radii, kind="stable")
    share = np.empty(len(points))
    share[order] = (np.cumsum(weights[order]) - weights[order]) / weights.sum()
    stretched = np.sqrt(inner**2 + _radius(weights.sum()) ** 2 * share)
    # Points in the very middle have no angle; the golden angle gives each its own (Vogel 1979).
    golden = np.arange(len(points)) * np.pi * (3 - np.sqrt(5))
    angles = np.where(radii > 1e-9, np.arctan2(offsets[:, 1], offsets[:, 0]), golden)
    return np.column_stack((stretched * np.cos(angles), stretched * np.sin(angles)))


def _pack(centres: _Floats, radii: _Floats) -> _Floats:
    """Move discs until none overlaps another, drawn gently towards the origin all the while."""
    centres = centres + 0.01 * np.arange(len(centres))[:, None]  # no two in one place
    room = (radii[:, None] + radii[None, :]) * _WATER
    np.fill_diagonal(room, 0.0)
    share = (radii**2)[None, :] / (radii**2 + (radii**2)[:, None])  # the smaller one gives way
    x, y = centres.T.copy()
    for step in range(_PACKING_STEPS):
        inwards = 1 - 0.02 * (1 - step / _PACKING_STEPS)
        x, y = x * inwards, y * inwards
        right, up = x[:, None] - x, y[:, None] - y
        distances = np.maximum(np.sqrt(right**2 + up**2), 1e-6)
        push = np.maximum(room - distances, 0.0) / distances * share
        x, y = x + 0.5 * (right * push).sum(axis=1), y + 0.5 * (up * push).sum(axis=1)
    return np.column_stack((x, y))


def _push_apart(points: _Floats) -> _Floats:
    """Move points away from those that stand too close, a little at a time."""
    x, y = points[:, 0] / _ROOM_ACROSS, points[:, 1] / _ROOM_DOWN
    for _ in range(_PUSHING_STEPS):
        i, j = np.nonzero((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2 < 1)
        i, j = i[i != j], j[i != j]  # a point does not push itself
        right, up = x[i] - x[j], y[i] - y[j]
        distances = np.sqrt(right**2 + up**2)
        push = 0.2 * (1 - distances) / np.maximum(distances, 1e-6)
        x = x + np.bincount(i, right * push, len(x))
        y = y + np.bincount(i, up * push, len(y))
    return np.column_stack((x * _ROOM_ACROSS, y * _ROOM_DOWN))
