"""The graph as CSV tables (RFC 4180) for spreadsheets, pandas and Gephi's spreadsheet import.

Text that a spreadsheet would run as a formula gets an apostrophe in front.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

from kg.exports.safe_text import spreadsheet_cell
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
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=False)
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([c.name for c in columns])
    table.writerows([spreadsheet_cell(c) if isinstance(c, str) else c for c in row] for row in rows)
    text.flush()
    # The stream belongs to the caller, who closes it.
    text.detach()
