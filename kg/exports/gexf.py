"""The graph as GEXF 1.3 (gexf.net) with looks and, where papers have dates, time for Gephi's timeline.

Positions, sizes, colours and shapes are ``viz`` elements; the relation is the ``kind`` of an edge, so that
Gephi keeps parallel edges apart. A paper begins on its date, a statement on that of its first paper, an
entity with the first paper that names it, a co-mention with the first paper that names both; nothing
ends. One direction throughout, because networkx refuses a mixture: co-mentions go from the smaller id to
the larger one. networkx's own writer takes a multigraph's keys for edge ids and builds the whole document
in memory; this one writes rows as they come.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from operator import itemgetter
from typing import IO

from kg.exports.looks import shape
from kg.exports.tables import EDGE_COLUMNS, NODE_COLUMNS, Cell, Column, edge_rows, node_rows
from kg.exports.xml_rows import Slot, row_writer
from kg.graph.places import Chart
from kg.model import KnowledgeGraph

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    "<meta><creator>kg</creator><description>A knowledge graph of paper abstracts</description></meta>\n"
)

#: The columns that GEXF has attributes or elements of its own for.
_OWN = {"id", "label", "x", "y", "size", "color", "source", "target", "weight"}

#: GEXF's words for the types of columns, and for those shapes of :mod:`kg.exports.looks` that it knows.
_TYPES = {"string": "string", "int": "integer", "double": "double"}
_SHAPES = {"square": "square", "diamond": "diamond", "triangle": "triangle", "triangleDown": "triangle"}

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")

#: Elements joined before they are written.
_BATCH = 2000


def write(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:
    """Write papers, entities, statements and co-mentions as GEXF.

    Args:
        graph: what to write.
        stream: gets UTF-8.
        chart: positions, sizes and measures of every node.
    """
    begins = beginnings(graph)
    time = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if begins else 'mode="static"'
    pieces = chain(
        [_HEAD, f'<graph defaultedgetype="directed" {time}>\n'],
        _attributes("node", NODE_COLUMNS),
        _attributes("edge", EDGE_COLUMNS),
        ["<nodes>\n"],
        _nodes(graph, chart, begins),
        ["</nodes>\n<edges>\n"],
        _edges(graph, begins),
        ["</edges>\n</graph>\n</gexf>\n"],
    )
    while batch := "".join(islice(pieces, _BATCH)):
        stream.write(batch.encode("utf-8"))


def beginnings(graph: KnowledgeGraph) -> dict[str, str]:
    """Return the first date, ``YYYY-MM-DD``, of every node and edge that has one."""
    begins = {p.id: date for p in graph.papers if (date := _date(p.date))}
    if not begins:
        return {}
    named: dict[str, set[str]] = {}
    for s in graph.statements:
        if s.subject in begins:
            named.setdefault(s.object, set()).add(s.subject)
    for entity, papers in named.items():
        begins[entity] = min(begins[p] for p in papers)
    for s in graph.statements:
        dates = [begins[e.paper_id] for e in s.evidence if e.paper_id in begins]
        if dates:
            # An edge cannot begin before its ends, as one that follows from names might.
            begins[s.id] = max([min(dates), *(begins[end] for end in (s.subject, s.object) if end in begins)])
    for c in graph.co_mentions:
        both = named.get(c.a, set()) & named.get(c.b, set())
        if both:
            begins[c.id] = min(begins[p] for p in both)
    return begins


def _date(text: str) -> str:
    """Return an ISO date in full, the first day of a month or year; empty when it is none."""
    found = _DATE.match(text)
    return f"{found[1]}-{found[2] or '01'}-{found[3] or '01'}" if found else ""


def _attributes(target: str, columns: Sequence[Column]) -> Iterator[str]:
    yield f'<attributes class="{target}">\n'
    for c in _others(columns):
        yield f'<attribute id="{c.name}" title="{c.name}" type="{_TYPES[c.type]}"/>\n'
    yield "</attributes>\n"


def _nodes(graph: KnowledgeGraph, chart: Chart, begins: Mapping[str, str]) -> Iterator[str]:
    columns, at = _others(NODE_COLUMNS), {c.name: i for i, c in enumerate(NODE_COLUMNS)}
    pick = itemgetter(at["id"], at["label"], *(at[c.name] for c in columns))
    heads = [Slot('<node id="', '"', "attribute"), Slot(' label="', '"', "attribute")]
    write = row_writer([*heads, Slot("", "", "xml"), *_values(columns), Slot("</attvalues>", "", "xml")])
    type_, x, y, size, color = (at[name] for name in ("type", "x", "y", "size", "color"))
    for row in node_rows(graph, chart):
        look = shape(str(row[type_]))
        looks = (
            f"{_spell(begins.get(str(row[0])))}{_color(str(row[color]))}"
            f'<viz:position x="{row[x]}" y="{row[y]}" z="0.0"/><viz:size value="{row[size]}"/>'
            f'<viz:shape value="{_SHAPES.get(look, "disc")}"/></node>\n'
        )
        cells = pick(row)
        yield write((*cells[:2], "><attvalues>", *cells[2:], looks))


def _edges(graph: KnowledgeGraph, begins: Mapping[str, str]) -> Iterator[str]:
    columns, at = _others(EDGE_COLUMNS), {c.name: i for i, c in enumerate(EDGE_COLUMNS)}
    heads = ("<edge id", " source", " target", " kind", " label")
    names = ("id", "source", "target", "relation", "label")
    pick = itemgetter(*(at[name] for name in (*names, "weight", *(c.name for c in columns))))
    slots = [Slot(f'{head}="', '"', "attribute") for head in heads]
    slots += [Slot(' weight="', '"><attvalues>', "number"), *_values(columns)]
    write = row_writer([*slots, Slot("</attvalues>", "", "xml")])
    color = at["color"]
    colors: dict[Cell, str] = {}
    for row in edge_rows(graph):
        shade = row[color]
        if shade not in colors:
            colors[shade] = _color(str(shade)) + "</edge>\n"
        looks = _spell(begins.get(str(row[0]))) + colors[shade] if begins else colors[shade]
        yield write((*pick(row), looks))


def _others(columns: Sequence[Column]) -> list[Column]:
    """Return the columns that GEXF has no place of its own for."""
    return [c for c in columns if c.name not in _OWN]


def _values(columns: Sequence[Column]) -> list[Slot]:
    kinds = ("attribute" if c.type == "string" else "number" for c in columns)
    return [
        Slot(f'<attvalue for="{c.name}" value="', '"/>', kind) for c, kind in zip(columns, kinds, strict=True)
    ]


def _spell(begin: str | None) -> str:
    return f'<spells><spell start="{begin}"/></spells>' if begin else ""


def _color(shade: str) -> str:
    r, g, b = (int(shade[i : i + 2], 16) for i in (1, 3, 5))
    return f'<viz:color r="{r}" g="{g}" b="{b}"/>'
