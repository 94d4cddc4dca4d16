"""Groups of nodes that are one thing: union-find that never joins two known things (Tarjan 1975)."""

from dataclasses import dataclass, field

from kg.entities.known import Known, Node


@dataclass(slots=True)
class Groups:
    """Nodes joined into things.

    Attributes:
        known: what the lexicon knows; each of its things anchors one group.
        refused: joins that would have made one thing of two known ones.
    """

    known: Known
    parent: dict[Node, Node] = field(default_factory=dict)
    anchor: dict[Node, Node] = field(default_factory=dict)
    refused: list[tuple[Node, Node]] = field(default_factory=list)

    def add(self, node: Node) -> None:
        """Make ``node`` known to the groups, joined with the one thing that the lexicon has for it."""
        if node in self.parent:
            return
        self.parent[node] = node
        thing = self.known.thing(node)
        if thing is None:
            return
        if thing.node == node:
            self.anchor[node] = node
        else:
            self.add(thing.node)
            self.join(thing.node, node)

    def find(self, node: Node) -> Node:
        """Return the node that stands for the group of ``node``."""
        parent = self.parent
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def join(self, a: Node, b: Node) -> bool:
        """Make one thing of two; refused, and ``False``, if both are known and differ."""
        self.add(a)
        self.add(b)
        a, b = self.find(a), self.find(b)
        if a == b:
            return True
        first, second = self.anchor.get(a), self.anchor.get(b)
        if first and second and first != second:
            self.refused.append((min(first, second), max(first, second)))
            return False
        root, leaf = min(a, b), max(a, b)
        self.parent[leaf] = root
        if first or second:
            self.anchor[root] = first or second or root
        return True
