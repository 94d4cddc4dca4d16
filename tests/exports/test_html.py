"""The HTML export as a file: what stands in it, and that nothing can break out of its place."""

import io
import json
import re
from itertools import combinations
from math import hypot
from pathlib import Path
from statistics import mean

import pytest

from kg.exports.graph_json import read_graph
from kg.exports.html import write
from kg.exports.html.opening import order_nodes
from kg.exports.html.page import FOLDER, embed
from kg.exports.html.projection import project
from kg.graph import chart
from kg.model import CoMention, Entity, Evidence, KnowledgeGraph, Paper, Statement

HOSTILE = "</script><script>alert(1)</script><!-- {{ 7*7 }} {% raw %} \u202e\u2028 href=x onerror=alert(1) 🦊"


def graph_of(title: str = "FoxNet sees foxes", label: str = "FoxNet") -> KnowledgeGraph:
    """Two papers that name a model and a data set."""
    papers = (
        Paper("paper/a-1", title, f"We propose {label}. It uses FoxData."),
        Paper("paper/b-2", "Foxes again", f"🦊 {label} is tested on FoxData."),
    )
    entities = (Entity("resource/foxdata", "Dataset", "FoxData"), Entity("system/foxnet", "Model", label))

    def evidence(paper: Paper, start: int) -> Evidence:
        quote = paper.abstract[start:]
        return Evidence(paper.id, "abstract", start, len(paper.abstract), quote, "cue:test", 0.9)

    statements = (
        Statement("statement/1", "paper/a-1", "introduces", "system/foxnet", 0.9, (evidence(papers[0], 0),)),
        Statement(
            "statement/2", "paper/b-2", "evaluates_on", "resource/foxdata", 0.5, (evidence(papers[1], 2),)
        ),
    )
    return KnowledgeGraph(
        papers, entities, statements, (CoMention("comention/1", "resource/foxdata", "system/foxnet", 2, 0.5),)
    )


def page_of(graph: KnowledgeGraph) -> str:
    stream = io.BytesIO()
    write(graph, stream, chart=chart(graph))
    return stream.getvalue().decode("utf-8")


def data_of(page: str, name: str) -> object:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_page_holds_every_id() -> None:
    """Every paper, entity, statement and co-mention of the graph is in the page."""
    graph = graph_of()
    details = data_of(page_of(graph), "details")
    assert isinstance(details, dict)
    assert details["ids"] == [thing.id for thing in (*graph.papers, *graph.entities)]
    assert details["statements"]["id"] == [s.id for s in graph.statements]
    assert details["together"]["id"] == [c.id for c in graph.co_mentions]


def test_page_counts_offsets_in_utf16() -> None:
    """A sentence after a character outside the basic plane begins where JavaScript finds it."""
    graph = graph_of()
    details = data_of(page_of(graph), "details")
    assert isinstance(details, dict)
    paper, field, start, end, *_ = details["statements"]["evidence"][1][0]
    abstract = graph.papers[1].abstract
    encoded = abstract.encode("utf-16-le")
    assert (paper, field) == (1, 1)
    assert encoded[start * 2 : end * 2].decode("utf-16-le") == graph.statements[1].evidence[0].quote


def test_page_is_the_same_twice() -> None:
    """Equal graphs give equal bytes."""
    assert page_of(graph_of()) == page_of(graph_of())


def test_page_has_nothing_to_load() -> None:
    """No element of the page has an address to load from, and the policy forbids connections."""
    page = page_of(graph_of())
    frame = re.sub(r"<script.*?</script>|<style.*?</style>", "", page, flags=re.DOTALL)
    assert re.findall(r"""\b(?:src|srcset|action|poster)=["'][^"']*""", frame) == []
    assert re.findall(r'href="(?!#|data:,")[^"]*', frame) == []
    assert "default-src &#39;none&#39;" in page
    assert "sourceMappingURL" not in page


def test_page_keeps_hostile_text_in_its_place() -> None:
    """Text that looks like markup or a template stays data."""
    page, plain = page_of(graph_of(title=HOSTILE, label=HOSTILE)), page_of(graph_of())
    assert page.count("<script") == plain.count("<script")
    assert page.count("<!--") == plain.count("<!--")
    assert not re.search("[\u202a-\u202e\u2028\u2029]", page)
    nodes = data_of(page, "nodes")
    assert isinstance(nodes, list)
    assert nodes[0]["label"] == HOSTILE


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028", "\u202e", "&", "plain"])
def test_embed_is_read_back(text: str) -> None:
    """What is embedded is the same value when read as JSON."""
    assert json.loads(embed([text])) == [text]
    assert b"<" not in embed([text])


def test_order_begins_with_each_type_and_community() -> None:
    """The first view holds the best of each type and of the heaviest communities, the rest goes by rank."""
    types = ["Model"] * 30 + ["Metric"]
    ranks = [float(40 - i) for i in range(30)] + [0.0]
    communities = [0] * 29 + [1, 0]
    order = order_nodes(types, ranks, communities, [0] * 31, first=15)
    assert sorted(order) == list(range(31))
    assert {29, 30} <= set(order[:15])
    assert order[15:] == sorted(order[15:], key=lambda i: -ranks[i])


def test_sample_page_is_small_and_whole(built: Path) -> None:
    """The page of the bundled sample stays under 4 MB and holds every id of the lossless graph."""
    file = built / "graph.html"
    assert file.stat().st_size < 4_000_000
    graph = read_graph(built)
    details = data_of(file.read_text(encoding="utf-8"), "details")
    assert isinstance(details, dict)
    assert set(details["ids"]) == {thing.id for thing in (*graph.papers, *graph.entities)}
    assert details["statements"]["id"] == [s.id for s in graph.statements]
    assert sum(len(flat) for flat in details["named"]) == 4 * len(graph.occurrences)


def test_scripts_are_listed_and_small() -> None:
    """Every script is part of the page, none is over 300 lines, and none makes markup from text."""
    folder = FOLDER / "js"
    listed = (folder / "order.txt").read_text(encoding="utf-8").split()
    assert sorted(listed) == sorted(file.name for file in folder.glob("*.js"))
    for name in listed:
        text = (folder / name).read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 300, name
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|</script", text
        ), name


def test_projection_keeps_the_first_view_apart() -> None:
    """However crowded the chart, nodes of the first view get places of their own."""
    crowd = [(i % 5 * 1e-3, i // 5 * 1e-3) for i in range(60)]
    drawn = project(crowd, [i // 20 for i in range(60)], list(range(40)))
    assert len(drawn) == 60
    nearest = min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(drawn[:40], 2))
    assert nearest > 10


def test_projection_keeps_communities_together() -> None:
    """The nodes of a community lie nearer to their own middle than to that of another."""
    points = [(i * 0.1, 0.0) for i in range(30)] + [(100 + i * 0.1, 0.0) for i in range(30)]
    drawn = project(points, [0] * 30 + [1] * 30, [])
    middles = [(mean(x for x, _ in part), mean(y for _, y in part)) for part in (drawn[:30], drawn[30:])]
    for i, (x, y) in enumerate(drawn):
        own, other = middles[i // 30], middles[1 - i // 30]
        assert hypot(x - own[0], y - own[1]) < hypot(x - other[0], y - other[1])


@pytest.mark.parametrize("number", [0, 1, 2])
def test_tiny_graphs_have_a_page(number: int) -> None:
    """A graph without papers, or with one or two, is written like any other."""
    papers = tuple(Paper(f"paper/{i}", f"Title {i}", "Text.") for i in range(number))
    details = data_of(page_of(KnowledgeGraph(papers)), "details")
    assert isinstance(details, dict)
    assert details["ids"] == [p.id for p in papers]
