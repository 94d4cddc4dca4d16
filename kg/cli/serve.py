"""``kg serve``: the graph on the web, for browsers and SPARQL clients."""

from pathlib import Path

import click

from kg.cli import options as shared


@click.command("serve")
@shared.rdf_source
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8890,
    show_default=True,
    help="Port; 0 for any that is free.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="A query that takes longer is stopped.",
)
@click.option(
    "--max-result",
    type=click.IntRange(min=1),
    default=64,
    show_default=True,
    metavar="MB",
    help="A result that is larger is refused.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Queries at once; 0 for one per core.",
)
def command(*, source: Path, host: str, port: int, timeout: float, max_result: int, workers: int) -> None:
    """Serve the graph, read-only, until Ctrl-C: /sparql is a SPARQL 1.1 endpoint, /query a page to ask it.

    Needs the extra: pip install 'kg[serve]'. Only this machine can reach it unless --host says otherwise.

    Example: kg serve --graph output --port 8890
    """
    from kg.serve import Limits, serve

    def say(address: str) -> None:
        click.echo(f"kg: serving {source} at {address} (stop with Ctrl-C)", err=True)

    limits = Limits(seconds=timeout, max_bytes=max_result << 20, workers=workers)
    serve(source, host=host, port=port, limits=limits, on_ready=say)
