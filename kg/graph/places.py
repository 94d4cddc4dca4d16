"""Where and how large every node is drawn: one chart that GraphML, GEXF and HTML share."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """How one node is drawn, and the measures that decide it.

    Attributes:
        x: position to the right, in the unit of ``size``.
        y: position upwards.
        size: diameter of the node.
        rank: PageRank, 0 to 1; all nodes sum to 1.
        degree: how many statements and co-mentions it takes part in.
        community: number of its community, 0 for the largest.
        papers: how many papers name it; 1 for a paper.
    """

    x: float
    y: float
    size: float
    rank: float
    degree: int
    community: int
    papers: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The place of every node by its id, in the order of the ids."""

    places: Mapping[str, Place] = field(default_factory=dict)
