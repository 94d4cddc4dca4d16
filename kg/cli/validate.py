"""``kg validate``: check a graph, also one that somebody edited, by the SHACL shapes."""

import sys
from pathlib import Path

import click

from kg.cli import terminal


@click.command("validate")
@click.argument("source", type=click.Path(path_type=Path), default=Path("output"))
@click.option("--strict", is_flag=True, help="Warnings count as well.")
def command(source: Path, strict: bool) -> None:
    """Check SOURCE: an output folder, an RDF file or an Oxigraph store.

    Prints what breaks a rule, one finding a line, and ends with status 1 if that is a violation. A warning is
    a subject or an object outside the domain or the range of its relation.
    Needs the extra: pip install 'kg[validate]'.

    Example: kg validate output/graph.ttl
    """
    from kg.query.validate import validate

    findings = validate(source)
    rows = [(f.severity, f.node, f.path, f.message) for f in findings]
    if rows:
        terminal.print_table(rows, header=("severity", "node", "property", "what is wrong"))
    violations = sum(f.severity == "violation" for f in findings)
    click.echo(f"{violations} violations, {len(findings) - violations} warnings", err=True)
    if violations or (strict and findings):
        sys.exit(1)
