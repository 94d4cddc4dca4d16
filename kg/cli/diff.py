"""``kg diff``: what changed between two builds."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from kg.cli import terminal
from kg.diff import Difference, compare, counts, counts_by_relation
from kg.errors import printable

#: A part of the answer: heading, names of the columns, rows.
_Part = tuple[str, Sequence[str], Sequence[Sequence[object]]]


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["table", "json", "markdown"]), default="table")
@click.option(
    "--top", type=click.IntRange(min=1), default=20, show_default=True, help="How many of each; JSON has all."
)
def command(old: Path, new: Path, form: str, top: int) -> None:
    """Show what changed from OLD to NEW: output folders of builds, or graph.json files.

    New, gone, merged, split and retyped entities, statements, and the pairs of entities that more papers
    name together than before.

    Example: kg diff last-week output --format markdown
    """
    from kg.exports.graph_json import read_graph

    _PRINTERS[form](compare(read_graph(old), read_graph(new)), top)


def _print_table(difference: Difference, top: int) -> None:
    for heading, columns, rows in _parts(difference, top):
        terminal.print_table(rows, header=columns, title=heading)
        click.echo()


def _print_markdown(difference: Difference, top: int) -> None:
    for heading, columns, rows in _parts(difference, top):
        click.echo(f"## {heading}\n")
        for row in (columns, ["---"] * len(columns), *rows):
            click.echo("| " + " | ".join(_escaped(str(cell)) for cell in row) + " |")
        click.echo()


def _print_json(difference: Difference, top: int) -> None:
    import msgspec

    del top  # everything is there
    click.echo(msgspec.json.format(msgspec.json.encode(difference), indent=2).decode())


#: Format -> what prints it.
_PRINTERS: dict[str, Callable[[Difference, int], None]] = {
    "table": _print_table,
    "json": _print_json,
    "markdown": _print_markdown,
}


def _parts(difference: Difference, top: int) -> list[_Part]:
    """Return the tables of the answer: how many of everything, then the first of each that changed."""
    d = difference
    relations = [(relation, *numbers) for relation, numbers in counts_by_relation(d).items()]
    whole: list[_Part] = [
        ("Changes", ("what", "how many"), list(counts(d).items())),
        ("Statements", ("relation", "new", "gone"), relations),
    ]
    lists: list[_Part] = [
        ("New entities", ("type", "entity", "id"), [(e.type, e.label, e.id) for e in d.new_entities]),
        ("Gone entities", ("type", "entity", "id"), [(e.type, e.label, e.id) for e in d.gone_entities]),
        ("Renamed entities", ("was", "is"), [(m.source, m.target) for m in d.renamed]),
        ("Merged entities", ("entity", "into"), [(m.source_label, m.target_label) for m in d.merged]),
        ("Split entities", ("entity", "out of"), [(m.target_label, m.source_label) for m in d.split]),
        ("Retyped entities", ("entity", "was", "is"), [(r.label, r.old_type, r.new_type) for r in d.retyped]),
        (
            "Rising pairs",
            ("before", "now", "pair"),
            [(r.before, r.now, f"{r.a_label} – {r.b_label}") for r in d.rising],
        ),
    ]
    cut = [(_heading(name, rows, top), columns, rows[:top]) for name, columns, rows in lists]
    return [part for part in (*whole, *cut) if part[2]]


def _heading(name: str, rows: Sequence[object], top: int) -> str:
    return f"{name} (first {top} of {len(rows):,})" if len(rows) > top else name


def _escaped(text: str) -> str:
    """Return paper text as Markdown that shows it and does nothing else."""
    text = printable(text)
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+!|~&" else c for c in text)
