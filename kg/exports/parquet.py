"""The graph as Parquet tables for pandas, Polars, DuckDB and Spark: the tables of the CSV export, typed."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from kg.exports.safe_text import legal
from kg.exports.tables import Cell, Column, writers

_TYPES = {"string": pa.string(), "int": pa.int64(), "double": pa.float64()}

#: Rows in one row group.
_ROWS = 100_000


def _write(stream: IO[bytes], columns: Sequence[Column], rows: Iterable[tuple[Cell, ...]]) -> None:
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


#: Write papers and entities, statements and co-mentions, every sentence, and every reported number.
write_nodes, write_edges, write_evidence, write_results = writers(_write)
