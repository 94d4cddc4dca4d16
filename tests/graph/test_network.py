"""Views of the graph: networkx, and the chart that viewers share."""

import math
import os
import random
import subprocess
import sys
from dataclasses import replace
from itertools import combinations

import networkx as nx
import pytest
from graph_corpus import co_mention, small, statement

from kg.graph import Chart, chart, to_network
from kg.model import Entity, KnowledgeGraph, Paper


def circles(groups: int, size: int) -> KnowledgeGraph:
    """Return groups of entities that are dense within and tied to one another by a single hub."""
    entities = [
        Entity(f"system/e-{g:02}-{i:02}", "Model", f"E{g}-{i}") for g in range(groups) for i in range(size)
    ]
    paper = Paper("paper/p-1", "P", "P")
    pairs = [
        co_mention(a.id, b.id, 3, 0.6)
        for g in range(groups)
        for a, b in combinations(entities[g * size : (g + 1) * size], 2)
    ]
    pairs += [co_mention(entities[0].id, entities[g * size].id, 2, 0.1) for g in range(1, groups)]
    hub = tuple(statement(paper.id, "uses", entities[g * size].id, paper.id) for g in range(groups))
    return KnowledgeGraph((paper,), tuple(entities), hub, tuple(sorted(pairs, key=lambda c: c.id)))


def test_network_holds_every_node_and_edge_by_id() -> None:
    """The networkx view has the ids of the graph, papers and entities, statements and co-mentions."""
    graph = small()
    net = to_network(graph)
    assert {x.id for x in (*graph.papers, *graph.entities)} == set(net.nodes)
    assert {x.id for x in (*graph.statements, *graph.co_mentions)} == {
        key for *_, key in net.edges(keys=True)
    }
    assert dict(net.degree()) == nx.get_node_attributes(net, "degree")


def test_network_pagerank_agrees_with_networkx() -> None:
    """Ranks are those that networkx computes on statements and co-mentions both ways."""
    graph = small()
    net = nx.MultiDiGraph()
    net.add_nodes_from(x.id for x in (*graph.papers, *graph.entities))
    net.add_edges_from((s.subject, s.object, {"weight": max(s.confidence, 0.01)}) for s in graph.statements)
    for c in graph.co_mentions:
        net.add_edge(c.a, c.b, weight=max(c.npmi, 0.01))
        net.add_edge(c.b, c.a, weight=max(c.npmi, 0.01))
    expected = nx.pagerank(net, alpha=0.85, tol=1e-12, max_iter=1000)
    assert expected == pytest.approx(nx.get_node_attributes(to_network(graph), "rank"), abs=1e-6)


def test_network_communities_are_the_dense_parts() -> None:
    """Cliques tied by single edges are communities of their own, the numbering starts at 0."""
    found = nx.get_node_attributes(to_network(circles(4, 8)), "community")
    parts = {(id_.split("-")[1], number) for id_, number in found.items() if id_.startswith("system")}
    assert 4 == len(parts) == len({number for _, number in parts})
    assert 0 == min(found.values())


def test_chart_sets_communities_apart() -> None:
    """Nodes of one community stand nearer to each other than to those of others."""
    graph = circles(4, 8)
    places = {id_: p for id_, p in chart(graph).places.items() if id_.startswith("system")}
    within, between = [], []
    for (a, p), (b, q) in combinations(places.items(), 2):
        (within if a.split("-")[1] == b.split("-")[1] else between).append(math.dist((p.x, p.y), (q.x, q.y)))
    assert 2 * sum(within) / len(within) < sum(between) / len(between)


@pytest.mark.parametrize("graph", [small(), circles(6, 12)], ids=["small", "circles"])
def test_chart_draws_no_node_on_another(graph: KnowledgeGraph) -> None:
    """No two discs overlap, whatever their sizes."""
    for p, q in combinations(chart(graph).places.values(), 2):
        assert math.dist((p.x, p.y), (q.x, q.y)) >= (p.size + q.size) / 2


def test_chart_sizes_entities_by_papers() -> None:
    """What more papers name is larger; what as many name is as large."""
    places = chart(small()).places
    assert places["system/clip"].papers == places["resource/coco"].papers == 2
    assert places["system/clip"].size == places["resource/coco"].size > places["task/vqa"].size


@pytest.mark.parametrize("graph", [KnowledgeGraph(), KnowledgeGraph(papers=(Paper("paper/a", "A", "B"),))])
def test_chart_of_almost_nothing_is_no_error(graph: KnowledgeGraph) -> None:
    """An empty graph has an empty chart, one paper stands alone."""
    assert [p.id for p in graph.papers] == list(chart(graph).places)


def test_chart_does_not_depend_on_the_order_of_parts() -> None:
    """A graph whose parts come in another order gets the same chart."""
    graph = circles(3, 6)
    parts = [list(part) for part in (graph.entities, graph.statements, graph.co_mentions)]
    for part in parts:
        random.Random(7).shuffle(part)
    entities, statements, pairs = (tuple(part) for part in parts)
    mixed = replace(graph, entities=entities, statements=statements, co_mentions=pairs)  # type: ignore[arg-type]
    assert chart(graph) == chart(mixed)


def test_chart_does_not_depend_on_the_hash_seed() -> None:
    """Two processes with different hash seeds draw the same chart."""
    script = "from graph_corpus import small; from kg.graph import chart; print(chart(small()))"
    here = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
    printed = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": here},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert 1 == len(printed)
    assert Chart.__name__ in printed.pop()


def test_chart_leaves_the_source_of_chance_alone() -> None:
    """Seeding igraph does not seed the caller's own random numbers."""
    random.seed(1)
    expected = random.random()
    random.seed(1)
    chart(small())
    assert expected == random.random()
