"""``kg lexicon``: work with lexicon files of one's own."""

import sys
from pathlib import Path

import click


@click.group("lexicon")
def command() -> None:
    """Work with lexicon files: known names, their types and their other names.

    A lexicon is a table with tab-separated columns

    \b
    name        type     aliases
    FoxNet      Model    Fox Network|FXN
    Figure 1    never

    or the same as TOML, [[entry]] tables with name, type and a list of aliases.
    Commands that read papers take it with --lexicon.

    Example: kg lexicon check names.tsv
    """  # noqa: D301 - click wants the character itself


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Look for mistakes in FILE: duplicates, aliases that collide, unknown types.

    Prints one line for each, and exits with status 1 if there are any.

    Example: kg lexicon check names.tsv
    """
    from kg.entities.checking import check_lexicon
    from kg.errors import printable
    from kg.lexicon import read_entries

    entries = read_entries(file)
    problems = check_lexicon(entries)
    for problem in problems:
        click.echo(printable(str(problem)))
    click.echo(f"{file}: entries {len(entries):,}, problems {len(problems):,}", err=True)
    if problems:
        sys.exit(1)
