"""CSV and TSV with a header -> records. Streams.

The header names the columns (RFC 4180, dialects of spreadsheets): comma, tab, semicolon or bar between
cells, quoted cells that span lines. Columns are known by the names of :mod:`kg.papers.records`.
"""

import csv
from collections.abc import Iterator
from typing import IO

from kg.errors import Problem
from kg.papers.records import ABSTRACTS, TITLES, Listed, key_of, record_of
from kg.papers.streams import lines

_DELIMITERS = (",", "\t", ";", "|")


def is_table(head: bytes) -> bool:
    """Whether the first line names a column of titles beside others."""
    return _delimiter(_text(head.partition(b"\n")[0])) is not None


def read_table(stream: IO[bytes], name: str) -> Iterator[Listed]:
    """Yield the record or the problem of each row.

    Args:
        stream: the bytes of the table; the first line names the columns.
        name: the name of the file in sources and problems.
    """
    texts = (_text(line) if line is not None else "\0" for _, line in lines(stream))
    header = next(texts)
    delimiter = _delimiter(header) or ","
    columns = _cells(header, delimiter)
    if not {key_of(column) for column in columns} & set(ABSTRACTS):
        yield Problem("the table has no column with abstracts", f"{name}:1", "name one column abstract")
        return
    rows = csv.reader(texts, delimiter=delimiter)
    while True:
        line = rows.line_num + 2
        where = f"{name}:{line}"
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(f"the row cannot be read ({error})", where, "check the quotation marks")
            continue
        if any(cell.strip() for cell in cells):
            yield record_of(dict(zip(columns, cells, strict=False)), where=where, line=line)


def _text(line: bytes) -> str:
    return line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")


def _delimiter(header: str) -> str | None:
    """Return what separates the cells of a header line with a title column; ``None`` if it is none."""
    for delimiter in _DELIMITERS:
        cells = _cells(header, delimiter)
        if len(cells) > 1 and {key_of(cell) for cell in cells} & set(TITLES):
            return delimiter
    return None


def _cells(header: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([header.strip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return []
