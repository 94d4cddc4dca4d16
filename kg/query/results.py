"""An answer becomes text: CSV, TSV, JSON or XML for rows, an RDF syntax for triples.

The formats of rows are the W3C's own ("SPARQL 1.1 Query Results" in CSV and TSV, JSON, XML), written by
Oxigraph, and hold every selected variable, the bound ones too. Values stand in CSV as they are: a program
that reads numbers and titles must find them unchanged. ``write_sheet`` writes the CSV that people open in a
spreadsheet, where text from a paper could run as a formula: there such text gets an apostrophe in front, as
in the CSV tables of :mod:`kg.exports.csv_tables`.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

import pyoxigraph as ox

from kg.errors import OptionError, QueryError
from kg.exports.rdf.names import PREFIXES
from kg.exports.safe_text import spreadsheet_cell
from kg.query.engine import Answer

#: Formats of rows and of yes or no.
ROW_FORMATS: dict[str, ox.QueryResultsFormat] = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}

#: The datatypes of numbers, which a spreadsheet may take for what they are.
_NUMERIC = {f"{PREFIXES['xsd']}{kind}" for kind in ("integer", "decimal", "double", "float")}

#: Formats of triples.
TRIPLE_FORMATS: dict[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def has_triples(answer: Answer) -> bool:
    """Return whether the answer is triples, from CONSTRUCT or DESCRIBE."""
    return isinstance(answer.results, ox.QueryTriples)


def write_answer(
    answer: Answer, stream: IO[bytes], *, format_: str, prefixes: Mapping[str, str] | None = None
) -> None:
    """Write ``answer`` to ``stream``.

    Args:
        answer: what :func:`kg.query.engine.ask` returned; it is read to its end.
        stream: where to.
        format_: a key of :data:`ROW_FORMATS` or, for triples, of :data:`TRIPLE_FORMATS`.
        prefixes: shorten the IRIs of Turtle and RDF/XML.

    Raises:
        OptionError: the format does not suit the answer.
        QueryError: the query failed while it ran.
    """
    results = answer.results
    choices: Mapping[str, object] = TRIPLE_FORMATS if has_triples(answer) else ROW_FORMATS
    if format_ not in choices:
        kind = "triples" if has_triples(answer) else "rows"
        raise OptionError(
            f"{format_!r} cannot hold {kind}", where="--format", todo=f"choose from {', '.join(choices)}"
        )
    if isinstance(results, ox.QueryTriples):
        stream.write(serialize_triples(results, TRIPLE_FORMATS[format_], prefixes or {}))
        return
    try:
        results.serialize(stream, ROW_FORMATS[format_])
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query failed ({error})") from error


def write_sheet(answer: Answer, stream: IO[bytes]) -> None:
    """Write the rows of ``answer`` as CSV that is safe in a spreadsheet; numbers stay numbers.

    Raises:
        OptionError: the answer has no rows.
        QueryError: the query failed while it ran.
    """
    results = answer.results
    if not isinstance(results, ox.QuerySolutions):
        write_answer(answer, stream, format_="csv")
        return
    text = io.StringIO(newline="")
    sheet = csv.writer(text, lineterminator="\r\n")
    sheet.writerow([v.value for v in results.variables])
    try:
        sheet.writerows([[_cell(term) for term in solution] for solution in results])
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query failed ({error})") from error
    stream.write(text.getvalue().encode("utf-8", "replace"))


def _cell(term: object) -> str:
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMERIC:
        return term.value
    return spreadsheet_cell(_show(term))


def table(answer: Answer) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    """Return the header and the rows of an answer for people, without the variables that were bound.

    Yes or no is one row. IRIs are whole, missing values empty.
    """
    results = answer.results
    if isinstance(results, ox.QueryBoolean):
        return ("answer",), iter([("yes" if results else "no",)])
    assert isinstance(results, ox.QuerySolutions), "triples are no table"
    shown = [v for v in results.variables if v.value not in answer.bound]
    rows = (tuple(_show(solution[variable]) for variable in shown) for solution in results)
    return tuple(v.value for v in shown), rows


def _show(term: object) -> str:
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return "" if term is None else str(term)


def serialize_triples(
    triples: Iterable[ox.Triple], syntax: ox.RdfFormat, prefixes: Mapping[str, str]
) -> bytes:
    """Return the triples once each, in the same order every time; ``prefixes`` shorten IRIs in Turtle."""
    ordered = sorted(set(triples), key=str)
    if syntax not in {ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML}:
        return ox.serialize(ordered, format=syntax) or b""
    data: bytes = ox.serialize(ordered, format=syntax, prefixes=dict(prefixes)) or b""
    if syntax != ox.RdfFormat.TURTLE:
        return data
    # Oxigraph declares prefixes in an order that changes from run to run, and also those that nobody uses.
    lines = data.splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix")), len(lines))
    body = b"".join(lines[count:])
    used = sorted(line for line in lines[:count] if line.split()[1] in body)
    return b"".join(used) + body
