"""What Gephi and Gephi Lite do with files that are not as they want them, as a table.

Read from their importers' sources: Gephi's ``ImporterGraphML`` and ``ImporterGEXF``, and for Gephi Lite the
parsers of ``graphology-graphml`` and ``graphology-gexf``. A rule says what happens; the checks that find
its breaches are in the modules beside this one, by the rule's name.
"""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Effect(StrEnum):
    """What a program does with a breach, worst first."""

    REFUSES = "refuses"
    DROPS = "drops"
    MERGES = "merges"
    MISREADS = "misreads"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the importers: its name, what breaking it does, who does it, and what to do instead."""

    name: str
    effect: Effect
    what: str
    todo: str


#: Every rule by name.
RULES: dict[str, Rule] = {
    r.name: r
    for r in (
        Rule("not-xml", Effect.REFUSES, "no program opens it", "write well-formed XML"),
        Rule("not-a-graph", Effect.REFUSES, "no program opens it", "begin with <graphml> or <gexf>"),
        Rule("doctype", Effect.REFUSES, "careful programs refuse a DOCTYPE", "leave it out"),
        Rule(
            "second-graph", Effect.DROPS, "Gephi Lite reads the first graph alone", "write one graph a file"
        ),
        Rule("no-direction", Effect.MISREADS, "programs guess the direction", "say directed or undirected"),
        Rule(
            "mixed-direction",
            Effect.MISREADS,
            "Gephi Lite ignores the direction of single edges in GraphML, networkx refuses the file",
            "give all edges the direction of the file",
        ),
        Rule("node-without-id", Effect.DROPS, "Gephi drops the node", "give it an id"),
        Rule("node-id-twice", Effect.MERGES, "Gephi merges both, Gephi Lite refuses", "make ids unique"),
        Rule("edge-without-id", Effect.MISREADS, "programs number it themselves", "give it an id"),
        Rule("edge-id-twice", Effect.DROPS, "Gephi keeps one edge, Gephi Lite refuses", "make ids unique"),
        Rule("edge-to-nowhere", Effect.REFUSES, "Gephi Lite refuses the file", "write both of its nodes"),
        Rule("weight-not-positive", Effect.DROPS, "Gephi drops the edge", "give it a weight above 0"),
        Rule(
            "parallel-edges",
            Effect.MERGES,
            "Gephi merges edges of one kind between the same nodes",
            "tell them apart by label (GraphML) or kind (GEXF)",
        ),
        Rule("nested", Effect.DROPS, "Gephi Lite knows no hyperedges and ports", "write plain edges"),
        Rule(
            "key-for-all", Effect.REFUSES, "Gephi Lite refuses the file", "declare it for node and for edge"
        ),
        Rule("key-twice", Effect.DROPS, "Gephi keeps the first column", "make the ids of keys unique"),
        Rule("key-without-id", Effect.DROPS, "Gephi drops the column", "give it an id"),
        Rule("key-type", Effect.REFUSES, "Gephi Lite refuses the file", "use string, int or double"),
        Rule(
            "key-mistaken",
            Effect.MISREADS,
            "Gephi takes the column for something else by its id",
            "give the key another id",
        ),
        Rule(
            "property-type", Effect.MISREADS, "Gephi cannot use the column as declared", "give it that type"
        ),
        Rule("undeclared", Effect.DROPS, "Gephi drops the value, Gephi Lite's GEXF refuses", "declare it"),
        Rule("not-a-number", Effect.DROPS, "Gephi drops the value", "write a number, or declare it a string"),
        Rule("not-a-color", Effect.DROPS, "Gephi drops the colour", "write #RRGGBB, or 0 to 255 a channel"),
        Rule(
            "title-lost",
            Effect.MISREADS,
            "Gephi Lite shows the id of the column",
            "let id and title be equal",
        ),
        Rule("no-viz", Effect.DROPS, "programs drop looks of an unknown namespace", "declare xmlns:viz"),
        Rule("not-a-date", Effect.DROPS, "Gephi drops the time", "write it as timeformat says"),
        Rule("time-backwards", Effect.DROPS, "Gephi drops a spell that ends before it begins", "swap them"),
        Rule("no-labels", Effect.HINT, "nodes show their ids", "give nodes a label"),
        Rule("no-positions", Effect.HINT, "nodes stand in a random heap", "give nodes x and y"),
    )
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a rule: its name, the line in the file and what stands there."""

    rule: str
    line: int
    detail: str


@dataclass(slots=True)
class Findings:
    """Gathers breaches; of each rule the first are kept in full and the rest counted."""

    most: int = 20
    found: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, rule: str, line: int, detail: str) -> None:
        """Add a breach of the rule called ``rule``."""
        self.counts[RULES[rule].name] += 1
        if self.counts[rule] <= self.most:
            self.found.append(Finding(rule, line, detail[:200]))
