"""GraphML, GEXF and the layout of a large made-up graph, against networkx's own writers.

Run: python -m tests.benchmarks.graph_files [NODES] [EDGES]

The graph has communities and hubs as real ones do. Each writer runs in a process of its own on one core,
so that the peak of its memory, above that of the graph itself, is its own. Bounds to keep on an idle
machine with 50,000 nodes and 500,000 edges: each file in 6 s and 1 GB and in half of networkx's time, the
layout in 10 s.
"""

import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx

from kg.exports import gexf, graphml
from kg.exports.tables import EDGE_COLUMNS, NODE_COLUMNS, edge_rows, node_rows
from kg.graph import Chart, Place
from kg.graph import chart as draw
from kg.graph.ids import co_mention_id, statement_id
from kg.model import CoMention, Entity, Evidence, KnowledgeGraph, Paper, Statement
from kg.ontology import TYPES, kind_name

#: How many entities a community has, and how many of all edges stay within one.
_COMMUNITY, _WITHIN = 250, 0.7


def made_up(nodes: int, edges: int) -> KnowledgeGraph:
    """Return a graph with a tenth of papers, a third of statements, and hubs by Zipf's law."""
    chance = random.Random(1)
    papers = tuple(
        Paper(
            f"paper/p-{i:08}",
            f"Paper {i} on <things> & others, of usual length",
            "A sentence.",
            (),
            "2024-05-01",
        )
        for i in range(nodes // 10)
    )
    types = list(TYPES)
    entities = tuple(
        Entity(f"{kind_name(types[i % 6])}/e-{i:08}", types[i % 6], f"Entity {i}", (f"E{i}",))
        for i in range(nodes - len(papers))
    )
    size = len(entities)

    def other(a: int) -> int:
        if chance.random() < _WITHIN:
            start = a - a % _COMMUNITY
            return min(size - 1, start + int(_COMMUNITY * chance.random() ** 3))
        return int(size * chance.random() ** 3)

    statements: dict[str, Statement] = {}
    pairs: dict[str, CoMention] = {}
    while len(statements) < edges // 3:
        paper, entity = chance.choice(papers), entities[other(chance.randrange(size))]
        evidence = Evidence(
            paper.id, "abstract", 0, 11, "A sentence, as long as sentences are. " * 4, "cue:on", 0.9
        )
        id_ = statement_id(paper.id, "uses", entity.id)
        statements[id_] = Statement(id_, paper.id, "uses", entity.id, 0.9, (evidence,))
    while len(statements) + len(pairs) < edges:
        i = chance.randrange(size)
        a, b = sorted((entities[i].id, entities[other(i)].id))
        if a != b:
            pairs[co_mention_id(a, b)] = CoMention(
                co_mention_id(a, b), a, b, chance.randint(2, 9), chance.random()
            )
    return KnowledgeGraph(
        papers,
        tuple(sorted(entities, key=lambda e: e.id)),
        tuple(statements[id_] for id_ in sorted(statements)),
        tuple(pairs[id_] for id_ in sorted(pairs)),
    )


def measured(name: str, work: Callable[[], object]) -> float:
    """Run ``work`` in a process of its own and print its processor time and what it adds to the memory."""

    def run(answers: "multiprocessing.Queue[tuple[float, float]]") -> None:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begin = time.process_time()
        work()
        seconds = time.process_time() - begin
        answers.put((seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024))

    context = multiprocessing.get_context("fork")
    answers: multiprocessing.Queue[tuple[float, float]] = context.Queue()
    process = context.Process(target=run, args=(answers,))
    process.start()
    seconds, megabytes = answers.get()
    process.join()
    print(f"  {name:32} {seconds:7.2f} s  {megabytes:7.0f} MB more", flush=True)
    return seconds


def theirs(graph: KnowledgeGraph, places: Chart) -> "nx.MultiDiGraph[str]":
    """Return the same tables as a networkx graph, keys being numbers, which its writers need."""
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = [c.name for c in NODE_COLUMNS]
    for row in node_rows(graph, places):
        net.add_node(str(row[0]), **dict(zip(names[1:], row[1:], strict=True)))
    names = [c.name for c in EDGE_COLUMNS]
    for row in edge_rows(graph):
        net.add_edge(str(row[1]), str(row[2]), **dict(zip(names[3:], row[3:], strict=True)))
    return net


def main(nodes: int = 50_000, edges: int = 500_000) -> None:
    """Print the rows."""
    print(f"{nodes:,} nodes, {edges:,} edges; processor time", flush=True)
    graph = made_up(nodes, edges)
    things = [x.id for x in (*graph.papers, *graph.entities)]
    places = Chart(
        {id_: Place(1.25 * i, -2.5 * i, 4.2, 0.00002, 5, i % 99, 3) for i, id_ in enumerate(things)}
    )
    measured("measures and layout by kg", lambda: draw(graph))
    net = theirs(graph, places)
    with tempfile.TemporaryDirectory() as folder:
        for name, module, writer in (("GraphML", graphml, nx.write_graphml), ("GEXF", gexf, nx.write_gexf)):
            file = Path(folder) / "x"

            def ours(module: object = module, file: Path = file) -> None:
                with file.open("wb") as stream:
                    module.write(graph, stream, chart=places)  # type: ignore[attr-defined]

            mine = measured(f"{name} by kg", ours)
            other = measured(f"{name} by networkx", lambda w=writer, f=file: w(net, f))  # type: ignore[misc]
            print(f"  {name}: {mine / other:.2f} of networkx's time", flush=True)


def run(size: int, corpus: Path | None, folder: Path, model: str) -> None:
    """Print the rows for a graph of ``size`` nodes and ten times as many edges."""
    main(size, 10 * size)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
