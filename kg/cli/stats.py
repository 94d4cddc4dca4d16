"""``kg stats``: the top of a built graph at a glance."""

from collections import Counter, defaultdict
from pathlib import Path

import click

from kg.cli import options as shared
from kg.cli import terminal
from kg.model import KnowledgeGraph
from kg.ontology import TYPES


@click.command("stats")
@shared.built_graph
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many of each.")
def command(folder: Path, top: int) -> None:
    """Show the entities that most papers name, by type, and the strongest co-mentions.

    Example: kg stats --graph output --top 5
    """
    from kg.exports.graph_json import read_graph

    graph = read_graph(folder)
    papers = _papers_by_entity(graph)
    for type_ in TYPES.values():
        ranked = sorted(
            (-papers[e.id], e.label, e.id) for e in graph.entities if e.type == type_.name and papers[e.id]
        )
        rows = [(-count, label) for count, label, _ in ranked[:top]]
        terminal.print_table(rows, title=f"{type_.plural} by papers", right=[0])
        click.echo()
    labels = {e.id: e.label for e in graph.entities}
    strongest = sorted(graph.co_mentions, key=lambda c: (-c.papers * max(c.npmi, 0.0), c.id))
    pairs = [(c.papers, f"{c.npmi:.2f}", f"{labels[c.a]} – {labels[c.b]}") for c in strongest[:top]]
    terminal.print_table(
        pairs, header=("papers", "NPMI", "pair"), title="Strongest co-mentions", right=[0, 1]
    )


def _papers_by_entity(graph: KnowledgeGraph) -> Counter[str]:
    """Count the papers that state anything about each entity."""
    known = {p.id for p in graph.papers}
    named: dict[str, set[str]] = defaultdict(set)
    for statement in graph.statements:
        if statement.subject in known:
            named[statement.object].add(statement.subject)
    return Counter({entity: len(papers) for entity, papers in named.items()})
