"""``kg export``: a built graph, or the part of it that people want, in any format."""

import os
from pathlib import Path

import click

from kg.cli import options as shared
from kg.cli import terminal
from kg.exports import FORMATS
from kg.graph.select import Selection

_NAMES = "\n".join(f"  {f.name:<11}{f.description}" for f in FORMATS.values())


@click.command("export")
@shared.built_graph
@click.option(
    "-f",
    "--format",
    "formats",
    default="graphml",
    show_default=True,
    metavar="F[,F]",
    help="Formats to write.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("export"),
    show_default=True,
    metavar="DIR",
    help="The folder to write.",
)
@click.option("--types", default="", metavar="T[,T]", help="Keep these types of entities alone.")
@click.option(
    "--min-papers", type=click.IntRange(min=0), default=0, metavar="N", help="Keep what N papers name."
)
@click.option(
    "--top",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Keep the N entities that most papers name.",
)
@click.option("--around", multiple=True, metavar="NAME", help="Keep what is near an entity; repeatable.")
@click.option(
    "--hops", type=click.IntRange(min=0), default=1, show_default=True, metavar="N", help="How near that is."
)
@click.option(
    "--collapse-variants", is_flag=True, help="Make one of an entity and its versions, sizes and variants."
)
@shared.min_confidence
@shared.base_iri
def command(
    *,
    folder: Path,
    formats: str,
    output: Path,
    types: str,
    min_papers: int,
    top: int,
    around: tuple[str, ...],
    hops: int,
    collapse_variants: bool,
    min_confidence: float,
    base_iri: str,
) -> None:
    """Write a built graph in other formats, whole or in part; every format takes the same selection.

    Example: kg export --format gexf,csv --types Model,Benchmark --min-papers 2 --around CLIP -o clip
    """
    from kg.exports import find, write
    from kg.exports.graph_json import read_graph
    from kg.graph.select import select

    names = [find(name).name for name in _parts(formats)]
    selection = Selection(
        types=_parts(types),
        min_papers=min_papers,
        top=top,
        around=around,
        hops=hops,
        collapse_variants=collapse_variants,
        min_confidence=min_confidence,
    )
    graph = select(read_graph(folder), selection)
    files = write(graph, output, formats=names, base_iri=base_iri, jobs=os.cpu_count() or 1)
    held = (("papers", graph.papers), ("entities", graph.entities), ("statements", graph.statements))
    rows = [(name, f"{len(part):,}") for name, part in (*held, ("co-mentions", graph.co_mentions))]
    rows += [(str(file), f"{file.stat().st_size / 1000:,.1f} kB") for file in files]
    terminal.print_table(rows, right=[1])


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


command.epilog = f"\b\nFormats:\n{_NAMES}"
