"""Options that several commands share, so that they are spelled and explained in one place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_FILE = click.Path(path_type=Path)

inputs: _Decorator = click.argument("inputs", nargs=-1)

model: _Decorator = click.option(
    "--model",
    default="default",
    show_default=True,
    metavar="NAME|DIR",
    help="'default', 'accurate' (slower, needs the extra), 'lexicon' (rules alone) or a folder of yours.",
)

lexicons: _Decorator = click.option(
    "--lexicon",
    "lexicons",
    type=_FILE,
    multiple=True,
    metavar="FILE",
    help="Add or override names; repeatable.",
)

jobs: _Decorator = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Processes that work at once; 0 for one per core.",
)

corrections: _Decorator = click.option(
    "--corrections",
    type=_FILE,
    metavar="FILE",
    help="Decisions of people; default: corrections.toml in the output folder.",
)

strict: _Decorator = click.option("--strict", is_flag=True, help="Stop at the first bad record.")

min_confidence: _Decorator = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="Leave out what is less sure than P, 0 to 1.",
)


def _checked_base(_: click.Context, __: click.Parameter, value: str) -> str:
    """Refuse a base before any work is done."""
    from kg.exports.rdf.names import check_base

    return check_base(value) if value else ""


base_iri: _Decorator = click.option(
    "--base-iri",
    default="",
    metavar="IRI",
    callback=_checked_base,
    help="What the IRIs of RDF formats begin with: the address that the graph is served under.",
)

#: Whatever holds triples.
rdf_source: _Decorator = click.option(
    "--graph",
    "-g",
    "source",
    type=_FILE,
    default=Path("output"),
    show_default=True,
    metavar="PATH",
    help="Output folder of a build, an RDF file or an Oxigraph store.",
)

#: The folder that holds a built graph, or its graph.json.
built_graph: _Decorator = click.option(
    "--graph",
    "-g",
    "folder",
    type=_FILE,
    default=Path("output"),
    show_default=True,
    metavar="DIR",
    help="Output folder of a build, or a graph.json.",
)
