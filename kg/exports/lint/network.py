"""The checks that GraphML and GEXF share: ids, ends, weights, parallel edges and numbers."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.exports.lint.rules import Findings

_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_INTEGER = re.compile(r"[+-]?\d+")


@dataclass(slots=True)
class Network:
    """What is known of the nodes and edges so far; ``findings`` gets the breaches."""

    findings: Findings
    directed: bool = True
    nodes: set[str] = field(default_factory=set)
    edges: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str, str]] = field(default_factory=set)
    #: Ends of edges that were not nodes yet when the edge came, with the line.
    waiting: dict[str, int] = field(default_factory=dict)
    labelled: bool = False
    placed: bool = False

    def add_node(self, id_: str | None, line: int) -> None:
        """Check a node."""
        if not id_:
            self.findings.add("node-without-id", line, "a node has no id")
        elif id_ in self.nodes:
            self.findings.add("node-id-twice", line, f"node {id_!r} stands here again")
        else:
            self.nodes.add(id_)

    def add_edge(self, attributes: dict[str, str], kind: str, directed: bool, line: int) -> None:
        """Check id, ends, direction and kind of an edge."""
        id_, source, target = (attributes.get(name, "") for name in ("id", "source", "target"))
        if not id_:
            self.findings.add("edge-without-id", line, f"the edge from {source!r} to {target!r} has no id")
        elif id_ in self.edges:
            self.findings.add("edge-id-twice", line, f"edge {id_!r} stands here again")
        self.edges.add(id_)
        for end in (source, target):
            if end not in self.nodes:
                self.waiting.setdefault(end, line)
        if directed is not self.directed:
            self.findings.add("mixed-direction", line, f"edge {id_!r} has a direction of its own")
        pair = (source, target, kind) if directed else (*sorted((source, target)), kind)
        if pair in self.pairs:
            self.findings.add(
                "parallel-edges", line, f"another edge from {source!r} to {target!r}, kind {kind!r}"
            )
        self.pairs.add(pair)  # type: ignore[arg-type]

    def check_weight(self, text: str, line: Callable[[], int]) -> None:
        """Check the weight of an edge; ``line`` tells where it is, if need be."""
        weight = number(text)
        if weight is None:
            self.findings.add("not-a-number", line(), f"weight {text!r}")
        elif weight <= 0:
            self.findings.add("weight-not-positive", line(), f"weight {text!r}")

    def finish(self, line: int) -> None:
        """Check what can be known only at the end."""
        for end, where in self.waiting.items():
            if end not in self.nodes:
                self.findings.add("edge-to-nowhere", where, f"there is no node {end!r}")
        if self.nodes and not self.labelled:
            self.findings.add("no-labels", line, "no node has a label")
        if self.nodes and not self.placed:
            self.findings.add("no-positions", line, "no node has a position")


def number(text: str) -> float | None:
    """Return the number that ``text`` says; none when it is no finite number."""
    try:
        value = float(text)
    except ValueError:
        return None
    # Python reads 1_000, Java and JavaScript do not.
    return value if math.isfinite(value) and "_" not in text else None


def is_integer(text: str) -> bool:
    """Say whether ``text`` is an integer as Java and JavaScript read one."""
    return (text.isdecimal() and text.isascii()) or _INTEGER.fullmatch(text.strip()) is not None


def is_color(text: str) -> bool:
    """Say whether ``text`` is a colour as Gephi reads one."""
    return _COLOR.fullmatch(text) is not None
