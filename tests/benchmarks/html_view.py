"""How fast the HTML page is, beside stock pyvis on the same graph, in headless Chromium.

Each figure is the median of five openings. ``interactive`` is the time from opening the file until the
script has drawn the map and listens, by the page's own clock; ``panning`` moves the view in every frame for
two seconds. Stock pyvis gets the same nodes and edges through ``add_node`` and ``add_edge`` with its
default physics; it is interactive when its physics has stabilised, and is given up after a minute.
"""

import itertools
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import TimeoutError as TooSlow
from playwright.sync_api import sync_playwright

from kg.exports.html import write
from kg.graph import chart
from kg.model import CoMention, Entity, Evidence, KnowledgeGraph, Paper, Statement
from tests.chromium import launch

SEARCH = """(query) => {
  const input = document.getElementById("search");
  input.value = query;
  const before = performance.now();
  input.dispatchEvent(new Event("input"));
  document.getElementById("hits").getBoundingClientRect();
  return performance.now() - before;
}"""

FILTER = """async (patch) => {
  const before = performance.now();
  kg.go(patch);
  await new Promise(requestAnimationFrame);
  await new Promise((done) => setTimeout(done));
  return performance.now() - before;
}"""

PAN = """async () => {
  const network = kg.map.network;
  const { x, y } = network.getViewPosition();
  const scale = network.getScale();
  const start = performance.now();
  let frames = 0;
  while (performance.now() - start < 2000) {
    const [dx, dy] = [Math.sin(frames / 9) * 200 / scale, Math.cos(frames / 9) * 120 / scale];
    network.moveTo({ position: { x: x + dx, y: y + dy } });
    await new Promise(requestAnimationFrame);
    frames++;
  }
  return frames / ((performance.now() - start) / 1000);
}"""


def made_up(nodes: int, *, seed: int = 7) -> KnowledgeGraph:
    """A graph of that many nodes: a third papers, entities with long-tailed numbers of papers."""
    chance = random.Random(seed)
    text = "We train FoxNet on FoxData and test it against many others, with better results on most. " * 12
    papers = tuple(Paper(f"paper/p-{i:06}", f"A study of foxes, part {i}", text) for i in range(nodes // 3))
    kinds = ("Model", "Method", "Dataset", "Benchmark", "Task", "Metric")
    entities = tuple(
        Entity(f"system/e-{i:06}", kinds[i % 6], f"Fox{i}Net", (f"Fox Network {i}",))
        for i in range(nodes - len(papers))
    )
    statements, pairs = {}, {}
    for paper in papers:
        named = sorted(
            {
                min(int(chance.paretovariate(0.6)) * 7 % 9973 + chance.randrange(7), len(entities) - 1)
                for _ in range(10)
            }
        )
        evidence = (Evidence(paper.id, "abstract", 0, 88, text[:88], "cue:uses", 0.8),)
        for entity in named:
            key = f"statement/{paper.id[6:]}-{entity:06}"
            statements[key] = Statement(key, paper.id, "uses", entities[entity].id, 0.8, evidence)
        for a, b in itertools.pairwise(named):
            pairs[a, b] = pairs.get((a, b), 0) + 1
    together = tuple(
        CoMention(f"comention/{a:06}-{b:06}", entities[a].id, entities[b].id, n, 0.4)
        for (a, b), n in sorted(pairs.items())
    )
    return KnowledgeGraph(papers, entities, tuple(statements[k] for k in sorted(statements)), together)


def sample() -> KnowledgeGraph:
    """The graph of the bundled papers."""
    from kg.build import Options, build
    from kg.exports.graph_json import read_graph

    with tempfile.TemporaryDirectory() as folder:
        build(Options(output=Path(folder), formats=("json",)))
        return read_graph(Path(folder))


def measure(browser: Any, file: Path, times: int = 5) -> dict[str, str]:
    """Open our page ``times`` times and return the figures as text."""
    ready, searches, filters, frames = [], [], [], []
    for _ in range(times):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        ready.append(int(page.get_attribute("html", "data-ready")))
        searches += [page.evaluate(SEARCH, query) for query in ("clip", "net", "fox", "a")][1:]
        filters += [
            page.evaluate(FILTER, patch)
            for patch in ({"min": 3}, {"types": "Model,Dataset"}, {"min": 1, "types": ""})
        ]
        frames.append(page.evaluate(PAN))
        page.evaluate("kg.go({ top: -1 })")
        page.wait_for_timeout(500)
        everything = page.evaluate(PAN)
        page.close()
    return {
        "file": f"{file.stat().st_size / 1e6:.1f} MB",
        "interactive": f"{statistics.median(ready) / 1000:.2f} s",
        "search": f"{statistics.median(searches):.0f} ms",
        "filter": f"{statistics.median(filters):.0f} ms",
        "panning": f"{statistics.median(frames):.0f} frames/s",
        "panning, all nodes": f"{everything:.0f} frames/s",
    }


def measure_stock(browser: Any, graph: KnowledgeGraph, folder: Path, limit: float) -> dict[str, str]:
    """Build the same graph with stock pyvis and open it; what it wants from the network is refused."""
    from pyvis.network import Network

    start = time.perf_counter()
    network = Network(directed=True, cdn_resources="in_line")
    for thing in (*graph.papers, *graph.entities):
        network.add_node(thing.id, label=thing.title if isinstance(thing, Paper) else thing.label)
    for statement in graph.statements:
        network.add_edge(statement.subject, statement.object)
    for pair in graph.co_mentions:
        network.add_edge(pair.a, pair.b)
    file = folder / "stock.html"
    file.write_text(network.generate_html(), encoding="utf-8")
    made = time.perf_counter() - start
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(limit * 1000)
    page.route("http*://**", lambda route: route.abort())
    start = time.perf_counter()
    try:
        page.goto(file.as_uri(), wait_until="commit")
        page.wait_for_function(
            "typeof network !== 'undefined' && network.physics && network.physics.stabilized"
        )
        interactive = f"{time.perf_counter() - start:.1f} s"
    except TooSlow:
        interactive = f"not within {limit:.0f} s"
    return {
        "file": f"{file.stat().st_size / 1e6:.1f} MB",
        "writing": f"{made:.1f} s",
        "interactive": interactive,
    }


def report(title: str, figures: dict[str, str]) -> None:
    print(f"{title}: " + ", ".join(f"{name} {value}" for name, value in figures.items()), flush=True)


def run(size: int, corpus: Path | None, folder: Path, model: str) -> None:
    """Print the figures of the bundled sample and of ``size`` made-up nodes; 10,000 are what is promised."""
    with sync_playwright() as driver:
        for title, graph in (("sample", sample()), (f"{size:,} nodes", made_up(size))):
            file = folder / "graph.html"
            with file.open("wb") as stream:
                write(graph, stream, chart=chart(graph))
            browser = launch(driver)
            report(title, measure(browser, file))
            report(f"{title}, stock pyvis", measure_stock(browser, graph, folder, 60.0))
            browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        run(10_000, None, Path(name), "lexicon")
