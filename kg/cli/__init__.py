"""The command line: thin commands over the library, the only place that prints or exits.

Every command is a file here with a ``command`` of its own; files load when they are asked for, and the
heavy libraries only when a command runs, so that ``kg --help`` is instant.
"""

import importlib
import sys

import click

from kg import __version__
from kg.errors import KgError

#: Every command, in the order of ``kg --help``, with the module that holds it.
COMMANDS: dict[str, str] = {
    "build": "kg.cli.build",
    "extract": "kg.cli.extract",
    "evaluate": "kg.cli.evaluate",
    "stats": "kg.cli.stats",
    "export": "kg.cli.export",
    "lint": "kg.cli.lint",
    "diff": "kg.cli.diff",
    "explain": "kg.cli.explain",
    "review": "kg.cli.review",
    "compare": "kg.cli.compare",
    "lexicon": "kg.cli.lexicon",
    "query": "kg.cli.query",
    "serve": "kg.cli.serve",
    "validate": "kg.cli.validate",
    "train": "kg.cli.train",
}


class _Commands(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(module).command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="kg %(version)s")
def group() -> None:
    """Turn paper abstracts into a knowledge graph: SPARQL, GraphML for Gephi, interactive HTML.

    Example: kg build papers.jsonl -o output
    """


def main() -> None:
    """Run the command line; a :class:`kg.errors.KgError` becomes one line on stderr and exit status 1."""
    try:
        group.main(prog_name="kg")
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(1)
