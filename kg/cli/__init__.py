"""The command line: thin commands over the library, the only place that prints or exits.

Every command is a file here with a ``command`` of its own; files load when they are asked for, and the
heavy libraries only when a command runs, so that ``kg --help`` is instant.
"""

import gc
import importlib
import sys

import click

from kg import __version__
from kg.errors import KgError

#: Every command, in the order of ``kg --help``, and what it does; each is a module here of the same name.
COMMANDS: dict[str, str] = {
    "build": "Build the graph and write its files.",
    "extract": "Write what each paper names, as annotated JSONL.",
    "evaluate": "Score extraction against annotated papers.",
    "stats": "Show the top entities and pairs of a built graph.",
    "export": "Write a built graph, or a part of it, in other formats.",
    "lint": "Check GraphML and GEXF files for Gephi.",
    "diff": "Show what changed between two builds.",
    "explain": "Tell why names are one entity, or how two are linked.",
    "review": "Decide what the build is unsure about.",
    "compare": "Tell whether two names are the same thing.",
    "lexicon": "Check a lexicon file of your own.",
    "query": "Ask a built graph with SPARQL: shipped questions or your own.",
    "serve": "Serve a graph: SPARQL endpoint, query page, pages of its things.",
    "validate": "Check a graph by its SHACL shapes.",
    "train": "Train a model on annotated papers.",
}


class _Commands(click.Group):
    """A group that imports a command's module when the command is asked for, and not to list it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kg.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="kg %(version)s")
def group() -> None:
    """Turn paper abstracts into a knowledge graph: SPARQL, GraphML for Gephi, interactive HTML.

    Example: kg build papers.jsonl -o output
    """


def main() -> None:
    """Run the command line; a :class:`kg.errors.KgError` becomes one line on stderr and exit status 1."""
    # A graph is millions of small values that live to the end: looking through all of them for garbage
    # every few hundred takes a tenth of a build.
    gc.set_threshold(50_000, 20, 100)
    # Nothing here draws with matplotlib, and igraph would spend a second on loading it wherever it is.
    sys.modules.setdefault("matplotlib", None)  # type: ignore[arg-type]
    try:
        group.main(prog_name="kg")
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(1)
