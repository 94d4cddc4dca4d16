"""The graph as CSV tables (RFC 4180) for spreadsheets, pandas and Gephi's spreadsheet import.

Text that a spreadsheet would run as a formula gets an apostrophe in front.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

from kg.exports.safe_text import spreadsheet_cell
from kg.exports.tables import Cell, Column, writers


def _write(stream: IO[bytes], columns: Sequence[Column], rows: Iterable[tuple[Cell, ...]]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=False)
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([c.name for c in columns])
    table.writerows([spreadsheet_cell(c) if isinstance(c, str) else c for c in row] for row in rows)
    text.flush()
    # The stream belongs to the caller, who closes it.
    text.detach()


#: Write papers and entities, statements and co-mentions, every sentence, and every reported number.
write_nodes, write_edges, write_evidence, write_results = writers(_write)
