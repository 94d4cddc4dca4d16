"""The graph as GraphML (graphml.graphdrawing.org) that Gephi, Gephi Lite, networkx and igraph read whole.

What their importers demand, and why libraries' own writers do not do: every edge has an id of its own
(networkx writes the multigraph key, "0" for every pair, and Gephi then keeps one edge and Gephi Lite
throws); keys are for nodes or for edges, never for all, with the types string, int and double alone;
positions, sizes, colours and weights are keys of the names that Gephi knows; parallel edges carry their
relation in the attribute ``label``, without which Gephi merges them. One file is directed throughout,
because networkx refuses a mixture: a co-mention goes from the smaller id to the larger one.
``entities.graphml`` is undirected throughout. Rows are written as they come, so memory stays small.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import IO

from kg.exports.tables import EDGE_COLUMNS, NODE_COLUMNS, Cell, Column, edge_rows, node_rows
from kg.exports.xml_rows import Slot, row_writer
from kg.graph.places import Chart
from kg.model import KnowledgeGraph

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)

#: igraph reads the id of an edge's source where it should read the edge's own id, so a column repeats it.
_ID_AGAIN = Column("kg_id", "string", "the id of the edge again, for igraph")

#: Elements joined before they are written.
_BATCH = 2000


def write(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:
    """Write papers, entities, statements and co-mentions as one directed GraphML file.

    Args:
        graph: what to write.
        stream: gets UTF-8.
        chart: positions, sizes and measures of every node.
    """
    _write(stream, node_rows(graph, chart), edge_rows(graph), directed=True)


def write_entities(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:
    """Write the co-mention network alone, undirected: entities that are named together, and how closely."""
    paired = {id_ for c in graph.co_mentions for id_ in (c.a, c.b)}
    entities = tuple(e for e in graph.entities if e.id in paired)
    part = replace(graph, papers=(), entities=entities, statements=(), results=())
    _write(stream, node_rows(part, chart), edge_rows(part), directed=False)


def _write(
    stream: IO[bytes],
    nodes: Iterable[tuple[Cell, ...]],
    edges: Iterable[tuple[Cell, ...]],
    *,
    directed: bool,
) -> None:
    node_ids = [c.name for c in NODE_COLUMNS[1:]]
    # Key ids are unique in a file; a name that nodes have too gets a prefix, its attr.name stays.
    edge_columns = (_ID_AGAIN, *EDGE_COLUMNS[3:])
    edge_ids = [f"edge_{c.name}" if c.name in node_ids else c.name for c in edge_columns]
    default = "directed" if directed else "undirected"
    pieces = chain(
        [_HEAD],
        _keys("node", node_ids, NODE_COLUMNS[1:]),
        _keys("edge", edge_ids, edge_columns),
        [f'<graph id="kg" edgedefault="{default}">\n'],
        _nodes(nodes, node_ids),
        _edges(edges, edge_ids, edge_columns),
        ["</graph>\n</graphml>\n"],
    )
    while batch := "".join(islice(pieces, _BATCH)):
        stream.write(batch.encode("utf-8"))


def _keys(target: str, ids: Sequence[str], columns: Sequence[Column]) -> Iterator[str]:
    for id_, column in zip(ids, columns, strict=True):
        yield f'<key id="{id_}" for="{target}" attr.name="{column.name}" attr.type="{column.type}"/>\n'


def _nodes(rows: Iterable[tuple[Cell, ...]], ids: Sequence[str]) -> Iterator[str]:
    head = Slot('<node id="', '">', "attribute")
    write = row_writer([head, *_data(ids, NODE_COLUMNS[1:])])
    for row in rows:
        yield write(row) + "</node>\n"


def _edges(rows: Iterable[tuple[Cell, ...]], ids: Sequence[str], columns: Sequence[Column]) -> Iterator[str]:
    heads = [("<edge id=", ""), (" source=", ""), (" target=", ""), (" label=", ">")]
    slots = [Slot(f'{before}"', f'"{after}', "attribute") for before, after in heads]
    write = row_writer([*slots, *_data(ids, columns)])
    for row in rows:
        # The id and the relation are written twice, as attributes and as data.
        yield write((*row[:4], row[0], *row[3:])) + "</edge>\n"


def _data(ids: Sequence[str], columns: Sequence[Column]) -> list[Slot]:
    kinds = ("element" if c.type == "string" else "number" for c in columns)
    return [Slot(f'<data key="{id_}">', "</data>", kind) for id_, kind in zip(ids, kinds, strict=True)]
