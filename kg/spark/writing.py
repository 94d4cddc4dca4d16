"""The parts of a graph -> partitioned N-Triples and Parquet, by the functions of :mod:`kg.exports`.

Papers and entities are brought together with what is stated of them, so each subject is described in one
place. A sentence may be evidence in several places; such descriptions are equal, and one of them is kept.
"""

import io
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from kg.exports.rdf.describe import describe, describe_dataset
from kg.exports.rdf.lines import write_lines
from kg.exports.rdf.names import DEFAULT_BASE, VOCABULARY, iri
from kg.exports.rdf.terms import Description
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
from kg.graph import Chart, Place
from kg.graph.measures import measure
from kg.model import CoMention, Entity, KnowledgeGraph, Occurrence, Paper, Result, Statement
from kg.spark.assembling import PaperRow
from kg.spark.rows import Frame, Group, Row, from_arrow, grouped, mapped, pack, parts

#: Things that are described, or written as rows, at a time.
_TOGETHER = 500
#: Different ids that are counted before rows go out.
_COUNTED = 200_000
#: Columns of nodes that only a drawing has, and those that only a graph that was measured has.
_DRAWN, _MEASURED = frozenset({"x", "y", "size", "color"}), frozenset({"pagerank", "community"})

#: The first parts of ids of things that stand in several parts of a graph.
_REPEATED = ("evidence", "sentence", "source")

#: A node as it travels: paper with the places where it names entities, or entity; its statements and
#: co-mentions without evidence; how many papers name it; in how many statements and co-mentions it is.
Node = tuple[PaperRow | None, Entity | None, list[Statement], list[CoMention], int, int]

#: PageRank and community by id; nothing for a graph that was too large to measure.
Measured = dict[str, tuple[float, int]]


def gather_nodes(said: Frame, entities: Frame, statements: Frame, pairs: Frame) -> Frame:
    """Return a row ``node`` (:data:`Node`) for each paper, and each entity that something is said of."""
    edges = mapped(statements.union(pairs).union(parts(said, "named")), _ends)
    return grouped(parts(said, "paper").union(parts(entities, "entity")).union(edges), _nodes)


def _ends(rows: Iterator[Row]) -> Iterator[Row]:
    """Send edges to the nodes that they are described with, and counts to all others."""
    counted: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.part == "statement":
            statement = replace(row.unpack(Statement), evidence=())
            yield Row("statement", statement.subject, pack(statement))
            counted[statement.object, "degree"] += 1
        elif row.part == "comention":
            pair = row.unpack(CoMention)
            yield from (Row("comention", end, row.value) for end in (pair.a, pair.b))
        else:
            counted.update((entity, "papers") for entity in row.unpack(list[str]))
        if len(counted) >= _COUNTED:
            yield from _counts(counted)
    yield from _counts(counted)


def _counts(counted: Counter[tuple[str, str]]) -> Iterator[Row]:
    yield from (Row(what, ident, pack(number)) for (ident, what), number in counted.items())
    counted.clear()


def _nodes(groups: Iterator[Group]) -> Iterator[Row]:
    for key, rows in groups:
        found: dict[str, list[Row]] = {}
        for row in rows:
            found.setdefault(row.part, []).append(row)
        paper = found["paper"][0].unpack(PaperRow) if "paper" in found else None
        entity = found["entity"][0].unpack(Entity) if "entity" in found else None
        statements = [row.unpack(Statement) for row in found.get("statement", ())]
        pairs = [row.unpack(CoMention) for row in found.get("comention", ())]
        papers = sum(row.unpack(int) for row in found.get("papers", ()))
        stated = len(statements) + sum(row.unpack(int) for row in found.get("degree", ()))
        if paper or stated:
            value: Node = (paper, entity, statements, pairs, 1 if paper else papers, stated + len(pairs))
            yield Row("node", key, pack(value))


def measure_nodes(nodes: Frame) -> Measured:
    """Measure the whole graph in the driver, without texts."""
    rows = [Row(found.part, found.key, bytes(found.value)) for found in mapped(nodes, _bare).collect()]
    graph, _ = _part(rows, {})
    found = measure(graph)
    return dict(zip(found.ids, zip(found.rank, found.community, strict=True), strict=True))


def _bare(rows: Iterator[Row]) -> Iterator[Row]:
    """Take the texts from nodes."""
    for row in rows:
        paper, entity, statements, pairs, papers, degree = row.unpack(Node)
        named: PaperRow | None = (Paper(row.key, "", ""), []) if paper else None
        bare: Node = (
            named,
            replace(entity, aliases=()) if entity else None,
            statements,
            pairs,
            papers,
            degree,
        )
        yield Row("node", row.key, pack(bare))


def describe_all(
    nodes: Frame, statements: Frame, pairs: Frame, results: Frame, *, measured: Any, base: str = DEFAULT_BASE
) -> Frame:
    """Return N-Triples: a row ``once`` for each thing, and ``many`` for what stands in several places."""

    def describe_nodes(rows: Iterator[Row]) -> Iterator[Row]:
        for some in _batches(rows):
            graph, chart = _part(some, measured.value)
            hidden = {s.id for s in graph.statements} | {c.id for c in graph.co_mentions}
            yield from _blocks(graph, base, hidden=hidden, chart=chart if measured.value else None)

    def describe_edges(rows: Iterator[Row]) -> Iterator[Row]:
        for some in _batches(rows):
            yield from _blocks(_edges(some), base)

    return mapped(nodes, describe_nodes).union(mapped(statements.union(pairs).union(results), describe_edges))


def lines_of(described: Frame) -> Frame:
    """Return the lines of N-Triples, each once, as a text."""
    every = parts(described, "once").union(parts(described, "many").dropDuplicates(["key"]))
    return every.selectExpr("CAST(value AS STRING) AS value")


def describe_whole(papers: int, sources: Iterable[str], base: str = DEFAULT_BASE) -> list[Row]:
    """Return what is said of the graph itself, as :func:`describe_all`."""
    return [_block(d, "once") for d in describe_dataset(papers, sources, base=base)]


def _blocks(
    graph: KnowledgeGraph, base: str, *, hidden: Collection[str] = (), chart: Chart | None = None
) -> Iterator[Row]:
    """Describe a part of the graph, apart from itself and from ``hidden``, which are described elsewhere."""
    elsewhere = {iri(base, ident) for ident in hidden} | {
        d.subject for d in describe_dataset(0, (), base=base)
    }
    repeated = (*(iri(base, f"{part}/") for part in _REPEATED), VOCABULARY)
    for description in describe(graph, chart=chart, base=base):
        if description.subject not in elsewhere:
            yield _block(description, "many" if description.subject.startswith(repeated) else "once")


def _block(description: Description, part: str) -> Row:
    stream = io.BytesIO()
    write_lines([description], stream)
    return Row(part, str(description.subject), stream.getvalue().rstrip(b"\n"))


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(islice(rows, _TOGETHER)):
        yield some


def _part(rows: Iterable[Row], measured: Measured) -> tuple[KnowledgeGraph, Chart]:
    """Return the part of the graph around some nodes, with their measures."""
    papers, entities = list[Paper](), list[Entity]()
    statements, pairs, places = list[Statement](), dict[str, CoMention](), dict[str, Place]()
    occurrences: list[Occurrence] = []
    for row in rows:
        paper, entity, said, named, naming, degree = row.unpack(Node)
        if paper:
            papers.append(paper[0])
            occurrences += paper[1]
        entities += [entity] if entity else []
        statements += said
        pairs.update((pair.id, pair) for pair in named)
        rank, community = measured.get(row.key, (0.0, 0))
        places[row.key] = Place(0.0, 0.0, 0.0, rank, degree, community, naming)
    graph = KnowledgeGraph(
        tuple(papers),
        tuple(entities),
        tuple(statements),
        tuple(pairs.values()),
        occurrences=tuple(occurrences),
    )
    return graph, Chart(places)


def _edges(rows: Sequence[Row]) -> KnowledgeGraph:
    return KnowledgeGraph(
        statements=tuple(row.unpack(Statement) for row in rows if row.part == "statement"),
        co_mentions=tuple(row.unpack(CoMention) for row in rows if row.part == "comention"),
        results=tuple(row.unpack(Result) for row in rows if row.part == "result"),
    )


def tables(
    nodes: Frame, statements: Frame, pairs: Frame, results: Frame, *, measured: Any
) -> dict[str, Frame]:
    """Return the tables of the Parquet export by name, with its columns, apart from those of drawings."""

    def nodes_of(rows: Sequence[Row]) -> Iterator[tuple[Cell, ...]]:
        return node_rows(*_part(rows, measured.value))

    left_out = _DRAWN if measured.value else _DRAWN | _MEASURED
    wanted = [c.name for c in NODE_COLUMNS if c.name not in left_out]
    return {
        "nodes": _table(nodes, NODE_COLUMNS, nodes_of).select(*wanted),
        "edges": _table(statements.union(pairs), EDGE_COLUMNS, lambda rows: edge_rows(_edges(rows))),
        "evidence": _table(statements, EVIDENCE_COLUMNS, lambda rows: evidence_rows(_edges(rows))),
        "results": _table(results, RESULT_COLUMNS, lambda rows: result_rows(_edges(rows))),
    }


_TYPES = {"string": "string", "int": "bigint", "double": "double"}


def _table(
    frame: Frame, columns: Sequence[Column], cells: Callable[[Sequence[Row]], Iterator[tuple[Cell, ...]]]
) -> Frame:
    """Return a typed table, as :mod:`kg.exports.parquet` writes it."""

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa

        types = {"string": pa.string(), "int": pa.int64(), "double": pa.float64()}
        schema = pa.schema([(c.name, types[c.type]) for c in columns])
        for some in _batches(from_arrow(batches)):
            found = list(cells(some))
            if found:
                arrays = [
                    pa.array([legal(v) for v in values] if c.type == "string" else values, types[c.type])
                    for c, values in zip(columns, zip(*found, strict=True), strict=True)
                ]
                yield pa.RecordBatch.from_arrays(arrays, schema=schema)

    return frame.mapInArrow(run, ", ".join(f"`{c.name}` {_TYPES[c.type]}" for c in columns))
