"""Readings and entities -> statements, results and co-mentions, by the functions of :mod:`kg.graph`.

A paper's own statements are whole when the paper is; statements about two entities are brought together by
their triple. Pairs of entities are counted in each partition first, then by Spark, so that hubs are spread.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from kg.graph.assembly import Found, Triple, add_link, gather, make_statements, surest_first
from kg.graph.comentions import MIN_PAPERS, STRONGEST, association
from kg.graph.ids import co_mention_id
from kg.model import CoMention, Evidence, Link, Occurrence, Paper, Reading, Resolution, Statement
from kg.spark.job import BETWEEN, node_key
from kg.spark.resolving import PlacedRow
from kg.spark.rows import Frame, Group, Row, answered, from_arrow, grouped, mapped, pack, parts, to_arrow

#: Different pairs, or entities, that are counted before rows go out.
_COUNTED = 200_000

#: A paper, and the places where it names entities.
PaperRow = tuple[Paper, list[Occurrence]]


def assemble_papers(placed: Frame, nodes: Frame, job: Any) -> Frame:
    """Return what each paper says.

    Args:
        placed: rows ``placed``.
        nodes: rows ``node``: the entity of each node.
        job: broadcast.

    Returns:
        Rows ``paper`` (:data:`PaperRow`; key: its id), ``statement`` of papers (key: id), ``triple``
        between entities (key: the triple; evidence), ``result``, ``named`` (key: paper; its entities) and
        ``sentence`` (key: entity; the surest sentence of this part of the papers that names it).
    """

    def ask(rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            _, found, _, _ = row.unpack(PlacedRow)
            yield from (Row("ask", node_key(node), row.key.encode()) for node in dict.fromkeys(found))

    def assemble_all(groups: Iterator[Group]) -> Iterator[Row]:
        least = job.value.min_confidence
        surest: dict[str, Evidence] = {}
        for _, rows in groups:
            entities: dict[str, str] = {}
            paper: PlacedRow | None = None
            for row in rows:
                if row.part == "placed":
                    paper = row.unpack(PlacedRow)
                else:
                    node, entity = row.unpack(tuple[str, str])
                    entities[node] = entity
            assert paper is not None
            assigned = tuple(entities[node_key(node)] for node in paper[1])
            yield from _assemble(paper[0], assigned, least, surest)
            if len(surest) >= _COUNTED:
                yield from _sentences(surest)
        yield from _sentences(surest)

    named = mapped(nodes, _with_key)
    return grouped(placed.union(answered(mapped(placed, ask), named)), assemble_all)


def _with_key(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        yield Row("node", row.key, pack((row.key, row.value.decode())))


def _assemble(
    reading: Reading, assigned: tuple[str, ...], least: float, surest: dict[str, Evidence]
) -> Iterator[Row]:
    """Yield what one paper says, and keep its sentences if they are surer than those before."""
    paper, found = reading.paper, Found()
    gather(reading, Resolution((), {paper.id: assigned}), least, found)
    value: PaperRow = (paper, found.occurrences)
    yield Row("paper", paper.id, pack(value))
    own = {triple: evidence for triple, evidence in found.triples.items() if triple[0] == paper.id}
    yield from _statement_rows(make_statements(own))
    for triple, evidence in found.triples.items():
        if triple[0] != paper.id:
            yield Row("triple", BETWEEN.join(triple), pack(list(evidence)))
    yield from (Row("result", result.id, pack(result)) for result in found.results.values())
    yield Row("named", paper.id, pack(sorted(found.named[paper.id])))
    for entity, sentence in found.sentence.items():
        if entity not in surest or surest_first(sentence) < surest_first(surest[entity]):
            surest[entity] = sentence


def _sentences(surest: dict[str, Evidence]) -> Iterator[Row]:
    yield from (Row("sentence", entity, pack(evidence)) for entity, evidence in surest.items())
    surest.clear()


def _statement_rows(statements: Iterable[Statement]) -> Iterator[Row]:
    yield from (Row("statement", s.id, pack(s)) for s in statements)


def join_triples(said: Frame, links: Frame) -> Frame:
    """Return a row ``statement`` for each triple of two entities, from sentences and from names."""
    linked = grouped(parts(said, "sentence").union(links), _link)
    return grouped(parts(said, "triple").union(linked), _state)


def _link(groups: Iterator[Group]) -> Iterator[Row]:
    """Find the surest sentence that names an entity, and let it speak for the entity's links."""
    for entity, rows in groups:
        sentences = [row.unpack(Evidence) for row in rows if row.part == "sentence"]
        found = Found(sentence={entity: min(sentences, key=surest_first)} if sentences else {})
        for row in rows:
            if row.part == "link":
                add_link(row.unpack(Link), found)
        for triple, evidence in found.triples.items():
            yield Row("triple", BETWEEN.join(triple), pack(list(evidence)))


def _state(groups: Iterator[Group]) -> Iterator[Row]:
    for key, rows in groups:
        evidence = {e for row in rows for e in row.unpack(list[Evidence])}
        subject, relation, object_ = key.split(BETWEEN)
        triple: Triple = (subject, relation, object_)
        yield from _statement_rows(make_statements({triple: evidence}))


def count_pairs(said: Frame, papers: int) -> Frame:
    """Return a row ``comention`` for each pair that papers name together more often than by chance."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F  # noqa: N812

    counts = parts(said, "named").mapInArrow(_count, "a string, b string, n long")
    counts = counts.groupBy("a", "b").agg(F.sum("n").alias("n"))
    # An entity by itself is a pair of one: both counts in one pass.
    alone = counts.where("b = ''").selectExpr("a AS id", "n")
    pairs = counts.where(f"b <> '' AND n >= {MIN_PAPERS}")
    pairs = pairs.join(alone.selectExpr("id AS a", "n AS of_a"), "a")
    pairs = pairs.join(alone.selectExpr("id AS b", "n AS of_b"), "b")

    def weigh(batches: Iterable[Any]) -> Iterator[Any]:
        yield from _weigh(batches, papers)

    weighed = pairs.select("a", "b", "n", "of_a", "of_b").mapInArrow(
        weigh, "a string, b string, n long, w double"
    )
    ends = weighed.selectExpr("explode(array(a, b)) AS end", "a", "b", "n", "w")
    other = F.when(F.col("end") == F.col("a"), F.col("b")).otherwise(F.col("a"))
    strongest = Window.partitionBy("end").orderBy(F.desc("w"), F.desc("n"), other)
    kept = ends.withColumn("place", F.row_number().over(strongest)).where(f"place <= {STRONGEST}")
    return (
        kept.select("a", "b", "n", "w")
        .distinct()
        .mapInArrow(_pair_rows, "part string, key string, value binary")
    )


def _count(batches: Iterable[Any]) -> Iterator[Any]:
    """Count entities and pairs of them as far as memory goes."""
    counted: Counter[tuple[str, str]] = Counter()
    for row in from_arrow(batches):
        named = row.unpack(list[str])
        counted.update((entity, "") for entity in named)
        counted.update(combinations(named, 2))
        if len(counted) >= _COUNTED:
            yield _counts(counted)
            counted.clear()
    yield _counts(counted)


def _counts(counted: Counter[tuple[str, str]]) -> Any:
    import pyarrow as pa

    a, b = ([pair[i] for pair in counted] for i in (0, 1))
    columns = [
        pa.array(a, pa.string()),
        pa.array(b, pa.string()),
        pa.array(list(counted.values()), pa.int64()),
    ]
    return pa.RecordBatch.from_arrays(columns, names=["a", "b", "n"])


def _weigh(batches: Iterable[Any], papers: int) -> Iterator[Any]:
    """Keep the pairs with a positive association."""
    import pyarrow as pa

    for batch in batches:
        a, b, n, of_a, of_b = (batch.column(i) for i in range(5))
        weight = association(n.to_numpy(), of_a.to_numpy(), of_b.to_numpy(), papers)
        kept = pa.RecordBatch.from_arrays([a, b, n, pa.array(weight)], names=["a", "b", "n", "w"])
        yield kept.filter(pa.array(weight > 0))


def _pair_rows(batches: Iterable[Any]) -> Iterator[Any]:
    def rows() -> Iterator[Row]:
        for batch in batches:
            for a, b, papers, weight in zip(*(batch.column(i).to_pylist() for i in range(4)), strict=True):
                pair = CoMention(co_mention_id(a, b), a, b, papers, weight)
                yield Row("comention", pair.id, pack(pair))

    yield from to_arrow(rows())
