"""Build a graph on Apache Spark: the stages of :mod:`kg.build`, cut where papers or names do not interact.

The functions are those of the stages; what is here brings to each of them what it needs, and no more. Every
step that is dear, or that several others begin with, is written to ``_work`` in the output first, so that an
executor that is lost costs the tasks that it ran. The triples are those of one machine, as a set; positions,
which only drawings have, are left out.
"""

from dataclasses import dataclass
from typing import Any

from kg.errors import InputError, KgError, OnProblem, OptionError, Problem, ignore
from kg.exports.looks import CO_MENTION
from kg.ontology import PAPER
from kg.report import Clock, OnProgress, Options, Report
from kg.spark.rows import SCHEMA, Frame, Row, parts

__all__ = ["build"]

#: Statements and co-mentions up to which the driver works out PageRank and communities.
MEASURED = 2_000_000
#: Bad records that are told one by one.
_TOLD = 1_000


def build(
    options: Options,
    output: str,
    *,
    on_problem: OnProblem = ignore,
    on_progress: OnProgress = lambda *_: None,
) -> Report:
    """Build the graph of ``options.inputs`` on Spark and write it to ``output``.

    Args:
        options: as for :func:`kg.build.build`; inputs and the output may be addresses of any Hadoop file
            system, and ``jobs`` is the number of cores of this machine where no cluster is configured.
        output: the folder to write: ``triples`` (N-Triples) and ``nodes``, ``edges``, ``evidence`` and
            ``results`` (Parquet). A folder is whole when ``_SUCCESS`` is in it.
        on_problem: is handed what is wrong with single records.
        on_progress: is called as stages begin.

    Returns:
        What was done; sizes of files are not known.

    Raises:
        KgError: PySpark or Java is missing, an option cannot be had on Spark, the input cannot be read, or
            a task failed too often.
    """
    from kg.spark.session import first_line, start

    _check(options, output)
    session, ours = start(jobs=options.jobs)
    from pyspark.errors import PySparkException

    run = _Run(session, options, output.rstrip("/"), on_problem, on_progress)
    try:
        return run.report()
    except PySparkException as error:
        raise KgError(f"Spark gave up ({first_line(error)})", where=output, todo="see its log") from error
    finally:
        if ours:
            session.stop()


def _check(options: Options, output: str) -> None:
    """Refuse what would be left undone."""
    from kg.spark.reading import local_path

    if options.formats:
        raise OptionError(
            "the engine spark writes N-Triples and Parquet", where="--formats", todo="leave it out"
        )
    beside = local_path(output)
    if options.corrections or (beside and (beside / "corrections.toml").exists()):
        raise OptionError(
            "the engine spark applies no corrections", where="corrections.toml", todo="build on one machine"
        )


class _Run:
    """One build, step by step."""

    def __init__(
        self, session: Any, options: Options, output: str, on_problem: OnProblem, on_progress: OnProgress
    ) -> None:
        from kg.lexicon import read_lexicon
        from kg.mentions import load_extractor
        from kg.spark.job import Job
        from kg.spark.reading import local_path

        local = local_path(output)
        self.session, self.options, self.on_problem = session, options, on_problem
        self.output = f"file://{local.resolve().as_posix()}" if local else output
        lexicon = read_lexicon(options.lexicons)
        extractor = load_extractor(model=options.model, lexicon=lexicon)
        self.own = Job(extractor, lexicon, options.min_confidence)
        self.job = session.sparkContext.broadcast(self.own)
        self.clock = Clock(on_progress)

    def report(self) -> Report:
        """Go through the stages and report."""
        with self.clock.stage("extract"):
            readings = self.read()
        with self.clock.stage("resolve"):
            placed, entities, nodes, links = self.resolve(readings)
        with self.clock.stage("assemble"):
            graph = self.assemble(placed, entities, nodes, links)
        with self.clock.stage("write"):
            self.write(graph, readings)
            counts = self.count(readings)
        return Report(counts, {}, self.clock.seconds)

    def read(self) -> Frame:
        """Read and extract every paper, and tell what could not be read."""
        from kg.papers import SAMPLE
        from kg.spark.reading import extract_papers, find_files, read_papers, share

        files = find_files(self.session, self.options.inputs or [str(file) for file in SAMPLE])
        if not files:
            raise InputError("there is no file in the input", todo="check the paths")
        tasks = share(files, self.session.sparkContext.defaultParallelism)
        # Spark merges small partitions of later steps, but never makes more than these.
        self.session.conf.set(
            "spark.sql.adaptive.coalescePartitions.initialPartitionNum", str(max(tasks, 16))
        )
        papers = read_papers(self.session, files)
        readings = self.kept("readings", extract_papers(papers, self.job, tasks=tasks))
        problems = parts(readings, "problem").limit(_TOLD).collect()
        if parts(readings, "reading").isEmpty():
            raise InputError(
                "there is no paper in the input", todo=str(_problem(problems[0])) if problems else ""
            )
        for found in sorted(problems, key=lambda row: row.key):
            self.on_problem(_problem(found))
        return readings

    def resolve(self, readings: Frame) -> tuple[Frame, Frame, Frame, Frame]:
        """Return placed mentions, entities, the entity of each node, and links."""
        from kg.spark.linking import link_entities
        from kg.spark.resolving import (
            find_definitions,
            gather_things,
            join_names,
            place_mentions,
            tell_homonyms,
        )

        book = self.kept("definitions", find_definitions(readings, self.job))
        placed = self.kept("placed", place_mentions(readings, book, self.job))
        roots = self.frame(join_names(placed, book, self.own))
        things = self.kept("things", gather_things(placed, roots, self.job))
        entities = self.kept("entities", tell_homonyms(things))
        return placed, entities, parts(things, "node"), link_entities(entities)

    def assemble(self, placed: Frame, entities: Frame, nodes: Frame, links: Frame) -> "_Graph":
        """Return the parts of the graph."""
        from kg.spark.assembling import assemble_papers, count_pairs, join_triples
        from kg.spark.writing import gather_nodes

        said = self.kept("said", assemble_papers(placed, nodes, self.job))
        own = parts(said, "statement")
        statements = own.union(self.kept("statements", join_triples(said, links)))
        pairs = self.kept("pairs", count_pairs(said, parts(said, "paper").count()))
        found = self.kept("nodes", gather_nodes(said, entities, statements, pairs))
        return _Graph(said, found, statements, pairs, parts(said, "result"))

    def write(self, graph: "_Graph", readings: Frame) -> None:
        """Write triples and tables."""
        from kg.exports.rdf.names import DEFAULT_BASE, check_base
        from kg.spark.reading import counts_of, sources_of
        from kg.spark.writing import describe_all, describe_whole, lines_of, measure_nodes, tables

        base = check_base(self.options.base or DEFAULT_BASE)
        edges = graph.statements.count() + graph.pairs.count()
        if edges > MEASURED:
            what = f"PageRank and communities are left out: {edges:,} edges are more than {MEASURED:,}"
            self.on_problem(Problem(what))
        measured = self.session.sparkContext.broadcast(
            measure_nodes(graph.nodes) if edges <= MEASURED else {}
        )
        found = (graph.nodes, graph.statements, graph.pairs, graph.results)
        whole = self.frame(describe_whole(counts_of(readings)[1], sources_of(readings), base))
        described = self.kept("described", describe_all(*found, measured=measured, base=base).union(whole))
        lines_of(described).write.mode("overwrite").text(f"{self.output}/triples")
        for name, table in tables(*found, measured=measured).items():
            table.write.mode("overwrite").parquet(f"{self.output}/{name}")

    def count(self, readings: Frame) -> dict[str, Any]:
        """Count what was written, and what it came from."""
        from kg.spark.reading import counts_of

        listed, papers, mentions, bad = counts_of(readings)
        edges = self._sizes("edges", "relation")
        return {
            "listed": listed,
            "papers": papers,
            "duplicates": listed - papers,
            "bad": bad,
            "mentions": mentions,
            "entities": {
                name: number for name, number in self._sizes("nodes", "type").items() if name != PAPER
            },
            "co_mentions": edges.pop(CO_MENTION, 0),
            "statements": edges,
            "results": self.session.read.parquet(f"{self.output}/results").count(),
        }

    def _sizes(self, table: str, column: str) -> dict[str, int]:
        rows = self.session.read.parquet(f"{self.output}/{table}").groupBy(column).count().collect()
        return dict(sorted(((row[0], row[1]) for row in rows), key=lambda pair: (-pair[1], pair[0])))

    def kept(self, name: str, frame: Frame) -> Frame:
        """Write rows, and read them back: what comes after begins here when something is lost."""
        place = f"{self.output}/_work/{name}"
        frame.write.mode("overwrite").partitionBy("part").parquet(place)
        schema = "key string, value binary, part string"
        return self.session.read.schema(schema).parquet(place).select("part", "key", "value")

    def frame(self, rows: list[Row]) -> Frame:
        """Return rows of the driver as a DataFrame."""
        return self.session.createDataFrame([tuple(row) for row in rows], SCHEMA)


@dataclass(frozen=True, slots=True)
class _Graph:
    """The parts of the graph: what papers say, nodes, statements, co-mentions and results."""

    said: Frame
    nodes: Frame
    statements: Frame
    pairs: Frame
    results: Frame


def _problem(found: Any) -> Problem:
    problem: Problem = Row(found.part, found.key, bytes(found.value)).unpack(Problem)
    return problem
