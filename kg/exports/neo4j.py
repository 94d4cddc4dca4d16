"""The graph as CSV for ``neo4j-admin database import`` (Neo4j Operations Manual, "Import").

Load it with::

    neo4j-admin database import full --nodes=neo4j-nodes.csv --relationships=neo4j-edges.csv

Nodes are labelled ``Paper``, or ``Entity`` and their type; relationship types are relations in capitals.
Line breaks within text become spaces, since the importer takes none unless it is told to. Text is not
changed against spreadsheet formulas: these files are for the database; ``csv`` is for spreadsheets.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from kg.exports.safe_text import legal
from kg.exports.tables import EDGE_COLUMNS, NODE_COLUMNS, Cell, edge_rows, node_rows
from kg.graph.places import Chart
from kg.model import KnowledgeGraph
from kg.ontology import PAPER

_TYPES = {"string": "", "int": ":long", "double": ":double"}

#: The columns that only drawing needs.
_DRAWING = {"x", "y", "size", "color"}


def write_nodes(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:
    """Write papers and entities: id, label or labels, and properties."""
    kept = [(i, c) for i, c in enumerate(NODE_COLUMNS) if c.name not in _DRAWING | {"id"}]
    type_ = next(i for i, c in enumerate(NODE_COLUMNS) if c.name == "type")
    header = ["id:ID", ":LABEL", *(c.name + _TYPES[c.type] for _, c in kept)]
    rows = node_rows(graph, chart)
    _write(stream, header, ([r[0], _labels(str(r[type_])), *(r[i] for i, _ in kept)] for r in rows))


def write_edges(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:  # noqa: ARG001
    """Write statements and co-mentions: ends, type and properties."""
    kept = [(i, c) for i, c in enumerate(EDGE_COLUMNS) if c.name not in _DRAWING | {"source", "target"}]
    header = [":START_ID", ":END_ID", ":TYPE", *(c.name + _TYPES[c.type] for _, c in kept)]
    rows = edge_rows(graph)
    _write(stream, header, ([r[1], r[2], str(r[3]).upper(), *(r[i] for i, _ in kept)] for r in rows))


def _labels(type_name: str) -> str:
    return type_name if type_name == PAPER else f"Entity;{type_name}"


def _write(stream: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(header)
    table.writerows(_flat(rows))
    text.flush()
    # The stream belongs to the caller, who closes it.
    text.detach()


def _flat(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [" ".join(legal(c).splitlines()) if isinstance(c, str) else c for c in row]
