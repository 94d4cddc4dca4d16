"""The graph as two tables, nodes and edges: what every export for graph viewers and tables writes.

Column names avoid the words that Gephi's importer keeps for itself, apart from those that mean what Gephi
means (``label``, ``x``, ``y``, ``size``, ``color``, ``weight``). Numbers are never missing, so that no
column of numbers turns into text; a missing text is empty. Weights are never zero, because Gephi drops
such edges.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Literal, Protocol

from kg.exports.looks import CO_MENTION, colour, edge_colour
from kg.graph.places import Chart
from kg.model import CoMention, Entity, KnowledgeGraph, Paper, Statement
from kg.ontology import PAPER, RELATIONS

#: The portable types of columns, in the words of GraphML.
ColumnType = Literal["string", "int", "double"]

#: What a cell holds.
Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, its type and what it holds."""

    name: str
    type: ColumnType
    description: str


#: The columns of nodes; ``id`` comes first.
NODE_COLUMNS = (
    Column("id", "string", "the id of the paper or entity, the same in every export"),
    Column("label", "string", "the usual short name; of a paper its title, shortened"),
    Column("type", "string", "Paper, or the type of the entity"),
    Column("papers", "int", "how many papers name it; 1 for a paper"),
    Column("degree", "int", "how many statements and co-mentions it takes part in"),
    Column("pagerank", "double", "PageRank in the whole graph"),
    Column("community", "int", "the number of its community (Leiden), 0 for the largest"),
    Column("x", "double", "position to the right"),
    Column("y", "double", "position upwards"),
    Column("size", "double", "diameter, by papers"),
    Column("color", "string", "colour by type, #RRGGBB"),
    Column("title", "string", "the full title of a paper; the label of an entity"),
    Column("aliases", "string", "other names of an entity, separated by |"),
    Column("doubt", "string", "why a person may want to look at an entity"),
    Column("date", "string", "the date of a paper, ISO 8601, as far as known"),
    Column("authors", "string", "the authors of a paper, separated by ;"),
    Column("url", "string", "a link to the paper"),
)

#: The columns of edges; ``id``, ``source`` and ``target`` come first.
EDGE_COLUMNS = (
    Column("id", "string", "the id of the statement or co-mention, the same in every export"),
    Column("source", "string", "the id of the subject"),
    Column("target", "string", "the id of the object"),
    Column("relation", "string", "the relation, as evaluates_on; co_mentioned for co-mentions"),
    Column("label", "string", "the relation in words"),
    Column("weight", "double", "belief in a statement, or NPMI of a co-mention; above 0, at most 1"),
    Column("papers", "int", "how many papers say so, or name both"),
    Column("evidence", "int", "how many sentences say so; 0 for co-mentions"),
    Column("color", "string", "colour by relation, #RRGGBB"),
    Column("rule", "string", "what read the surest sentence; npmi for co-mentions"),
    Column("quote", "string", "the surest sentence, verbatim; empty for co-mentions"),
)

#: The columns of evidence: a row for every sentence of every statement.
EVIDENCE_COLUMNS = (
    Column("statement", "string", "the id of the statement"),
    Column("source", "string", "the id of its subject"),
    Column("relation", "string", "its relation"),
    Column("target", "string", "the id of its object"),
    Column("paper", "string", "the id of the paper"),
    Column("field", "string", "title or abstract"),
    Column("start", "int", "where the sentence begins in the field, in code points"),
    Column("end", "int", "where it ends"),
    Column("rule", "string", "what read it"),
    Column("confidence", "double", "how sure that is, 0 to 1"),
    Column("quote", "string", "the sentence, verbatim"),
)

#: The columns of results: a row for every reported number.
RESULT_COLUMNS = (
    Column("id", "string", "the id of the result"),
    Column("paper", "string", "the id of the paper"),
    Column("system", "string", "the id of what was scored; empty when the sentence names nothing"),
    Column("dataset", "string", "the id of the dataset or benchmark"),
    Column("metric", "string", "the id of the metric"),
    Column("value", "string", "the number as the paper writes it"),
    Column("unit", "string", "%, points, x or empty"),
    Column("relative", "int", "1 when it is a gain over something else, otherwise 0"),
    Column("confidence", "double", "how sure the reading is, 0 to 1"),
    Column("quote", "string", "the sentence, verbatim"),
)

#: The least weight: an edge of weight 0 would be dropped.
LEAST_WEIGHT = 0.001

#: The most characters of a title that serve as label.
LABEL_LENGTH = 60


def node_rows(graph: KnowledgeGraph, chart: Chart) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for every paper and entity, sorted by id, in the order of :data:`NODE_COLUMNS`."""
    things: Iterable[Paper | Entity] = sorted([*graph.papers, *graph.entities], key=lambda thing: thing.id)
    for thing in things:
        place = chart.places[thing.id]
        type_, label, texts = _texts(thing)
        yield (
            thing.id,
            label,
            type_,
            place.papers,
            place.degree,
            place.rank,
            place.community,
            place.x,
            place.y,
            place.size,
            colour(type_),
            *texts,
        )


def edge_rows(graph: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for every statement, then every co-mention, in the order of :data:`EDGE_COLUMNS`."""
    looks = {name: (r.wording, edge_colour(name)) for name, r in RELATIONS.items()}
    for s in graph.statements:
        wording, shade = looks.get(s.relation) or (s.relation, edge_colour(s.relation))
        yield _statement_row(s, wording, shade)
    for c in graph.co_mentions:
        yield co_mention_row(c)


def evidence_rows(graph: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for every piece of evidence, in the order of :data:`EVIDENCE_COLUMNS`."""
    for s in graph.statements:
        for e in s.evidence:
            place = (e.paper_id, e.field, e.start, e.end)
            yield (s.id, s.subject, s.relation, s.object, *place, e.rule, e.confidence, e.quote)


def result_rows(graph: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for every reported number, in the order of :data:`RESULT_COLUMNS`."""
    for r in graph.results:
        what = (r.id, r.paper_id, r.system, r.dataset, r.metric, r.value, r.unit, int(r.relative))
        yield (*what, r.evidence.confidence, r.evidence.quote)


class Writer(Protocol):
    """Writes one of the tables of a graph."""

    def __call__(self, graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:
        """Write the table to ``stream``; ``chart`` places the nodes."""


def writers(
    write: Callable[[IO[bytes], Sequence[Column], Iterable[tuple[Cell, ...]]], None],
) -> tuple[Writer, Writer, Writer, Writer]:
    """Return what writes the tables of nodes, edges, evidence and results.

    Args:
        write: writes one table, given the stream, the columns and the rows.
    """

    def nodes(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:
        write(stream, NODE_COLUMNS, node_rows(graph, chart))

    def edges(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:  # noqa: ARG001
        write(stream, EDGE_COLUMNS, edge_rows(graph))

    def evidence(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:  # noqa: ARG001
        write(stream, EVIDENCE_COLUMNS, evidence_rows(graph))

    def results(graph: KnowledgeGraph, stream: IO[bytes], *, chart: Chart) -> None:  # noqa: ARG001
        write(stream, RESULT_COLUMNS, result_rows(graph))

    return nodes, edges, evidence, results


def co_mention_row(pair: CoMention) -> tuple[Cell, ...]:
    """Return the row of a co-mention, in the order of :data:`EDGE_COLUMNS`."""
    weight = max(pair.npmi, LEAST_WEIGHT)
    shade = edge_colour(CO_MENTION)
    return (pair.id, pair.a, pair.b, CO_MENTION, "named with", weight, pair.papers, 0, shade, "npmi", "")


def short_title(title: str) -> str:
    """Return a title as label: at most :data:`LABEL_LENGTH` characters, cut between words."""
    line = " ".join(title.split())
    if len(line) <= LABEL_LENGTH:
        return line
    cut = line[: LABEL_LENGTH - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def _texts(thing: Paper | Entity) -> tuple[str, str, tuple[str, ...]]:
    """Return type, label and the textual columns from ``title`` on."""
    if isinstance(thing, Paper):
        texts = (thing.title, "", "", thing.date, "; ".join(thing.authors), thing.url)
        return PAPER, short_title(thing.title) or thing.id, texts
    return thing.type, thing.label, (thing.label, " | ".join(thing.aliases), thing.doubt, "", "", "")


def _statement_row(s: Statement, wording: str, shade: str) -> tuple[Cell, ...]:
    surest = s.evidence[0]
    papers = 1
    if len(s.evidence) > 1:
        surest = max(s.evidence, key=lambda e: e.confidence)
        papers = len({e.paper_id for e in s.evidence})
    weight = max(s.confidence, LEAST_WEIGHT)
    sentences = len(s.evidence)
    return (
        s.id,
        s.subject,
        s.object,
        s.relation,
        wording,
        weight,
        papers,
        sentences,
        shade,
        surest.rule,
        surest.quote,
    )
