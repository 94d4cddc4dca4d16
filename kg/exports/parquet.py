"""The graph as Parquet tables for pandas, Polars, DuckDB and Spark: the tables of the CSV export, typed."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from kg.exports.safe_text import legal
from kg.exports.tables import (
    EDGE_COLUMNS,
    EVIDENCE_COLUMNS,
    NODE_COLUMNS,
    RESULT_COLUMNS,
    Cell,
    Column,
    edge_rows,
    evidence_rows,
    node_rows,
    result_rows,
)
from kg.graph.places import Chart
from kg.model import KnowledgeGraph

_TYPES = {"string": pa.string(), "int": pa.int64(), "double": pa.float64()}

#: Rows in one row group.
_ROWS = 100_000


def write_nodes(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:
    """Write papers and entities with all columns of :data:`kg.exports.tables.NODE_COLUMNS`."""
    _write(stream, NODE_COLUMNS, node_rows(graph, chart))


def write_edges(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:  # noqa: ARG001
    """Write statements and co-mentions with all columns of :data:`kg.exports.tables.EDGE_COLUMNS`."""
    _write(stream, EDGE_COLUMNS, edge_rows(graph))


def write_evidence(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:  # noqa: ARG001
    """Write every sentence of every statement."""
    _write(stream, EVIDENCE_COLUMNS, evidence_rows(graph))


def write_results(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:  # noqa: ARG001
    """Write every reported number."""
    _write(stream, RESULT_COLUMNS, result_rows(graph))


def _write(stream: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    """Write rows in groups, each column with its description, so that memory stays small."""
    schema = pa.schema(
        [
            pa.field(c.name, _TYPES[c.type], nullable=False, metadata={"description": c.description})
            for c in columns
        ]
    )
    rows = iter(rows)
    with pq.ParquetWriter(stream, schema, compression="zstd") as table:
        while group := list(islice(rows, _ROWS)):
            cells = [
                [legal(cell) for cell in column] if spec.type == "string" else list(column)
                for spec, column in zip(columns, zip(*group, strict=True), strict=True)
            ]
            table.write_table(pa.table(cells, schema=schema))
