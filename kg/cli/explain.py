"""``kg explain``: why forms are one entity, or why two entities are linked or not."""

import sys
from pathlib import Path

import click

from kg.cli import options as shared
from kg.errors import GraphError, printable
from kg.model import Entity, KnowledgeGraph, Statement


@click.command("explain")
@click.argument("names", nargs=-1, metavar="NAME [NAME]")
@shared.built_graph
@click.option(
    "--examples", type=click.IntRange(min=0), default=2, show_default=True, help="Sentences of each."
)
def command(names: tuple[str, ...], folder: Path, examples: int) -> None:
    """Explain one NAME: the forms that are joined in its entity, by which rule, in which sentences.

    With two names that are two entities: what links them, or that nothing does.

    Example: kg explain VQA
    """
    from kg.exports.graph_json import read_graph

    if not 1 <= len(names) <= 2:
        raise click.UsageError("give one name or two")
    graph = read_graph(folder)
    found = [_find(graph, name, folder) for name in names]
    if len(found) == 1:
        for entity in found[0]:
            _print_whole(graph, entity, examples)
        return
    for a in found[0]:
        for b in found[1]:
            if a.id == b.id:
                _say(f"{names[0]} and {names[1]} are one entity:")
                _print_whole(graph, a, examples, only=names)
            else:
                _print_pair(graph, a, b, examples)


def _find(graph: KnowledgeGraph, name: str, folder: Path) -> tuple[Entity, ...]:
    import difflib

    from kg.entities.explaining import find_entities

    entities = find_entities(graph, name)
    if not entities:
        near = difflib.get_close_matches(name, sorted({e.label for e in graph.entities}), n=3)
        todo = f"nearest names: {', '.join(near)}" if near else "check the spelling"
        raise GraphError(f"no entity is named {name!r}", where=str(folder), todo=todo)
    return entities


def _print_whole(graph: KnowledgeGraph, entity: Entity, examples: int, *, only: tuple[str, ...] = ()) -> None:
    from kg.entities.explaining import explain_whole

    whole = explain_whole(graph, entity, examples=examples)
    _say(f"{entity.label}  {entity.type}  {entity.id}")
    if entity.doubt:
        _say(f"  doubt: {entity.doubt}")
    for join in whole.joins:
        if only and join.surface not in only and any(j.surface in only for j in whole.joins):
            continue
        papers = "1 paper" if join.papers == 1 else f"{join.papers} papers"
        _say(f"  {join.surface}  by {join.rule}, {papers}")
        for place in whole.places.get(join.surface, ()):
            _say(f"    {place.marked(*_marks())}")
            _say(f"      {place.paper}; found by {place.rule}")
    _print_statements(graph, whole.links[:20])


def _print_pair(graph: KnowledgeGraph, a: Entity, b: Entity, examples: int) -> None:
    from kg.entities.comparing import make_comparer
    from kg.entities.explaining import explain_pair
    from kg.lexicon import read_lexicon

    pair = explain_pair(graph, a, b, examples=examples)
    verdict = make_comparer(read_lexicon()).compare(a.label, b.label, type_a=a.type, type_b=b.type)
    _say(f"{a.label} ({a.type}) and {b.label} ({b.type}) are two entities")
    _say(f"  names: {verdict.answer} by {verdict.rule}")
    if pair.statements:
        _print_statements(graph, pair.statements)
    else:
        _say("  linked by: no statement")
    _say(f"  papers that name both: {pair.papers}")
    if pair.co_mention:
        _say(f"  association: NPMI {pair.co_mention.npmi:.2f}")
    for place in pair.places:
        _say(f"    {place.marked(*_marks())}")
        _say(f"      {place.paper}")


def _print_statements(graph: KnowledgeGraph, statements: tuple[Statement, ...]) -> None:
    labels = {e.id: e.label for e in graph.entities}
    for statement in statements:
        subject, object_ = labels[statement.subject], labels[statement.object]
        first = statement.evidence[0]
        _say(f"  linked by: {subject} {statement.relation} {object_}, confidence {statement.confidence:.2f}")
        _say(f"    {first.quote}")
        _say(f"      by {first.rule} in {first.paper_id}")


def _marks() -> tuple[str, str]:
    """Return what stands before and after a name in a sentence; a terminal shows it in its own way."""
    return "»", "«"


def _say(text: str) -> None:
    click.echo(printable(text), file=sys.stdout)
