"""``kg lint``: what Gephi and Gephi Lite would drop, merge, misread or refuse."""

import sys
from pathlib import Path

import click

from kg.errors import printable
from kg.exports.lint import RULES, Effect, lint


@click.command("lint")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
def command(files: tuple[Path, ...]) -> None:
    """Say line by line what Gephi and Gephi Lite would drop, merge, misread or refuse in each FILE.

    Any GraphML or GEXF file will do, whoever wrote it. The exit status is 1 when anything would be lost.

    Example: kg lint output/graph.graphml
    """
    lost = False
    for file in files:
        findings = lint(file)
        for finding in findings.found:
            rule = RULES[finding.rule]
            breach = f"{rule.effect}: {finding.detail} [{rule.name}]"
            click.echo(printable(f"{file}:{finding.line}: {breach}: {rule.what}; {rule.todo}"))
        for name, count in findings.counts.items():
            if count > findings.most:
                click.echo(printable(f"{file}: {count - findings.most:,} more of [{name}]"))
        lost |= any(RULES[name].effect is not Effect.HINT for name in findings.counts)
        if not findings.counts:
            click.echo(printable(f"{file}: nothing to complain of"))
    sys.exit(lost)
