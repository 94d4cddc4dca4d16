"""The graph as Cytoscape JSON (``.cyjs``) for Cytoscape desktop and Cytoscape.js, with positions.

Cytoscape's y axis points down, so y changes its sign. ``name`` and ``interaction`` are the columns that its
default style labels nodes and edges with.
"""

from typing import IO

import msgspec

from kg.exports.safe_text import legal
from kg.exports.tables import EDGE_COLUMNS, NODE_COLUMNS, Cell, Column, edge_rows, node_rows
from kg.graph.places import Chart
from kg.model import KnowledgeGraph


def write(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:
    """Write papers, entities, statements and co-mentions as one JSON object, an element a line."""
    encode = msgspec.json.Encoder().encode
    stream.write(b'{"format_version":"1.0","generated_by":"kg","data":{"name":"kg"},"elements":{\n"nodes":[')
    separator = b"\n"
    for row in node_rows(graph, chart):
        data = _data(row, NODE_COLUMNS)
        place = {"x": data.pop("x"), "y": -float(data.pop("y"))}
        data["name"] = data["shared_name"] = data["label"]
        stream.write(separator + encode({"data": data, "position": place}))
        separator = b",\n"
    stream.write(b'\n],\n"edges":[')
    separator = b"\n"
    for row in edge_rows(graph):
        data = _data(row, EDGE_COLUMNS)
        data["interaction"] = data["relation"]
        stream.write(separator + encode({"data": data}))
        separator = b",\n"
    stream.write(b"\n]}}\n")


def _data(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> dict[str, Cell]:
    return {
        c.name: legal(cell) if isinstance(cell, str) else cell for c, cell in zip(columns, row, strict=True)
    }
