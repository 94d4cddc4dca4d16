"""``kg query``: SPARQL over a built graph, any RDF file or an Oxigraph store."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options as shared
from kg.cli import terminal
from kg.errors import OptionError

if TYPE_CHECKING:
    from kg.query import Question

_FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml")


@click.command("query")
@click.argument("query", required=False)
@click.option(
    "--set", "-s", "settings", multiple=True, metavar="NAME=VALUE", help="Set a parameter; repeatable."
)
@shared.rdf_source
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(_FORMATS),
    help="Default: a table on a terminal, else csv for rows and turtle for triples. csv is safe against "
    "formulas (text like =1+1 gets an apostrophe in front); tsv, json and xml hold text as it is.",
)
@click.option("--list", "list_", is_flag=True, help="List the shipped questions with their parameters.")
@click.option("--show", is_flag=True, help="Print the text of the query instead of running it.")
def command(
    *,
    query: str | None,
    settings: tuple[str, ...],
    source: Path,
    format_: str | None,
    list_: bool,
    show: bool,
) -> None:
    """Ask the graph. QUERY is the name of a shipped question, a file, "-" for standard input, or SPARQL.

    The prefixes kg, dcterms, oa, prov, rdf, rdfs, schema, skos and those of the graph's own IRIs are known.

    \b
    Example: kg query --list
             kg query papers-using --set entity=CLIP
             kg query 'SELECT ?title { ?paper kg:uses system:clip ; dcterms:title ?title }' -f csv
    """  # noqa: D301 - click wants the character itself
    if list_:
        _print_list()
        return
    if query is None:
        raise click.UsageError("Missing argument 'QUERY'; 'kg query --list' shows the shipped questions.")
    question = _question(query)
    if show:
        click.echo(question.text.rstrip("\n"))
        return
    _run(question, _values(settings), source, format_)


def _question(query: str) -> "Question":
    from kg.query import find_question, parse_question, read_question

    if query == "-":
        return parse_question(sys.stdin.buffer.read().decode("utf-8", "replace"), where="standard input")
    if "{" in query:
        return parse_question(query)
    if query.endswith((".rq", ".sparql")) or Path(query).is_file():
        return read_question(Path(query))
    return find_question(query)


def _values(settings: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name:
            raise OptionError(
                f"{setting!r} sets nothing", where="--set", todo="write NAME=VALUE, as entity=CLIP"
            )
        values[name.lstrip("$?")] = value
    return values


def _run(question: "Question", values: dict[str, str], source: Path, format_: str | None) -> None:
    from kg.exports.rdf.names import prefixes
    from kg.query import ask, open_store
    from kg.query.results import has_triples, table, write_answer, write_sheet
    from kg.query.values import base_of

    store = open_store(source)
    answer = ask(store, question, values)
    if format_ is None:
        format_ = "turtle" if has_triples(answer) else "table" if sys.stdout.isatty() else "csv"
    if format_ == "table" and has_triples(answer):
        format_ = "turtle"
    short = prefixes(base_of(store))
    if format_ != "table":
        if format_ == "csv" and not has_triples(answer):
            write_sheet(answer, sys.stdout.buffer)
        else:
            write_answer(answer, sys.stdout.buffer, format_=format_, prefixes=short)
        sys.stdout.buffer.flush()
        return
    header, rows = table(answer)
    body = [tuple(_shorten(cell, short) for cell in row) for row in rows]
    right = [i for i in range(len(header)) if body and all(_is_number(row[i]) for row in body)]
    terminal.print_table(body, header=header, title=question.title, right=right)
    click.echo(f"{len(body)} row{'' if len(body) == 1 else 's'}", err=True)


def _shorten(cell: str, prefixes: dict[str, str]) -> str:
    """Return an IRI as a prefixed name, anything else as it is."""
    found = next(((p, n) for p, n in prefixes.items() if cell.startswith(n)), None)
    return f"{found[0]}:{cell.removeprefix(found[1])}" if found else cell


def _is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "", 1).isdigit()


def _print_list() -> None:
    from kg.query import questions

    for question in questions().values():
        click.echo(f"{click.style(question.name, bold=True)}  {question.title}")
        click.echo(f"    {question.description}")
        for known in question.parameters:
            click.echo(f"    --set {known.name}={known.default!r}  {known.meaning}")
