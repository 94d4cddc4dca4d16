"""ForceAtlas2 on arrays: the layout that Gephi users know, fast enough for 50,000 nodes.

Follows Jacomy, Venturini, Heymann and Bastian, "ForceAtlas2, a continuous graph layout algorithm for handy
network visualization designed for the Gephi software", PLoS ONE 9(6), 2014: edges attract, nodes repel by
degree, gravity keeps parts together, and every node slows down as it swings. Attraction is that of the
LinLog model (Noack 2007), which sets communities apart. Repulsion is summed on a grid by fast Fourier
transform (Hockney and Eastwood, "Computer Simulation Using Particles", 1988), in place of a Barnes-Hut
tree: it is as exact as drawing needs and runs in NumPy. Nothing is left to chance.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Complexes = NDArray[np.complex128]
    Ints = NDArray[np.int64]

#: Cells along each side of the grid. Up to so many nodes the grid is what takes time, and a coarse one, four
#: times as fast, serves for the first part of the rounds.
_GRID, _COARSE, _COARSE_PART, _COARSE_NODES = 128, 64, 0.8, 10_000

#: Up to so many nodes, every pair is looked at.
_FEW = 300

#: Strength of repulsion and gravity, against attraction by edges of weight 1.
_REPULSION = 2.0
_GRAVITY = 0.02

#: How much swinging a node may do before it slows down.
_JITTER = 1.0


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges as arrays: both ends, and a weight above 0."""

    a: "Ints"
    b: "Ints"
    weight: "Floats"


def relax(spots: "Floats", edges: Edges, *, rounds: int) -> "Floats":
    """Return the positions after ``rounds`` steps of ForceAtlas2 from ``spots``, an array of n by 2."""
    import numpy as np

    many = len(spots)
    mass: Floats = np.ones(many) + np.bincount(edges.a, edges.weight, many)
    mass += np.bincount(edges.b, edges.weight, many)
    coarse = round(rounds * _COARSE_PART) if _FEW < many <= _COARSE_NODES else 0
    kernels = _kernels(_COARSE if coarse else _GRID) if many > _FEW else None
    before, speed, efficiency = np.zeros_like(spots), 1.0, 1.0
    for nth in range(rounds):
        if coarse and nth == coarse:
            kernels = _kernels(_GRID)
        force = _repulsion(spots, mass, kernels) if kernels else _plain_repulsion(spots, mass)
        force += _attraction(spots, edges)
        force -= _GRAVITY * mass[:, None] * spots
        swing = np.hypot(*(force - before).T)
        traction = np.hypot(*(force + before).T) / 2
        # Summed by NumPy, because BLAS sums in another order on another number of cores.
        sums = float((mass * swing).sum()), float((mass * traction).sum())
        speed, efficiency = _pace(*sums, many, speed, efficiency)
        step = speed / (1 + np.sqrt(speed * mass * swing))
        spots = spots + force * step[:, None]
        before = force
    return spots


def _pace(swing: float, traction: float, many: int, speed: float, efficiency: float) -> tuple[float, float]:
    """Return global speed and its efficiency: as fast as traction allows without too much swinging."""
    optimal = 0.05 * many**0.5
    tolerance = _JITTER * max(optimal**0.5, min(10.0, optimal * traction / many**2))
    if swing > 0 and traction > 0 and swing / traction > 2:
        efficiency = max(efficiency * 0.5, 0.05)
        tolerance = max(tolerance, _JITTER)
    target = tolerance * efficiency * traction / swing if swing > 0 else speed
    if swing > tolerance * traction:
        efficiency = max(efficiency * 0.7, 0.05)
    elif speed < 1000:
        efficiency *= 1.3
    return speed + min(target - speed, 0.5 * speed), efficiency


def _attraction(spots: "Floats", edges: Edges) -> "Floats":
    """Return the pull of the edges: the logarithm of their length, times their weight."""
    import numpy as np

    # Columns of their own, and results in place: half the time, most of which goes to memory.
    along = [axis[edges.b] - axis[edges.a] for axis in spots.T.copy()]
    length = np.sqrt(along[0] ** 2 + along[1] ** 2)
    pull = np.log1p(length)
    pull *= edges.weight
    pull /= np.maximum(length, 1e-9, out=length)
    force = np.empty_like(spots)
    for axis, part in enumerate(along):
        np.multiply(part, pull, out=part)
        force[:, axis] = np.bincount(edges.a, part, len(spots)) - np.bincount(edges.b, part, len(spots))
    return force


def _plain_repulsion(spots: "Floats", mass: "Floats") -> "Floats":
    """Return the same push, pair by pair: quicker for a few hundred nodes."""
    import numpy as np

    force = np.empty_like(spots)
    right, up = (axis[:, None] - axis for axis in spots.T)
    square = np.maximum(right**2 + up**2, 1e-9)
    for axis, away in enumerate((right, up)):
        force[:, axis] = _REPULSION * mass * (away / square * mass).sum(axis=1)
    return force


def _kernels(side: int) -> "tuple[Complexes, Complexes]":
    """Return the transforms of the push from one cell on every other, to the right and upwards.

    A grid of ``side`` by ``side`` cells stands in one twice as wide, or the push would come around it.
    """
    import numpy as np

    away = np.fft.fftfreq(2 * side, 1 / (2 * side))
    right, up = np.meshgrid(away, away, indexing="ij")
    square = right**2 + up**2
    square[0, 0] = 1.0
    return np.fft.rfft2(right / square), np.fft.rfft2(up / square)


def _repulsion(spots: "Floats", mass: "Floats", kernels: "tuple[Complexes, Complexes]") -> "Floats":
    """Return the push of all nodes on each: the product of their masses over their distance."""
    import numpy as np

    side = len(kernels[0]) // 2
    low = spots.min(axis=0)
    cell = max(float(np.ptp(spots, axis=0).max()) / (side - 2), 1e-9)
    within = (spots - low) / cell
    corner = within.astype(np.int64)
    part = within - corner
    # Each node's mass is shared by the four corners around it, and the push is read back the same way.
    place, x, y = corner[:, 0] * side + corner[:, 1], part[:, 0], part[:, 1]
    places = np.concatenate((place, place + 1, place + side, place + side + 1))
    shares = np.concatenate(((1 - x) * (1 - y), (1 - x) * y, x * (1 - y), x * y))
    field = np.bincount(places, np.tile(mass, 4) * shares, side**2).reshape(side, side)
    # What is all zero before and what nobody asks for after is not transformed.
    heavy = np.fft.fft(np.fft.rfft(field, 2 * side), 2 * side, axis=0)
    force = np.empty_like(spots)
    for axis, kernel in enumerate(kernels):
        push = np.fft.irfft(np.fft.ifft(heavy * kernel, axis=0)[:side], 2 * side)[:, :side]
        force[:, axis] = (push.ravel()[places] * shares).reshape(4, -1).sum(axis=0)
    return force * (_REPULSION * mass / cell)[:, None]
